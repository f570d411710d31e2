"""The parts of a window, gone through by F6 as Windows has it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def go_to_part(parts: Sequence[QWidget], step: int) -> QWidget | None:
    """Put the focus into the next part in sight (``step`` 1) or the one before (-1).

    A part that was left before gets the focus where it was; another at its first control.

    Returns:
        What has the focus now, or None where no part can take it.
    """
    open_parts = [one for one in parts if one.isVisible() and _first_control(one) is not None]
    if not open_parts:
        return None
    now = QApplication.focusWidget()
    at = next((nth for nth, one in enumerate(open_parts) if _holds(one, now)), -1 if step > 0 else 0)
    chosen = open_parts[(at + step) % len(open_parts)]
    last: QWidget | None = chosen.focusWidget()
    wanted = last if last is not chosen and _can_take(last) else _first_control(chosen)
    if wanted is not None:
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
    return wanted


def _holds(part: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (part is widget or part.isAncestorOf(widget))


def _can_take(widget: QWidget | None) -> bool:
    if widget is None or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    return widget.isVisible() and widget.isEnabled()


def _first_control(part: QWidget) -> QWidget | None:
    """The first control of a part in the order of Tab."""
    if _can_take(part):
        return part
    one = part.nextInFocusChain()
    while one is not None and one is not part:
        if part.isAncestorOf(one) and _can_take(one):
            return one
        one = one.nextInFocusChain()
    return None
