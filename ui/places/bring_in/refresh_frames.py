"""A new staff list beside the plan's as tables: joined, left, changed, perhaps one person, placements."""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from planner.model.pairing import folded
from planner.model.tables import STAFF
from ui import figures
from ui.models import columns as c
from ui.models.columns import Column

if TYPE_CHECKING:
    from planner.model.plan import Plan
    from planner.workbook.bringing_in.laying import Refresh

Lines = tuple[pd.DataFrame, Sequence[Hashable]]
"""Lines, and what each is known by."""

PERSON = (
    c.words("employee_number", "Employee number"),
    c.words("position_title", "Position", wide=True),
    c.words("organisation", "Organisation"),
    c.words("function", "Function"),
    c.words("band", "Band"),
    Column("fte", "FTE", figures.blank(figures.fte), is_number=True),
    c.words("what", "What it is", wide=True),
)
_CELLS = (
    c.words("column", "Column"),
    c.words("mine", "In the plan", wide=True),
    c.words("theirs", "In the list", wide=True),
)
CHANGES = (c.words("which", "Employee number"), *_CELLS)
CONFLICTS = (c.words("which", "Row of the plan"), *_CELLS)
SAME = (
    c.words("old", "Number in the plan"),
    c.words("new", "Number in the list"),
    c.words("sure", "How sure"),
    c.words("reason", "What they have in common", wide=True),
)
PLACEMENTS = (
    c.words("employee_number", "Employee number"),
    c.words("scenario", "Scenario"),
    c.codes("outcome", "Outcome"),
    c.words("receiver", "Receiver"),
    c.words("post", "Post"),
    c.words("locked", "Locked"),
    c.words("what", "What the list says", wide=True),
)
_SHOWN = ("employee_number", "position_title", "organisation", "function", "band", "fte")


def joined_lines(refresh: "Refresh") -> Lines:
    """Rows of the list that the plan does not have, known by their rows."""
    joined = refresh.found.joined
    rows = joined["incoming"].tolist()
    lines = refresh.found.incoming.loc[rows, list(_SHOWN)].reset_index(drop=True)
    what = ["Joined" if new else "A further job of somebody who is there" for new in joined["is_new_person"]]
    return lines.assign(what=pd.Series(what, index=lines.index, dtype="str")), rows


def left_lines(refresh: "Refresh", plan: "Plan") -> Lines:
    """People of the plan who are not in the list, known by their folded numbers."""
    left = refresh.found.left
    gone = left[left["is_gone"].to_numpy(dtype=bool)]
    lines = plan.staff.loc[gone["row"].tolist(), list(_SHOWN)].reset_index(drop=True)
    numbers = folded(gone["employee_number"]).fillna("").tolist()
    what = [
        "The list does not speak of the organisation" if one in refresh.unsaid else "Not in the list"
        for one in numbers
    ]
    return lines.assign(what=pd.Series(what, index=lines.index, dtype="str")), numbers


def changed_lines(refresh: "Refresh", *, shows_names: bool) -> Lines:
    """Cells that differ, known by row of the plan and column."""
    changes = refresh.found.changes
    keys = changes["key"].tolist()
    hidden = [key == "name" and not shows_names for key in keys]
    lines = pd.DataFrame(
        {
            "which": changes["employee_number"].to_numpy(),
            "column": [STAFF.column(key).title for key in keys],
            "mine": _texts(changes["old"], keys, hidden),
            "theirs": _texts(changes["new"], keys, hidden),
        }
    )
    return lines, list(zip(changes["row"].tolist(), keys, strict=True))


def conflict_lines(differing: pd.DataFrame, *, shows_names: bool) -> Lines:
    """Cells in which rows with the same key differ, known by row of the list and column."""
    keys = differing["key"].tolist()
    lines = differing[["which", "column", "mine", "theirs"]].reset_index(drop=True)
    if not shows_names:
        is_name = pd.Series([key == "name" for key in keys], index=lines.index, dtype=bool)
        lines = lines.assign(**{one: lines[one].mask(is_name, "•••") for one in ("mine", "theirs")})
    return lines, list(zip(differing["incoming"].tolist(), keys, strict=True))


def same_lines(refresh: "Refresh") -> Lines:
    """Pairs of numbers that may be one person's, known by both."""
    lines = pd.DataFrame(
        {
            "old": [one.old for one in refresh.same],
            "new": [one.new for one in refresh.same],
            "sure": [f"{one.confidence:.0%}" for one in refresh.same],
            "reason": [one.reason[:1].upper() + one.reason[1:] for one in refresh.same],
        },
        dtype="str",
    )
    return lines, [(one.old, one.new) for one in refresh.same]


def placement_lines(refresh: "Refresh") -> pd.DataFrame:
    """The placements that the list bears upon."""
    touched = refresh.touched
    locked = ["yes" if one else "no" for one in touched["is_locked"]]
    return touched.assign(locked=pd.Series(locked, index=touched.index, dtype="str"))


def _texts(cells: "pd.Series[Any]", keys: Sequence[str], hidden: Sequence[bool]) -> list[str]:
    from planner.workbook.entry import written

    found = []
    for cell, key, is_hidden in zip(cells.tolist(), keys, hidden, strict=True):
        if is_hidden:
            found.append("•••")
        elif cell is None:
            found.append("(blank)")
        else:
            found.append(cell if isinstance(cell, str) else written(cell, STAFF.column(key)))
    return found
