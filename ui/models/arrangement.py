"""Which rows of a table are shown, and in what order: whole columns at a time, in short slices.

What is found in a column is kept as long as its cells are the same, so that an edit of one column costs
nothing in the others.
"""

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.model.tables import is_shared
from ui.models.columns import Column

Positions = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Cells = npt.NDArray[Any]
Found = TypeVar("Found")
Slices = Generator[None, None, Found]
"""Work in slices of a few milliseconds, and what it came to."""

SLICE = 1000
"""Cells written in one slice."""

_COMPARISON = re.compile(r"^\s*(<=|>=|<>|!=|=|<|>)\s*(.*?)\s*$")
_RANGE = re.compile(r"^\s*(-?[\d,.]+)\s*\.\.\s*(-?[\d,.]+)\s*$")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The different cells of one column.

    Attributes:
        cells: the column.
        places: (rows,) which of the different cells stands in each row.
        distinct: the different cells, blanks among them.
        shown: what a user sees of each, in lower case.
    """

    cells: Cells
    places: Positions
    distinct: Cells
    shown: list[str]

    def rows(self, is_meant: Sequence[bool] | Mask) -> Mask:
        """Which rows hold a cell that is meant."""
        meant: Mask = np.asarray(is_meant, dtype=bool)
        return meant[self.places] if len(meant) else np.zeros(len(self.places), bool)


class Arrangement:
    """Sorts and searches columns; remembers what it found in each while the column is the same."""

    def __init__(self) -> None:
        self._known: dict[str, Words] = {}

    def order(self, column: Column, cells: Cells, *, descending: bool) -> Positions:
        """Positions of a column's cells in order; blanks last either way, equals as they stood."""
        if cells.dtype != object:
            found = pd.Series(cells).sort_values(ascending=not descending, kind="stable", na_position="last")
            return found.index.to_numpy(dtype=np.intp)
        places, distinct = self._factorised(column.key, cells)
        folded = [_fold(cell) for cell in distinct]
        sequence = np.array(sorted(range(len(folded)), key=folded.__getitem__), dtype=np.intp)
        is_other = [one > 0 and folded[at] != folded[sequence[one - 1]] for one, at in enumerate(sequence)]
        rank = np.empty(len(folded), np.intp)
        rank[sequence] = np.cumsum(is_other)
        rank = -rank if descending else rank
        rank = np.where(pd.isna(distinct), len(distinct) + 1, rank)
        return np.argsort(rank[places], kind="stable") if len(distinct) else np.empty(0, np.intp)

    def rows_with(self, columns: Sequence[Column], cells: Sequence[Cells], sought: str) -> Slices[Mask]:
        """Which rows hold every word of ``sought``, each in any column of words."""
        wanted = sought.casefold().split()
        found = [np.zeros(len(cells[0]) if cells else 0, bool) for _ in wanted]
        for column, own in zip(columns, cells, strict=True):
            if column.is_number or own.dtype.kind == "M":
                continue
            words = yield from self._words(column, own)
            for at, word in enumerate(wanted):
                held = [word in text for text in words.shown]
                if any(held):
                    found[at] |= words.rows(held)
            yield
        return np.logical_and.reduce(found) if found else np.ones(0, bool)

    def rows_matching(
        self, columns: Sequence[Column], cells: Sequence[Cells], asked: Mapping[str, str]
    ) -> Slices[Mask]:
        """Which rows meet the filter of every column.

        A filter is words to be found, or a comparison: ``>10``, ``<=5``, ``5..9``, ``=8a`` (exactly),
        ``<>8a`` (anything else), ``=`` (blank), ``<>`` (not blank).
        """
        kept = np.ones(len(cells[0]) if cells else 0, bool)
        for column, own in zip(columns, cells, strict=True):
            words = asked.get(column.key, "")
            if words.strip():
                kept &= yield from self._matching(column, own, words)
                yield
        return kept

    # ------------------------------------------------------------ inside

    def _matching(self, column: Column, cells: Cells, asked: str) -> Slices[Mask]:
        comparison = _COMPARISON.match(asked)
        sign, operand = comparison.groups() if comparison else ("", asked.strip())
        if sign in ("=", "<>", "!=") and not operand:
            blank = pd.isna(cells)
            return np.asarray(blank if sign == "=" else ~blank)
        is_number = column.is_number and cells.dtype.kind in "fiu"
        if is_number and (found := _number_matches(cells, sign, operand)) is not None:
            return found
        if sign in ("<", "<=", ">", ">="):
            if cells.dtype.kind == "M":
                return _days_match(cells, sign, operand)
            if cells.dtype == object:
                words = yield from self._words(column, cells)
                return words.rows([_in_order(cell, sign, operand.casefold()) for cell in words.distinct])
        words = yield from self._words(column, cells)
        sought = operand.casefold() if sign in ("=", "<>", "!=") else asked.strip().casefold()
        if sign in ("=", "<>", "!="):
            return words.rows([(text == sought) == (sign == "=") for text in words.shown])
        return words.rows([sought in text for text in words.shown])

    def _words(self, column: Column, cells: Cells) -> Slices[Words]:
        known = self._known.get(column.key)
        if known is not None and is_shared(known.cells, cells):
            return known
        places, distinct = pd.factorize(cells, use_na_sentinel=False)
        yield
        shown: list[str] = []
        for start in range(0, len(distinct), SLICE):
            shown += [column.show(value).casefold() for value in distinct[start : start + SLICE]]
            yield
        found = self._known[column.key] = Words(cells, places.astype(np.intp), distinct, shown)
        return found

    def _factorised(self, key: str, cells: Cells) -> tuple[Positions, Cells]:
        known = self._known.get(key)
        if known is not None and is_shared(known.cells, cells):
            return known.places, known.distinct
        places, distinct = pd.factorize(cells, use_na_sentinel=False)
        return places.astype(np.intp), distinct


