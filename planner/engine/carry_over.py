"""Results that hold again: those of a scenario that an edit of the plan did not touch."""

from dataclasses import replace

from planner.engine.basis import Basis
from planner.engine.workings import Workings
from planner.model.results import Results
from planner.model.scenario import Scenario, scenario_of
from planner.model.tables import BASELINE


def carried_over(results: Results, basis: Basis) -> Results | None:
    """The same figures as those of a plan made from theirs, where nothing they stand on has changed.

    Args:
        results: of a scenario of an earlier plan.
        basis: of the plan in hand, made with the earlier one's at hand.

    Returns:
        what ``evaluate`` would find; None where it has to be asked.
    """
    work = results.workings
    if not isinstance(work, Workings):
        return None
    ground, name = work.ground, results.scenario
    if ground.basis.admission.standing is not basis.admission.standing:
        return None
    if name != BASELINE and name not in basis.plan.scenario_names:
        return None
    now = scenario_of(replace(basis.clean, scenarios=basis.plan.scenarios), name)
    if not _are_same(ground.scenario, now):
        return None
    return replace(
        results,
        plan=basis.plan,
        findings=basis.admission.findings,
        left_out=basis.admission.left_out,
        workings=replace(work, ground=replace(ground, basis=basis, scenario=now)),
    )


def _are_same(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios hold the same rows of the plan's tables."""
    pairs = (
        (one.allocations, other.allocations),
        (one.posts, other.posts),
        (one.placements, other.placements),
        (one.assumptions, other.assumptions),
    )
    return all(mine is yours or mine.equals(yours) for mine, yours in pairs)
