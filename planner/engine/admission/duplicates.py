"""Keys that stand more than once: codes, jobs, people whose rows contradict each other.

A row that repeats another in every cell is counted once, with a warning. A row that has the key of
another but other facts is an error, and so is a code that differs from another only in capitals: the
first row stands, the later ones are left out.
"""

import numpy as np
import pandas as pd

from planner.base.findings import Severity
from planner.engine.admission.ledger import Fault, Ledger
from planner.engine.admission.rows import Booleans, Integers, Rows
from planner.model.tables import STAFF

MOST_FTE = STAFF.column("fte").high or np.inf
"""What one row may hold, and so what rows of a person that nothing tells apart may together."""


def judge_keys(rows: Rows, keys: tuple[str, ...], ledger: Ledger, *, may_add_up: bool = False) -> None:
    """Find rows that share a key; the last of ``keys`` is the column that findings point at.

    Args:
        rows: the table.
        keys: the columns that make the key; a blank is a value like any other.
        ledger: where findings go.
        may_add_up: whether rows of one key may stand side by side, so that only a warning is due.
    """
    if len(rows) < 2:
        return
    keyed = rows.known(keys[-1])
    first = _first_with(np.stack([rows.coded(key)[0] for key in keys]))
    later = keyed & (first != np.arange(len(rows)))
    if later.any():
        same = _repeats_exactly(rows, later)
        _report_same_key(rows, keys[-1], first, (later & same, later & ~same), ledger, may_add_up=may_add_up)
    _report_capitals(rows, keys, ledger)


def _first_with(codes: Integers) -> Integers:
    """For each column of ``codes``, the position of the first column equal to it."""
    key = codes[0]
    for more in codes[1:]:
        key = key * (int(more.max()) + 2) + more
    which, distinct = pd.factorize(key)
    first = np.empty(len(distinct), dtype=np.int64)
    first[which[::-1]] = np.arange(len(key))[::-1]
    return first[which]


def _repeats_exactly(rows: Rows, later: Booleans) -> Booleans:
    """(rows,) whether each later row repeats an earlier one in every cell."""
    key = rows.frame
    return np.asarray(key.duplicated(keep="first").to_numpy() & later)


def _report_same_key(
    rows: Rows,
    key: str,
    first: Integers,
    later: tuple[Booleans, Booleans],
    ledger: Ledger,
    *,
    may_add_up: bool,
) -> None:
    title, (repeats, conflicts) = rows.column(key).title, later
    rows.repeated |= repeats & ~np.asarray(may_add_up)
    ending = "both are added up" if may_add_up else "it is counted once"
    ledger.report(
        rows,
        Fault(
            "repeated-row",
            Severity.WARNING,
            key,
            lambda at: f"This row repeats {rows.place(first[at])} in every cell; {ending}.",
            "Take one of the two out.",
            f"repeat an earlier row in every cell; {ending}",
        ),
        repeats,
    )
    if may_add_up:
        return
    ledger.report(
        rows,
        Fault(
            "duplicate",
            Severity.ERROR,
            key,
            lambda at: (
                f"{title} '{rows.text_at(key, at)}' stands on {rows.place(first[at])} too,"
                " with other facts; this row is left out."
            ),
            "Keep the row that is right, or give this one a code of its own.",
            f"have a {title} that stands on an earlier row with other facts",
        ),
        conflicts,
    )


def _report_capitals(rows: Rows, keys: tuple[str, ...], ledger: Ledger) -> None:
    """Report codes that differ from an earlier code only in capitals or outer spaces."""
    key = keys[-1]
    codes, distinct = rows.coded(key)
    alike = list(map(str.strip, map(str.casefold, distinct.tolist())))
    if len(set(alike)) == len(distinct):
        return
    folded, _ = pd.factorize(np.array(alike, dtype=object))
    first = _first_with(folded[None, :])
    others = [rows.coded(one)[0] for one in keys[:-1]]
    seen = {(int(code), *(int(one[at]) for one in others)) for at, code in enumerate(codes)}
    clash = np.zeros(len(rows), dtype=bool)
    for at in np.flatnonzero((codes >= 0) & (first[codes] != codes)):
        clash[at] = (int(first[codes[at]]), *(int(one[at]) for one in others)) in seen
    ledger.report(
        rows,
        Fault(
            "differs-only-in-case",
            Severity.ERROR,
            key,
            lambda at: (
                f"'{distinct[codes[at]]}' and '{distinct[first[codes[at]]]}' differ only in capitals or"
                " spaces; this row is left out."
            ),
            "Write both alike where they are one, or give this one another code.",
            "have a code that differs from another only in capitals or spaces",
        ),
        clash,
    )