def done(slices: Slices[Found]) -> Found:
    """Do sliced work at one go."""
    while True:
        try:
            next(slices)
        except StopIteration as end:
            found: Found = end.value
            return found


def sorted_positions(cells: "pd.Series[Any]", *, descending: bool) -> Positions:
    """Positions of one column's cells in order, as ``Arrangement.order`` has them."""
    return Arrangement().order(Column("", ""), cells.to_numpy(), descending=descending)


def rows_matching(frame: pd.DataFrame, columns: Sequence[Column], asked: Mapping[str, str]) -> Mask:
    """Which rows of a frame meet the filter of every column, as ``Arrangement.rows_matching`` has it."""
    cells = [frame[one.key].to_numpy() for one in columns]
    return done(Arrangement().rows_matching(columns, cells, asked))


def _fold(cell: Any) -> str:
    return cell.casefold() if isinstance(cell, str) else str(cell)


def _in_order(cell: Any, sign: str, limit: str) -> bool:
    """Compare words by the alphabet (bands fall in order); blanks never match."""
    if not isinstance(cell, str):
        return False
    own = cell.casefold()
    return {"<": own < limit, "<=": own <= limit, ">": own > limit, ">=": own >= limit}[sign]


def _number_matches(values: Cells, sign: str, operand: str) -> Mask | None:
    """Compare as numbers; None where ``operand`` is not one."""
    values = values.astype(np.float64, copy=False)
    if span := _RANGE.match(operand):
        low, high = (_as_number(part) for part in span.groups())
        return None if low is None or high is None else (values >= low) & (values <= high)
    limit = _as_number(operand)
    if limit is None or not sign:
        return None
    with np.errstate(invalid="ignore"):
        compared = {
            "<": values < limit,
            ">": values > limit,
            "<=": values <= limit,
            ">=": values >= limit,
            "=": values == limit,
        }
    return np.asarray(compared.get(sign, values != limit))


def _days_match(days: Cells, sign: str, operand: str) -> Mask:
    """Compare days by the calendar; nothing matches where ``operand`` is no day."""
    limit = pd.to_datetime(operand, dayfirst=True, errors="coerce")
    if pd.isna(limit):
        return np.zeros(len(days), bool)
    day = np.datetime64(limit)
    return {"<": days < day, "<=": days <= day, ">": days > day, ">=": days >= day}[sign]


def _as_number(words: str) -> float | None:
    try:
        return float(words.replace(",", "").replace("£", "").rstrip("%"))
    except ValueError:
        return None
