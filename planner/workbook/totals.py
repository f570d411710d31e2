"""The file's own totals row beside the totals of the rows that were read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner.base.findings import Finding, Severity
from planner.model.tables import Kind, TableSpec
from planner.workbook.layout import letter_of
from planner.workbook.origin import TableOrigin
from planner.workbook.recognise import Headers
from planner.workbook.remarks import about_sheet
from planner.workbook.rows import PENNY, Rows


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """One figure of a file's totals row beside ours.

    Attributes:
        sheet: the sheet as the file names it.
        column: the column's title.
        file_total: what the totals row says.
        our_total: the sum of the rows that were read.
    """

    sheet: str
    column: str
    file_total: float
    our_total: float

    @property
    def agrees(self) -> bool:
        """Whether the two are the same to the penny."""
        return abs(self.file_total - self.our_total) <= PENNY


def control_totals(
    frame: pd.DataFrame, spec: TableSpec, origin: TableOrigin, columns: Sequence[Sequence[Any]],
    headers: Headers, rows: Rows,
) -> tuple[list[ControlTotal], list[Finding]]:  # fmt: skip
    """Compare the last totals row of a sheet with the rows above it."""
    if not rows.totals:
        return [], []
    totals, findings = [], []
    for column in spec.columns:
        if column.kind not in (Kind.NUMBER, Kind.MONEY) or column.key not in headers.positions:
            continue
        place = headers.positions[column.key]
        cell = columns[place][rows.totals[-1]]
        if not isinstance(cell, float | int) or isinstance(cell, bool):
            continue
        total = ControlTotal(origin.sheet, column.title, float(cell), float(frame[column.key].sum()))
        totals.append(total)
        if not total.agrees:
            findings.append(_differs(total, f"{letter_of(place)}{origin.totals_row}"))
    return totals, findings


def _differs(total: ControlTotal, cell: str) -> Finding:
    return about_sheet(
        Severity.WARNING, total.sheet,
        f"The totals row says {total.file_total:,.10g} for {total.column}; the rows read come to "
        f"{total.our_total:,.10g}.",
        "Look for rows that are missing, hidden or not read, or work the total out again.",
        "totals-differ", cell=cell, column=total.column, value=f"{total.file_total:.10g}",
    )  # fmt: skip
