"""Turns remarks on the cells of a column into findings, those of one cause together where there are many."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from planner.base.dates import long_date, year_label
from planner.base.findings import Finding, Severity
from planner.model.tables import Column, Kind
from planner.workbook.clean import Remark
from planner.workbook.sights import CAUSES, Sight, expected_in
from planner.workbook.words import shown

MANY = 20
"""Notes or warnings of one cause in one column beyond this many are one finding; those that offer
another value stay one a cell, so that each can be mended by itself."""
NAMED = 10
"""How many cells such a finding names."""
LONGEST = 120
"""Characters of a cell that a finding repeats."""


def findings_on(
    remarks: Sequence[Remark], column: Column, table: str, sheet: str, letters: str, rows: Sequence[int]
) -> list[Finding]:
    """Write the findings on one column.

    Args:
        remarks: what was seen, by position in the column.
        column: the column.
        table: its table.
        sheet: the sheet as the file names it.
        letters: the letters of the column in the sheet.
        rows: the row of each position, counted from 1.
    """
    by_cause: dict[str, list[Remark]] = {}
    for remark in remarks:
        by_cause.setdefault(remark.sight.cause, []).append(remark)
    findings = []
    for cause, found in by_cause.items():
        is_lasting = CAUSES[cause].severity is Severity.ERROR or found[0].sight.fix is not None
        together = len(found) > MANY and not is_lasting
        for remark in found[:1] if together else found:
            finding = _finding(remark, column, table, sheet, letters, rows[remark.position])
            findings.append(finding)
        if together:
            findings[-1] = _together(findings[-1], letters, [rows[one.position] for one in found])
    return findings


def _finding(remark: Remark, column: Column, table: str, sheet: str, letters: str, row: int) -> Finding:
    cause = CAUSES[remark.sight.cause]
    text = _short(shown(remark.cell))
    words = {
        "title": column.title,
        "text": text,
        "value": _value_text(remark.sight, column),
        "fix": remark.sight.fix or "it",
        "expected": expected_in(column),
        "or_blank": "" if column.required else ", or leave it blank",
    }
    return Finding(
        cause.severity,
        sheet,
        f"{letters}{row}",
        column.title,
        text,
        cause.message.format(**words),
        cause.remedy.format(**words),
        remark.sight.cause,
        table,
        row,
        remark.sight.fix,
    )


def _together(first: Finding, letters: str, rows: Sequence[int]) -> Finding:
    named = ", ".join(f"{letters}{row}" for row in rows[:NAMED])
    return replace(
        first,
        message=f"{first.message} So it is in {len(rows):,} cells of this column: {named}, …",
        rows=tuple(rows),
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _value_text(sight: Sight, column: Column) -> str:
    value: Any = sight.value
    if value is None:
        return "blank"
    if isinstance(value, date):
        return long_date(value)
    if column.kind is Kind.YEAR:
        return year_label(int(value))
    return f"{value:,.10g}" if isinstance(value, float) else _short(str(value))


def about_sheet(
    severity: Severity, sheet: str, message: str, remedy: str, cause: str, **more: Any
) -> Finding:
    """Write a finding about a sheet; ``more`` are further attributes of the finding."""
    blank = {"cell": "", "column": "", "value": ""}
    return Finding(
        severity=severity, sheet=sheet, message=message, remedy=remedy, cause=cause, **(blank | more)
    )
