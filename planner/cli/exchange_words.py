"""What comes back and what a new staff list says, as a person reads it and as JSON."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from planner.base.dates import long_date
from planner.cli.columns import elided
from planner.cli.in_words import counted
from planner.model.history import entries_of
from planner.model.plan import Plan
from planner.model.refresh import Reconciliation
from planner.model.tables import STAFF, TABLES
from planner.workbook.slices import Change, Changes

LISTED = 20
_WIDTH = 48


def changes_in_words(found: Changes) -> Iterator[str]:
    """Each change of a part: as it was sent, as it is now, as it comes back."""
    day = f", sent on {long_date(found.sent_on)}" if found.sent_on else ""
    yield f"The part '{found.part}' of '{found.scenario}'{day}: {counted(len(found.lines), 'change')}"
    if found.already:
        yield f"  {counted(found.already, 'more is', 'more are')} in the plan already."
    for note in found.notes:
        yield f"  Note: {note}"
    for one in found.lines:
        yield ""
        yield f"  {one.line}  {TABLES[one.table].sheet}, {one.where}: {_what(one)}"
        if one.is_conflict:
            yield "     Conflict: the plan was changed here since the part was sent."
        if one.fault:
            yield f"     Not taken: {one.fault}"
    if found.lines:
        conflicts = sum(one.is_conflict for one in found.lines)
        faults = sum(bool(one.fault) for one in found.lines)
        yield ""
        yield f"  {counted(conflicts, 'conflict')}; {counted(faults, 'line')} cannot be taken."


def _what(one: Change) -> str:
    if one.kind == "changed":
        sent, now, back = (shown(value) for value in (one.sent, one.now, one.back))
        return f"{one.title}: was {sent}, is now {now}, comes back as {back}"
    if one.kind == "removed":
        return "the row was taken out"
    cells = [
        f"{key.replace('_', ' ')} {shown(value)}" for key, value in one.cells.items() if value is not None
    ]
    return f"a new row ({', '.join(cells)})"


def shown(value: Any) -> str:
    """A cell in a sentence."""
    if _is_blank(value):
        return "blank"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, float | int | np.number):
        return f"{float(value):,.10g}"
    return f"'{elided(str(value), _WIDTH)}'"


def changes_record(found: Changes) -> dict[str, Any]:
    """What came back as JSON."""
    return {
        "part": found.part,
        "scenario": found.scenario,
        "sent_on": found.sent_on.isoformat() if found.sent_on else None,
        "already": found.already,
        "notes": list(found.notes),
        "changes": [
            {
                "line": one.line,
                "sheet": TABLES[one.table].sheet,
                "where": one.where,
                "kind": one.kind,
                "column": one.title,
                "sent": _plain(one.sent),
                "now": _plain(one.now),
                "back": _plain(one.back),
                "conflict": one.is_conflict,
                "fault": one.fault,
                "cells": {key: _plain(value) for key, value in one.cells.items()},
            }
            for one in found.lines
        ],
    }


# ------------------------------------------------------------------------------- refresh


def refresh_in_words(found: Reconciliation, touched: pd.DataFrame) -> Iterator[str]:
    """A new staff list beside the plan, by numbers; no names."""
    if found.is_nothing_new:
        yield "The new staff list says what the plan says."
        return
    is_new, is_gone = found.joined["is_new_person"].astype(bool), found.left["is_gone"].astype(bool)
    yield f"Joined: {counted(int(is_new.sum()), 'row')}"
    yield from _numbers(found.joined.loc[is_new, "employee_number"])
    yield f"Left: {counted(int(is_gone.sum()), 'row')}"
    yield from _numbers(found.left.loc[is_gone, "employee_number"])
    if (~is_new).any():
        yield f"Further jobs of people who are there: {counted(int((~is_new).sum()), 'row')}"
        yield from _numbers(found.joined.loc[~is_new, "employee_number"])
    if (~is_gone).any():
        yield f"Jobs that ended of people who stay: {counted(int((~is_gone).sum()), 'row')}"
        yield from _numbers(found.left.loc[~is_gone, "employee_number"])
    if found.same:
        yield "Perhaps the same person under a new number (say so with --same OLD=NEW):"
        for one in found.same[:LISTED]:
            yield f"  {one.old} may be {one.new}: {one.reason} ({100 * one.confidence:.0f}% sure)"
        yield from _more(len(found.same))
    yield f"Changed: {counted(len(found.changes), 'cell')}; {counted(found.unchanged, 'row')} as before"
    titles = {column.key: column.title for column in STAFF.columns}
    listed = found.changes.head(LISTED)
    columns = (listed[key] for key in ("employee_number", "key", "old", "new"))
    for number, key, old, new in zip(*columns, strict=True):
        yield f"  {number}, {titles[key]}: {shown(old)} is now {shown(new)}"
    yield from _more(len(found.changes))
    yield from _touched(touched)


def _touched(touched: pd.DataFrame) -> Iterator[str]:
    if touched.empty:
        return
    yield f"Placements that this bears upon: {len(touched):,}"
    for one in touched.head(LISTED).to_dict("records"):
        lock = ", locked" if one["is_locked"] else ""
        to = f" at {one['receiver']}" if isinstance(one["receiver"], str) else ""
        yield f"  {one['employee_number']} in '{one['scenario']}': {one['outcome']}{to}{lock}; {one['what']}"
    yield from _more(len(touched))


def _numbers(numbers: "pd.Series[Any]") -> Iterator[str]:
    known = [str(one) if isinstance(one, str) else "(no number)" for one in numbers]
    for at in range(0, min(len(known), LISTED), 10):
        yield f"  {', '.join(known[at : at + 10][: LISTED - at])}"
    yield from _more(len(known))


def _more(count: int) -> Iterator[str]:
    if count > LISTED:
        yield f"  and {count - LISTED:,} more; --json lists them all"


def refresh_record(found: Reconciliation, touched: pd.DataFrame) -> dict[str, Any]:
    """A new staff list beside the plan as JSON."""
    return {
        "joined": _records(found.joined, ["employee_number", "is_new_person"]),
        "left": _records(found.left, ["row", "employee_number", "is_gone"]),
        "changes": _records(found.changes, ["row", "employee_number", "key", "old", "new"]),
        "perhaps_the_same": [
            {"old": one.old, "new": one.new, "confidence": one.confidence, "reason": one.reason}
            for one in found.same
        ],
        "unchanged": found.unchanged,
        "affected": _records(touched, [str(key) for key in touched.columns]),
    }


def _records(frame: pd.DataFrame, keys: list[str]) -> list[dict[str, Any]]:
    rows = frame[keys].to_dict("records")
    return [{str(key): _plain(value) for key, value in row.items()} for row in rows]


# ------------------------------------------------------------------------------- history


def history_in_words(plan: Plan, broken: int | None, cell: str) -> Iterator[str]:
    """Whether the history is whole, and where it is not."""
    entries = counted(len(plan.history), "entry", "entries")
    if plan.history.empty:
        yield "The plan has no history yet."
    elif broken is None:
        yield f"The history is whole: {entries}, each sealed to the one before."
        last = entries_of(plan)[-1]
        yield f"  The last is of {last.when}, {last.who}: {last.what}."
        yield "  What was cut off after it leaves no trace."
    else:
        yield f"The history is broken at entry {broken + 1:,} of {len(plan.history):,} ({cell})."
        yield "  It, or the one before it, was altered, put in, taken out or moved by hand."
        yield "  Earlier entries are as they were written; compare with a copy from before."


def history_record(plan: Plan, broken: int | None, cell: str) -> dict[str, Any]:
    """Whether the history is whole as JSON."""
    return {
        "entries": len(plan.history),
        "whole": broken is None,
        "broken_at": None if broken is None else broken + 1,
        "cell": cell or None,
    }


def _is_blank(value: Any) -> bool:
    return value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value))


def _plain(value: Any) -> Any:
    """A cell as JSON holds it."""
    if _is_blank(value):
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    return value.item() if isinstance(value, np.generic) else value
