"""One of the two tables that the board is made of: it tells what the mouse and the keys do."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from ui.places.functions.board_heads import BoardHeads
from ui.places.functions.board_model import BoardModel
from ui.theme import colours

RING = 2
"""Pixels of the ring around the cells while the keys go to them."""


class BoardGrid(QTableView):
    """A table whose cells are carried rather than selected in blocks.

    Signals:
        clicked_at: (row, column, place) of a press that did not become a drag.
        grabbed: (row, column) of the cell that a drag begins on, and the keys held.
        opened: (row, column) of the cell that was double-clicked.
        carried: where the mouse is, on the screen, and the keys held.
        let_go: the same, as the button is let go at the end of a drag.
        keyed: a key; accepted where it was of use.
    """

    clicked_at = Signal(int, int, QPoint)
    grabbed = Signal(int, int, object)
    opened = Signal(int, int)
    carried = Signal(QPoint, object)
    let_go = Signal(QPoint, object)
    keyed = Signal(object)

    def __init__(self, name: str, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.heads = BoardHeads(model, self)
        self.setHorizontalHeader(self.heads)
        self.setModel(model)
        self._pressed: QPoint | None = None
        self._is_carrying = False
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(16)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setProperty("shape", "board")

    def stop_carrying(self) -> None:
        """Let the drag be over before the button is let go."""
        self._is_carrying, self._pressed = False, None

    # Qt's own

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the cell in hand; a drag may follow."""
        index = self.indexAt(event.position().toPoint())
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(index)
            self._pressed = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to carry once the mouse has gone far enough, then say where it is."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if not self._is_carrying and far >= QApplication.startDragDistance():
            index = self.indexAt(self._pressed)
            self._is_carrying = True
            self.grabbed.emit(index.row(), index.column(), event.modifiers())
        if self._is_carrying:
            self.carried.emit(event.globalPosition().toPoint(), event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is carried, or tell of a plain click."""
        was_carrying, pressed = self._is_carrying, self._pressed
        self.stop_carrying()
        if was_carrying:
            self.let_go.emit(event.globalPosition().toPoint(), event.modifiers())
        elif pressed is not None:
            index = self.indexAt(pressed)
            self.clicked_at.emit(index.row(), index.column(), pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a cell."""
        self.stop_carrying()
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(index.row(), index.column())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that the board uses from the window's own shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if is_plain and (event.text().isalnum() or event.key() == Qt.Key.Key_Delete):
                event.accept()
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, and a ring around them while the keys go here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(colours().focus), RING))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer a key to the board; what it has no use for goes on to the window."""
        event.ignore()
        self.keyed.emit(event)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, also one whose column the other table shows."""
        if self.isColumnHidden(index.column()):
            index = self.model().index(index.row(), max(index.column(), self.columnAt(1)))
        super().scrollTo(index, hint)
