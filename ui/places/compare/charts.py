"""Scenarios drawn side by side: one bar each, and their cash on one scale."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from planner.base.money import pounds_text
from planner.report.colours import MID_GREY, Pattern
from planner.report.compared import Drawn, cash_span
from ui import figures
from ui.charts.bars import Bar, BarChart
from ui.charts.months import MonthChart
from ui.charts.patterns import brush_of
from ui.theme import Type, scaled
from ui.widgets.labels import ElidedLabel, label

ACROSS = 3
"""Charts beside each other."""
LINE, AXIS, CASH = 24, 42, 128
"""Pixels of a bar, of what stands below the bars, and of the chart of one scenario's cash."""


class CashChart(MonthChart):
    """One scenario's cumulative cash, on the scale of all of them."""

    def __init__(self, name: str) -> None:
        self._span = (0.0, 0.0)
        super().__init__(name, figures.pounds_short)

    def set_span(self, span: tuple[float, float]) -> None:
        """Draw from the least to the greatest of all scenarios from now on."""
        self._span = span

    def draw(self) -> None:
        """Draw the line, then put it on the common scale, with room for what is written at its end."""
        super().draw()
        low, high = self._span
        if high > low and len(self._values):
            room = high - low
            self.plot.setYRange(low - 0.06 * room, high + 0.16 * room, padding=0)
            self.plot.setXRange(-0.07 * len(self._values), 1.4 * len(self._values), padding=0)


class ComparedCharts(QWidget):
    """Small charts of the same measure on the same scale, for each scenario.

    Signals:
        clicked: the scenario whose bar or line was clicked.
    """

    clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Scenarios drawn side by side")
        self._names: list[str] = []
        self.cost = BarChart("Redundancy cost", figures.pounds_short)
        self.talent = BarChart("Talent lost", figures.percent)
        self.operating = BarChart("Operating cost against target", figures.pounds_short)
        self.cash: list[CashChart] = []
        self._cash_names: list[ElidedLabel] = []
        self._operating_head = ElidedLabel(size=Type.BODY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        heads = (ElidedLabel("Redundancy cost"), ElidedLabel("Talent lost"), self._operating_head)
        charts = (self.cost, self.talent, self.operating)
        for at, (head, chart) in enumerate(zip(heads, charts, strict=True)):
            self._grid.addWidget(head, 0, at)
            self._grid.addWidget(chart, 1, at)
            self._grid.setColumnStretch(at, 1)
            chart.clicked.connect(self._tell)
        column.addLayout(self._grid)
        self._cash_head = label("Cumulative cash against the baseline, all on one scale")
        column.addWidget(self._cash_head)
        self._cash_grid = QGridLayout()
        self._cash_grid.setHorizontalSpacing(12)
        for at in range(ACROSS):
            self._cash_grid.setColumnStretch(at, 1)
        column.addLayout(self._cash_grid)
        column.addStretch(1)

    def show_scenarios(self, every: Sequence[Drawn], year: str) -> None:
        """Draw scenarios, the base first."""
        self._names = [one.scenario for one in every]
        self._operating_head.set_words(f"Operating cost against target (upright stroke), {year}")
        self._bars(self.cost, every, lambda one: one.redundancy_cost, figures.pounds_short, pounds_text)
        self._bars(self.talent, every, lambda one: one.talent_lost, figures.percent, figures.percent)
        self._bars(
            self.operating,
            every,
            lambda one: one.operating_cost,
            figures.pounds_short,
            pounds_text,
            target=lambda one: one.target,
        )
        self._lines(every)

    def redraw(self) -> None:
        """Draw anew in the colours in use."""
        for chart in (self.cost, self.talent, self.operating):
            chart.draw()
        for line in self.cash:
            line.draw()

    def picture(self) -> QPixmap:
        """All charts as one picture."""
        return self.grab()

    def copy(self) -> None:
        """Put the charts on the clipboard as one picture."""
        QGuiApplication.clipboard().setPixmap(self.picture())

    # ------------------------------------------------------------ inside

    def _bars(
        self,
        chart: BarChart,
        every: Sequence[Drawn],
        of: Callable[[Drawn], float],
        short: Callable[[float], str],
        whole: Callable[[float], str],
        target: Callable[[Drawn], float] | None = None,
    ) -> None:
        bars = []
        for at, one in enumerate(every):
            aim = target(one) if target is not None else float("nan")
            words = f"{one.scenario}\n{whole(of(one))}"
            bars.append(
                Bar(
                    name=one.scenario,
                    value=of(one),
                    written=short(of(one)),
                    tip=words if target is None else f"{words}\nof {whole(aim)}",
                    colour="" if at else MID_GREY,
                    pattern=brush_of(Pattern.SOLID if at else Pattern.RISING),
                    target=aim,
                    is_over=target is not None and of(one) > aim,
                )
            )
        chart.set_bars(bars)
        chart.setFixedHeight(LINE * len(bars) + scaled(AXIS))

    def _lines(self, every: Sequence[Drawn]) -> None:
        others = list(every[1:])
        while len(self.cash) < len(others):
            chart = CashChart("Cumulative cash")
            chart.setFixedHeight(scaled(CASH))
            chart.clicked.connect(self._tell_line)
            head = ElidedLabel()
            at = len(self.cash)
            self._cash_grid.addWidget(head, 2 * (at // ACROSS), at % ACROSS)
            self._cash_grid.addWidget(chart, 2 * (at // ACROSS) + 1, at % ACROSS)
            self.cash.append(chart)
            self._cash_names.append(head)
        span = cash_span(others)
        for at, (head, chart) in enumerate(zip(self._cash_names, self.cash, strict=True)):
            head.setVisible(at < len(others))
            chart.setVisible(at < len(others))
            if at < len(others):
                head.set_words(others[at].scenario)
                self._draw_line(chart, others[at], span)

    def _draw_line(self, chart: CashChart, one: Drawn, span: tuple[float, float]) -> None:
        chart.setAccessibleName(f"Cumulative cash of {one.scenario}")
        chart.set_span(span)
        names = [figures.month(month) for month in one.months.index]
        values = [float(value) for value in one.months]
        tips = [
            f"{one.scenario}\n{name}: {pounds_text(value)}" for name, value in zip(names, values, strict=True)
        ]
        chart.set_line(names, values, tips)

    def _tell(self, at: int) -> None:
        if 0 <= at < len(self._names):
            self.clicked.emit(self._names[at])

    def _tell_line(self, _month: int) -> None:
        at = next((nth for nth, one in enumerate(self.cash) if one is self.sender()), -1)
        self._tell(at + 1 if at >= 0 else -1)
