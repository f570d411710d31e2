"""Budgets that stand side by side, a column for each line or year: one row of the plan for each amount."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from planner.base.dates import year_start
from planner.model.plan import Unread
from planner.workbook.bringing_in.cells import Reading, Taken, take_column
from planner.workbook.bringing_in.fields import AMOUNT, parts_of_amount

Together = tuple[str, ...]
"""Columns of amounts that are one amount together: a year's months."""
Laid = tuple[pd.DataFrame, list[Unread], dict[int, int], dict[str, float]]


def with_amounts(frame: pd.DataFrame, reading: Reading, taken: Taken) -> Laid:
    """Lay amounts that stand side by side under each other.

    Returns:
        The rows; the cells unread; row -> the number of its row in the sheet; what each column of
        amounts adds up to.
    """
    keys = [key for key in reading.places if key.startswith(f"{AMOUNT}/")]
    if not keys:
        return frame, taken.unread, {int(row): int(row) for row in frame.index}, {}
    pieces: list[pd.DataFrame] = []
    origins: list[tuple[int, Together]] = []
    sums: dict[str, float] = {}
    for (line, year), together in _by_line_and_year(keys).items():
        columns = {key: take_column(reading, key, taken) for key in together}
        sums |= {key: float(np.nansum(cells)) for key, cells in columns.items()}
        amounts = pd.DataFrame(columns, index=frame.index).sum(axis="columns", min_count=1)
        unread = frame.index.isin([one.row for one in taken.unread if one.column in together])
        wanted = frame.index[amounts.notna() | unread]
        piece = frame.loc[wanted].assign(amount=amounts.mask(unread).loc[wanted])
        if line:
            piece = piece.assign(line=pd.Series([line] * len(wanted), index=wanted, dtype="str"))
        if year:
            piece = piece.assign(year=float(year_start(year)))
        pieces.append(piece)
        origins += [(row, together) for row in wanted.tolist()]
    joined = pd.concat(pieces).astype(frame.dtypes.to_dict())
    joined = joined.set_axis(pd.Index(range(2, 2 + len(joined)), dtype="int64"))
    return joined, _unread(taken, origins), {at: row for at, (row, _) in enumerate(origins, start=2)}, sums


def _by_line_and_year(keys: Sequence[str]) -> dict[tuple[str, str], Together]:
    """The columns of each line and year: one, or its months."""
    found: dict[tuple[str, str], Together] = {}
    for key in keys:
        found[parts_of_amount(key)] = (*found.get(parts_of_amount(key), ()), key)
    return found


def _said_by(key: str) -> tuple[str, ...]:
    """The columns that the header of an amount says in place of the list's own."""
    line, year = parts_of_amount(key)
    return (AMOUNT, *(("line",) if line else ()), *(("year",) if year else ()))


def _unread(taken: Taken, origins: Sequence[tuple[int, Together]]) -> list[Unread]:
    """Unread cells by their rows as they lie now; those of other columns in each of them."""
    by_row: dict[int, list[Unread]] = {}
    for one in taken.unread:
        by_row.setdefault(one.row, []).append(one)
    found = []
    for at, (row, keys) in enumerate(origins, start=2):
        for one in by_row.get(row, ()):
            if one.column in keys:
                found.append(Unread(one.table, at, AMOUNT, one.text))
            elif not one.column.startswith(f"{AMOUNT}/") and one.column not in _said_by(keys[0]):
                found.append(Unread(one.table, at, one.column, one.text))
    return found
