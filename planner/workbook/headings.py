"""Findings on a table as a whole: missing and rival columns, and rows that were left out."""

from collections.abc import Sequence

from planner.base.findings import Finding, Severity
from planner.model.tables import Column, TableSpec
from planner.workbook.grid import Grid
from planner.workbook.layout import DOUBTFUL, letter_of, plain
from planner.workbook.recognise import Headers
from planner.workbook.remarks import NAMED, about_sheet
from planner.workbook.rows import Rows


def findings_on_headers(
    headers: Headers, rows: Rows, spec: TableSpec, grid: Grid, first_row: int
) -> list[Finding]:
    """Say which columns are missing, doubtful or twice there, and which rows are not the table's own."""
    findings = []
    for column in spec.columns:
        if column.required and column.key not in headers.positions:
            findings.append(_missing(column, spec, grid.name))
        if column.key in headers.aliases:
            findings.append(_alias(column, headers, spec, grid.name))
        if column.key in headers.rivals:
            findings.append(_rivals(column, headers, spec, grid.name))
    said = (
        (rows.totals, "totals-row", "a totals row, which is compared and not read as a row of the table"),
        (rows.remarks, "remark-row", "a line of text under the table, which is not read"),
        (rows.past, "past-row", "a row of the past: the assignment has a later one with no end"),
    )
    for places, cause, what in said:
        if places:
            findings.append(_left_out([at + first_row for at in places], cause, what, spec, grid.name))
    return findings


def _missing(column: Column, spec: TableSpec, sheet: str) -> Finding:
    return about_sheet(
        Severity.ERROR, sheet, f"Sheet '{sheet}' has no column '{column.title}', which it needs.",
        f"Add a column with the header '{column.title}', or rename the one that holds it.",
        "missing-column", table=spec.name, column=column.title,
    )  # fmt: skip


def _alias(column: Column, headers: Headers, spec: TableSpec, sheet: str) -> Finding:
    header = headers.aliases[column.key]
    cell = f"{letter_of(headers.positions[column.key])}{headers.row + 1}"
    doubt = DOUBTFUL.get((column.key, plain(header)))
    if doubt:
        return about_sheet(
            Severity.WARNING, sheet, f"The column '{header}' is taken as {column.title}: {doubt}.",
            f"Check it, or give the column '{column.title}'.", "doubtful-header", table=spec.name,
            cell=cell, column=column.title, value=header,
        )  # fmt: skip
    return about_sheet(
        Severity.NOTE, sheet, f"The column '{header}' is taken as {column.title}.", "Nothing need be done.",
        "header-alias", table=spec.name, cell=cell, column=column.title, value=header,
    )  # fmt: skip


def _rivals(column: Column, headers: Headers, spec: TableSpec, sheet: str) -> Finding:
    read = letter_of(headers.positions[column.key])
    others = [letter_of(place) for place in headers.rivals[column.key]]
    return about_sheet(
        Severity.WARNING, sheet,
        f"Columns {', '.join([read, *others])} could each be {column.title}. Column {read} is read.",
        "Rename those that are not, or delete them.", "rival-headers", table=spec.name,
        cell=f"{others[0]}{headers.row + 1}", column=column.title,
    )  # fmt: skip


def _left_out(numbers: Sequence[int], cause: str, what: str, spec: TableSpec, sheet: str) -> Finding:
    named = ", ".join(str(number) for number in numbers[:NAMED]) + (", …" if len(numbers) > NAMED else "")
    rows = f"Row {named} is" if len(numbers) == 1 else f"Each of rows {named} is"
    return about_sheet(
        Severity.NOTE, sheet, f"{rows} {what}.", "Nothing need be done.", cause, table=spec.name,
        cell=f"A{numbers[0]}",
    )  # fmt: skip
