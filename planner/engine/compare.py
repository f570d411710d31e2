"""Compare scenarios: what differs from a base, down to the people."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.compare_people import people_who_differ
from planner.engine.scenario_keys import figure_of
from planner.model.results import Results

MOST = 6
"""Scenarios that are compared at most, beside the base."""
HALF_A_PENNY = 0.005


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What differs between a base and other scenarios.

    A scenario's columns are named by ``figure_of(name)`` and its like, so that a scenario may be called
    "name", "unit" or anything else; ``titled`` puts the plain names over them.

    Attributes:
        base: the name of the base.
        scenarios: names, in the order given, without the base.
        headline: measure, unit ("£", "FTE", "people", "%", "years"), one ``figure_of`` column for each of
            base and scenarios; measures by year carry the year in their name.
        differences: the same with each scenario's figure less the base's.
        receivers: receiver, name, year, then total of each and target; only rows that differ.
        functions: function, name, then for each scenario where its posts are ("02V buy, 02N do");
            only functions that differ.
        posts: receiver, name, function, function_name, band, then the FTE of posts of each; only those
            that differ.
        assumptions: key, meaning, unit, then the value of each; only those that differ.
        people: employee_number, function, band, then of each scenario the likeliest outcome
            (``figure_of``), its odds (``odds_of``), the likeliest receiver (``place_of``) with the odds of
            being placed there (``place_odds_of``) and by how much redundancy is likelier than in the base
            (``difference_of``); ``moves_odds`` says that odds of an outcome differ, ``moves_place`` that
            another receiver is likeliest. Only people of whom either is true, in the base's order.
    """

    base: str
    scenarios: tuple[str, ...]
    headline: pd.DataFrame
    differences: pd.DataFrame
    receivers: pd.DataFrame
    functions: pd.DataFrame
    posts: pd.DataFrame
    assumptions: pd.DataFrame
    people: pd.DataFrame

    @property
    def everyone(self) -> tuple[str, ...]:
        """The base, then the scenarios."""
        return (self.base, *self.scenarios)

    def titled(self, frame: pd.DataFrame) -> pd.DataFrame:
        """A frame with each scenario's plain name over its figures: to be written, not to be looked up in."""
        return frame.rename(columns={figure_of(name): name for name in self.everyone})


