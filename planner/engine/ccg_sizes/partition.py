"""Sizes shared out into groups that are as even as can be."""

from collections.abc import Sequence
from functools import cache
from heapq import heapify, heappop, heappush

import numpy as np

from planner.engine.columns import Floats, Integers, total_by

EXACT = 12
"""Sizes of which every way of sharing them out is looked at; of more, the best that moves and swaps find."""
MOST_SWAPS = 200
"""Of members of the largest and the smallest group, before the sizes are taken as even enough."""


@cache
def evenest(sizes: tuple[float, ...]) -> tuple[tuple[float, tuple[int, ...]], ...]:
    """Share sizes out into 1, 2, … groups so that the sum of the groups' squares is least.

    For a given number of groups the sum of squares is least where the groups are most even.

    Args:
        sizes: (m,) not below nil.

    Returns:
        for each number of groups from 1 to m: the sum of squares, and (m,) the group of each size. No
        group is empty, and the first size is in group 0, the first that is not with it in group 1, ….
    """
    if len(sizes) <= EXACT:
        return _by_every_way(sizes)
    found = (spread_evenly(np.array(sizes), groups) for groups in range(1, len(sizes) + 1))
    return tuple((_squares(np.array(sizes), group), _in_order(group)) for group in found)


def spread_evenly(sizes: Floats, groups: int) -> Integers:
    """Share many sizes out into so many groups: the largest first to the smallest group, then swaps.

    Args:
        sizes: (m,) with m at least ``groups``.
        groups: how many.

    Returns:
        (m,) the group of each size; no group is empty.
    """
    order = np.lexsort((np.arange(len(sizes)), -sizes))
    group = np.zeros(len(sizes), dtype=np.int64)
    heap = [(0.0, 0, at) for at in range(groups)]
    heapify(heap)
    for place in order.tolist():
        total, members, at = heappop(heap)
        group[place] = at
        heappush(heap, (total + float(sizes[place]), members + 1, at))
    _fill_empty(group, sizes, groups)
    _improve(group, sizes, groups)
    return group


def _fill_empty(group: Integers, sizes: Floats, groups: int) -> None:
    """Give each empty group the smallest member of the group with most members."""
    for at in range(groups):
        if (group == at).any():
            continue
        fullest = int(np.bincount(group, minlength=groups).argmax())
        members = np.flatnonzero(group == fullest)
        group[members[sizes[members].argmin()]] = at


def _improve(group: Integers, sizes: Floats, groups: int) -> None:
    """Move or swap members between two groups while that makes them more even, the widest apart first."""
    if groups < 2:
        return
    for _ in range(MOST_SWAPS):
        totals = total_by(group, sizes, groups)
        ranked = np.lexsort((np.arange(groups), totals))
        tries = [(int(ranked[-1]), int(low)) for low in ranked[:-1]]
        tries += [(int(high), int(ranked[0])) for high in ranked[1:-1]]
        if not any(_exchange(group, sizes, totals, *pair) for pair in tries):
            return


def _exchange(group: Integers, sizes: Floats, totals: Floats, high: int, low: int) -> bool:
    """Make the best move or swap between two groups; False where none makes them more even."""
    gap = totals[high] - totals[low]
    givers, takers = np.flatnonzero(group == high), np.flatnonzero(group == low)
    back = np.concatenate([[0.0], sizes[takers]])
    moved = sizes[givers][:, None] - back[None, :]
    if len(givers) == 1:
        moved[:, 0] = np.inf  # the group would be left empty
    left = np.abs(gap - 2 * moved)
    best = int(left.argmin())
    if not left.flat[best] < gap - 1e-6 * max(1.0, gap):
        return False
    giver, taker = divmod(best, len(back))
    group[givers[giver]] = low
    if taker:
        group[takers[taker - 1]] = high
    return True


def _squares(sizes: Floats, group: Integers) -> float:
    return float((np.bincount(group, sizes) ** 2).sum())


def _in_order(group: Integers) -> tuple[int, ...]:
    """The same groups, numbered by their first members."""
    seen: dict[int, int] = {}
    return tuple(seen.setdefault(int(one), len(seen)) for one in group)


def _by_every_way(sizes: tuple[float, ...]) -> tuple[tuple[float, tuple[int, ...]], ...]:
    """The least sum of squares over every subset: the group of the first size left, then the rest."""
    whole = (1 << len(sizes)) - 1
    total = [0.0] * (whole + 1)
    for mask in range(1, whole + 1):
        lowest = mask & -mask
        total[mask] = total[mask ^ lowest] + sizes[lowest.bit_length() - 1]
    squares = [one * one for one in total]
    layers = [squares]
    choices: list[list[int]] = [list(range(whole + 1))]
    for groups in range(2, len(sizes) + 1):
        best, choice = _one_more(squares, layers[-1], groups, whole)
        layers.append(best)
        choices.append(choice)
    return tuple(
        (layers[at][whole], _in_order(_traced(choices, at, whole, len(sizes)))) for at in range(len(sizes))
    )


def _one_more(
    squares: Sequence[float], before: Sequence[float], groups: int, whole: int
) -> tuple[list[float], list[int]]:
    """The best with one group more, for each subset that is large enough."""
    best, choice = [np.inf] * (whole + 1), [0] * (whole + 1)
    for mask in range(1, whole + 1):
        if mask.bit_count() < groups:
            continue
        lowest = mask & -mask
        rest = others = mask ^ lowest
        while others:
            others = (others - 1) & rest
            found = squares[others | lowest] + before[rest ^ others]
            if found < best[mask]:
                best[mask], choice[mask] = found, others | lowest
    return best, choice


def _traced(choices: list[list[int]], layer: int, whole: int, size: int) -> Integers:
    group, left = np.zeros(size, dtype=np.int64), whole
    for at in range(layer, -1, -1):
        taken = choices[at][left]
        group[[place for place in range(size) if taken >> place & 1]] = layer - at
        left ^= taken
    return group
