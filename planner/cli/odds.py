"""The odds of each person at each receiver, for whole tables at once."""

import numpy as np
import numpy.typing as npt

from planner.model.results import Placements

_POOLS_AT_ONCE = 2_000
"""How many pools are spread over the receivers at a time; it bounds the memory that takes."""


def odds_by_receiver(placements: Placements, pools: int) -> list[dict[str, float]]:
    """The odds of each person at each receiver where there are any, over all stages.

    People of one pool who are as likely to stay share one record.
    """
    found: list[dict[str, float]] = [{} for _ in placements.pool]
    for person in np.flatnonzero(placements.locked_receiver >= 0):
        found[person] = {placements.receivers[placements.locked_receiver[person]]: 1.0}
    seeking = np.flatnonzero(placements.locked_receiver < 0)
    seeking = seeking[np.argsort(placements.pool[seeking], kind="stable")]
    shared: dict[tuple[int, float], dict[str, float]] = {}
    for first in range(0, pools, _POOLS_AT_ONCE):
        share = _share_by_receiver(placements, first, min(first + _POOLS_AT_ONCE, pools))
        low, high = np.searchsorted(placements.pool[seeking], [first, first + len(share)])
        for person in seeking[low:high]:
            pool, stay = int(placements.pool[person]), float(placements.stay[person])
            if (pool, stay) not in shared:
                odds = stay * share[pool - first]
                at = np.flatnonzero(odds)
                names = [placements.receivers[one] for one in at]
                shared[pool, stay] = dict(zip(names, odds[at].tolist(), strict=True))
            found[person] = shared[pool, stay]
    return found


def _share_by_receiver(placements: Placements, first: int, end: int) -> npt.NDArray[np.float64]:
    """Share of the stayers of pools ``first`` to ``end`` placed at each receiver: (pools, receivers)."""
    receivers = len(placements.receivers)
    share = np.zeros((end - first, receivers))
    for step in placements.steps:
        mine = np.flatnonzero((step.pools >= first) & (step.pools < end))
        if not mine.size:
            continue
        sets, at = np.unique(step.sets[mine], return_inverse=True)
        inside = np.isin(step.split_set, sets)
        split = np.zeros((len(sets), receivers))
        rows = np.searchsorted(sets, step.split_set[inside])
        np.add.at(split, (rows, step.split_receiver[inside]), step.split_share[inside])
        np.add.at(share, step.pools[mine] - first, step.taken[mine, None] * split[at])
    return share
