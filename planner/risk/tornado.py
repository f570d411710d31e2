"""Each assumption on its own, from its low to its high: what it moves, and which move nothing."""

from dataclasses import replace
from math import isnan

import numpy as np
import pandas as pd

from planner.base.ticks import Tick, no_tick
from planner.engine.basis import Basis
from planner.engine.evaluate import evaluate
from planner.engine.odds import filled_posts
from planner.engine.tabulate import results_of
from planner.engine.workings import Workings, money_of, priced_exits
from planner.model.assumptions import Assumption
from planner.model.plan import Plan
from planner.model.results import Headline, Results
from planner.risk.assumed import SLIP, has_range, with_values
from planner.risk.slip import may_slip, moved_later, whole_months
from planner.rules.rulebook import RuleBook

MEASURES = ("redundancy_cost", "talent_lost_percent", "over_target")
"""What is watched: £, %, and £ of all receivers over target in the first year."""

NOTHING = 0.005
"""A difference below half a penny, or half a hundredth of one per cent, is none."""


def tornado(
    plan: Plan, scenario: str, rules: RuleBook, tick: Tick = no_tick, basis: Basis | None = None
) -> pd.DataFrame:
    """Evaluate a scenario with each assumption at its low and at its high, all others at their values.

    Returns:
        One row for each assumption that has a range: key, meaning, unit, value, low, high; for each of
        ``MEASURES`` its figure at the value, ``…_low`` and ``…_high`` at the ends, and ``…_swing``, how far
        the ends and the value lie apart; ``is_dead``: whether it moves none of them. The greatest swing of
        the redundancy cost first, then of the other measures.

    Raises:
        UnknownScenarioError: the plan has no such scenario.
    """
    return tornado_results(evaluate(plan, scenario, rules, basis=basis), tick)


def tornado_results(now: Results, tick: Tick = no_tick) -> pd.DataFrame:
    """As ``tornado``, for a scenario that is evaluated already."""
    work = now.workings
    assert isinstance(work, Workings)  # noqa: S101 - every evaluation keeps its workings
    doubtful = [
        one for one in now.assumptions.entries() if has_range(one) and (one.key != SLIP or may_slip(work))
    ]
    rows = []
    for at, one in enumerate(doubtful):
        tick(at / len(doubtful), one.meaning)
        ends = [
            now.headline if value == one.value else _headline_with(work, one.key, value)
            for value in (one.low, one.high)
        ]
        rows.append(_row(one, now.headline, ends[0], ends[1]))
    tick(1.0, "Done")
    names = [f"{measure}{end}" for measure in MEASURES for end in ("", "_low", "_high", "_swing")]
    table = pd.DataFrame(rows, columns=["key", "meaning", "unit", "value", "low", "high", *names, "is_dead"])
    order = [f"{measure}_swing" for measure in MEASURES]
    return table.sort_values([*order, "key"], ascending=[False] * len(order) + [True], ignore_index=True)


def _headline_with(work: Workings, key: str, value: float) -> Headline:
    """The headline where one assumption has another value: the steps of ``evaluate`` over the same ground."""
    if key == SLIP:
        return results_of(moved_later(work, int(whole_months(np.array([value]))[0]))).headline
    ground = work.ground
    changed = replace(ground, assumptions=with_values(ground.assumptions, {key: value}))
    filled = filled_posts(changed)
    priced = priced_exits(changed, filled)
    return results_of(Workings(changed, filled, priced, money_of(changed, filled, priced))).headline


def _row(one: Assumption, now: Headline, low: Headline, high: Headline) -> dict[str, object]:
    row: dict[str, object] = {
        "key": one.key,
        "meaning": one.meaning,
        "unit": one.unit,
        "value": one.value,
        "low": one.low,
        "high": one.high,
    }
    swings = []
    for measure in MEASURES:
        at_value, at_low, at_high = (_figure(headline, measure) for headline in (now, low, high))
        swing = max(at_value, at_low, at_high) - min(at_value, at_low, at_high)
        swings.append(0.0 if isnan(swing) else swing)
        row |= {measure: at_value, f"{measure}_low": at_low, f"{measure}_high": at_high}
        row[f"{measure}_swing"] = swings[-1]
    return row | {"is_dead": max(swings) < NOTHING}


def _figure(headline: Headline, measure: str) -> float:
    """The figure of a measure; those by year are of the first year."""
    if measure == "over_target":
        return next(iter(headline.over_target.values()), float("nan"))
    return float(getattr(headline, measure))
