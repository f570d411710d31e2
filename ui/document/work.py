"""What the document has worked out for it, as plain functions for a worker thread.

The engine is imported inside them: the window stands before pandas is loaded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.base.errors import CancelledError, FileRefusedError, PlannerError
from planner.base.findings import Finding, in_order
from planner.base.ticks import Tick
from ui.document.recovery import Orphan, orphans, tidy
from ui.document.stamp import Stamp, is_changed, stamp_of
from ui.loading import load_engine

if TYPE_CHECKING:
    from planner.engine.admission import Admission
    from planner.engine.basis import Basis
    from planner.engine.compare import Comparison
    from planner.engine.explain import PersonWorking
    from planner.model.plan import Facts, Plan
    from planner.model.results import Results
    from planner.risk.outcome import Risk
    from planner.workbook.read import Reading


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """A plan judged: what was found in it, and what all its scenarios are worked out from."""

    plan: "Plan"
    basis: "Basis"
    findings: tuple[Finding, ...]

    @property
    def admission(self) -> "Admission":
        """Which rows are admitted, and their totals."""
        return self.basis.admission


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A file that was read; it is judged before anything is worked out.

    Attributes:
        path: the file that was read or, where changes were brought back, the one they belong to.
        reading: what was read.
        password: what opened it.
        is_sample: whether it is one of the program's own.
        is_copy: whether it is to be saved elsewhere: it is open in other hands.
        is_recovered: whether it holds changes that no file of the user's has.
        stamp: the file at ``path`` as it was then.
    """

    path: Path
    reading: "Reading"
    password: str | None
    is_sample: bool = False
    is_copy: bool = False
    is_recovered: bool = False
    stamp: Stamp | None = None

    @property
    def home(self) -> Path | None:
        """The file that a save goes into; None where it has to ask."""
        return None if self.is_sample or self.is_copy else self.path


def load_reader(tick: Tick) -> None:
    """Load what opening a plan needs while the window is already there."""
    tick(0.0, "Getting ready")
    load_engine()


def begun(facts: "Facts") -> Opened:
    """A plan with nothing in it but its name and dates, which no file holds yet."""
    from planner.model.plan import Plan
    from planner.workbook.origin import Origin
    from planner.workbook.read import Reading

    path = Path(f"{facts.plan_name}.xlsx")
    return Opened(path, Reading(Plan(facts), (), (), Origin(), None, path), None, is_copy=True)


def are_plans(paths: tuple[Path, ...], tick: Tick) -> bool:
    """Whether what a user dropped is a plan workbook, and not lists of other people's making."""
    from planner.workbook.kind_of_file import is_plan_workbook

    tick(0.0, f"Looking at {paths[0].name}")
    return len(paths) == 1 and is_plan_workbook(paths[0])


def open_plan(path: Path, password: str | None, tick: Tick, *, is_sample: bool = False) -> Opened:
    """Read a plan workbook.

    Raises:
        FileRefusedError: the file is not opened; the message says why.
    """
    from planner.workbook.read import read_plan

    tick(0.0, f"Reading {path.name}")
    stamp = None if is_sample else stamp_of(path)
    return Opened(path, read_plan(path, password=password, tick=tick), password, is_sample, stamp=stamp)


def open_orphan(orphan: Orphan, password: str | None, tick: Tick) -> Opened:
    """Read a recovery copy, to be saved where the plan that it is of has its place.

    Raises:
        FileRefusedError: it is not opened; the message says why.
    """
    from planner.workbook.read import read_plan

    sidecar, workbook = orphan.sidecar, orphan.workbook
    if sidecar is None or workbook is None:
        raise FileRefusedError("There is no recovery copy to bring back.")
    tick(0.0, f"Reading the changes to {sidecar.label}")
    reading = read_plan(workbook, password=password, tick=tick)
    home = Path(sidecar.path) if sidecar.path else workbook
    stamp = stamp_of(home)
    if stamp is None or stamp.digest != sidecar.saving:
        stamp = sidecar.base
    return Opened(home, reading, password, is_sample=not sidecar.path, is_recovered=True, stamp=stamp)


def is_saved_since(orphan: Orphan) -> bool:
    """Whether all that a recovery copy holds stands in the plan's file by now."""
    from planner.model.history import has_seal
    from planner.workbook.read import read_plan

    sidecar = orphan.sidecar
    if sidecar is None or orphan.fault or not sidecar.path or sidecar.is_protected:
        return False
    if not is_changed(path := Path(sidecar.path), sidecar.base):
        return False
    try:
        return has_seal(read_plan(path).plan, sidecar.head)
    except PlannerError:
        return False


def find_orphans(folder: Path, tick: Tick) -> list[Orphan]:
    """Find the recovery copies to be offered back; those that hold nothing unsaved are taken away."""
    tick(0.0, "Looking for changes that were not saved")
    tidy(folder)
    found = []
    for orphan in orphans(folder):
        if is_saved_since(orphan):
            orphan.discard()
        else:
            found.append(orphan)
    return found


