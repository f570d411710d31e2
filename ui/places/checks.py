"""Checks: what was found in the data by cause, to be put right; what the checks of the scenario say."""

from collections.abc import Sequence
from functools import partial
from operator import is_
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabBar, QWidget

from planner.base.findings import Finding
from planner.model.results import CheckResult
from planner.model.tables import TABLES
from planner.workbook.data_quality import Cause, apply_fixes, by_cause, cells_of
from planner.workbook.remembered_fixes import RememberedFixes
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places import checks_steps
from ui.places.checks_findings import CAUSES, CELLS, causes_frame, cells_frame, is_personal
from ui.places.checks_mending import MendPanel
from ui.places.checks_verdicts import (
    CHECKS,
    VerdictPanel,
    acceptance_of,
    checks_frame,
    checks_of,
    count_words,
    opened_by,
)
from ui.places.frame_table import FrameTable
from ui.places.place import Place
from ui.places.targets import DataCell, PeopleBehind

if TYPE_CHECKING:
    from planner.base.ticks import Tick
    from planner.model.plan import Plan
    from planner.model.results import Results
    from ui.document.work import Assessment, Opened

CHECKS_TAB = "Checks of the scenario"
AT_ONCE = 500
"""Cells up to which the user does not wait; with more the window is kept free."""


