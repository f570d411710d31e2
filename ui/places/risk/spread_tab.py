"""How the main figures spread over the draws, what to provide for, and how the mean settles."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.report import risk_figures
from planner.risk import tables
from ui import figures
from ui.charts.settling import SettlingChart
from ui.charts.spread import Bins, Mark, SpreadChart
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.frame_table import FrameTable
from ui.places.risk.columns import SPREADS
from ui.places.risk.tab import Tab, under_heading
from ui.theme import Type, scaled
from ui.widgets.labels import label

if TYPE_CHECKING:
    from planner.model.results import Results
    from planner.risk.outcome import Risk, Spread

LEAST_TABLE, LEAST_CHARTS = 142, 150


class SpreadTab(Tab):
    """Three spreads above; figures, the provision and the settling of the mean below."""

    title = "Spread"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.cost = SpreadChart("Spread of redundancy cost", figures.pounds_short)
        self.heads = SpreadChart("Spread of people made redundant", figures.exact)
        self.talent = SpreadChart("Spread of talent lost", figures.percent)
        self.charts = (self.cost, self.heads, self.talent)
        self.table = FrameTable("Figures", SPREADS)
        self.table.view.setSortingEnabled(False)
        self.provision = label(wraps=True)
        self.why = label(tone="muted", wraps=True)
        self.settling = SettlingChart("How the mean of redundancy cost settles", figures.pounds_short)
        self._lay_out()

    def show_risk(self, risk: "Risk", results: "Results") -> None:  # noqa: ARG002 - tabs are shown alike
        """Draw the spreads of these draws."""
        for chart, spread in zip(self.charts, tables.spreads(risk), strict=True):
            chart.set_spread(_bins(spread), [Mark(*one) for one in risk_figures.marks_of(spread)])
        self.table.show_frame(risk_figures.spread_words(risk))
        self.provision.setText(risk_figures.provision_sentence(risk))
        self.why.setText(f"{risk.provision.why} {risk_figures.why_apart(risk)}")
        means = risk.cost.convergence()
        self.settling.set_means(
            *(means[one].to_numpy(dtype=np.float64) for one in ("draws", "mean", "low", "high"))
        )

    def recolour(self) -> None:
        """Paint the charts anew, and keep the rows in sight at any size of text."""
        self.table.setFixedHeight(scaled(LEAST_TABLE))
        for one in (*self.charts, self.settling):
            one.update()

    def focus_find(self) -> None:
        """Search the figures."""
        self.table.search.setFocus()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(12)
        for chart, heading in zip(
            self.charts, ("Redundancy cost", "People made redundant", "Talent lost"), strict=True
        ):
            chart.setMinimumHeight(LEAST_CHARTS)
            above.addWidget(under_heading(heading, chart, self.copy_of(chart, heading.lower())), 1)
        said = QVBoxLayout()
        said.setSpacing(4)
        self.table.setFixedHeight(scaled(LEAST_TABLE))
        for one in (self.table, label("Provision", Type.HEADING), self.provision, self.why):
            said.addWidget(one)
        said.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addLayout(said, 3)
        heading = "How the mean cost settles"
        below.addWidget(under_heading(heading, self.settling, self.copy_of(self.settling, "the mean")), 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(above, 3)
        column.addLayout(below, 2)


def _bins(spread: "Spread") -> Bins:
    found = risk_figures.bins_of(spread)
    low, high, share = (found[one].to_numpy(dtype=np.float64) for one in ("low", "high", "share"))
    return Bins(low, high, share, tuple(found["tip"]))
