"""Finds the table in a sheet: its header row, which column is which, and where it ends."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.model.tables import TABLES
from planner.workbook.layout import EFFECTIVE_END, headers_of, plain

HEADER_WITHIN = 40
"""A header row is looked for under this many title rows."""

_TOTAL = re.compile(r"\W*((grand|sub|overall|column)[\s-]*)?totals?\b|.*\S\s+totals?\W*$", re.IGNORECASE)
"""``Total FTE``, and ``Contracting Total`` as Excel's subtotals and pivot tables write it."""

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Headers:
    """The header row of a table.

    Attributes:
        row: its place, counted from 0.
        positions: column key -> its place, counted from 0.
        aliases: column key -> the header in the file, where it is not the column's own name.
        rivals: column key -> places of other columns that go by its name.
        effective_end: the place of the day on which a row stopped being so; -1 where there is none.
    """

    row: int
    positions: Mapping[str, int]
    aliases: Mapping[str, str]
    rivals: Mapping[str, tuple[int, ...]]
    effective_end: int = -1


def find_headers(rows: Sequence[Row], table: str) -> Headers | None:
    """Find the row that holds the most of a table's headers; None where none holds any of note."""
    required = {column.key for column in TABLES[table].columns if column.required}
    best: Headers | None = None
    best_score = 0
    above: Row = ()
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        found = _match(_joined(row, above, table), place, table)
        score = len(found.positions) + 2 * len(required & found.positions.keys())
        if score > best_score:
            best, best_score = found, score
        if best_score >= 3 * len(required) and len(required) > 1:
            break  # it holds all that a table must have
        above = row
    enough = max(1, min(2, len(required)))
    return best if best is not None and len(best.positions) >= enough else None


def _joined(row: Row, above: Row, table: str) -> list[str]:
    """The headers of a row, with those merged down into it from the row above."""
    known = headers_of(table)
    headers = [cell if isinstance(cell, str) else "" for cell in row]
    if sum(plain(text) in known for text in headers if text) < 2:
        return headers
    for place, cell in enumerate(above[: len(headers)]):
        if not headers[place].strip() and isinstance(cell, str) and plain(cell) in known:
            headers[place] = cell
    return headers


def _match(headers: Sequence[str], row: int, table: str) -> Headers:
    known = headers_of(table)
    places: dict[str, list[tuple[int, int]]] = {}
    effective_end = -1
    for place, text in enumerate(headers):
        if not text:
            continue
        name = plain(text)
        if name in known:
            key, rank = known[name]
            places.setdefault(key, []).append((rank, place))
        elif name in _EFFECTIVE_END and effective_end < 0:
            effective_end = place
    chosen = {key: min(found) for key, found in places.items()}
    return Headers(
        row,
        {key: place for key, (_, place) in chosen.items()},
        {key: headers[place].strip() for key, (rank, place) in chosen.items() if rank > 0},
        {
            key: tuple(place for _, place in sorted(found)[1:])
            for key, found in places.items()
            if len(found) > 1
        },
        effective_end,
    )


_EFFECTIVE_END = frozenset(plain(text) for text in EFFECTIVE_END)


def is_total(cell: Any) -> bool:
    """Whether a cell says that its row is a total."""
    return isinstance(cell, str) and "total" in cell.lower() and bool(_TOTAL.match(cell))


def is_blank(cell: Any) -> bool:
    """Whether a cell holds nothing, or nothing but spaces."""
    return isinstance(cell, str) and not cell.strip()
