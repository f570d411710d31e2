"""What there is to say about how the columns of a list were taken."""

import re

from planner.base.findings import Finding, Severity
from planner.model.tables import Kind
from planner.workbook.bringing_in.content import fit, sample_of
from planner.workbook.bringing_in.fields import field_of
from planner.workbook.bringing_in.mapping import How, MappedColumn, Mapping
from planner.workbook.bringing_in.notes import NOTHING
from planner.workbook.bringing_in.sheet import SourceSheet
from planner.workbook.layout import letter_of, plain
from planner.workbook.recognise import is_blank
from planner.workbook.remarks import about_sheet

_THOUSANDS = re.compile(r"£\s?['’]?000|['’]000\b|\b000['’]?s\b|£\s?k\b|\bin thousands\b", re.IGNORECASE)
SURE = 0.8
"""A column that is less sure than this is to be looked at."""


def findings_on_columns(sheet: SourceSheet, mapping: Mapping) -> list[Finding]:
    """Say which columns are taken for what in other names, which are doubtful, and which are left out."""
    findings = [found for one in mapping.columns if (found := _about(one, sheet, mapping)) is not None]
    if sheet.is_hidden:
        findings.append(
            about_sheet(
                Severity.WARNING, sheet.title, f"The sheet '{sheet.name}' is hidden in the workbook.",
                "Check that it is the one that is meant.", "hidden-sheet", table=mapping.table,
            )
        )  # fmt: skip
    if mapping.header_row < 0:
        findings.append(
            about_sheet(
                Severity.WARNING, sheet.title, "The list has no headers; columns are told by what they hold.",
                "Check what each column is taken for.", "no-headers", cell="A1", table=mapping.table,
            )
        )  # fmt: skip
    findings += _namesakes(sheet, mapping)
    findings += _in_thousands(sheet, mapping)
    left = [f"{one.letters} '{one.header}' ({one.why})" for one in mapping.left_out if one.header]
    if left:
        findings.append(
            about_sheet(
                Severity.NOTE, sheet.title, f"Not brought in: {'; '.join(left[:30])}"
                f"{' and more' if len(left) > 30 else ''}.",
                NOTHING, "columns-left-out", table=mapping.table,
            )
        )  # fmt: skip
    return findings


def _namesakes(sheet: SourceSheet, mapping: Mapping) -> list[Finding]:
    """Columns that are left out though they have the very header of one that is taken."""
    taken = {plain(one.header): one for one in mapping.columns if one.header}
    findings = []
    for one in mapping.left_out:
        like = taken.get(plain(one.header)) if one.header else None
        if (
            like is None
            or like.how in (How.CHOSEN, How.REMEMBERED)
            or all(is_blank(row[one.place]) for row in sheet.rows[mapping.header_row + 1 :])
        ):
            continue
        title = field_of(mapping.table, like.key).title
        findings.append(
            about_sheet(
                Severity.WARNING, sheet.title,
                f"Columns {like.letters} and {one.letters} are both called '{one.header}'; "
                f"column {like.letters} is taken for {title}.",
                "Check which is right, and say so if it is the other.", "header-twice",
                cell=sheet.cell(max(mapping.header_row, 0), one.place), column=title, value=one.header,
                table=mapping.table,
            )
        )  # fmt: skip
    return findings


def _in_thousands(sheet: SourceSheet, mapping: Mapping) -> list[Finding]:
    """Say where the words over a list call its amounts thousands of pounds: they come in as they stand."""
    money = [one for one in mapping.columns if field_of(mapping.table, one.key).column.kind is Kind.MONEY]
    if not money or mapping.header_row < 0:
        return []
    for at, row in enumerate(sheet.rows[: mapping.header_row + 2]):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and _THOUSANDS.search(cell):
                title = field_of(mapping.table, money[0].key).title
                return [
                    about_sheet(
                        Severity.WARNING, sheet.title,
                        f"'{' '.join(cell.split())[:60]}' may mean that amounts are in thousands of pounds; "
                        "they are brought in as they stand, as pounds.",
                        "Where they are thousands, multiply them by 1,000 in the file and bring it in again.",
                        "in-thousands", cell=sheet.cell(at, place), column=title, value=cell[:80],
                        table=mapping.table,
                    )
                ]  # fmt: skip
    return []


def _about(column: MappedColumn, sheet: SourceSheet, mapping: Mapping) -> Finding | None:
    title = field_of(mapping.table, column.key).title
    what = f"Column {column.letters}" + (f" '{column.header}'" if column.header else "")
    cell = sheet.cell(max(mapping.header_row, 0), column.place)
    place = {"cell": cell, "column": title, "value": column.header, "table": mapping.table}
    if column.how in (How.CHOSEN, How.REMEMBERED):
        return _not_fitting(column, sheet, mapping, place)
    if column.how is How.NAME and column.confidence >= SURE:
        return None
    if column.confidence >= SURE:
        message = f"{what} is taken for {title}."
        return about_sheet(Severity.NOTE, sheet.title, message, NOTHING, "header-alias", **place)
    message = f"{what} is taken for {title}: {column.why} ({column.confidence:.0%} sure)."
    remedy = "Check it, and say which column holds it if it is another."
    return about_sheet(Severity.WARNING, sheet.title, message, remedy, "doubtful-column", **place)


def _not_fitting(
    column: MappedColumn, sheet: SourceSheet, mapping: Mapping, place: dict[str, str]
) -> Finding | None:
    """A column that was chosen, but does not hold what it was chosen for."""
    cells = [row[column.place] for row in sheet.rows[mapping.header_row + 1 :]]
    if column.place >= sheet.width or all(is_blank(cell) for cell in cells):
        return None
    field = field_of(mapping.table, column.key)
    if fit(sample_of(cells), field.column, mapping.table) >= 0.5:
        return None
    return about_sheet(
        Severity.WARNING, sheet.title,
        f"Most of column {letter_of(column.place)} does not hold what {field.title} does.",
        "Check that it is the right column.", "column-does-not-fit", **place,
    )  # fmt: skip
