"""A menu of check boxes that stays while they are ticked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu


class StayingMenu(QMenu):
    """Turns what can be ticked without closing; anything else closes it as usual."""

    # Qt's own

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Turn the entry under the mouse."""
        if not self._turn():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the entry in hand on Space or Enter."""
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() not in keys or not self._turn():
            super().keyPressEvent(event)

    def _turn(self) -> bool:
        action: QAction | None = self.activeAction()
        is_tickable = action is not None and action.isCheckable()
        if action is not None and is_tickable:
            action.trigger()
        return is_tickable
