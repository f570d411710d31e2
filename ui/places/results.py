"""Results: one chart at a time, its table beside it, and what stands behind the bar in hand below."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSplitter, QStackedLayout, QWidget

from planner.base.money import pounds_text
from planner.report import breakdowns
from ui import figures
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.models import columns as c
from ui.places.chart_views import VIEWS, ChartView
from ui.places.frame_table import FrameTable
from ui.places.people import PEOPLE
from ui.places.place import Place
from ui.places.targets import ChartOf, PeopleBehind, Target
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from planner.base.ticks import Tick
    from planner.model.results import Results
    from ui.places.chart_panel import ChartPanel

BEHIND_PEOPLE = tuple(one for one in PEOPLE if one.key != "name")
BEHIND_RECEIVER = (
    c.words("line", "Line"),
    c.money("amount", "Amount"),
    c.words("part", "Made of", wide=True),
)
BEHIND_MONTH = (c.words("line", "Line"), c.money("amount", "Amount"))


def load_charts(tick: "Tick") -> None:
    """Load the chart library, on a worker thread: it takes half a second."""
    tick(0.0, "Preparing the charts")
    import pyqtgraph  # noqa: F401


class ResultsPlace(Place):
    """The charts of the scenario in hand."""

    name = "results"
    title = "Results"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self._view = VIEWS[0]
        self._table = pd.DataFrame()
        self._behind: PeopleBehind | None = None
        self._people = pd.DataFrame()
        self.panel: ChartPanel | None = None
        self.table = FrameTable("Figures of the chart")
        self.behind = FrameTable("Behind it")
        self._waiting = EmptyState(
            "Being worked out", "The charts appear as soon as the scenario is worked out."
        )
        self._lay_out()
        self.table.chosen.connect(self._choose)
        self.behind.opened.connect(self._open_people)

    def refresh(self) -> None:
        """Show the chart in hand of the scenario in hand."""
        results = self.document.results
        self._whole.setCurrentIndex(0 if results is None else 1)
        if results is None:
            return
        view = self._view
        self._buttons[view.name].setChecked(True)
        self._table = view.table(results, self.document.year)
        self.table.show_frame(self._table, view.columns)
        self.table.rename("Its figures")
        self.table.say_empty("Nothing to list", view.advice)
        if self.panel is None:
            self.desk.runner("charts").start("Preparing the charts", load_charts, self._build_charts)
        else:
            self._draw(results)
        self._choose(self._first_choice())

    def show_view(self, name: str) -> None:
        """Turn to one of the charts ("targets")."""
        self._view = next(one for one in VIEWS if one.name == name)
        self.mark_stale()
        self.be_current()

    def bring(self, target: Target) -> None:
        """Turn to the chart behind a headline figure."""
        if isinstance(target, ChartOf):
            self.show_view(target.name)

    def recolour(self) -> None:
        """Draw the charts in the colours in use."""
        if self.panel is not None:
            self.panel.redraw()

    def focus_find(self) -> None:
        """Search the table beside the chart."""
        self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the table beside the chart by column."""
        self.table.toggle_filters()

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        for view in VIEWS:
            button = QPushButton(view.tab)
            button.setCheckable(True)
            button.setProperty("rank", "segment")
            button.setAccessibleName(view.heading.partition("{")[0].strip(", "))
            button.clicked.connect(lambda _=False, name=view.name: self.show_view(name))
            self._group.addButton(button)
            self._buttons[view.name] = button
            row.addWidget(button)
        row.addStretch(1)
        self._chart_room = QWidget()
        self._chart_stack = QStackedLayout(self._chart_room)
        self._chart_stack.addWidget(EmptyState("Preparing the charts", "This takes a moment, once."))
        above = QSplitter(Qt.Orientation.Horizontal)
        above.addWidget(self._chart_room)
        above.addWidget(self.table)
        above.setSizes([700, 480])
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(above)
        both.addWidget(self.behind)
        both.setSizes([370, 190])
        for one in (above, both):
            one.setChildrenCollapsible(False)
        whole = QWidget()
        self._whole = QStackedLayout(whole)
        self._whole.addWidget(self._waiting)
        self._whole.addWidget(both)
        self.column.addLayout(row)
        self.column.addWidget(whole, 1)

    def _build_charts(self, _loaded: object) -> None:
        if self.panel is None:
            from ui.places.chart_panel import ChartPanel

            self.panel = ChartPanel()
            self.panel.clicked.connect(self._choose_in_table)
            self._chart_stack.addWidget(self.panel)
            self._chart_stack.setCurrentWidget(self.panel)
        if (results := self.document.results) is not None:
            self._draw(results)
            self._choose(self._first_choice())

    # ------------------------------------------------------------ drawing

    def _draw(self, results: "Results") -> None:
        view, panel = self._view, self.panel
        if panel is None:
            return
        title = view.heading.format(year=self.document.year)
        if view.bars is not None:
            bars = view.bars(results, self._table)
            panel.show_bars(title, bars, view.advice, are_pounds=view.name != "talent")
        else:
            self._draw_months(results, view, title)

    def _draw_months(self, results: "Results", view: ChartView, title: str) -> None:
        from ui.charts.months import Moment

        months = [str(month) for month in self._table["month"]]
        facts, head = results.plan.facts, results.headline
        moments = [
            Moment(months.index(month), words)
            for month, words in (
                (f"{facts.transfer_date:%Y-%m}", "transfer"),
                (head.payback_month, "paid back"),
            )
            if month in months
        ]
        names = [figures.month(month) for month in months]
        values = [float(value) for value in self._table["cumulative"]]
        tips = [f"{name}: {pounds_text(value)}" for name, value in zip(names, values, strict=True)]
        if self.panel is not None:
            self.panel.show_months(title, names, values, tips, moments, view.advice)

    def _first_choice(self) -> int:
        """The row in hand before the user takes one: the dearest, or the last month; -1 for none."""
        if not len(self._table):
            return -1
        if self._view.bars is None:
            return len(self._table) - 1
        amounts = self._table.get("redundancy_cost")
        return 0 if amounts is None else int(amounts.argmax())

    def _choose_in_table(self, at: int) -> None:
        """A bar was clicked: its row is the one in hand, whatever the table's filters."""
        if not self.table.choose(at):
            self.table.clear_filters()
            self.table.choose(at)

    def _choose(self, position: int) -> None:
        """Show what stands behind a row of the table, and mark its bar."""
        results = self.document.results
        if results is None or not 0 <= position < len(self._table):
            if not len(self._table):
                self.behind.show_frame(pd.DataFrame({one.key: [] for one in BEHIND_MONTH}), BEHIND_MONTH)
            return
        if self.panel is not None:
            self.panel.choose(position)
        row = self._table.iloc[position]
        self._behind = None
        if self._view.key:
            self._show_people(
                results, str(row[self._view.key]), str(row.get("name", f"band {row.get('band')}"))
            )
        elif self._view.name == "targets":
            year = self.document.year
            self.behind.rename(f"What {row['name']} costs in {year}, line by line")
            lines = breakdowns.receiver_lines(results, str(row["receiver"]), year)
            self.behind.show_frame(lines, BEHIND_RECEIVER)
        else:
            self.behind.rename(f"What {figures.month(row['month'])} is made of")
            self.behind.show_frame(breakdowns.month_lines(results, position), BEHIND_MONTH)

    def _show_people(self, results: "Results", value: str, words: str) -> None:
        key = self._view.key
        self._behind = PeopleBehind(key, value)
        people = results.people[results.people[key] == value]
        order = "talent_lost" if self._view.name == "talent" else "expected_cost"
        self.behind.rename(f"The people behind it: {words}. Double-click to see their card")
        self._people = people.sort_values(order, ascending=False, kind="stable")
        self.behind.show_frame(self._people, BEHIND_PEOPLE)

    def _open_people(self, position: int) -> None:
        if self._behind is not None and 0 <= position < len(self._people):
            employee = str(self._people["employee_number"].iloc[position])
            self.wanted.emit("people", replace(self._behind, employee=employee))
