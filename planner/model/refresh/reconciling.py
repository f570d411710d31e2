"""Sets a new staff list beside the one of the plan: joined, left, changed, perhaps renumbered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.model.pairing import folded, paired
from planner.model.plan import Plan, Unread
from planner.model.refresh.same_people import SamePerson, same_people
from planner.model.tables import STAFF, Column, Kind

Booleans = npt.NDArray[np.bool_]

WAYS = (
    ("assignment_number", "employee_number"),
    ("employee_number", "organisation", "function", "position_title", "band"),
    ("employee_number", "organisation", "position_title"),
    ("employee_number", "function"),
    ("employee_number", "organisation"),
    ("employee_number",),
)
"""By what a row of one list is known in the other, the surest first."""

OURS = frozenset(
    {
        "function",
        "notice_weeks",
        "criticality",
        "skills",
        "scarce",
        "pension_quote",
        "protected_pension_age",
        "membership_years",
        "retention_payment",
        "notes",
    }
)
"""Columns that are kept in the plan as a rule: a blank in the new list does not empty them."""

IDENTITIES = frozenset({"employee_number", "assignment_number"})
HAIR = 1e-9
"""Share of a number by which it may differ and be the same; two programs may write one number so."""


@dataclass(frozen=True, slots=True, eq=False)
class Reconciliation:
    """A new staff list beside the plan's. Rows are named by their identities in their own frame.

    Attributes:
        incoming: the new list.
        unread: cells of it that could not be taken.
        columns: what was compared: the columns in which the new list says anything.
        pairs: the rows of one job: row (of the plan), incoming (of the new list).
        joined: rows of the new list that the plan does not have: incoming, employee_number,
            is_new_person (False for another job of somebody who is there).
        left: rows of the plan that the new list does not have: row, employee_number, is_gone (False
            where only a job ended and the person stays).
        changes: one row for each cell that differs: row, incoming, employee_number, key, old, new; a
            blank is None, a cell that could not be taken is its text.
        same: who of those who left may be among those who joined; never taken as such without a word.
        unchanged: how many rows are in both and the same.
    """

    incoming: pd.DataFrame
    unread: tuple[Unread, ...]
    columns: tuple[str, ...]
    pairs: pd.DataFrame
    joined: pd.DataFrame
    left: pd.DataFrame
    changes: pd.DataFrame
    same: tuple[SamePerson, ...]
    unchanged: int

    @property
    def is_nothing_new(self) -> bool:
        """Whether the two lists say the same."""
        return self.joined.empty and self.left.empty and self.changes.empty


def reconcile(
    plan: Plan, incoming: pd.DataFrame, columns: Iterable[str] = (), unread: Iterable[Unread] = ()
) -> Reconciliation:
    """Set a new staff list beside the plan's. Changes nothing.

    Args:
        plan: the plan.
        incoming: the new list, in the columns of the staff table.
        columns: the columns that the new list has; by default those in which it says anything. What it
            does not have stays as it is in the plan.
        unread: cells of the new list that could not be taken.
    """
    unread = tuple(one for one in unread if one.table == "staff")
    staff = plan.staff
    taken = tuple(columns) or _said(incoming, unread)
    ways = [way for way in WAYS if all(key in taken for key in way)]
    ours, theirs = paired(staff, incoming, ways)
    pairs = pd.DataFrame({"row": staff.index[ours], "incoming": incoming.index[theirs]})
    joined = _others(incoming, theirs, "incoming")
    joined["is_new_person"] = ~_among(joined["employee_number"], staff["employee_number"])
    left = _others(staff, ours, "row")
    left["is_gone"] = ~_among(left["employee_number"], incoming["employee_number"])
    changes = _changes(plan, incoming, (ours, theirs), taken, unread)
    same = same_people(
        staff.loc[left.loc[left["is_gone"], "row"]],
        incoming.loc[joined.loc[joined["is_new_person"], "incoming"]],
    )
    unchanged = len(pairs) - changes["row"].nunique()
    return Reconciliation(incoming, unread, taken, pairs, joined, left, changes, same, unchanged)


def _said(incoming: pd.DataFrame, unread: Iterable[Unread]) -> tuple[str, ...]:
    odd = {one.column for one in unread}
    return tuple(key for key in STAFF.keys if key in odd or bool(incoming[key].notna().any()))


def _others(frame: pd.DataFrame, taken: npt.NDArray[np.int64], name: str) -> pd.DataFrame:
    """The rows of a frame that are in no pair."""
    is_other = np.ones(len(frame), dtype=bool)
    is_other[taken] = False
    rows = frame[is_other]
    return pd.DataFrame({name: rows.index.to_numpy(), "employee_number": rows["employee_number"].to_numpy()})


def _among(numbers: "pd.Series[str]", known: "pd.Series[str]") -> Booleans:
    plain = folded(numbers)
    return np.asarray(plain.isin(folded(known)) & plain.notna())


def _changes(
    plan: Plan,
    incoming: pd.DataFrame,
    pairs: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
    columns: Iterable[str],
    unread: Iterable[Unread],
) -> pd.DataFrame:
    """Every cell of a paired row that differs, column by column."""
    staff, (ours, theirs) = plan.staff, pairs
    rows, numbers = staff.index[ours], staff["employee_number"].to_numpy()[ours]
    texts = _texts(plan.unread), _texts(unread)
    found = []
    for column in (one for one in STAFF.columns if one.key in set(columns)):
        old, new = staff[column.key].iloc[ours], incoming[column.key].iloc[theirs]
        differs = _differs(old, new, column)
        shown = _shown(old, rows, texts[0], column.key), _shown(new, new.index, texts[1], column.key)
        for at in _odd(rows, texts[0], column.key) | _odd(new.index, texts[1], column.key):
            differs[at] = _is_news(shown[0][at], shown[1][at])
        places = np.flatnonzero(differs)
        if len(places):
            found.append(
                pd.DataFrame(
                    {
                        "row": rows[places], "incoming": new.index[places],
                        "employee_number": numbers[places], "key": column.key,
                        "old": shown[0][places], "new": shown[1][places],
                    }
                )
            )  # fmt: skip
    if not found:
        return pd.DataFrame(columns=["row", "incoming", "employee_number", "key", "old", "new"], dtype=object)
    changes = pd.concat(found, ignore_index=True)
    changes[["old", "new"]] = changes[["old", "new"]].astype(object)
    return changes.sort_values("row", kind="stable", ignore_index=True)


def _differs(old: "pd.Series[Any]", new: "pd.Series[Any]", column: Column) -> Booleans:
    """Which cells say something else; a blank is no news in a column that the plan keeps."""
    blanks = old.isna().to_numpy(), new.isna().to_numpy()
    if column.kind.is_number:
        one, other = old.to_numpy(dtype=np.float64), new.to_numpy(dtype=np.float64)
        same = np.isclose(one, other, rtol=HAIR, atol=0, equal_nan=True)
    elif column.kind is Kind.DATE:
        same = (old.to_numpy() == new.to_numpy()) | (blanks[0] & blanks[1])
    else:
        is_code = bool(column.refers_to) or column.key in IDENTITIES
        texts = [folded(cells) if is_code else cells for cells in (old, new)]
        one, other = (cells.to_numpy(dtype=object) for cells in texts)
        same = (one == other) | (blanks[0] & blanks[1])
    return ~np.asarray(same, dtype=bool) & ~(blanks[1] & (column.key in OURS))


def _texts(unread: Iterable[Unread]) -> Mapping[tuple[int, str], str]:
    return {(one.row, one.column): one.text for one in unread if one.table == "staff"}


def _odd(rows: pd.Index, texts: Mapping[tuple[int, str], str], key: str) -> set[int]:
    """The positions of cells that could not be taken."""
    wanted = [row for row, column in texts if column == key]
    return {at for at in rows.get_indexer(pd.Index(wanted)).tolist() if at >= 0} if wanted else set()


def _shown(
    cells: "pd.Series[Any]", rows: pd.Index, texts: Mapping[tuple[int, str], str], key: str
) -> npt.NDArray[Any]:
    """Cells as values, None for a blank, and the text of those that could not be taken."""
    values: npt.NDArray[Any] = cells.astype(object).to_numpy(dtype=object, copy=True)
    values[cells.isna().to_numpy()] = None
    for at in _odd(rows, texts, key):
        values[at] = texts[int(rows[at]), key]
    return values


def _is_news(old: object, new: object) -> bool:
    """Whether a cell that could not be taken, then or now, says anything else; a blank is no news."""
    return new is not None and old != new
