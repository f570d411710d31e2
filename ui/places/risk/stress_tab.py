"""Stresses: what each shock does beside the plan, and a shock opened as a scenario."""

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.document.plan_document import BASELINE, PlanDocument
from ui.jobs.desk import Desk
from ui.places.frame_table import FrameTable
from ui.places.risk import jobs
from ui.places.risk.columns import POSSIBLE, STRESS
from ui.places.risk.tab import Tab
from ui.theme import scaled
from ui.widgets.labels import label

if TYPE_CHECKING:
    from planner.model.results import Results
    from planner.risk.outcome import Risk
    from planner.risk.shocks import Shock
    from planner.risk.stress import StressTable

LEAST_TABLE = 190
CHOOSE = "Choose a row to read what it supposes; it opens as a scenario of its own, which can be undone."


class StressTab(Tab):
    """A row for each shock; the one in hand opens as a scenario."""

    title = "Stress"
    runner = "stress"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.found: StressTable | None = None
        self._of: Results | None = None
        self._at = -1
        self.table = FrameTable("Each shock beside the plan", STRESS)
        self.table.view.setSortingEnabled(False)
        self.says = label(CHOOSE, wraps=True)
        self.open_button = QPushButton("Open as a scenario")
        self.open_button.setAccessibleName("Open the shock in hand as a scenario")
        self.open_button.setEnabled(False)
        self.open_button.clicked.connect(self._open)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open_at)
        self._lay_out()

    @property
    def shock(self) -> "Shock | None":
        """The shock in hand; None on the row of the plan itself."""
        if self.found is None or not 0 < self._at <= len(self.found.shocks):
            return None
        return self.found.shocks[self._at - 1]

    def show_risk(self, risk: "Risk", results: "Results") -> None:  # noqa: ARG002 - tabs are shown alike
        """Let each shock befall the scenario, unless that is done."""
        if results is self._of:
            return
        self._of, self.found = results, None
        self._choose(-1)
        if results.scenario == BASELINE:
            self.table.say_empty(
                "Nothing moves in the baseline", "Choose a scenario at the top of the window."
            )
            self.table.show_frame(pd.DataFrame({one.key: [] for one in STRESS}))
            return
        assessment = self.document.assessment
        self.table.say_empty("Being worked out", "Each shock is worked out in the background.")
        self.table.show_frame(pd.DataFrame({one.key: [] for one in STRESS}))
        if assessment is not None:
            job = partial(jobs.let_befall, assessment, results)
            self.desk.runner(self.runner).start("Working out the stresses", job, partial(self._take, results))

    def stopped(self) -> None:
        """The user stopped it: the next look begins again."""
        if self.found is None:
            self._of = None
            self.table.say_empty("Stopped", "Press Draw to work the stresses out after all.")

    def recolour(self) -> None:
        """Keep the rows in sight at any size of text."""
        self.table.setMinimumHeight(scaled(LEAST_TABLE))

    def focus_find(self) -> None:
        """Search the shocks."""
        self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the shocks by column."""
        self.table.toggle_filters()

    def _take(self, of: "Results", found: "StressTable") -> None:
        if of is self._of:
            self.found = found
            self.table.rename(f"Each shock beside the plan, {found.year}")
            self.table.show_frame(found.rows, STRESS if found.rows["why_not"].any() else POSSIBLE)

    def _choose(self, position: int) -> None:
        self._at = position
        shock = self.shock
        self.open_button.setEnabled(shock is not None and shock.is_possible)
        if shock is None:
            self.says.setText(CHOOSE)
        else:
            self.says.setText(" ".join(one for one in (f"{shock.name}.", shock.says, shock.why_not) if one))

    def _open_at(self, position: int) -> None:
        self._choose(position)
        self._open()

    def _open(self) -> None:
        """Make the shock in hand a scenario, as one step that can be undone, and take it in hand."""
        shock, of = self.shock, self._of
        if shock is None or not shock.is_possible or of is None or of.plan is not self.document.plan:
            return
        from planner.risk.shocks import scenario_name, shocked

        name = scenario_name(of, shock)
        if self.document.edit(f"Open the stress {shock.name}", shocked(of, shock, name)):
            self.document.choose(name)
            self.said.emit(f"{name} is in hand. Undo takes it away again.", "note")
            self.wanted.emit("results", None)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.says, 1)
        row.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.table, 1)
        column.addLayout(row)
