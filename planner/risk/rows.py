"""Tables of a row for each pool or lot and a column for each draw, and sums of their rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from planner.engine.columns import ABSENT, Integers

GoOn = Callable[[], None]
"""Told between two steps that there is more to do; raises ``CancelledError`` where it is not wanted."""

Number = TypeVar("Number", np.float32, np.float64)

Singles = npt.NDArray[np.float32]
"""Draws are held in single precision: it halves the time, and seven figures are enough for odds."""

MANY = 4
"""Rows of a position on average from which each position's sum is taken on its own."""


COLUMNS, ON_ONE_PROCESSOR = 64, 262_144
"""Of a product of tables: columns at a time, and multiplications up to which OpenBLAS keeps to one processor.

Beyond that it wakes the others, which then turn idly for longer than the work took and hold up other draws.
"""


def no_stop() -> None:
    """Go on whatever happens."""


def parts_of(one: Singles, by: Singles) -> Singles:
    """``one / by``, and nil where ``by`` is not above nil; both (n, draws) or alike."""
    is_some = by > 0
    safe = by + ~is_some
    parts = np.divide(one, safe, dtype=np.float32)
    return np.multiply(parts, is_some, out=parts)


def product(one: npt.NDArray[Number], by: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """``one @ by``, piece by piece."""
    (rows, middle), columns = one.shape, by.shape[1]
    together = np.empty((rows, columns), dtype=by.dtype)
    step = max(ON_ONE_PROCESSOR // max(middle * COLUMNS, 1), 1)
    for left in range(0, columns, COLUMNS):
        some = by[:, left : left + COLUMNS]
        for top in range(0, rows, step):
            np.matmul(one[top : top + step], some, out=together[top : top + step, left : left + COLUMNS])
    return together


def weighed(rows: Singles, weight: Singles) -> Singles:
    """(draws,) the sum of ``rows`` (n, draws), each times its ``weight``; changes ``rows``."""
    np.multiply(rows, weight[:, None], out=rows)
    return np.asarray(np.add.reduce(rows, axis=0))


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
        if not len(self.order):
            return total
        mine = rows.take(self.order, axis=0)
        if len(self.start) == len(self.order):
            total[self.present] = mine
        elif len(self.order) < MANY * len(self.start):
            total[self.present] = np.add.reduceat(mine, self.start, axis=0)
        else:
            ends = [*self.start[1:].tolist(), len(self.order)]
            for at, start, end in zip(self.present.tolist(), self.start.tolist(), ends, strict=True):
                np.add.reduce(mine[start:end], axis=0, out=total[at])
        return total


def row_sums(at: Integers, size: int) -> RowSums:
    """Prepare to sum rows by position; rows at ``ABSENT`` are left out."""
    rows = np.flatnonzero(at != ABSENT)
    order = rows[np.argsort(at[rows], kind="stable")]
    start = np.flatnonzero(np.diff(at[order], prepend=ABSENT))
    return RowSums(size, order, start, at[order[start]])
