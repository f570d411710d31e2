"""Stacked columns month by month: what is saved above nil, what is spent below, and the two together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from ui.charts.canvas import ValueAxis, canvas, dye, soft
from ui.charts.key import Entry, Key
from ui.charts.months import Moment, year_ticks
from ui.theme import Type, colours, font, seen

WIDTH = 0.72
"""Of a column, in months."""


@dataclass(frozen=True, slots=True)
class Stack:
    """One part of every column: its name, its amounts and how it is filled."""

    name: str
    values: tuple[float, ...]
    colour: str
    pattern: Qt.BrushStyle = Qt.BrushStyle.SolidPattern


class MonthStacks(QWidget):
    """Columns of parts from nil, with the sum as a stepped line.

    Signals:
        clicked: the number of the month that was clicked.
    """

    clicked = Signal(int)

    def __init__(self, name: str, show: Callable[[float], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._months: tuple[str, ...] = ()
        self._stacks: tuple[Stack, ...] = ()
        self._sum = np.empty(0)
        self._sum_name = ""
        self._tips: tuple[str, ...] = ()
        self._moments: tuple[Moment, ...] = ()
        self._chosen = -1
        axes = {"left": ValueAxis("left", show), "bottom": pg.AxisItem("bottom")}
        self.key = Key()
        self.plot = canvas(name, axes)
        self.plot.viewport().installEventFilter(self)
        self.plot.viewport().setMouseTracking(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.key)
        column.addWidget(self.plot, 1)

    @property
    def stacks(self) -> tuple[Stack, ...]:
        """The parts drawn."""
        return self._stacks

    def set_stacks(
        self,
        months: Sequence[str],
        stacks: Sequence[Stack],
        total: tuple[str, Sequence[float]],
        tips: Sequence[str],
        moments: Sequence[Moment] = (),
    ) -> None:
        """Draw other columns; ``total`` is the name and the amounts of the sum."""
        self._months, self._stacks = tuple(months), tuple(stacks)
        self._sum_name, self._sum = total[0], np.asarray(total[1], dtype=np.float64)
        self._tips, self._moments, self._chosen = tuple(tips), tuple(moments), -1
        self.setAccessibleDescription("Month by month: " + ", ".join(one.name for one in self._stacks))
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
        entries = [Entry(one.name, one.colour, one.pattern) for one in self._stacks]
        self.key.set_entries([*entries, Entry(self._sum_name, tones.text, is_line=True)])
        if not self._months:
            return
        places = np.arange(len(self._months), dtype=np.float64)
        above, below = np.zeros(len(places)), np.zeros(len(places))
        if self._chosen >= 0:
            span = (self._chosen - 0.5, self._chosen + 0.5)
            band = pg.LinearRegionItem(span, movable=False, brush=soft(tones.accent, 40), pen=pg.mkPen(None))
            plot.addItem(band)
        for one in self._stacks:
            values = np.array(one.values)
            base = np.where(values >= 0, above, below)
            self._columns(places, base, values, one)
            above += np.maximum(values, 0)
            below += np.minimum(values, 0)
        self._frame(places, float(below.min()), float(above.max()))

    # Qt's own

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

    def _columns(self, places: "np.ndarray", base: "np.ndarray", values: "np.ndarray", one: Stack) -> None:
        shown = np.flatnonzero(values)
        if not len(shown):
            return
        tone = seen(one.colour)
        brushes = [QBrush(QColor(tone))]
        if one.pattern is not Qt.BrushStyle.SolidPattern:
            brushes = [QBrush(soft(tone, 100)), QBrush(QColor(tone), one.pattern)]
        for brush in brushes:
            item = pg.BarGraphItem(
                x=places[shown],
                y0=base[shown],
                height=values[shown],
                width=WIDTH,
                brush=brush,
                pen=pg.mkPen(tone),
            )
            self.plot.addItem(item)

    def _frame(self, places: "np.ndarray", low: float, high: float) -> None:
        plot, tones = self.plot, colours()
        room = (high - low) or 1.0
        plot.setYRange(low - 0.04 * room, high + 0.24 * room, padding=0)
        plot.setXRange(-0.8, len(places) - 0.2, padding=0)
        plot.showGrid(y=True, alpha=0.12)
        plot.addItem(pg.InfiniteLine(pos=0, angle=0, pen=pg.mkPen(tones.muted)))
        edges = np.append(places, len(places)) - 0.5
        pen = pg.mkPen(tones.text, width=1.8)
        plot.addItem(pg.PlotDataItem(edges, self._sum, stepMode="center", pen=pen))
        for turn, moment in enumerate(self._moments):
            dashed = pg.mkPen(tones.muted, style=Qt.PenStyle.DashLine)
            plot.addItem(pg.InfiniteLine(pos=moment.at - 0.5, angle=90, pen=dashed))
            words = pg.TextItem(moment.words, color=tones.muted, anchor=(0, -turn))
            words.setFont(font(Type.SMALL))
            words.setPos(moment.at - 0.5, high + 0.24 * room)
            plot.addItem(words)
        plot.getAxis("bottom").setTicks([year_ticks(self._months)])
