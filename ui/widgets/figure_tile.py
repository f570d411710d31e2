"""One of the figures that never leave the screen: its name, its value, what that means."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from ui.theme import Type, colours, font

PADDING = 12
SLACK = 4
"""Pixels more than measured: widths are rounded, and a text that just fits would be elided."""


class FigureTile(QPushButton):
    """A button that shows a figure; pressing it opens what is behind the figure."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figureTile")
        self._caption = caption
        self._value = ""
        self._meaning = ""
        self._tone = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_figure("–", "")

    @property
    def value(self) -> str:
        """The figure as shown."""
        return self._value

    @property
    def meaning(self) -> str:
        """What the figure means, as shown."""
        return self._meaning

    def set_figure(self, value: str, meaning: str, tone: str = "", caption: str = "") -> None:
        """Show a figure and what it means; ``tone`` is error, warning, good or none."""
        self._value, self._meaning, self._tone = value, meaning, tone
        self._caption = caption or self._caption
        self.setAccessibleName(f"{self._caption}: {value}. {meaning}".strip())
        self.setToolTip(f"{self._caption}: {value}\n{meaning}".strip())
        self.updateGeometry()
        self.update()

    # Qt's own

    def sizeHint(self) -> QSize:
        """As wide as its longest line, as high as three."""
        lines = ((Type.SMALL, self._caption), (Type.FIGURE, self._value), (Type.SMALL, self._meaning))
        width = max(_metrics(size).horizontalAdvance(words) for size, words in lines)
        height = sum(_metrics(size).height() for size, _ in lines)
        return QSize(min(width, 260) + 2 * PADDING + SLACK, height + 8)

    def minimumSizeHint(self) -> QSize:
        """Room for the figure itself; its meaning may elide."""
        width = _metrics(Type.FIGURE).horizontalAdvance(self._value)
        return QSize(max(width, 72) + 2 * PADDING + SLACK, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame as styled, then the three lines."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        tones = colours()
        meaning = {"error": tones.error, "warning": tones.warning, "good": tones.good}.get(self._tone)
        top = 4
        for size, words, colour in (
            (Type.SMALL, self._caption, tones.muted),
            (Type.FIGURE, self._value, tones.text),
            (Type.SMALL, self._meaning, meaning or tones.muted),
        ):
            painter.setFont(font(size, bold=size is Type.FIGURE))
            painter.setPen(colour)
            height = painter.fontMetrics().height()
            room = self.width() - 2 * PADDING
            short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(PADDING, top, room, height, Qt.AlignmentFlag.AlignLeft, short)
            top += height
        painter.end()


def _metrics(size: Type) -> QFontMetrics:
    return QFontMetrics(font(size, bold=size is Type.FIGURE))
