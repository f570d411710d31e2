"""The odds of one person or pool as one bar, with each part named beside its figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Type, colours, font, seen

BAR = 20
LINE = 20
COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the bar.

    Attributes:
        name: what it is ("Placed").
        share: 0 to 1.
        written: the share as text.
        colour, pattern: how it is filled; the pattern tells it apart without colour.
    """

    name: str
    share: float
    written: str
    colour: str
    pattern: Qt.BrushStyle = Qt.BrushStyle.SolidPattern


class OddsBar(QWidget):
    """A bar of parts that fill it, with a labelled key below."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_parts(())

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts shown."""
        return self._parts

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Show other parts; those of no size are named in the key all the same."""
        self._parts = tuple(parts)
        said = ", ".join(f"{one.name} {one.written}" for one in self._parts)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    # Qt's own

    def sizeHint(self) -> QSize:
        """The bar and as many lines of key as its parts want."""
        return QSize(200, BAR + 4 + LINE * -(-len(self._parts) // COLUMNS))

    def minimumSizeHint(self) -> QSize:
        """As the hint."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar, then the key."""
        painter = QPainter(self)
        tones = colours()
        left = 0.0
        for part in self._parts:
            width = part.share * self.width()
            _fill(painter, QRectF(left, 0, width, BAR), part)
            left += width
        painter.setPen(QColor(tones.line))
        painter.drawRect(QRectF(0, 0, self.width() - 1, BAR - 1))
        painter.setFont(font(Type.BODY))
        across = self.width() // COLUMNS
        for at, part in enumerate(self._parts):
            x, y = (at % COLUMNS) * across, BAR + 6 + (at // COLUMNS) * LINE
            _fill(painter, QRectF(x, y + 3, 10, 10), part)
            painter.setPen(QColor(tones.text if part.share else tones.muted))
            painter.drawText(x + 16, y, across - 76, LINE, Qt.AlignmentFlag.AlignLeft, part.name)
            painter.drawText(x + across - 72, y, 60, LINE, Qt.AlignmentFlag.AlignRight, part.written)
        painter.end()


def _fill(painter: QPainter, area: QRectF, part: Part) -> None:
    if area.width() <= 0:
        return
    tone = seen(part.colour)
    soft = QColor(tone)
    if part.pattern != Qt.BrushStyle.SolidPattern:
        soft.setAlpha(90)
        painter.fillRect(area, soft)
    painter.fillRect(area, QBrush(QColor(tone), part.pattern))