def judge_jobs(rows: Rows, ledger: Ledger) -> None:
    """Find staff rows that stand twice and people whose rows contradict each other."""
    codes, _ = rows.coded("employee_number")
    _report_capitals(rows, ("employee_number",), ledger)
    count = np.bincount(codes[codes >= 0], minlength=1)
    shared = np.flatnonzero((codes >= 0) & (count[codes] > 1))
    if not len(shared):
        return
    _report_jobs(rows, shared, ledger)
    _report_contradictions(rows, shared, ledger)


def _report_jobs(rows: Rows, shared: Integers, ledger: Ledger) -> None:
    """Rows of one person: the same assignment twice, or the same row twice."""
    assignment, _ = pd.factorize(rows.texts("assignment_number")[shared])
    first = np.arange(len(rows))
    first[shared] = shared[_first_with(np.stack([rows.coded("employee_number")[0][shared], assignment]))]
    alike = np.flatnonzero(np.bincount(first, minlength=len(rows))[first] > 1)
    if not len(alike):
        return
    repeats, conflicts = rows.none.copy(), rows.none.copy()
    repeats[alike] = rows.frame.iloc[alike].duplicated(keep="first").to_numpy()
    conflicts[shared] = assignment >= 0
    conflicts &= (first != np.arange(len(rows))) & ~repeats
    rows.repeated |= repeats
    numbers = rows.texts("employee_number")
    ledger.report(
        rows,
        Fault(
            "repeated-row",
            Severity.WARNING,
            "employee_number",
            lambda at: (
                f"This row repeats another of employee {numbers[at]} in every cell; it is counted once."
            ),
            "Take one of the two out, or give a second job its own assignment number.",
            "repeat an earlier row in every cell; each is counted once",
        ),
        repeats,
    )
    untold = rows.none.copy()
    untold[shared] = assignment < 0
    together = np.bincount(first, weights=np.nan_to_num(rows.numbers("fte")), minlength=len(rows))[first]
    untold &= (first != np.arange(len(rows))) & ~repeats & (together > MOST_FTE)
    ledger.report(
        rows,
        Fault(
            "jobs-not-told-apart",
            Severity.WARNING,
            "employee_number",
            lambda at: (
                f"Employee {numbers[at]} is on {rows.place(first[at])} too, and no assignment number tells"
                f" the rows apart: they are counted as jobs side by side, of {together[at]:.2f} FTE in all."
            ),
            "Give each job its own assignment number, or take out the row that is wrong.",
            "repeat an employee without an assignment number, with more FTE than a person works",
        ),
        untold,
    )
    ledger.report(
        rows,
        Fault(
            "duplicate",
            Severity.ERROR,
            "assignment_number",
            lambda at: (
                f"Employee {numbers[at]} has this assignment on {rows.place(first[at])} too, with other"
                " facts; this row is left out."
            ),
            "Keep the row that is right, or give a second job its own assignment number.",
            "have an employee and assignment number that stand on an earlier row with other facts",
        ),
        conflicts,
    )


CONTRADICTIONS = (
    ("born", Severity.ERROR, "conflicting-birth"),
    ("continuous_from", Severity.WARNING, "conflicting-service"),
    ("reckonable_from", Severity.WARNING, "conflicting-service"),
)


def _report_contradictions(rows: Rows, shared: Integers, ledger: Ledger) -> None:
    """Rows of one person that do not agree on a fact of which a person has only one."""
    people = rows.coded("employee_number")[0]
    for key, severity, cause in CONTRADICTIONS:
        days, title = rows.days(key), rows.column(key).title
        known = shared[~np.isnat(days[shared])]
        if len(known) < 2:
            continue
        first = np.arange(len(rows))
        first[known] = known[_first_with(people[known][None, :])]
        ending = "this row is left out" if severity is Severity.ERROR else "the earlier date counts"
        ledger.report(
            rows,
            Fault(
                cause,
                severity,
                key,
                lambda at, key=key, first=first, title=title, ending=ending: (  # type: ignore[misc]
                    f"{title} is {rows.text_at(key, at)} here and {rows.text_at(key, first[at])} on"
                    f" {rows.place(first[at])} for the same employee number; {ending}."
                ),
                "Correct the date, or the employee number where they are two people.",
                f"have another {title} than an earlier row of the same employee number",
            ),
            ~np.isnat(days) & (days != days[first]),
        )
