"""The open plan. Views read it and listen; only ``edit`` replaces the plan."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planner.base.findings import Finding
from ui.document.journal import Journal
from ui.document.plan_steps import PlanSteps
from ui.document.replace_plan import ReplacePlan
from ui.document.stamp import Stamp
from ui.document.work import Assessment, Opened

if TYPE_CHECKING:
    from planner.model.history import Entry
    from planner.model.plan import Plan
    from planner.model.results import Results
    from planner.risk.outcome import Risk

BASELINE = "Baseline"


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """The plan at one moment with what was done to it until then: what a save writes, and what locks it."""

    plan: "Plan"
    entries: "tuple[Entry, ...]"
    password: str | None = None

    def whole(self) -> "Plan":
        """The plan with its history brought up to date."""
        from planner.model.history import with_entries

        return with_entries(self.plan, self.entries)


class PlanDocument(QObject):
    """Holds the open plan, its findings, and the results of each scenario worked out so far.

    Signals:
        opened: another plan is in hand, or none.
        changed: the plan was replaced, by opening, an edit, undo or redo; its results are gone.
        assessed: the plan's findings are there.
        chosen: the scenario or the year in hand is another.
        evaluated: the results of the scenario in hand are there.
        drawn: how sure they are is known: draws of the scenario in hand are there.
        names_shown: names may be shown, or no longer.
        dirty: whether the plan differs from its file.
        refused: an edit was not made; the sentence says why.
        relocked: the plan is to be saved with another password, or without one.
    """

    opened = Signal()
    changed = Signal()
    assessed = Signal()
    chosen = Signal()
    evaluated = Signal()
    drawn = Signal()
    names_shown = Signal(bool)
    dirty = Signal(bool)
    refused = Signal(str)
    relocked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = PlanSteps(self)
        self.undo_stack.cleanChanged.connect(self._tell_dirty)
        self._opened: Opened | None = None
        self._plan: Plan | None = None
        self._path: Path | None = None
        self._stamp: Stamp | None = None
        self._password: str | None = None
        self._filed_password: str | None = None
        self._journal = Journal()
        self._sealed: Plan | None = None
        self._why = ""
        self._assessment: Assessment | None = None
        self._results: dict[str, Results] = {}
        self._former: dict[str, Results] = {}
        self._risks: dict[str, tuple[Results, Risk]] = {}
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
    def stamp(self) -> Stamp | None:
        """The plan's file as it was when it was last read or written."""
        return self._stamp

    @property
    def name(self) -> str:
        """What the plan calls itself."""
        return self._plan.facts.plan_name if self._plan is not None else ""

    @property
    def is_dirty(self) -> bool:
        """Whether the plan, or what locks it, differs from its file."""
        return not self.undo_stack.isClean() or self._password != self._filed_password

    @property
    def password(self) -> str | None:
        """The password with which the plan is saved; None where it is saved without one."""
        return self._password

    def lock_with(self, password: str | None) -> None:
        """Save the plan with this password from now on, or without one; its file follows with a save."""
        password = password or None
        if self._plan is None or password == self._password:
            return
        was, self._password = self._password, password
        self._journal.note(_relocking(was, password))
        self.dirty.emit(self.is_dirty)
        self.relocked.emit()

    def take(self, opened: Opened) -> None:
        """Make a file that was read the plan in hand."""
        self._opened, self._path, self._stamp = opened, opened.home, opened.stamp
        self._plan, self._assessment = opened.reading.plan, None
        self._password = self._filed_password = opened.password or None
        self._results, self._former, self._risks = {}, {}, {}
        names = self._plan.scenario_names
        self._scenario = names[0] if names else BASELINE
        self._year, self._sealed = "", None
        self._journal.clear()
        self.undo_stack.clear()
        if opened.is_recovered:
            self._journal.note("Brought back changes that were not saved")
            self.undo_stack.unmark()
        self.show_names(False)
        self.opened.emit()
        if opened.is_recovered:
            self._tell_dirty(clean=False)
        self.changed.emit()

    def draft(self) -> Draft | None:
        """The plan in hand with what was done to it: what a file of it would hold now."""
        if self._plan is None:
            return None
        return Draft(self._plan, self._journal.entries, self._password)

    def begin_save(self) -> Draft | None:
        """What is to be saved; the next edit is a step of its own, so that this one stays as it is."""
        self._sealed = self._plan
        return self.draft()

    def saved_as(self, path: Path, draft: Draft | None = None, stamp: Stamp | None = None) -> None:
        """Note that a file holds a draft, or the plan as it is in hand."""
        self._path, self._stamp = path, stamp
        was, self._filed_password = (
            self._filed_password,
            draft.password if draft is not None else self._password,
        )
        self.undo_stack.mark_clean(draft.plan if draft is not None else self._plan)
        if was != self._filed_password:
            self.dirty.emit(self.is_dirty)
        self.opened.emit()

    # ------------------------------------------------------------ changing it

    @property
    def may_edit(self) -> bool:
        """Whether the scenario in hand can be changed."""
        return self._plan is not None and not self.refusal()

    @property
    def is_locked(self) -> bool:
        """Whether the scenario in hand is locked."""
        if self._plan is None:
            return False
        from planner.model.scenario_edits import is_locked

        return is_locked(self._plan, self._scenario)

    def refusal(self) -> str:
        """Why the scenario in hand cannot be changed and what to do; empty where it can."""
        if self._plan is None:
            return ""
        from planner.model.scenario_edits import refusal

        return refusal(self._plan, self._scenario)

    def edit(self, text: str, after: "Plan", field: str = "", scenario: str = "", why: str = "") -> bool:
        """Make ``after`` the plan, as one undoable step called ``text``; returns whether it is now.

        Steps in a row on the same ``field`` count as one. Where the scenario in hand gets another
        name, ``scenario`` is that name. ``why`` goes into the plan's history. Rows of a locked
        scenario are not changed: ``refused`` says so.
        """
        from planner.model.scenario_edits import locked_refusal

        if self._plan is None or after == self._plan:
            return False
        if said := locked_refusal(self._plan, after):
            self.refused.emit(said)
            return False
        self._scenario = scenario or self._scenario
        alone = self._plan is self._sealed
        before, self._why = self.undo_stack.index(), why
        self.undo_stack.push(ReplacePlan(self._put, self._plan, after, text, field, stands_alone=alone))
        if self.undo_stack.index() == before:
            self._journal.merge_last()
        return True

    def history_of(self, words: str) -> "list[Entry]":
        """What was done about an employee number, or any other words, newest first."""
        if self._plan is None:
            return []
        from planner.model.history import about, entries_of

        return about((*entries_of(self._plan), *self._journal.entries), words)

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
    def latest_results(self) -> "tuple[Results, ...]":
        """What each scenario last came to; before the last edits, where it is not known since."""
        return tuple((self._former | self._results).values())

    @property
    def risk(self) -> "Risk | None":
        """How sure the results of the scenario in hand are; None until draws of these results are there."""
        of, risk = self._risks.get(self._scenario, (None, None))
        return risk if of is not None and of is self.results else None

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

    def keep_risk(self, risk: "Risk", of: "Results") -> None:
        """Take draws of a scenario, unless its results are others by now."""
        if self._results.get(of.scenario) is not of:
            return
        self._risks[of.scenario] = (of, risk)
        if of.scenario == self._scenario:
            self.drawn.emit()

    def show_names(self, shown: bool) -> None:
        """Show people's names, or hide them again."""
        if shown != self._shows_names:
            self._shows_names = shown
            self.names_shown.emit(shown)

    def _put(self, plan: "Plan", words: str) -> None:
        if self.undo_stack.is_walking:
            return
        self._journal.note(words, self._why)
        self._why = ""
        self._former |= self._results
        self._plan, self._assessment, self._results, self._risks = plan, None, {}, {}
        if self._scenario not in self.scenarios:
            self._scenario = self.scenarios[min(1, len(self.scenarios) - 1)]
        self.changed.emit()

    def _tell_dirty(self, clean: bool) -> None:
        self.dirty.emit(not clean or self.is_dirty)


def _relocking(was: str | None, password: str | None) -> str:
    """What is done with a plan's password, for its history; never the password."""
    if password is None:
        return "Take the password off the plan"
    return "Change the plan's password" if was else "Set a password for the plan"


def _sense(of: Finding) -> tuple[str, int, str, str]:
    """What a finding is about; its cell is left out, for only the reader knows the file's own."""
    return of.table, of.row, of.column, of.message
