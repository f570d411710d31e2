"""Turns one column of cells into values of its kind, with a remark on each cell that was not plain.

Clean columns take a short way over the whole column; only what is odd is looked at cell by cell, and
each distinct text once.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.model.tables import BANDS, TEXT, Column, Kind, dtype_of
from planner.workbook.calendar_days import FIRST_DAY, LAST_DAY, date_in
from planner.workbook.numerals import number_in, year_in
from planner.workbook.sights import Sight, is_refused
from planner.workbook.words import PLAIN_READERS, choice_in

Cells = Sequence[Any]
Values = npt.NDArray[Any]

_FLAGS = frozenset({"Y", "N"})
_EPOCH = date(1970, 1, 1).toordinal()


class Remark(NamedTuple):
    """Something to say about the cell at a position of a column."""

    position: int
    cell: Any
    sight: Sight


class Cleaned(NamedTuple):
    """A column as content, blanks as NaN or NaT, and the remarks on its cells."""

    content: Values
    remarks: tuple[Remark, ...] = ()


def clean(cells: Cells, column: Column, table: str) -> Cleaned:
    """Read the cells of one column, whatever they hold."""
    if not any(cells) and set(map(type, cells)) <= {str}:
        return Cleaned(blanks(len(cells), column))
    quick = _quick_way(cells, column)
    return Cleaned(quick) if quick is not None else _slow_way(cells, _reader(column, table), column)


def blanks(length: int, column: Column) -> Values:
    """A column of nothing but blanks."""
    dtype = dtype_of(column.kind)
    if dtype == "float64":
        return np.full(length, np.nan)
    if dtype == "datetime64[s]":
        return np.full(length, np.datetime64("NaT"), dtype=dtype)
    return np.full(length, np.nan, dtype=object)


def held(values: Values, column: Column) -> Any:
    """The array in which a frame holds a column of values."""
    dtype = dtype_of(column.kind)
    return pd.array(values, dtype=TEXT) if dtype == "str" else values


def _quick_way(cells: Cells, column: Column) -> Values | None:
    """Read a column that holds only plain values and blanks; None where it holds anything else."""
    if column.kind is Kind.YEAR:
        return None
    if column.kind.is_number:
        return _plain_numbers(cells, set(map(type, cells)))
    if column.kind is Kind.DATE:
        return _plain_dates(cells, set(map(type, cells)))
    return _plain_texts(cells, column)


def _plain_numbers(cells: Cells, kinds: set[type]) -> Values | None:
    if not kinds <= {float, int, str}:
        return None
    if str in kinds:
        if {cell for cell in cells if cell.__class__ is str} != {""}:
            return None
        cells = [np.nan if cell.__class__ is str else cell for cell in cells]
        values = np.array(cells, dtype=np.float64)
        return None if np.isinf(values).any() else values
    values = np.array(cells, dtype=np.float64)
    return values if np.isfinite(values).all() else None


def _plain_dates(cells: Cells, kinds: set[type]) -> Values | None:
    if not kinds <= {date, str}:
        return None
    if str in kinds:
        if {cell for cell in cells if cell.__class__ is str} != {""}:
            return None
        numbers = [cell.toordinal() if cell else 0 for cell in cells]
    else:
        numbers = list(map(date.toordinal, cells))
    ordinals = np.array(numbers, dtype=np.int64)
    given = ordinals[ordinals > 0] if str in kinds else ordinals
    if ((given < FIRST_DAY.toordinal()) | (given > LAST_DAY.toordinal())).any():
        return None
    days = (ordinals - _EPOCH).astype("datetime64[D]").astype("datetime64[s]")
    days[ordinals == 0] = np.datetime64("NaT")
    return days


def _plain_texts(cells: Cells, column: Column) -> Values | None:
    once: dict[Any, Any] = {}
    shared = list(map(once.setdefault, cells, cells))  # equal texts as one, which is quicker ever after
    if set(map(type, once)) != {str} or tuple(map(str.strip, once)) != tuple(once):
        return None
    if column.kind is Kind.LIST:
        if any("," in text and ";" not in text for text in once):
            return None
    elif column.kind in (Kind.BAND, Kind.FLAG, Kind.CHOICE):
        allowed = {Kind.BAND: BANDS, Kind.FLAG: _FLAGS, Kind.CHOICE: column.choices}[column.kind]
        if not once.keys() - {""} <= set(allowed):
            return None
    return _with_blanks(shared)


def _with_blanks(texts: Sequence[Any]) -> Values:
    values = np.empty(len(texts), dtype=object)
    values[:] = texts if all(texts) else [text or np.nan for text in texts]
    return values


def _reader(column: Column, table: str) -> Callable[[Any, Column], Sight]:
    if column.kind is Kind.YEAR:
        return year_in
    if column.kind.is_number:
        return number_in
    if column.kind is Kind.DATE:
        return date_in
    if column.kind is Kind.CHOICE:
        return lambda cell, one: choice_in(cell, one, table)
    return PLAIN_READERS[column.kind]


def _slow_way(cells: Cells, read: Callable[[Any, Column], Sight], column: Column) -> Cleaned:
    """Read each distinct cell once."""
    seen: dict[tuple[type, Any], Sight] = {}
    values: list[Any] = [None] * len(cells)
    remarks = []
    for position, cell in enumerate(cells):
        key = (cell.__class__, cell)
        sight = seen.get(key)
        if sight is None:
            sight = seen[key] = read(cell, column)
        values[position] = None if sight.cause and is_refused(sight) else sight.value
        if sight.cause:
            remarks.append(Remark(position, cell, sight))
    return Cleaned(_typed(values, column), tuple(remarks))


def _typed(values: list[Any], column: Column) -> Values:
    dtype = dtype_of(column.kind)
    if dtype == "float64":
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    if dtype == "datetime64[s]":
        days = [value.date() if isinstance(value, datetime) else value for value in values]
        return np.array(days, dtype="datetime64[D]").astype(dtype)
    return _with_blanks(["" if value is None else value for value in values])


def percentages(cleaned: Cleaned, cells: Cells, formatted: npt.NDArray[np.bool_] | None) -> Cleaned:
    """Read percentages by their format where they have one, and point out shares of one.

    Args:
        cleaned: the column as numbers.
        cells: the column as it stands in the sheet.
        formatted: which cells the sheet shows as percentages, or None where none are.
    """
    values, remarks = cleaned.content, list(cleaned.remarks)
    is_number = np.fromiter((isinstance(cell, float | int) for cell in cells), dtype=bool, count=len(cells))
    by_format = is_number & formatted if formatted is not None else np.zeros(len(cells), dtype=bool)
    if by_format.any():
        values = np.where(by_format, np.round(values * 100, 10), values)
        remarks += [
            Remark(at, f"{float(cells[at]):.10g}", Sight(float(values[at]), "per-cent-format"))
            for at in np.flatnonzero(by_format).tolist()
        ]
    small = (values > 0) & (values <= 1) & ~by_format
    remarks += [
        Remark(at, cells[at], Sight(float(values[at]), "small-percentage", f"{values[at] * 100:g}"))
        for at in np.flatnonzero(small).tolist()
    ]
    return Cleaned(values, tuple(sorted(remarks, key=lambda remark: remark.position)))
