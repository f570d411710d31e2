"""Where rows of a list and rows of the plan with the same key differ: cell by cell, to choose by."""

from typing import Any

import pandas as pd

from planner.model.tables import TABLES
from planner.workbook.bringing_in.bring_in import BroughtIn
from planner.workbook.bringing_in.into import KEYS, PutIn
from planner.workbook.entry import written

COLUMNS = ("row", "incoming", "which", "key", "column", "mine", "theirs")


def differences(put: PutIn, brought: BroughtIn) -> pd.DataFrame:
    """List the cells that differ, row by row.

    Args:
        put: what was put in with the plan's own rows left as they were.
        brought: the list.

    Returns:
        row (of the plan), incoming (row of the list), which (what the row is known by), key, column
        (its title), mine and theirs (as a user would type them; a cell that could not be read as it is).
    """
    spec, standing = TABLES[brought.table], put.plan.table(brought.table)
    texts = {(one.row, one.column): one.text for one in brought.unread}
    olds, news = list(put.differing), list(put.differing.values())
    which = _known_by(standing.loc[olds], brought.table)
    parts = []
    for key in brought.keys:
        column = spec.column(key)
        mine = [written(_value(one), column) for one in standing[key].loc[olds].tolist()]
        theirs = [
            texts.get((row, key)) or written(_value(one), column)
            for row, one in zip(news, put.frame[key].loc[news].tolist(), strict=True)
        ]
        rows = zip(olds, news, which, mine, theirs, strict=True)
        parts += [
            (old, new, name, key, column.title, ours, other)
            for old, new, name, ours, other in rows
            if ours != other
        ]
    frame = pd.DataFrame(parts, columns=list(COLUMNS))
    return frame.sort_values("row", kind="stable", ignore_index=True)


def _known_by(rows: pd.DataFrame, table: str) -> list[str]:
    keys = KEYS[table]
    cells = zip(*(rows[key].tolist() for key in keys), strict=True)
    spec = TABLES[table]
    return [
        ", ".join(
            written(value, spec.column(key))
            for key, value in zip(keys, row, strict=True)
            if _value(value) is not None
        )
        for row in cells
    ]


def _value(cell: Any) -> Any:
    return None if pd.isna(cell) else cell
