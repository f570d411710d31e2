"""The key of a chart: a swatch of each colour and pattern with its name."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.charts.canvas import soft
from ui.theme import Type, colours, font, seen

SWATCH = 12
BETWEEN = 18


@dataclass(frozen=True, slots=True)
class Entry:
    """One swatch of the key; a line where ``is_line``."""

    name: str
    colour: str
    pattern: Qt.BrushStyle = Qt.BrushStyle.SolidPattern
    is_line: bool = False


class Key(QWidget):
    """Swatches in a row, and in further rows where one is too narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show other swatches."""
        self._entries = tuple(entries)
        self.setAccessibleName("Key: " + ", ".join(one.name for one in self._entries))
        self._fit()
        self.update()

    # Qt's own

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(200, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break into rows anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each swatch before its name."""
        painter = QPainter(self)
        tones = colours()
        painter.fillRect(self.rect(), QColor(tones.base))
        painter.setFont(font(Type.SMALL))
        for one, place in zip(self._entries, self._places(), strict=True):
            box = QRectF(place.left(), place.center().y() - SWATCH / 2, SWATCH, SWATCH)
            paint_swatch(painter, box, one)
            painter.setPen(QColor(tones.text))
            painter.drawText(
                place.adjusted(SWATCH + 5, 0, 4, 0),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                one.name,
            )
        painter.end()

    # inside

    def _places(self) -> list[QRectF]:
        metrics = QFontMetrics(font(Type.SMALL))
        line, left, top, found = metrics.height() + 4, 4.0, 0.0, []
        for one in self._entries:
            wide = SWATCH + 5 + metrics.horizontalAdvance(one.name) + 4
            if left + wide > self.width() and left > 4:
                left, top = 4.0, top + line
            found.append(QRectF(left, top, wide, line))
            left += wide + BETWEEN
        return found

    def _fit(self) -> None:
        places = self._places()
        self.setFixedHeight(int(places[-1].bottom()) + 2 if places else 0)


def paint_swatch(painter: QPainter, box: QRectF, entry: Entry) -> None:
    """Fill a box as the key's entry says."""
    tone = seen(entry.colour)
    if entry.is_line:
        painter.fillRect(QRectF(box.left(), box.center().y() - 1, box.width(), 2.5), QColor(tone))
        return
    if entry.pattern is not Qt.BrushStyle.SolidPattern:
        painter.fillRect(box, soft(tone, 90))
    painter.fillRect(box, QBrush(QColor(tone), entry.pattern))
