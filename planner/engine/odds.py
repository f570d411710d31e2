"""Everyone's odds: posts, departures and the stages of filling brought together."""

from dataclasses import dataclass, replace

import numpy as np

from planner.engine.columns import ABSENT, Booleans, Floats, total_by
from planner.engine.decisions import CONTRACT_ENDED, MARS, PLACED, REDUNDANT, RESIGNED, RETIRED, Decisions
from planner.engine.exits import service_of
from planner.engine.filling import COMPETITIVE_SLOT_IN, LIFT_AND_SHIFT, Filling, fill, stages_on
from planner.engine.ground import Ground
from planner.engine.leaving import Departures, Pools, departures_of, pools_of
from planner.engine.posts import Openings, holders_by_pool, openings_of
from planner.rules.service import ServiceRecord


@dataclass(frozen=True, slots=True, eq=False)
class Odds:
    """The six odds of each holding (H); they add to 1."""

    placed: Floats
    resigned: Floats
    ended: Floats
    mars: Floats
    left: Floats
    redundant: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """Posts filled, and everyone's odds.

    Attributes:
        holders_fte: (G, B) FTE of the holders of each pool.
        posts_fte: (P,) FTE open to each pool in stages 1 to 3.
        takes_part: (stages, J) whether each opening takes part in each stage.
        unplaced: (H,) odds of being there to the last day without a post.
    """

    pools: Pools
    service: ServiceRecord
    holders_fte: Floats
    openings: Openings
    takes_part: Booleans
    posts_fte: Floats
    departures: Departures
    filling: Filling
    odds: Odds
    unplaced: Floats


def filled_posts(ground: Ground) -> Filled:
    """Work out posts, who is gone before they are filled, and who is placed at each stage."""
    holders, claims, decisions = ground.holders, ground.claims, ground.decisions
    land, assumptions = ground.land, ground.assumptions
    pools = pools_of(holders, claims)
    holders_fte = holders_by_pool(holders.group, holders.band, holders.fte, len(claims.group_function))
    openings = openings_of(ground.scenario, claims, holders_fte, decisions.placed(holders), land, assumptions)
    takes_part = stages_on(openings, land, assumptions)
    posts_fte = _open_to_pools(pools, openings, takes_part)
    service = service_of(holders, ground.rules)
    departures = departures_of(
        holders,
        pools,
        posts_fte,
        decisions.is_decided,
        service.qualifies,
        claims,
        ground.facts,
        assumptions,
    )
    departures = _with_decisions(departures, decisions)
    stayers = pools.total(departures.stays * holders.fte)
    cost = np.array([pools.total(departures.stays * row) for row in holders.cost[ground.reported]])
    cost = cost.reshape(len(ground.years), len(pools))
    filling = fill(pools, stayers, cost, openings, takes_part, claims, land, assumptions)
    unplaced = departures.stays * filling.seeking[pools.of_holder]
    return Filled(
        pools=pools,
        service=service,
        holders_fte=holders_fte,
        openings=openings,
        takes_part=takes_part,
        posts_fte=posts_fte,
        departures=departures,
        filling=filling,
        odds=_odds(pools, departures, filling, decisions, service.qualifies, unplaced),
        unplaced=unplaced + decisions.is_outcome(REDUNDANT, MARS),
    )


def _open_to_pools(pools: Pools, openings: Openings, takes_part: Booleans) -> Floats:
    """(P,) FTE open to each pool in stages 1 to 3."""
    pool = pools.at(openings.group, openings.band)
    live = (pool != ABSENT) & takes_part[LIFT_AND_SHIFT : COMPETITIVE_SLOT_IN + 1].any(axis=0)
    return total_by(pool[live], openings.open_fte[live], len(pools))


def _with_decisions(departures: Departures, decisions: Decisions) -> Departures:
    """Put what locked placements decide in place of odds."""

    def sure(where: Booleans, otherwise: Floats) -> Floats:
        return np.where(decisions.is_decided, where.astype(np.float64), otherwise)

    return replace(
        departures,
        resigned=sure(decisions.is_outcome(RESIGNED, RETIRED), departures.resigned),
        ended=sure(decisions.is_outcome(CONTRACT_ENDED), departures.ended),
        redundant=sure(decisions.is_outcome(REDUNDANT), departures.redundant),
        mars=sure(decisions.is_outcome(MARS), departures.mars),
    )


def _odds(
    pools: Pools,
    departures: Departures,
    filling: Filling,
    decisions: Decisions,
    qualifies: Booleans,
    unplaced: Floats,
) -> Odds:
    """Bring departures, stages and decisions together; who is left is redundant if entitled."""
    stays, pool = departures.stays, pools.of_holder
    placed = stays * filling.placed.sum(axis=1)[pool]
    return Odds(
        placed=np.where(decisions.is_outcome(PLACED), 1.0, placed),
        resigned=departures.resigned,
        ended=departures.ended,
        mars=departures.mars,
        left=stays * filling.refused[pool] + np.where(qualifies, 0.0, unplaced),
        redundant=departures.redundant + np.where(qualifies, unplaced, 0.0),
    )
