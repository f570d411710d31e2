"""What the letters and colours on the board mean, in one line."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from planner.model.tables import MODES
from ui.places.functions.cell_words import MODE_WORDS
from ui.places.functions.mode_looks import badge_size, draw_badge, mode_looks
from ui.theme import Type, colours, font

NEAR, APART = 4, 12


class Legend(QWidget):
    """A badge and a word for each mode; the letters alone where there is little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("What the letters mean")
        said = [f"{one.letter} {one.word}: {one.meaning}" for one in MODE_WORDS.values()]
        self.setAccessibleDescription("; ".join(said))
        self._tip = "\n".join(said)

    # Qt's own

    def sizeHint(self) -> QSize:
        """Room for every word."""
        metrics = QFontMetrics(font(Type.SMALL))
        width = sum(
            metrics.horizontalAdvance(one.word) + badge_size() + NEAR + APART for one in MODE_WORDS.values()
        )
        return QSize(width, max(badge_size(), metrics.height()) + 4)

    def minimumSizeHint(self) -> QSize:
        """Room for the letters."""
        return QSize(len(MODE_WORDS) * (badge_size() + NEAR), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Say what each letter means where the mouse rests."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint badges and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        looks, size = mode_looks(), badge_size()
        has_words = self.width() >= self.sizeHint().width()
        left, middle = 0.0, self.height() / 2
        for mode, words in MODE_WORDS.items():
            painter.setFont(font(Type.SMALL, bold=True))
            draw_badge(painter, QRectF(left, middle - size / 2, size, size), looks[MODES.index(mode)])
            left += size + NEAR
            if has_words:
                painter.setFont(font(Type.SMALL))
                painter.setPen(QColor(colours().text))
                room = painter.fontMetrics().horizontalAdvance(words.word) + APART
                box = QRectF(left, 0, room, self.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words.word)
                left += room
