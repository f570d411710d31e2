"""The tab Frontier: cost against talent against operating cost, each point a scenario to be opened."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from planner.advise.proposal import Frontier
from planner.report import advice_frontier as words
from ui import figures
from ui.charts.loading import load_charts
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.jobs.failure import reason
from ui.places.frame_table import FrameTable
from ui.places.propose import jobs
from ui.places.propose.propose_columns import POINTS
from ui.places.propose.propose_tab import BEFORE, ProposeTab
from ui.places.propose.run_row import RunRow
from ui.places.propose.tab import Tab
from ui.theme import scaled
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.tab_stack import TabStack

if TYPE_CHECKING:
    from planner.advise.question import Question
    from ui.charts.scatter import ScatterChart

FRONTIER = "frontier"
LEAST_POINTS, MOST_POINTS, POINTS_ASKED = 5, 60, 20
LEAST = 120
"""Pixels of the least height of the table."""
SHORT = {
    "redundancy_cost": figures.pounds_short,
    "talent_lost_percent": figures.percent,
    "operating_cost": figures.pounds_short,
}


class FrontierTab(Tab):
    """Draws the points that no other is better than in all three, and the plan's scenarios among them.

    It asks what the tab Propose asks: what may change there, and its limits.
    """

    title = "Frontier"

    def __init__(
        self, document: PlanDocument, desk: Desk, asking: ProposeTab, parent: QWidget | None = None
    ) -> None:
        super().__init__(document, desk, parent)
        self._asking = asking
        self.run = RunRow(self, FRONTIER, "Find the frontier", seconds=120)
        self.points = QSpinBox()
        self.across = ChoiceBox("Measure across", least=20)
        self.up = ChoiceBox("Measure up", least=20)
        self.told = label(wraps=True)
        self.stale = label(tone="warning", wraps=True)
        self.idle = EmptyState(
            "No frontier yet",
            "It is found for what may change, and within the limits, on the tab Propose.",
        )
        self.chart: ScatterChart | None = None
        self.table = FrameTable("Points", POINTS)
        self.take_button = QPushButton("Open as a scenario")
        self.found: Frontier | None = None
        self._answered: tuple[Any, Any] = (None, None)
        self._asked_of: tuple[Any, str] = (None, "")
        self._in_hand = -1
        self._lay_out()
        self._listen()
        self._choose(-1)

    def refresh(self) -> None:
        """Follow what is asked on the other tab; an answer of another plan is marked as such."""
        self._asking.refresh()
        if self.run.is_busy and self._asked_of != self.standing:
            self.run.drop()
            self.said.emit("The plan has changed meanwhile; find the frontier again.", "note")
        self._mark_stale()

    def recolour(self) -> None:
        """Draw in the colours in use, and keep rows in sight at any size of text."""
        self.table.setMinimumHeight(scaled(LEAST))
        self._chart_room.setMinimumHeight(scaled(LEAST))
        if self.chart is not None:
            self.chart.draw()

    def focus_find(self) -> None:
        """Search the points."""
        self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the points by column."""
        self.table.toggle_filters()

    # ------------------------------------------------------------ working out

    def _ask(self) -> None:
        question, assessment = self._asking.question, self.document.assessment
        if (field := self._asking.asked.faulty) is not None:
            self.said.emit(field.fault, "error")
            return
        if question is None or assessment is None:
            self.said.emit("There is nothing to choose from in this scenario.", "note")
            return
        self._asked_of = of = self.standing
        count, seconds = self.points.value(), self.run.seconds.value()
        work = partial(jobs.frontier, assessment, question, count, seconds)
        self.run.start("Looking for the frontier", work, partial(self._answer, of, question))

    def _answer(self, of: tuple[Any, str], question: "Question", found: "Frontier") -> None:
        if of != self.standing:
            return
        self._answered, self.found = (of, question), found
        self.told.setText(words.frontier_sentence(found))
        self.told.show()
        self.table.show_frame(words.point_table(found))
        self._mark_stale()
        if self.chart is None:
            self.desk.runner("charts").start("Preparing the charts", load_charts, self._build_chart)
        else:
            self._draw()
        self.table.choose_or_first(-1)

    def _build_chart(self, _loaded: object) -> None:
        if self.chart is None:
            from ui.charts.scatter import ScatterChart

            self.chart = ScatterChart("Frontier")
            self.chart.chosen.connect(self._go_to)
            self._chart_room.addWidget(self.chart)
        self._draw()

    def _draw(self, *_: object) -> None:
        """Draw every point by the two measures chosen."""
        found = self.found
        if found is None or self.chart is None:
            return
        from ui.charts.scatter import Dot

        across, up = self.across.currentData(), self.up.currentData()
        dots = [
            Dot(
                x=getattr(one.figures, across),
                y=getattr(one.figures, up),
                label=words.point_name(found, at),
                tip=words.point_words(found, at),
                is_named=bool(one.name),
                is_hollow=one.is_dominated,
            )
            for at, one in enumerate(words.points_of(found))
        ]
        self._chart_room.setCurrentWidget(self.chart)
        titles = (words.AXES[across], words.AXES[up])
        self.chart.set_dots(dots, titles, (SHORT[across], SHORT[up]))
        self.chart.choose(self._in_hand)

    def _failed(self, error: Exception) -> None:
        self.said.emit(reason(error), "error")

    def _mark_stale(self) -> None:
        of, question = self._answered
        is_fresh = of is not None and of == self.standing and question == self._asking.question
        self.stale.setText(BEFORE.format("find it") if of is not None and not is_fresh else "")
        self.stale.setVisible(bool(self.stale.text()))
        self._offer()

    # ------------------------------------------------------------ choosing

    def _go_to(self, at: int) -> None:
        """A dot was clicked or gone to: its row is in hand too."""
        self.table.choose(at)

    def _choose(self, position: int) -> None:
        self._in_hand = position
        if self.chart is not None:
            self.chart.choose(position)
        self._offer()

    def _offer(self) -> None:
        """Let the point in hand be opened: a new combination, or a scenario that the plan has."""
        points = words.points_of(self.found) if self.found is not None else ()
        one = points[self._in_hand] if 0 <= self._in_hand < len(points) else None
        is_known = one is not None and bool(one.name)
        self.take_button.setText("Take this scenario in hand" if is_known else "Open as a scenario")
        is_fresh = self._answered[0] is not None and self._answered[0] == self.standing
        self.take_button.setEnabled(one is not None and (is_known or is_fresh))

    def _take(self, *_: object) -> None:
        """Open the point in hand as a scenario, or take the scenario that it is in hand."""
        from planner.advise.written import picks_as_scenario

        found = self.found
        if found is None or not self.take_button.isEnabled():
            return
        point = words.points_of(found)[self._in_hand]
        if point.name:
            self.document.choose(point.name)
            return
        name = words.point_name(found, self._in_hand)
        said = words.point_words(found, self._in_hand).replace("\n", "; ")
        make = partial(
            picks_as_scenario,
            question=found.question,
            picks=point.picks,
            description=f"Frontier, point {said}",
        )
        self._asking.open_scenario(make, base=f"Point {name} from")

    # ------------------------------------------------------------ building

    def _listen(self) -> None:
        self.run.asked.connect(self._ask)
        self.run.failed.connect(self._failed)
        self.across.activated.connect(self._draw)
        self.up.activated.connect(self._draw)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._take)
        self.take_button.clicked.connect(self._take)
        self._asking.asked_anew.connect(self._mark_stale)

    def _lay_out(self) -> None:
        for key, title in words.AXES.items():
            self.across.addItem(title, key)
            self.up.addItem(title, key)
        self.up.setCurrentIndex(1)
        self.points.setRange(LEAST_POINTS, MOST_POINTS)
        self.points.setValue(POINTS_ASKED)
        self.points.setAccessibleName("Points on the frontier")
        self.points.setToolTip("How many points to look for")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.run, 1)
        named = label("Points")
        named.setBuddy(self.points)
        top.addWidget(named)
        top.addWidget(self.points)
        axes = QHBoxLayout()
        axes.setSpacing(8)
        for title, box in (("Across", self.across), ("Up", self.up)):
            said = label(title, tone="muted")
            said.setBuddy(box)
            axes.addWidget(said)
            axes.addWidget(box)
        axes.addStretch(1)
        axes.addWidget(self.take_button)
        self._chart_room = TabStack()
        self._chart_room.addWidget(self.idle)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setObjectName("frontierAndPoints")
        both.addWidget(self._chart_room)
        both.addWidget(self.table)
        both.setSizes([360, 200])
        both.setChildrenCollapsible(False)
        self.table.say_empty("No points yet", "They stand here as soon as the frontier is found.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.stale)
        column.addLayout(axes)
        column.addWidget(self.told)
        column.addWidget(both, 1)
        self.stale.hide()
        self.told.hide()
        self.recolour()
