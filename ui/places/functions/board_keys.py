"""What each key does on the functions board: all that the mouse can do."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from planner.report.board import FIRST_RECEIVER, STOPS, UNCLAIMED
from ui.places.functions.board_model import BEFORE, NAME, NOW
from ui.places.functions.board_tables import BoardTables
from ui.places.functions.carrying import Carrying
from ui.places.functions.cell_words import MODE_WORDS
from ui.places.functions.share_field import ShareField
from ui.places.functions.steps import (
    WHOLE_ROW,
    Held,
    choose_mode,
    drop_on_column,
    give_all,
    type_share,
)

_MODE_OF = {words.letter: mode for mode, words in MODE_WORDS.items()}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class BoardKeys(QObject):
    """Moves over the board, types shares and modes, picks up and drops.

    Signals:
        asked: a step that a key asks for.
        opened: the row and the column of the board that Enter opens.
    """

    asked = Signal(object)
    opened = Signal(int, int)

    def __init__(self, view: BoardTables, carrying: Carrying, field: ShareField) -> None:
        super().__init__(view)
        self._view = view
        self._carrying = carrying
        self._field = field
        field.entered.connect(self.take_share)

    def press(self, event: QKeyEvent) -> None:
        """Do what a key means; it is accepted where it means something."""
        if self._view.board is None or self._view.current[0] < 0:
            return
        done = self._carry(event) if self._carrying.held is not None else self._work(event)
        event.setAccepted(done)

    def take_share(self, share: float) -> None:
        """Ask for the share that was typed over the cell in hand."""
        view = self._view
        row, column = view.current
        view.grid.setFocus()
        if view.board is not None and row >= 0:
            self.asked.emit(type_share(view.board, row, column, share))

    # ------------------------------------------------------------ while something is carried

    def _carry(self, event: QKeyEvent) -> bool:
        carrying, key = self._carrying, event.key()
        if key == Qt.Key.Key_Escape:
            carrying.let_go()
        elif key in _ENTER or key == Qt.Key.Key_Space:
            carrying.drop()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._aim_beside(-1 if key == Qt.Key.Key_Left else 1)
        elif key == Qt.Key.Key_H and carrying.held is not None:
            carrying.aim(carrying.column, is_half=not carrying.held.is_half)
        elif key == Qt.Key.Key_P:
            self._aim_at_kind()
        else:
            return key in _ARROWS
        return True

    def _aim_beside(self, step: int) -> None:
        view, carrying = self._view, self._carrying
        if carrying.held is None:
            return
        now = view.current[1] if carrying.column is None else carrying.column
        wanted = max(UNCLAIMED, min(now + step, view.model.columnCount() - BEFORE - 1))
        view.grid.scrollTo(view.model.index(carrying.held.row, wanted + BEFORE))
        carrying.aim(wanted)

    def _aim_at_kind(self) -> None:
        """All receivers of the kind of the one aimed at, by population."""
        board, carrying = self._view.board, self._carrying
        if board is not None and carrying.column is not None and carrying.column >= FIRST_RECEIVER:
            carrying.aim(carrying.column, board.receivers[carrying.column - FIRST_RECEIVER].kind)

    # ------------------------------------------------------------ otherwise

    def _work(self, event: QKeyEvent) -> bool:
        view, key = self._view, event.key()
        row, column = view.current
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._as_text())
        elif key in _ARROWS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._go(*_ARROWS[Qt.Key(key)], far=is_control)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0, -1 if key == Qt.Key.Key_Home else 1, far=True)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(-1 if key == Qt.Key.Key_PageUp else 1, 0, steps=self._page())
        elif key == Qt.Key.Key_Space:
            self._carrying.pick_up(row, column, is_half=is_control)
        elif key in _ENTER:
            self._enter(row, column, gives_all=is_control)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self._fold(row, is_folding=key == Qt.Key.Key_Minus)
        else:
            return not is_control and self._edit(event, row, column)
        return True

    def _enter(self, row: int, column: int, *, gives_all: bool) -> None:
        board = self._view.board
        if board is None:
            return
        if not gives_all:
            self.opened.emit(row, column)
        elif column != WHOLE_ROW:
            self.asked.emit(give_all(board, row, column))

    def _edit(self, event: QKeyEvent, row: int, column: int) -> bool:
        view, typed = self._view, event.text().upper()
        board = view.board
        if board is None:
            return False
        is_function = not board.rows[row].is_heading
        if event.key() == Qt.Key.Key_Delete:
            self.asked.emit(drop_on_column(board, Held(row, column), UNCLAIMED))
        elif typed == MODE_WORDS["stop"].letter:
            self.asked.emit(drop_on_column(board, Held(row, column), STOPS))
        elif typed in _MODE_OF and column >= FIRST_RECEIVER and is_function:
            self.asked.emit(choose_mode(board, row, column, _MODE_OF[typed]))
        elif (typed.isdigit() or event.key() == Qt.Key.Key_F2) and column >= STOPS and is_function:
            words = typed if typed.isdigit() else f"{board.share[row, column]:g}"
            self._field.open(view.cell_box(row, column + BEFORE), words)
        else:
            return False
        return True

    def _go(self, down: int, right: int, *, steps: int = 1, far: bool = False) -> None:
        """Go to a cell beside; folded rows are passed over."""
        view = self._view
        index = view.grid.currentIndex()
        rows = [at for at in range(view.model.rowCount()) if not view.grid.isRowHidden(at)]
        row, column, last = index.row(), index.column(), view.model.columnCount() - 1
        if right:
            column = (NAME if right < 0 else last) if far else max(NAME, min(column + right, last))
            column = column if column != NOW else NAME if right < 0 else NOW + 1
        elif far:
            row = rows[0] if down < 0 else rows[-1]
        else:
            nearest = min(range(len(rows)), key=lambda at: abs(rows[at] - row))
            row = rows[max(0, min(nearest + down * steps, len(rows) - 1))]
        view.grid.setCurrentIndex(view.model.index(row, column))

    def _page(self) -> int:
        grid = self._view.grid
        return max(1, grid.viewport().height() // max(1, grid.verticalHeader().defaultSectionSize()) - 1)

    def _fold(self, row: int, *, is_folding: bool) -> None:
        board = self._view.board
        if board is None:
            return
        family = board.rows[row].family
        head = next(at for at, one in enumerate(board.rows) if one.is_heading and one.family == family)
        if is_folding != self._view.is_folded(head):
            self._view.fold(head)

    def _as_text(self) -> str:
        """The whole board as tab-separated lines, for Excel."""
        model = self._view.model
        columns = range(model.columnCount())
        heads = [
            str(model.headerData(at, Qt.Orientation.Horizontal)).replace("-\n", "").replace("\n", " ")
            for at in columns
        ]
        rows = range(model.rowCount())
        cells = ["\t".join(str(model.index(row, at).data() or "") for at in columns) for row in rows]
        return "\n".join(["\t".join(heads), *cells])
