"""Results: one chart at a time, its table beside it, and what stands behind the bar in hand below."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSplitter, QStackedLayout, QWidget

from ui.charts.loading import load_charts
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.chart_views import VIEWS
from ui.places.frame_table import FrameTable
from ui.places.pictures import COPIED
from ui.places.place import Place
from ui.places.results_behind import AMOUNTS, Behind
from ui.places.results_choice import ChartChoice, pane_switch
from ui.places.targets import ChartOf, Target
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from planner.model.results import Results
    from ui.places.chart_panel import ChartPanel


LINES_BESIDE, LINES_BELOW = 50, 31
"""Heights of a line of text from which the tables stand beside and below the chart unasked."""
LEAST_LINES = 20
"""Heights of a line of text that the chart wants at least."""


class ResultsPlace(Place):
    """The charts of the scenario in hand."""

    name = "results"
    title = "Results"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self._view = VIEWS[0]
        self._table = pd.DataFrame()
        self._behind: Behind | None = None
        self._in_hand: dict[str, str] = {}
        self._keeps_panes = False
        self.panel: ChartPanel | None = None
        self.choice = ChartChoice()
        self.table = FrameTable("Figures of the chart")
        self.behind = FrameTable("Behind it")
        self.behind.say_empty(
            "No figure is in hand", "Choose a bar or a row of the figures to see what stands behind it."
        )
        self._waiting = EmptyState(
            "Being worked out", "The charts appear as soon as the scenario is worked out."
        )
        self._lay_out()
        self.choice.chosen.connect(self.show_view)
        self.table.chosen.connect(self._choose)
        self.behind.opened.connect(self._open_people)

    def refresh(self) -> None:
        """Show the chart in hand of the scenario in hand."""
        results = self.document.results
        self._whole.setCurrentIndex(0 if results is None else 1)
        if results is None:
            return
        view = self._view
        self.choice.show_choice(view)
        self._table = view.table(results, self.document.year)
        kept = self._in_hand.get(view.name, "")
        self.table.show_frame(self._table, view.columns(results))
        self.table.rename("Figures")
        self.table.say_empty("Nothing to list", view.advice)
        if self.panel is None:
            self.desk.runner("charts").start("Preparing the charts", load_charts, self._build_charts)
        else:
            self._draw(results)
        self._choose_first(kept)

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

    # Qt's own

    def minimumSizeHint(self) -> QSize:
        """The room of the chart alone, as long as the tables make way for it by themselves."""
        if self._keeps_panes:
            return super().minimumSizeHint()
        sides = self.column.contentsMargins()
        wide = self._bar.minimumWidth() + sides.left() + sides.right()
        return QSize(wide, LEAST_LINES * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the chart where there is little, unless the user wants the tables."""
        super().resizeEvent(event)
        line, size = self.fontMetrics().height(), event.size()
        if not self._keeps_panes:
            self._panes[self.table].setChecked(size.width() >= LINES_BESIDE * line)
            self._panes[self.behind].setChecked(size.height() >= LINES_BELOW * line)
        self._bar.setMinimumWidth(self.choice.minimumSizeHint().width())
        switches = sum(one.sizeHint().width() for one in self._panes.values())
        fits = size.width() >= self.choice.minimumSizeHint().width() + switches + 40
        direction = QBoxLayout.Direction
        self._bar_row.setDirection(direction.LeftToRight if fits else direction.TopToBottom)

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        self._panes = {
            self.table: pane_switch("Figures", "Show the chart's figures in a table beside it"),
            self.behind: pane_switch("Behind it", "Show what is behind the bar in hand, below"),
        }
        panes = QHBoxLayout()
        panes.setSpacing(0)
        for pane, switch in self._panes.items():
            switch.toggled.connect(pane.setVisible)
            switch.clicked.connect(self._keep_panes)
            panes.addWidget(switch)
        panes.addStretch()
        self._bar = QWidget()
        self._bar_row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._bar)
        self._bar_row.setContentsMargins(0, 0, 0, 0)
        self._bar_row.addWidget(self.choice, 1)
        self._bar_row.addLayout(panes)
        self._chart_room = QWidget()
        self._chart_stack = QStackedLayout(self._chart_room)
        self._chart_stack.addWidget(EmptyState("Preparing the charts", "This takes a moment, once."))
        above = QSplitter(Qt.Orientation.Horizontal)
        above.addWidget(self._chart_room)
        above.addWidget(self.table)
        above.setSizes([720, 460])
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(above)
        both.addWidget(self.behind)
        both.setSizes([400, 170])
        for one in (above, both):
            one.setChildrenCollapsible(False)
        whole = QWidget()
        self._whole = QStackedLayout(whole)
        self._whole.addWidget(self._waiting)
        self._whole.addWidget(both)
        self.column.addWidget(self._bar)
        self.column.addWidget(whole, 1)

    def _build_charts(self, _loaded: object) -> None:
        if self.panel is None:
            from ui.places.chart_panel import ChartPanel

            self.panel = ChartPanel()
            self.panel.clicked.connect(self._press)
            self.panel.copied.connect(self._say_copied)
            self._chart_stack.addWidget(self.panel)
            self._chart_stack.setCurrentWidget(self.panel)
        if (results := self.document.results) is not None:
            self._draw(results)
            self._choose_first(self._in_hand.get(self._view.name, ""))

    # ------------------------------------------------------------ drawing

    def _draw(self, results: "Results") -> None:
        view, panel, year = self._view, self.panel, self.document.year
        if panel is None:
            return
        panel.name(view.heading.format(year=year), view.sentence(results, year))
        if len(self._table):
            view.draw(panel, results, self._table)
        else:
            panel.show_nothing(view.advice)

    def _say_copied(self) -> None:
        self.said.emit(COPIED, "note")

    # ------------------------------------------------------------ the row in hand

    def _choose_first(self, kept: str) -> None:
        """Take a row in hand: the one that was, else the dearest, or of months the last."""
        named = self._table[self._view.identity].astype("str") if len(self._table) else pd.Series(dtype="str")
        found = (named == kept).to_numpy().nonzero()[0]
        if len(found):
            self._choose_in_table(int(found[0]))
        elif self._view.is_over_months:
            self._choose(len(self._table) - 1)
        else:
            amounts = self._table.get("redundancy_cost")
            self._choose(0 if amounts is None or not len(amounts) else int(amounts.argmax()))

    def _keep_panes(self) -> None:
        """From now on the tables are there or not as the user said."""
        self._keeps_panes = True
        self.updateGeometry()

    def _press(self, at: int) -> None:
        """A bar was pressed: what is behind it comes into sight."""
        self._choose_in_table(at)
        if not self.behind.isVisible():
            self._panes[self.behind].setChecked(True)
            self._keep_panes()

    def _choose_in_table(self, at: int) -> None:
        """Take a row in hand, whatever the table's filters."""
        if not self.table.choose(at):
            self.table.clear_filters()
            self.table.choose(at)

    def _choose(self, position: int) -> None:
        """Show what stands behind a row of the table, and mark its bar."""
        results, view = self.document.results, self._view
        if results is None or not 0 <= position < len(self._table):
            if not len(self._table):
                self._show_behind(Behind("Behind it", pd.DataFrame({"line": [], "amount": []}), AMOUNTS))
            return
        row = str(self._table[view.identity].iloc[position])
        self._in_hand[view.name] = row
        if self.panel is not None:
            self.panel.choose(position)
            if view.row_sentence is not None:
                self.panel.say(view.row_sentence(results, row))
        self._show_behind(view.find(results, self.document.year, self._table, position))

    def _show_behind(self, behind: Behind) -> None:
        self._behind = behind
        self.behind.rename(behind.title)
        self.behind.show_frame(behind.frame, behind.columns)

    def _open_people(self, position: int) -> None:
        behind = self._behind
        if behind is None or behind.opens is None or not 0 <= position < len(behind.frame):
            return
        person = behind.frame.iloc[position]
        wanted = replace(behind.opens, employee=str(person["employee_number"]))
        self.wanted.emit("people", wanted if wanted.value else replace(wanted, value=str(person["function"])))
