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

LEAST_SHOWN = 0.005
"""FTE, or £; less than this is written as nil."""
SYSTEM = "(system)"
"""Stands in the place of a receiver's code for the whole system."""
SYSTEM_NAME = "All: the whole system"
ONE_OFF = ("redundancy", "pay_in_lieu", "double_running")
"""What a month costs once, beside the running of the work."""
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


def redundancy_by_sender(results: Results) -> pd.DataFrame:
    """Senders with people at risk, dearest first.

    sender, name, heads, fte, redundant_fte, redundancy_cost.
    """
    columns = ["sender", "name", "heads", "fte", "redundant_fte", "redundancy_cost"]
    table = results.senders[columns]
    at_risk = table[(table["redundancy_cost"] > 0) | (table["redundant_fte"] > 0)]
    return at_risk.sort_values(
        ["redundancy_cost", "sender"], ascending=[False, True], kind="stable"
    ).reset_index(drop=True)


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


def cover_by_function(results: Results) -> pd.DataFrame:
    """Functions with work to do on day one, least covered first.

    function, name, fte, required_fte, placed_fte, cover_percent, minimum_percent (NaN where the plan
    gives none), short_fte (to the minimum; nil where it is met), is_statutory, and ``standing`` in words.
    """
    columns = ["function", "name", "fte", "required_fte", "placed_fte", "cover_percent"]
    table = results.functions[columns]
    table = table[table["cover_percent"].notna()]
    listed = results.plan.functions.drop_duplicates("code").set_index("code")
    minimum = table["function"].map(listed["minimum_cover"]).astype("float64")
    short = (minimum - table["cover_percent"]) / 100 * table["required_fte"]
    is_below = short >= LEAST_SHOWN
    is_open = table["placed_fte"] >= LEAST_SHOWN
    standing = np.select(
        [~is_open, is_below, minimum.notna()],
        ["nobody in post", "below its minimum", "minimum met"],
        "no minimum given",
    )
    return (
        table.assign(
            minimum_percent=minimum,
            short_fte=short.where(is_below, 0.0),
            is_statutory=(table["function"].map(listed["statutory"]) == "Y").to_numpy(dtype=bool),
            standing=pd.array(standing.astype(object), dtype="str"),
        )
        .sort_values(["cover_percent", "function"], kind="stable")
        .reset_index(drop=True)
    )


def cost_against_target(results: Results, year: str) -> pd.DataFrame:
    """Receivers with a cost or a target in a year, in the plan's order; columns of ``receivers``."""
    table = results.receivers[results.receivers["year"] == year]
    concerned = (table["total"].abs() > 0) | table["target"].notna()
    return table[concerned].reset_index(drop=True)


def cost_across_years(results: Results) -> pd.DataFrame:
    """The whole system, then each receiver with a cost or a target in any year, in the plan's order.

    receiver (``SYSTEM`` for the first row), name, one column of £ for each of ``results.years``, and
    target (£ a year, the latest known).
    """
    years = list(results.years)
    by_receiver = results.receivers.groupby("receiver", sort=False)
    costs = results.receivers.pivot_table(
        index="receiver", columns="year", values="total", aggfunc="sum", sort=False
    ).reindex(columns=years)
    targets, names = by_receiver["target"].last(), by_receiver["name"].first()
    concerned = (costs.abs() > 0).any(axis=1) | targets.reindex(costs.index).notna()
    known = costs[concerned]
    whole = results.system.set_index("year")
    target = whole["target"].dropna()
    first = {"receiver": SYSTEM, "name": SYSTEM_NAME, **whole["total"].reindex(years).to_dict()}
    first["target"] = float(target.iloc[-1]) if len(target) else float("nan")
    rest = known.reset_index().assign(
        name=names.reindex(known.index).to_numpy(), target=targets.reindex(known.index).to_numpy()
    )
    return pd.concat([pd.DataFrame([first]), rest[["receiver", "name", *years, "target"]]], ignore_index=True)


def every_year(results: Results) -> pd.DataFrame:
    """``SYSTEM`` and each receiver, year by year: receiver, year, total, target, over (£)."""
    columns = ["receiver", "year", "total", "target", "over"]
    system = results.system.assign(receiver=SYSTEM)
    return pd.concat([system[columns], results.receivers[columns]], ignore_index=True)


def years_of(results: Results, receiver: str) -> pd.DataFrame:
    """One receiver, or ``SYSTEM``, year by year: year, total, target, over (£)."""
    table = results.system
    if receiver != SYSTEM:
        table = results.receivers[results.receivers["receiver"] == receiver]
    return table[["year", "total", "target", "over"]].reset_index(drop=True)


def lines_by_year(results: Results, receiver: str) -> pd.DataFrame:
    """What makes up the cost of one receiver, or of ``SYSTEM``: line, and one column of £ a year.

    The last line is the total; lines that are nil in every year are left out.
    """
    if receiver == SYSTEM:
        table, lines = results.system, _SYSTEM_LINES
    else:
        table, lines = results.receivers[results.receivers["receiver"] == receiver], _RECEIVER_LINES
    found = [
        {
            "line": name,
            **{year: sign * float(amount) for year, amount in zip(table["year"], table[key], strict=True)},
        }
        for key, (name, sign) in lines.items()
        if key == "total" or table[key].abs().max() >= LEAST_SHOWN
    ]
    return pd.DataFrame(found, columns=["line", *results.years])


_RECEIVER_LINES = {
    "staff": ("Staff placed", 1),
    "vacancies": ("Vacancies filled from outside", 1),
    "fixed": ("Fixed corporate cost", 1),
    "non_pay": ("Non-pay", 1),
    "bought": ("Bought and shared", 1),
    "earned": ("Earned by hosting or selling", -1),
    "total": ("Operating cost", 1),
}
_SYSTEM_LINES = {
    "receivers": ("All receivers", 1),
    "double_running": ("Senders until they close", 1),
    "legacy": ("Committed, for work that stops", 1),
    "total": ("Operating cost", 1),
}


def cash_parts(results: Results) -> pd.DataFrame:
    """What each month's saving is made of, £: money saved is above nil, money spent below.

    month, running (what running the work costs less than going on as now), redundancy, pay_in_lieu,
    double_running, and saving, to which the four add up.
    """
    months = results.months
    once = months[list(ONE_OFF)]
    return pd.DataFrame(
        {
            "month": months["month"],
            "running": months["saving"] + once.sum(axis=1),
            **{name: 0.0 - once[name] for name in ONE_OFF},
            "saving": months["saving"],
        }
    )


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
    named = [(_MONTH_LINES[str(key)], float(amount)) for key, amount in row.items()]
    return pd.DataFrame([one for one in named if one[1]], columns=["line", "amount"])


_MONTH_LINES = {
    "senders_pay": "Senders’ pay",
    "senders_non_pay": "Senders’ non-pay",
    "receivers_pay": "Receivers’ pay",
    "receivers_non_pay": "Receivers’ non-pay",
    "fixed": "Receivers’ fixed corporate cost",
    "redundancy": "Redundancy and agreed resignations",
    "pay_in_lieu": "Notice paid in lieu",
    "double_running": "Double running",
    "total": "Total",
    "baseline": "Going on as now",
    "saving": "Saving",
    "cumulative": "Saving so far",
}


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
