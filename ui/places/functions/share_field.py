"""The field in which a share is typed over its cell."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QDoubleValidator, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

MOST = 100.0
PLACES = 4
LEAST_WIDTH = 64


class ShareField(QLineEdit):
    """Opens over a cell; Enter gives the share, Esc or going elsewhere gives nothing.

    Signals:
        entered: the share that was typed, 0 to 100.
    """

    entered = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Share, per cent")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        limits = QDoubleValidator(0.0, MOST, PLACES, self)
        limits.setNotation(QDoubleValidator.Notation.StandardNotation)
        self.setValidator(limits)
        self.returnPressed.connect(self._enter)
        self.hide()

    def open(self, box: QRect, words: str) -> None:
        """Open over a cell with what was typed first, or the share that is there."""
        self.setGeometry(QRect(box.left(), box.top(), max(box.width(), LEAST_WIDTH), box.height()))
        self.setText(words)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # others would select what was typed
        if len(words) > 1:
            self.selectAll()

    def _enter(self) -> None:
        share = float(self.text())
        self._close()
        self.entered.emit(share)

    def _close(self) -> None:
        self.hide()
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes without giving a share."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere closes without giving a share."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window's own shortcuts."""
        is_override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_override and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)
