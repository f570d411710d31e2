"""The functions board: its tables, with what the mouse and the keys do on them."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.places.functions.board_keys import BoardKeys
from ui.places.functions.board_model import BEFORE
from ui.places.functions.board_tables import BoardTables
from ui.places.functions.carrying import Carrying
from ui.places.functions.share_field import ShareField
from ui.places.functions.steps import WHOLE_ROW, Step


class BoardView(BoardTables):
    """Shows a board and turns what the mouse and the keys do into steps.

    Signals:
        asked: a step that the user wants made.
        opened: the row and the column of the board (or ``WHOLE_ROW``) whose people are wanted.
    """

    asked = Signal(object)
    opened = Signal(int, int)

    def __init__(self, refusal_of: Callable[[Step], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = ShareField(self)
        self.carrying = Carrying(self, refusal_of)
        self.keys = BoardKeys(self, self.carrying, self.field)
        self.carrying.dropped.connect(self.asked)
        self.keys.asked.connect(self.asked)
        self.keys.opened.connect(self.open)
        self.model.modelReset.connect(self.carrying.let_go)
        for grid in (self.frozen, self.grid):
            grid.opened.connect(self._open_cell)
            grid.grabbed.connect(self.carrying.grab)
            grid.carried.connect(self.carrying.follow)
            grid.let_go.connect(self.carrying.release)
            grid.keyed.connect(self.keys.press)

    def open(self, row: int, column: int) -> None:
        """Ask for the people behind a cell; a family's heading folds and unfolds instead."""
        board = self.board
        if board is None or row < 0:
            return
        if board.rows[row].is_heading:
            self.fold(row)
        else:
            self.opened.emit(row, column)

    # inside

    def _open_cell(self, row: int, column: int) -> None:
        self.open(row, max(column - BEFORE, WHOLE_ROW))
