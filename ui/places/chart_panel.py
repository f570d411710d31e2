"""A chart under its heading and the sentence that it says, which copies as a picture."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui import figures
from ui.places.pictures import sharp_picture
from ui.theme import Type
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from ui.charts.bars import Bar
    from ui.charts.month_stacks import Stack
    from ui.charts.months import Moment
    from ui.charts.years import YearPanel


class ChartPanel(QWidget):
    """Holds every kind of chart and shows the one asked for.

    Charts are built on first use, once their library is loaded.

    Signals:
        clicked: the number of the bar, panel or month that was clicked.
        copied: the chart is on the clipboard.
    """

    clicked = Signal(int)
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from ui.charts.bars import BarChart
        from ui.charts.month_stacks import MonthStacks
        from ui.charts.months import MonthChart
        from ui.charts.years import YearChart

        self._title = ElidedLabel(size=Type.HEADING)
        self._sentence = label(wraps=True)
        self.copy_button = QPushButton("Copy picture")
        self.bars = BarChart("Chart", figures.pounds_short)
        self.points = BarChart("Chart", lambda value: f"{value:g}")
        self.months = MonthChart("Chart", figures.pounds_short)
        self.stacks = MonthStacks("Chart", figures.pounds_short)
        self.years = YearChart("Chart", figures.pounds_short)
        self.empty = EmptyState("Nothing to draw", "")
        self.charts = (self.bars, self.points, self.months, self.stacks, self.years)
        self.setAccessibleName("Chart")
        self._lay_out()

    @property
    def sentence(self) -> str:
        """What the chart says."""
        return self._sentence.text()

    @property
    def shown(self) -> QWidget:
        """The chart in sight, or the words that stand there where there is nothing to draw."""
        return self._stack.currentWidget() or self.empty

    def name(self, title: str, sentence: str) -> None:
        """Put a heading and a sentence over the chart."""
        self._title.set_words(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(title)
        for chart in self.charts:
            chart.setAccessibleName(title)

    def say(self, sentence: str) -> None:
        """Put another sentence over the chart."""
        self._sentence.setText(sentence)

    def show_bars(self, bars: "Sequence[Bar]", *, are_pounds: bool = True) -> None:
        """Draw bars."""
        chart = self.bars if are_pounds else self.points
        chart.set_bars(bars)
        self._show(chart)

    def show_line(
        self,
        months: Sequence[str],
        values: Sequence[float],
        tips: Sequence[str],
        moments: "Sequence[Moment]",
    ) -> None:
        """Draw a line over months."""
        self.months.set_line(months, values, tips, moments)
        self._show(self.months)

    def show_stacks(
        self,
        months: Sequence[str],
        stacks: "Sequence[Stack]",
        total: tuple[str, Sequence[float]],
        tips: Sequence[str],
        moments: "Sequence[Moment]",
    ) -> None:
        """Draw stacked columns over months."""
        self.stacks.set_stacks(months, stacks, total, tips, moments)
        self._show(self.stacks)

    def show_years(self, panels: "Sequence[YearPanel]") -> None:
        """Draw columns by year."""
        self.years.set_panels(panels)
        self._show(self.years)

    def show_nothing(self, advice: str) -> None:
        """Say why there is nothing to draw."""
        self.empty.say("Nothing to draw", advice)
        self._show(self.empty)

    def choose(self, at: int) -> None:
        """Mark the bar, panel or month in hand."""
        for chart in self.charts:
            if chart is self.shown:
                chart.choose(at)

    def redraw(self) -> None:
        """Draw anew in the colours in use."""
        for chart in self.charts:
            chart.draw()

    def picture(self) -> QPixmap:
        """The chart under its heading, at twice the size of the screen; the button stays out of it."""
        self.copy_button.hide()
        taken = sharp_picture(self._paper, self.redraw)
        self.copy_button.show()
        return taken

    def copy(self) -> None:
        """Put the chart on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.picture())
        self.copied.emit()

    # ------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        """The heading, the sentence and the chart, which are the picture too."""
        self._paper = QFrame()
        self._paper.setObjectName("panel")
        inside = QVBoxLayout(self._paper)
        inside.setContentsMargins(8, 4, 1, 1)
        inside.setSpacing(2)
        self.copy_button.setProperty("rank", "link")
        self.copy_button.setToolTip("Copy the chart with its heading, for a paper or a slide")
        self.copy_button.clicked.connect(self.copy)
        kept = self.copy_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.copy_button.setSizePolicy(kept)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.copy_button)
        inside.addLayout(head)
        inside.addWidget(self._sentence)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        for chart in self.charts:
            self._stack.addWidget(chart)
            chart.clicked.connect(self.clicked)
        inside.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._paper)

    def _show(self, chart: QWidget) -> None:
        self._stack.setCurrentWidget(chart)
        self.copy_button.setEnabled(chart is not self.empty)
