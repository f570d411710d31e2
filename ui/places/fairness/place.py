"""The place Fairness: rates by group above; below a chart, the draft of an analysis, all characteristics."""

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTabBar,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from planner.engine.fairness.side_by_side import side_by_side
from planner.engine.fairness.standing import By
from planner.report import equality_words, fairness_tables
from ui.charts.loading import load_charts
from ui.document.plan_document import BASELINE, PlanDocument
from ui.jobs.desk import Desk
from ui.places.fairness import columns
from ui.places.fairness.choices import Choices
from ui.places.fairness.jobs import Weighed, weigh
from ui.places.frame_table import FrameTable
from ui.places.pictures import COPIED, copy_picture
from ui.places.place import Place
from ui.places.targets import PeopleBehind
from ui.theme import scaled
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label

if TYPE_CHECKING:
    from ui.document.work import Assessment
    from ui.places.fairness.rates_chart import RatesChart

LEAST = 140
"""Pixels of a table below which the place scrolls: its heads and three rows."""
CHART, DRAFT, EVERY = "Chart", "Draft of the analysis", "All characteristics"
TABS = (CHART, DRAFT, EVERY)
BEHIND = {By.FUNCTION: "function", By.BAND: "band", By.POOL: "pool"}
IS_BASELINE = (
    "Nothing moves in the baseline",
    "Choose a scenario at the top of the window: there people are placed and made redundant.",
)
NOTHING_SAID = (
    "The staff list says nothing of any protected characteristic",
    (
        "Bring in a list that has sex, ethnicity, disability, age or date of birth, religion, sexual "
        "orientation, marital status, maternity or gender reassignment; or fill those columns in Data, Staff."
    ),
)
NO_LINES = (
    "Too few people to show this way",
    "What could be shown would give small numbers away. Look at the whole plan, or show small numbers.",
)
SMALL_SHOWN = (
    "Small numbers are shown: people may be recognised. They are never on paper; do not pass them on."
)


