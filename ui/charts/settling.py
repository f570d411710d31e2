"""How a mean settles with the number of draws: a line within its error bars."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.charts.canvas import soft
from ui.charts.round_ticks import round_ticks
from ui.theme import Type, colours, font

Floats = npt.NDArray[np.float64]
RIGHT = 14


class SettlingChart(QWidget):
    """The mean so far over the number of draws, the band in which the true mean lies in 95 of 100 cases."""

    def __init__(self, name: str, show: Callable[[float], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._show = show
        self._draws: Floats = np.empty(0)
        self._mean: Floats = np.empty(0)
        self._low: Floats = np.empty(0)
        self._high: Floats = np.empty(0)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 110)

    def set_means(self, draws: Floats, mean: Floats, low: Floats, high: Floats) -> None:
        """Draw another run: (n,) draws so far, the mean of them, and the ends of its error bar."""
        self._draws, self._mean, self._low, self._high = draws, mean, low, high
        if len(mean):
            ends = f"{self._show(float(low[-1]))} to {self._show(float(high[-1]))}"
            self.setAccessibleDescription(
                f"After {draws[-1]:,.0f} draws the mean is {self._show(float(mean[-1]))}, within {ends}"
            )
        self.update()

    # Qt's own

    def sizeHint(self) -> QSize:
        """A picture of a fair size."""
        return QSize(380, 160)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the band and the line in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours().base))
        if len(self._mean) > 1:
            painter.setFont(font(Type.SMALL))
            area = self._area()
            self._paint_axes(painter, area)
            painter.setClipRect(area.adjusted(0, -1, 1, 1))
            self._paint_band(painter, area)
            painter.setClipping(False)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the mean was after so many draws."""
        words = ""
        if len(self._mean) > 1:
            area = self._area()
            share = (event.position().x() - area.left()) / area.width()
            at = int(np.argmin(np.abs(self._draws - share * self._draws[-1])))
            ends = f"{self._show(float(self._low[at]))} to {self._show(float(self._high[at]))}"
            words = f"After {self._draws[at]:,.0f} draws: {self._show(float(self._mean[at]))}, within {ends}"
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    # inside

    def _range(self) -> tuple[float, float]:
        """The amounts in sight: the error bars but for the first few, which are wide."""
        after = max(1, len(self._mean) // 10)
        return float(self._low[after:].min()), float(self._high[after:].max())

    def _area(self) -> QRectF:
        metrics = QFontMetrics(font(Type.SMALL))
        left = 10 + max(metrics.horizontalAdvance(self._show(one)) for one in self._range())
        return QRectF(left, 8, self.width() - left - RIGHT, self.height() - metrics.height() - 18)

    def _spot(self, area: QRectF, draws: float, amount: float) -> QPointF:
        low, high = self._range()
        share = (amount - low) / (high - low) if high > low else 0.5
        return QPointF(
            area.left() + draws / float(self._draws[-1]) * area.width(), area.bottom() - share * area.height()
        )

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        tones, metrics = colours(), QFontMetrics(font(Type.SMALL))
        low, high = self._range()
        for amount in round_ticks(low, high, max(2, int(area.height() // (2 * metrics.height())))):
            at = self._spot(area, 0.0, amount)
            painter.setPen(QPen(QColor(tones.grid), 1))
            painter.drawLine(at, QPointF(area.right(), at.y()))
            painter.setPen(QColor(tones.muted))
            words = self._show(amount)
            left = area.left() - 6 - metrics.horizontalAdvance(words)
            painter.drawText(QPointF(left, at.y() + metrics.ascent() / 2 - 1), words)
        painter.setPen(QColor(tones.muted))
        for draws in round_ticks(0.0, float(self._draws[-1]), max(2, int(area.width() // 90))):
            words = f"{draws:,.0f}"
            at = self._spot(area, draws, low)
            left = min(
                at.x() - metrics.horizontalAdvance(words) / 2,
                self.width() - metrics.horizontalAdvance(words) - 2,
            )
            painter.drawText(QPointF(left, area.bottom() + metrics.ascent() + 5), words)

    def _paint_band(self, painter: QPainter, area: QRectF) -> None:
        tones = colours()
        upper = [self._spot(area, *one) for one in zip(self._draws, self._high, strict=True)]
        lower = [self._spot(area, *one) for one in zip(self._draws, self._low, strict=True)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft(tones.accent, 40))
        painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
        painter.setPen(QPen(QColor(tones.bar), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(
            QPolygonF([self._spot(area, *one) for one in zip(self._draws, self._mean, strict=True)])
        )
