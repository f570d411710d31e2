"""Rates with the range that each may lie in as a band, and the rate compared with as a line through all."""

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.charts.bars import BarChart
from ui.theme import colours


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
