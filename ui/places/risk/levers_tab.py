"""Each assumption on its own, from its low to its high: which matter, and which move nothing."""

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from planner.report import risk_figures
from ui import figures
from ui.charts.bars import Bar, BarChart
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.frame_table import FrameTable
from ui.places.risk import jobs
from ui.places.risk.columns import LEVERS
from ui.places.risk.tab import Tab, under_heading
from ui.theme import scaled
from ui.widgets.labels import label

if TYPE_CHECKING:
    from planner.model.results import Results
    from planner.risk.outcome import Risk

LEAST_TABLE, LEAST_CHART = 190, 150
MOVES, NAMES = "What each assumption moves", 440


class LeversTab(Tab):
    """A tornado for the measure chosen, its table, and the levers that are dead."""

    title = "What matters"
    runner = "levers"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.levers: pd.DataFrame | None = None
        self._of: Results | None = None
        self.measure = QComboBox()
        self.measure.setAccessibleName("What the assumptions move")
        for key, title in risk_figures.MEASURE_TITLES.items():
            self.measure.addItem(title, key)
        self.measure.currentIndexChanged.connect(self._show)
        self.sentence = label(wraps=True)
        self.dead = label(tone="muted", wraps=True)
        self.pounds = BarChart(MOVES, figures.signed_pounds_short, names=NAMES)
        self.points = BarChart(MOVES, figures.signed_one_place, names=NAMES)
        self.table = FrameTable("Each assumption alone", LEVERS)
        self._lay_out()
        self._say_waiting()

    def show_risk(self, risk: "Risk", results: "Results") -> None:  # noqa: ARG002 - tabs are shown alike
        """Move each assumption, unless that is done."""
        if results is self._of:
            return
        self._of, self.levers = results, None
        self._say_waiting()
        self.desk.runner(self.runner).start(
            "Moving each assumption", partial(jobs.move_levers, results), partial(self._take, results)
        )

    def stopped(self) -> None:
        """The user stopped it: the next look begins again."""
        if self.levers is None:
            self._of = None
            self.sentence.setText("Stopped. Press Draw to move the assumptions after all.")

    def recolour(self) -> None:
        """Draw the bars in the colours in use."""
        self.table.setMinimumHeight(scaled(LEAST_TABLE))
        for one in (self.pounds, self.points):
            one.draw()

    def focus_find(self) -> None:
        """Search the assumptions."""
        self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the assumptions by column."""
        self.table.toggle_filters()

    def _take(self, of: "Results", levers: pd.DataFrame) -> None:
        if of is self._of:
            self.levers = levers
            self._show()

    def _say_waiting(self) -> None:
        self.sentence.setText("Each assumption is moved to its low and to its high in the background.")
        self.table.say_empty("Being worked out", "Each assumption is moved in the background.")
        self.dead.clear()
        self.table.show_frame(pd.DataFrame({one.key: [] for one in LEVERS}))
        for one in (self.pounds, self.points):
            one.set_bars(())

    def _show(self) -> None:
        levers = self.levers
        if levers is None:
            return
        key = str(self.measure.currentData())
        is_pounds = key != "talent_lost_percent"
        chart, show = (
            (self.pounds, figures.signed_pounds_short)
            if is_pounds
            else (self.points, figures.signed_one_place)
        )
        self.pounds.setVisible(is_pounds)
        self.points.setVisible(not is_pounds)
        found = risk_figures.live_levers(levers, key)
        chart.set_bars(
            [
                Bar(name, above, f"{show(below)} to {show(above)}", name, start=below)
                for name, below, above in zip(found["meaning"], found["below"], found["above"], strict=True)
            ]
        )
        self.sentence.setText(risk_figures.levers_sentence(levers, key))
        self.dead.setText(risk_figures.dead_sentence(levers))
        self.table.show_frame(levers)

    def _lay_out(self) -> None:
        charts = QWidget()
        room = QVBoxLayout(charts)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.pounds)
        room.addWidget(self.points)
        self.points.hide()
        charts.setMinimumHeight(LEAST_CHART)
        row = QHBoxLayout()
        row.setSpacing(8)
        words = label("What is &moved")
        words.setBuddy(self.measure)
        row.addWidget(words)
        row.addWidget(self.measure)
        row.addWidget(self.sentence, 1)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setObjectName("leversAndFigures")
        heading = "From now, with each assumption at its low and its high"
        both.addWidget(under_heading(heading, charts, self.copy_of(charts, "the levers")))
        both.addWidget(self.table)
        both.setChildrenCollapsible(False)
        both.setSizes([270, 250])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(both, 1)
        column.addWidget(self.dead)
