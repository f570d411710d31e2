"""Compare scenarios: what differs from a base, down to the people."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.model.results import OUTCOME_ODDS, Results

SAME_ODDS = 1e-9
MOST = 6
"""Scenarios that are compared at most, beside the base."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What differs between a base and other scenarios.

    Attributes:
        base: the name of the base.
        scenarios: names, in the order given, without the base.
        headline: measure, unit ("£", "FTE", "people", "%", "years"), one column for each of base and
            scenarios; measures by year carry the year in their name.
        differences: the same with each scenario's figure less the base's.
        receivers: receiver, name, year, then total of each and target; only rows that differ.
        functions: function, name, then for each scenario where its posts are ("02V buy, 02N do");
            only functions that differ.
        people: employee_number, function, band, then each scenario's most likely outcome and its odds; only
            people whose odds differ.
    """

    base: str
    scenarios: tuple[str, ...]
    headline: pd.DataFrame
    differences: pd.DataFrame
    receivers: pd.DataFrame
    functions: pd.DataFrame
    people: pd.DataFrame


def compare(results: Sequence[Results], base: Results) -> Comparison:
    """Set scenarios beside a base.

    Args:
        results: one to six scenarios of one plan; the base may be among them.
        base: what they are compared with.
    """
    others = tuple(one for one in results if one.scenario != base.scenario)[:MOST]
    everyone = (base, *others)
    headline = _headline(everyone)
    differences = headline.copy()
    for one in everyone:
        differences[one.scenario] = headline[one.scenario] - headline[base.scenario]
    return Comparison(
        base=base.scenario,
        scenarios=tuple(one.scenario for one in others),
        headline=headline,
        differences=differences,
        receivers=_receivers(everyone),
        functions=_functions(everyone),
        people=_people(everyone),
    )


def measures(results: Results) -> list[tuple[str, str, float]]:
    """The headline as (measure, unit, figure), in the order of the board page."""
    head = results.headline
    rows = [
        ("Redundancy cost", "£", head.redundancy_cost),
        ("Redundancies", "FTE", head.redundancies_fte),
        ("Redundancies, people", "people", head.redundancies_heads),
        ("Talent lost", "%", head.talent_lost_percent),
        ("Senior leaders lost", "FTE", head.senior_leaders_lost_fte),
        ("Experience lost", "years", head.experience_lost_years),
        ("Net present value", "£", head.npv),
    ]
    for year in results.years:
        rows.append((f"Operating cost {year}", "£", head.operating_cost[year]))
        rows.append((f"Target {year}", "£", head.target[year]))
        rows.append((f"Over target {year}", "£", head.over_target[year]))
        rows.append((f"Receivers over target {year}", "receivers", _over(results, year)))
    return rows


def _over(results: Results, year: str) -> float:
    of_year = results.receivers[results.receivers["year"] == year]
    return float((of_year["over"] > 0).sum())


def _headline(everyone: Sequence[Results]) -> pd.DataFrame:
    first = measures(everyone[0])
    table: dict[str, object] = {
        "measure": [name for name, _, _ in first],
        "unit": [unit for _, unit, _ in first],
    }
    for one in everyone:
        table[one.scenario] = np.array([figure for _, _, figure in measures(one)])
    return pd.DataFrame(table)


def _receivers(everyone: Sequence[Results]) -> pd.DataFrame:
    """Totals by receiver and year that are not the same everywhere."""
    keys = ["receiver", "name", "year"]
    columns = [one.receivers.set_index(keys)["total"].rename(one.scenario) for one in everyone]
    table = pd.concat(columns, axis=1)
    targets = pd.concat([one.receivers.set_index(keys)["target"] for one in everyone])
    table["target"] = targets.groupby(level=keys, sort=False).first().reindex(table.index)
    names = [one.scenario for one in everyone]
    known = table[names].fillna(0.0)
    differs = (known.max(axis=1) - known.min(axis=1)) >= 0.005
    return table[differs].reset_index()


def _functions(everyone: Sequence[Results]) -> pd.DataFrame:
    """Who does each function, where that is not the same everywhere."""
    functions = everyone[0].functions[["function", "name"]]
    table = {}
    for one in everyone:
        who = _who_does(one)
        table[one.scenario] = [who.get(code, "nobody") for code in functions["function"]]
    frame = pd.concat([functions, pd.DataFrame(table)], axis=1)
    names = [one.scenario for one in everyone]
    differs = frame[names].ne(frame[names[0]], axis=0).any(axis=1)
    return frame[differs].reset_index(drop=True)


def _who_does(results: Results) -> dict[str, str]:
    """Each function's receivers and modes, as text."""
    first = results.services[results.services["year"] == results.years[0]] if results.years else None
    if first is None or first.empty:
        return {}
    label = first["receiver"] + " " + first["mode"].fillna("")
    joined = label.str.strip().groupby(first["function"]).agg(", ".join)
    return {str(function): str(who) for function, who in joined.items()}


def _people(everyone: Sequence[Results]) -> pd.DataFrame:
    """People whose odds are not the same everywhere, with their likeliest outcome in each."""
    person = ["employee_number", "function", "band"]
    odds = [one.people.groupby(person, sort=False)[list(OUTCOME_ODDS)].mean() for one in everyone]
    index = odds[0].index
    aligned = [one.reindex(index) for one in odds]
    spread = sum((one - aligned[0]).abs().max(axis=1).fillna(1.0) for one in aligned[1:])
    differs = np.asarray(spread) > SAME_ODDS if len(aligned) > 1 else np.zeros(len(index), dtype=bool)
    table = index[differs].to_frame(index=False)
    for one, held in zip(everyone, aligned, strict=True):
        mine = held[differs]
        likeliest = mine.fillna(0.0).idxmax(axis=1)
        table[one.scenario] = [str(outcome).removeprefix("p_") for outcome in likeliest]
        table[f"{one.scenario} odds"] = mine.max(axis=1).to_numpy()
    return table
