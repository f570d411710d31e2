"""A read-only table over a DataFrame, sorted and filtered a column at a time."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from planner.base.findings import Finding, Severity
from ui.models.arrangement import Positions, rows_matching, rows_with, searchable_text, sorted_positions
from ui.models.columns import Column
from ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = int(Qt.ItemDataRole.UserRole)
"""The cell itself, unformatted."""
WIDE_ROLE = SORT_ROLE + 1
"""Of a head: whether its column takes the room that is left over."""

HIDDEN = "•••"
"""Stands for a name that is not to be shown."""

_ROOT = QModelIndex()
_ALIGNED = {
    True: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    False: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
}
Marks = Mapping[tuple[int, str], Finding]
"""Findings by row identity and column key."""


class FrameModel(QAbstractTableModel):
    """Shows a frame; give it a new frame to refresh it.

    Rows of the model are positions in the frame, arranged by the sort and the filters in force.
    """

    def __init__(self, columns: Sequence[Column] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._frame = pd.DataFrame({one.key: [] for one in self._columns})
        self._cells: list[Any] = [np.empty(0, object) for _ in self._columns]
        self._rows: Positions = np.empty(0, np.intp)
        self._marks: Marks = {}
        self._unread: Mapping[tuple[int, str], str] = {}
        self._hidden: Collection[str] = ()
        self._sorted: tuple[int, bool] | None = None
        self._sought = ""
        self._asked: Mapping[str, str] = {}
        self._texts: list[str] | None = None

    # ------------------------------------------------------------ what is shown

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown."""
        return self._columns

    @property
    def total(self) -> int:
        """How many rows there are before any filter."""
        return len(self._frame)

    def set_frame(
        self,
        frame: pd.DataFrame,
        columns: Sequence[Column] | None = None,
        *,
        marks: Marks | None = None,
        unread: Mapping[tuple[int, str], str] | None = None,
    ) -> None:
        """Replace the contents; sort and filters stay in force as long as the columns do.

        Args:
            frame: what to show.
            columns: other columns than before, where given.
            marks: findings, by row identity and column key.
            unread: the original text of cells that could not be taken.
        """
        self.beginResetModel()
        if columns is not None and tuple(columns) != self._columns:
            self._columns, self._sorted, self._asked = tuple(columns), None, {}
        self._frame = frame
        self._cells = [frame[one.key].to_numpy() for one in self._columns]
        self._marks, self._unread = marks or {}, unread or {}
        self._texts = None
        self._arrange()
        self.endResetModel()

    def set_filter(self, sought: str, asked: Mapping[str, str]) -> None:
        """Show only rows that hold the words ``sought`` and meet each column's filter."""
        self.beginResetModel()
        self._sought, self._asked = sought.strip(), dict(asked)
        self._arrange()
        self.endResetModel()

    def hide(self, keys: Collection[str]) -> None:
        """Show dots in these columns, and find nothing in them."""
        self.beginResetModel()
        self._hidden, self._texts = frozenset(keys), None
        self._arrange()
        self.endResetModel()

    def position(self, row: int) -> int:
        """The place in the frame of a row of the model."""
        return int(self._rows[row])

    def row_at(self, position: int) -> int:
        """The row of the model that shows a place of the frame; -1 where it is filtered out."""
        found = np.flatnonzero(self._rows == position)
        return int(found[0]) if len(found) else -1

    def value(self, row: int, key: str) -> Any:
        """The cell of one row, unformatted."""
        return self._frame[key].iat[self.position(row)]

    def shown_frame(self) -> pd.DataFrame:
        """The rows shown, in their order, with every column of the frame."""
        return self._frame.iloc[self._rows]

    def column_of(self, key: str) -> int:
        """Where a column stands; -1 where it is not shown."""
        return next((at for at, one in enumerate(self._columns) if one.key == key), -1)

    # ------------------------------------------------------------ Qt's own

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows that pass the filters."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Columns shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell, as Qt asks for it."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        column = self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index.row(), index.column())
            case Qt.ItemDataRole.TextAlignmentRole:
                return _ALIGNED[column.is_number]
            case Qt.ItemDataRole.BackgroundRole | Qt.ItemDataRole.ToolTipRole if self._marks:
                return self._marking(index.row(), column.key, role)
            case _ if role == SORT_ROLE:
                return self._cells[index.column()][self._rows[index.row()]]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's head, or a row's identity (where it came from a file, its row in the sheet)."""
        if orientation == Qt.Orientation.Vertical:
            shown = role == Qt.ItemDataRole.DisplayRole and section < len(self._rows)
            return str(self._frame.index[self._rows[section]]) if shown else None
        if not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip or column.title.replace("\n", ", ")
            case Qt.ItemDataRole.TextAlignmentRole:
                return _ALIGNED[column.is_number]
            case _ if role == WIDE_ROLE:
                return column.is_wide
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column; -1 puts them back as they were."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        places = [self._rows[one.row()] if one.row() < len(self._rows) else -1 for one in held]
        known = 0 <= column < len(self._columns)
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder) if known else None
        self._arrange()
        rows = np.full(len(self._frame) + 1, -1, np.intp)
        rows[self._rows] = np.arange(len(self._rows))
        moved = [self.index(int(rows[place]), one.column()) for one, place in zip(held, places, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    # ------------------------------------------------------------ inside

    def _arrange(self) -> None:
        if self._sorted is None:
            order = np.arange(len(self._frame), dtype=np.intp)
        else:
            column, descending = self._sorted
            order = sorted_positions(self._frame[self._columns[column].key], descending=descending)
        open_columns = [one for one in self._columns if one.key not in self._hidden]
        kept = rows_matching(self._frame, open_columns, self._asked)
        if self._sought:
            if self._texts is None:
                self._texts = searchable_text(self._frame, open_columns)
            kept &= rows_with(self._texts, self._sought)
        self._rows = order[kept[order]]

    def _text(self, row: int, column: int) -> str:
        shown = self._columns[column]
        value = self._cells[column][self._rows[row]]
        if self._unread and (text := self._unread.get((self._identity(row), shown.key))) is not None:
            return text
        if shown.key in self._hidden:
            return HIDDEN if isinstance(value, str) else ""
        return shown.show(value)

    def _identity(self, row: int) -> int:
        return int(self._frame.index[self._rows[row]])

    def _marking(self, row: int, key: str, role: int) -> Any:
        found = self._marks.get((self._identity(row), key))
        if found is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{found.severity.capitalize()}: {found.message} {found.remedy}"
        tones = colours()
        soft = {Severity.ERROR: tones.error_soft, Severity.WARNING: tones.warning_soft}
        return QBrush(QColor(soft.get(found.severity, tones.accent_soft)))
