"""Who takes how much of a function in a scenario: the allocation rows in force, and others in their place."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import numpy as np
import pandas as pd

from planner.base.errors import EditRefusedError
from planner.model.plan import Plan
from planner.model.scenario import lineage
from planner.model.table_edits import CellEdit, add_rows, delete_rows, put_cells

NEW = -1
"""The row of a claim that does not stand in the plan yet."""

_COLUMNS = ("sender", "receiver", "mode", "share", "customers", "date", "locked", "reason")

NOTHING = {"mode": "stop", "share": 0.0}
"""A row that holds nothing: it says that nobody has what the scenario underneath gave away."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One allocation: a receiver's share of a function.

    Attributes:
        sender: whose work it is; empty for that of all senders.
        receiver: who takes it; empty where it stops.
        mode: one of ``tables.MODES``.
        share: 0 to 100.
        customers: codes with semicolons between; empty for all CCGs.
        date: the day it moves, where not the plan's.
        locked: whether it is to stay as it is.
        reason: why.
        row: its row in the plan's allocations, or ``NEW``.
    """

    sender: str
    receiver: str
    mode: str
    share: float
    customers: str = ""
    date: dt.date | None = None
    locked: bool = False
    reason: str = ""
    row: int = NEW


def claims_in_force(plan: Plan, scenario: str, function: str) -> tuple[Claim, ...]:
    """The claims on a function in a scenario, own and inherited, in the order of the plan.

    A row that only says that nothing is held is not a claim.
    """
    at = _rows_in_force(plan, scenario, function)
    return tuple(claim for claim in _claims(plan.allocations, at) if not _is_nothing(claim))


def put_claims(plan: Plan, scenario: str, function: str, claims: Sequence[Claim]) -> Plan:
    """Make these the claims on a function in a scenario.

    Rows of the scenario itself are edited where they stand. For each sender whose claims differ from
    those inherited, all of them become the scenario's own; where none are left, a row says so.

    Raises:
        EditRefusedError: an inherited row that would be copied has a cell that could not be read.
    """
    held = claims_in_force(plan, scenario, function)
    frame = plan.allocations[(plan.allocations["function"] == function).to_numpy()]
    of_all = dict.fromkeys([claim.sender for claim in (*held, *claims)])
    edits: list[CellEdit] = []
    gone: list[int] = []
    added: list[Claim] = []
    for sender in of_all:
        was = [claim for claim in held if claim.sender == sender]
        now = [claim for claim in claims if claim.sender == sender]
        if was == now:
            continue
        own, inherits = _rows_of(plan, frame, scenario, sender)
        kept = {claim.row for claim in now} & own
        before = {claim.row: claim for claim in was}
        copied = [claim for claim in now if claim.row not in kept]
        _refuse_unread(plan, copied, before)
        edits += [edit for claim in now if claim.row in kept for edit in _edits(before[claim.row], claim)]
        gone += own - kept
        added += copied
        if not now and inherits:
            added.append(Claim(sender, "", **NOTHING))  # type: ignore[arg-type]
    return _written(plan, scenario, function, edits, gone, added)


# ---------------------------------------------------------------- rows and claims


def _rows_of(plan: Plan, frame: pd.DataFrame, scenario: str, sender: str) -> tuple[set[int], bool]:
    """The scenario's own rows for a sender, and whether a scenario underneath has any."""
    rows = zip(frame.index, frame["scenario"], frame["sender"], strict=True)
    mine = [(int(row), of) for row, of, one in rows if _text(one) == sender]
    beneath = set(lineage(plan, scenario)[1:])
    return {row for row, of in mine if of == scenario}, any(of in beneath for _, of in mine)


def _rows_in_force(plan: Plan, scenario: str, function: str) -> list[int]:
    """Positions of a function's rows: for each sender, those of the nearest scenario that has any."""
    frame = plan.allocations
    at = np.flatnonzero((frame["function"] == function).to_numpy()).tolist()
    steps = {name: depth for depth, name in enumerate(lineage(plan, scenario))}
    depth = [steps.get(name) for name in _taken(frame, "scenario", at)]
    senders = [_text(sender) for sender in _taken(frame, "sender", at)]
    nearest: dict[str, int] = {}
    for sender, away in zip(senders, depth, strict=True):
        if away is not None:
            nearest[sender] = min(away, nearest.get(sender, away))
    rows = zip(at, senders, depth, strict=True)
    return [row for row, sender, away in rows if away is not None and away == nearest[sender]]


def _claims(frame: pd.DataFrame, at: list[int]) -> Iterable[Claim]:
    cells = zip(*(_taken(frame, key, at) for key in _COLUMNS), strict=True)
    for row, (sender, receiver, mode, share, customers, day, locked, reason) in zip(at, cells, strict=True):
        yield Claim(
            sender=_text(sender),
            receiver=_text(receiver),
            mode=_text(mode),
            share=0.0 if isnan(share) else float(share),
            customers=_text(customers),
            date=None if day is pd.NaT else day.date(),
            locked=locked == "Y",
            reason=_text(reason),
            row=int(frame.index[row]),
        )


def _taken(frame: pd.DataFrame, key: str, at: list[int]) -> list[Any]:
    """The cells of a column at some positions; quicker than a frame of the rows."""
    cells: list[Any] = frame[key].array.take(np.asarray(at, dtype=np.intp)).tolist()
    return cells


def _is_nothing(claim: Claim) -> bool:
    return claim.mode == NOTHING["mode"] and claim.share == NOTHING["share"] and not claim.receiver


def _text(cell: Any) -> str:
    return cell if isinstance(cell, str) else ""


# ---------------------------------------------------------------- writing


def _refuse_unread(plan: Plan, copied: Sequence[Claim], before: dict[int, Claim]) -> None:
    unread = {one.row for one in plan.unread if one.table == "allocations"}
    if unread & {claim.row for claim in copied} & set(before):
        raise EditRefusedError(
            "An allocation of this function that the scenario takes over has a cell that could not be "
            "read. Mend it in Data first; Checks says where it stands."
        )


def _cells(claim: Claim) -> dict[str, Any]:
    return {
        "sender": claim.sender or None,
        "receiver": claim.receiver or None,
        "mode": claim.mode,
        "share": claim.share,
        "customers": claim.customers or None,
        "date": claim.date,
        "locked": "Y" if claim.locked else None,
        "reason": claim.reason or None,
    }


def _edits(before: Claim, after: Claim) -> list[CellEdit]:
    was, now = _cells(before), _cells(after)
    return [CellEdit(after.row, key, value) for key, value in now.items() if was[key] != value]


def _written(
    plan: Plan,
    scenario: str,
    function: str,
    edits: Sequence[CellEdit],
    gone: Sequence[int],
    added: Sequence[Claim],
) -> Plan:
    if edits:
        plan = put_cells(plan, "allocations", edits)
    if gone:
        plan = delete_rows(plan, "allocations", gone)
    if added:
        rows = [_cells(claim) for claim in added]
        values: dict[str, list[Any]] = {key: [row[key] for row in rows] for key in rows[0]}
        values["scenario"], values["function"] = [scenario] * len(rows), [function] * len(rows)
        plan = add_rows(plan, "allocations", values)
    return plan
