"""One chunk of draws: what happens to everybody, and what it comes to."""

from dataclasses import dataclass

import numpy as np

from planner.engine.columns import ABSENT, Floats
from planner.risk.assumed import DrawnAssumptions
from planner.risk.field import Field
from planner.risk.later_rounds import later_rounds
from planner.risk.own_round import OwnRound, own_round, waves_of
from planner.risk.positions import Positions
from planner.risk.rows import Singles


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What some draws (D) came to.

    Attributes:
        cost: (D,) £ of redundancies, agreed resignations included.
        heads: (D,) people made redundant, with payment.
        talent_lost: (D,) per cent.
        over: (rows, D) £ a year of each receiver over target, as ``Positions`` orders them.
    """

    cost: Floats
    heads: Floats
    talent_lost: Floats
    over: Singles


def draw_chunk(
    field: Field,
    positions: Positions,
    outside: Floats,
    values: DrawnAssumptions,
    draws: int,
    rng: np.random.Generator,
    *,
    by_expected_odds: bool,
) -> Drawn:
    """Draw what happens, ``draws`` times.

    Args:
        outside: (L,) the part of each lot's posts that does not commission.
    """
    waves = waves_of(field, rng)
    own = own_round(field, waves, values, draws, rng, by_expected_odds=by_expected_odds)
    shelves, left = later_rounds(field, waves, own, values, rng, by_expected_odds=by_expected_odds)
    sums = np.repeat(field.settled[:, None], draws, axis=1)
    heads = np.full(draws, field.settled_heads)
    for person, draw in left:
        for at, cost in enumerate(field.costs):
            sums[at] += np.bincount(draw, cost[person], draws)
        heads += np.bincount(draw, field.is_entitled[person], draws)
    on_shelf = field.lots_by_shelf(own.open_fte)
    with np.errstate(invalid="ignore", divide="ignore"):
        left_open = np.where(on_shelf > 0, shelves.open_fte / on_shelf, np.float32(0))
        each = np.where(on_shelf > 0, 1 / on_shelf, np.float32(0))
    shelf = field.lots.shelf
    later = own.open_fte * each[shelf]
    cost = _by_lot(field, own, own.accepted_cost) + later * shelves.cost[shelf]
    kept = _kept(field, own, outside, later, shelves.value)
    vacant = own.open_fte * left_open[shelf]
    return Drawn(
        cost=field.bill.total(sums, values) + field.certain_cost,
        heads=heads,
        talent_lost=_percent_lost(field, kept),
        over=positions.over(cost, vacant, values),
    )


def _by_lot(field: Field, own: OwnRound, by_pool: Singles) -> Singles:
    """(L, draws): what a pool's winners bring, by the lots they took."""
    rows = field.lot_pool != ABSENT
    shared = np.zeros_like(own.open_fte)
    shared[rows] = own.lot_part[rows] * by_pool[field.lot_pool[rows]]
    return shared


def _kept(field: Field, own: OwnRound, outside: Floats, later: Singles, later_value: Singles) -> Floats:
    """(draws,) talent that took a post where commissioning is done."""
    total = own.accepted_value.sum(axis=0, dtype=np.float64) + later_value.sum(axis=0, dtype=np.float64)
    away = np.flatnonzero(outside > 0)
    if len(away):
        lost = _by_lot(field, own, own.accepted_value) + later * later_value[field.lots.shelf]
        total -= (lost[away] * outside[away][:, None]).sum(axis=0, dtype=np.float64)
    return np.asarray(total)


def _percent_lost(field: Field, kept: Floats) -> Floats:
    if field.value <= 0:
        return np.zeros_like(kept)
    return np.asarray((1 - (field.settled_kept + kept) / field.value) * 100)
