"""Stress: what each shock does to a scenario, beside the plan as it is."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.base.errors import UnknownScenarioError
from planner.base.ticks import Tick, no_tick
from planner.engine.basis import Basis, basis_of
from planner.engine.evaluate import evaluate
from planner.model.plan import Plan
from planner.model.results import Results
from planner.model.tables import BASELINE
from planner.risk.shocks import Shock, shocked, shocks_of
from planner.rules.rulebook import RuleBook

AS_PLANNED = "as_planned"
MEASURES = (
    "redundancy_cost",
    "redundancies_fte",
    "talent_lost_percent",
    "transferred_percent",
    "operating_cost",
    "over_target",
    "receivers_over",
    "saved_by_end",
)
"""What is watched of each shock; each has its ``…_change`` from the plan beside it."""


@dataclass(frozen=True, slots=True, eq=False)
class StressTable:
    """What every shock does to one scenario.

    ``rows``: key, name, says, why_not; then each of ``MEASURES`` and its ``…_change``. The first row, of
        key ``as_planned``, is the scenario as it is. Money is £; ``operating_cost`` (of the whole system),
        ``over_target`` (all receivers that have one, together; below nil is under) and ``receivers_over``
        (how many) are of the first year; ``transferred_percent`` is the share of FTE placed in posts;
        ``saved_by_end`` is cumulative cash against going on as now in the last month. A shock that cannot
        befall the scenario has its reason in ``why_not`` and NaN in place of figures.
    ``receivers``: key, receiver, name, kind, total, target, over (£ in the first year; NaN without a
        target), total_change, over_change: each receiver that is at work, under each possible shock.

    Attributes:
        scenario: the one that is shocked.
        year: the first year ("2013/14"); empty where none is reported.
        shocks: in the order of the rows, for ``shocked(results, shock)``, which opens one as a scenario.
        results: of the scenario as planned.
    """

    scenario: str
    year: str
    shocks: tuple[Shock, ...]
    rows: pd.DataFrame
    receivers: pd.DataFrame
    results: Results


def stress(
    plan: Plan, scenario: str, rules: RuleBook, basis: Basis | None = None, tick: Tick = no_tick
) -> StressTable:
    """Evaluate a scenario as it is, and again after each shock.

    Args:
        plan: may hold rows in error; they are left out.
        scenario: its name; the baseline cannot be shocked, since nothing moves in it.
        rules: the dated rules.
        basis: ``basis_of(plan, rules)``, where the caller has it already.
        tick: told of progress; may raise ``CancelledError``.

    Raises:
        UnknownScenarioError: the plan has no such scenario.
    """
    if scenario != BASELINE and scenario not in plan.scenario_names:
        raise UnknownScenarioError(scenario, plan.scenario_names)
    tick(0.0, "Evaluating the scenario")
    basis = basis or basis_of(plan, rules)
    return stress_results(evaluate(plan, scenario, rules, basis=basis), rules, basis, tick)


def stress_results(results: Results, rules: RuleBook, basis: Basis, tick: Tick = no_tick) -> StressTable:
    """As ``stress``, for a scenario that is evaluated already."""
    shocks = shocks_of(results)
    found: list[tuple[Shock, Results | None]] = []
    for at, shock in enumerate(shocks):
        tick(at / len(shocks), shock.name)
        found.append((shock, _after(results, shock, rules, basis) if shock.is_possible else None))
    tick(1.0, "Done")
    return StressTable(
        scenario=results.scenario,
        year=results.years[0] if results.years else "",
        shocks=shocks,
        rows=_rows(results, found),
        receivers=_receivers(results, found),
        results=results,
    )


def _after(results: Results, shock: Shock, rules: RuleBook, basis: Basis) -> Results:
    """The results of the scenario that a shock makes."""
    plan = shocked(results, shock)
    return evaluate(plan, plan.scenario_names[-1], rules, basis=basis_of(plan, rules, basis))


def _rows(now: Results, found: list[tuple[Shock, Results | None]]) -> pd.DataFrame:
    planned = _figures(now)
    words: dict[str, object] = {"key": AS_PLANNED, "name": "As planned", "says": "The scenario as it stands."}
    rows = [words | {"why_not": ""} | planned | {f"{one}_change": 0.0 for one in MEASURES}]
    for shock, results in found:
        figures = dict.fromkeys(MEASURES, np.nan) if results is None else _figures(results)
        changes = {f"{one}_change": figures[one] - planned[one] for one in MEASURES}
        words = {"key": shock.key, "name": shock.name, "says": shock.says, "why_not": shock.why_not}
        rows.append(words | figures | changes)
    columns = [column for one in MEASURES for column in (one, f"{one}_change")]
    return pd.DataFrame(rows, columns=["key", "name", "says", "why_not", *columns])


def _figures(results: Results) -> dict[str, float]:
    """What is watched of one evaluation."""
    headline, people = results.headline, results.people
    fte = float(people["fte"].sum())
    placed = float((people["fte"] * people["p_placed"]).sum())
    over = _first_year(results)["over"]
    cumulative = results.months["cumulative"]
    return {
        "redundancy_cost": headline.redundancy_cost,
        "redundancies_fte": headline.redundancies_fte,
        "talent_lost_percent": headline.talent_lost_percent,
        "transferred_percent": 100 * placed / fte if fte else np.nan,
        "operating_cost": next(iter(headline.operating_cost.values()), np.nan),
        "over_target": next(iter(headline.over_target.values()), np.nan),
        "receivers_over": float((over.round(2) > 0).sum()),
        "saved_by_end": float(cumulative.iloc[-1]) if len(cumulative) else np.nan,
    }


def _receivers(now: Results, found: list[tuple[Shock, Results | None]]) -> pd.DataFrame:
    columns = ["receiver", "name", "kind", "total", "target", "over"]
    before = _first_year(now)[columns].set_index("receiver")
    frames = []
    for shock, results in found:
        if results is None:
            continue
        frame = _first_year(results)[columns].set_index("receiver")
        frame = frame[(frame["total"] != 0) | (before["total"].reindex(frame.index) != 0)]
        planned = before.reindex(frame.index)
        for one in ("total", "over"):
            frame[f"{one}_change"] = frame[one] - planned[one]
        frames.append(frame.reset_index().assign(key=shock.key))
    order = ["key", *columns, "total_change", "over_change"]
    return pd.concat(frames, ignore_index=True)[order] if frames else pd.DataFrame(columns=order)


def _first_year(results: Results) -> pd.DataFrame:
    year = results.years[0] if results.years else ""
    return results.receivers[results.receivers["year"] == year]
