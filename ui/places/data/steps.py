"""What each edit of the tables is called in the Undo menu; nobody's name or nature stands there."""

from collections.abc import Sequence

import pandas as pd

from planner.model.plan import Plan
from planner.model.tables import TABLES
from planner.workbook.layout import FACT_TITLES

UNTOLD = frozenset(
    {
        "name", "born", "sex", "ethnicity", "disability", "age_band", "religion", "sexual_orientation",
        "marital_status", "pregnancy_or_maternity", "gender_reassignment", "notes",
    }
)  # fmt: skip
"""Columns of the staff list whose contents are not repeated elsewhere."""
LONGEST = 40
"""Characters of a cell that a step repeats."""
KNOWN_BY = {
    "organisations": ("code",),
    "staff": ("employee_number",),
    "functions": ("code",),
    "budgets": ("organisation", "function", "line"),
    "posts": ("post",),
    "scenarios": ("scenario",),
    "allocations": ("function", "receiver"),
    "placements": ("employee_number",),
    "assumptions": ("key",),
    "practices": ("practice",),
}
"""The columns by which a user knows a row of each table."""


def changing(plan: Plan, table: str, row: int, key: str, before: str, after: str) -> str:
    """Name the change of one cell: ``Change FTE of E1042 from 1 to 0.6``."""
    title = TABLES[table].column(key).title
    which = row_name(plan, table, row)
    if table == "staff" and key in UNTOLD:
        return f"Change {title} of {which}"
    if not after:
        return f"Clear {title} of {which}"
    if not before:
        return f"Set {title} of {which} to {_short(after)}"
    return f"Change {title} of {which} from {_short(before)} to {_short(after)}"


def changing_fact(key: str, before: str, after: str) -> str:
    """Name the change of a fact of the plan."""
    return f"Change {FACT_TITLES[key]} from {_short(before)} to {_short(after)}"


def row_name(plan: Plan, table: str, row: int) -> str:
    """What a user knows a row by; its number where that is blank."""
    frame = plan.table(table)
    cells = [frame.at[row, key] for key in KNOWN_BY[table]]
    words = " ".join(cell for cell in cells if isinstance(cell, str))
    return _short(words) or f"row {row}"


def row_names(plan: Plan, table: str, rows: Sequence[int]) -> list[str]:
    """What a user knows each of several rows by; ``new row`` for those that the plan does not have."""
    frame = plan.table(table)
    known = frame[list(KNOWN_BY[table])].reindex(list(rows))
    is_there = frame.index.get_indexer(pd.Index(list(rows))) >= 0
    cells = zip(*(known[key] for key in KNOWN_BY[table]), strict=True)
    words = (" ".join(cell for cell in line if isinstance(cell, str)) for line in cells)
    return [
        (_short(text) or f"row {row}") if there else "new row"
        for row, text, there in zip(rows, words, is_there, strict=True)
    ]


def counted(doing: str, count: int, table: str, joined: str = "of") -> str:
    """Name a change of several cells: ``Clear 12 cells of Staff``."""
    cells = "1 cell" if count == 1 else f"{count:,} cells"
    return f"{doing} {cells} {joined} {TABLES[table].sheet}"


def of_rows(doing: str, count: int, table: str) -> str:
    """Name what is done with rows: ``Delete 3 rows of Staff``."""
    rows = "a row" if count == 1 else f"{count:,} rows"
    return f"{doing} {rows} of {TABLES[table].sheet}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
