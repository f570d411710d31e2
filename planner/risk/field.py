"""What every draw of a scenario stands on: who is in it, which posts are open, what figures add up from."""

from dataclasses import dataclass

import numpy as np

from planner.engine.columns import ABSENT, Booleans, Floats, Integers, divided, total_by
from planner.engine.filling import (
    COMPETITIVE_SLOT_IN,
    LIFT_AND_SHIFT,
    REDEPLOYMENT,
    RING_FENCE_NARROW,
    RING_FENCE_WIDER,
    SLOT_IN,
)
from planner.engine.talent import DOES_NOT_COMMISSION
from planner.engine.workings import Workings
from planner.model.assumptions import Assumption, Assumptions
from planner.model.tables import STAGES
from planner.risk.assumed import ACCEPTS_OWN, ACCEPTS_REDEPLOYMENT, ACCEPTS_RING_FENCE
from planner.risk.crowd import Crowd, crowd_of
from planner.risk.exit_bill import ExitBill, exit_bill_of
from planner.risk.lots import Lots, lots_of
from planner.risk.rows import RowSums, Singles, row_sums

NARROW, WIDER, LEVEL, LOWER = range(4)
"""The rounds after a pool's own: ring-fence, wider ring-fence, redeployment at the band, and one lower."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A scenario as the draws need it.

    Attributes:
        undecided_fte: (Q,) FTE of each pool whom no locked placement decides.
        lot_pool: (L,) the crowd's pool of each lot, ``ABSENT`` where nobody of it is in the crowd.
        own_lots: the lots that a pool of the crowd may have before the ring-fence.
        lots_by_pool, lots_by_shelf: sums of lots.
        may_lift: (Q,) whether a pool may move whole, with its work.
        is_every_early_lot: for each of ``lots.OWN_STAGES``, whether all lots that take part in any do in it.
        is_simple: whether a pool's lots all take part in every stage that it may have.
        lot_cost: (L,) £ a year of one FTE of the lot's pool, the mean of its stayers.
        outside: (L,) the part of each lot that is at receivers who do not commission.
        clan: (Q,) family and band of each pool; ``clan_family``, ``clan_band`` (C,), sorted by band.
        is_entitled: (N,) who is paid if left over.
        costs: (parts, N) £ of each if left over; ``settled`` (parts,) £ of those whose exit is certain.
        certain_cost: £ of agreed resignations, the same in every draw.
        settled_heads: redundancies that are certain.
        value: talent of everybody; ``settled_kept`` is what stays for certain.
        expected: the chances of an offer that the evaluation works with, by pool and round.
    """

    crowd: Crowd
    lots: Lots
    bill: ExitBill
    assumptions: Assumptions
    undecided_fte: Singles
    lot_pool: Integers
    own_lots: Integers
    lots_by_pool: RowSums
    lots_by_shelf: RowSums
    may_lift: Booleans
    is_every_early_lot: tuple[bool, bool, bool]
    is_simple: bool
    lot_cost: Singles
    outside: Singles
    clan: Integers
    clan_family: Integers
    clan_band: Integers
    is_entitled: Booleans
    costs: Singles
    settled: Floats
    certain_cost: float
    settled_heads: float
    value: float
    settled_kept: float
    expected: "ExpectedOffers"


@dataclass(frozen=True, slots=True, eq=False)
class ExpectedOffers:
    """The chance of an offer in each round, as the evaluation works it out from expected numbers.

    Attributes:
        own: (Q,) in the pool's own round; ``own_stage`` (Q,) which stage that is, 0 to 2.
        later: (4, Q) in ``NARROW``, ``WIDER``, ``LEVEL`` and ``LOWER``.
        seekers_fte: (Q,) who still seek after their own round; ``open_fte`` (L,) what is then open.
    """

    own: Floats
    own_stage: Integers
    later: Floats
    seekers_fte: Floats
    open_fte: Floats


