"""Folding staff rows: rows of one person, and of one person in one pool, become one.

Every fold is independent of the order of the rows.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.columns import Booleans, Days, Floats, Integers, Texts, natural_order
from planner.model.tables import BANDS


@dataclass(frozen=True, slots=True, eq=False)
class Folds:
    """How R staff rows fold into people and H holdings, which are runs of the sorted rows.

    Attributes:
        order: (R,) rows sorted by person and pool.
        person_of_row: (R,) the person of each row, in the order of ``employee_numbers``.
        person_start, holding_start: where each run begins in ``order``.
        employee_numbers: the people, in natural order.
    """

    order: Integers
    person_of_row: Integers
    person_start: Integers
    holding_start: Integers
    employee_numbers: Texts

    @property
    def first(self) -> Integers:
        """(H,) a row of each holding."""
        return self.order[self.holding_start]

    @property
    def holding_of_row(self) -> Integers:
        """(R,) the holding of each row."""
        lengths = np.diff(self.holding_start, append=len(self.order))
        holding = np.empty(len(self.order), dtype=np.int64)
        holding[self.order] = np.repeat(np.arange(len(lengths)), lengths)
        return holding

    def holding_sum(self, values: Floats) -> Floats:
        """Sum (…, R) over the rows of each holding: (…, H)."""
        return np.add.reduceat(values[..., self.order], self.holding_start, axis=-1)

    def holding_all(self, values: Booleans) -> Booleans:
        """Whether all rows of each holding are so."""
        return np.logical_and.reduceat(values[self.order], self.holding_start)

    def holding_latest(self, values: Days) -> Days:
        """The latest day of each holding's rows."""
        return np.asarray(np.fmax.reduceat(values[self.order], self.holding_start))

    def person_most(self, values: Floats) -> Floats:
        """(H,) the greatest known value of each holding's person; NaN where none is known."""
        return self._of_holdings(np.fmax.reduceat(values[self.order], self.person_start))

    def person_any(self, values: Booleans) -> Booleans:
        """(H,) whether any row of each holding's person is so."""
        return self._of_holdings(np.logical_or.reduceat(values[self.order], self.person_start))

    def person_first_day(self, values: Days) -> Days:
        """(H,) the earliest known day of each holding's person; NaT where none is known."""
        return self._of_holdings(np.fmin.reduceat(values[self.order], self.person_start))

    def row_sum(self, values: Floats) -> Floats:
        """(R,) the sum over all rows of each row's person."""
        return np.add.reduceat(values[self.order], self.person_start)[self.person_of_row]

    def row_any(self, values: Booleans) -> Booleans:
        """(R,) whether any row of each row's person is so."""
        return np.asarray(np.logical_or.reduceat(values[self.order], self.person_start)[self.person_of_row])

    def _of_holdings(self, by_person: np.ndarray) -> np.ndarray:
        return by_person[self.person_of_row[self.first]]


def fold(numbers: pd.Series, group: Integers, band: Integers, precedence: Integers) -> Folds:
    """Sort rows by person and pool and find where each begins.

    Args:
        numbers: (R,) employee numbers.
        group: (R,) the group whose pool the row is in.
        band: (R,) the band of that pool.
        precedence: (R,) what orders the rows of one pool.
    """
    codes, unique = pd.factorize(numbers.to_numpy(dtype=object))
    names = np.asarray(unique, dtype=object)
    in_order = natural_order(names)
    rank = np.empty(len(names), dtype=np.int64)
    rank[in_order] = np.arange(len(names))
    person, pool = rank[codes], group * len(BANDS) + band
    order = np.lexsort((precedence, pool, person))
    new_person = np.diff(person[order], prepend=-1) != 0
    new_pool = new_person | (np.diff(pool[order], prepend=-1) != 0)
    return Folds(order, person, np.flatnonzero(new_person), np.flatnonzero(new_pool), names[in_order])
