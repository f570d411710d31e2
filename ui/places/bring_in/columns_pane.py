"""The columns of the sheet in hand, what each is taken for, and its first rows as they will come in."""

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from planner.base.findings import Finding
from planner.model.tables import TABLES
from ui.models.columns import plan_columns
from ui.models.frame_model import FrameModel
from ui.places.bring_in.sheet_words import COLUMNS, NOT_TAKEN, TAKEN, columns_frame, fields_offered
from ui.widgets.cell_editors import Option
from ui.widgets.cell_view import CellView
from ui.widgets.labels import ElidedLabel
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from planner.workbook.bringing_in.laying import Laid
    from planner.workbook.bringing_in.lots import Lot

AMOUNT = "amount"
ROWS = 10
"""Rows that are shown as they will come in."""
_LOOKED_AT = ("doubtful-column", "column-does-not-fit")


class FirstRows(FrameModel):
    """The first rows of a list, each headed by the number of its row in the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        self.sheet_rows: Mapping[int, int] = {}

    # Qt's own

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's head, or the number of the row in the file."""
        shown = super().headerData(section, orientation, role)
        if orientation == Qt.Orientation.Vertical and shown is not None:
            return str(self.sheet_rows.get(int(shown), shown))
        return shown


class ColumnsPane(QWidget):
    """Lists the columns, each with a drop-down of what it can be.

    Signals:
        taken: a column by its place, and the field that it is to be taken for ("" for nothing).
    """

    taken = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = ""
        self.cells = CellView("Columns of the sheet", self._options)
        self.columns = FrameModel(COLUMNS, self)
        self.columns.allow_edits(self._enter, {TAKEN})
        self.columns.filled.connect(self.cells.fit)
        self.cells.setModel(self.columns)
        self.cells.answer("Alt+Down", self.cells.start_editing)
        self.cells.verticalHeader().setVisible(False)
        self.cells.clicked.connect(self._open_choice)
        self._words = ElidedLabel("The first rows as they will come in")
        self.preview = FirstRows(self)
        self.first_rows = TableView("The first rows as they will come in")
        self.first_rows.verticalHeader().setVisible(True)
        self.first_rows.verticalHeader().setAccessibleName("Row of the sheet")
        self.first_rows.setModel(self.preview)
        self.first_rows.setSortingEnabled(False)
        self.preview.filled.connect(self.first_rows.fit)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addWidget(self.first_rows, 1)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setObjectName("columnsAndRows")
        both.addWidget(self.cells)
        both.addWidget(below)
        both.setChildrenCollapsible(False)
        both.setSizes([240, 160])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(both)

    def show_columns(self, lot: "Lot", *, shows_names: bool) -> None:
        """Show what each column of a sheet is taken for."""
        is_other = self._table != lot.mapping.table
        self._table = lot.mapping.table
        self.columns.allow_edits(self._enter, {TAKEN} if self._table else ())
        frame = columns_frame(lot, shows_names=shows_names)
        if is_other or not frame.index.equals(self.columns.frame.index):
            self.columns.set_frame(frame)
        else:
            self.columns.follow(frame)

    def show_rows(self, laid: "Laid | None", *, shows_names: bool) -> None:
        """Show the first rows as they will come in, each cell with a finding marked."""
        if laid is None:
            self.preview.set_frame(self.preview.frame.iloc[:0])
            self.preview.sheet_rows = {}
            self._words.set_words("Nothing comes in from this sheet until it is taken for a table.")
            return
        brought = laid.brought
        keys = set(brought.keys)
        columns = [one for one in plan_columns(TABLES[brought.table]) if one.key in keys]
        frame = brought.frame.iloc[:ROWS]
        shown = {int(row) for row in frame.index}
        unread = {
            (one.row, one.column): one.text
            for one in brought.unread
            if one.row in shown and (shows_names or one.column != "name")
        }
        self.preview.hide(() if shows_names else ("name",))
        self.preview.sheet_rows = brought.sheet_rows
        self.preview.set_frame(frame, columns, marks=_marks(laid), unread=unread)
        hidden = "" if shows_names or "name" not in keys else " Names are hidden (View > Show names)."
        self._words.set_words(f"The first rows as they will come in; coloured cells have a finding.{hidden}")

    def mark_columns(self, laid: "Laid | None") -> None:
        """Mark the columns that are to be looked at."""
        marks: dict[tuple[int, str], Finding] = {}
        if laid is not None:
            titles = {field: title for title, field in fields_offered(laid.brought.table).items()}
            places = {titles.get(one.key, ""): one.place for one in laid.lot.mapping.columns}
            for one in laid.findings:
                if one.cause in _LOOKED_AT and one.column in places:
                    marks[places[one.column], TAKEN] = one
        self.columns.follow(self.columns.frame, marks=marks)

    # ------------------------------------------------------------ inside

    def _options(self, _index: QModelIndex | QPersistentModelIndex) -> Sequence[Option]:
        return ((NOT_TAKEN, ""), *((title, "") for title in fields_offered(self._table)))

    def _enter(self, place: int, _key: str, text: str) -> bool:
        """Take a title for the column of that place; what is none is not taken."""
        fields = {title.casefold(): key for title, key in fields_offered(self._table).items()}
        wanted = text.strip().casefold()
        if wanted not in fields and wanted not in ("", NOT_TAKEN):
            return False
        self.taken.emit(place, fields.get(wanted, ""))
        return True

    def _open_choice(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.cells.edit(index)


def _marks(laid: "Laid") -> Mapping[tuple[int, str], Finding]:
    """The findings on the first rows, by row and column; the worst of each cell."""
    brought = laid.brought
    keys = {one.title: one.key for one in TABLES[brought.table].columns}
    cells = {
        brought.cell(int(row), key): (int(row), key)
        for row in brought.frame.index[:ROWS]
        for key in brought.keys
        if key in brought.letters
    }
    marks: dict[tuple[int, str], Finding] = {}
    for one in laid.findings:
        at = cells.get(one.cell)
        if at is not None and keys.get(one.column, at[1]) == at[1]:
            marks.setdefault(at, one)
    return {**_marks_on_amounts(laid), **marks}


def _marks_on_amounts(laid: "Laid") -> dict[tuple[int, str], Finding]:
    """The findings on amounts that stand side by side in the file and under each other in the plan."""
    brought = laid.brought
    rows = {brought.sheet_rows[one.row]: one.row for one in brought.unread if one.column == AMOUNT}
    found: dict[tuple[int, str], Finding] = {}
    for one in laid.findings:
        row = (
            rows.get(int(one.cell.lstrip(ascii_uppercase) or 0)) if one.column.startswith("Amount,") else None
        )
        if row is not None:
            found.setdefault((row, AMOUNT), one)
    return found
