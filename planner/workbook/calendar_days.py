"""Reads one date as people write it in a spreadsheet, day first, or says why it will not guess."""

import re
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from planner.model.tables import Column
from planner.workbook.layout import END_DATES
from planner.workbook.sights import ExcelFault, Sight, refused_fault

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*([A-Za-z]{3,9})\.?,?[\s\-/.]*(\d{4}|\d{2})", re.ASCII)
_RUN = re.compile(r"(19|20)(\d\d)(\d\d)(\d\d)", re.ASCII)
_CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm)?Z?$", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"\d{4,6}(\.\d+)?", re.ASCII)

FIRST_DAY, LAST_DAY = date(1900, 1, 2), date(2100, 12, 31)
NO_DATES = frozenset({date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1)})
"""Days that a nought or a blank turns into on its way between programs."""
NO_END_YEARS = (4712, 9999)
FEWEST_BARE, MOST_BARE = 10_000, 73_050
"""Day numbers of Excel between 1927 and 2099: a number outside these is no date."""
_EPOCH = date(1899, 12, 30)
_PIVOT = 30
_LATEST_BIRTH = 2013


def date_in(cell: Any, column: Column) -> Sight:
    """Read a cell of a date column."""
    if isinstance(cell, ExcelFault):
        return refused_fault(cell)
    if isinstance(cell, datetime):
        clock = "clock-dropped" if cell.time() != time(0) else ""
        return _in_range(cell.date(), clock, column)
    if isinstance(cell, date):
        return _in_range(cell, "", column)
    if isinstance(cell, time) and cell == time(0):
        return _no_date(column)  # a nought that is formatted as a date
    if isinstance(cell, bool | time | timedelta):
        return Sight(cause="not-a-date")
    if isinstance(cell, int | float):
        return _date_in_number(float(cell), column)
    text = str(cell).strip()
    if not text:
        return Sight(cause="spaces-only" if cell else "")
    return _date_in_text(text, column)


def _in_range(day: date, cause: str, column: Column) -> Sight:
    if day.year in NO_END_YEARS or day in NO_DATES:
        return _no_date(column, far=day.year in NO_END_YEARS)
    if not FIRST_DAY <= day <= LAST_DAY:
        return Sight(cause="impossible-date")
    return Sight(day, cause)


def _no_date(column: Column, far: bool = False) -> Sight:
    if column.key in END_DATES:
        return Sight(cause="no-end")
    if far or column.required:
        return Sight(cause="impossible-date")
    return Sight(cause="no-date")


def _date_in_number(number: float, column: Column) -> Sight:
    if not isfinite(number):
        return Sight(cause="not-a-date")
    if number == int(number) and (match := _RUN.fullmatch(str(int(number)))):
        return _day(int(match[1] + match[2]), int(match[3]), int(match[4]), "date-form", column)
    if FEWEST_BARE <= number <= MOST_BARE:
        return _in_range(_EPOCH + timedelta(days=int(number)), "bare-day-number", column)
    if number in (0, 1) and column.key in END_DATES:
        return Sight(cause="no-end")
    return Sight(cause="not-a-date")


def _date_in_text(text: str, column: Column) -> Sight:
    bare = _CLOCK.sub("", text)
    if match := _YEAR_FIRST.fullmatch(bare):
        return _day(int(match[1]), int(match[2]), int(match[3]), "date-form", column)
    if match := _RUN.fullmatch(bare):
        return _day(int(match[1] + match[2]), int(match[3]), int(match[4]), "date-form", column)
    if match := _DAY_FIRST.fullmatch(bare):
        return _short_or_full(match[3], int(match[2]), int(match[1]), column)
    if match := _NAMED.fullmatch(bare):
        month = _month(match[2])
        return _short_or_full(match[3], month, int(match[1]), column) if month else Sight(cause="not-a-date")
    if _NUMBER.fullmatch(text) and FEWEST_BARE <= float(text) <= MOST_BARE:
        return _date_in_number(float(text), column)
    return Sight(cause="not-a-date")


def _short_or_full(year: str, month: int, day: int, column: Column) -> Sight:
    if len(year) == 4:
        return _day(int(year), month, day, "date-form", column)
    full = int(year) + (2000 if int(year) < _PIVOT else 1900)
    if column.key == "born" and full > _LATEST_BIRTH:
        full -= 100
    return _day(full, month, day, "two-digit-year", column)


def _day(year: int, month: int, day: int, cause: str, column: Column) -> Sight:
    try:
        return _in_range(date(year, month, day), cause, column)
    except ValueError:
        pass
    if month > 12 >= day >= 1:
        return Sight(cause="month-first", fix=_turned(year, day, month))
    return Sight(cause="no-such-day")


def _turned(year: int, month: int, day: int) -> str | None:
    try:
        return f"{date(year, month, day):%d/%m/%Y}"
    except ValueError:
        return None


def _month(name: str) -> int:
    """The number of a month by its name or first three letters; 0 where it is none."""
    name = name.lower()
    if name in _FULL_MONTHS:
        return _FULL_MONTHS.index(name) + 1
    return _MONTHS.index(name) + 1 if name in _MONTHS else (9 if name == "sept" else 0)


def month_in(text: str) -> tuple[int, int] | None:
    """Read a month without a day, ``March 2016``, ``Mar-16`` or ``2016-03``: (year, month)."""
    if match := re.fullmatch(r"([A-Za-z]{3,9})[\s\-/]*(\d{4}|\d{2})", text.strip(), re.ASCII):
        month = _month(match[1])
        year = int(match[2]) + (2000 if len(match[2]) == 2 else 0)
        return (year, month) if month else None
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip(), re.ASCII):
        year, month = int(match[1]), int(match[2])
        return (year, month) if 1 <= month <= 12 else None
    return None
