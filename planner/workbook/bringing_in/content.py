"""How well what a column holds fits what it might be, and what it might be by that alone."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from planner.base.dates import to_date
from planner.model.tables import BANDS, Column, Kind
from planner.workbook.clean import clean
from planner.workbook.numerals import number_in
from planner.workbook.recognise import is_blank, is_total
from planner.workbook.reference import ccgs, trusts
from planner.workbook.sights import is_refused
from planner.workbook.words import shown

SAMPLE = 200
FEWEST = 3
"""Cells that a column must hold before its content says anything."""

_NUMBER_COLUMN = Column("number", "Number", Kind.MONEY)
_DATE_COLUMN = Column("born", "Date", Kind.DATE)
_END_COLUMN = Column("contract_ends", "Date", Kind.DATE)
_BAND_COLUMN = Column("band", "Band", Kind.BAND, choices=BANDS)
_UNIT = re.compile(r"\d+\s+L(?:[5-9]|\d\d)\s+\S")
"""A part of an organisation: the levels over the fifth are organisations themselves."""
_EMPLOYEE = re.compile(r"[A-Z]{0,2}\d{5,10}", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w'’-]+,\s+[A-Z]")


class Kindred(NamedTuple):
    """What a column might be by its content."""

    key: str
    confidence: float
    why: str


def sample_of(cells: Sequence[Any]) -> list[Any]:
    """Cells that are not blank, spread over the column."""
    given = [cell for cell in cells if not is_blank(cell) and cell is not None and not is_total(cell)]
    step = max(1, len(given) // SAMPLE)
    return given[::step][:SAMPLE]


def fit(sample: Sequence[Any], column: Column, table: str) -> float:
    """The share of cells that could be taken as this column's; 1 where there is too little to say."""
    if len(sample) < FEWEST:
        return 1.0
    if column.key == "effective_to":
        column = _END_COLUMN  # days that stand for no end fit it
    cleaned = clean(sample, column, table)
    refused = sum(is_refused(one.sight) for one in cleaned.remarks)
    if column.kind.is_number and (column.low is not None or column.high is not None):
        low = -np.inf if column.low is None else column.low
        high = np.inf if column.high is None else column.high
        refused += int(((cleaned.content < low) | (cleaned.content > high)).sum())
    if column.kind is Kind.CODE:
        refused += sum(isinstance(cell, float) and cell != int(cell) for cell in sample)
    if column.kind in (Kind.CODE, Kind.TEXT) and column.key != "employee_number":
        return 1.0 - refused / len(sample) if not _all_long(sample) else 0.3
    return max(0.0, 1.0 - refused / len(sample))


def is_of_units(sample: Sequence[Any]) -> bool:
    """Whether cells name parts of an organisation as the staff record does: ``638 L8 Commissioning``."""
    named = sum(isinstance(cell, str) and bool(_UNIT.match(cell.strip())) for cell in sample)
    return named > len(sample) / 2


def kindred(sample: Sequence[Any], table: str) -> Kindred | None:
    """What a column might be by its content alone; None where that does not say."""
    if len(sample) < FEWEST or table not in ("staff", "posts"):
        return None
    found = [one for one in (_as_band(sample), _as_fte(sample)) if one]
    if table == "staff":
        found += [one for one in map(lambda look: look(sample), _STAFF_LOOKS) if one]  # noqa: C417
    return max(found, key=lambda one: one.confidence, default=None)


def _all_long(sample: Sequence[Any]) -> bool:
    return all(isinstance(cell, str) and len(cell) > SAMPLE for cell in sample)


def _as_band(sample: Sequence[Any]) -> Kindred | None:
    if fit(sample, _BAND_COLUMN, "staff") < 0.9:
        return None
    with_letters = sum(any(one.isalpha() for one in shown(cell)) for cell in sample)
    if with_letters < len(sample) * 0.2:
        return None  # bare figures could be anything
    return Kindred("band", 0.65, "it holds pay bands")


def _numbers(sample: Sequence[Any]) -> np.ndarray[Any, Any] | None:
    """The column as numbers; None where it is not one of numbers."""
    if any(isinstance(cell, date) for cell in sample):
        return None
    sights = [number_in(cell, _NUMBER_COLUMN) for cell in sample]
    values = [sight.value for sight in sights if sight.value is not None and not is_refused(sight)]
    return np.array(values, dtype=np.float64) if len(values) >= len(sample) * 0.9 else None


def _as_fte(sample: Sequence[Any]) -> Kindred | None:
    values = _numbers(sample)
    if values is None or not ((values > 0) & (values <= 1.5)).all() or (values == 1).mean() < 0.3:
        return None
    return Kindred("fte", 0.6 if len(set(values)) > 1 else 0.4, "it holds parts of a full-time post")


def _as_salary(sample: Sequence[Any]) -> Kindred | None:
    values = _numbers(sample)
    if values is None or len(set(values)) < 2 or ((values >= 12_000) & (values <= 250_000)).mean() < 0.95:
        return None
    return Kindred("annual_salary", 0.5, "it holds amounts of the size of salaries")


def _as_number(sample: Sequence[Any]) -> Kindred | None:
    texts = [shown(cell).strip() for cell in sample]
    if len(set(texts)) < len(texts) * 0.9 or not all(_EMPLOYEE.fullmatch(text) for text in texts):
        return None
    return Kindred("employee_number", 0.55, "it holds numbers that differ from row to row")


def _as_birth(sample: Sequence[Any]) -> Kindred | None:
    if fit(sample, _DATE_COLUMN, "staff") < 0.9:
        return None
    days = clean(sample, _DATE_COLUMN, "staff").content
    years = [to_date(day).year for day in days if not np.isnat(day)]
    if len(years) < FEWEST or max(years) > 1997 or not 1940 <= float(np.median(years)) <= 1985:
        return None
    return Kindred("born", 0.45, "it holds dates of the years in which staff were born")


def _as_name(sample: Sequence[Any]) -> Kindred | None:
    named = sum(isinstance(cell, str) and bool(_NAME.match(cell)) for cell in sample)
    return Kindred("name", 0.5, "it holds names of people") if named >= len(sample) * 0.9 else None


def _as_organisation(sample: Sequence[Any]) -> Kindred | None:
    known = sum(isinstance(cell, str) and cell.strip().upper() in _codes() for cell in sample)
    return (
        Kindred("organisation", 0.7, "it holds codes of PCTs or CCGs") if known >= len(sample) * 0.9 else None
    )


_STAFF_LOOKS = (_as_salary, _as_number, _as_birth, _as_name, _as_organisation)


@cache
def _codes() -> frozenset[str]:
    """Codes of the PCTs and CCGs that there were."""
    return frozenset(trusts()["pct_code"]) | frozenset(ccgs()["ccg_code"])
