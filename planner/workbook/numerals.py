"""Reads one number as people write it in a spreadsheet, or says why it will not guess."""

import re
from datetime import date, time, timedelta
from math import isfinite
from typing import Any

from planner.model.tables import Column, Kind
from planner.workbook.sights import ExcelFault, Sight, refused_fault

_NUMBER = re.compile(r"([+-]?)(£?)\s?([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(\.\d*)?", re.ASCII)
_PER_CENT = re.compile(r"([+-]?\d+(?:\.\d+)?|\.\d+)\s*(?:%|per ?cent)", re.ASCII | re.IGNORECASE)
_THOUSANDS = re.compile(r"£?\s?(\d+(?:\.\d+)?)\s?(k|m)", re.ASCII | re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(\d+),(\d{1,2}|\d{4,})", re.ASCII)
_ACCOUNTING = re.compile(r"\(\s?£?\s?(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?\s?\)", re.ASCII)
_POINT = re.compile(r"[A-Z]{2}\d{2}\|(\d{1,2})", re.ASCII | re.IGNORECASE)
_YEARS = re.compile(r"(\d{4}|\d{2})\s?[/\-–]\s?(\d{4}|\d{2})", re.ASCII)
_NOTHING = frozenset({"nan", "n/a", "na", "none", "nil", "null", "-", "–", "tbc", "tba", "?", "unknown"})


def number_in(cell: Any, column: Column) -> Sight:
    """Read a cell of a number column."""
    if isinstance(cell, ExcelFault):
        return refused_fault(cell)
    if isinstance(cell, bool):
        return Sight(cause="truth-for-number")
    if isinstance(cell, int | float):
        return Sight(float(cell)) if isfinite(cell) else Sight(cause="not-a-number")
    if isinstance(cell, date | time | timedelta):
        return Sight(cause="date-for-number")
    text = str(cell).strip()
    if not text:
        return Sight(cause="spaces-only" if cell else "")
    return _number_in_text(text, str(cell), column)


def _number_in_text(text: str, raw: str, column: Column) -> Sight:
    match = _NUMBER.fullmatch(text)
    if match is None or not (match[4] or (match[5] or "").strip(".")):
        return _not_a_number(text, column)
    if match[1] and match[3]:
        return Sight(cause="not-a-number")
    if match[2] and column.kind is not Kind.MONEY:
        return Sight(cause="not-a-number", fix=_plain_number(match))
    value = float(_plain_number(match))
    if match[2] or "," in text or text.startswith("."):
        return Sight(value, "number-form")
    return Sight(value, "number-as-text" if text == raw else "number-trimmed")


def _plain_number(match: re.Match[str]) -> str:
    digits = (match[4] or "0").replace(",", "") + (match[5] or "")
    return ("-" if "-" in (match[1], match[3]) else "") + digits.rstrip(".")


def _not_a_number(text: str, column: Column) -> Sight:
    """Name a form that could be taken in more than one way, and offer the likeliest."""
    if column.key == "spine_point" and (match := _POINT.fullmatch(text)):
        return Sight(float(match[1]), "point-of-grade")
    if match := _PER_CENT.fullmatch(text):
        whole = column.kind is Kind.PERCENT
        return Sight(
            cause="per-cent-text", fix=f"{float(match[1]):g}" if whole else f"{float(match[1]) / 100:g}"
        )
    if match := _THOUSANDS.fullmatch(text):
        return Sight(
            cause="thousands-text", fix=f"{float(match[1]) * (1e3 if match[2] in 'kK' else 1e6):.10g}"
        )
    if match := _DECIMAL_COMMA.fullmatch(text):
        return Sight(cause="decimal-comma", fix=f"{match[1]}.{match[2]}")
    if match := _ACCOUNTING.fullmatch(text):
        return Sight(cause="bracketed", fix="-" + match[1].replace(",", "") + (match[2] or ""))
    if text.lower() in _NOTHING and not column.required:
        return Sight(cause="not-a-number", fix="")
    return Sight(cause="not-a-number")


def year_in(cell: Any, _column: Column) -> Sight:
    """Read a financial year: ``2012/13`` is the year that begins in 2012."""
    if isinstance(cell, ExcelFault):
        return refused_fault(cell)
    if isinstance(cell, bool):
        return Sight(cause="not-a-year")
    if isinstance(cell, date):
        # Excel makes 1 December 2011 of "2011/12" as it is typed.
        likely = f"{cell.year}/{cell.month:02d}" if cell.day == 1 else ""
        follows = (cell.year + 1) % 100 == cell.month
        return Sight(cause="date-for-year", fix=likely if follows else None)
    if isinstance(cell, int | float):
        is_year = cell == int(cell) and 1990 <= cell <= 2050 if isfinite(cell) else False
        return Sight(float(cell), "calendar-year") if is_year else Sight(cause="not-a-year")
    if not isinstance(cell, str):
        return Sight(cause="not-a-year")
    return _year_in_text(cell)


def _year_in_text(cell: str) -> Sight:
    text = cell.strip()
    if not text:
        return Sight(cause="spaces-only" if cell else "")
    if re.fullmatch(r"(19|20)\d\d", text, re.ASCII):
        return Sight(float(text), "calendar-year")
    match = _YEARS.fullmatch(text)
    if match is None:
        return Sight(cause="not-a-year")
    start = int(match[1]) + (2000 if len(match[1]) == 2 else 0)
    if (start + 1) % 100 != int(match[2]) % 100 or (len(match[2]) == 4 and int(match[2]) != start + 1):
        return Sight(cause="not-a-year")
    exact = f"{start}/{(start + 1) % 100:02d}"
    return Sight(float(start), "" if cell == exact else "year-form")
