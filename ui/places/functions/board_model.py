"""The functions board as an item model: what each cell holds, in words; it is painted from ``board``."""

from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.report.board import FIRST_RECEIVER, Board
from ui.places.functions import cell_words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

NAME, NOW = 0, 1
"""The columns of the model before those of the board."""
BEFORE = 2
"""How many columns of the model stand before those of the board."""
FROZEN = BEFORE + FIRST_RECEIVER
"""How many columns stay in sight."""
HEADS = ("Function", "FTE\nnow", "Unclaimed", "Stop")


class Second(Enum):
    """What stands below the share in a cell."""

    FTE = "FTE"
    COST = "£000"
    NOTHING = "Shares only"


class BoardModel(QAbstractTableModel):
    """Read-only; a board of the same rows and columns takes the place of another without a reset."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._second = Second.FTE
        self._places = 0

    @property
    def board(self) -> Board | None:
        """What is shown."""
        return self._board

    @property
    def second(self) -> Second:
        """What stands below the shares."""
        return self._second

    @property
    def places(self) -> int:
        """Decimal places of the shares."""
        return self._places

    def set_board(self, board: Board) -> None:
        """Show another board."""
        self._places = board.share_places
        held = self._board
        if held is not None and held.rows == board.rows and held.receivers == board.receivers:
            self._board = board
            for row in board.rows_unlike(held).tolist():
                self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._board = board
        self.endResetModel()

    def set_second(self, second: Second) -> None:
        """Show another figure below the shares."""
        self._second = second
        self._tell_changed()

    # Qt's own

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Functions and headings of families."""
        return 0 if parent.isValid() or self._board is None else len(self._board.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The function, its FTE, what is unclaimed, what stops, the receivers."""
        return 0 if parent.isValid() or self._board is None else FROZEN + len(self._board.receivers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell, in words."""
        board = self._board
        if board is None or not index.isValid() or index.row() >= len(board.rows):
            return None
        row, column = index.row(), index.column() - BEFORE
        match role:
            case Qt.ItemDataRole.DisplayRole:
                if index.column() == NAME:
                    return board.rows[row].name
                if index.column() == NOW:
                    return cell_words.fte(board.fte_now[row])
                return cell_words.share(board, row, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                if column < 0:
                    return cell_words.of_row(board, row)
                return cell_words.of_cell(board, row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft if index.column() == NAME else Qt.AlignmentFlag.AlignRight
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's head."""
        board = self._board
        if orientation == Qt.Orientation.Vertical or board is None or not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section] if section < FROZEN else board.receivers[section - FROZEN].name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return cell_words.of_column(board, section - BEFORE) if section >= BEFORE else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be chosen and carried."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    # inside

    def _tell_changed(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
