"""One chunk of draws: what happens to everybody, and what it comes to."""

from dataclasses import dataclass

import numpy as np

from planner.engine.columns import Floats, Integers
from planner.risk.assumed import DrawnAssumptions
from planner.risk.field import Field
from planner.risk.later_rounds import Shelves, later_rounds
from planner.risk.own_round import TOGETHER, OwnRound, own_rounds
from planner.risk.positions import Positions
from planner.risk.rows import GoOn, Singles, no_stop, parts_of, product, weighed


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
    values: DrawnAssumptions,
    draws: int,
    rng: np.random.Generator,
    go_on: GoOn = no_stop,
    *,
    by_expected_odds: bool,
) -> Drawn:
    """Draw what happens, ``draws`` times; by expected odds as ``simulate`` says."""
    own = own_rounds(field, values, draws, rng, go_on, by_expected_odds=by_expected_odds)
    go_on()
    shelves, left = later_rounds(field, own, values, rng, go_on, by_expected_odds=by_expected_odds)
    sums = np.repeat(np.append(field.settled, field.settled_heads)[:, None], draws, axis=1)
    for person, draw in left:
        sums += _left_over(field, person, draw, draws)
    kept, over = _posts_filled(field, positions, own, shelves, values, by_expected_odds=by_expected_odds)
    return Drawn(
        cost=field.bill.total(sums[:-1], values) + field.certain_cost,
        heads=sums[-1],
        talent_lost=_percent_lost(field, kept),
        over=over,
    )


def _left_over(field: Field, person: Integers, draw: Integers, draws: int) -> Floats:
    """(parts + 1, draws): £ of those left over, part by part of the cost, and how many are paid."""
    people = np.flatnonzero(np.bincount(person, minlength=1))
    place = np.zeros(int(people[-1]) + 1 if len(people) else 0, dtype=np.int64)
    place[people] = np.arange(len(people)) * draws
    is_left = np.zeros(len(people) * draws)
    is_left[place.take(person) + draw] = 1.0
    each = np.vstack([field.costs[:, people], field.is_entitled[people]]).astype(np.float64)
    return product(each, is_left.reshape(len(people), draws))


def _posts_filled(
    field: Field,
    positions: Positions,
    own: OwnRound,
    shelves: Shelves,
    values: DrawnAssumptions,
    *,
    by_expected_odds: bool,
) -> tuple[Floats, Singles]:
    """(draws,) talent kept, and (rows, draws) £ of each receiver over target.

    By expected odds later takers are shared out by what the evaluation has open, as in ``Shelves``.
    """
    draws = own.open_fte.shape[1]
    shelf, away = field.lots.shelf, np.flatnonzero(field.outside > 0)
    kept = own.kept + shelves.value.sum(axis=0, dtype=np.float64)
    staff, vacancies = (np.empty((positions.by_bundle.size, draws), dtype=np.float32) for _ in range(2))
    expected = field.expected.open_fte[:, None].astype(np.float32)
    for begin in range(0, draws, TOGETHER):
        some = slice(begin, begin + TOGETHER)
        still_open = expected if by_expected_odds else own.open_fte[:, some]
        part = parts_of(np.ones((1, 1), dtype=np.float32), field.lots_by_shelf(still_open))
        taken = own.taken_fte[:, some]
        cost = still_open * (part * shelves.cost[:, some])[shelf]
        cost += taken * field.lot_cost[:, None]
        staff[:, some] = positions.by_bundle(cost)
        lost = still_open[away] * (part * shelves.value[:, some])[shelf[away]]
        kept[some] -= weighed(lost, field.outside[away])
        vacant = still_open * (part * shelves.open_fte[:, some])[shelf]
        vacancies[:, some] = positions.by_bundle(vacant * positions.vacancy_unit[:, None])
    return kept, positions.over(staff, vacancies, values)


def _percent_lost(field: Field, kept: Floats) -> Floats:
    if field.value <= 0:
        return np.zeros_like(kept)
    return np.asarray((1 - (field.settled_kept + kept) / field.value) * 100)
