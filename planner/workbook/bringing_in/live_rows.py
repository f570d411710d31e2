"""Which rows of an assignment that stands several times are live: those whose end is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from planner.base.dates import long_date
from planner.base.findings import Finding, Severity
from planner.model.tables import Column, Kind
from planner.workbook.bringing_in.notes import NOTHING, Told, about_cells
from planner.workbook.bringing_in.sheet import SourceSheet
from planner.workbook.calendar_days import NO_DATES, NO_END_YEARS, date_in
from planner.workbook.recognise import is_blank
from planner.workbook.sights import is_refused
from planner.workbook.words import shown

_FAR_FUTURE = 2100
_END = Column("contract_ends", "Effective to", Kind.DATE)
_START = Column("effective_from", "Effective from", Kind.DATE)


@dataclass(slots=True)
class _Told:
    """What is said of rows, by kind."""

    past: list[Told] = field(default_factory=list)
    ended: list[Told] = field(default_factory=list)
    rivals: list[Told] = field(default_factory=list)
    unknown: list[Told] = field(default_factory=list)


def live_rows(
    sheet: SourceSheet, places: Mapping[str, int], kept: Sequence[int]
) -> tuple[list[int], list[Finding]]:
    """Keep of each assignment the rows that are live.

    An open end is blank, or one of the days that stand for none. Where no row has an open end the
    latest is kept, with a warning; rows that split an assignment's cost begin on one day, and all of
    them are live.

    Args:
        sheet: the sheet.
        places: field -> its column.
        kept: the rows of the list.
    """
    place = places.get("effective_to")
    named = places.get("assignment_number", places.get("employee_number"))
    if place is None or named is None:
        return list(kept), []
    alike: dict[str, list[int]] = {}
    told = _Told()
    for at in kept:
        name = shown(sheet.rows[at][named]).strip()
        alike.setdefault(name or f"\0{at}", []).append(at)
        if _is_unreadable(sheet.rows[at][place]):
            told.unknown.append(_of(sheet, at, place, "is no date, and is taken as no end"))
    live: set[int] = set()
    for rows in alike.values():
        live.update(_live(sheet, rows, places, told))
    return [at for at in kept if at in live], _findings(sheet, told)


def _live(sheet: SourceSheet, rows: list[int], places: Mapping[str, int], told: _Told) -> list[int]:
    end = places["effective_to"]
    is_open = [at for at in rows if _end(sheet.rows[at][end]) is None]
    if not is_open:
        latest = max(_end(sheet.rows[at][end]) or date.min for at in rows)
        is_open = [at for at in rows if _end(sheet.rows[at][end]) == latest]
        words = f"ended on {long_date(latest)}, and no later row follows; it is brought in"
        told.ended += [_of(sheet, at, end, words) for at in is_open]
    chosen = is_open
    if len(is_open) > 1 and "effective_from" in places:
        starts = {at: _start(sheet.rows[at][places["effective_from"]]) for at in is_open}
        latest = max(starts.values())
        chosen = [at for at in is_open if starts[at] == latest]
        if len(chosen) < len(is_open):
            words = "has an open end too, though a later row begins; the later is brought in"
            told.rivals += [_of(sheet, at, end, words) for at in is_open if at not in chosen]
    gone = [at for at in rows if at not in is_open]
    told.past += [_of(sheet, at, end, "is of the past: its assignment has a later one") for at in gone]
    return chosen


def _of(sheet: SourceSheet, at: int, place: int, words: str) -> Told:
    text = shown(sheet.rows[at][place])
    return Told(sheet.cell(at, place), at + 1, text, f"Row {at + 1} {words}.")


def _findings(sheet: SourceSheet, told: _Told) -> list[Finding]:
    say = {"table": "staff", "column": "Effective to"}
    return [
        *about_cells(Severity.NOTE, sheet.title, "past-row", told.past, NOTHING, **say),
        *about_cells(
            Severity.WARNING, sheet.title, "ended-row", told.ended,
            "Delete the row if the person has left.", **say,
        ),
        *about_cells(
            Severity.WARNING, sheet.title, "two-open-rows", told.rivals,
            "Check which of the rows is right.", **say,
        ),
        *about_cells(
            Severity.WARNING, sheet.title, "end-not-a-date", told.unknown,
            "Write the date as 31/03/2013, or clear the cell where there is no end.", **say,
        ),
    ]  # fmt: skip


def _end(cell: Any) -> date | None:
    """The day on which a row ended; None where its end is open."""
    if is_blank(cell) or _is_no_end(cell):
        return None
    sight = date_in(cell, _END)
    return None if is_refused(sight) or not isinstance(sight.value, date) else _day(sight.value)


def _is_no_end(cell: Any) -> bool:
    if isinstance(cell, date):
        return cell.year > _FAR_FUTURE or cell.year in NO_END_YEARS or _day(cell) in NO_DATES
    return isinstance(cell, str) and any(str(year) in cell for year in NO_END_YEARS)


def _is_unreadable(cell: Any) -> bool:
    return not is_blank(cell) and not _is_no_end(cell) and is_refused(date_in(cell, _END))


def _start(cell: Any) -> date:
    sight = date_in(cell, _START)
    return date.min if is_refused(sight) or not isinstance(sight.value, date) else _day(sight.value)


def _day(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day
