"""What a part of a plan holds, in words and as a table: said before it is sent."""

from collections.abc import Mapping

import pandas as pd

from planner.model.plan import Plan
from planner.model.tables import BASELINE, TABLES
from planner.report.wording import counted
from planner.workbook.slices import FIXED, WAYS, Part
from ui.models import columns as c

NOT_SENT = "Never sent: pay, dates of birth and of service, pensions, and what equality law protects."
COLUMNS = (
    c.words("sheet", "Sheet"),
    c.count("rows", "Rows"),
    c.words("open", "They may change", wide=True),
    c.words("fixed", "Stays as it is", wide=True),
)
NOTHING = pd.DataFrame({one.key: [] for one in COLUMNS})
WAY_WORDS: Mapping[str, tuple[str, str]] = dict(
    zip(
        WAYS,
        (
            ("A receiver", "Its work and its posts, and the people placed with it."),
            ("An organisation that closes", "Its people, what they do, and where that goes."),
            ("A function family", "Its functions, the people who do the work, and where that goes."),
            ("An establishment", "The people there, what they do, and where that goes."),
        ),
        strict=True,
    )
)
"""What each way of cutting is called, and what a part cut by it holds."""


def held_frame(part: Part) -> pd.DataFrame:
    """A row for each sheet: how many rows, and which of its columns may be changed."""
    rows = []
    for table, frame in part.tables.items():
        fixed = [one.title for one in part.columns[table] if one.key in FIXED[table]]
        others = [one.title for one in part.columns[table] if one.key not in FIXED[table]]
        rows.append((TABLES[table].sheet, len(frame), ", ".join(others), ", ".join(fixed)))
    return pd.DataFrame(rows, columns=[one.key for one in COLUMNS])


def is_empty(part: Part) -> bool:
    """Whether there is nothing to send."""
    return all(frame.empty for frame in part.tables.values())


def held_words(plan: Plan, part: Part, *, names: bool) -> str:
    """What is sent of people, and what is not."""
    if is_empty(part):
        return (
            f"Nothing in ‘{part.scenario}’ concerns {part.label}: there is nothing to send. "
            "Choose another part, or another scenario at the top."
        )
    people = part.tables["staff"]["employee_number"].nunique()
    how = "with their names" if names else "by number, without names"
    who = f"{counted(people, 'person', 'people')} {how}" if people else "no people"
    said = f"{part.label} in ‘{part.scenario}’: {who}. {NOT_SENT}"
    if part.scenario == BASELINE and plan.scenario_names:
        said += (
            " The baseline places nobody and allocates nothing: choose a scenario at the top to send those."
        )
    return said
