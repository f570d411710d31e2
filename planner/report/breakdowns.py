"""Results broken down as the screen draws them: by function, by band, by receiver, by month.

Each is a table whose rows add up to a headline figure or stand beside it; nothing is rounded.
"""

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd

from planner.engine.compare import Comparison
from planner.engine.scenario_keys import difference_of, figure_of
from planner.model.results import Results
from planner.model.tables import BANDS

_MADE_OF_PARTS = ("staff", "vacancies", "non_pay", "bought", "earned")


def redundancy_by_function(results: Results) -> pd.DataFrame:
    """Functions with people at risk, dearest first: function, name, redundant_fte, redundancy_cost, heads."""
    columns = ["function", "name", "heads", "fte", "redundant_fte", "redundancy_cost"]
    table = results.functions[columns]
    at_risk = table[(table["redundancy_cost"] > 0) | (table["redundant_fte"] > 0)]
    return at_risk.sort_values(
        ["redundancy_cost", "redundant_fte", "function"], ascending=[False, False, True], kind="stable"
    ).reset_index(drop=True)


def redundancy_by_band(results: Results) -> pd.DataFrame:
    """Every band that has people, lowest first: band, heads, fte, redundant_fte, redundancy_cost."""
    columns = ["heads", "fte", "redundant_fte", "redundancy_cost"]
    summed = results.pools.groupby("band")[columns].sum()
    return summed.reindex([band for band in BANDS if band in summed.index]).reset_index(names="band")


def talent_by_function(results: Results) -> pd.DataFrame:
    """Functions that lose talent, most first.

    function, name, fte, talent_value, talent_lost, talent_lost_percent (of the function) and
    ``points``: the percentage points of the headline that the function accounts for.
    """
    columns = ["function", "name", "fte", "talent_value", "talent_lost", "talent_lost_percent"]
    table = results.functions[columns]
    whole = float(table["talent_value"].sum())
    points = table["talent_lost"] / whole * 100 if whole else table["talent_lost"]
    losing = table.assign(points=points)[table["talent_lost"] > 0]
    return losing.sort_values(["points", "function"], ascending=[False, True], kind="stable").reset_index(
        drop=True
    )


def cost_against_target(results: Results, year: str) -> pd.DataFrame:
    """Receivers with a cost or a target in a year, in the plan's order; columns of ``receivers``."""
    table = results.receivers[results.receivers["year"] == year]
    concerned = (table["total"].abs() > 0) | table["target"].notna()
    return table[concerned].reset_index(drop=True)


def receiver_lines(results: Results, receiver: str, year: str) -> pd.DataFrame:
    """A receiver's operating cost in a year, line by line: line, part, amount (£).

    A line made of several functions has a row for each; ``part`` is blank where there is but one.
    """
    names = results.functions.drop_duplicates("function").set_index("function")["name"].to_dict()
    rows: list[tuple[str, str, float]] = []
    from planner.engine.explain import explain_receiver

    for step in explain_receiver(results, receiver, year):
        if step.figure in _MADE_OF_PARTS:
            rows += [(step.label, _named(part, names), float(amount)) for part, amount in step.inputs]
        if step.figure not in _MADE_OF_PARTS or not step.inputs:
            rows.append((step.label, "", float(step.result)))
    return pd.DataFrame(rows, columns=["line", "part", "amount"])


def _named(part: str, names: Mapping[Hashable, str]) -> str:
    """A part with its function's name instead of its code."""
    code, space, rest = part.partition(" ")
    return f"{names.get(code, code)}{space}{rest}"


def month_lines(results: Results, at: int) -> pd.DataFrame:
    """One month's cash line by line, in the order of ``months``: line, amount (£); nil lines left out."""
    row = results.months.drop(columns="month").iloc[at]
    named = [(str(key).replace("_", " ").capitalize(), float(amount)) for key, amount in row.items()]
    return pd.DataFrame([one for one in named if one[1]], columns=["line", "amount"])


def receivers_compared(comparison: Comparison, year: str) -> pd.DataFrame:
    """Receivers whose cost differs in a year: receiver, name, target, then each scenario's total.

    ``figure_of(name)`` is a scenario's total and, for each but the base, ``difference_of(name)`` is that
    less the base's; a receiver that a scenario does without counts as nil there.
    """
    table = comparison.receivers[comparison.receivers["year"] == year].reset_index(drop=True)
    base = table[figure_of(comparison.base)].fillna(0.0)
    found = table[["receiver", "name", "target", figure_of(comparison.base)]].copy()
    for name in comparison.scenarios:
        found[figure_of(name)] = table[figure_of(name)]
        found[difference_of(name)] = np.asarray(table[figure_of(name)].fillna(0.0) - base)
    return found
