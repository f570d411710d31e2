"""Who stays, and who of them is offered a post of their own pool: the first stages of a draw.

A competition has as many winners as it has posts. Seekers stand in a ring, in an order that is shuffled
for every chunk of draws, each as wide as their FTE; the posts' FTE is an arc of the ring that begins
anywhere, and whoever begins inside it is offered a post. So each seeker has the same chance, posts / seekers,
whatever their FTE; whole posts and full-time people come out exactly; and where hours are uneven the
winners' FTE is the posts' FTE to less than one person's, and the posts' on average. A part post is a
whole one in that share of the draws.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from planner.engine.columns import ABSENT, Booleans, Integers
from planner.risk.assumed import ACCEPTS_OWN, DrawnAssumptions
from planner.risk.crowd import stays
from planner.risk.field import Field
from planner.risk.rows import Singles

NOTHING = np.float32(1e-4)
"""FTE below which a sum of posts or people is nothing but rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Waves:
    """The crowd in waves: the first person of each pool, then the second, and so on; pools stand as they do.

    Attributes:
        person: (N,) who stands in each place.
        start: (waves + 1,) where each wave begins; wave ``w`` holds the first ``start[w + 1] - start[w]``
            pools.
        place: (N,) the place of each person.
    """

    person: Integers
    start: Integers
    place: Integers


@dataclass(frozen=True, slots=True, eq=False)
class OwnRound:
    """How the first stages came out.

    Attributes:
        seeking: (N, draws) who still seeks, in the places of ``Waves``.
        open_fte: (L, draws) FTE open after.
        accepted_fte, accepted_cost, accepted_value: (Q, draws) of those who took a post.
        lot_part: (L, draws) the part of its pool's winners that each lot took.
    """

    seeking: Booleans
    open_fte: Singles
    accepted_fte: Singles
    accepted_cost: Singles
    accepted_value: Singles
    lot_part: Singles


def waves_of(field: Field, rng: np.random.Generator) -> Waves:
    """Shuffle each pool and set the crowd out in waves."""
    crowd = field.crowd
    by_pool = np.lexsort((rng.random(len(crowd)), crowd.pool))
    first = np.cumsum(crowd.size) - crowd.size
    rank = np.arange(len(crowd)) - np.repeat(first, crowd.size)
    width = np.bincount(rank, minlength=1)
    start = np.concatenate([[0], np.cumsum(width)])
    person = np.empty(len(crowd), dtype=np.int64)
    person[start[rank] + np.repeat(np.arange(len(crowd.size)), crowd.size)] = by_pool
    place = np.empty_like(person)
    place[person] = np.arange(len(person))
    return Waves(person, start, place)


@dataclass(frozen=True, slots=True, eq=False)
class _Present:
    """Who is there: ``luck`` (N, draws) is even between 0 and 1, and who stays has less than ``chance``."""

    here: Booleans
    luck: Singles
    chance: Singles
    width: Singles
    seekers: Singles


@dataclass(frozen=True, slots=True, eq=False)
class _Offers:
    """(Q, draws): FTE of the arc of posts, the share who accept, and which of the stages it is."""

    arc: Singles
    accepts: Singles
    stages: tuple[Booleans, Booleans, Booleans]
    posts: tuple[Singles, ...]


def own_round(
    field: Field,
    waves: Waves,
    values: DrawnAssumptions,
    draws: int,
    rng: np.random.Generator,
    *,
    by_expected_odds: bool,
) -> OwnRound:
    """Draw who stays and hold each pool's own round.

    Args:
        by_expected_odds: offer posts to the share of seekers that the evaluation expects, whatever the
            posts, in place of as many posts as there are.
    """
    lots = field.lots
    opened = lots.opened(values, field.assumptions).astype(np.float32)
    open_fte = np.broadcast_to(opened, (len(lots), draws)).copy()
    early = field.lots_by_pool(open_fte)
    is_early = lots.own_live.any(axis=0)
    posts = tuple(
        early if np.array_equal(live, is_early) else field.lots_by_pool(open_fte * live[:, None])
        for live in lots.own_live
    )
    present = _present(field, waves, early, values, rng)
    if by_expected_odds:
        offers = _expected(field, present.seekers, posts, values)
    else:
        offers = _offers(present.seekers, posts, values)
    return _held(field, waves, present, offers, open_fte, rng)