def compare(results: Sequence[Results], base: Results, *, everything: bool = False) -> Comparison:
    """Set scenarios beside a base.

    Args:
        results: one to six scenarios of one plan; the base may be among them.
        base: what they are compared with.
        everything: whether to list also what does not differ.
    """
    others = tuple(one for one in results if one.scenario != base.scenario)[:MOST]
    everyone = (base, *others)
    headline = _headline(everyone)
    differences = headline.copy()
    for one in everyone:
        key = figure_of(one.scenario)
        differences[key] = headline[key] - headline[figure_of(base.scenario)]
    return Comparison(
        base=base.scenario,
        scenarios=tuple(one.scenario for one in others),
        headline=headline,
        differences=differences,
        receivers=_receivers(everyone, everything),
        functions=_functions(everyone, everything),
        posts=_posts(everyone, everything),
        assumptions=_assumptions(everyone, everything),
        people=people_who_differ(everyone, everything=everything),
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
    receivers = results.receivers
    is_over = (receivers["year"].to_numpy(object) == year) & (receivers["over"].to_numpy(np.float64) > 0)
    return float(is_over.sum())


def _headline(everyone: Sequence[Results]) -> pd.DataFrame:
    first = measures(everyone[0])
    table: dict[str, object] = {
        "measure": [name for name, _, _ in first],
        "unit": [unit for _, unit, _ in first],
    }
    for one in everyone:
        table[figure_of(one.scenario)] = np.array([figure for _, _, figure in measures(one)])
    return pd.DataFrame(table)


def _keys(everyone: Sequence[Results]) -> list[str]:
    return [figure_of(one.scenario) for one in everyone]


def _receivers(everyone: Sequence[Results], everything: bool) -> pd.DataFrame:
    """Totals by receiver and year; those that are not the same everywhere, or all."""
    keys = ["receiver", "name", "year"]
    columns = [one.receivers.set_index(keys)["total"].rename(figure_of(one.scenario)) for one in everyone]
    table = pd.concat(columns, axis=1)
    targets = pd.concat([one.receivers.set_index(keys)["target"] for one in everyone])
    table["target"] = targets.groupby(level=keys, sort=False).first().reindex(table.index)
    kept = everything | _differs(table[_keys(everyone)])
    return table[kept].reset_index()


def _differs(amounts: pd.DataFrame, least: float = HALF_A_PENNY) -> pd.Series:
    """Rows whose amounts are not the same everywhere; one that is not there counts as nil."""
    known = amounts.fillna(0.0)
    found: pd.Series = (known.max(axis=1) - known.min(axis=1)) >= least
    return found


def _functions(everyone: Sequence[Results], everything: bool) -> pd.DataFrame:
    """Who does each function, where that is not the same everywhere, or for all."""
    functions = everyone[0].functions[["function", "name"]]
    table = {}
    for one in everyone:
        who = _who_does(one)
        table[figure_of(one.scenario)] = [who.get(code, "nobody") for code in functions["function"]]
    frame = pd.concat([functions, pd.DataFrame(table)], axis=1)
    names = _keys(everyone)
    differs = frame[names].ne(frame[names[0]], axis=0).any(axis=1)
    return frame[everything | differs].reset_index(drop=True)


def _who_does(results: Results) -> dict[str, str]:
    """Each function's receivers and modes, as text."""
    first = results.services[results.services["year"] == results.years[0]] if results.years else None
    if first is None or first.empty:
        return {}
    found: dict[str, list[str]] = {}
    columns = (first["function"], first["receiver"], first["mode"].fillna(""))
    for function, receiver, mode in zip(*(one.to_numpy(object) for one in columns), strict=True):
        found.setdefault(function, []).append(f"{receiver} {mode}".strip())
    return {function: ", ".join(who) for function, who in found.items()}


def _posts(everyone: Sequence[Results], everything: bool) -> pd.DataFrame:
    """FTE of posts by receiver, function and band that are not the same everywhere, or all."""
    by = ["receiver", "function", "band"]
    columns = [
        one.posts.groupby(by, sort=True, dropna=False)["fte"].sum().rename(figure_of(one.scenario))
        for one in everyone
    ]
    table = pd.concat(columns, axis=1)
    differing = table[everything | _differs(table)].fillna(0.0).reset_index()
    names = _called([one.receivers for one in everyone], "receiver")
    works = _called([everyone[0].functions], "function")
    differing.insert(1, "name", [names.get(code, code) for code in differing["receiver"].to_numpy(object)])
    codes = differing["function"].to_numpy(object)
    differing.insert(3, "function_name", [works.get(code, code) for code in codes])
    return differing


def _called(tables: Sequence[pd.DataFrame], key: str) -> dict[str, str]:
    """What each code is called."""
    pairs = [(one[key].to_numpy(object), one["name"].to_numpy(object)) for one in tables]
    return {code: name for codes, names in pairs for code, name in zip(codes, names, strict=True)}


def _assumptions(everyone: Sequence[Results], everything: bool) -> pd.DataFrame:
    """Assumptions in force whose values are not the same everywhere, or all, in the register's order."""
    entries = {entry.key: entry for one in everyone for entry in one.assumptions.entries()}
    rows = []
    for key, entry in entries.items():
        values = [float(one.assumptions.get(key, np.nan)) for one in everyone]
        if everything or len({None if np.isnan(value) else value for value in values}) > 1:
            rows.append((key, entry.meaning, entry.unit, *values))
    return pd.DataFrame(rows, columns=["key", "meaning", "unit", *_keys(everyone)])
