"""The engine's steps with every function at one place of its list of options, up to its own pools."""

from dataclasses import dataclass

import numpy as np

from planner.engine.columns import Floats, Integers
from planner.engine.filling import OPEN_COMPETITION, RING_FENCE_NARROW, Filling, fill
from planner.engine.ground import Ground
from planner.engine.odds import Filled, filled_posts
from planner.engine.operating_cost import (
    vacancy_cost,
)
from planner.engine.talent import DOES_NOT_COMMISSION

LATER = slice(RING_FENCE_NARROW, OPEN_COMPETITION + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """What the engine's steps gave; ``own`` is the filling up to each pool's own, ``post_kinds`` (J, 6)."""

    ground: Ground
    filled: Filled
    own: Filling
    post_kinds: Integers


def run_of(ground: Ground) -> Run:
    """Fill the posts of each pool by its own people; what is left of both is left."""
    filled = filled_posts(ground)
    early = filled.takes_part.copy()
    early[RING_FENCE_NARROW:OPEN_COMPETITION] = False
    holders, pools, stays = ground.holders, filled.pools, filled.departures.stays
    cost = np.array([pools.total(stays * row) for row in holders.cost[ground.reported]])
    own = fill(
        pools,
        pools.total(stays * holders.fte),
        cost.reshape(len(ground.years), len(pools)),
        filled.openings,
        early,
        ground.claims,
        ground.land,
        ground.assumptions,
    )
    outside = ground.land.is_kind(DOES_NOT_COMMISSION)[filled.openings.receiver]
    zone = ground.land.zone[filled.openings.receiver]
    kinds = np.column_stack([filled.takes_part[LATER].T, outside, zone])
    return Run(ground, filled, own, kinds.astype(np.int64))


def filled_cost(run: Run) -> Floats:
    """(Y, J) £ a year of one FTE of each opening, for the part of a vacancy that is filled."""
    ground, openings = run.ground, run.filled.openings
    unit = vacancy_cost(openings, ground.holders, ground.years, ground.land, ground.rules)
    taken = run.filled.takes_part[OPEN_COMPETITION] * ground.assumptions["vacancy_fill"]
    return np.asarray(unit * taken)


def kind_at(run: Run, kinds: Integers) -> Integers:
    """(J,) the kind of each opening."""
    if not len(run.post_kinds):
        return np.zeros(0, dtype=np.int64)
    both, back = np.unique(np.vstack([kinds, run.post_kinds]), axis=0, return_inverse=True)
    assert len(both) == len(kinds)  # noqa: S101 - kinds are those of all runs
    return np.asarray(back.reshape(-1)[len(kinds) :], dtype=np.int64)