def assess(plan: "Plan", reading: "Reading | None", before: Assessment | None = None) -> Assessment:
    """Judge a plan; findings of its reading hold as long as their cells are as they were read.

    What ``before`` says of tables that the plan still has is not worked out again.
    """
    from planner.engine.basis import basis_of
    from planner.rules.rulebook import load_rules
    from planner.workbook.standing import standing_findings

    basis = basis_of(plan, load_rules(), before.basis if before is not None else None)
    found = basis.admission.findings
    if reading is not None:
        found = reading.origin.relocate(found)
    found = (*standing_findings(plan, reading), *found)
    return Assessment(plan, basis, in_order(found))


@dataclass(frozen=True, slots=True, eq=False)
class WorkedOut:
    """A plan judged and one of its scenarios worked out; or the error that this ended in."""

    assessment: Assessment
    results: "Results | None"
    error: Exception | None = None


def work_out(
    plan: "Plan",
    reading: "Reading | None",
    scenario: str,
    before: Assessment | None,
    tick: Tick,
) -> WorkedOut:
    """Judge a plan, unless ``before`` is its judgement, and work out a scenario.

    What was found in the plan is not lost where the scenario cannot be worked out.
    """
    tick(0.0, "Checking the data")
    is_judged = before is not None and before.plan is plan
    assessment = before if before is not None and is_judged else assess(plan, reading, before)
    try:
        return WorkedOut(assessment, evaluate_scenario(assessment, scenario, tick))
    except CancelledError:
        raise
    except Exception as error:  # noqa: BLE001 — it is told where the results are taken
        return WorkedOut(assessment, None, error)


def evaluate_scenario(
    assessment: Assessment, scenario: str, tick: Tick, former: "Results | None" = None
) -> "Results":
    """Work out one scenario of a plan that has been judged, unless what it came to before still holds."""
    from planner.engine.carry_over import carried_over
    from planner.engine.evaluate import evaluate
    from planner.rules.rulebook import load_rules

    kept = carried_over(former, assessment.basis) if former is not None else None
    return kept or evaluate(assessment.plan, scenario, load_rules(), tick=tick, basis=assessment.basis)


def evaluate_all(
    assessment: Assessment, scenarios: Sequence[str], known: Sequence["Results"], tick: Tick
) -> list["Results"]:
    """Work out several scenarios, in their order.

    ``known`` may be of the plan as it is, and are then taken as they are, or of the plan before an edit.
    """
    have = {one.scenario: one for one in known if one.plan is assessment.plan}
    former = {one.scenario: one for one in known}
    found = []
    for place, scenario in enumerate(scenarios):
        done, size = place / len(scenarios), 1 / len(scenarios)

        def part(
            share: float, _doing: str, done: float = done, size: float = size, of: str = scenario
        ) -> None:
            tick(done + share * size, f"Working out {of}")

        whole = have.get(scenario)
        found.append(whole or evaluate_scenario(assessment, scenario, part, former.get(scenario)))
    return found


def compare_scenarios(
    assessment: Assessment, scenarios: Sequence[str], base: str, known: Sequence["Results"], tick: Tick
) -> tuple[list["Results"], "Comparison"]:
    """Work out several scenarios and set them side by side against one of them."""
    from planner.engine.compare import compare

    found = evaluate_all(assessment, scenarios, known, tick)
    return found, compare(found, next(one for one in found if one.scenario == base))


def explain(results: "Results", position: int, tick: Tick) -> "PersonWorking":
    """Write out one person's figures step by step; ``position`` is a place in ``results.people``."""
    from planner.engine.explain import explain_person
    from planner.rules.rulebook import load_rules

    tick(0.0, "Writing out the working")
    return explain_person(results, position, load_rules())


def save_plan(
    path: Path,
    plan: "Plan",
    opened: Opened | None,
    tick: Tick,
    about_to: Callable[[bytes], None] | None = None,
    password: str | None = None,
) -> Path | None:
    """Write a plan, into what was read where it came from a workbook.

    ``about_to`` is told the content of the file just before it takes its place; ``password`` locks it.

    Returns:
        The copy that was kept of a workbook of the user's own making, where this was the first save into it.
    """
    from planner.workbook.write import write_plan

    reading = opened.reading if opened is not None else None
    return write_plan(
        plan,
        path,
        original=reading.original if reading else None,
        origin=reading.origin if reading else None,
        before=reading.plan if reading else None,
        password=password,
        tick=tick,
        about_to=about_to,
    )


def suffix_for(opened: Opened | None) -> str:
    """The ending that a workbook written into what was read must have."""
    from planner.workbook.package import Package

    original = opened.reading.original if opened is not None else None
    return ".xlsm" if original is not None and Package(original).has_macros else ".xlsx"


def save_results(path: Path, results: "Results", risk: "Risk | None", tick: Tick) -> Path:
    """Write the results workbook, with draws of the scenario; drawn now where there are none."""
    from planner.risk import QUICK_DRAWS, SEED
    from planner.risk.simulate import simulate_results
    from planner.workbook.results_book import write_results

    tick(0.0, f"Writing {path.name}")
    risk = risk or simulate_results(results, QUICK_DRAWS, SEED, tick)
    write_results(results, path, tick=tick, risk=risk)
    return path
