"""Edits of whole scenarios: copy, rename, delete. Each takes a plan and gives another."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from planner.model.plan import Plan, Unread
from planner.model.tables import BASELINE, TABLES, frame_of

SCENARIO_TABLES = ("scenarios", "allocations", "posts", "placements", "assumptions")
"""The tables whose rows belong to scenarios."""


def name_fault(plan: Plan, name: str, but: str = "") -> str:
    """Say why a scenario cannot bear a name; nothing where it can.

    Args:
        plan: the plan.
        name: the name wanted.
        but: a scenario that may have the name already, since it is the one to be renamed.
    """
    wanted = name.strip().casefold()
    if not wanted:
        return "A scenario needs a name."
    if wanted == BASELINE.casefold():
        return f"{BASELINE} is the plan with nothing moved; choose another name."
    if any(one.casefold() == wanted for one in plan.scenario_names if one != but):
        return f"The plan has a scenario called {name.strip()} already; choose another name."
    return ""


def copy_scenario(plan: Plan, name: str, new: str) -> Plan:
    """Add a scenario that is like another in everything but its name, and not locked.

    A copy of the baseline is a scenario in which nothing has moved yet.
    """
    found = plan
    for table in SCENARIO_TABLES:
        frame = plan.table(table)
        own = frame[frame["scenario"] == name]
        found = _with_copies(found, table, own, {"scenario": new})
    if name not in plan.scenario_names:
        return found.with_table("scenarios", _with_row(found.scenarios, {"scenario": new}))
    scenarios = found.scenarios.copy()
    scenarios.loc[scenarios["scenario"] == new, "locked"] = None
    return found.with_table("scenarios", scenarios)


def rename_scenario(plan: Plan, name: str, new: str) -> Plan:
    """Give a scenario another name, wherever it is named."""
    found = plan
    for table in SCENARIO_TABLES:
        frame = plan.table(table).copy()
        for column in ("scenario", "based_on"):
            if column in frame:
                frame.loc[frame[column] == name, column] = new
        found = found.with_table(table, frame)
    return found


def delete_scenario(plan: Plan, name: str) -> Plan:
    """Take a scenario and its rows away; those based on it keep what is theirs and stand alone."""
    found, gone = plan, set[tuple[str, int]]()
    for table in SCENARIO_TABLES:
        frame = plan.table(table)
        is_its = frame["scenario"] == name
        gone |= {(table, int(row)) for row in frame.index[is_its]}
        kept = frame[~is_its]
        if "based_on" in kept:
            kept = kept.assign(based_on=kept["based_on"].where(kept["based_on"] != name))
        found = found.with_table(table, kept)
    return replace(found, unread=tuple(one for one in plan.unread if (one.table, one.row) not in gone))


def _with_copies(plan: Plan, table: str, rows: pd.DataFrame, other: Mapping[str, str]) -> Plan:
    """Add copies of rows, with some cells others, and with what could not be read in them."""
    if rows.empty:
        return plan
    frame = plan.table(table)
    first = int(frame.index.max()) + 1
    new_row = {int(row): first + at for at, row in enumerate(rows.index)}
    copies = rows.assign(**other)
    copies.index = pd.Index(list(new_row.values()), dtype=frame.index.dtype)
    unread = [
        Unread(table, new_row[one.row], one.column, one.text)
        for one in plan.unread
        if one.table == table and one.row in new_row
    ]
    joined = pd.concat([frame, copies]).astype(frame.dtypes.to_dict())
    return replace(plan.with_table(table, joined), unread=(*plan.unread, *unread))


def _with_row(frame: pd.DataFrame, cells: Mapping[str, str]) -> pd.DataFrame:
    row = int(frame.index.max()) + 1 if len(frame) else 2
    added = frame_of(TABLES["scenarios"], {key: [value] for key, value in cells.items()}, rows=[row])
    return pd.concat([frame, added]).astype(frame.dtypes.to_dict()) if len(frame) else added
