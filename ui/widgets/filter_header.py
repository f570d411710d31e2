"""Heads of a table with a filter under each, when asked for."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableView

from ui.theme import row_height

HINT = "Words, or >10, 5..9, =8a, <>8a; = finds blanks"


class FilterHeader(QHeaderView):
    """Column heads; ``show_filters`` puts a filter below each.

    Signals:
        filters_changed: the words of a filter are others.
    """

    filters_changed = Signal()

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self._has_filters = False
        self._fields: dict[int, QLineEdit] = {}
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setMinimumSectionSize(32)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.sectionResized.connect(self._place)
        self.sectionMoved.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)

    def show_filters(self, shown: bool) -> None:
        """Put a filter under each head, or take them away with what they filtered."""
        if shown == self._has_filters:
            return
        self._has_filters = shown
        if not shown:
            for field in self._fields.values():
                field.hide()
                field.deleteLater()
            self._fields = {}
            self.filters_changed.emit()
        self.updateGeometries()
        self._table.updateGeometries()

    def field(self, column: int) -> QLineEdit:
        """The filter under one head; it is made when its head is first in sight."""
        if column not in self._fields:
            self._fields[column] = self._made(column)
        return self._fields[column]

    def words(self) -> dict[int, str]:
        """What was typed, by column."""
        return {column: field.text() for column, field in self._fields.items()}

    # Qt's own

    def sizeHint(self) -> QSize:
        """Room for two lines of head, and for the filters where they are shown."""
        hint = super().sizeHint()
        return QSize(hint.width(), hint.height() + (row_height() if self._has_filters else 0))

    def updateGeometries(self) -> None:
        """Keep the lowest part free for the filters."""
        self.setViewportMargins(0, 0, 0, row_height() if self._has_filters else 0)
        super().updateGeometries()
        self._place()

    # inside

    def _made(self, column: int) -> QLineEdit:
        title = str(self.model().headerData(column, Qt.Orientation.Horizontal)).replace("\n", ", ")
        made = QLineEdit(self)
        made.setProperty("shape", "header")
        made.setAccessibleName(f"Filter {title}")
        made.setToolTip(f"{title}: {HINT}")
        made.setPlaceholderText("filter")
        made.textChanged.connect(lambda _words: self.filters_changed.emit())
        made.show()
        return made

    def _place(self) -> None:
        """Put each filter in sight under its head."""
        if not self._has_filters:
            return
        top, height, room = self.height() - row_height(), row_height(), self.viewport().width()
        for column in range(self.count()):
            at, width = self.sectionViewportPosition(column), self.sectionSize(column)
            is_seen = width > 0 and at < room and at + width > 0
            if is_seen or column in self._fields:
                self.field(column).setGeometry(at, top, width, height)
