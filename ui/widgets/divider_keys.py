"""Dividers moved by the arrow keys, for whoever has no mouse."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QSplitter, QSplitterHandle, QWidget

from ui.widgets.remembered_layout import note_moved

STEP = 16
"""Pixels that an arrow key moves a divider."""
LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}
_ON = {Qt.Key.Key_Right, Qt.Key.Key_Down}


class DividerKeys(QObject):
    """Takes the divider in hand by ``next_divider``; arrows move it, Enter or Esc lets go of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: QWidget | None = None

    def next_divider(self, place: QWidget) -> bool:
        """Put the focus on the next divider of a place in sight; False where it has none."""
        handles = _handles(place)
        if not handles:
            return False
        now = QApplication.focusWidget()
        at = next((nth for nth, one in enumerate(handles) if one is now), -1)
        if at < 0:
            self._before = now
        chosen = handles[(at + 1) % len(handles)]
        chosen.removeEventFilter(self)
        chosen.installEventFilter(self)
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show which divider is in hand, and move it by its keys."""
        if not isinstance(watched, QSplitterHandle):
            return False
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            _mark(watched.splitter(), is_held=event.type() == QEvent.Type.FocusIn)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(watched, Qt.Key(event.key()))
        return False

    def _press(self, handle: QSplitterHandle, key: Qt.Key) -> bool:
        if key in _BACK or key in _ON:
            _move(handle, STEP if key in _ON else -STEP)
            return True
        if key in LEAVING:
            if self._before is not None and self._before.isVisible():
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._before = None
            return True
        return False


def _handles(place: QWidget) -> Sequence[QSplitterHandle]:
    found = []
    for one in place.findChildren(QSplitter):
        for at in range(1, one.count()):
            handle = one.handle(at)
            if handle.isVisible():
                handle.setAccessibleName(f"Divider: {_between(one, at)}. Arrow keys move it")
                found.append(handle)
    return found


def _beside(splitter: QSplitter, at: int) -> tuple[QWidget, ...]:
    """The panels before and after the divider at a place."""
    panels = (splitter.widget(at - 1), splitter.widget(at))
    return tuple(one for one in panels if one is not None)


def _between(splitter: QSplitter, at: int) -> str:
    sides = ("left", "right") if splitter.orientation() == Qt.Orientation.Horizontal else ("above", "below")
    named = zip(_beside(splitter, at), sides, strict=True)
    return " and ".join(one.accessibleName() or side for one, side in named)


def _move(handle: QSplitterHandle, by: int) -> None:
    """Move a divider as far as the panels beside it allow."""
    splitter = handle.splitter()
    across = splitter.orientation() == Qt.Orientation.Horizontal
    at = next(nth for nth in range(1, splitter.count()) if splitter.handle(nth) is handle)
    hints = [one.minimumSizeHint() for one in _beside(splitter, at)]
    before, after = (max(one.width() if across else one.height(), STEP) for one in hints)
    sizes = splitter.sizes()
    room = sizes[at] - after if by > 0 else sizes[at - 1] - before
    step = max(0, min(abs(by), room)) * (1 if by > 0 else -1)
    sizes[at - 1] += step
    sizes[at] -= step
    splitter.setSizes(sizes)
    note_moved(splitter)


def _mark(splitter: QSplitter, *, is_held: bool) -> None:
    splitter.setProperty("held", is_held)
    splitter.style().unpolish(splitter)
    splitter.style().polish(splitter)
    for at in range(1, splitter.count()):
        handle = splitter.handle(at)
        handle.style().unpolish(handle)
        handle.style().polish(handle)
        handle.update()