class ChecksPlace(Place):
    """Findings by cause on the left, their cells on the right, what to do about them below."""

    name = "checks"
    title = "Checks"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("Findings or checks")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.addTab("Findings in the data")
        self._tabs.addTab(CHECKS_TAB)
        self._tabs.currentChanged.connect(self._change_tab)
        self.table = FrameTable("Findings", CAUSES)
        self.cells = FrameTable("Cells", CELLS)
        self.cells.say_empty("No cause is chosen", "Choose one on the left to see the cells it is in.")
        self.panel = MendPanel()
        self.verdict = VerdictPanel()
        self._causes: tuple[Cause, ...] = ()
        self._found: Sequence[Finding] = ()
        self._in_hand: tuple[str, ...] = ()
        self._at = (0, 0)
        self._judged: tuple[Assessment | None, object, bool] = (None, None, False)
        self._source: Opened | None = None
        self._is_filling = False
        self._memory: RememberedFixes | None = None
        self._checks: tuple[CheckResult, ...] = ()
        self._checked: Results | None = None
        self._checked_of: Opened | None = None
        self._checking: Results | None = None
        self._check_in_hand = ""
        self._lay_out()

    def refresh(self) -> None:
        """Show the findings by cause, or the checks of the scenario in hand."""
        self._check()
        self._tell_tabs()
        if self._tabs.currentIndex() == 0:
            self._show_causes()
        else:
            self._show_checks()

    def focus_find(self) -> None:
        """Search the findings."""
        self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the findings by column."""
        self.table.toggle_filters()

    # ------------------------------------------------------------ what is shown

    def _lay_out(self) -> None:
        self._both = QSplitter(Qt.Orientation.Horizontal)
        self._both.setObjectName("findings")
        self._both.setChildrenCollapsible(False)
        self._both.addWidget(self.table)
        self._both.addWidget(self.cells)
        self._both.setSizes([560, 440])
        self._both.setStretchFactor(0, 5)
        self._both.setStretchFactor(1, 4)
        self.column.addWidget(self._tabs)
        self.column.addWidget(self._both, 1)
        self.column.addWidget(self.panel)
        self.column.addWidget(self.verdict)
        self.table.chosen.connect(self._choose_cause)
        self.table.opened.connect(self._open_cause)
        self.cells.chosen.connect(self._choose_cell)
        self.cells.opened.connect(self._open_cell)
        self.panel.mended.connect(self._mend)
        self.panel.row_wanted.connect(self._open_in_hand)
        self.verdict.accepted.connect(self._accept)
        self.verdict.withdrawn.connect(self._withdraw)
        self.verdict.behind_wanted.connect(self._open_behind)

    def _change_tab(self) -> None:
        self._judged = (None, None, False)
        self.mark_stale()

    def _check(self) -> None:
        """Put the checks to the scenario in hand, unless that is done; what they said of it before stays."""
        results = self.document.results
        self._forget_others()
        if results is None or results is self._checked:
            return
        if results is not self._checking or not self.desk.runner("checks", is_quiet=True).is_busy:
            self._checking = results
            job, then = partial(checks_of, results), partial(self._take_checks, results)
            self.desk.runner("checks", is_quiet=True).start("Checking the scenario", job, then)

    def _forget_others(self) -> None:
        """What checks said of another scenario, or of another plan's, is not shown as this one's."""
        checked, document = self._checked, self.document
        if checked is not None and (checked.scenario, document.source) != (
            document.scenario,
            self._checked_of,
        ):
            self._checked, self._checks = None, ()

    def _take_checks(self, of: "Results", checks: tuple[CheckResult, ...]) -> None:
        if of is self.document.results:
            self._checked, self._checks, self._checked_of = of, checks, self.document.source
            self._tell_tabs()
            if self._tabs.currentIndex() == 1:
                self._show_checks()

    def _tell_tabs(self) -> None:
        checks = self._checks
        if self.document.assessment is not None:
            count = sum(one.count for one in self.document.findings)
            self._tabs.setTabText(0, f"Findings in the data  {count:,}")
        words = f"{CHECKS_TAB}  {count_words(checks)}" if checks else CHECKS_TAB
        self._tabs.setTabText(1, words)

    def _show_causes(self) -> None:
        """Show the causes, once the plan has been judged; those before stay in sight until then."""
        document = self.document
        self.cells.show()
        self.verdict.hide()
        judged = (document.assessment, document.results, document.shows_names)
        if judged[0] is None and document.source is self._source and self._causes:
            self.panel.let_in(False)
            return
        if judged[0] is not None and all(map(is_, judged, self._judged)):
            self._choose_cell(self._at[1])
            return
        if document.source is not self._source:
            self._in_hand, self._at = (), (0, 0)
        self._judged, self._source = judged, document.source
        self._causes = by_cause(document.findings)
        self.table.rename("Findings")
        if judged[0] is None:
            self.table.say_empty("Not judged yet", "The findings are here as soon as the data are checked.")
        else:
            self.table.say_empty(
                "Nothing was found", "Every cell of the plan could be read, and all of it fits."
            )
        self._is_filling = True
        self.table.show_frame(causes_frame(self._causes), CAUSES)
        self._is_filling = False
        keys = [one.key for one in self._causes]
        at = keys.index(self._in_hand) if self._in_hand in keys else min(self._at[0], len(keys) - 1)
        self.cells.setVisible(bool(keys))
        if not self.table.choose(at) and self.table.model.rowCount():
            self.table.view.select_row(0)
        elif not keys:
            self._choose_cause(-1)

    def _show_checks(self) -> None:
        self.cells.hide()
        self.panel.hide()
        self.table.rename("Checks")
        self.table.say_empty("No checks yet", "They are run as soon as the scenario is worked out.")
        self._is_filling = True
        self.table.show_frame(checks_frame(self._checks), CHECKS)
        self._is_filling = False
        names = [one.name for one in self._checks]
        self.table.choose_or_first(names.index(self._check_in_hand) if self._check_in_hand in names else -1)
        if not self._checks:
            self.verdict.show_check(None)

    def _choose_check(self, position: int) -> None:
        from planner.model.scenario_edits import refusal

        plan = self.document.plan
        check = self._checks[position] if 0 <= position < len(self._checks) else None
        self._check_in_hand = check.name if check is not None else self._check_in_hand
        self.verdict.show_check(check, refusal(plan, self.document.scenario) if plan is not None else "")

    def _choose_cause(self, position: int) -> None:
        if self._is_filling:
            return
        if self._tabs.currentIndex() != 0:
            self._choose_check(position)
            return
        plan = self.document.plan
        if plan is None or not 0 <= position < len(self._causes):
            self._found = ()
            self.panel.show_cell(None, (), was_used=False, masks=False)
            return
        cause = self._causes[position]
        cell = self._at[1] if cause.key == self._in_hand else 0
        self._in_hand, self._at = cause.key, (position, cell)
        cells = cells_of(cause, plan)
        self._found = self._known().offered(cells) if self._known() is not None else cells  # type: ignore[union-attr]
        self.cells.view.setAccessibleName(f"Cells with: {cause.name}")
        self._is_filling = True
        masked = is_personal(cause.findings[0]) and not self.document.shows_names
        self.cells.show_frame(cells_frame(self._found, masked))
        self._is_filling = False
        self.cells.choose_or_first(min(cell, len(self._found) - 1))

    def _choose_cell(self, position: int) -> None:
        if self._is_filling or self._tabs.currentIndex() != 0:
            return
        cell = self._found[position] if 0 <= position < len(self._found) else None
        if cell is not None:
            self._at = (self._at[0], position)
        memory = self._known()
        was_used = cell is not None and memory is not None and memory.recall(cell) is not None
        masks = cell is not None and is_personal(cell) and not self.document.shows_names
        self.panel.show_cell(cell, self._found, was_used=was_used, masks=masks)
        self.panel.let_in(self.document.assessment is not None)

    # ------------------------------------------------------------ what is done

    def _open_cause(self, position: int) -> None:
        if self._tabs.currentIndex() == 0:
            self.table.choose(position)
            self.cells.view.setFocus()
        elif 0 <= position < len(self._checks):
            self._open_behind(self._checks[position])

    def _open_behind(self, check: CheckResult) -> None:
        """Go to the people of what stands first behind a check."""
        found = opened_by(check)
        if found is None:
            self.said.emit(f"{check.name}: {check.message}", "note")
        else:
            self.wanted.emit("people", PeopleBehind(found.kind, found.code, words=check.name))

    def _accept(self, check: CheckResult, reason: str) -> None:
        from planner.model.acceptance import accept_check

        plan, given = self.document.plan, acceptance_of(check, reason)
        if plan is not None:
            after = accept_check(plan, self.document.scenario, given)
            self.document.edit(f"Accept “{check.name}”", after, why=given.reason)

    def _withdraw(self, check: CheckResult) -> None:
        from planner.model.acceptance import withdraw_acceptance

        plan = self.document.plan
        if plan is not None:
            after = withdraw_acceptance(plan, self.document.scenario, check.key)
            self.document.edit(f"No longer accept “{check.name}”", after)

    def _open_in_hand(self) -> None:
        self._open_cell(self._at[1])

    def _open_cell(self, position: int) -> None:
        if 0 <= position < len(self._found):
            found = self._found[position]
            if found.table in TABLES and found.row >= 0:
                self.wanted.emit("data", DataCell(found.table, found.row, found.column))

    def _mend(self, cells: tuple[Finding, ...]) -> None:
        plan = self.document.plan
        if plan is None or not cells or self.document.assessment is None:
            return
        job, then = partial(mended, plan, cells), partial(self._put, plan, cells)
        if len(cells) <= AT_ONCE:
            then(job(_no_tick))
        else:
            self.desk.runner("mending").start("Putting findings right", job, then)

    def _put(self, before: "Plan", cells: tuple[Finding, ...], after: "Plan") -> None:
        if before is not self.document.plan:
            return
        if after == before:
            self.said.emit("The plan holds that already; mend it in the file that it came from.", "note")
        elif self.document.edit(checks_steps.mending(before, cells), after):
            memory = self._known()
            if memory is not None:
                self.desk.runner("fixes", is_quiet=True).start("Remembering", partial(kept, memory, cells))

    def _known(self) -> RememberedFixes | None:
        """What was put in place of faulty cells before; None where nothing is kept."""
        if self._memory is None and self.settings is not None:
            self._memory = RememberedFixes(self.settings.own_folder)
        return self._memory


def mended(plan: "Plan", cells: Sequence[Finding], tick: "Tick") -> "Plan":
    """The plan with findings put right, on a worker thread where they are many."""
    tick(0.0, "Putting findings right")
    return apply_fixes(plan, cells)


def kept(memory: RememberedFixes, cells: Sequence[Finding], tick: "Tick") -> None:
    """Remember what was put in for the next list, on a worker thread."""
    tick(0.0, "Remembering")
    memory.remember(cells)


def _no_tick(_share: float, _doing: str) -> None:
    """Nobody waits."""
