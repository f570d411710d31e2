"""Takes a new staff list into the plan as chosen: rows keep their identity, placements their people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd

from planner.model.pairing import folded
from planner.model.plan import Plan, Unread
from planner.model.refresh.reconciling import Reconciliation, reconcile
from planner.model.scenario_edits import locked_scenarios
from planner.model.table_edits import delete_rows, next_row


class Leaver(Enum):
    """What becomes of the row of somebody who left."""

    DATED = "keeps the row, with a leaving date"
    GOES = "goes, with what is recorded of them"
    STAYS = "stays as it is"


@dataclass(frozen=True, slots=True)
class Choices:
    """What is taken of a reconciliation.

    Attributes:
        left_on: the last day of those who left, where the plan has none for them.
        leavers: what becomes of those who left.
        exceptions: employee number -> what becomes of this one instead.
        renumbered: old employee number -> new, for those who are one person.
        refused: (row, key) of changes that are not taken.
        not_joined: rows of the new list that are not added.
        keeps_ended_jobs: whether the row of a job that ended stays, though its person is still there.
    """

    left_on: date
    leavers: Leaver = Leaver.DATED
    exceptions: Mapping[str, Leaver] = field(default_factory=dict)
    renumbered: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[tuple[int, str]] = frozenset()
    not_joined: frozenset[int] = frozenset()
    keeps_ended_jobs: bool = False


def apply(plan: Plan, reconciliation: Reconciliation, choices: Choices) -> Plan:
    """Take a new staff list into the plan that it was set beside.

    Placements and locks stay with their people; of those who are renumbered they follow. Somebody whom
    a locked scenario names keeps the row, with a leaving date, whatever is chosen: what was locked
    stays as it was.
    """
    if choices.renumbered:
        plan = renumber(plan, choices.renumbered)
        held = reconciliation
        reconciliation = reconcile(plan, held.incoming, held.columns, held.unread)
    plan = _with_changes(plan, reconciliation, choices.refused)
    plan = _without_leavers(plan, reconciliation, choices)
    return _with_joined(plan, reconciliation, choices.not_joined)


def renumber(plan: Plan, numbers: Mapping[str, str]) -> Plan:
    """Give people other employee numbers, in the staff list and wherever they are placed."""
    for table in ("staff", "placements"):
        frame = plan.table(table)
        cells = frame["employee_number"].replace(dict(numbers)).astype(frame["employee_number"].dtype)
        plan = plan.with_table(table, frame.assign(employee_number=cells))
    return plan


def _with_changes(plan: Plan, reconciliation: Reconciliation, refused: frozenset[tuple[int, str]]) -> Plan:
    changes = reconciliation.changes
    if changes.empty:
        return plan
    staff = plan.staff
    odd = {(one.row, one.column): one.text for one in reconciliation.unread}
    columns: dict[str, pd.Series[Any]] = {}
    taken: set[tuple[int, str]] = set()
    unread: list[Unread] = []
    for key, cells in changes.groupby("key", sort=False):
        name = str(key)
        wanted = [(row, name) not in refused for row in cells["row"].tolist()]
        rows, sources = (cells[one].to_numpy(dtype=np.int64)[wanted] for one in ("row", "incoming"))
        column = staff[name].copy()
        column.iloc[staff.index.get_indexer(pd.Index(rows))] = (
            reconciliation.incoming[name].loc[sources].astype(column.dtype).to_numpy()
        )
        columns[name] = column
        taken |= {(row, name) for row in rows.tolist()}
        pairs = zip(rows.tolist(), sources.tolist(), strict=True)
        unread += [Unread("staff", row, name, odd[at, name]) for row, at in pairs if (at, name) in odd]
    kept = tuple(one for one in plan.unread if one.table != "staff" or (one.row, one.column) not in taken)
    return replace(plan.with_table("staff", staff.assign(**columns)), unread=(*kept, *unread))


# ------------------------------------------------------------------------------- leaving


def _without_leavers(plan: Plan, reconciliation: Reconciliation, choices: Choices) -> Plan:
    left = reconciliation.left
    gone = left[left["is_gone"].to_numpy(dtype=bool)]
    exceptions = {one.strip().casefold(): what for one, what in choices.exceptions.items()}
    named = _in_locked_scenarios(plan)
    dated, deleted, numbers = [], [], set[str]()
    for row, plain in zip(gone["row"].tolist(), folded(gone["employee_number"]).fillna(""), strict=True):
        chosen = exceptions.get(plain, choices.leavers)
        if chosen is Leaver.STAYS:
            continue
        if chosen is Leaver.GOES and plain not in named:
            deleted.append(row)
            numbers.add(plain)
        else:
            dated.append(row)
    if not choices.keeps_ended_jobs:
        deleted += left.loc[~left["is_gone"].to_numpy(dtype=bool), "row"].tolist()
    plan = _dated(plan, dated, choices.left_on)
    if deleted:
        plan = delete_rows(plan, "staff", deleted)
    is_theirs = folded(plan.placements["employee_number"]).isin(list(numbers))
    return delete_rows(plan, "placements", plan.placements.index[is_theirs]) if is_theirs.any() else plan


def _in_locked_scenarios(plan: Plan) -> frozenset[str]:
    """Those of whom a locked scenario records something."""
    locked = locked_scenarios(plan)
    rows = plan.placements
    return frozenset(folded(rows.loc[rows["scenario"].isin(list(locked)), "employee_number"]).dropna())


def _dated(plan: Plan, rows: Iterable[int], day: date) -> Plan:
    """Give rows a leaving date where they have none."""
    staff = plan.staff
    is_meant = staff.index.isin(list(rows)) & staff["leaving_date"].isna().to_numpy()
    if not is_meant.any():
        return plan
    dates = staff["leaving_date"].mask(is_meant, np.datetime64(day, "s")).astype(staff["leaving_date"].dtype)
    meant = set(staff.index[is_meant].tolist())
    kept = tuple(
        one
        for one in plan.unread
        if (one.table, one.column) != ("staff", "leaving_date") or one.row not in meant
    )
    return replace(plan.with_table("staff", staff.assign(leaving_date=dates)), unread=kept)


# ------------------------------------------------------------------------------- joining


def _with_joined(plan: Plan, reconciliation: Reconciliation, refused: frozenset[int]) -> Plan:
    wanted = [row for row in reconciliation.joined["incoming"].tolist() if row not in refused]
    if not wanted:
        return plan
    staff = plan.staff
    added = reconciliation.incoming.loc[wanted, list(staff.columns)]
    first = next_row(plan, "staff")
    new_row = {row: first + at for at, row in enumerate(wanted)}
    added = added.set_axis(pd.Index(list(new_row.values()), dtype="int64"))
    joined = pd.concat([staff, added]).astype(added.dtypes.to_dict()) if len(staff) else added
    unread = [
        Unread("staff", new_row[one.row], one.column, one.text)
        for one in reconciliation.unread
        if one.row in new_row
    ]
    return replace(plan.with_table("staff", joined), unread=(*plan.unread, *unread))
