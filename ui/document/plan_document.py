"""The open plan. Views read it and listen; only ``edit`` replaces the plan."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from planner.base.findings import Finding
from ui.document.replace_plan import ReplacePlan
from ui.document.work import Assessment, Opened

if TYPE_CHECKING:
    from planner.model.plan import Plan
    from planner.model.results import Results

BASELINE = "Baseline"


class PlanDocument(QObject):
    """Holds the open plan, its findings, and the results of each scenario worked out so far.

    Signals:
        opened: another plan is in hand, or none.
        changed: the plan was replaced, by opening, an edit, undo or redo; its results are gone.
        assessed: the plan's findings are there.
        chosen: the scenario or the year in hand is another.
        evaluated: the results of the scenario in hand are there.
        names_shown: names may be shown, or no longer.
        dirty: whether the plan differs from its file.
    """

    opened = Signal()
    changed = Signal()
    assessed = Signal()
    chosen = Signal()
    evaluated = Signal()
    names_shown = Signal(bool)
    dirty = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self._tell_dirty)
        self._opened: Opened | None = None
        self._plan: Plan | None = None
        self._path: Path | None = None
        self._assessment: Assessment | None = None
        self._results: dict[str, Results] = {}
        self._scenario = BASELINE
        self._year = ""
        self._shows_names = False

    # ------------------------------------------------------------ the plan and its file

    @property
    def plan(self) -> "Plan | None":
        """The plan in hand, or None where nothing is open."""
        return self._plan

    @property
    def path(self) -> Path | None:
        """The plan's file; None for a sample, which is not to be overwritten."""
        return self._path

    @property
    def source(self) -> Opened | None:
        """What was read: the file as it came, for a save that loses nothing."""
        return self._opened

    @property
    def name(self) -> str:
        """What the plan calls itself."""
        return self._plan.facts.plan_name if self._plan is not None else ""

    @property
    def is_dirty(self) -> bool:
        """Whether the plan differs from its file."""
        return not self.undo_stack.isClean()

    def take(self, opened: Opened) -> None:
        """Make a file that was read the plan in hand."""
        self._opened, self._path = opened, None if opened.is_sample else opened.path
        self._plan, self._assessment = opened.reading.plan, None
        self._results = {}
        names = self._plan.scenario_names
        self._scenario = names[0] if names else BASELINE
        self._year = ""
        self.undo_stack.clear()
        self.show_names(False)
        self.opened.emit()
        self.changed.emit()

    def saved_as(self, path: Path) -> None:
        """Note that the plan stands in ``path`` as it is in hand."""
        self._path = path
        self.undo_stack.setClean()
        self.opened.emit()

    def edit(self, text: str, after: "Plan", field: str = "", scenario: str = "") -> None:
        """Make ``after`` the plan, as one undoable step called ``text``.

        Steps in a row on the same ``field`` count as one. Where the scenario in hand gets another
        name, ``scenario`` is that name.
        """
        if self._plan is not None and after != self._plan:
            self._scenario = scenario or self._scenario
            self.undo_stack.push(ReplacePlan(self._put, self._plan, after, text, field))

    # ------------------------------------------------------------ what follows from it

    @property
    def scenario(self) -> str:
        """The scenario in hand."""
        return self._scenario

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Baseline, then the plan's scenarios."""
        return (BASELINE, *self._plan.scenario_names) if self._plan is not None else ()

    @property
    def year(self) -> str:
        """The financial year in hand ("2013/14"); empty before there are results."""
        return self._year

    @property
    def assessment(self) -> Assessment | None:
        """The plan as judged, or None until it has been."""
        return self._assessment

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in the data and, once worked out, in the scenario in hand."""
        if self._assessment is None:
            return ()
        found = self._assessment.findings
        if (results := self.results) is not None:
            known = {_sense(one) for one in found}
            found += tuple(one for one in results.findings if _sense(one) not in known)
        return found

    @property
    def results(self) -> "Results | None":
        """The results of the scenario in hand, or None until they are there."""
        return self._results.get(self._scenario)

    @property
    def known_results(self) -> "tuple[Results, ...]":
        """The results of every scenario worked out so far."""
        return tuple(self._results.values())

    @property
    def shows_names(self) -> bool:
        """Whether people's names may be shown in this session."""
        return self._shows_names

    def choose(self, scenario: str) -> None:
        """Take another scenario in hand."""
        if scenario in self.scenarios and scenario != self._scenario:
            self._scenario = scenario
            self.chosen.emit()
            if self.results is not None:
                self.evaluated.emit()

    def choose_year(self, year: str) -> None:
        """Take another financial year in hand."""
        if year and year != self._year:
            self._year = year
            self.chosen.emit()

    def keep_assessment(self, assessment: Assessment) -> None:
        """Take what was found in the plan, unless the plan is another by now."""
        if assessment.plan is self._plan:
            self._assessment = assessment
            self.assessed.emit()

    def keep(self, results: "Results", of: Assessment) -> None:
        """Take results of a scenario, unless the plan is another by now than that judged in ``of``."""
        if of.plan is not self._plan:
            return
        self._results[results.scenario] = results
        if self._year not in results.years and results.years:
            self._year = results.years[0]
        if results.scenario == self._scenario:
            self.evaluated.emit()

    def show_names(self, shown: bool) -> None:
        """Show people's names, or hide them again."""
        if shown != self._shows_names:
            self._shows_names = shown
            self.names_shown.emit(shown)

    def _put(self, plan: "Plan") -> None:
        self._plan, self._assessment, self._results = plan, None, {}
        if self._scenario not in self.scenarios:
            self._scenario = self.scenarios[min(1, len(self.scenarios) - 1)]
        self.changed.emit()

    def _tell_dirty(self, clean: bool) -> None:
        self.dirty.emit(not clean)


def _sense(of: Finding) -> tuple[str, int, str, str]:
    """What a finding is about; its cell is left out, for only the reader knows the file's own."""
    return of.table, of.row, of.column, of.message
