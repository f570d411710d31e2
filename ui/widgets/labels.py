"""Labels: in the four sizes of type, and one that elides in the middle."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Type, scaled


def label(words: str = "", size: Type = Type.BODY, tone: str = "", *, wraps: bool = False) -> QLabel:
    """A label in one of the four sizes; ``tone`` is muted, error, warning or good."""
    made = QLabel(words)
    made.setProperty("type", str(size))
    made.setProperty("tone", tone)
    made.setWordWrap(wraps)
    return made


def retone(of: QLabel, tone: str) -> None:
    """Give a label another tone."""
    if of.property("tone") != tone:
        of.setProperty("tone", tone)
        of.style().unpolish(of)
        of.style().polish(of)


class ElidedLabel(QLabel):
    """One line that elides in the middle and then shows the whole in a tooltip."""

    def __init__(self, words: str = "", size: Type = Type.BODY, parent: QWidget | None = None) -> None:
        self._words, self._limit = "", 0
        super().__init__(parent)
        self.setProperty("type", str(size))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_words(words)

    @property
    def words(self) -> str:
        """The whole text."""
        return self._words

    def keep_whole(self, limit: int) -> None:
        """Ask for room for the whole text, up to ``limit`` pixels at 100%."""
        self._limit = limit
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.updateGeometry()

    @property
    def whole_width(self) -> int:
        """Pixels that the whole text takes."""
        return self.fontMetrics().horizontalAdvance(self._words) + 2

    def set_words(self, words: str) -> None:
        """Show another text."""
        self._words = words
        self.setAccessibleName(words)
        if self._limit:
            self.updateGeometry()
        self._elide()

    # Qt's own

    def minimumSizeHint(self) -> QSize:
        """Any width will do, unless a short text is to be whole."""
        whole = self.whole_width if self._limit else 0
        return QSize(max(24, min(whole, scaled(self._limit))), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """No more than the least: what room is left over is given to it by its place in the row."""
        return self.minimumSizeHint() if self._limit else super().sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide for the new width."""
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        """Elide for another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._words:
            self._elide()

    def _elide(self) -> None:
        room = self.contentsRect().width()
        short = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, room)
        self.setText(short)
        self.setToolTip(self._words if short != self._words else "")
