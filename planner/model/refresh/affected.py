"""What a new staff list means for what has been decided: placements of those who left or changed."""

import pandas as pd

from planner.model.pairing import folded
from planner.model.plan import Plan
from planner.model.refresh.reconciling import Reconciliation
from planner.model.tables import STAFF

TELLING = (
    "employee_number",
    "born",
    "organisation",
    "function",
    "band",
    "fte",
    "contract_ends",
    "leaving_date",
)
"""Columns whose change may make a placement look otherwise."""

COLUMNS = (
    *("row", "scenario", "employee_number", "outcome", "receiver", "post", "stage", "is_locked"),
    *("has_left", "what"),
)


def affected(plan: Plan, reconciliation: Reconciliation) -> pd.DataFrame:
    """The placements that a new staff list bears upon: those of people who left first, locked ones first.

    Returns:
        row (of the placements table), scenario, employee_number, outcome, receiver, post, stage,
        is_locked, has_left, what (a few words: ``left``, ``may be E07 now``, ``band, FTE changed``).
    """
    words, gone = _words(reconciliation)
    rows = plan.placements
    plain = folded(rows["employee_number"])
    rows = rows[plain.isin([*words]).to_numpy()]
    plain = plain.loc[rows.index]
    found = pd.DataFrame(
        {
            "row": rows.index.to_numpy(),
            **{key: rows[key].to_numpy() for key in COLUMNS[1:7]},
            "is_locked": (rows["locked"] == "Y").to_numpy(dtype=bool),
            "has_left": plain.isin(list(gone)).to_numpy(dtype=bool),
            "what": [words[one] for one in plain],
        },
        columns=list(COLUMNS),
    )
    order = ["has_left", "is_locked", "scenario", "employee_number", "row"]
    return found.sort_values(order, ascending=[False, False, True, True, True], ignore_index=True)


def _words(reconciliation: Reconciliation) -> tuple[dict[str, str], set[str]]:
    """What to say of each employee number that anything is to be said of, and who left."""
    titles = {column.key: column.title for column in STAFF.columns}
    changes = reconciliation.changes
    telling = changes[changes["key"].isin(TELLING)]
    said: dict[str, list[str]] = {}
    for number, key in zip(folded(telling["employee_number"].astype("str")), telling["key"], strict=True):
        if titles[key] not in said.setdefault(number, []):
            said[number].append(titles[key])
    words = {number: f"{', '.join(keys)} changed" for number, keys in said.items()}
    left = reconciliation.left
    is_gone = left["is_gone"].to_numpy(dtype=bool)
    for number in folded(left.loc[~is_gone, "employee_number"]).dropna():
        words[number] = "; ".join(["a job ended", *([words[number]] if number in words else [])])
    gone = set(folded(left.loc[is_gone, "employee_number"]).dropna())
    words |= dict.fromkeys(gone, "left")
    for one in reversed(reconciliation.same):
        words[one.old.strip().casefold()] = f"left, or is {one.new} now ({one.reason})"
    return words, gone
