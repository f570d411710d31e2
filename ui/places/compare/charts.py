"""Scenarios drawn side by side: one bar each, and their cash on one scale."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from planner.base.money import pounds_text
from planner.report.colours import MID_GREY, Pattern
from planner.report.compared import Drawn, cash_span
from ui import figures
from ui.charts.bars import Bar, BarChart
from ui.charts.months import MonthChart
from ui.charts.patterns import brush_of
from ui.places.pictures import sharp_picture
from ui.theme import scaled
from ui.widgets.labels import ElidedLabel, label

ACROSS = 3
"""Charts beside each other."""
LINE, AXIS, CASH = 24, 42, 128
"""Pixels of a bar, of what stands below the bars, and of the chart of one scenario's cash."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the bars of one chart show.

    Attributes:
        of, target: the figure of a scenario and what it is held against; NaN for none.
        short, whole: how it is written at the bar, and in its tip.
    """

    of: Callable[[Drawn], float]
    short: Callable[[float], str]
    whole: Callable[[float], str]
    target: Callable[[Drawn], float] = lambda _: float("nan")


OPERATING = "Operating cost against target"
BARS = {
    "Redundancy cost": Measure(lambda one: one.redundancy_cost, figures.pounds_short, pounds_text),
    "Talent lost": Measure(lambda one: one.talent_lost, figures.percent, figures.percent),
    OPERATING: Measure(
        lambda one: one.operating_cost, figures.pounds_short, pounds_text, lambda one: one.target
    ),
}


class CashChart(MonthChart):
    """One scenario's cumulative cash, on the scale of all of them."""

    def __init__(self, name: str) -> None:
        self._span = (0.0, 0.0)
        super().__init__(name, figures.pounds_short)

    def set_span(self, span: tuple[float, float]) -> None:
        """Draw from the least to the greatest of all scenarios from now on."""
        self._span = span

    def draw(self) -> None:
        """Draw the line on the common scale, with room for what its end says, and each April's year."""
        super().draw()
        low, high = self._span
        if high > low and len(self._values):
            room = high - low
            self.plot.setYRange(low - 0.06 * room, high + 0.16 * room, padding=0)
            self.plot.setXRange(-0.07 * len(self._values), 1.4 * len(self._values), padding=0)
            years = [(at, name[-4:]) for at, name in enumerate(self._months) if name.startswith("April")]
            self.plot.getAxis("bottom").setTicks([years])


class ComparedCharts(QWidget):
    """Small charts of the same measure on the same scale, for each scenario.

    They are built and drawn one at a time, between what else the user does.

    Signals:
        clicked: the scenario whose bar or line was clicked.
    """

    clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Scenarios drawn side by side")
        self._names: list[str] = []
        self.bars: dict[str, BarChart] = {}
        self.cash: list[CashChart] = []
        self._cash_names: list[ElidedLabel] = []
        self._to_draw: list[Callable[[], None]] = []
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._draw_next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._grid = _columns(QGridLayout())
        self._heads = {name: ElidedLabel(name) for name in BARS}
        for at, head in enumerate(self._heads.values()):
            self._grid.addWidget(head, 0, at)
        column.addLayout(self._grid)
        column.addWidget(label("Cumulative cash against the baseline, all on one scale"))
        self._cash_grid = _columns(QGridLayout())
        column.addLayout(self._cash_grid)
        column.addStretch(1)

    @property
    def is_drawn(self) -> bool:
        """Whether nothing is left to be drawn."""
        return not self._to_draw

    def show_scenarios(self, every: Sequence[Drawn], year: str) -> None:
        """Draw scenarios, the base first."""
        self._names = [one.scenario for one in every]
        self._heads[OPERATING].set_words(f"{OPERATING} (upright stroke), {year}")
        others = list(every[1:])
        span = cash_span(others)
        self._to_draw = [partial(self._draw_bars, name, every) for name in BARS]
        self._to_draw += [partial(self._draw_line, at, one, span) for at, one in enumerate(others)]
        for at, (head, chart) in enumerate(zip(self._cash_names, self.cash, strict=True)):
            head.setVisible(at < len(others))
            chart.setVisible(at < len(others))
        self._next.start()

    def redraw(self) -> None:
        """Draw anew in the colours in use."""
        for chart in self.bars.values():
            chart.draw()
        for line in self.cash:
            line.draw()

    def picture(self) -> QPixmap:
        """All charts as one picture."""
        return sharp_picture(self, self.redraw)

    def copy(self) -> None:
        """Put the charts on the clipboard as one picture."""
        QGuiApplication.clipboard().setPixmap(self.picture())

    # ------------------------------------------------------------ inside

    def _draw_next(self) -> None:
        if self._to_draw:
            self._to_draw.pop(0)()
        if not self._to_draw:
            self._next.stop()

    def _draw_bars(self, name: str, every: Sequence[Drawn]) -> None:
        measure = BARS[name]
        if name not in self.bars:
            chart = self.bars[name] = BarChart(name, measure.short)
            chart.clicked.connect(self._tell)
            self._grid.addWidget(chart, 1, list(BARS).index(name))
        chart = self.bars[name]
        chart.set_bars([_bar(one, measure, is_base=not at) for at, one in enumerate(every)])
        chart.setFixedHeight(scaled(LINE) * len(every) + scaled(AXIS))

    def _draw_line(self, at: int, one: Drawn, span: tuple[float, float]) -> None:
        if at == len(self.cash):
            self._add_line()
        chart = self.cash[at]
        self._cash_names[at].set_words(one.scenario)
        chart.setAccessibleName(f"Cumulative cash of {one.scenario}")
        chart.set_span(span)
        names = [figures.month(month) for month in one.months.index]
        values = [float(value) for value in one.months]
        tips = [
            f"{one.scenario}\n{name}: {pounds_text(value)}" for name, value in zip(names, values, strict=True)
        ]
        chart.set_line(names, values, tips)

    def _add_line(self) -> None:
        at = len(self.cash)
        chart = CashChart("Cumulative cash")
        chart.setFixedHeight(scaled(CASH))
        chart.clicked.connect(self._tell_line)
        head = ElidedLabel()
        self._cash_grid.addWidget(head, 2 * (at // ACROSS), at % ACROSS)
        self._cash_grid.addWidget(chart, 2 * (at // ACROSS) + 1, at % ACROSS)
        self.cash.append(chart)
        self._cash_names.append(head)

    def _tell(self, at: int) -> None:
        if 0 <= at < len(self._names):
            self.clicked.emit(self._names[at])

    def _tell_line(self, _month: int) -> None:
        at = next((nth for nth, one in enumerate(self.cash) if one is self.sender()), -1)
        self._tell(at + 1 if at >= 0 else -1)


def _columns(grid: QGridLayout) -> QGridLayout:
    """A grid of charts beside each other, all as wide."""
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    for at in range(ACROSS):
        grid.setColumnStretch(at, 1)
    return grid


def _bar(one: Drawn, measure: Measure, *, is_base: bool) -> Bar:
    value, aim = measure.of(one), measure.target(one)
    words = f"{one.scenario}\n{measure.whole(value)}"
    return Bar(
        name=one.scenario,
        value=value,
        written=measure.short(value),
        tip=words if aim != aim else f"{words}\nof {measure.whole(aim)}",  # noqa: PLR0124 (NaN is not itself)
        colour=MID_GREY if is_base else "",
        pattern=brush_of(Pattern.RISING if is_base else Pattern.SOLID),
        target=aim,
        is_over=value > aim,
    )
