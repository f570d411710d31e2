"""Evaluate a scenario: one pure function from plan, scenario and rules to results."""

from planner.base.errors import UnknownScenarioError
from planner.base.ticks import Tick, no_tick
from planner.engine.basis import Basis, basis_of
from planner.engine.ground import ground_of
from planner.engine.odds import filled_posts
from planner.engine.tabulate import results_of
from planner.engine.workings import Workings, money_of, priced_exits
from planner.model.plan import Plan
from planner.model.results import Results
from planner.model.tables import BASELINE
from planner.rules.rulebook import RuleBook


def evaluate(
    plan: Plan,
    scenario: str,
    rules: RuleBook,
    tick: Tick = no_tick,
    basis: Basis | None = None,
) -> Results:
    """Work out what a scenario does: odds, exits, operating costs, talent and cash.

    Args:
        plan: may hold rows in error; they are left out and counted.
        scenario: its name; ``Baseline`` for the plan with nothing moved.
        rules: the dated rules.
        tick: told of progress; may raise ``CancelledError``.
        basis: ``basis_of(plan, rules)``, where the caller has it already.

    Raises:
        UnknownScenarioError: the plan has no such scenario.
    """
    if scenario != BASELINE and scenario not in plan.scenario_names:
        raise UnknownScenarioError(scenario, plan.scenario_names)
    tick(0.0, "Checking the plan")
    basis = basis or basis_of(plan, rules)
    tick(0.2, "Reading staff into pools")
    ground = ground_of(basis, scenario)
    tick(0.4, "Filling posts")
    filled = filled_posts(ground)
    tick(0.6, "Pricing exits")
    priced = priced_exits(ground, filled)
    tick(0.7, "Adding up operating costs")
    money = money_of(ground, filled, priced)
    tick(0.9, "Laying out the results")
    results = results_of(Workings(ground, filled, priced, money))
    tick(1.0, "Done")
    return results
