"""A comparison as the screen lists it: what becomes of each person in words, and what can be drawn."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.compare import HALF_A_PENNY, Comparison
from planner.engine.scenario_keys import difference_of, figure_of, odds_of, place_odds_of, place_of
from planner.model.results import Results

OUTCOMES = {
    "placed": "placed",
    "redundant": "redundant",
    "resigned": "resigned",
    "left": "left unpaid",
    "mars": "MARS",
    "ended": "contract ends",
}
"""The six outcomes as a sentence has them."""
NOT_THERE = -1.0
"""In place of odds, of somebody who is not in a scenario."""
SAME_TO_THE_EYE = 0.0005
"""Odds that part by less are written alike."""
TO_PERCENT = 100.0


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What of one scenario is drawn beside the others'.

    Attributes:
        scenario: its name.
        redundancy_cost: £.
        talent_lost: per cent.
        operating_cost, target: £ in the year in hand; NaN where not known.
        months: cumulative cash against the baseline, £, by month ("2013-04").
    """

    scenario: str
    redundancy_cost: float
    talent_lost: float
    operating_cost: float
    target: float
    months: "pd.Series[float]"


def drawn(results: Results, year: str) -> Drawn:
    """The figures of one scenario that are drawn beside the others'."""
    head = results.headline
    return Drawn(
        results.scenario,
        head.redundancy_cost,
        head.talent_lost_percent,
        head.operating_cost.get(year, np.nan),
        head.target.get(year, np.nan),
        results.months.set_index("month")["cumulative"],
    )


def cash_span(every: list[Drawn]) -> tuple[float, float]:
    """The least and the greatest cumulative cash of all, nil among them: one scale for all their charts."""
    values = np.concatenate([np.zeros(1), *(one.months.to_numpy(dtype=np.float64) for one in every)])
    return float(np.nanmin(values)), float(np.nanmax(values))


def people_in_words(comparison: Comparison) -> pd.DataFrame:
    """People who fare differently, those whose odds of redundancy change most first.

    Returns:
        employee_number, function, band, ``figure_of`` each scenario in words ("placed at 02N, 71.2%") and,
        for each but the base, ``difference_of`` it: the change of the odds of redundancy in percentage
        points; ``moves_place`` as in the comparison.
    """
    people = comparison.people
    found = people[["employee_number", "function", "band"]].copy()
    for name in comparison.everyone:
        found[figure_of(name)] = _fates(people, name)
        if name != comparison.base:
            found[difference_of(name)] = people[difference_of(name)] * TO_PERCENT
    found["moves_place"] = people["moves_place"]
    if not comparison.scenarios or found.empty:
        return found
    changes = people[[difference_of(name) for name in comparison.scenarios]].abs().max(axis=1).fillna(0.0)
    order = np.lexsort((np.arange(len(found)), ~found["moves_place"].to_numpy(bool), -changes.to_numpy()))
    return found.iloc[order].reset_index(drop=True)


def _fates(people: pd.DataFrame, scenario: str) -> "pd.Series[str]":
    """What is likeliest for each person in one scenario, where and how likely."""
    cells = list(
        zip(
            people[figure_of(scenario)].to_numpy(object).tolist(),
            people[odds_of(scenario)].fillna(NOT_THERE).tolist(),
            people[place_of(scenario)].fillna("").to_numpy(object).tolist(),
            people[place_odds_of(scenario)].fillna(0.0).tolist(),
            strict=True,
        )
    )
    # Those of one pool fare alike, so that there are far fewer sentences than people.
    words = {cell: _fate(*cell) for cell in set(cells)}
    return pd.Series([words[cell] for cell in cells], index=people.index, dtype="str")


def _fate(outcome: str, odds: float, place: str, there: float) -> str:
    if odds == NOT_THERE:
        return "not in this scenario"
    if outcome != "placed" or not place:
        return f"{OUTCOMES.get(outcome, outcome)}, {_written(odds)}"
    if abs(odds - there) < SAME_TO_THE_EYE:
        return f"placed at {place}, {_written(there)}"
    return f"placed, {_written(odds)}; at {place} {_written(there)}"


def _written(odds: float) -> str:
    return "certain" if odds > 1 - SAME_TO_THE_EYE else f"{odds:.1%}"


def headline_of_year(comparison: Comparison, year: str, *, only_what_differs: bool = False) -> pd.DataFrame:
    """The headline of one year: measure, unit, ``figure_of`` each, ``difference_of`` each but the base.

    Measures that hold for all years stand first; those of other years are left out.
    """
    head = comparison.headline
    of_year = head["measure"].str.rpartition(" ")[2]
    kept = ~of_year.str.contains("/") | (of_year == year)
    found = head[kept].copy()
    for name in comparison.scenarios:
        found[difference_of(name)] = comparison.differences.loc[kept, figure_of(name)]
    if only_what_differs:
        changes = found[[difference_of(name) for name in comparison.scenarios]].abs()
        found = found[(changes >= HALF_A_PENNY).any(axis=1)]
    return found.reset_index(drop=True)
