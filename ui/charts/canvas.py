"""The ground that every chart is drawn on: no menus, no zoom, the colours of the window."""

from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Type, colours, font

STEPS = (1, 2, 5, 10)
"""By how much ticks move apart where their words would touch."""
BETWEEN = 12
"""Pixels between the words of two ticks."""


class ValueAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """An axis of amounts, written as the chart says."""

    def __init__(self, orientation: str, show: Callable[[float], str]) -> None:
        super().__init__(orientation)
        self.enableAutoSIPrefix(False)
        self._show = show

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        """Write the amounts at the ticks."""
        return [self._show(value) for value in values]

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """Set ticks so far apart that what is written at them does not touch."""
        levels: list[tuple[float, float]] = super().tickSpacing(low, high, size)
        if self.orientation != "bottom" or not levels or high <= low:
            return levels
        metrics = QFontMetrics(font(Type.SMALL))
        step, offset = levels[0]
        for wider in STEPS:
            ends = (self._show(low), self._show(high), self._show(high - step * wider))
            wanted = max(metrics.horizontalAdvance(words) for words in ends) + BETWEEN
            if step * wider / (high - low) * size >= wanted:
                return [(step * wider, offset)]
        return [(step * STEPS[-1], offset)]


def canvas(name: str, axes: dict[str, pg.AxisItem], parent: QWidget | None = None) -> pg.PlotWidget:
    """Make the ground of a chart, with its axes; ``dye`` gives it its colours."""
    made = pg.PlotWidget(parent, axisItems=axes)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    made.setMinimumSize(160, 96)
    made.setMenuEnabled(False)
    made.hideButtons()
    made.setMouseEnabled(False, False)
    made.setAntialiasing(True)
    made.getPlotItem().layout.setContentsMargins(4, 4, 8, 4)
    return made


def dye(plot: pg.PlotWidget) -> None:
    """Give the ground and its axes the colours in use."""
    tones = colours()
    plot.setBackground(QColor(tones.base))
    for side in ("left", "bottom", "top", "right"):
        axis = plot.getAxis(side)
        axis.setPen(pg.mkPen(tones.line))
        axis.setTextPen(pg.mkPen(tones.muted))
        axis.setTickFont(font(Type.SMALL))
        axis.setStyle(tickLength=0, hideOverlappingLabels=False)


def soft(colour: str, alpha: int) -> QColor:
    """A colour made see-through: 0 is clear, 255 is full."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
