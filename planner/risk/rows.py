"""Tables of a row for each pool or lot and a column for each draw, and sums of their rows."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.engine.columns import ABSENT, Integers

Singles = npt.NDArray[np.float32]
"""Draws are held in single precision: it halves the time, and seven figures are enough for odds."""


def parts_of(one: Singles, by: Singles) -> Singles:
    """``one / by``, and nil where ``by`` is not above nil; both (n, draws) or alike."""
    shape = np.broadcast_shapes(one.shape, by.shape)
    return np.divide(one, by, out=np.zeros(shape, dtype=np.float32), where=by > 0)


@dataclass(frozen=True, slots=True, eq=False)
class RowSums:
    """Sums the rows that belong to each position."""

    size: int
    order: Integers
    start: Integers
    present: Integers

    def __call__(self, rows: Singles) -> Singles:
        """(size, draws) sums of ``rows`` (n, draws); nil where no row belongs."""
        total = np.zeros((self.size, rows.shape[1]), dtype=np.float32)
        if len(self.order):
            mine = rows[self.order]
            is_each = len(self.start) == len(self.order)
            total[self.present] = mine if is_each else np.add.reduceat(mine, self.start, axis=0)
        return total


def row_sums(at: Integers, size: int) -> RowSums:
    """Prepare to sum rows by position; rows at ``ABSENT`` are left out."""
    rows = np.flatnonzero(at != ABSENT)
    order = rows[np.argsort(at[rows], kind="stable")]
    start = np.flatnonzero(np.diff(at[order], prepend=ABSENT))
    return RowSums(size, order, start, at[order[start]])
