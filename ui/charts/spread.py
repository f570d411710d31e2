"""The whole spread of a figure: how often each amount came up, with marks at the amounts that matter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.charts.canvas import soft
from ui.charts.round_ticks import round_ticks
from ui.theme import Type, colours, font

Floats = npt.NDArray[np.float64]
SIDE = 14
BETWEEN = 6
"""Pixels between two words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An amount to be marked: its name, what is written beside it, and whether it is the plan's own."""

    at: float
    name: str
    written: str
    is_own: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Bins:
    """How often: (n,) from ``low`` to ``high``, ``share`` (0 to 1) of draws, and what each bin's tip says."""

    low: Floats
    high: Floats
    share: Floats
    tips: tuple[str, ...]


class SpreadChart(QWidget):
    """Bars from nil, the band between the outer marks tinted, each mark a labelled line."""

    def __init__(self, name: str, show: Callable[[float], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._show = show
        self._bins: Bins | None = None
        self._marks: tuple[Mark, ...] = ()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 140)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks drawn."""
        return self._marks

    def set_spread(self, bins: Bins, marks: Sequence[Mark]) -> None:
        """Draw another spread; the band lies between the outermost marks that are not the plan's own."""
        self._bins, self._marks = bins, tuple(sorted(marks, key=lambda one: one.at))
        self.setAccessibleDescription("; ".join(f"{one.name} {one.written}" for one in self._marks))
        self.update()

    # Qt's own

    def sizeHint(self) -> QSize:
        """A picture of a fair size."""
        return QSize(380, 240)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the band, the bars, the marks and the axis."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours().base))
        if self._bins is not None and len(self._bins.share):
            painter.setFont(font(Type.SMALL))
            area = self._area()
            self._paint_band(painter, area)
            self._paint_bars(painter, area)
            self._paint_axis(painter, area)
            self._paint_marks(painter, area)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say how often the amount under the mouse came up."""
        words = ""
        if self._bins is not None:
            area = self._area()
            for low, high, tip in zip(self._bins.low, self._bins.high, self._bins.tips, strict=True):
                if self._x(area, low) <= event.position().x() < self._x(area, high):
                    words = tip
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    # inside

    def _line(self) -> int:
        return QFontMetrics(font(Type.SMALL)).height()

    def _area(self) -> QRectF:
        """Where the bars stand: below a line of words for each mark, above the axis's words."""
        top = 4 + (self._line() + 2) * len(self._marks)
        return QRectF(SIDE, top, self.width() - 2 * SIDE, max(24.0, self.height() - top - self._line() - 10))

    def _span(self) -> tuple[float, float]:
        assert self._bins is not None  # noqa: S101 - painted once there are bins
        low, high = float(self._bins.low[0]), float(self._bins.high[-1])
        for one in self._marks:
            low, high = min(low, one.at), max(high, one.at)
        return low, high if high > low else low + 1.0

    def _x(self, area: QRectF, amount: float) -> float:
        low, high = self._span()
        return area.left() + (amount - low) / (high - low) * area.width()

    def _paint_band(self, painter: QPainter, area: QRectF) -> None:
        """The ground between the lowest and the highest mark that is not the plan's own."""
        drawn = [one.at for one in self._marks if not one.is_own]
        if len(drawn) > 1:
            left, right = self._x(area, min(drawn)), self._x(area, max(drawn))
            painter.fillRect(
                QRectF(left, area.top(), right - left, area.height()), soft(colours().accent, 26)
            )

    def _paint_bars(self, painter: QPainter, area: QRectF) -> None:
        bins, most = self._bins, 0.0
        assert bins is not None  # noqa: S101 - painted once there are bins
        most = float(bins.share.max()) or 1.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().bar))
        for low, high, share in zip(bins.low, bins.high, bins.share, strict=True):
            left, right = self._x(area, low), self._x(area, high)
            height = share / most * area.height()
            painter.drawRect(QRectF(left + 0.5, area.bottom() - height, max(right - left - 1, 1.0), height))

    def _paint_axis(self, painter: QPainter, area: QRectF) -> None:
        tones, metrics = colours(), QFontMetrics(font(Type.SMALL))
        painter.setPen(QPen(QColor(tones.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(QColor(tones.muted))
        low, high = self._span()
        widest = max(metrics.horizontalAdvance(self._show(one)) for one in (low, high))
        for amount in round_ticks(low, high, max(2, int(area.width() // (widest + 3 * BETWEEN)))):
            words, at = self._show(amount), self._x(area, amount)
            half = metrics.horizontalAdvance(words) / 2
            left = min(max(at - half, 2.0), self.width() - 2 * half - 2)
            painter.drawText(QPointF(left, area.bottom() + metrics.ascent() + 5), words)

    def _paint_marks(self, painter: QPainter, area: QRectF) -> None:
        """A line for each mark up to its own line of words, so that no two touch."""
        tones, metrics = colours(), QFontMetrics(font(Type.SMALL))
        for row, one in enumerate(self._marks):
            at, top = self._x(area, one.at), 4 + (self._line() + 2) * row
            pen = QPen(QColor(tones.warning if one.is_own else tones.text), 2 if one.is_own else 1.4)
            pen.setStyle(Qt.PenStyle.DashLine if one.is_own else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(at, top + 2), QPointF(at, area.bottom()))
            words = f"{one.name} {one.written}"
            wide = metrics.horizontalAdvance(words)
            is_left = at + BETWEEN + wide > self.width() - 2
            painter.setPen(QColor(tones.text))
            left = max(at - BETWEEN - wide if is_left else at + BETWEEN, 2.0)
            if is_left:
                painter.fillRect(QRectF(left - 2, top, wide + 4, self._line()), QColor(tones.base))
            painter.drawText(QPointF(left, top + metrics.ascent()), words)
