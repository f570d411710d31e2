"""What becomes of a table's rows when its frame is another: which stay, which go, which come last."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ui.models.arrangement import Positions

MOST_RUNS = 50
"""Runs of rows that are taken out one by one; more of them are a new table."""


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """From one frame to the next.

    Attributes:
        places: (rows before,) where each row of the frame before is in the next; -1 where it is gone.
        gone: runs of rows shown that are gone, from first to last.
        added: where the rows that were added are in the next frame.
        is_plain: whether those added come last, and those gone lie in few runs.
    """

    places: Positions
    gone: tuple[tuple[int, int], ...]
    added: Positions
    is_plain: bool


def moves(before: "pd.Index[Any]", after: "pd.Index[Any]", rows: Positions) -> Moves:
    """Work out what becomes of the ``rows`` shown of the frame before, given both frames' identities."""
    places = after.get_indexer(before).astype(np.intp)
    grown = len(after) - int((places >= 0).sum())
    added = np.arange(len(after) - grown, len(after), dtype=np.intp)
    gone = runs(np.flatnonzero(places[rows] < 0))
    return Moves(places, gone, added, len(gone) <= MOST_RUNS and not np.isin(added, places).any())


def runs(rows: Positions) -> tuple[tuple[int, int], ...]:
    """Rows in ascending order as runs from first to last."""
    if len(rows) == 0:
        return ()
    breaks = np.flatnonzero(np.diff(rows) > 1)
    firsts = rows[np.concatenate([[0], breaks + 1])]
    lasts = rows[np.concatenate([breaks, [len(rows) - 1]])]
    return tuple(zip(firsts.tolist(), lasts.tolist(), strict=True))
