"""Takes what a user types or pastes into a cell, by the same rules as a sheet is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from planner.base.dates import to_date, year_label
from planner.base.findings import Finding, Severity
from planner.model.plan import Plan
from planner.model.tables import TABLES, Column, Kind
from planner.workbook.clean import Remark, clean, percentages
from planner.workbook.codes import respeller
from planner.workbook.facts import fact_column, fact_in
from planner.workbook.layout import PLAN_SHEET
from planner.workbook.remarks import findings_on
from planner.workbook.sights import CAUSES, is_refused
from planner.workbook.words import shown

_PER_CENT = re.compile(r"\s*([+-]?\d+(?:\.\d+)?|\.\d+)\s*%\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entered:
    """What was taken from a text.

    Attributes:
        value: text, a number, a date, or None for a blank and for what could not be read.
        finding: what is wrong or odd about it; None where it is plain, and where a sheet would only
            note the form it has.
        is_readable: whether a value could be taken. What could not be is kept as it was typed.
    """

    value: Any
    finding: Finding | None = None
    is_readable: bool = True


Reader = Callable[[str], Entered]


def entered(text: str, column: Column, table: str, plan: Plan) -> Entered:
    """Take one text as the content of a cell.

    Dates are day first; bands, flags and choices may be spelt as in a sheet; a code takes the
    spelling of the plan's own table. A percentage may bear its sign in a column of percentages,
    where a spreadsheet shows it so.
    """
    return reader_of(column, table, plan)(text)


def reader_of(column: Column, table: str, plan: Plan) -> Reader:
    """Give what takes texts as cells of one column; each different text is read once."""
    respelt = respeller(plan, column, table)

    @cache
    def read(text: str) -> Entered:
        found = _read(text, column, table)
        if respelt is not None and isinstance(found.value, str):
            return replace(found, value=respelt(found.value))
        return found

    return read


def written(value: Any, column: Column) -> str:
    """Write a cell as a user would type it: exact, without separators, dates as 31/03/2013."""
    if value is None or value != value:  # noqa: PLR0124 — true of NaN and NaT alone
        return ""
    if column.kind is Kind.YEAR:
        return year_label(int(value))
    if column.kind is Kind.DATE:
        return shown(to_date(np.datetime64(value, "D")))
    return shown(float(value)) if column.kind.is_number else str(value)


def finding_of(text: str, column: Column, table: str, row: int) -> Finding | None:
    """What there is to say about a text that stands in a cell of the plan; None where it is plain."""
    found = _read(text, column, table).finding
    return None if found is None else replace(found, row=row)


def entered_fact(text: str, key: str) -> Entered:
    """Take one text as a fact of the plan ("closure"); a date is needed where the plan has one."""
    sight, column = fact_in(key, text), fact_column(key)
    refused = is_refused(sight) or sight.value is None
    if not sight.cause and refused:
        sight = sight._replace(cause="not-a-date")
    is_told = bool(sight.cause) and CAUSES[sight.cause].severity is not Severity.NOTE
    remarks = [Remark(0, text, sight)] if is_told or refused else []
    found = [replace(one, cell="", row=-1) for one in findings_on(remarks, column, "", PLAN_SHEET, "", [-1])]
    return Entered(None if refused else sight.value, found[0] if found else None, not refused)


def _read(text: str, column: Column, table: str) -> Entered:
    if column.kind is Kind.PERCENT and (match := _PER_CENT.fullmatch(text)):
        return Entered(float(match[1]))
    cleaned = clean([text], column, table)
    if column.kind is Kind.PERCENT:
        cleaned = percentages(cleaned, [text], None)
    refused = any(is_refused(one.sight) for one in cleaned.remarks)
    told = [one for one in cleaned.remarks if CAUSES[one.sight.cause].severity is not Severity.NOTE]
    findings = findings_on(told, column, table, TABLES[table].sheet, "", [-1])
    finding = replace(findings[0], cell="", row=-1) if findings else None
    return Entered(None if refused else _plain(cleaned.content[0]), finding, not refused)


def _plain(value: Any) -> str | float | date | None:
    """A cell's content as Python's own kind."""
    if isinstance(value, np.datetime64):
        return None if np.isnat(value) else to_date(value.astype("datetime64[D]"))
    if isinstance(value, str):
        return value
    return None if np.isnan(value) else float(value)
