"""Takes chosen changes of a part that came back into the plan."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from planner.base.errors import EditRefusedError
from planner.model.plan import Plan
from planner.model.scenario import scenario_of
from planner.model.table_edits import CellEdit, add_rows, delete_rows, next_row, put_cells
from planner.model.tables import TABLES, Kind
from planner.workbook.slices.changes import ADDED, CHANGED, REMOVED, Change, Changes
from planner.workbook.slices.parts import OF_SCENARIOS

GROUPS = {
    "allocations": ("function", "sender"),
    "placements": ("employee_number",),
    "posts": ("receiver", "function"),
}
"""What a scenario's own rows take the place of together, in the scenario that it is based on."""


def accept(plan: Plan, changes: Changes, chosen: Iterable[int]) -> Plan:
    """Take some lines of what came back into the plan that it was set beside.

    What the scenario inherits is made its own where it is changed, so that the scenario that it is based
    on stays as it is.

    Args:
        plan: the plan that ``changes`` was made with.
        changes: what came back.
        chosen: the numbers of the lines to take.

    Raises:
        EditRefusedError: a line chosen cannot be taken; the message says which and why.
    """
    wanted = set(chosen)
    lines = [one for one in changes.lines if one.line in wanted]
    for one in lines:
        if one.fault:
            raise EditRefusedError(f"Line {one.line}, {one.where}: {one.fault}")
    for table in dict.fromkeys(one.table for one in lines):
        plan = _accepted(plan, changes.scenario, table, [one for one in lines if one.table == table])
    return plan


def _accepted(plan: Plan, scenario: str, table: str, lines: Sequence[Change]) -> Plan:
    rows: dict[int, int] = {}
    if table in OF_SCENARIOS:
        plan, rows = _made_own(plan, scenario, table, lines)
    edits = [
        CellEdit(rows.get(one.row, one.row), one.key, _cell(table, one.key, one.back))
        for one in lines
        if one.kind == CHANGED
    ]
    plan = put_cells(plan, table, edits) if edits else plan
    gone = [one.row for one in lines if one.kind == REMOVED]
    plan = delete_rows(plan, table, gone) if gone else plan
    added = [one.cells for one in lines if one.kind == ADDED]
    if not added:
        return plan
    keys = [key for key in TABLES[table].keys if any(key in cells for cells in added)]
    return add_rows(plan, table, {key: [_cell(table, key, one.get(key)) for one in added] for key in keys})


def _cell(table: str, key: str, value: Any) -> Any:
    """A value as the frame of a table holds it."""
    if value is None:
        return None
    return np.datetime64(value, "s") if TABLES[table].column(key).kind is Kind.DATE else value


def _made_own(plan: Plan, scenario: str, table: str, lines: Sequence[Change]) -> tuple[Plan, dict[int, int]]:
    """Make a scenario's own what it inherits of the groups that are changed; old row -> its own."""
    in_force: pd.DataFrame = getattr(scenario_of(plan, scenario), table)
    group = GROUPS[table]
    touched = {tuple(map(_plain, in_force.loc[one.row, list(group)])) for one in lines if one.kind != ADDED}
    for one in lines:
        after = dict(one.cells)
        if one.kind != ADDED:
            after = dict(in_force.loc[one.row, list(group)])
            after |= {one.key: one.back} if one.key in group else {}
        touched.add(tuple(_plain(after.get(key)) for key in group))
    is_inherited = in_force["scenario"].notna() & (in_force["scenario"] != scenario)
    keys = [tuple(map(_plain, cells)) for cells in in_force[list(group)].astype(object).to_numpy()]
    is_meant = is_inherited & pd.Series([key in touched for key in keys], index=in_force.index, dtype=bool)
    named = {one.row for one in lines if one.kind == CHANGED}
    is_meant |= in_force["scenario"].isna() & in_force.index.isin(list(named))
    copies = in_force[is_meant]
    if copies.empty:
        return plan, {}
    first = next_row(plan, table)
    own = list(range(first, first + len(copies)))
    values = {key: copies[key].tolist() for key in TABLES[table].keys if key != "scenario"}
    plan = add_rows(plan, table, {"scenario": [scenario] * len(copies)} | values)
    return plan, dict(zip(copies.index.tolist(), own, strict=True))


def _plain(value: Any) -> str:
    return value.strip().casefold() if isinstance(value, str) else ""
