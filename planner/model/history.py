"""The history of a plan: what was changed, when, by whom and why, each row sealed to the one before."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from planner.model.plan import Plan
from planner.model.tables import HISTORY, frame_of

LONGEST = 1_000
"""Characters of one field; a longer one is cut."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change.

    Attributes:
        when: the moment, as ``2012-11-22T14:05:33+00:00``.
        who: the user's name on the computer.
        what: the step in the user's words.
        why: the reason given; empty where none was.
    """

    when: str
    who: str
    what: str
    why: str = ""


def with_entries(plan: Plan, entries: Iterable[Entry]) -> Plan:
    """Add entries under the history, each with a hash over itself and the hash of the row before."""
    added: dict[str, list[str]] = {key: [] for key in HISTORY.keys}
    last = head(plan)
    for entry in entries:
        fields = [_plain(one) for one in (entry.when, entry.who, entry.what, entry.why)]
        last = _seal(last, fields)
        for key, cell in zip(HISTORY.keys, [*fields, last], strict=True):
            added[key].append(cell)
    if not added["hash"]:
        return plan
    frame = plan.history
    first = int(frame.index.max()) + 1 if len(frame) else 2
    rows = frame_of(HISTORY, added, rows=list(range(first, first + len(added["hash"]))))
    return plan.with_table("history", pd.concat([frame, rows]).astype(rows.dtypes.to_dict()))


def entries_of(plan: Plan) -> tuple[Entry, ...]:
    """The history as it stands in the plan, oldest first."""
    frame = plan.history.fillna("").astype(object)
    return tuple(Entry(*map(str, cells)) for cells in frame[["when", "who", "what", "why"]].to_numpy())


def head(plan: Plan) -> str:
    """The hash of the last row, which stands for the whole history; empty where there is none."""
    hashes = plan.history["hash"]
    return str(hashes.iloc[-1]) if len(hashes) and pd.notna(hashes.iloc[-1]) else ""


def has_seal(plan: Plan, seal: str) -> bool:
    """Whether a state of the history that had this hash at its end is part of the plan's history."""
    return bool(seal) and bool((plan.history["hash"] == seal).any())


def first_broken(plan: Plan) -> int | None:
    """The position of the first row that was altered, put in or moved by hand; None where none was.

    Rows taken away from the end leave no trace in those that remain.
    """
    last = ""
    for at, cells in enumerate(plan.history.fillna("").astype(object).to_numpy()):
        *fields, seal = map(str, cells)
        last = _seal(last, fields)
        if seal != last:
            return at
    return None


def about(entries: Iterable[Entry], word: str) -> list[Entry]:
    """Those entries whose step holds a word ("E1042"), newest first."""
    if not word.strip():
        return []
    whole = re.compile(rf"(?<!\w){re.escape(word.strip())}(?!\w)", re.IGNORECASE)
    return [one for one in entries if whole.search(one.what)][::-1]


def _seal(before: str, fields: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join((before, *fields)).encode("utf-8", "replace")).hexdigest()


def _plain(text: str) -> str:
    """A text as it comes back from a sheet, so that its hash still holds when it is read."""
    seen = "".join(one if one.isprintable() else " " for one in text)
    return " ".join(seen.split())[:LONGEST].rstrip()
