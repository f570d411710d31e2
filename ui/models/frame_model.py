"""A table over a DataFrame, sorted and filtered a column at a time."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QPixmap

from planner.base.findings import Finding
from ui.models.arrangement import Arrangement, Mask, Positions, Slices, done
from ui.models.columns import Column
from ui.models.following import moves
from ui.models.signs import sign_of, tint_of

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = int(Qt.ItemDataRole.UserRole)
"""The cell itself, unformatted."""
WIDE_ROLE = SORT_ROLE + 1
"""Of a head: whether its column takes the room that is left over."""

HIDDEN = "•••"
"""Stands for a name that is not to be shown."""

_ROOT = QModelIndex()
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_MARKED = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.BackgroundRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleDescriptionRole,
    )
)
_READ = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_EDITED = _READ | Qt.ItemFlag.ItemIsEditable
_ALIGNED = {
    True: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    False: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
}
Marks = Mapping[tuple[int, str], Finding]
"""Findings by row identity and column key."""
Unread = Mapping[tuple[int, str], str]
"""The texts of cells that could not be taken, by row identity and column key."""
Look = tuple[str, bool, QBrush | None, QPixmap | None, bool]
Enter = Callable[[int, str, str], bool]
"""Takes a text for a cell, by row identity and column key; tells whether it was taken."""


class FrameModel(QAbstractTableModel):
    """Shows a frame; give it a new frame to refresh it.

    Rows of the model are positions in the frame, arranged by the sort and the filters in force.

    Signals:
        filled: the contents are others (not merely filtered), so that columns may want other widths.
    """

    filled = Signal()

    def __init__(self, columns: Sequence[Column] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._frame = pd.DataFrame({one.key: [] for one in self._columns})
        self._identities: Any = self._frame.index.to_numpy()
        self._cells: list[Any] = [np.empty(0, object) for _ in self._columns]
        self._rows: Positions = np.empty(0, np.intp)
        self._marks: Marks = {}
        self._unread: Unread = {}
        self._hidden: frozenset[str] = frozenset()
        self._sorted: tuple[int, bool] | None = None
        self._sought = ""
        self._asked: Mapping[str, str] = {}
        self._arrangement = Arrangement()
        self._order: Positions | None = None
        self._enter: Enter | None = None
        self._editable: frozenset[str] = frozenset()
        self._flags: list[Qt.ItemFlag] = []

    # ------------------------------------------------------------ what is shown

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown."""
        return self._columns

    @property
    def total(self) -> int:
        """How many rows there are before any filter."""
        return len(self._frame)

    @property
    def marks(self) -> Marks:
        """The findings shown."""
        return self._marks

    @property
    def frame(self) -> pd.DataFrame:
        """The whole of what was given to be shown."""
        return self._frame

    def set_frame(
        self,
        frame: pd.DataFrame,
        columns: Sequence[Column] | None = None,
        *,
        marks: Marks | None = None,
        unread: Unread | None = None,
    ) -> None:
        """Replace the contents; sort and filters stay in force as long as the columns do.

        Args:
            frame: what to show.
            columns: other columns than before, where given.
            marks: findings, by row identity and column key.
            unread: the original text of cells that could not be taken.
        """
        self._replace(frame, marks, unread, columns)
        self.filled.emit()

    def follow(
        self, frame: pd.DataFrame, *, marks: Marks | None = None, unread: Unread | None = None
    ) -> bool:
        """Show what became of the same rows, and leave each where it stands.

        Rows that were added come last and rows that are gone go; nothing is sorted or filtered anew
        until it is asked for.

        Returns:
            False where rows came back in between, so that the whole table was arranged anew.
        """
        if frame is self._frame:
            is_same = (marks or {}) == self._marks and (unread or {}) == self._unread
            self._marks, self._unread = marks or {}, unread or {}
            if not is_same:
                self._tell_changed()
            return True
        if not self._frame.index.equals(frame.index):
            moved = moves(self._frame.index, frame.index, self._rows)
            if not moved.is_plain:
                self._replace(frame, marks, unread)
                return False
            self._remove(moved.gone)
            self._rows = moved.places[self._rows]
            self._take(frame, marks, unread)
            self._append(moved.added)
        else:
            self._take(frame, marks, unread)
        self._tell_changed()
        return True

    def set_filter(self, sought: str, asked: Mapping[str, str]) -> None:
        """Show only rows that hold the words ``sought`` and meet each column's filter."""
        done(self.filtering(sought, asked))

    def filtering(self, sought: str, asked: Mapping[str, str]) -> Slices[None]:
        """As ``set_filter``, in slices of a few milliseconds; what is shown changes with the last."""
        frame = self._frame
        self._sought, self._asked = sought.strip(), dict(asked)
        kept = yield from self._kept()
        if frame is not self._frame:
            return
        order = self._in_order()
        rows = order[kept[order]]
        yield
        if not np.array_equal(rows, self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def hide(self, keys: Collection[str]) -> None:
        """Show dots in these columns, and find nothing in them."""
        if frozenset(keys) == self._hidden:
            return
        self.beginResetModel()
        self._hidden = frozenset(keys)
        self._open_columns()
        self._arrange()
        self.endResetModel()

    def allow_edits(self, enter: Enter, keys: Collection[str]) -> None:
        """Let cells of some columns be edited; ``enter`` is told what was typed."""
        self._enter, self._editable = enter, frozenset(keys)
        self._open_columns()

    def position(self, row: int) -> int:
        """The place in the frame of a row of the model."""
        return int(self._rows[row])

    def positions(self) -> Positions:
        """The places in the frame of the rows shown, in their order."""
        return self._rows.copy()

    def identity(self, row: int) -> int:
        """The frame's own name of a row of the model."""
        return int(self._identities[self._rows[row]])

    def identities(self, start: int, end: int | None = None) -> list[int]:
        """The frame's own names of the rows of the model from ``start`` up to ``end``."""
        found: list[int] = self._identities[self._rows[start:end]].tolist()
        return found

    def row_of(self, identity: int) -> int:
        """The row of the model that shows a row of the frame by its own name; -1 where none does."""
        return self.row_at(int(self._frame.index.get_indexer(pd.Index([identity]))[0]))

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

    def is_hidden(self, key: str) -> bool:
        """Whether a column shows dots."""
        return key in self._hidden

    def look(self, row: int, column: int) -> Look:
        """All that is painted of a cell: its text, whether it stands right, ground, sign, whether bold."""
        own = self._columns[column]
        if self._marks and (found := self._marks.get((self.identity(row), own.key))) is not None:
            tint, sign = tint_of(found.severity), sign_of(found.severity)
            return self._text(row, column), own.is_number, tint, sign, False
        return self._text(row, column), own.is_number, None, None, False

    def texts(self, column: int, rows: Sequence[int]) -> list[str]:
        """What a column shows in some rows; each different cell is written once."""
        own, cells = self._columns[column], self._cells[column][self._rows[np.asarray(rows, np.intp)]]
        if own.key in self._hidden or any(key == own.key for _, key in self._unread):
            return [self._text(row, column) for row in rows]
        places, different = pd.factorize(cells, use_na_sentinel=False)
        written = np.array([own.show(cell) for cell in different], object)
        return list(written[places]) if len(written) else []

    def typed(self, row: int, column: int) -> str:
        """A cell as a user would type it; nothing where it shows dots."""
        shown = self._columns[column]
        if self._unread and (text := self._unread.get((self.identity(row), shown.key))) is not None:
            return text
        if shown.key in self._hidden:
            return ""
        return shown.write(self._cells[column][self._rows[row]])

    # ------------------------------------------------------------ Qt's own

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows that pass the filters."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Columns shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """One cell, as Qt asks for it."""
        row = index.row()
        if not 0 <= row < len(self._rows):
            return None
        if role == _DISPLAY:
            return self._text(row, index.column())
        if role == _ALIGNMENT:
            return _ALIGNED[self._columns[index.column()].is_number]
        if role in _MARKED:
            return self._marking(row, self._columns[index.column()].key, role) if self._marks else None
        if role == _EDIT:
            return self.typed(row, index.column())
        return self._cells[index.column()][self._rows[row]] if role == SORT_ROLE else None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Pass on what was typed into a cell."""
        if role != _EDIT or self._enter is None or not 0 <= index.row() < len(self._rows):
            return False
        return self._enter(self.identity(index.row()), self._columns[index.column()].key, str(value))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells that may be edited say so."""
        if self._enter is None:
            return _READ if index.isValid() else Qt.ItemFlag.NoItemFlags
        column = index.column()
        return self._flags[column] if 0 <= column < len(self._flags) else Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """A column's head, or a row's identity (where it came from a file, its row in the sheet)."""
        if orientation == Qt.Orientation.Vertical:
            shown = role == _DISPLAY and section < len(self._rows)
            return str(self.identity(section)) if shown else None
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
        known = 0 <= column < len(self._columns)
        wanted = (column, order == Qt.SortOrder.DescendingOrder) if known else None
        kept = done(self._kept())
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        places = [self._rows[one.row()] if one.row() < len(self._rows) else -1 for one in held]
        self._sorted, self._order = wanted, None
        sequence = self._in_order()
        self._rows = sequence[kept[sequence]]
        rows = np.full(len(self._frame) + 1, -1, np.intp)
        rows[self._rows] = np.arange(len(self._rows))
        moved = [self.index(int(rows[place]), one.column()) for one, place in zip(held, places, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    # ------------------------------------------------------------ inside

    def _replace(
        self,
        frame: pd.DataFrame,
        marks: Marks | None,
        unread: Unread | None,
        columns: Sequence[Column] | None = None,
    ) -> None:
        self.beginResetModel()
        if columns is not None and tuple(columns) != self._columns:
            self._columns, self._sorted, self._asked = tuple(columns), None, {}
            self._arrangement = Arrangement()
            self._open_columns()
        self._take(frame, marks, unread)
        self._arrange()
        self.endResetModel()

    def _append(self, added: Positions) -> None:
        if len(added):
            self.beginInsertRows(_ROOT, len(self._rows), len(self._rows) + len(added) - 1)
            self._rows = np.concatenate([self._rows, added])
            self.endInsertRows()

    def _open_columns(self) -> None:
        is_open = self._editable - self._hidden
        self._flags = [_EDITED if one.key in is_open else _READ for one in self._columns]

    def _take(self, frame: pd.DataFrame, marks: Marks | None, unread: Unread | None) -> None:
        self._frame, self._identities = frame, frame.index.to_numpy()
        self._cells = [frame[one.key].to_numpy() for one in self._columns]
        self._marks, self._unread = marks or {}, unread or {}
        self._order = None

    def _tell_changed(self) -> None:
        if len(self._rows) and self._columns:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _remove(self, runs: Sequence[tuple[int, int]]) -> None:
        for first, last in reversed(runs):
            self.beginRemoveRows(_ROOT, first, last)
            self._rows = np.delete(self._rows, np.s_[first : last + 1])
            self.endRemoveRows()

    def _kept(self) -> Slices[Mask]:
        """Which rows of the frame pass the filters."""
        is_open = [one.key not in self._hidden for one in self._columns]
        columns = [one for one, kept in zip(self._columns, is_open, strict=True) if kept]
        cells = [one for one, kept in zip(self._cells, is_open, strict=True) if kept]
        if not cells:
            return np.ones(len(self._frame), bool)
        found = yield from self._arrangement.rows_matching(columns, cells, self._asked)
        if self._sought:
            found &= yield from self._arrangement.rows_with(columns, cells, self._sought)
        return found

    def _in_order(self) -> Positions:
        if self._order is None:
            self._order = np.arange(len(self._frame), dtype=np.intp)
            if self._sorted is not None:
                column, descending = self._sorted
                own = self._columns[column]
                self._order = self._arrangement.order(own, self._cells[column], descending=descending)
        return self._order

    def _arrange(self) -> None:
        kept = done(self._kept())
        order = self._in_order()
        self._rows = order[kept[order]]

    def _text(self, row: int, column: int) -> str:
        shown = self._columns[column]
        if self._unread and (text := self._unread.get((self.identity(row), shown.key))) is not None:
            return text
        value = self._cells[column][self._rows[row]]
        if shown.key in self._hidden:
            return HIDDEN if isinstance(value, str) else ""
        return shown.show(value)

    def _marking(self, row: int, key: str, role: int) -> Any:
        found = self._marks.get((self.identity(row), key))
        if found is None:
            return None
        if role != Qt.ItemDataRole.BackgroundRole:
            return f"{found.severity.capitalize()}: {found.message} {found.remedy}"
        return tint_of(found.severity)
