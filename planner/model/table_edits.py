"""Edits of a table's cells and rows. Each takes a plan and gives another; other tables are shared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from planner.model.plan import Plan, Unread
from planner.model.tables import TABLES, frame_of


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What a cell is to hold.

    Attributes:
        row: the identity of its row.
        key: its column.
        value: text, a number, a date, or None for a blank: of the column's type.
        unread: the text that was entered where no value could be taken from it; the cell is then
            blank and its row in error until it is mended.
    """

    row: int
    key: str
    value: Any
    unread: str = ""


def put_cells(plan: Plan, table: str, edits: Iterable[CellEdit]) -> Plan:
    """Put other contents in cells of rows that are there.

    Raises:
        KeyError: the table has no such row or column.
    """
    edits = list(edits)
    frame = plan.table(table)
    columns: dict[str, pd.Series[Any]] = {}
    for key, rows, values in _by_column(edits):
        places = frame.index.get_indexer(pd.Index(rows))
        if (places < 0).any():
            raise KeyError(f"{TABLES[table].sheet} has not all of the rows {rows}")
        column = frame[key].copy()
        column.iloc[places] = pd.Series(values, dtype=frame[key].dtype).to_numpy()
        columns[key] = column
    edited = {(one.row, one.key) for one in edits}
    kept = tuple(one for one in plan.unread if one.table != table or (one.row, one.column) not in edited)
    added = tuple(Unread(table, one.row, one.key, one.unread) for one in edits if one.unread)
    return replace(plan.with_table(table, frame.assign(**columns)), unread=kept + added)


def add_rows(plan: Plan, table: str, values: Mapping[str, Sequence[Any]]) -> Plan:
    """Add rows at the end of a table; columns not given are blank."""
    frame, length = plan.table(table), len(next(iter(values.values())))
    first = next_row(plan, table)
    added = frame_of(TABLES[table], values, rows=list(range(first, first + length)))
    joined = pd.concat([frame, added]).astype(frame.dtypes.to_dict()) if len(frame) else added
    return plan.with_table(table, joined)


def delete_rows(plan: Plan, table: str, rows: Iterable[int]) -> Plan:
    """Take rows away, with what could not be read in them."""
    gone = set(rows)
    frame = plan.table(table)
    kept = frame[~np.isin(frame.index.to_numpy(), list(gone))]
    unread = tuple(one for one in plan.unread if one.table != table or one.row not in gone)
    return replace(plan.with_table(table, kept), unread=unread)


def next_row(plan: Plan, table: str) -> int:
    """The identity that the next row added will have."""
    frame = plan.table(table)
    return int(frame.index.max()) + 1 if len(frame) else 2


def _by_column(edits: Sequence[CellEdit]) -> Iterable[tuple[str, list[int], list[Any]]]:
    """Edits of each column together; of several for one cell the last holds."""
    held: dict[str, dict[int, Any]] = {}
    for one in edits:
        held.setdefault(one.key, {})[one.row] = None if one.unread or one.value == "" else one.value
    for key, cells in held.items():
        yield key, list(cells), list(cells.values())
