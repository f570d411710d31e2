"""How a sheet is read: what it is, where its heads are, whether it comes in, and what holds for every row."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from planner.base.dates import year_label
from planner.model.tables import BUDGET_LINES, TABLES
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import label

if TYPE_CHECKING:
    from planner.model.plan import Plan
    from planner.workbook.bringing_in.lacking import Defaults
    from planner.workbook.bringing_in.lots import Lot

NOTHING = "nothing"
BROUGHT_IN = ("staff", "functions", "budgets", "organisations", "posts")
YEARS = tuple(range(2010, 2018))
GIVEN = {
    "organisation": "Organisation",
    "function": "Function",
    "receiver": "Receiver",
    "line": "Line",
    "year": "Year",
}
MOST_HEAD_ROWS = 20
LONGEST_HEADS = 120


class SettingsRows(QWidget):
    """Two lines of controls for the sheet in hand.

    Signals:
        used: whether the sheet is to come in.
        table_chosen: what the sheet is; "" for nothing.
        header_chosen: the row of its heads, counted from 0; -1 for none.
        defaults_chosen: what holds for every row, as ``Defaults``.
    """

    used = Signal(bool)
    table_chosen = Signal(str)
    header_chosen = Signal(int)
    defaults_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lot: Lot | None = None
        self.is_used = QCheckBox("Bring this sheet in")
        self.is_used.toggled.connect(self.used)
        self.table = ChoiceBox("What the sheet is taken for", least=10)
        self.table.addItem(NOTHING, "")
        for name in BROUGHT_IN:
            self.table.addItem(TABLES[name].sheet, name)
        self.table.activated.connect(self._choose_table)
        self.header = ChoiceBox("Row of the heads in the file", least=10)
        self.header.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.header.activated.connect(self._choose_header)
        self._given: dict[str, QComboBox] = {}
        self._given_labels: dict[str, QLabel] = {}
        self._lay_out()

    def show_lot(self, lot: "Lot", plan: "Plan | None") -> None:
        """Show how a sheet is read."""
        self._lot = lot
        mapping = lot.mapping
        for one in (self.is_used, self.table, self.header):
            one.blockSignals(True)
        self.is_used.setChecked(lot.is_used)
        self.is_used.setEnabled(bool(mapping.table))
        self.table.setCurrentIndex(max(self.table.findData(mapping.table), 0))
        self._list_head_rows(lot)
        for one in (self.is_used, self.table, self.header):
            one.blockSignals(False)
        self._show_defaults(lot, plan)

    # ------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        first = QHBoxLayout()
        first.setSpacing(8)
        for one in (
            self.is_used,
            label("It is taken for", tone="muted"),
            self.table,
            label("Heads in row", tone="muted"),
        ):
            first.addWidget(one)
        first.addWidget(self.header, 3)
        first.addStretch(2)
        column.addLayout(first)
        self._second = QWidget()
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        second.addWidget(label("For every row:", tone="muted"))
        for key, title in GIVEN.items():
            box = self._given[key] = QComboBox()
            box.setEditable(key not in ("line", "year"))
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.setMinimumContentsLength(10)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setAccessibleName(f"{title} of every row, as the sheet has no column for it")
            box.activated.connect(self._choose_defaults)
            if (field := box.lineEdit()) is not None:
                field.setPlaceholderText("not given")
                field.editingFinished.connect(self._choose_defaults)
            named = self._given_labels[key] = label(title)
            named.setBuddy(box)
            second.addWidget(named)
            second.addWidget(box)
        second.addStretch(1)
        column.addWidget(self._second)

    def _show_defaults(self, lot: "Lot", plan: "Plan | None") -> None:
        """Show a control for each thing that every row needs and the sheet has no column for."""
        mapping, any_shown = lot.mapping, False
        columns = TABLES[mapping.table].keys if mapping.table else ()
        for key, box in self._given.items():
            is_wanted = key in columns and mapping.column_for(key) is None
            is_wanted = is_wanted and not self._is_in_heads(key)
            box.setVisible(is_wanted)
            self._given_labels[key].setVisible(is_wanted)
            any_shown |= is_wanted
            if is_wanted:
                with QSignalBlocker(box):
                    _fill(box, _offered(key, plan), _text(lot.defaults, key))
        self._second.setVisible(any_shown)

    def _is_in_heads(self, key: str) -> bool:
        """Whether the heads of amounts side by side say the line or the year."""
        at = {"line": 1, "year": 2}.get(key)
        if at is None or self._lot is None:
            return False
        amounts = [one.key.split("/") for one in self._lot.mapping.columns if one.key.startswith("amount/")]
        return bool(amounts) and all(parts[at] for parts in amounts)

    def _choose_table(self, at: int) -> None:
        if self._lot is not None and self.table.itemData(at) != self._lot.mapping.table:
            self.table_chosen.emit(str(self.table.itemData(at)))

    def _list_head_rows(self, lot: "Lot") -> None:
        """Offer each of the first rows as that of the heads, with what stands in it."""
        self.header.clear()
        self.header.addItem("none", -1)
        for place, row in enumerate(lot.sheet.rows[: max(MOST_HEAD_ROWS, lot.mapping.header_row + 1)]):
            said = ", ".join(str(cell) for cell in row if cell not in ("", None))
            if said:
                self.header.addItem(f"{place + 1}: {said[:LONGEST_HEADS]}", place)
        self.header.setCurrentIndex(max(self.header.findData(lot.mapping.header_row), 0))

    def _choose_header(self, at: int) -> None:
        self.header_chosen.emit(int(self.header.itemData(at)))

    def _choose_defaults(self) -> None:
        if self._lot is None:
            return
        given: dict[str, Any] = {key: _value(box) for key, box in self._given.items() if not box.isHidden()}
        year = given.pop("year", None)
        defaults = replace(self._lot.defaults, **given)
        if year is not None:
            defaults = replace(defaults, year=next((one for one in YEARS if year_label(one) == year), 0))
        if defaults != self._lot.defaults:
            self.defaults_chosen.emit(defaults)


def _offered(key: str, plan: "Plan | None") -> Sequence[tuple[str, str]]:
    """What may be given for every row: what is shown, and what it stands for."""
    if key == "line":
        return [(one, one) for one in BUDGET_LINES]
    if key == "year":
        return [(year_label(one), year_label(one)) for one in YEARS]
    if plan is None:
        return []
    frame = plan.functions if key == "function" else plan.organisations
    named = zip(frame["code"], frame["name"], strict=True)
    return [
        (f"{code}  {name}" if isinstance(name, str) else code, code)
        for code, name in named
        if isinstance(code, str)
    ]


def _fill(box: QComboBox, offered: Sequence[tuple[str, str]], value: str) -> None:
    box.clear()
    box.addItem("" if box.isEditable() else "not given", "")
    for shown, stands_for in offered:
        box.addItem(shown, stands_for)
    at = box.findData(value)
    box.setCurrentIndex(max(at, 0))
    if at < 0 and box.isEditable():
        box.setEditText(value)


def _text(defaults: "Defaults", key: str) -> str:
    if key == "year":
        return year_label(defaults.year) if defaults.year else ""
    return str(getattr(defaults, key))


def _value(box: QComboBox) -> str:
    """What is given: what the choice stands for, or what was typed."""
    at = box.currentIndex()
    if at >= 0 and box.currentText() == box.itemText(at):
        return str(box.itemData(at) or "")
    return box.currentText().strip()
