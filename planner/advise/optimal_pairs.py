"""The best pairing of rows with columns, and every other pairing that is as good."""

from dataclasses import dataclass

import numpy as np

from planner.engine.columns import ABSENT, Booleans, Floats, Integers

BARRED = 1e12
"""The cost of a pair that may not be: more than any sum of the others."""


@dataclass(frozen=True, slots=True, eq=False)
class BestPairs:
    """One best pairing of rows (R) with columns (C), and what others as good do.

    Attributes:
        column: (R,) the column of each row; ``ABSENT`` where it has none.
        may_have: (R, C) whether some best pairing gives the row that column.
        may_miss: (R,) whether some best pairing leaves the row without a column.
        may_stay: (C,) whether some best pairing leaves the column without a row.
    """

    column: Integers
    may_have: Booleans
    may_miss: Booleans
    may_stay: Booleans


def best_pairs(score: Integers) -> BestPairs:
    """Pair as many rows with columns as may be and, of all ways to do so, in one of the highest sum.

    Scores are whole numbers, so that two sums are equal or they are not. A pair is in some best pairing
    where a circle of exchanges that costs nothing leads through it: what each exchange costs less the
    shortest way to it is nil, and the circle lies in one strongly connected part of such exchanges.

    Args:
        score: (R, C) 0 or more; ``ABSENT`` where the pair may not be.
    """
    from scipy.optimize import linear_sum_assignment

    rows, columns = score.shape
    cost = _costs(score)
    chosen = np.asarray(linear_sum_assignment(cost)[1], dtype=np.int64)
    exchange = _exchanges(cost, chosen)
    may = np.zeros(cost.shape, dtype=np.bool_)
    may[:, chosen] = exchange
    may[np.arange(len(chosen)), chosen] = True
    may &= cost < BARRED
    return BestPairs(
        column=np.where(chosen[:rows] < columns, chosen[:rows], ABSENT),
        may_have=may[:rows, :columns],
        may_miss=np.asarray(may[:rows, columns:].any(axis=1)),
        may_stay=np.asarray(may[rows:, :columns].any(axis=0)),
    )


def _costs(score: Integers) -> Floats:
    """A square of costs: below the rows one for each column left alone, beside the columns the rows'."""
    rows, columns = score.shape
    one_more = (int(score.max(initial=0)) + 1) * (min(rows, columns) + 1)
    cost = np.zeros((rows + columns, rows + columns))
    cost[:rows, :columns] = np.where(score == ABSENT, BARRED, -(one_more + score))
    return cost


def _exchanges(cost: Floats, chosen: Integers) -> Booleans:
    """(N, N) whether one row may take another's column in a pairing that is as good."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    step = cost[:, chosen] - cost[np.arange(len(chosen)), chosen][None, :]
    shortest = np.zeros(len(chosen))
    for _ in range(len(chosen)):
        nearer = np.minimum(shortest, (shortest[:, None] + step).min(axis=0, initial=0.0))
        if np.array_equal(nearer, shortest):
            break
        shortest = nearer
    is_free = shortest[:, None] + step == shortest[None, :]
    part = connected_components(csr_matrix(is_free), directed=True, connection="strong")[1]
    return np.asarray(is_free & (part[:, None] == part[None, :]))
