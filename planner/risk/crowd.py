"""The people whose fate a draw decides, and the chances that each has of still being there."""

from dataclasses import dataclass

import numpy as np

from planner.base.dates import day
from planner.engine.columns import ABSENT, Booleans, Floats, Integers
from planner.engine.ground import Ground
from planner.engine.leaving import months_until
from planner.engine.odds import Filled
from planner.risk.assumed import DrawnAssumptions
from planner.risk.rows import Singles, parts_of

MONTHS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """People (N) whom nothing has decided yet, in their pools (Q); the largest pool stands first.

    Attributes:
        holder: (N,) position among the holders of the evaluation.
        pool: (N,) position among the pools here; ``engine_pool`` (Q,) says which of the engine's it is.
        size: (Q,) people of each pool, never rising.
        fte, value, cost: (N,) FTE, talent and £ a year to an employer.
        kin: (N,) kind of person that all have the same chance of resigning.
        kin_pool, kin_waits, kin_scarce, kin_months: of each kind.
        family, band: (Q,) of each pool.
        first_of: (N,) the first holding of the same person; people resign from all they do.
    """

    holder: Integers
    pool: Integers
    engine_pool: Integers
    size: Integers
    fte: Singles
    value: Singles
    cost: Singles
    kin: Integers
    kin_pool: Integers
    kin_waits: Booleans
    kin_scarce: Booleans
    kin_months: Floats
    family: Integers
    band: Integers
    first_of: Integers

    def __len__(self) -> int:
        return len(self.holder)


def crowd_of(ground: Ground, filled: Filled) -> Crowd:
    """Find who is free to resign, compete, refuse or be left over."""
    holders, pools = ground.holders, filled.pools
    holder = np.flatnonzero(filled.departures.stays > 0)
    engine_pool, count = np.unique(pools.of_holder[holder], return_counts=True)
    order = np.argsort(-count, kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    pool = place[np.searchsorted(engine_pool, pools.of_holder[holder])]
    months = months_until(day(ground.facts.announced), ground.claims.group_transfer[holders.group[holder]])
    waits, scarce = filled.service.qualifies[holder], holders.is_scarce[holder]
    kins, kin = np.unique(
        np.column_stack([np.where(waits, pool, ABSENT), waits, scarce, months]), axis=0, return_inverse=True
    )
    people, first = np.unique(holders.employee[holder], return_index=True)
    return Crowd(
        holder=holder,
        pool=pool,
        engine_pool=engine_pool[order],
        size=count[order],
        fte=holders.fte[holder].astype(np.float32),
        value=holders.value[holder].astype(np.float32),
        cost=holders.cost[ground.reported][0, holder].astype(np.float32),
        kin=kin.reshape(-1),
        kin_pool=kins[:, 0],
        kin_waits=kins[:, 1] > 0,
        kin_scarce=kins[:, 2] > 0,
        kin_months=kins[:, 3].astype(np.float64),
        family=ground.land.family[pools.function[engine_pool[order]]],
        band=pools.band[engine_pool[order]],
        first_of=first[np.searchsorted(people, holders.employee[holder])],
    )


def stays(crowd: Crowd, posts: Singles, undecided_fte: Singles, values: DrawnAssumptions) -> Singles:
    """(kinds, draws) or (kinds, 1): the chance of each kind of person of still being there.

    Args:
        posts: (Q, draws) FTE open to each pool before the ring-fence.
        undecided_fte: (Q,) FTE of each pool whom no locked placement decides.
    """
    chance = np.clip(1 - parts_of(posts, undecided_fte[:, None]), 0.0, 1.0)
    waiting = np.where(crowd.kin_waits[:, None], 1 - values["waiting_effect"] * chance[crowd.kin_pool], 1.0)
    scarce = np.where(crowd.kin_scarce[:, None], values["scarce_factor"], 1.0)
    annual = np.clip(values["leaver_rate"] * values["closure_factor"] * scarce * waiting, 0.0, 1.0)
    remain = (1 - annual).astype(np.float32)
    return np.asarray(remain ** (crowd.kin_months[:, None] / MONTHS).astype(np.float32))
