"""A line over months from nil: cumulative cash, with the days that matter marked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from ui.charts.canvas import ValueAxis, canvas, dye, soft
from ui.theme import Type, colours, font

AXIS = 72
"""Pixels that the amounts beside the plot take up."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A month to be marked: its place among the months, and what happens then."""

    at: int
    words: str


class MonthChart(QWidget):
    """One line, its last value written at its end, the ground below nil tinted.

    Signals:
        clicked: the number of the month that was clicked.
    """

    clicked = Signal(int)

    def __init__(self, name: str, show: Callable[[float], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._months: tuple[str, ...] = ()
        self._tips: tuple[str, ...] = ()
        self._values = np.empty(0)
        self._moments: tuple[Moment, ...] = ()
        self._show = show
        self._chosen = -1
        axes = {"left": ValueAxis("left", show), "bottom": pg.AxisItem("bottom")}
        self.plot = canvas(name, axes)
        self.plot.viewport().installEventFilter(self)
        self.plot.viewport().setMouseTracking(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plot)

    def set_line(
        self,
        months: Sequence[str],
        values: Sequence[float],
        tips: Sequence[str],
        moments: Sequence[Moment] = (),
    ) -> None:
        """Draw another line; ``months`` are their names ("April 2012")."""
        self._months, self._tips, self._moments = tuple(months), tuple(tips), tuple(moments)
        self._values = np.asarray(values, dtype=np.float64)
        self._chosen = -1
        if len(self._months):
            last = f"{self._months[-1]} {self._show(float(self._values[-1]))}"
            self.setAccessibleDescription(f"From {self._months[0]} to {last}")
        self.draw()

    def choose(self, at: int) -> None:
        """Mark one month as the one in hand."""
        self._chosen = at
        self.draw()

    def draw(self) -> None:
        """Draw everything in the colours in use."""
        plot, tones = self.plot, colours()
        plot.clear()
        dye(plot)
        if not len(self._values):
            return
        places = np.arange(len(self._values), dtype=np.float64)
        low, high = min(0.0, float(self._values.min())), max(0.0, float(self._values.max()))
        room = (high - low) or 1.0
        plot.setYRange(low - 0.06 * room, high + 0.16 * room, padding=0)
        plot.setXRange(-0.07 * len(places), self._end(len(places)), padding=0)
        plot.showGrid(y=True, alpha=0.12)
        plot.addItem(pg.InfiniteLine(pos=0, angle=0, pen=pg.mkPen(tones.muted)))
        plot.addItem(
            pg.PlotDataItem(
                places,
                self._values,
                pen=pg.mkPen(tones.bar, width=2.2),
                fillLevel=0,
                brush=soft(tones.bar, 36),
            )
        )
        self._mark(high + 0.14 * room)
        self._write(len(places) - 1, self._show(float(self._values[-1])), (0, 0.5))
        plot.getAxis("bottom").setTicks([year_ticks(self._months)])

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the room for the last figure."""
        super().resizeEvent(event)
        self.draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse over the months."""
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease):
            position = event.position()  # type: ignore[attr-defined]
            spot = self.plot.getViewBox().mapSceneToView(self.plot.mapToScene(position.toPoint()))
            at = round(spot.x())
            if 0 <= at < len(self._tips):
                if event.type() == QEvent.Type.MouseButtonRelease:
                    self.clicked.emit(at)
                else:
                    QToolTip.showText(event.globalPosition().toPoint(), self._tips[at], self)  # type: ignore[attr-defined]
        return super().eventFilter(watched, event)

    # inside

    def _end(self, months: int) -> float:
        """Where the months' axis ends, so that the last figure has room after the line."""
        words = self._show(float(self._values[-1]))
        wanted = QFontMetrics(font(Type.BODY, bold=True)).horizontalAdvance(words) + 16
        room = max(160, self.width() - AXIS)
        return months / (1 - min(0.4, wanted / room))

    def _mark(self, top: float) -> None:
        tones = colours()
        for turn, moment in enumerate(self._moments):
            pen = pg.mkPen(tones.muted, style=Qt.PenStyle.DashLine)
            self.plot.addItem(pg.InfiniteLine(pos=moment.at, angle=90, pen=pen))
            words = pg.TextItem(moment.words, color=tones.muted, anchor=(0, -turn))
            words.setFont(font(Type.SMALL))
            words.setPos(moment.at, top)
            self.plot.addItem(words)
        if 0 <= self._chosen < len(self._values):
            spot = pg.ScatterPlotItem(
                [self._chosen], [self._values[self._chosen]], size=9, brush=tones.accent, pen=tones.base
            )
            self.plot.addItem(spot)

    def _write(self, at: int, words: str, anchor: tuple[float, float]) -> None:
        item = pg.TextItem(words, color=colours().text, anchor=anchor)
        item.setFont(font(Type.BODY, bold=True))
        item.setPos(at, float(self._values[at]))
        self.plot.addItem(item)


def year_ticks(months: Sequence[str]) -> list[tuple[float, str]]:
    """A tick at each April, when a financial year begins; ``months`` are names ("April 2012")."""
    return [(float(at), name) for at, name in enumerate(months) if name.startswith("April")]