class FairnessPlace(Place):
    """Compares groups of people in the scenario in hand and, if wanted, in others beside it."""

    name = "fairness"
    title = "Fairness"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.weighed: Weighed | None = None
        self._of: object = None
        self._line = ""
        self.choices = Choices()
        self.remark = label(tone="muted", wraps=True)
        self.warning = label(SMALL_SHOWN, tone="warning", wraps=True)
        self.table = FrameTable("Rates by group")
        self.table.add_tool(self.choices.small)
        self.chart: RatesChart | None = None
        self.draft = QTextBrowser()
        self.draft.setAccessibleName(DRAFT)
        self.draft.setFrameShape(QFrame.Shape.NoFrame)
        self.every = FrameTable(EVERY, columns.OVERVIEW)
        self.copy_draft = _link("Copy draft", "Copy the draft, for a paper")
        self.copy_picture = _link("Copy picture", "Copy the chart, for a paper or a slide")
        self.below = _tabs()
        self.empty = EmptyState("Being worked out", "The scenario is worked out in the background.")
        self._lay_out()
        document.opened.connect(self.choices.hide_small)
        self.choices.chosen.connect(self._work_out)
        self.table.chosen.connect(self._choose_row)
        self.table.opened.connect(self._open)
        self.every.opened.connect(self._open_characteristic)
        self.below.currentChanged.connect(self._show_below)
        self.copy_draft.clicked.connect(self._copy_draft)
        self.copy_picture.clicked.connect(self._copy_picture)

    def refresh(self) -> None:
        """Offer the plan's scenarios, and compare groups once the one in hand is worked out."""
        self.choices.beside.offer(
            (one for one in self.document.scenarios if one != BASELINE), self.document.scenario
        )
        results = self.document.results
        if self.document.scenario == BASELINE:
            self._of = None
            self._say_nothing(*IS_BASELINE)
        elif results is None:
            if self.weighed is None:
                self._say_nothing("Being worked out", "The scenario is worked out in the background.")
        elif results is not self._of:
            self._work_out()
        else:
            self._show()

    def recolour(self) -> None:
        """Draw the chart in the colours in use, and keep a few rows in sight at any size of text."""
        self._keep_rows()
        if self.chart is not None:
            self.chart.redraw()

    def focus_find(self) -> None:
        """Search the groups."""
        self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the groups by column."""
        self.table.toggle_filters()

    # ------------------------------------------------------------ working out

    def _work_out(self) -> None:
        document = self.document
        assessment, results = document.assessment, document.results
        if assessment is None or results is None or document.scenario == BASELINE:
            return
        self.choices.beside.offer((one for one in document.scenarios if one != BASELINE), document.scenario)
        job = partial(weigh, assessment, document.scenario, document.latest_results, self.choices.wanted)
        runner = self.desk.runner("fairness")
        runner.start("Comparing groups", job, partial(self._weighed, assessment, results))

    def _weighed(self, assessment: "Assessment", results: object, found: Weighed) -> None:
        if assessment is not self.document.assessment or results is not self.document.results:
            return
        self._of, self.weighed = results, found
        for one in found.every:
            if all(one is not known for known in self.document.known_results):
                self.document.keep(one, assessment)
        self._show()

    # ------------------------------------------------------------ showing

    def _say_nothing(self, title: str, advice: str) -> None:
        self.empty.say(title, advice)
        self.remark.hide()
        self.warning.hide()
        self._pages.setCurrentWidget(self.empty)

    def _show(self) -> None:
        found = self.weighed
        if found is None:
            return
        if found.account is None:
            self._say_nothing(*NOTHING_SAID)
            return
        account = found.account
        self._pages.setCurrentWidget(self._both)
        titles = [(one.key, equality_words.title_of(one)) for one in found.characteristics]
        self.choices.offer(titles, account.groups)
        scenario = account.scenarios[0]
        basis = equality_words.basis_sentence(account, scenario)
        compared = equality_words.compared_sentence(account.compared, account.level)
        self.remark.setText(f"{basis} {compared}")
        self.remark.show()
        self.warning.setVisible(found.wanted.shows_small)
        self._show_table()
        self.every.show_frame(fairness_tables.overview_table(found.overview), columns.OVERVIEW)
        self.draft.setPlainText(found.draft)
        self._show_below()

    def _show_table(self) -> None:
        found = self.weighed
        if found is None or found.account is None:
            return
        account = found.account
        self.table.say_empty(*NO_LINES)
        title = equality_words.title_of(account.question.characteristic)
        self.table.rename(f"{title}, {equality_words.TITLES[account.question.outcome].lower()}")
        if len(account.scenarios) > 1:
            self.table.show_frame(side_by_side(account), columns.beside_columns(account))
        else:
            self.table.show_frame(fairness_tables.in_words(account), columns.account_columns(account))
        lines = fairness_tables.lines_of(account)
        if self._line not in lines:
            self._line = lines[0] if lines else ""

    def _show_below(self) -> None:
        title = TABS[self.below.currentIndex()]
        self.copy_draft.setVisible(title == DRAFT)
        self.copy_picture.setVisible(title == CHART)
        self._below_stack.setCurrentIndex(self.below.currentIndex())
        if title == CHART:
            self._draw()

    def _draw(self) -> None:
        found = self.weighed
        if found is None or found.account is None:
            return
        if self.chart is None:
            self.desk.runner("charts").start("Preparing the charts", load_charts, self._build_chart)
        else:
            self.chart.show_account(found.account, self._line)

    def _build_chart(self, _loaded: object) -> None:
        if self.chart is None:
            from ui.places.fairness.rates_chart import RatesChart

            self.chart = RatesChart()
            self._chart_stack.addWidget(self.chart)
            self._chart_stack.setCurrentWidget(self.chart)
        self._show_below()

    # ------------------------------------------------------------ what the user does

    def _choose_row(self, position: int) -> None:
        """The chart follows the line that the row in hand is of."""
        line = self._cell(position, "line")
        if line and line != self._line:
            self._line = line
            if TABS[self.below.currentIndex()] == CHART:
                self._draw()

    def _open(self, position: int) -> None:
        """Go to the people of a row's function, band or pool."""
        found, code = self.weighed, self._cell(position, "code")
        if found is not None and found.wanted.by in BEHIND and code:
            self.wanted.emit("people", PeopleBehind(BEHIND[found.wanted.by], code))

    def _open_characteristic(self, position: int) -> None:
        self.choices.choose_characteristic(str(self.every.model.frame["key"].iat[position]))

    def _cell(self, position: int, key: str) -> str:
        frame: pd.DataFrame = self.table.model.frame
        return str(frame[key].iat[position]) if 0 <= position < len(frame) else ""

    def _copy_draft(self) -> None:
        QGuiApplication.clipboard().setText(self.draft.toPlainText())
        self.said.emit("The draft is copied: paste it into your analysis and go on from there.", "note")

    def _copy_picture(self) -> None:
        if self.chart is not None:
            copy_picture(self.chart, self.chart.redraw)
            self.said.emit(COPIED, "note")

    # ------------------------------------------------------------ building

    def _keep_rows(self) -> None:
        self.table.setMinimumHeight(scaled(LEAST))
        self._below_room.setMinimumHeight(scaled(LEAST))

    def _lay_out(self) -> None:
        chart_room = QWidget()
        self._chart_stack = QStackedLayout(chart_room)
        self._chart_stack.addWidget(EmptyState("Preparing the chart", "This takes a moment, once."))
        self._below_room = QWidget()
        self._below_stack = QStackedLayout(self._below_room)
        for one in (chart_room, self.draft, self.every):
            self._below_stack.addWidget(one)
        lower = QWidget()
        lower.setAccessibleName("Chart, draft or all characteristics")
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self.below)
        row.addStretch(1)
        row.addWidget(self.copy_draft)
        row.addWidget(self.copy_picture)
        column.addLayout(row)
        column.addWidget(self._below_room, 1)
        self._both = QSplitter(Qt.Orientation.Vertical)
        self._both.setObjectName("ratesAndChart")
        self._both.addWidget(self.table)
        self._both.addWidget(lower)
        self._both.setSizes([260, 300])
        self._both.setChildrenCollapsible(False)
        stacked = QWidget()
        self._pages = QStackedLayout(stacked)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._both)
        self.column.addWidget(self.choices)
        self.column.addWidget(self.remark)
        self.column.addWidget(self.warning)
        self.column.addWidget(stacked, 1)
        self.warning.hide()
        self._keep_rows()

    # Qt's own

    def heightForWidth(self, width: int) -> int:
        """The least height that shows everything: tables and the chart scroll within themselves."""
        return self.column.minimumHeightForWidth(width)


def _link(words: str, tip: str) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("rank", "link")
    made.setToolTip(tip)
    return made


def _tabs() -> QTabBar:
    made = QTabBar()
    made.setAccessibleName("Chart, draft or all characteristics")
    made.setExpanding(False)
    made.setDrawBase(False)
    for title in TABS:
        made.addTab(title)
    return made
