"""The list of places at the left of the window, and how wide it stands."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget

from ui import menus, theme
from ui.places.directory import PLACES

SIDES = 44
"""Pixels beside the longest name."""
LEAST = 112
NAMES = tuple(one.name for one in PLACES)


class PlaceList(QListWidget):
    """Every place, in the order of the work.

    Signals:
        gone_to: the name of the place that was chosen.
    """

    gone_to = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("placeList")
        self.setAccessibleName("Places")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, one in enumerate(PLACES, start=1):
            item = QListWidgetItem(one.title, self)
            item.setToolTip(f"{one.title} ({menus.place_key(number)})")
        self.follow_looks()
        self.currentRowChanged.connect(self._go)

    def follow_looks(self) -> None:
        """Be as wide as the longest name wants at the size of text in use."""
        metrics = QFontMetrics(QApplication.font())
        width = max(metrics.horizontalAdvance(one.title) for one in PLACES) + theme.scaled(SIDES)
        self.setFixedWidth(max(width, theme.scaled(LEAST)))
        height = max(theme.scaled(28), metrics.height() + 12)
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(theme.scaled(48), height))

    def mark(self, name: str) -> None:
        """Show which place is in hand."""
        self.setCurrentRow(NAMES.index(name))

    def _go(self, row: int) -> None:
        if row >= 0:
            self.gone_to.emit(NAMES[row])
