"""Rows of a frame under a heading for each group, with sums; groups open and close."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from planner.model.subtotals import Groups, Positions
from ui import figures
from ui.models.columns import Column
from ui.models.frame_model import HIDDEN, WIDE_ROLE, Look
from ui.theme import Type, colours, font

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
OPEN, CLOSED = "▾", "▸"
BLANK = "(blank)"
TOTAL = "All"
OWN = 2
"""Columns before those of the table: the group, and how many rows it has."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class GroupModel(QAbstractTableModel):
    """Headings of groups, each followed by its rows while it is open; the sums of all come last.

    Columns are the group, its number of rows, then those of the table. A row is kept as a place in the
    frame or, where it is the heading of a group, as that group's number below nought.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frame = pd.DataFrame()
        self._columns: tuple[Column, ...] = ()
        self._by = Column("", "")
        self._cells: list[Any] = []
        self._hidden: frozenset[str] = frozenset()
        self._groups: Groups | None = None
        self._open: set[int] = set()
        self._rows: Positions = np.empty(0, np.intp)

    # ------------------------------------------------------------ what is shown

    @property
    def by(self) -> Column:
        """The column whose cells the groups have in common."""
        return self._by

    @property
    def groups(self) -> Groups | None:
        """The groups shown."""
        return self._groups

    def show_groups(
        self,
        frame: pd.DataFrame,
        columns: Sequence[Column],
        by: Column,
        groups: Groups,
        hidden: frozenset[str],
    ) -> None:
        """Show rows of a frame in groups; groups of the same name stay open where they were.

        Args:
            frame: the rows.
            columns: those that are shown, in order, without the one that is grouped by.
            by: the column that is grouped by.
            groups: the rows in groups.
            hidden: columns that show dots.
        """
        kept = self._open_labels() if by == self._by else set()
        self.beginResetModel()
        self._frame, self._columns, self._by, self._groups = frame, tuple(columns), by, groups
        self._hidden = hidden
        self._cells = [frame[one.key].to_numpy() for one in columns]
        self._open = {at for at, label in enumerate(groups.labels) if label in kept}
        self._lay_out()
        self.endResetModel()

    def group_at(self, row: int) -> int:
        """The group whose heading a row is; -1 for a row of the table and for the sums of all."""
        place = int(self._rows[row]) if 0 <= row < len(self._rows) else 0
        return -1 - place if place < 0 and self._groups and -1 - place < len(self._groups.labels) else -1

    def heading_of(self, row: int) -> int:
        """The row of the heading above a row, or the row itself where it is one."""
        headings = np.flatnonzero(self._rows[: row + 1] < 0)
        return int(headings[-1]) if len(headings) else -1

    def position(self, row: int) -> int:
        """The place in the frame of a row; -1 for headings."""
        return max(-1, int(self._rows[row])) if 0 <= row < len(self._rows) else -1

    def is_open(self, group: int) -> bool:
        """Whether a group's rows are shown."""
        return group in self._open

    def look(self, row: int, column: int) -> Look:
        """All that is painted of a cell: its text, whether it stands right, ground, sign, whether bold."""
        place = int(self._rows[row])
        is_right = column == 1 or (column >= OWN and self._columns[column - OWN].is_number)
        if place >= 0:
            return self._cell(place, column), is_right, None, None, False
        ground = QBrush(QColor(colours().window))
        return self._heading(-1 - place, column), is_right, ground, None, True

    def set_open(self, group: int, is_open: bool) -> None:
        """Open or close one group."""
        if self._groups is None or group < 0 or is_open == (group in self._open):
            return
        heading = int(np.flatnonzero(self._rows == -1 - group)[0])
        rows = self._groups.rows(group)
        first, last = heading + 1, heading + len(rows)
        if is_open:
            self.beginInsertRows(_ROOT, first, last)
            self._rows = np.insert(self._rows, first, rows)
            self.endInsertRows()
            self._open.add(group)
        else:
            self.beginRemoveRows(_ROOT, first, last)
            self._rows = np.delete(self._rows, np.s_[first : last + 1])
            self.endRemoveRows()
            self._open.discard(group)
        at = self.index(heading, 0)
        self.dataChanged.emit(at, at)

    def open_all(self, is_open: bool) -> None:
        """Open or close every group."""
        if self._groups is not None:
            self.beginResetModel()
            self._open = set(range(len(self._groups.labels))) if is_open else set()
            self._lay_out()
            self.endResetModel()

    # ------------------------------------------------------------ Qt's own

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Headings, the rows of open groups, and the sums of all."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The group, its rows, and the table's columns."""
        return 0 if parent.isValid() or self._groups is None else OWN + len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell of a heading or of a row."""
        row, at = index.row(), index.column()
        if not (0 <= row < len(self._rows) and 0 <= at < self.columnCount()):
            return None
        place = int(self._rows[row])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._heading(-1 - place, at) if place < 0 else self._cell(place, at)
            case Qt.ItemDataRole.AccessibleTextRole if place < 0 and at == 0:
                return self._spoken(-1 - place)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if at == 1 or (at >= OWN and self._columns[at - OWN].is_number) else _LEFT
            case Qt.ItemDataRole.FontRole if place < 0:
                return _bold()
            case Qt.ItemDataRole.BackgroundRole if place < 0:
                return QBrush(QColor(colours().window))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads: of the group, its rows, and the table's columns."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < self.columnCount():
            return None
        column = self._columns[section - OWN] if section >= OWN else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title if column else (self._by.title, "Rows")[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if section == 1 or (column and column.is_number) else _LEFT
            case _ if role == WIDE_ROLE:
                return column.is_wide if column else section == 0
        return None

    # ------------------------------------------------------------ inside

    def _open_labels(self) -> set[Any]:
        return {self._groups.labels[at] for at in self._open} if self._groups else set()

    def _lay_out(self) -> None:
        groups = self._groups
        if groups is None:
            return
        parts: list[Any] = []
        for group in range(len(groups.labels)):
            parts.append([-1 - group])
            if group in self._open:
                parts.append(groups.rows(group))
        parts.append([-1 - len(groups.labels)])
        self._rows = np.concatenate(parts).astype(np.intp)

    def _label(self, group: int) -> str:
        groups = self._groups
        if groups is None or group >= len(groups.labels):
            return TOTAL
        label = groups.labels[group]
        if self._by.key in self._hidden and label is not None:
            return HIDDEN
        return BLANK if label is None else self._by.show(label)

    def _heading(self, group: int, at: int) -> str:
        groups = self._groups
        if groups is None:
            return ""
        is_total = group >= len(groups.labels)
        if at == 0:
            sign = "" if is_total else f"{OPEN if group in self._open else CLOSED}  "
            return f"{sign}{self._label(group)}"
        if at == 1:
            return figures.whole(len(groups.positions) if is_total else groups.counts[group])
        column = self._columns[at - OWN]
        if column.key not in groups.sums:
            return ""
        return column.show(groups.totals[column.key] if is_total else groups.sums[column.key][group])

    def _spoken(self, group: int) -> str:
        groups = self._groups
        if groups is None or group >= len(groups.labels):
            return TOTAL
        state = "open" if group in self._open else "closed"
        return f"{self._label(group)}, {int(groups.counts[group]):,} rows, {state}"

    def _cell(self, place: int, at: int) -> str:
        if at < OWN:
            return ""
        column, value = self._columns[at - OWN], self._cells[at - OWN][place]
        if column.key in self._hidden:
            return HIDDEN if isinstance(value, str) else ""
        return column.show(value)


def _bold() -> QFont:
    return font(Type.BODY, bold=True)
