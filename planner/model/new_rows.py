"""What a row that a user adds holds to begin with, and copies of rows that are there."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pandas as pd

from planner.model.plan import Plan, Unread
from planner.model.table_edits import next_row
from planner.model.tables import BASELINE

WHOLE = 100.0
"""The share of an allocation, in %, that is not split."""


def first_values(plan: Plan, table: str, scenario: str) -> dict[str, Any]:
    """What a new row holds: the scenario in hand where its table has one, and what is usual.

    Args:
        plan: the plan.
        table: the table.
        scenario: the scenario in hand; the baseline has no rows of its own.
    """
    if table == "scenarios":
        return {"scenario": _free_name(plan)}
    if table == "staff":
        return {"fte": 1.0}
    if table == "posts":
        return {"scenario": _named(scenario), "fte": 1.0}
    if table == "allocations":
        return {"scenario": _named(scenario), "share": WHOLE}
    if table == "placements":
        return {"scenario": _named(scenario)}
    return {}


def copy_rows(plan: Plan, table: str, rows: Collection[int]) -> Plan:
    """Add copies of rows at the end of their table, with what could not be read in them."""
    frame = plan.table(table)
    copies = frame[frame.index.isin(list(rows))]
    if copies.empty:
        return plan
    first = next_row(plan, table)
    new_row = {int(row): first + at for at, row in enumerate(copies.index)}
    copies = copies.set_axis(pd.Index(list(new_row.values()), dtype=frame.index.dtype))
    unread = [
        Unread(table, new_row[one.row], one.column, one.text)
        for one in plan.unread
        if one.table == table and one.row in new_row
    ]
    joined = pd.concat([frame, copies]).astype(frame.dtypes.to_dict())
    return replace(plan.with_table(table, joined), unread=(*plan.unread, *unread))


def _named(scenario: str) -> str | None:
    return None if scenario == BASELINE else scenario


def _free_name(plan: Plan) -> str:
    taken = {name.casefold() for name in plan.scenario_names}
    number = 1
    while f"scenario {number}" in taken:
        number += 1
    return f"Scenario {number}"
