"""Budgets that stand side by side, a column for each line or year: one row of the plan for each amount."""

import pandas as pd

from planner.base.dates import year_start
from planner.model.plan import Unread
from planner.workbook.bringing_in.cells import Reading, Taken, take_column
from planner.workbook.bringing_in.fields import AMOUNT, parts_of_amount

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
    origins: list[tuple[int, str]] = []
    sums: dict[str, float] = {}
    for key in keys:
        amounts = pd.Series(take_column(reading, key, taken), index=frame.index)
        sums[key] = float(amounts.sum())
        unread = {one.row for one in taken.unread if one.column == key}
        wanted = frame.index[amounts.notna() | frame.index.isin(list(unread))]
        line, year = parts_of_amount(key)
        piece = frame.loc[wanted].assign(amount=amounts.loc[wanted])
        if line:
            piece = piece.assign(line=pd.Series([line] * len(wanted), index=wanted, dtype="str"))
        if year:
            piece = piece.assign(year=float(year_start(year)))
        pieces.append(piece)
        origins += [(int(row), key) for row in wanted]
    joined = pd.concat(pieces).astype(frame.dtypes.to_dict())
    joined = joined.set_axis(pd.Index(range(2, 2 + len(joined)), dtype="int64"))
    return joined, _unread(taken, origins), {at: row for at, (row, _) in enumerate(origins, start=2)}, sums


def _said_by(key: str) -> tuple[str, ...]:
    """The columns that the header of an amount says in place of the list's own."""
    line, year = parts_of_amount(key)
    return (AMOUNT, *(("line",) if line else ()), *(("year",) if year else ()))


def _unread(taken: Taken, origins: list[tuple[int, str]]) -> list[Unread]:
    """Unread cells by their rows as they lie now; those of other columns in each of them."""
    found = []
    for at, (row, key) in enumerate(origins, start=2):
        for one in taken.unread:
            if one.row == row and one.column == key:
                found.append(Unread(one.table, at, AMOUNT, one.text))
            elif (
                one.row == row and not one.column.startswith(f"{AMOUNT}/") and one.column not in _said_by(key)
            ):
                found.append(Unread(one.table, at, one.column, one.text))
    return found
