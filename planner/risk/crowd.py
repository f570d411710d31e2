"""The people whose fate a draw decides, and the chances that each has of still being there."""

from dataclasses import dataclass

import numpy as np

from planner.base.dates import day
from planner.engine.columns import Booleans, Floats, Integers, divided
from planner.engine.ground import Ground
from planner.engine.leaving import months_until
from planner.engine.odds import Filled
from planner.risk.assumed import DrawnAssumptions
from planner.risk.rows import Singles

MONTHS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """People (N) whom nothing has decided yet, in their pools (Q); the largest pool stands first.

    Attributes:
        holder: (N,) position among the holders of the evaluation.
        pool: (N,) position among the pools here; ``engine_pool`` (Q,) says which of the engine's it is.
        size: (Q,) people of each pool, never rising.
        fte, value, cost: (N,) FTE, talent and £ a year to an employer.
        kin: (N,) kind of person; those of a kind are of one pool and as likely to resign.
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
    kins, kin = np.unique(np.column_stack([pool, waits, scarce, months]), axis=0, return_inverse=True)
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
    """(kinds, draws): the chance of each kind of person of still being there.

    Args:
        posts: (Q, draws) FTE open to each pool before the ring-fence.
        undecided_fte: (Q,) FTE of each pool whom no locked placement decides.
    """
    by_fte = divided(np.ones(len(undecided_fte)), undecided_fte.astype(np.float64)).astype(np.float32)
    waiting = np.multiply(posts, by_fte[:, None])
    np.subtract(np.float32(1), waiting, out=waiting)
    np.clip(waiting, 0.0, 1.0, out=waiting)
    waiting *= -values["waiting_effect"].astype(np.float32)
    remain = waiting.take(crowd.kin_pool, axis=0)
    remain *= crowd.kin_waits[:, None].astype(np.float32)
    remain += np.float32(1)
    annual = values["leaver_rate"] * values["closure_factor"]
    by_scarcity = np.broadcast_to(
        annual * np.stack(np.broadcast_arrays(1.0, values["scarce_factor"])), (2, posts.shape[1])
    )
    remain *= by_scarcity.astype(np.float32).take(crowd.kin_scarce.astype(np.int64), axis=0)
    np.clip(remain, 0.0, 1.0, out=remain)
    np.subtract(np.float32(1), remain, out=remain)
    years = (crowd.kin_months / MONTHS).astype(np.float32)
    other = np.flatnonzero(years != 1)
    if len(other):
        remain[other] = remain[other] ** years[other, None]
    return remain
