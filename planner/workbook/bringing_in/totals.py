"""What a list adds up to, beside what its own totals row says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.base.findings import Finding, Severity
from planner.model.tables import TABLES, Kind
from planner.workbook.bringing_in.fields import field_of
from planner.workbook.bringing_in.sheet import SourceSheet
from planner.workbook.numerals import number_in
from planner.workbook.remarks import about_sheet
from planner.workbook.rows import PENNY
from planner.workbook.sights import is_refused
from planner.workbook.totals import ControlTotal
from planner.workbook.words import shown

_HEADS = "Head count"
_COUNTED = ("employee_number", "assignment_number", "name", "position_title")


@dataclass(frozen=True, slots=True)
class Counted:
    """What came in.

    Attributes:
        rows: rows of the table.
        heads: people, each once; NaN where the table is not of people.
        fte: their FTE; NaN where the table has none.
        amount: basic pay for the hours worked, or amounts, £ a year; NaN where the table has neither.
    """

    rows: int
    heads: float
    fte: float
    amount: float


def counted(frame: pd.DataFrame, table: str) -> Counted:
    """Add up what came in."""
    heads = float(frame["employee_number"].nunique()) if table == "staff" else np.nan
    fte = float(frame["fte"].sum()) if "fte" in frame.columns else np.nan
    amount = np.nan
    if table == "staff" and frame["annual_salary"].notna().any():
        amount = float((frame["annual_salary"] * frame["fte"]).sum())
    elif table == "budgets":
        amount = float(frame["amount"].sum())
    return Counted(len(frame), heads, fte, amount)


def own_totals(
    sheet: SourceSheet, table: str, places: Mapping[str, int], sums: Mapping[str, float],
    rows: Sequence[int], heads: float,
) -> tuple[tuple[ControlTotal, ...], list[Finding]]:  # fmt: skip
    """Compare the totals of a sheet with what was read.

    Args:
        sheet: the sheet.
        table: the table.
        places: field -> its column.
        sums: what the rows read add up to, by field.
        rows: the places of the totals rows, counted from 0.
        heads: people read.
    """
    totals: list[ControlTotal] = []
    findings: list[Finding] = []
    if not rows:
        return (), []
    for key, ours in sums.items():
        place = places[key]
        column = field_of(table, key).column
        said = [_figure(sheet, row, place) for row in rows]
        if said[-1] is None or not (column.adds_up or column.kind is Kind.MONEY):
            continue
        # Where several part totals have no total over them, they are the total together.
        together = sum(one for one in said if one is not None)
        theirs = together if abs(together - ours) <= PENNY else said[-1]
        total = ControlTotal(sheet.title, column.title, theirs, ours)
        totals.append(total)
        if not total.agrees:
            findings.append(_differs(total, sheet.cell(rows[-1], place), table))
    for key in _COUNTED if table == "staff" else ():
        figure = _figure(sheet, rows[-1], places[key]) if key in places else None
        if figure is not None and figure == int(figure):
            total = ControlTotal(sheet.title, _HEADS, figure, heads)
            totals.append(total)
            if not total.agrees:
                findings.append(_differs(total, sheet.cell(rows[-1], places[key]), table))
            break
    return tuple(totals), findings


def summed_keys(table: str, places: Mapping[str, int]) -> list[str]:
    """The fields of a sheet of which a total means something."""
    spec = TABLES[table]
    kinds = (Kind.NUMBER, Kind.MONEY)
    own = [one.key for one in spec.columns if one.kind in kinds and (one.adds_up or one.kind is Kind.MONEY)]
    return [key for key in places if key in own or key.startswith("amount/")]


def _figure(sheet: SourceSheet, row: int, place: int) -> float | None:
    cell = sheet.rows[row][place]
    if isinstance(cell, bool) or not isinstance(cell, str | float | int):
        return None
    sight = number_in(cell, field_of("budgets", "amount").column)
    return None if is_refused(sight) or sight.value is None else float(sight.value)


def _differs(total: ControlTotal, cell: str, table: str) -> Finding:
    return about_sheet(
        Severity.WARNING, total.sheet,
        f"The file's own total of {total.column} is {total.file_total:,.10g}; what was read comes to "
        f"{total.our_total:,.10g}.",
        "Look for rows that are missing, in error or of the past, or work the total out again.",
        "totals-differ", cell=cell, column=total.column, value=shown(total.file_total), table=table,
    )  # fmt: skip
