"""What the draws stand on: how their mean agrees with the evaluation, and which assumptions were drawn."""

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from planner.report import risk_figures
from planner.risk import tables
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.frame_table import FrameTable
from ui.places.risk import jobs
from ui.places.risk.columns import AGREEMENT, TREATED
from ui.places.risk.tab import Tab
from ui.theme import scaled
from ui.widgets.labels import label

if TYPE_CHECKING:
    from planner.model.results import Results
    from planner.risk.outcome import Risk

LEAST_TABLE = 150
BESIDE = f"Mean of {jobs.BESIDE:,} draws beside the evaluation, assumptions at their values"


class BasisTab(Tab):
    """Agreement of mean and evaluation above, the assumptions below."""

    title = "What was drawn"
    runner = "agreement"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.agreement: pd.DataFrame | None = None
        self._of: Results | None = None
        self.why = label(wraps=True)
        self.agrees = FrameTable(
            "Mean of draws beside the evaluation, assumptions at their values", AGREEMENT
        )
        self.agrees.view.setSortingEnabled(False)
        self.treated = FrameTable("Assumptions that have a range", TREATED)
        self._lay_out()

    def show_risk(self, risk: "Risk", results: "Results") -> None:
        """List the assumptions, and set the mean beside the evaluation, unless that is done."""
        self.why.setText(risk_figures.why_apart(risk))
        self.treated.show_frame(tables.assumptions_of(risk))
        if results is self._of:
            return
        self._of, self.agreement = results, None
        self.agrees.say_empty(
            "Being drawn", "Two runs with assumptions at their values are drawn in the background."
        )
        self.agrees.show_frame(pd.DataFrame({one.key: [] for one in AGREEMENT}))
        self.desk.runner(self.runner).start(
            "Setting the mean beside the evaluation",
            partial(jobs.set_beside, results),
            partial(self._take, results),
        )

    def stopped(self) -> None:
        """The user stopped it: the next look begins again."""
        if self.agreement is None:
            self._of = None
            self.agrees.say_empty("Stopped", "Press Draw to set the mean beside the evaluation after all.")

    def recolour(self) -> None:
        """Keep a few rows in sight at any size of text."""
        for one in (self.agrees, self.treated):
            one.setMinimumHeight(scaled(LEAST_TABLE))

    def focus_find(self) -> None:
        """Search the assumptions."""
        self.treated.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the assumptions by column."""
        self.treated.toggle_filters()

    def _take(self, of: "Results", found: pd.DataFrame) -> None:
        if of is self._of:
            self.agreement = found
            self.agrees.show_frame(risk_figures.agreement_in_words(found))

    def _lay_out(self) -> None:
        both = QSplitter(Qt.Orientation.Vertical)
        both.setObjectName("agreementAndAssumptions")
        both.addWidget(self.agrees)
        both.addWidget(self.treated)
        both.setChildrenCollapsible(False)
        both.setSizes([220, 330])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.why)
        column.addWidget(both, 1)