def field_of(work: Workings, doubtful: tuple[Assumption, ...]) -> Field:
    """Read what draws need from the workings of an evaluation."""
    ground, filled = work.ground, work.filled
    crowd, lots = crowd_of(ground, filled), lots_of(ground, filled, doubtful)
    bill = exit_bill_of(work, doubtful)
    holders, odds = ground.holders, filled.odds
    pool_of = np.full(len(filled.pools) + 1, ABSENT, dtype=np.int64)
    pool_of[crowd.engine_pool] = np.arange(len(crowd.engine_pool))
    lot_pool = pool_of[lots.pool]
    clans, clan = np.unique(np.column_stack([crowd.band, crowd.family]), axis=0, return_inverse=True)
    undecided = np.where(filled.departures.is_locked, 0.0, holders.fte)
    is_free = np.zeros(len(holders), dtype=bool)
    is_free[crowd.holder] = True
    talent = work.money.talent
    early = lots.own_live.any(axis=0) & (lot_pool != ABSENT)
    is_every = [bool((live | ~early).all()) for live in lots.own_live]
    size = len(crowd.size)
    lifts = np.bincount(lot_pool[early & lots.own_live[0]], minlength=size) > 0
    in_part = np.bincount(lot_pool[early & ~lots.own_live[0]], minlength=size) > 0
    return Field(
        crowd=crowd,
        lots=lots,
        bill=bill,
        assumptions=ground.assumptions,
        undecided_fte=filled.pools.total(undecided)[crowd.engine_pool].astype(np.float32),
        lot_pool=lot_pool,
        own_lots=np.flatnonzero(early),
        lots_by_pool=row_sums(np.where(early, lot_pool, ABSENT), size),
        lots_by_shelf=row_sums(lots.shelf, len(lots.shelf_band)),
        may_lift=lifts,
        is_every_early_lot=(is_every[0], is_every[1], is_every[2]),
        is_simple=is_every[1] and is_every[2] and not bool((lifts & in_part).any()),
        lot_cost=_by_fte(work, holders.cost[ground.reported][0])[lots.pool],
        outside=_outside(work, lots),
        clan=clan.reshape(-1),
        clan_family=clans[:, 1],
        clan_band=clans[:, 0],
        is_entitled=filled.service.qualifies[crowd.holder],
        costs=bill.where(filled.service.qualifies)[:, crowd.holder],
        settled=bill.where(np.where(is_free, 0.0, odds.redundant)).sum(axis=1, dtype=np.float64),
        certain_cost=float((odds.mars * work.priced.due.mars).sum()),
        settled_heads=float(np.where(is_free, 0.0, odds.redundant).sum()),
        value=float(talent.value.sum()),
        settled_kept=float(np.where(is_free, 0.0, talent.value * (1 - talent.leaves)).sum()),
        expected=_expected_offers(work, crowd, lots, lot_pool),
    )


def _outside(work: Workings, lots: Lots) -> Singles:
    is_outside = work.ground.land.is_kind(DOES_NOT_COMMISSION)[work.filled.openings.receiver]
    return total_by(lots.of_opening, lots.share * is_outside, len(lots)).astype(np.float32)


def _by_fte(work: Workings, amount: Floats) -> Singles:
    """(pools + 1,) the mean amount for each FTE of those who are expected to stay; nil for no pool."""
    pools, stay = work.filled.pools, work.filled.departures.stays
    fte = pools.total(stay * work.ground.holders.fte)
    return np.append(divided(pools.total(stay * amount), fte), 0.0).astype(np.float32)


def _expected_offers(work: Workings, crowd: Crowd, lots: Lots, lot_pool: Integers) -> ExpectedOffers:
    """Read the chances of an offer off the rounds that the evaluation held."""
    pools, filling, assumptions = work.filled.pools, work.filled.filling, work.ground.assumptions
    seeking = np.ones(len(pools))
    own, own_stage = np.zeros(len(pools)), np.zeros(len(pools), dtype=np.int64)
    later = np.zeros((4, len(pools)))
    round_of = {RING_FENCE_NARROW: NARROW, RING_FENCE_WIDER: WIDER}
    for step in filling.steps:
        stage = STAGES.index(step.stage)
        accepts = assumptions[_acceptance(stage)]
        offered = step.taken / accepts if accepts > 0 else np.zeros(len(step.taken))
        chance = np.clip(offered / seeking[step.pools], 0.0, 1.0)
        if stage in (LIFT_AND_SHIFT, SLOT_IN, COMPETITIVE_SLOT_IN):
            own[step.pools], own_stage[step.pools] = chance, stage
        else:
            is_level = np.array_equal(step.sets, pools.band[step.pools])
            which = round_of.get(stage, LEVEL if is_level else LOWER)
            later[which, step.pools] = chance
        seeking[step.pools] = np.maximum(seeking[step.pools] - offered, 0.0)
    mine = crowd.engine_pool
    stayers = pools.total(work.filled.departures.stays * work.ground.holders.fte)
    taken = stayers * filling.placed[:, : COMPETITIVE_SLOT_IN + 1].sum(axis=1)
    rows = np.flatnonzero(lot_pool != ABSENT)
    live = np.zeros(len(lots))
    live[rows] = lots.own_live[own_stage[lots.pool[rows]], rows] * lots.open_fte[rows]
    whole = total_by(lot_pool[rows], live[rows], len(mine))
    open_fte = lots.open_fte.copy()
    open_fte[rows] -= divided(live[rows], whole[lot_pool[rows]]) * taken[lots.pool[rows]]
    return ExpectedOffers(
        own=own[mine],
        own_stage=own_stage[mine],
        later=later[:, mine],
        seekers_fte=(stayers * (1 - own))[mine],
        open_fte=np.maximum(open_fte, 0.0),
    )


def _acceptance(stage: int) -> str:
    """The assumption that says how many accept at a stage."""
    if stage < len(ACCEPTS_OWN):
        return ACCEPTS_OWN[stage]
    return ACCEPTS_REDEPLOYMENT if stage == REDEPLOYMENT else ACCEPTS_RING_FENCE
