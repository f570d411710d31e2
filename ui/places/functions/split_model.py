"""The claims on one function as an editable table: each cell is one step in the plan."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.model.claims import Claim
from planner.model.tables import MODES
from ui import figures
from ui.widgets.table_view import WIDE_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ALL = "All senders"
ALL_CCGS = "All CCGs"


@dataclass(frozen=True, slots=True)
class SplitColumn:
    """A column: the attribute of ``Claim`` that it shows, its head, and what it means."""

    key: str
    title: str
    tip: str = ""


COLUMNS = (
    SplitColumn("receiver", "Receiver"),
    SplitColumn("mode", "Mode"),
    SplitColumn("share", "Share\n%"),
    SplitColumn("customers", "Customers", "Who pays, by population: codes with semicolons between"),
    SplitColumn("sender", "Sender", "Whose work it is"),
    SplitColumn("date", "Date", "The day it moves; blank for the plan's transfer date"),
    SplitColumn("reason", "Reason"),
    SplitColumn("locked", "Locked", "A locked share stays as it is"),
)

Changed = Callable[[int, str, Any], None]
"""Called with a claim's place, what of it is to be another, and what."""


class SplitModel(QAbstractTableModel):
    """Shows claims; what is entered is handed on, and shows once it is in the plan."""

    def __init__(self, changed: Changed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changed = changed
        self._claims: tuple[Claim, ...] = ()
        self._names: dict[str, str] = {}

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims shown."""
        return self._claims

    def show(self, claims: Sequence[Claim], names: dict[str, str]) -> None:
        """Show other claims; ``names`` are those of organisations by code."""
        claims = tuple(claims)
        if claims == self._claims and names is self._names:
            return
        if len(claims) == len(self._claims):
            self._claims, self._names = claims, names
            if claims:
                self.dataChanged.emit(self.index(0, 0), self.index(len(claims) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._claims, self._names = claims, names
        self.endResetModel()

    # Qt's own

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row a claim."""
        return 0 if parent.isValid() else len(self._claims)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """What a claim says."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell, in words or as it is edited."""
        if not index.isValid() or index.row() >= len(self._claims):
            return None
        claim, key = self._claims[index.row()], COLUMNS[index.column()].key
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._words(claim, key)
            case Qt.ItemDataRole.EditRole:
                return figures.day(claim.date) if key == "date" else getattr(claim, key)
            case Qt.ItemDataRole.CheckStateRole if key == "locked":
                return Qt.CheckState.Checked if claim.locked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole:
                return _aligned(key)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand on what was entered."""
        if not index.isValid() or index.row() >= len(self._claims):
            return False
        key = COLUMNS[index.column()].key
        if key == "locked" and role == Qt.ItemDataRole.CheckStateRole:
            value = Qt.CheckState(value) == Qt.CheckState.Checked
        elif role != Qt.ItemDataRole.EditRole:
            return False
        if value != self.data(index, Qt.ItemDataRole.EditRole):
            self._changed(index.row(), key, value)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's head and what it means."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight if COLUMNS[section].key == "share" else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == WIDE_ROLE:
            return COLUMNS[section].key in ("receiver", "reason")
        return COLUMNS[section].tip or None if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All can be edited; the lock is ticked, and a locked claim holds still but for it."""
        if not index.isValid() or index.row() >= len(self._claims):
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        key, claim = COLUMNS[index.column()].key, self._claims[index.row()]
        if key == "locked":
            return found | Qt.ItemFlag.ItemIsUserCheckable
        stops = claim.mode == MODES[-1] and key in ("receiver", "customers")
        return found if claim.locked or stops else found | Qt.ItemFlag.ItemIsEditable

    # inside

    def _words(self, claim: Claim, key: str) -> str:
        match key:
            case "receiver":
                return (
                    self._names.get(claim.receiver, claim.receiver) if claim.receiver else "Nobody: it stops"
                )
            case "sender":
                return self._names.get(claim.sender, claim.sender) or ALL
            case "share":
                return figures.exact(round(claim.share, 6))
            case "customers":
                is_paid_for = claim.mode in ("share", "buy")
                return claim.customers or (ALL_CCGS if is_paid_for else "")
            case "date":
                return figures.day(claim.date)
            case "locked":
                return ""
        return str(getattr(claim, key))


def _aligned(key: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if key == "share" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
