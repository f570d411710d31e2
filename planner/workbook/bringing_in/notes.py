"""Writes findings about cells and rows of somebody's own file."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from planner.base.findings import Finding, Severity
from planner.workbook.remarks import LONGEST, MANY, NAMED, about_sheet

NOTHING = "Nothing need be done."


class Told(NamedTuple):
    """A cell that there is something to say about.

    Attributes:
        cell: its name.
        row: the number of its row in the sheet, counted from 1.
        text: what it holds.
        words: what the sentence says of it.
    """

    cell: str
    row: int
    text: str
    words: str


def about_cells(
    severity: Severity,
    sheet: str,
    cause: str,
    told: Sequence[Told],
    remedy: str | Callable[[Told], str] = NOTHING,
    **more: Any,
) -> list[Finding]:
    """A finding for each cell; one for all of them where they are many and none is an error."""
    together = len(told) > MANY and severity is not Severity.ERROR
    findings = []
    for one in told[:1] if together else told:
        words = one.words
        if together:
            named = ", ".join(each.cell for each in told[:NAMED])
            words += f" So it is in {len(told):,} cells: {named}, …"
        text = one.text if len(one.text) <= LONGEST else one.text[: LONGEST - 1] + "…"
        said = remedy if isinstance(remedy, str) else remedy(one)
        place = {"cell": one.cell, "row": one.row, "value": text}
        findings.append(about_sheet(severity, sheet, words, said, cause, **(place | more)))
    return findings


def rows_named(rows: Sequence[int]) -> str:
    """Numbers of rows in words, from places counted from 0: ``Row 7 is``, ``Rows 7, 9 and 3 more are``."""
    numbers = [str(row + 1) for row in rows]
    if len(numbers) == 1:
        return f"Row {numbers[0]} is"
    if len(numbers) <= NAMED:
        return f"Rows {', '.join(numbers[:-1])} and {numbers[-1]} are"
    return f"Rows {', '.join(numbers[:NAMED])} and {len(numbers) - NAMED:,} more are"