def _present(
    field: Field, waves: Waves, posts: Singles, values: DrawnAssumptions, rng: np.random.Generator
) -> _Present:
    """Draw who is still there."""
    crowd, draws = field.crowd, posts.shape[1]
    remain = stays(crowd, posts, field.undecided_fte, values)
    chance = np.broadcast_to(remain, (len(remain), draws))[crowd.kin[waves.person]]
    luck = rng.random((len(crowd), draws), dtype=np.float32)
    shared = np.flatnonzero(crowd.first_of != np.arange(len(crowd)))
    luck[waves.place[shared]] = luck[waves.place[crowd.first_of[shared]]]
    here = luck < chance
    width = here * crowd.fte[waves.person][:, None]
    seekers = np.zeros((len(crowd.size), draws), dtype=np.float32)
    for begin, end in pairwise(waves.start.tolist()):
        seekers[: end - begin] += width[begin:end]
    return _Present(here, luck, chance, width, seekers)


def _offers(seekers: Singles, posts: tuple[Singles, ...], values: DrawnAssumptions) -> _Offers:
    """As many posts as there are: lift and shift or slot-in where they suffice, else a competition."""
    lifted = (posts[0] >= seekers - NOTHING) & (posts[0] > 0)
    slotted = (posts[1] >= seekers - NOTHING) & (posts[1] > 0) & ~lifted
    compete = ~(lifted | slotted) & (posts[2] < seekers - NOTHING) & (posts[2] > 0)
    arc = np.where(compete, posts[2], np.where(lifted | slotted, seekers, np.float32(0)))
    rates = [values[key].astype(np.float32) for key in ACCEPTS_OWN]
    accepts = np.where(lifted, rates[0], np.where(slotted, rates[1], rates[2]))
    return _Offers(arc, accepts, (lifted, slotted, compete), posts)


def _expected(
    field: Field, seekers: Singles, posts: tuple[Singles, ...], values: DrawnAssumptions
) -> _Offers:
    """Posts for the share of seekers that the evaluation expects to be offered one."""
    expected = field.expected
    stage = [np.broadcast_to((expected.own_stage == at)[:, None], seekers.shape) for at in range(3)]
    arc = seekers * expected.own[:, None].astype(np.float32)
    rates = np.array([values[key][0] for key in ACCEPTS_OWN], dtype=np.float32)
    accepts = np.broadcast_to(rates[expected.own_stage][:, None], seekers.shape)
    return _Offers(arc, accepts, (stage[0], stage[1], stage[2]), posts)


def _held(
    field: Field, waves: Waves, present: _Present, offers: _Offers, open_fte: Singles, rng: np.random.Generator
) -> OwnRound:
    """Go round the ring of each pool, and see who is offered a post and who takes it."""
    crowd, shape = field.crowd, offers.arc.shape
    seeking = np.empty(present.here.shape, dtype=bool)
    offered_fte, fte, cost, value = (np.zeros(shape, dtype=np.float32) for _ in range(4))
    at = -rng.random(shape, dtype=np.float32) * present.seekers
    before_start = offers.arc - present.seekers
    for begin, end in pairwise(waves.start.tolist()):
        pools, who = slice(0, end - begin), waves.person[begin:end]
        here, width, ring = present.here[begin:end], present.width[begin:end], at[pools]
        wins = ((ring < before_start[pools]) | ((ring >= 0) & (ring < offers.arc[pools]))) & here
        takes = wins & (present.luck[begin:end] < present.chance[begin:end] * offers.accepts[pools])
        seeking[begin:end] = here & ~wins
        ring += width
        offered_fte[pools] += wins * width
        fte[pools] += takes * width
        cost[pools] += takes * crowd.cost[who][:, None]
        value[pools] += takes * crowd.value[who][:, None]
    part = _empty_lots(field, offers, open_fte, offered_fte - fte)
    return OwnRound(seeking, open_fte, fte, cost, value, part)


def _empty_lots(field: Field, offers: _Offers, open_fte: Singles, refused: Singles) -> Singles:
    """Take the arc out of the open posts, in place; what was refused stays open. Return each lot's part."""
    part = np.zeros_like(open_fte)
    rows = np.flatnonzero(field.lot_pool != ABSENT)
    pool = field.lot_pool[rows]
    taken = offers.arc - refused
    for stage, live, posts in zip(offers.stages, field.lots.own_live, offers.posts, strict=True):
        with np.errstate(invalid="ignore", divide="ignore"):
            per_post = np.where(stage & (posts > 0), 1 / posts, np.float32(0))
        part[rows] += open_fte[rows] * live[rows][:, None] * per_post[pool]
    open_fte[rows] -= part[rows] * taken[pool]
    return part
