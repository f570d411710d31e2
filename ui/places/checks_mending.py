"""The panel that puts a finding right: here, in all cells like it, or in all of its kind."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from planner.base.findings import Finding
from planner.model.tables import TABLES
from planner.workbook.data_quality import alike, fix_refusal, is_mendable, with_fix
from ui.theme import Type
from ui.widgets.labels import label, retone

LONGEST = 18
"""Characters of a value that a button repeats."""


class MendPanel(QFrame):
    """Says what is wrong with the cell in hand, and offers what may stand there instead.

    Signals:
        mended: the findings to be put right, each with the value to put in.
        row_wanted: go to the row of the finding in hand.
    """

    mended = Signal(object)
    row_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("The finding in hand")
        self._cell: Finding | None = None
        self._cells: Sequence[Finding] = ()
        self._same: Sequence[Finding] = ()
        self._offers: Sequence[Finding] = ()
        self._is_before = False
        self._where = label(size=Type.HEADING)
        self._what = label(wraps=True)
        self._todo = label(tone="muted", wraps=True)
        self._hint = label(tone="muted")
        self.field = QLineEdit()
        self.field.setAccessibleName("Put in the cell instead")
        self.field.setPlaceholderText("Put instead")
        self.field.setMaximumWidth(180)
        self.field.textChanged.connect(self._show_buttons)
        self.field.returnPressed.connect(self._use_here)
        self.here, self.same, self.every = QPushButton(), QPushButton(), QPushButton()
        self.here.setProperty("rank", "first")
        self.go = QPushButton("Go to the row")
        for button, do in (
            (self.here, self._use_here),
            (self.same, self._use_for_same),
            (self.every, self._use_for_every),
            (self.go, self.row_wanted.emit),
        ):
            button.clicked.connect(do)
        self._lay_out()
        self.hide()

    def show_cell(
        self, cell: Finding | None, cells: Sequence[Finding], *, was_used: bool, masks: bool
    ) -> None:
        """Take a cell in hand.

        Args:
            cell: its finding; None hides the panel.
            cells: the findings of its cause, one a cell.
            was_used: whether what is offered is what the user put in for the same value before.
            masks: whether what stands there is not to be seen.
        """
        is_other = cell != self._cell
        self._cell, self._cells, self._is_before = cell, cells, was_used
        self.setVisible(cell is not None)
        if cell is None:
            return
        self._same = alike(cell, cells)
        self._offers = [one for one in cells if one.fix is not None and is_mendable(one)]
        self._where.setText(" ".join(part for part in (cell.place, cell.column) if part) or "The file")
        said = "What stands there is hidden until names are shown." if masks else cell.message
        self._what.setText(f"{cell.severity.capitalize()}: {said}")
        self._todo.setText(cell.remedy)
        self.go.setVisible(cell.table in TABLES and cell.row >= 0)
        self.field.setVisible(is_mendable(cell))
        if is_other:
            self.field.setText(cell.fix or "")
        self._show_buttons()

    def let_in(self, is_let: bool) -> None:
        """Take what is clicked, or nothing while the plan is being judged."""
        for one in (self.here, self.same, self.every):
            one.setEnabled(is_let)
        if is_let:
            self._show_buttons()

    # ------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        above = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(4)
        for one in (self._where, self._what, self._todo):
            words.addWidget(one)
        above.addLayout(words, 1)
        above.addWidget(self.go)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.field)
        for button in (self.here, self.same, self.every):
            below.addWidget(button)
        below.addWidget(self._hint, 1)
        column.addLayout(above)
        column.addLayout(below)

    def _show_buttons(self) -> None:
        cell = self._cell
        if cell is None:
            return
        can, fix = is_mendable(cell), self.field.text().strip()
        is_given = bool(fix) or cell.fix == ""
        refusal = fix_refusal(cell, fix) if can and is_given else ""
        is_fit = can and is_given and not refusal
        self.here.setText(_using(fix, "here") if is_given else "Use it here")
        self.same.setText(self._words_for_same(fix) if is_given else f"Use it for all {len(self._same):,}")
        offers = {one.fix for one in self._offers}
        one_for_all = next(iter(offers)) if len(offers) == 1 else None
        count = f"for all {len(self._offers):,}"
        self.every.setText(
            _using(one_for_all, count) if one_for_all is not None else f"Use what is offered {count}"
        )
        is_covered = len(self._offers) == len(self._same) and fix == cell.fix
        self.here.setVisible(can)
        self.same.setVisible(can and len(self._same) > 1)
        self.every.setVisible(can and len(self._offers) > 1 and not is_covered)
        for one in (self.here, self.same):
            one.setEnabled(is_fit)
        self.every.setEnabled(True)
        hint = "As you put in before." if self._is_before and fix == cell.fix else ""
        self._hint.setText(refusal or hint)
        retone(self._hint, "error" if refusal else "muted")

    def _words_for_same(self, fix: str) -> str:
        count = f"for all {len(self._same):,}"
        if self._cell is None or len(self._same) == len(self._cells):
            return _using(fix, count)
        return _using(
            fix, f"{count} with “{_short(self._cell.value)}”" if self._cell.value else f"{count} blank"
        )

    def _use_here(self) -> None:
        if self._cell is not None and self.here.isEnabled() and not self.here.isHidden():
            self.mended.emit(with_fix([self._cell], self.field.text().strip()))

    def _use_for_same(self) -> None:
        self.mended.emit(with_fix(self._same, self.field.text().strip()))

    def _use_for_every(self) -> None:
        self.mended.emit(tuple(self._offers))


def _using(fix: str, where: str) -> str:
    if fix:
        return f"Use {_short(fix)} {where}"
    return f"Clear it {where}" if where == "here" else f"Clear them {where}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}…{text[-LONGEST // 2 :]}"
