"""Carrying work over the board, by mouse or by keys: picked up, aimed, dropped or let go."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel

from ui.places.functions.board_model import BEFORE, FROZEN, NAME
from ui.places.functions.board_tables import BoardTables
from ui.places.functions.steps import WHOLE_ROW, Held, Step, drop_on_column, drop_on_kind

EDGE = 28
"""Pixels from the edge of the board within which carrying scrolls it."""
NUDGE = 24
PAUSE = 40
HINT_GAP = 6


class Carrying(QObject):
    """What is carried, where it would go, and the words that say so beforehand.

    Signals:
        dropped: the step that a drop asks for.
    """

    dropped = Signal(object)

    def __init__(self, view: BoardTables, refusal_of: Callable[[Step], str]) -> None:
        super().__init__(view)
        self._view = view
        self._refusal_of = refusal_of
        self._held: Held | None = None
        self._column: int | None = None
        self._kind = ""
        self._step: Step | None = None
        self._mouse: QPoint | None = None
        self.hint = QLabel(view)
        self.hint.setObjectName("carryHint")
        self.hint.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hint.hide()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(PAUSE)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def held(self) -> Held | None:
        """What is carried, or None."""
        return self._held

    @property
    def column(self) -> int | None:
        """The column of the board aimed at."""
        return self._column

    def pick_up(self, row: int, column: int, *, is_half: bool = False) -> None:
        """Pick up a cell, by its row and its column of the board."""
        self._held = Held(row, column, is_half)
        self._step, self._column, self._kind = None, None, ""
        self._show("Carry it to a receiver. Enter drops it, Esc lets it go.")

    def aim(self, column: int | None, kind: str = "", *, is_half: bool | None = None) -> None:
        """Aim at a column of the board, at all receivers of a kind, or at nothing."""
        board = self._view.board
        if self._held is None or board is None:
            return
        half = self._held.is_half if is_half is None else is_half
        if (column, kind, half) == (self._column, self._kind, self._held.is_half) and self._step is not None:
            return
        self._held = Held(self._held.row, self._held.column, half)
        self._column, self._kind = column, kind
        if kind:
            self._step = drop_on_kind(board, self._held, kind)
        elif column is None or column in (WHOLE_ROW, self._held.column):
            self._step = None
        else:
            self._step = drop_on_column(board, self._held, column)
        refused = self._refusal_of(self._step) if self._step is not None else ""
        words = self._step.text if self._step is not None else "Back where it was"
        self._show(refused or words, is_refused=bool(refused))

    def drop(self) -> None:
        """Drop what is carried where it is aimed."""
        step = self._step
        self.let_go()
        if step is not None:
            self.dropped.emit(step)

    def let_go(self) -> None:
        """Carry nothing any more."""
        self._held, self._step, self._column, self._kind, self._mouse = None, None, None, "", None
        self._scrolling.stop()
        self.hint.hide()
        self._view.grid.stop_carrying()
        self._view.frozen.stop_carrying()
        self._mark()

    # ------------------------------------------------------------ the mouse

    def grab(self, row: int, column: int, keys: Qt.KeyboardModifier) -> None:
        """Begin to carry a cell of the model by mouse."""
        self.pick_up(row, max(column - BEFORE, WHOLE_ROW), is_half=_is_half(keys))
        self._scrolling.start()

    def follow(self, where: QPoint, keys: Qt.KeyboardModifier) -> None:
        """Aim at what the mouse is over."""
        self._mouse = where
        column, kind = self._under(where)
        self.aim(column, kind, is_half=_is_half(keys))
        self._place_hint()

    def release(self, where: QPoint, keys: Qt.KeyboardModifier) -> None:
        """Drop where the mouse is; outside of the board nothing happens."""
        if self._held is None:
            return
        self.follow(where, keys)
        self.drop()

    # ------------------------------------------------------------ inside

    def _under(self, where: QPoint) -> tuple[int | None, str]:
        """The column of the board, or the kind of receiver, at a place on the screen."""
        view = self._view
        if not view.rect().contains(view.mapFromGlobal(where)):
            return None, ""
        for grid, first in ((view.frozen, 0), (view.grid, FROZEN)):
            inside = grid.viewport().mapFromGlobal(where)
            if 0 <= inside.x() < grid.viewport().width():
                kind = grid.heads.kind_at(inside.x(), grid.heads.mapFromGlobal(where).y())
                at = grid.columnAt(inside.x())
                is_share = at >= max(first, BEFORE)
                return (None, kind) if kind else (at - BEFORE if is_share else None, "")
        return None, ""

    def _scroll(self) -> None:
        """Go on scrolling while what is carried is held at an edge."""
        if self._mouse is None:
            return
        grid = self._view.grid
        at, room = grid.viewport().mapFromGlobal(self._mouse), grid.viewport().rect()
        bar = grid.horizontalScrollBar()
        if room.right() - EDGE < at.x() <= room.right() + EDGE:
            bar.setValue(bar.value() + NUDGE)
        elif -EDGE < at.x() < EDGE:
            bar.setValue(bar.value() - NUDGE)
        else:
            return
        column, kind = self._under(self._mouse)
        self.aim(column, kind)

    def _show(self, words: str, *, is_refused: bool = False) -> None:
        self.hint.setText(words)
        self.hint.setAccessibleName(words)
        self.hint.setProperty("tone", "error" if is_refused else "")
        self.hint.style().unpolish(self.hint)
        self.hint.style().polish(self.hint)
        self._mark(is_refused=is_refused)
        self._place_hint()
        self.hint.show()
        self.hint.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, words))

    def _mark(self, *, is_refused: bool = False) -> None:
        """Frame what is carried and where it would go."""
        view, held = self._view, self._held
        for painter in view.cell_painters:
            painter.held = (held.row, _in_model(held.column)) if held is not None else None
            is_aimed = held is not None and self._column is not None and self._step is not None
            painter.target = (
                (held.row, _in_model(self._column))
                if is_aimed and held and self._column is not None
                else None
            )
            painter.is_refused = is_refused
        for grid in (view.frozen, view.grid):
            grid.heads.light(self._kind)
        view.repaint_cells()

    def _place_hint(self) -> None:
        """Put the words below the mouse or the cell, inside the board."""
        view = self._view
        self.hint.setMaximumWidth(max(200, view.width() - 2 * HINT_GAP))
        self.hint.adjustSize()
        if self._mouse is not None:
            spot = view.mapFromGlobal(self._mouse) + QPoint(14, 18)
        elif self._held is not None:
            column = self._held.column if self._column is None else self._column
            box: QRect = view.cell_box(self._held.row, _in_model(column))
            spot = QPoint(box.left(), box.bottom() + HINT_GAP)
        else:
            return
        right, low = (
            view.width() - self.hint.width() - HINT_GAP,
            view.height() - self.hint.height() - HINT_GAP,
        )
        self.hint.move(max(HINT_GAP, min(spot.x(), right)), max(HINT_GAP, min(spot.y(), low)))


def _in_model(column: int) -> int:
    return NAME if column == WHOLE_ROW else column + BEFORE


def _is_half(keys: Qt.KeyboardModifier) -> bool:
    return bool(keys & Qt.KeyboardModifier.ControlModifier)
