"""A table over a DataFrame whose rows can be ticked in the first column."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from ui.models.columns import Column
from ui.models.frame_model import FrameModel, Index

_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)


class TickModel(FrameModel):
    """Rows are ticked by their place in the frame, whatever is sorted or filtered.

    Signals:
        ticks_changed: other rows are ticked.
    """

    ticks_changed = Signal()

    def __init__(self, columns: Sequence[Column] = (), parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._open: frozenset[int] = frozenset()
        self._ticked: frozenset[int] = frozenset()

    @property
    def ticked(self) -> tuple[int, ...]:
        """The places of the rows ticked, in the order of the frame."""
        return tuple(sorted(self._ticked))

    def offer(self, may_be: Collection[int], ticked: Collection[int]) -> None:
        """Let only these rows be ticked, and tick some of them."""
        self._open = frozenset(may_be)
        self.tick(ticked)

    def tick(self, places: Collection[int]) -> None:
        """Tick these rows and no others; those that may not be ticked stay as they are."""
        self._ticked = frozenset(places) & self._open
        if rows := self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, 0), [_CHECK])
        self.ticks_changed.emit()

    def turn(self, rows: Collection[int]) -> None:
        """Tick the rows shown at these places, or take their ticks away where all of them have one."""
        places = frozenset(self.position(row) for row in rows) & self._open
        self.tick(self._ticked - places if places <= self._ticked else self._ticked | places)

    # Qt's own

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """As any frame; whether a row is ticked stands in the first column."""
        if role != _CHECK:
            return super().data(index, role)
        if index.column() != 0 or not 0 <= index.row() < self.rowCount():
            return None
        place = self.position(index.row())
        if place not in self._open:
            return None
        return Qt.CheckState.Checked if place in self._ticked else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Tick a row, or take its tick away."""
        if role != _CHECK:
            return super().setData(index, value, role)
        if self.data(index, _CHECK) is None:
            return False
        place = frozenset({self.position(index.row())})
        is_ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        self.tick(self._ticked | place if is_ticked else self._ticked - place)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows that may be ticked say so in the first column."""
        found = super().flags(index)
        if self.data(index, _CHECK) is not None:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found
