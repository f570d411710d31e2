"""Rows of a table put in groups by one column, with the sums of what adds up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Positions = npt.NDArray[np.intp]
Amounts = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Rows in groups.

    Attributes:
        labels: what each group's rows have in common, in order; blank (None) last.
        counts: (groups,) rows of each.
        sums: column -> (groups,) the sum of its cells; blanks count nil.
        totals: column -> the sum of all.
        positions: (rows,) places of the rows in the frame, group by group, in their order there.
        starts: (groups + 1,) where each group begins in ``positions``.
    """

    labels: tuple[Any, ...]
    counts: Positions
    sums: Mapping[str, Amounts]
    totals: Mapping[str, float]
    positions: Positions
    starts: Positions

    def rows(self, group: int) -> Positions:
        """Places in the frame of one group's rows."""
        return self.positions[self.starts[group] : self.starts[group + 1]]


def subtotals(
    frame: pd.DataFrame, by: str, adding: Sequence[str], positions: Positions, order: Sequence[str] = ()
) -> Groups:
    """Group some rows of a frame by what they have in one column.

    Args:
        frame: the table.
        by: the column to group by.
        adding: columns to add up.
        positions: places in the frame of the rows meant, in the order in which they are to stand.
        order: labels in an order of their own (pay bands); all others follow by their own order.
    """
    codes, distinct = pd.factorize(frame[by].to_numpy()[positions])
    rank = _rank(distinct, order)
    codes = np.where(codes < 0, len(distinct), rank[codes] if len(distinct) else codes)
    has_blank = bool((codes == len(distinct)).any())
    size = len(distinct) + has_blank
    labels: list[Any] = [None] * size
    for at, place in enumerate(rank):
        labels[place] = distinct[at]
    counts = np.bincount(codes, minlength=size).astype(np.intp)
    sums = {key: _added(frame[key].to_numpy()[positions], codes, size) for key in adding}
    return Groups(
        tuple(labels),
        counts,
        sums,
        {key: float(found.sum()) for key, found in sums.items()},
        positions[np.argsort(codes, kind="stable")],
        np.concatenate([[0], np.cumsum(counts)]).astype(np.intp),
    )


def _rank(distinct: Any, order: Sequence[str]) -> Positions:
    """Where each label stands among all."""
    if len(distinct) == 0 or not isinstance(distinct[0], str):
        sequence = np.argsort(distinct, kind="stable")
    else:
        first = {label: place for place, label in enumerate(order)}
        keys = [(first.get(one, len(first)), one.casefold(), one) for one in distinct]
        sequence = np.asarray(sorted(range(len(distinct)), key=keys.__getitem__), dtype=np.intp)
    rank = np.empty(len(distinct), np.intp)
    rank[sequence] = np.arange(len(distinct))
    return rank


def _added(values: npt.NDArray[Any], codes: Positions, size: int) -> Amounts:
    found: Amounts = np.bincount(codes, weights=np.nan_to_num(values), minlength=size).astype(np.float64)
    return found
