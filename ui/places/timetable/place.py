"""The place Timetable: steps over months, by when each must begin, and what a moved date changes."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from planner.engine.timetable import Step, is_of_plan, moved
from planner.model.names_of_people import with_names
from planner.model.plan import Plan
from planner.report.timetable import moving_words
from ui.document.plan_document import BASELINE, PlanDocument
from ui.jobs.desk import Desk
from ui.places.frame_table import FrameTable
from ui.places.functions.board_edits import BoardEdits
from ui.places.functions.steps import Step as BoardStep
from ui.places.place import Place
from ui.places.targets import PeopleBehind
from ui.places.timetable import work
from ui.places.timetable.chart import TimetableChart
from ui.places.timetable.columns import STEPS, people_columns
from ui.places.timetable.legend import legend
from ui.places.timetable.step_tools import StepTools
from ui.places.timetable.words_panel import WordsPanel
from ui.theme import scaled
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar
from ui.widgets.names_button import NamesButton
from ui.widgets.room import Room

if TYPE_CHECKING:
    from planner.engine.timetable import Timetable
    from planner.model.results import Results

STEPS_TAB, PEOPLE_TAB = range(2)
LEAST_TABLE = 132
NOTHING = "Nothing to lay out yet", "Add organisations, functions and staff in Data, or open the sample plan."


class TimetablePlace(Place):
    """The chart on the left; how things stand, steps and people on the right."""

    name = "timetable"
    title = "Timetable"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.bar = MessageBar()
        self.edits = BoardEdits(document, self.bar)
        self.tools = StepTools()
        self.chart = TimetableChart()
        self.words = WordsPanel()
        self.tabs = QTabBar()
        self.steps = FrameTable("Steps", STEPS)
        self.people = FrameTable("People at risk", people_columns(are_named=False))
        self.names = NamesButton(document)
        self.empty = EmptyState(
            "Being worked out", "The timetable appears as soon as the scenario is worked out."
        )
        self._laid_out: work.LaidOut | None = None
        self._of: Results | None = None
        self._people: tuple[object, bool] = (None, False)
        self._wanted: tuple[Step, date] | None = None
        self._moving: tuple[str, Results, Timetable] | None = None
        self._lay_out()
        self._listen()

    @property
    def timetable(self) -> "Timetable | None":
        """The timetable shown."""
        return self._laid_out.timetable if self._laid_out is not None else None

    def refresh(self) -> None:
        """Lay out the scenario in hand once it is worked out."""
        results = self.document.results
        if results is None:
            self.chart.setEnabled(self._laid_out is not None and self.document.plan is not None)
            return
        if results is not self._of:
            before = self._moving[1:] if self._moving is not None else None
            job = partial(work.lay_out, results, before)
            self.desk.runner("timetable").start("Laying out the timetable", job, partial(self._show, results))
        else:
            self._show_people()

    def recolour(self) -> None:
        """Follow the colours in use."""
        self._keep_rows()
        self.tools.fit()
        self.chart.recolour()
        super().recolour()

    def focus_find(self) -> None:
        """Search the table in sight."""
        self._table().search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the table in sight by column."""
        self._table().toggle_filters()

    # ------------------------------------------------------------ showing

    def _show(self, results: "Results", found: work.LaidOut) -> None:
        if results is not self.document.results:
            return
        self._of, self._laid_out, self._wanted = results, found, None
        timetable = found.timetable
        has_rows = bool(len(results.people) or len(results.plan.allocations))
        self.views.setCurrentWidget(self.across if has_rows else self.empty)
        self.empty.say(*NOTHING)
        self.chart.setEnabled(True)
        self.chart.show_steps(timetable.steps, timetable.span(is_whole=self.tools.whole.isChecked()))
        self.words.show_overview(timetable)
        self.steps.show_frame(found.steps)
        self._show_people()
        self._show_step(self.chart.at)
        if self._moving is not None and found.changed:
            self.words.show_ahead(work.Ahead(self._moving[0], found.changed), is_done=True)
        self._moving = None

    def _show_people(self) -> None:
        """Everyone at risk, with names only where they are asked for."""
        named, results, timetable = self.document.shows_names, self._of, self.timetable
        if timetable is None or results is None or self._people == (timetable, named):
            return
        self._people = (timetable, named)
        frame = timetable.people
        if named:
            frame = with_names(frame, results.plan)
        advice = "Nobody in this scenario is at risk of redundancy and needs notice."
        if results.scenario == BASELINE:
            advice = "The baseline moves nothing. Choose a scenario at the top of the window."
        self.people.say_empty("Nobody is at risk", advice)
        self.people.show_frame(frame, people_columns(are_named=named))
        self.tabs.setTabText(STEPS_TAB, f"Steps  {len(timetable.steps):,}")
        self.tabs.setTabText(PEOPLE_TAB, f"People at risk  {len(frame):,}")

    def _show_step(self, at: int) -> None:
        """Say what the step in hand is, and take its row in hand."""
        step = self.chart.step
        self.tools.show_step(step)
        self.words.show_step(step)
        if at >= 0:
            self.steps.choose(at)

    def _show_span(self, is_whole: bool) -> None:
        if self.timetable is not None:
            self.chart.show_span(self.timetable.span(is_whole=is_whole))

    # ------------------------------------------------------------ moving

    def _aim(self, at: int, to: date) -> None:
        """Work out what a day would change; of those aimed at meanwhile only the last."""
        if self.timetable is None:
            return
        step = self.timetable.steps[at]
        self.tools.show_step(step, to)
        self._wanted = (step, to)
        if not self.desk.runner("timetable ahead", is_quiet=True).is_busy:
            self._look_ahead()

    def _look_ahead(self) -> None:
        assessment, results, timetable = self.document.assessment, self._of, self.timetable
        wanted, self._wanted = self._wanted, None
        if wanted is None or assessment is None or results is None or timetable is None:
            return
        if assessment.plan is not results.plan:
            return
        job = partial(work.look_ahead, assessment, results, timetable, *wanted)
        runner = self.desk.runner("timetable ahead", is_quiet=True)
        runner.start("Looking ahead", job, partial(self._show_ahead, results, wanted))

    def _show_ahead(self, results: "Results", of: tuple[Step, date], ahead: work.Ahead) -> None:
        ghost = self.chart.ghost
        if results is not self.document.results or ghost is None:
            return
        if ghost.to == of[1] or self._wanted is not None:
            self.words.show_ahead(ahead, is_done=False)
        self._look_ahead()

    def _drop(self, at: int, to: date) -> None:
        """Move a step as one step that can be undone."""
        plan, timetable, results = self.document.plan, self.timetable, self._of
        if plan is None or timetable is None or results is None:
            return
        step = timetable.steps[at]
        asked = BoardStep(moving_words(step, to), partial(_moved, step, to))
        self._wanted, self._moving = None, (asked.text, results, timetable)
        self.bar.hide()
        if not is_of_plan(step):
            self.edits.make(asked)
        elif refused := asked.refusal(plan, self.document.scenario):
            self.bar.say(refused, "warning")
        else:
            self.document.edit(asked.text, asked.make(plan, self.document.scenario))
        if self.document.plan is plan:
            self._let_go()

    def _let_go(self) -> None:
        """Nothing is aimed at any more."""
        self._wanted = self._moving = None
        self.desk.runner("timetable ahead", is_quiet=True).cancel()
        self._show_step(self.chart.at)

    def _enter(self, to: date) -> None:
        """A day was typed for the step in hand."""
        if self.chart.at >= 0:
            self._drop(self.chart.at, to)

    def _refuse(self, words: str) -> None:
        self.bar.say(words, "warning")

    # ------------------------------------------------------------ going elsewhere

    def _choose_in_chart(self, at: int) -> None:
        if at >= 0 and at != self.chart.at:
            self.chart.choose(at)

    def _open_step(self, at: int) -> None:
        self.chart.choose(at)
        self.chart.setFocus()

    def _open_person(self, at: int) -> None:
        if self.timetable is not None:
            one = self.timetable.people.iloc[at]
            behind = PeopleBehind("function", str(one["function"]), str(one["employee_number"]))
            self.wanted.emit("people", behind)

    # ------------------------------------------------------------ building

    def _table(self) -> FrameTable:
        return self.people if self.tabs.currentIndex() == PEOPLE_TAB else self.steps

    def _turn(self, tab: int) -> None:
        self.tables.setCurrentIndex(tab)

    def _keep_rows(self) -> None:
        for table in (self.steps, self.people):
            table.setMinimumHeight(scaled(LEAST_TABLE))

    def _lay_out(self) -> None:
        for words in ("Steps", "People at risk"):
            self.tabs.addTab(words)
        self.tabs.setAccessibleName("Steps or people")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.people.add_tool(self.names)
        self.tables = QStackedWidget()
        self.tables.addWidget(self.steps)
        self.tables.addWidget(self.people)
        left, right = _stacked("Chart", self.chart, legend()), QSplitter(Qt.Orientation.Vertical)
        right.addWidget(Room(self.words))
        right.addWidget(_stacked("Tables", self.tables, above=self.tabs))
        right.setSizes([170, 430])
        right.setStretchFactor(0, 1)
        right.setStretchFactor(1, 3)
        self.across = QSplitter(Qt.Orientation.Horizontal)
        self.across.addWidget(left)
        self.across.addWidget(right)
        self.across.setSizes([720, 440])
        self.across.setStretchFactor(0, 5)
        self.across.setStretchFactor(1, 3)
        for one in (right, self.across):
            one.setChildrenCollapsible(False)
        self.views = QStackedWidget()
        self.views.addWidget(self.empty)
        self.views.addWidget(self.across)
        for part in (self.tools, self.bar):
            self.column.addWidget(part)
        self.column.addWidget(self.views, 1)
        self._keep_rows()

    def _listen(self) -> None:
        self.chart.chosen.connect(self._show_step)
        self.chart.aimed.connect(self._aim)
        self.chart.dropped.connect(self._drop)
        self.chart.let_go.connect(self._let_go)
        self.tools.day_entered.connect(self._enter)
        self.tools.refused.connect(self._refuse)
        self.tools.whole_plan.connect(self._show_span)
        self.steps.chosen.connect(self._choose_in_chart)
        self.steps.opened.connect(self._open_step)
        self.people.opened.connect(self._open_person)
        self.tabs.currentChanged.connect(self._turn)
        self.document.chosen.connect(self.bar.hide)


def _moved(step: Step, to: date, plan: Plan, scenario: str) -> Plan:
    return moved(plan, scenario, step, to)


def _stacked(
    name: str, inside: QWidget, below: QWidget | None = None, *, above: QWidget | None = None
) -> QWidget:
    made = QWidget()
    made.setAccessibleName(name)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    if above is not None:
        column.addWidget(above)
    column.addWidget(inside, 1)
    if below is not None:
        column.addWidget(below)
    return made
