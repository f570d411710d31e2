"""Level bars, one a row, each with its name before it and its figure behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QToolTip, QWidget

from ui.charts.canvas import ValueAxis, canvas, dye, soft
from ui.theme import Type, colours, font, seen

ROW = 24
"""Pixels from one bar to the next at least; more where the type is large."""
NAMES = 244
"""Pixels for the names before the bars, at most."""
EDGES = 20
"""Pixels that the ground keeps free at its sides."""
HALF = 0.34
"""Half the thickness of a bar, in rows."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        name: before it.
        value: where it ends; NaN draws none.
        written: behind it.
        tip: what the figure is made of.
        colour: empty for the accent.
        pattern: how it is filled.
        target: where its target's mark stands; NaN for none.
        is_over: whether to write the figure as one that is over its target.
        start: where it begins; nil but for the steps of a bridge.
        brief: the name in fewer words, for where all of it does not fit.
    """

    name: str
    value: float
    written: str
    tip: str = ""
    colour: str = ""
    pattern: Qt.BrushStyle = Qt.BrushStyle.SolidPattern
    target: float = float("nan")
    is_over: bool = False
    start: float = 0.0
    brief: str = ""


class BarChart(QWidget):
    """Bars that scroll where there are more than fit, under an axis that stays.

    Signals:
        clicked: the number of the bar that was clicked.
    """

    clicked = Signal(int)

    def __init__(
        self, name: str, show: Callable[[float], str], parent: QWidget | None = None, names: int = NAMES
    ) -> None:
        """Make one; ``names`` is how many pixels the names before the bars may take."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._most_for_names = names
        self._bars: tuple[Bar, ...] = ()
        self._chosen = -1
        self._span = (0.0, 1.0)
        self._drawn: list[pg.GraphicsObject] = []
        self._band: pg.LinearRegionItem | None = None
        self._names = pg.AxisItem("left")
        self.plot = canvas(name, {"left": self._names, "bottom": ValueAxis("bottom", show)})
        self.plot.getViewBox().invertY(True)
        self.plot.viewport().installEventFilter(self)
        self.plot.viewport().setMouseTracking(True)
        self._scroll = QScrollBar(Qt.Orientation.Vertical)
        self._scroll.setAccessibleName(f"Scroll {name}")
        self._scroll.valueChanged.connect(self._show_rows)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.plot)
        row.addWidget(self._scroll)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The bars drawn."""
        return self._bars

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Draw other bars."""
        self._bars, self._chosen = tuple(bars), -1
        self.setAccessibleDescription("; ".join(f"{one.name} {one.written}" for one in self._bars[:20]))
        self._scroll.setValue(0)
        self.draw()

    def choose(self, at: int) -> None:
        """Mark one bar as the one in hand."""
        self._chosen = at
        self._mark_chosen()

    def draw(self) -> None:
        """Draw everything in the colours in use."""
        plot, tones = self.plot, colours()
        plot.clear()
        dye(plot)
        self._set_span()
        self._draw_grid()
        self._band = pg.LinearRegionItem(
            orientation="horizontal", movable=False, brush=soft(tones.accent, 34), pen=pg.mkPen(None)
        )
        plot.addItem(self._band)
        self._mark_chosen()
        self._drawn = []
        self._show_rows()

    # ------------------------------------------------------------ Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new size."""
        super().resizeEvent(event)
        self.draw()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the bars."""
        self._scroll.setValue(self._scroll.value() - event.angleDelta().y() // 60)
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse over the bars."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            at = self._row_at(event.position())  # type: ignore[attr-defined]
            if at >= 0:
                self.clicked.emit(at)
        elif event.type() == QEvent.Type.MouseMove:
            at = self._row_at(event.position())  # type: ignore[attr-defined]
            self.plot.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor
            )
            words = self._bars[at].tip or self._bars[at].name if at >= 0 else ""
            QToolTip.showText(event.globalPosition().toPoint(), words, self)  # type: ignore[attr-defined]
        elif event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ inside

    def _row_at(self, position: QPointF) -> int:
        spot = self.plot.getViewBox().mapSceneToView(self.plot.mapToScene(position.toPoint()))
        at = int(np.floor(spot.y() + 0.5))
        return at if 0 <= at < len(self._bars) else -1

    def _rows_that_fit(self) -> int:
        row = max(ROW, QFontMetrics(font(Type.SMALL)).height() + 8)
        return max(1, int(self.plot.height() - 40) // row)

    def _show_rows(self) -> None:
        fit = self._rows_that_fit()
        hidden = max(0, len(self._bars) - fit)
        self._scroll.setRange(0, hidden)
        self._scroll.setPageStep(fit)
        self._scroll.setVisible(hidden > 0)
        first = self._scroll.value() - 0.5
        self.plot.setYRange(first, first + fit, padding=0)
        rows = range(self._scroll.value(), min(len(self._bars), self._scroll.value() + fit))
        self._name_rows(rows)
        self._draw_rows(rows)

    def _mark_chosen(self) -> None:
        if self._band is not None:
            self._band.setRegion((self._chosen - 0.5, self._chosen + 0.5))
            self._band.setVisible(0 <= self._chosen < len(self._bars))

    def _draw_rows(self, rows: range) -> None:
        """Draw the rows in sight; hundreds out of sight would be slow."""
        for item in self._drawn:
            self.plot.removeItem(item)
        self._drawn = []
        shown = [self._bars[at] for at in rows]
        for colour, pattern in dict.fromkeys((one.colour, one.pattern) for one in shown):
            self._draw_alike(rows, colour, pattern)
        self._draw_targets(rows)
        self._join_steps(rows)
        self._write_figures(rows)

    def _add(self, item: pg.GraphicsObject) -> None:
        self.plot.addItem(item)
        self._drawn.append(item)

    def _room_for_names(self) -> int:
        metrics = self.plot.fontMetrics()
        widest = max((metrics.horizontalAdvance(one.name) for one in self._bars), default=0) + 16
        return max(72, min(self._most_for_names, widest, int(self.plot.width() * 0.36)))

    def _room_for_bars(self) -> float:
        """Pixels beside the names, where the library has not laid them out yet."""
        scroll = self._scroll.sizeHint().width() if len(self._bars) > self._rows_that_fit() else 0
        return max(120.0, self.width() - scroll - self._room_for_names() - EDGES)

    def _name_rows(self, rows: range) -> None:
        room = self._room_for_names()
        names = self.names_within(room - 12)
        self._names.setTicks([[(at, names[at]) for at in rows]])
        self._names.setTextPen(pg.mkPen(colours().text))
        self._names.setWidth(room)

    def names_within(self, room: int) -> list[str]:
        """The bars' names in so many pixels: whole, else all in fewer words; what is too long yet, elided."""
        metrics = self.plot.fontMetrics()
        is_tight = any(metrics.horizontalAdvance(one.name) > room for one in self._bars)
        names = [(is_tight and one.brief) or one.name for one in self._bars]
        return [metrics.elidedText(one, Qt.TextElideMode.ElideMiddle, room) for one in names]

    def _set_span(self) -> None:
        """Leave room behind each bar for what is written there."""
        metrics, width = QFontMetrics(font(Type.SMALL)), self._room_for_bars()
        ends = [
            [end for end in (one.start, one.value, one.target, 0.0) if not np.isnan(end)]
            for one in self._bars
        ]
        low, high = min((min(known) for known in ends), default=0.0), 0.0
        for one, known in zip(self._bars, ends, strict=True):
            taken = min(0.8, (metrics.horizontalAdvance(one.written) + 12) / width)
            high = max(high, (max(known) - taken * low) / (1 - taken))
        self._span = (low, high or 1.0)
        self.plot.setXRange(*self._span, padding=0)

    def _draw_grid(self) -> None:
        tones = colours()
        axis = self.plot.getAxis("bottom")
        levels = axis.tickValues(*self._span, self._room_for_bars())
        for place in levels[0][1] if levels else ():
            line = pg.InfiniteLine(pos=place, angle=90, pen=pg.mkPen(tones.grid))
            line.setZValue(-10)
            self.plot.addItem(line)
        self.plot.addItem(pg.InfiniteLine(pos=0, angle=90, pen=pg.mkPen(tones.line)))

    def _draw_alike(self, rows: range, colour: str, pattern: Qt.BrushStyle) -> None:
        """Draw the bars of one colour and pattern."""
        alike = [
            (at, one)
            for at, one in ((at, self._bars[at]) for at in rows)
            if (one.colour, one.pattern) == (colour, pattern)
            and one.value != one.start
            and not np.isnan(one.value)
        ]
        if not alike:
            return
        tone = seen(colour) if colour else colours().bar
        brushes = [QBrush(QColor(tone))]
        if pattern is not Qt.BrushStyle.SolidPattern:
            brushes = [QBrush(soft(tone, 110)), QBrush(QColor(tone), pattern)]
        for brush in brushes:
            item = pg.BarGraphItem(
                x0=[one.start for _, one in alike],
                width=[one.value - one.start for _, one in alike],
                y0=[at - HALF for at, _ in alike],
                height=2 * HALF,
                brush=brush,
                pen=pg.mkPen(tone),
            )
            self._add(item)

    def _write_figures(self, rows: range) -> None:
        """Write each figure behind its bar."""
        tones = colours()
        for at in rows:
            one = self._bars[at]
            beyond = np.nanmax([one.start, one.value, one.target, 0.0]) if not np.isnan(one.value) else 0.0
            words = pg.TextItem(
                one.written, color=tones.error if one.is_over else tones.text, anchor=(0, 0.5)
            )
            words.setFont(font(Type.SMALL))
            words.setPos(float(beyond), at)
            self._add(words)

    def _draw_targets(self, rows: range) -> None:
        """A dark stroke across each bar at its target."""
        marked = [(at, self._bars[at].target) for at in rows if not np.isnan(self._bars[at].target)]
        if marked:
            xs = np.repeat([target for _, target in marked], 2)
            ys = np.array([(at - 0.46, at + 0.46) for at, _ in marked]).ravel()
            pen = pg.mkPen(colours().text, width=2.5)
            self._add(pg.PlotDataItem(xs, ys, connect="pairs", pen=pen))

    def _join_steps(self, rows: range) -> None:
        """A thin line from where each bar ends to where the next step begins."""
        pairs = [
            (at, one.value)
            for at, (one, after) in zip(rows, pairwise(self._bars[rows.start : rows.stop + 1]), strict=False)
            if after.start and after.start == one.value
        ]
        if pairs:
            xs = np.repeat([value for _, value in pairs], 2)
            ys = np.array([(at + HALF, at + 1 - HALF) for at, _ in pairs]).ravel()
            pen = pg.mkPen(colours().muted)
            self._add(pg.PlotDataItem(xs, ys, connect="pairs", pen=pen))
