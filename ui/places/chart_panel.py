"""A chart under its heading, which copies as a picture."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ui import figures
from ui.theme import Type
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.charts.bars import Bar
    from ui.charts.months import Moment


class ChartPanel(QWidget):
    """Holds the two kinds of chart and shows the one asked for.

    Charts are built on first use, once ``ready`` says that their library is loaded.

    Signals:
        clicked: the number of the bar or month that was clicked.
    """

    clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from ui.charts.bars import BarChart
        from ui.charts.months import MonthChart

        self._title = ElidedLabel(size=Type.HEADING)
        self._copy = QPushButton("Copy picture")
        self._copy.setProperty("rank", "link")
        self._copy.setToolTip("Copy the chart with its heading, for a paper or a slide")
        self._copy.clicked.connect(self.copy)
        self.bars = BarChart("Chart", figures.pounds_short)
        self.points = BarChart("Chart", lambda value: f"{value:g}")
        self.months = MonthChart("Chart", figures.pounds_short)
        self.empty = EmptyState("Nothing to draw", "")
        self.setAccessibleName("Chart")
        self.canvas = QFrame()
        self.canvas.setObjectName("panel")
        self._stack = QStackedLayout(self.canvas)
        self._stack.setContentsMargins(1, 1, 1, 1)
        for one in (self.empty, self.bars, self.points, self.months):
            self._stack.addWidget(one)
        for chart in (self.bars, self.points, self.months):
            chart.clicked.connect(self.clicked)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.canvas, 1)

    def show_bars(self, title: str, bars: "Sequence[Bar]", advice: str, *, are_pounds: bool) -> None:
        """Draw bars, or say why there are none."""
        self._name(title)
        chart = self.bars if are_pounds else self.points
        chart.set_bars(bars)
        self._show(chart if bars else self.empty, advice)

    def show_months(
        self,
        title: str,
        months: "Sequence[str]",
        values: "Sequence[float]",
        tips: "Sequence[str]",
        moments: "Sequence[Moment]",
        advice: str,
    ) -> None:
        """Draw a line over months, or say why there is none."""
        self._name(title)
        self.months.set_line(months, values, tips, moments)
        self._show(self.months if len(months) else self.empty, advice)

    def choose(self, at: int) -> None:
        """Mark the bar or month in hand."""
        for chart in (self.bars, self.points, self.months):
            if chart is self._stack.currentWidget():
                chart.choose(at)

    def redraw(self) -> None:
        """Draw anew in the colours in use."""
        for chart in (self.bars, self.points, self.months):
            chart.draw()

    def picture(self) -> QPixmap:
        """The chart under its heading."""
        self._copy.hide()
        taken = self.grab()
        self._copy.show()
        return taken

    def copy(self) -> None:
        """Put the chart on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.picture())

    def _name(self, title: str) -> None:
        self._title.set_words(title)
        self.setAccessibleName(title)
        for chart in (self.bars, self.points, self.months):
            chart.setAccessibleName(title)

    def _show(self, chart: QWidget, advice: str) -> None:
        self.empty.say("Nothing to draw", advice)
        self._stack.setCurrentWidget(chart)
        self._copy.setEnabled(chart is not self.empty)
