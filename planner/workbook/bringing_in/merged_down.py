"""Fills what is merged over several rows of a list into each of them, as the reader of the sheet sees it."""

from collections.abc import Collection
from dataclasses import replace

from planner.base.findings import Finding, Severity
from planner.model.tables import Kind
from planner.workbook.bringing_in.fields import fields_of
from planner.workbook.bringing_in.mapping import Mapping
from planner.workbook.bringing_in.notes import Told, about_cells
from planner.workbook.bringing_in.sheet import SourceSheet
from planner.workbook.layout import letter_of
from planner.workbook.recognise import is_blank


def with_merged_filled(
    sheet: SourceSheet, mapping: Mapping, rows: Collection[int]
) -> tuple[SourceSheet, list[Finding]]:
    """Give each row of a list what is merged over it, with a note; numbers are not given twice.

    Args:
        sheet: the sheet.
        mapping: what its columns are.
        rows: the places of the list's rows, counted from 0.
    """
    fields = fields_of(mapping.table)
    places = {
        one.place for one in mapping.columns if one.key in fields and _may_repeat(fields[one.key].column.kind)
    }
    filled: dict[int, list[object]] = {}
    told = []
    kept = frozenset(rows)
    for first, left, last, right in sheet.merged:
        if first <= mapping.header_row or last <= first or left != right or left not in places:
            continue
        cell = sheet.rows[first][left]
        under = [at for at in range(first + 1, min(last + 1, len(sheet.rows))) if at in kept]
        under = [at for at in under if is_blank(sheet.rows[at][left])]
        if is_blank(cell) or not under:
            continue
        for at in under:
            filled.setdefault(at, list(sheet.rows[at]))[left] = cell
        span = f"{sheet.cell(first, left)}:{letter_of(left)}{last + 1}"
        words = f"Cells {span} are merged; what they hold is taken for each of their rows."
        told.append(Told(sheet.cell(first, left), first + 1, str(cell), words))
    if not filled:
        return sheet, []
    findings = about_cells(Severity.NOTE, sheet.title, "merged-down", told, table=mapping.table)
    return replace(sheet, rows=[filled.get(at, row) for at, row in enumerate(sheet.rows)]), findings


def _may_repeat(kind: Kind) -> bool:
    return not kind.is_number or kind is Kind.YEAR
