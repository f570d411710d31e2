"""Tells a table's own rows from blank rows, totals, remarks under the table, and rows of the past."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from planner.model.tables import TableSpec
from planner.workbook.recognise import Headers, is_blank, is_total

PENNY = 0.005
FEWEST_REQUIRED = 3
"""Remarks are told from rows only where a row must have at least this many values."""
_FAR_FUTURE = 2100

Columns = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows of a sheet, counted from 0 under the header row, are what.

    Attributes:
        kept: the table's own.
        totals: rows of totals, the last of them last.
        remarks: lines of text under the table.
        past: rows that a later row of the same assignment replaces.
    """

    kept: Sequence[int]
    totals: tuple[int, ...] = ()
    remarks: tuple[int, ...] = ()
    past: tuple[int, ...] = ()


def sort_rows(columns: Columns, headers: Headers, spec: TableSpec, length: int) -> Rows:
    """Sort the rows under a header row.

    Args:
        columns: the sheet's columns under the header row.
        headers: where the table's columns stand.
        spec: the table.
        length: how many rows there are.
    """
    own = {key: columns[place] for key, place in headers.positions.items()}
    odd = _without_identity(own, spec)
    blank = {at for at in odd if all(is_blank(cells[at]) for cells in own.values())}
    totals = {at for at in odd - blank if _is_totals_row(at, own, columns, spec)}
    last = (
        max((at for at in range(length - 1, -1, -1) if at not in blank), default=-1) if blank else length - 1
    )
    if last in odd - totals and _is_bare_sum(last, own, spec, blank | totals):
        totals.add(last)
    remarks = _remarks(own, spec, blank, totals, length)
    left_out = blank | totals | remarks
    kept: Sequence[int] = range(length)
    if left_out:
        kept = [at for at in range(length) if at not in left_out]
    past: set[int] = set()
    if spec.name == "staff" and headers.effective_end >= 0:
        past = _past_rows(own, columns[headers.effective_end], kept)
        kept = [at for at in kept if at not in past]
    return Rows(kept, tuple(sorted(totals)), tuple(sorted(remarks)), tuple(sorted(past)))


def _without_identity(own: Mapping[str, Sequence[Any]], spec: TableSpec) -> set[int]:
    """Rows that lack what each row is known by, or have a total in its place."""
    identity = next((one.key for one in spec.columns if one.required and one.key in own), None)
    if identity is None:
        return set(range(len(next(iter(own.values()), ()))))
    return {
        at
        for at, cell in enumerate(own[identity])
        if cell == "" or (isinstance(cell, str) and (not cell.strip() or "total" in cell.lower()))
    }


def _is_totals_row(at: int, own: Mapping[str, Sequence[Any]], columns: Columns, spec: TableSpec) -> bool:
    """Whether a row says that it is a total, and names nothing else that a row must name."""
    if not any(is_total(cells[at]) for cells in columns):
        return False
    needed = (one.key for one in spec.columns if one.required and not one.kind.is_number)
    return all(is_blank(own[key][at]) or is_total(own[key][at]) for key in needed if key in own)


def _is_bare_sum(last: int, own: Mapping[str, Sequence[Any]], spec: TableSpec, left_out: set[int]) -> bool:
    """Whether the last row holds only numbers, each the sum of those above it."""
    sums = 0
    for key, cells in own.items():
        cell = cells[last]
        if is_blank(cell):
            continue
        if not spec.column(key).kind.is_number or not isinstance(cell, float | int):
            return False
        above = sum(
            one for at, one in enumerate(cells[:last]) if at not in left_out and isinstance(one, float | int)
        )
        if abs(above - cell) > PENNY:
            return False
        sums += 1
    return sums > 0 and last > 0


def _remarks(
    own: Mapping[str, Sequence[Any]], spec: TableSpec, blank: set[int], totals: set[int], length: int
) -> set[int]:
    """Lines of text under a table, set off from it by a blank row or its totals."""
    if sum(one.required for one in spec.columns) < FEWEST_REQUIRED:
        return set()
    lines: set[int] = set()
    for at in range(length - 1, -1, -1):
        if at in blank or at in totals:
            if lines:
                return lines
            continue
        cells = [cells[at] for cells in own.values() if not is_blank(cells[at])]
        if len(cells) != 1 or not isinstance(cells[0], str):
            return set()
        lines.add(at)
    return set()


def _past_rows(own: Mapping[str, Sequence[Any]], ends: Sequence[Any], kept: Sequence[int]) -> set[int]:
    """Rows of an assignment that has another row with an open end."""
    named = own.get("assignment_number") or own.get("employee_number")
    if named is None:
        return set()
    alike: dict[Any, list[int]] = {}
    for at in kept:
        if not is_blank(named[at]):
            alike.setdefault(named[at], []).append(at)
    past: set[int] = set()
    for places in alike.values():
        is_open = [at for at in places if _is_open(ends[at])]
        if len(places) > 1 and len(is_open) == 1:
            past.update(at for at in places if at != is_open[0])
    return past


def _is_open(cell: Any) -> bool:
    if is_blank(cell):
        return True
    if isinstance(cell, date):
        return cell.year > _FAR_FUTURE or cell == date(1900, 1, 1)
    return isinstance(cell, str) and ("4712" in cell or "9999" in cell or cell.strip() == "1900-01-01")
