"""Edits of whole scenarios. Each takes a plan and gives another."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from planner.model.plan import Plan, Unread
from planner.model.scenario import scenario_of
from planner.model.tables import BASELINE, TABLES, frame_of, same_values

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


def is_locked(plan: Plan, name: str) -> bool:
    """Whether a scenario of the plan is locked."""
    return name in locked_scenarios(plan)


def locked_scenarios(plan: Plan) -> frozenset[str]:
    """The names of the scenarios that are locked."""
    frame = plan.scenarios
    return frozenset(map(str, frame.loc[frame["locked"] == "Y", "scenario"].dropna()))


def refusal(plan: Plan, name: str) -> str:
    """Why a scenario cannot be changed and what to do instead; empty where it can."""
    if name == BASELINE:
        return f"{BASELINE} is the plan with nothing moved, and stays so. Copy it, and change the copy."
    if is_locked(plan, name):
        return f"{name} is locked. Unlock it, or copy it and change the copy."
    return ""


def locked_refusal(before: Plan, after: Plan) -> str:
    """Why the step from one plan to another is not made: it changes rows of a locked scenario.

    To lock, unlock, rename or delete a scenario as a whole is no such change, nor is it that people whose
    placements it holds get another employee number.
    """
    kept = locked_scenarios(before) & locked_scenarios(after)
    before = _renumbered(before, after) if kept else before
    for name in before.scenario_names if kept else ():
        if name in kept and any(_differ(before, after, table, name) for table in SCENARIO_TABLES):
            return refusal(before, name)
    return ""


def add_scenario(plan: Plan, new: str, based_on: str = "") -> Plan:
    """Add a scenario without rows of its own: nothing moves, or all is as in the one it is based on."""
    cells = {"scenario": new} | ({"based_on": based_on} if based_on not in ("", BASELINE) else {})
    return plan.with_table("scenarios", _with_row(plan.scenarios, cells))


def snapshot_scenario(plan: Plan, name: str, new: str, description: str = "") -> Plan:
    """Add a locked scenario that holds all that is in force in another, and is based on none.

    What it inherits, and the posts and assumptions that hold for every scenario, become rows of its
    own, so that a later change to them does not reach it. Only a post or an assumption that is new to
    the plan does, as it does in every scenario.

    Raises:
        UnknownScenarioError: the plan has no such scenario.
    """
    held, found = scenario_of(plan, name), plan
    in_force = {
        "allocations": held.allocations,
        "posts": held.posts,
        "placements": held.placements,
        "assumptions": held.assumptions,
    }
    for table, rows in in_force.items():
        found = _with_copies(found, table, rows, {"scenario": new})
    owner = plan.scenarios.loc[plan.scenarios["scenario"] == name, "owner"].dropna()
    cells = {"scenario": new, "description": description or f"Snapshot of {name}", "locked": "Y"}
    cells |= {"owner": str(owner.iloc[0])} if len(owner) else {}
    return found.with_table("scenarios", _with_row(found.scenarios, cells))


def lock_scenario(plan: Plan, name: str, *, locked: bool) -> Plan:
    """Lock a scenario, so that its rows stay as they are, or unlock it."""
    is_it = plan.scenarios["scenario"] == name
    column = plan.scenarios["locked"].mask(is_it, "Y" if locked else None)
    return plan.with_table(
        "scenarios", plan.scenarios.assign(locked=column.astype(plan.scenarios["locked"].dtype))
    )


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
        return add_scenario(found, new)
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


def _differ(one: Plan, other: Plan, table: str, scenario: str) -> bool:
    """Whether two plans hold other rows of a scenario in one table."""
    if one.table(table) is other.table(table):
        return False
    rows = [frame[frame["scenario"] == scenario] for frame in (one.table(table), other.table(table))]
    return not same_values(*rows)


def _renumbered(before: Plan, after: Plan) -> Plan:
    """A plan with those employee numbers in its placements that people have in a later one.

    Somebody whose number is other in the staff list, but not in the placements, keeps it here too.
    """
    if before.staff is after.staff or before.placements is after.placements:
        return before
    old, new = before.staff["employee_number"], after.staff["employee_number"]
    both = pd.DataFrame({"old": old, "new": new.reindex(old.index)}).dropna()
    changed = both[both["old"] != both["new"]]
    placed = set(after.placements["employee_number"].dropna())
    numbers = {
        one: other
        for one, other in zip(changed["old"], changed["new"], strict=True)
        if other in placed and one not in placed
    }
    if not numbers:
        return before
    cells = before.placements["employee_number"].replace(numbers).astype(old.dtype)
    return before.with_table("placements", before.placements.assign(employee_number=cells))


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
