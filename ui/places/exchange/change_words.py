"""What came back in words and as a table: each change as it was sent, is now, and comes back."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from planner.base.dates import long_date
from planner.base.findings import Finding, Severity
from planner.model.tables import TABLES
from planner.report.wording import begun, counted
from planner.workbook.slices import Change, Changes
from planner.workbook.slices.changes import ADDED, CHANGED, REMOVED
from ui.models import columns as c
from ui.models.columns import plan_columns
from ui.models.frame_model import HIDDEN, Marks

NAME = "name"
BLANK = "(blank)"
CONFLICT = "Conflict: the plan was changed here too since the part was sent."
KINDS = {CHANGED: "Changed", ADDED: "New row", REMOVED: "Row taken out"}
"""What each kind of change is called."""
COLUMNS = (
    c.words("kind", "Take"),
    c.words("sheet", "Sheet"),
    c.words("where", "Row"),
    c.words("title", "Column"),
    c.words("sent", "As it was sent"),
    c.words("now", "As it is now"),
    c.words("back", "As it comes back", wide=True),
    c.words("remark", "Remark", wide=True),
)

NOTHING = pd.DataFrame({one.key: [] for one in COLUMNS}, dtype="str")

Known = tuple[str, str, str, str, str]
"""By what a change is known again once the plan is another: not by its number."""


def change_frame(changes: Changes, *, names: bool) -> pd.DataFrame:
    """A row for each change; people's names only where they are shown."""
    rows = []
    for one in changes.lines:
        sent, now, back = said_of(one, names=names)
        sheet = TABLES[one.table].sheet
        rows.append((KINDS[one.kind], sheet, one.where, one.title, sent, now, back, remark_of(one)))
    return pd.DataFrame(rows, columns=[column.key for column in COLUMNS], dtype="str")


def change_marks(changes: Changes) -> Marks:
    """Signs on the remarks: a warning where there is a conflict, an error where it cannot be taken."""
    marks = {}
    for at, one in enumerate(changes.lines):
        if one.fault or one.is_conflict:
            severity = Severity.ERROR if one.fault else Severity.WARNING
            words = remark_of(one)
            marks[at, "remark"] = Finding(severity, "", "", one.title, "", words, "", "came-back")
    return marks


def said_of(one: Change, *, names: bool) -> tuple[str, str, str]:
    """A change as it was sent, is now, and comes back."""
    if one.kind == ADDED:
        cells = (
            f"{TABLES[one.table].column(key).title} {shown(one.table, key, value, names=names)}"
            for key, value in one.cells.items()
            if value is not None and key != "scenario"
        )
        return "", "", "; ".join(cells)
    if one.kind == REMOVED:
        return "the row", "the row", "no row"
    sent, now, back = (
        shown(one.table, one.key, value, names=names) for value in (one.sent, one.now, one.back)
    )
    return sent, now, back


def shown(table: str, key: str, value: Any, *, names: bool) -> str:
    """A cell as the tables of Data show it."""
    if value is None or value == "":
        return BLANK
    if key == NAME and table == "staff" and not names:
        return HIDDEN
    if isinstance(value, str):
        return value
    column = next(one for one in plan_columns(TABLES[table]) if one.key == key)
    return column.show(value)


def heading(one: Change) -> str:
    """What a change is about, in a line."""
    sheet = TABLES[one.table].sheet
    return f"{sheet}, {one.where}: {one.title or KINDS[one.kind].lower()}"


def remark_of(one: Change) -> str:
    """What is to be said of a change."""
    if one.fault:
        return f"Cannot be taken: {one.fault}"
    return CONFLICT if one.is_conflict else ""


def known_by(one: Change) -> Known:
    """By what a change is known again."""
    return one.table, one.where, one.kind, one.key, repr(one.back or sorted(one.cells.items(), key=str))


def takeable(changes: Changes) -> list[int]:
    """The places of the changes that can be taken."""
    return [at for at, one in enumerate(changes.lines) if not one.fault]


def peaceful(changes: Changes) -> list[int]:
    """The places of those that can be taken and stand against nothing done meanwhile."""
    return [at for at, one in enumerate(changes.lines) if not one.fault and not one.is_conflict]


def of_kind(changes: Changes, kind: str) -> list[int]:
    """The places of those of a kind that can be taken."""
    return [at for at, one in enumerate(changes.lines) if one.kind == kind and not one.fault]


def came_back(changes: Changes, label: str) -> str:
    """What came back, in a few sentences."""
    day = f", sent on {long_date(changes.sent_on)}," if changes.sent_on else ""
    conflicts = sum(one.is_conflict and not one.fault for one in changes.lines)
    faults = sum(bool(one.fault) for one in changes.lines)
    with_what = counted(len(changes.lines), "change") if changes.lines else "nothing that is left to take"
    parts = [f"The part of {label} in ‘{changes.scenario}’{day} comes back with {with_what}."]
    if changes.lines and (conflicts or faults):
        lost = f"{counted(faults, 'line')} cannot be taken"
        parts.append(f"{begun(counted(conflicts, 'conflict'))}; {lost}.")
    if changes.already:
        more = (
            counted(changes.already, "more is", "more are")
            if changes.lines
            else (counted(changes.already, "change is", "changes are"))
        )
        parts.append(f"{begun(more)} in the plan already.")
    return " ".join([*parts, *changes.notes])


def step_name(taken: Iterable[Change], label: str) -> str:
    """What the step is called in the history and under Undo."""
    return f"Take {counted(len(list(taken)), 'change')} from the part of {label}"
