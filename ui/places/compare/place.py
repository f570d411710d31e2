"""The place Compare: headline figures and charts of several scenarios above, what differs below."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from planner.report import breakdowns, compared
from ui.charts.loading import load_charts
from ui.document import work
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.compare import columns
from ui.places.compare.choices import Choices
from ui.places.frame_table import FrameTable
from ui.places.pictures import COPIED
from ui.places.place import Place
from ui.places.targets import ChartOf, PeopleBehind
from ui.theme import scaled
from ui.widgets.empty_state import EmptyState
from ui.widgets.room import Room

if TYPE_CHECKING:
    from planner.base.ticks import Tick
    from planner.engine.compare import Comparison
    from planner.model.results import Results
    from ui.places.compare.charts import ComparedCharts

LEAST = 140
"""Pixels of a table below which the place scrolls: its heads and three rows."""
FIGURES, CHARTS = "Headline figures", "Charts"
RECEIVERS, FUNCTIONS, POSTS = "Receivers", "Who does what", "Posts"
PEOPLE, ASSUMPTIONS = "People", "Assumptions"
TABS = (RECEIVERS, FUNCTIONS, PEOPLE, POSTS, ASSUMPTIONS)
HEADINGS = {
    RECEIVERS: "Operating cost of receivers, {year}",
    FUNCTIONS: "Who does each function",
    PEOPLE: "What is likeliest for each person, where, and how likely. Double-click to see their card",
    POSTS: "Posts",
    ASSUMPTIONS: "Assumptions",
}


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """What the background worked out: every scenario, what differs, and people in words."""

    every: "list[Results]"
    comparison: "Comparison"
    people: pd.DataFrame


def compare_scenarios(
    assessment: work.Assessment,
    names: tuple[str, ...],
    known: "tuple[Results, ...]",
    everything: bool,
    tick: "Tick",
) -> Compared:
    """Work out scenarios and compare them with the first, on a worker thread."""
    from planner.engine.compare import compare

    every = work.evaluate_all(assessment, names, known, tick)
    tick(1.0, "Comparing scenarios")
    comparison = compare(every, every[0], everything=everything)
    return Compared(every, comparison, compared.people_in_words(comparison))


class ComparePlace(Place):
    """Scenarios side by side; all are worked out in the background."""

    name = "compare"
    title = "Compare"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.comparison: Comparison | None = None
        self._found: Compared | None = None
        self._of: work.Assessment | None = None
        self._people = pd.DataFrame()
        self.choices = Choices()
        self.headline = FrameTable(FIGURES)
        self.headline.view.setSortingEnabled(False)
        self.only_headline = _switch("headline figures", is_on=False)
        self.headline.add_tool(self.only_headline)
        self.charts: ComparedCharts | None = None
        self.detail = FrameTable(RECEIVERS)
        self.only_detail = _switch("what stands below", is_on=True)
        self.detail.add_tool(self.only_detail)
        self.copy_picture = QPushButton("Copy picture")
        self.copy_picture.setProperty("rank", "link")
        self.copy_picture.setToolTip("Copy the charts, for a paper or a slide")
        self.copy_picture.hide()
        self.copy_picture.clicked.connect(self._copy_charts)
        self.above = _tabs("Figures or charts", (FIGURES, CHARTS))
        self.below = _tabs("What differs", TABS)
        self._lay_out()
        self.choices.chosen.connect(self._work_out)
        self.only_detail.toggled.connect(self._work_out)
        self.only_headline.toggled.connect(self._show_headline)
        self.above.currentChanged.connect(self._show_above)
        self.below.currentChanged.connect(self._show_detail)
        self.detail.opened.connect(self._open)

    def refresh(self) -> None:
        """Offer the plan's scenarios, and compare those chosen once the one in hand is worked out."""
        if self.choices.names != self.document.scenarios:
            self.choices.offer(self.document.scenarios)
            self._of = None
        if self.document.results is not None:
            if self._of is not self.document.assessment:
                self._work_out()
            else:
                self._show()

    def recolour(self) -> None:
        """Draw the charts in the colours in use, and keep a few rows in sight at any size of text."""
        self._keep_rows()
        if self.charts is not None:
            self.charts.redraw()

    def focus_find(self) -> None:
        """Search what differs."""
        self.detail.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter what differs by column."""
        self.detail.toggle_filters()

    # ------------------------------------------------------------ working out

    def _work_out(self) -> None:
        document = self.document
        assessment, base = document.assessment, self.choices.base.currentText()
        if assessment is None or not base:
            return
        names = (base, *self.choices.ticked)
        job = partial(
            compare_scenarios, assessment, names, document.latest_results, not self.only_detail.isChecked()
        )
        self.desk.runner("compare").start("Comparing scenarios", job, partial(self._compared, assessment))

    def _compared(self, assessment: work.Assessment, found: Compared) -> None:
        if assessment is not self.document.assessment:
            return
        self._of, self._found, self.comparison = assessment, found, found.comparison
        for results in found.every:
            if all(one is not results for one in self.document.known_results):
                self.document.keep(results, assessment)
        self._show()

    # ------------------------------------------------------------ showing

    def _show(self) -> None:
        self._show_headline()
        self._show_above()
        self._count()
        self._show_detail()

    def _show_headline(self) -> None:
        comparison = self.comparison
        if comparison is None:
            return
        frame = compared.headline_of_year(
            comparison, self.document.year, only_what_differs=self.only_headline.isChecked()
        )
        self.headline.rename(f"{FIGURES}, and differences from {comparison.base}")
        alone = "Choose a scenario to set beside the base."
        self.headline.say_empty(
            "Nothing differs", alone if not comparison.scenarios else "The headline is the same everywhere."
        )
        words = columns.headline_in_words(frame, comparison)
        self.headline.show_frame(words, columns.headline_columns(comparison))

    def _show_above(self) -> None:
        is_charts = self.above.currentIndex() == 1
        self.copy_picture.setVisible(is_charts)
        self._above_stack.setCurrentIndex(self.above.currentIndex())
        if not is_charts or self._found is None:
            return
        if self.charts is None:
            self.desk.runner("charts").start("Preparing the charts", load_charts, self._build_charts)
        else:
            every = [compared.drawn(one, self.document.year) for one in self._found.every]
            self.charts.show_scenarios(every, self.document.year)

    def _build_charts(self, _loaded: object) -> None:
        if self.charts is None:
            from ui.places.compare.charts import ComparedCharts

            self.charts = ComparedCharts()
            self.charts.clicked.connect(self._take)
            room = Room(self.charts)
            room.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._chart_stack.addWidget(room)
            self._chart_stack.setCurrentWidget(room)
        self._show_above()

    def _count(self) -> None:
        """Say on each tab how many rows stand behind it."""
        comparison = self.comparison
        if comparison is None:
            return
        of_year = comparison.receivers["year"] == self.document.year
        rows = {
            RECEIVERS: int(of_year.sum()),
            FUNCTIONS: len(comparison.functions),
            PEOPLE: len(comparison.people),
            POSTS: len(comparison.posts),
            ASSUMPTIONS: len(comparison.assumptions),
        }
        for at, title in enumerate(TABS):
            self.below.setTabText(at, f"{title}  {rows[title]:,}")

    def _show_detail(self) -> None:
        if self._found is None or self.comparison is None:
            return
        comparison, title = self.comparison, TABS[self.below.currentIndex()]
        self.detail.rename(HEADINGS[title].format(year=self.document.year))
        self.detail.say_empty("Nothing differs", "Choose scenarios that part ways, or another base.")
        if title == RECEIVERS:
            frame = breakdowns.receivers_compared(comparison, self.document.year)
            self.detail.show_frame(frame, columns.receiver_columns(comparison))
        elif title == FUNCTIONS:
            self.detail.show_frame(comparison.functions, columns.function_columns(comparison))
        elif title == PEOPLE:
            self._people = self._found.people
            self.detail.show_frame(self._people, columns.people_columns(comparison))
        elif title == POSTS:
            self.detail.show_frame(comparison.posts, columns.post_columns(comparison))
        else:
            self.detail.show_frame(comparison.assumptions, columns.assumption_columns(comparison))

    # ------------------------------------------------------------ going elsewhere

    def _copy_charts(self) -> None:
        if self.charts is not None:
            self.charts.copy()
            self.said.emit(COPIED, "note")

    def _take(self, scenario: str) -> None:
        """A scenario's bar or line was clicked: take it in hand and show its charts."""
        self.document.choose(scenario)
        self.wanted.emit("results", None)

    def _open(self, position: int) -> None:
        """Go to what stands behind a row."""
        title = TABS[self.below.currentIndex()]
        if title == PEOPLE:
            row = self._people.iloc[position]
            self.wanted.emit(
                "people", PeopleBehind("function", str(row["function"]), str(row["employee_number"]))
            )
        elif title == RECEIVERS:
            self.wanted.emit("results", ChartOf("targets"))
        elif title in (FUNCTIONS, POSTS):
            self.wanted.emit("functions", None)
        else:
            self.wanted.emit("data", None)

    # ------------------------------------------------------------ building

    def _keep_rows(self) -> None:
        for table in (self.headline, self.detail):
            table.setMinimumHeight(scaled(LEAST))

    def _lay_out(self) -> None:
        self._chart_room = QWidget()
        self._chart_stack = QStackedLayout(self._chart_room)
        self._chart_stack.addWidget(EmptyState("Preparing the charts", "This takes a moment, once."))
        stacked = QWidget()
        self._above_stack = QStackedLayout(stacked)
        self._above_stack.addWidget(self.headline)
        self._above_stack.addWidget(self._chart_room)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setObjectName("headlineAndDetail")
        both.addWidget(_under(self.above, stacked, "Headline", self.copy_picture))
        both.addWidget(_under(self.below, self.detail, "What differs"))
        both.setSizes([356, 236])
        both.setChildrenCollapsible(False)
        self.column.addWidget(self.choices)
        self.column.addWidget(both, 1)
        self._keep_rows()
        self.headline.say_empty("Being worked out", "Every scenario is worked out in the background.")
        self.detail.say_empty("Being worked out", "Every scenario is worked out in the background.")


def _tabs(name: str, titles: tuple[str, ...]) -> QTabBar:
    made = QTabBar()
    made.setAccessibleName(name)
    made.setExpanding(False)
    made.setDrawBase(False)
    for title in titles:
        made.addTab(title)
    return made


def _switch(of: str, *, is_on: bool) -> QCheckBox:
    made = QCheckBox("Only what differs")
    made.setAccessibleName(f"Only what differs of {of}")
    made.setChecked(is_on)
    return made


def _under(tabs: QTabBar, inside: QWidget, name: str, *tools: QWidget) -> QWidget:
    made = QWidget()
    made.setAccessibleName(name)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    row = QHBoxLayout()
    row.addWidget(tabs)
    row.addStretch(1)
    for tool in tools:
        row.addWidget(tool)
    column.addLayout(row)
    column.addWidget(inside, 1)
    return made
