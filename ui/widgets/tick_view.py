"""A table whose rows are ticked by mouse, or with Space, all that are selected at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from ui.theme import scaled
from ui.widgets.table_view import TableView

BOX = 22
"""Pixels of a box and the gap after it."""


class TickView(TableView):
    """Shows boxes in its first column.

    Signals:
        turned: the rows on which Space was pressed.
    """

    turned = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._boxes = QStyledItemDelegate(self)
        self.setItemDelegateForColumn(0, self._boxes)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick on Space."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            rows = sorted({one.row() for one in self.selectionModel().selectedRows()})
            if not rows and self.currentIndex().isValid():
                rows = [self.currentIndex().row()]
            self.turned.emit(rows)
        else:
            super().keyPressEvent(event)

    # inside

    def _wanted_width(self, column: int) -> int:
        """Room for the box too."""
        return super()._wanted_width(column) + (scaled(BOX) if column == 0 else 0)
