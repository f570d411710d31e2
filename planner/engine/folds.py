"""Folding staff rows: rows of one person, and of one person in one pool, become one.

Every fold is independent of the order of the rows.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.columns import Booleans, Days, Floats, Integers, Texts, natural_order
from planner.model.tables import BANDS


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """How R staff rows fold into P people.

    Attributes:
        numbers: (P,) employee numbers, in natural order.
        of_row: (R,) the person of each row.
        order: (R,) rows sorted by person.
        start: (P,) where each person begins in ``order``.
    """

    numbers: Texts
    of_row: Integers
    order: Integers
    start: Integers

    def __len__(self) -> int:
        return len(self.numbers)

    def most(self, values: Floats) -> Floats:
        """(P,) the greatest known value (R,) of each person; NaN where none is known."""
        return np.asarray(np.fmax.reduceat(values[self.order], self.start))

    def any(self, values: Booleans) -> Booleans:
        """(P,) whether any row of each person is so."""
        return np.asarray(np.logical_or.reduceat(values[self.order], self.start))

    def first_day(self, values: Days) -> Days:
        """(P,) the earliest known day of each person; NaT where none is known."""
        return np.asarray(np.fmin.reduceat(values[self.order], self.start))

    def sum(self, values: Floats) -> Floats:
        """(P,) the sum over all rows of each person."""
        return np.asarray(np.add.reduceat(values[self.order], self.start))


@dataclass(frozen=True, slots=True, eq=False)
class Folds:
    """How R staff rows fold into H holdings: one person in one pool.

    Attributes:
        order: (R,) rows sorted by person and pool.
        start: (H,) where each holding begins in ``order``.
    """

    order: Integers
    start: Integers

    @property
    def first(self) -> Integers:
        """(H,) the row that speaks for each holding."""
        return self.order[self.start]

    @property
    def of_row(self) -> Integers:
        """(R,) the holding of each row."""
        lengths = np.diff(self.start, append=len(self.order))
        holding = np.empty(len(self.order), dtype=np.int64)
        holding[self.order] = np.repeat(np.arange(len(lengths)), lengths)
        return holding

    def sum(self, values: Floats) -> Floats:
        """Sum (…, R) over the rows of each holding: (…, H)."""
        if len(self.start) == len(self.order):
            return values[..., self.order]
        return np.add.reduceat(values[..., self.order], self.start, axis=-1)

    def all(self, values: Booleans) -> Booleans:
        """Whether all rows of each holding are so."""
        return np.logical_and.reduceat(values[self.order], self.start)

    def latest(self, values: Days) -> Days:
        """The latest day of each holding's rows."""
        return np.asarray(np.fmax.reduceat(values[self.order], self.start))


def people_of(numbers: pd.Series) -> People:
    """Bring the rows of each employee number together."""
    codes, unique = pd.factorize(numbers.to_numpy(dtype=object))
    names = np.asarray(unique, dtype=object)
    in_order = natural_order(names)
    rank = np.empty(len(names), dtype=np.int64)
    rank[in_order] = np.arange(len(names))
    person = rank[codes]
    order = np.argsort(person, kind="stable")
    return People(names[in_order], person, order, np.flatnonzero(np.diff(person[order], prepend=-1)))


def fold(people: People, group: Integers, band: Integers, precedence: Integers) -> Folds:
    """Sort rows by person and pool and find where each holding begins.

    Args:
        people: which rows are one person's.
        group: (R,) the group whose pool the row is in.
        band: (R,) the band of that pool.
        precedence: (R,) what orders the rows of one pool.
    """
    if len(people) == len(people.order):
        return Folds(people.order, np.arange(len(people)))
    person, pool = people.of_row, group * len(BANDS) + band
    order = np.lexsort((precedence, pool, person))
    is_new = (np.diff(person[order], prepend=-1) != 0) | (np.diff(pool[order], prepend=-1) != 0)
    return Folds(order, np.flatnonzero(is_new))
