"""Tells the rows of a list from blank rows, totals, lines of text, and headers that stand again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planner.base.findings import Finding, Severity
from planner.model.tables import TABLES
from planner.workbook.bringing_in.fields import fields_of
from planner.workbook.bringing_in.notes import NOTHING, rows_named
from planner.workbook.bringing_in.sheet import Row, SourceSheet
from planner.workbook.recognise import is_blank, is_total
from planner.workbook.remarks import about_sheet
from planner.workbook.rows import PENNY

Places = Mapping[str, int]

_BRACKETED = re.compile(r"\s*(\([^()]*\)|\[[^\[\]]*\])\s*")


@dataclass(slots=True)
class Body:
    """Which rows of a sheet, by their places counted from 0, are what.

    Attributes:
        kept: the rows of the list.
        totals: rows of totals.
        texts: lines that are no rows.
        headers: rows that repeat the headers.
        shifted: rows that have more cells than there are headers.
    """

    kept: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    headers: list[int] = field(default_factory=list)
    shifted: list[int] = field(default_factory=list)


def sort_body(sheet: SourceSheet, header_row: int, places: Places, table: str) -> Body:
    """Sort the rows under the headers.

    Args:
        sheet: the sheet.
        header_row: the place of the headers counted from 0; -1 where there are none.
        places: field -> its column.
        table: the table.
    """
    body = Body()
    headers = _headers(sheet, header_row, places)
    required = _required(places, table)
    for at in range(header_row + 1, len(sheet.rows)):
        row = sheet.rows[at]
        if all(is_blank(cell) for cell in row):
            continue
        if headers and _repeats(row, headers):
            body.headers.append(at)
        elif not body.kept and _is_of_units(row):
            body.texts.append(at)
        elif _is_totals(row, places, required):
            body.totals.append(at)
        elif _is_text(row, places, required):
            body.texts.append(at)
        else:
            body.kept.append(at)
    _take_bare_sum(sheet, places, table, body)
    body.shifted = _shifted(sheet, body.kept, header_row)
    return body


def _required(places: Places, table: str) -> list[int]:
    """The columns, but for numbers, that each row must have something in."""
    fields = fields_of(table)
    needed = [one.key for one in TABLES[table].columns if one.required]
    return [places[key] for key in needed if key in places and not fields[key].column.kind.is_number]


def _headers(sheet: SourceSheet, header_row: int, places: Places) -> dict[int, str]:
    """The headers of the columns that are taken, as they are compared."""
    row = sheet.rows[header_row] if header_row >= 0 else ()
    said = {place: row[place] for place in places.values() if row}
    return {
        place: cell.strip().casefold()
        for place, cell in said.items()
        if isinstance(cell, str) and cell.strip()
    }


def _repeats(row: Row, headers: Mapping[int, str]) -> bool:
    """Whether a row says the headers again."""
    same = sum(
        isinstance(row[place], str) and row[place].strip().casefold() == header
        for place, header in headers.items()
    )
    return bool(same >= 2 and same >= len(headers) / 2)


def _is_totals(row: Row, places: Places, required: Sequence[int]) -> bool:
    """Whether a row says that it is a total, and lacks most of what a row must have."""
    if not any(is_total(cell) for cell in row):
        return False
    empty = sum(is_blank(row[place]) or is_total(row[place]) for place in required)
    if required:
        return empty >= max(1, len(required) / 2)
    return sum(not is_blank(row[place]) for place in places.values()) <= len(places) / 2 + 1


def _is_of_units(row: Row) -> bool:
    """Whether a row says in brackets what is under the headers: ``(£)``, ``(wte)``, or ``(1)``, ``(2)``."""
    given = [cell for cell in row if not is_blank(cell)]
    return len(given) > 1 and all(isinstance(cell, str) and _BRACKETED.fullmatch(cell) for cell in given)


def _is_text(row: Row, places: Places, required: Sequence[int]) -> bool:
    """Whether a row is a line of text: nothing in the columns that are taken, or one text of words."""
    own = [row[place] for place in places.values() if not is_blank(row[place])]
    if not own:
        return True
    given = [cell for cell in row if not is_blank(cell)]
    if len(given) > 1 or len(places) < 3 or not required:
        return False
    return isinstance(given[0], str) and (" " in given[0].strip() or not any(c.isdigit() for c in given[0]))


def _take_bare_sum(sheet: SourceSheet, places: Places, table: str, body: Body) -> None:
    """Take the last row for totals where it holds nothing but sums of the rows above it."""
    if len(body.kept) < 3:
        return
    last, fields = body.kept[-1], fields_of(table)
    sums = 0
    for key, place in places.items():
        cell = sheet.rows[last][place]
        if is_blank(cell):
            continue
        number = _number(cell)
        if number is None or not (key not in fields or fields[key].column.kind.is_number):
            return
        above = sum(_number(sheet.rows[at][place]) or 0.0 for at in body.kept[:-1])
        if abs(above - number) > PENNY:
            return
        sums += 1
    if sums:
        body.kept.pop()
        body.totals.append(last)


def _number(cell: Any) -> float | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float | int):
        return float(cell)
    try:
        return float(cell.replace("£", "").replace(",", "").strip()) if isinstance(cell, str) else None
    except ValueError:
        return None


def _shifted(sheet: SourceSheet, kept: Sequence[int], header_row: int) -> list[int]:
    """Lines of a text file that have more cells than the headers and the other lines."""
    if not sheet.lengths or header_row < 0 or not kept:
        return []
    width = sheet.lengths[header_row]
    lengths = [sheet.lengths[at] for at in kept]
    usual = max(width, max(set(lengths), key=lambda one: (lengths.count(one), -one)))
    return [
        at
        for at in kept
        if sheet.lengths[at] > usual
        or (sheet.lengths[at] > width and any(not is_blank(cell) for cell in sheet.rows[at][width:]))
    ]


def findings_on_body(sheet: SourceSheet, body: Body, table: str) -> list[Finding]:
    """Say which rows are not brought in, and why."""
    findings = []
    for rows, cause, what in (
        (body.totals, "totals-row", "a totals row: compared, and not brought in as a row of the list."),
        (body.texts, "text-row", "a line of text, which is not brought in."),
        (body.headers, "headers-again", "the headers again, and not brought in."),
    ):
        if rows:
            said = (
                what
                if len(rows) == 1
                else what.replace("a totals row", "totals").replace(
                    "a line of text, which is", "lines of text, which are"
                )
            )
            findings.append(
                about_sheet(
                    Severity.NOTE, sheet.title, f"{rows_named(rows)} {said}", NOTHING, cause,
                    cell=sheet.cell(rows[0], 0), table=table,
                )
            )  # fmt: skip
    hidden = sorted(sheet.hidden_rows & set(body.kept))
    if hidden:
        findings.append(
            about_sheet(
                Severity.WARNING, sheet.title,
                f"{rows_named(hidden)} hidden in the workbook, perhaps by a filter, and brought in too.",
                "Delete rows that are not meant to come in.", "hidden-rows", cell=sheet.cell(hidden[0], 0),
                table=table,
            )
        )  # fmt: skip
    return findings
