"""The parts of a place of which one is in sight: as high as that one asks for."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget


class TabStack(QStackedWidget):
    """Asks for the height that the tab in sight needs at least; Qt would count those out of sight too."""

    # Qt's own

    def hasHeightForWidth(self) -> bool:
        """It is said by ``minimumSizeHint``: Qt takes for it what every tab would like."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Room for all texts at the width there is, and for as little of the tables as may be."""
        least = super().minimumSizeHint()
        shown = self.currentWidget()
        layout = shown.layout() if shown is not None else None
        if layout is not None and layout.hasHeightForWidth():
            least.setHeight(layout.minimumHeightForWidth(max(self.width(), least.width())))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts are higher where they are narrower."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
