"""The first rows of a list as they would come in, to confirm a mapping by."""

from dataclasses import dataclass, replace

import pandas as pd

from planner.base.findings import Finding
from planner.workbook.bringing_in.bring_in import bring_in
from planner.workbook.bringing_in.lacking import Defaults
from planner.workbook.bringing_in.mapping import Mapping
from planner.workbook.bringing_in.sheet import SourceSheet
from planner.workbook.layout import letter_of
from planner.workbook.words import shown

ROWS = 10


@dataclass(frozen=True, slots=True)
class Preview:
    """Some rows of a list.

    Attributes:
        headers: the file's headers, by the letters of their columns.
        rows: (row number in the file, its cells as texts).
        brought_in: the same rows as they would come in, by the number of their row.
        findings: what there is to say about these rows and columns.
    """

    headers: tuple[tuple[str, str], ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    brought_in: pd.DataFrame
    findings: tuple[Finding, ...]


def preview(
    sheet: SourceSheet, mapping: Mapping, defaults: Defaults | None = None, rows: int = ROWS
) -> Preview:
    """Show the first rows of a list beside what they become."""
    brought = bring_in(_beginning(sheet, mapping, rows), mapping, defaults)
    numbers = list(dict.fromkeys(brought.sheet_rows.values()))[:rows]
    shown_rows = tuple((number, tuple(map(shown, sheet.rows[number - 1]))) for number in numbers)
    headers = tuple((letter_of(place), header) for place, header in mapping.listed())
    last = numbers[-1] if numbers else 0
    within = [row for row, number in brought.sheet_rows.items() if number <= last]
    findings = tuple(one for one in brought.findings if one.row <= last)
    return Preview(headers, shown_rows, brought.frame.loc[within], findings)


def _beginning(sheet: SourceSheet, mapping: Mapping, rows: int) -> SourceSheet:
    """The sheet as far as some rows of the list reach; blank rows and rows of the past may be many."""
    end = mapping.header_row + 1 + 20 * rows
    return replace(sheet, rows=sheet.rows[:end], lengths=sheet.lengths[:end])
