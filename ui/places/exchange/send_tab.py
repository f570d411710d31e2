"""Send a part: which part of the plan, what it will hold, and under which password it goes."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner.model.plan import Plan
from planner.workbook.slices import Part, parts_by
from ui import theme
from ui.asking import safe_name
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.exchange import jobs
from ui.places.exchange.jobs import PartWish
from ui.places.exchange.part_words import COLUMNS, NOTHING, WAY_WORDS, held_frame, held_words, is_empty
from ui.places.exchange.shrinking_table import ShrinkingTable
from ui.places.exchange.tab import Tab
from ui.theme import Type
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import label
from ui.widgets.password_fields import PasswordFields

PANEL, TABLE = 300, 120
"""Pixels of the width of the choices, and of the least height of the table."""
LOOKING, WRITING = "part", "write part"


class SendTab(Tab):
    """Cuts a part from the plan in hand and writes it."""

    name = "send"
    title = "Send a part"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.way = ChoiceBox("By what the part is cut from the plan", least=12)
        for way, (title, _) in WAY_WORDS.items():
            self.way.addItem(title, way)
        self.which = ChoiceBox("Which one", least=12)
        self.about = label(tone="muted", wraps=True)
        self.names = QCheckBox("Send people’s names too")
        self.password = PasswordFields("Optional. It holds data about staff: better with one.")
        self.save_button = QPushButton("Save the part…")
        self.save_button.setProperty("rank", "first")
        self.held = label(wraps=True)
        self.table = ShrinkingTable("Its sheets", COLUMNS)
        self.sheet = label(size=Type.HEADING)
        self.columns = label(wraps=True)
        self._sheet_in_hand = -1
        self._offered: tuple[Plan | None, str] = (None, "")
        self._asked: tuple[Plan, PartWish] | None = None
        self._cut: tuple[Plan, PartWish, Part] | None = None
        self._lay_out()
        self._detail.hide()
        self.way.activated.connect(self._choose_way)
        self.which.activated.connect(self._look)
        self.names.clicked.connect(self._look)
        self.password.changed.connect(self._enable)
        self.save_button.clicked.connect(self._ask)
        self.table.chosen.connect(self._tell_sheet)
        self.desk.runner(LOOKING).failed.connect(self._not_looked)
        self.desk.runner(WRITING).failed.connect(self._not_written)

    def refresh(self) -> None:
        """Offer what the plan can be cut into, and look what the part chosen holds now."""
        self._panel.setFixedWidth(theme.scaled(PANEL))
        self.table.setMinimumHeight(theme.scaled(TABLE))
        self._offer()
        self._look()

    def forget(self) -> None:
        """Nothing of the plan before stays."""
        self.password.forget()
        self.names.setChecked(False)
        self._offered, self._asked, self._cut = (None, ""), None, None

    def focus_find(self) -> None:
        """Search the sheets."""
        self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the sheets by column."""
        self.table.toggle_filters()

    @property
    def wish(self) -> PartWish | None:
        """What is chosen; None where the plan has nothing of the kind."""
        value = self.which.currentData()
        if value is None:
            return None
        way = str(self.way.currentData())
        return PartWish(way, str(value), self.document.scenario, self.names.isChecked())

    # ------------------------------------------------------------ choosing

    def _choose_way(self) -> None:
        self._offer()
        self._look()

    def _offer(self) -> None:
        """List the receivers, organisations, families or establishments; the one chosen stays."""
        plan, way = self.document.plan, str(self.way.currentData())
        if plan is None or (plan is self._offered[0] and way == self._offered[1]):
            return
        self._offered = (plan, way)
        chosen = self.which.currentData()
        with QSignalBlocker(self.which):
            self.which.clear()
            for value, called in parts_by(plan, way).items():
                self.which.addItem(called if called == value else f"{called} ({value})", value)
            self.which.setCurrentIndex(max(0, self.which.findData(chosen)) if self.which.count() else -1)
        self.which.setToolTip(self.which.currentText())
        self.which.setEnabled(self.which.count() > 0)
        self.about.setText(WAY_WORDS[way][1])

    def _look(self) -> None:
        """Look what the part chosen holds, unless that is known."""
        plan, wish = self.document.plan, self.wish
        if plan is None or wish is None:
            self._asked = self._cut = None
            self.held.setText(f"The plan has no {self.way.currentData()} to choose.")
            self.table.show_frame(NOTHING)
            self._enable()
            return
        if self._asked is not None and self._asked[0] is plan and self._asked[1] == wish:
            return
        self._asked, self._cut = (plan, wish), None
        self._enable()
        job = partial(jobs.cut, plan, wish)
        self.desk.runner(LOOKING).start("Looking what the part holds", job, partial(self._show, plan, wish))

    def _show(self, plan: Plan, wish: PartWish, part: Part) -> None:
        self._cut = (plan, wish, part)
        self.held.setText(held_words(plan, part, names=wish.names))
        at = self._sheet_in_hand
        self.table.show_frame(held_frame(part))
        self.table.choose_or_first(at)
        self._enable()

    def _tell_sheet(self, place: int) -> None:
        """Name every column of the sheet in hand: the table has no room for all of them."""
        frame = self.table.model.frame
        self._detail.setVisible(0 <= place < len(frame))
        if 0 <= place < len(frame):
            self._sheet_in_hand = place
            sheet, _, may_change, stays = frame.iloc[place]
            self.sheet.setText(str(sheet))
            self.columns.setText(f"They may change: {may_change}.\nStays as it is: {stays}.")

    def _not_looked(self, error: Exception) -> None:
        self._asked = None
        self.tell("What the part holds could not be found.", error)

    def _enable(self) -> None:
        is_ready = self._cut is not None and not is_empty(self._cut[2])
        self.save_button.setEnabled(is_ready and self.password.is_settled)

    # ------------------------------------------------------------ writing

    def _ask(self) -> None:
        if self._cut is not None:
            name = safe_name("Part", self._cut[2].label, self.document.scenario)
            self.asking.to_save("Save the part", "xlsx", name, self._write)

    def _write(self, path: Path) -> None:
        if self._cut is None or self.is_the_plan(path):
            return
        plan, _, part = self._cut
        job = partial(jobs.send, plan, part, path, self.password.password)
        self.desk.runner(WRITING).start(f"Writing {path.name}", job, self._written)

    def _written(self, path: Path) -> None:
        lock = "" if self.password.password else " It is not locked: send it by a way that is."
        self.said.emit(
            f"Wrote {path.name} in {path.parent}.{lock} When it comes back: Take changes back.", "note"
        )

    def _not_written(self, error: Exception) -> None:
        self.tell("The part was not written.", error)

    def _lay_out(self) -> None:
        self._detail = QFrame()
        self._detail.setObjectName("panel")
        inside = QVBoxLayout(self._detail)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(4)
        inside.addWidget(self.sheet)
        inside.addWidget(self.columns)
        panel = QFrame()
        panel.setObjectName("panel")
        panel.setFixedWidth(theme.scaled(PANEL))
        self._panel = panel
        left = QVBoxLayout(panel)
        left.setContentsMargins(12, 8, 12, 12)
        left.setSpacing(8)
        for one in (
            label("What to send", Type.HEADING), self.way, self.which, self.about, self.names,
            self.password, self.save_button,
        ):  # fmt: skip
            left.addWidget(one)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.held)
        right.addWidget(self.table, 1)
        right.addWidget(self._detail)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(panel)
        across.addLayout(right, 1)
