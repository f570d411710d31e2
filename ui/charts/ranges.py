"""Rates with the range that each may lie in as a band, and the rate compared with as a line through all."""

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QWidget

from ui.charts.bars import HALF, BarChart
from ui.charts.canvas import soft
from ui.theme import colours, seen

BAND = 90
"""How solid a band is, of 255."""


class RangeChart(BarChart):
    """Bars that begin at the low end of a range and end at the high; a stroke across each is the rate."""

    def __init__(self, name: str, show: Callable[[float], str], parent: QWidget | None = None) -> None:
        self._line = float("nan")
        super().__init__(name, show, parent)

    def set_line(self, at: float) -> None:
        """Draw the line through all elsewhere; NaN draws none."""
        self._line = at

    def draw(self) -> None:
        """Draw everything in the colours in use."""
        super().draw()
        if not np.isnan(self._line):
            pen = pg.mkPen(colours().muted, width=1.5, style=Qt.PenStyle.DashLine)
            line = pg.InfiniteLine(pos=self._line, angle=90, pen=pen)
            line.setZValue(-5)
            self.plot.addItem(line)

    def _draw_alike(self, rows: range, colour: str, pattern: Qt.BrushStyle) -> None:
        """Draw the ranges of one colour as soft bands, so that the stroke of the rate stands out."""
        alike = [
            (at, one)
            for at, one in ((at, self.bars[at]) for at in rows)
            if (one.colour, one.pattern) == (colour, pattern) and not np.isnan(one.value)
        ]
        if not alike:
            return
        tone = seen(colour) if colour else colours().bar
        fills = [QBrush(soft(tone, BAND))]
        if pattern is not Qt.BrushStyle.SolidPattern:
            fills.append(QBrush(QColor(tone), pattern))
        for brush in fills:
            self._add(
                pg.BarGraphItem(
                    x0=[one.start for _, one in alike],
                    width=[one.value - one.start for _, one in alike],
                    y0=[at - HALF for at, _ in alike],
                    height=2 * HALF,
                    brush=brush,
                    pen=pg.mkPen(tone),
                )
            )
