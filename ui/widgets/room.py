"""The room a place stands in: where it is smaller than the place can be, it scrolls and cuts nothing off."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Room(QScrollArea):
    """Fills itself with one widget; scrolls only where the widget's least size does not fit."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = inside
        self.setObjectName("room")
        self.setAccessibleName(f"{inside.accessibleName()}, scrolled")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    # Qt's own

    def sizeHint(self) -> QSize:
        """As much as is inside."""
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Hardly anything: what does not fit is scrolled to."""
        return QSize(160, 96)
