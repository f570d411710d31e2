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

from planner.engine.columns import Booleans, Integers
from planner.risk.assumed import ACCEPTS_OWN, DrawnAssumptions
from planner.risk.crowd import stays
from planner.risk.field import Field
from planner.risk.rows import Singles, parts_of

NOTHING = np.float32(1e-4)
"""FTE below which a sum of posts or people is nothing but rounding."""

TOGETHER = 200
"""Draws that share the order in which seekers stand; as many as the processor's own memory has room for."""


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
        seeking: (N, draws) who still seeks.
        open_fte: (L, draws) FTE open after.
        taken_fte: (L, draws) FTE taken.
        kept: (draws,) talent of those who took a post where commissioning is done.
    """

    seeking: Booleans
    open_fte: Singles
    taken_fte: Singles
    kept: Singles


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


def own_rounds(
    field: Field, values: DrawnAssumptions, draws: int, rng: np.random.Generator, *, by_expected_odds: bool
) -> OwnRound:
    """Draw who stays and hold each pool's own round.

    Args:
        by_expected_odds: offer posts to the share of seekers that the evaluation expects, whatever the
            posts, in place of as many posts as there are.
    """
    posts = (len(field.lots), draws)
    whole = OwnRound(
        seeking=np.empty((len(field.crowd), draws), dtype=bool),
        open_fte=np.empty(posts, dtype=np.float32),
        taken_fte=np.empty(posts, dtype=np.float32),
        kept=np.empty(draws, dtype=np.float32),
    )
    for begin in range(0, draws, TOGETHER):
        some = slice(begin, min(begin + TOGETHER, draws))
        waves = waves_of(field, rng)
        part = _own_round(
            field, waves, values.part(some), some.stop - begin, rng, by_expected_odds=by_expected_odds
        )
        whole.seeking[waves.person, some] = part.seeking
        whole.open_fte[:, some], whole.taken_fte[:, some] = part.open_fte, part.taken_fte
        whole.kept[some] = part.kept
    return whole


def _own_round(
    field: Field,
    waves: Waves,
    values: DrawnAssumptions,
    draws: int,
    rng: np.random.Generator,
    *,
    by_expected_odds: bool,
) -> OwnRound:
    """Some draws of ``own_rounds``, with those who seek in the places of ``waves``."""
    lots = field.lots
    opened = lots.opened(values, field.assumptions).astype(np.float32)
    open_fte = np.broadcast_to(opened, (len(lots), draws)).copy()
    early = field.lots_by_pool(open_fte)
    posts = tuple(
        early if is_all else field.lots_by_pool(open_fte * live[:, None])
        for live, is_all in zip(lots.own_live, field.is_every_early_lot, strict=True)
    )
    present = _present(field, waves, early, values, rng)
    if by_expected_odds:
        offers = _expected(field, present.seekers, values)
    else:
        offers = _offers(field, present.seekers, posts, values)
    seeking, refused, kept = _held(field, waves, present, offers, rng)
    whole = np.subtract(offers.arc, refused, out=refused)
    taken = _taken(field, offers, open_fte, posts, whole)
    value = kept.sum(axis=0) - _gone_outside(field, taken, whole, kept)
    return OwnRound(seeking, np.subtract(open_fte, taken, out=open_fte), taken, value)


def _present(
    field: Field, waves: Waves, posts: Singles, values: DrawnAssumptions, rng: np.random.Generator
) -> _Present:
    """Draw who is still there."""
    crowd, draws = field.crowd, posts.shape[1]
    remain = stays(crowd, posts, field.undecided_fte, values)
    chance = np.broadcast_to(remain, (len(remain), draws)).take(crowd.kin[waves.person], axis=0)
    luck = rng.random((len(crowd), draws), dtype=np.float32)
    shared = np.flatnonzero(crowd.first_of != np.arange(len(crowd)))
    luck[waves.place[shared]] = luck[waves.place[crowd.first_of[shared]]]
    here = luck < chance
    width = here * crowd.fte[waves.person][:, None]
    seekers = np.zeros((len(crowd.size), draws), dtype=np.float32)
    for begin, end in pairwise(waves.start.tolist()):
        seekers[: end - begin] += width[begin:end]
    return _Present(here, luck, chance, width, seekers)


def _offers(field: Field, seekers: Singles, posts: tuple[Singles, ...], values: DrawnAssumptions) -> _Offers:
    """As many posts as there are: lift and shift or slot-in where they suffice, else a competition."""
    wanted = seekers - NOTHING
    lifted, slotted = ((one >= wanted) & (one > 0) for one in posts[:2])
    lifted &= field.may_lift[:, None]
    slotted &= ~lifted
    suffices = lifted | slotted
    competes = ~suffices & (posts[2] < wanted) & (posts[2] > 0)
    arc = np.where(suffices, seekers, posts[2] * competes)
    rates = [values[key].astype(np.float32) for key in ACCEPTS_OWN]
    accepts = np.where(suffices, np.where(field.may_lift[:, None], rates[0], rates[1]), rates[2])
    if (lifted != suffices)[field.may_lift].any():
        accepts = np.where(lifted, rates[0], np.where(slotted, rates[1], rates[2]))
    return _Offers(arc, accepts, (lifted, slotted, competes))


def _expected(field: Field, seekers: Singles, values: DrawnAssumptions) -> _Offers:
    """Posts for the share of seekers that the evaluation expects to be offered one."""
    expected = field.expected
    stage = [np.broadcast_to((expected.own_stage == at)[:, None], seekers.shape) for at in range(3)]
    arc = seekers * expected.own[:, None].astype(np.float32)
    rates = np.array([values[key][0] for key in ACCEPTS_OWN], dtype=np.float32)
    accepts = np.broadcast_to(rates[expected.own_stage][:, None], seekers.shape)
    return _Offers(arc, accepts, (stage[0], stage[1], stage[2]))


def _held(
    field: Field, waves: Waves, present: _Present, offers: _Offers, rng: np.random.Generator
) -> tuple[Booleans, Singles, Singles]:
    """Go round the ring of each pool: who still seeks, (Q, draws) FTE refused, talent of the takers.

    The talent is (Q, draws) where any posts are at a provider, else (1, draws) of all pools together.
    """
    crowd, shape = field.crowd, offers.arc.shape
    seeking = np.empty(present.here.shape, dtype=bool)
    is_by_pool = bool(field.outside.any())
    refused = np.zeros(shape, dtype=np.float32)
    kept = np.zeros(shape if is_by_pool else (1, shape[1]), dtype=np.float32)
    at = -rng.random(shape, dtype=np.float32) * present.seekers
    before_start = offers.arc - present.seekers
    value = crowd.value[waves.person]
    room = np.empty_like(at)
    for begin, end in pairwise(waves.start.tolist()):
        pools = slice(0, end - begin)
        here, width, ring, spare = present.here[begin:end], present.width[begin:end], at[pools], room[pools]
        wins = ring < offers.arc[pools]
        wins &= ring >= 0
        wins |= ring < before_start[pools]
        wins &= here
        np.greater(here, wins, out=seeking[begin:end])
        takes = present.luck[begin:end] < np.multiply(
            present.chance[begin:end], offers.accepts[pools], out=spare
        )
        takes &= wins
        ring += width
        if is_by_pool:
            kept[pools] += np.multiply(takes, value[begin:end, None], out=spare)
        else:
            kept[0] += np.einsum("i,ij->j", value[begin:end], takes)
        wins ^= takes
        refused[pools] += np.multiply(wins, width, out=spare)
    return seeking, refused, kept


def _gone_outside(field: Field, taken: Singles, whole: Singles, kept: Singles) -> Singles:
    """(draws,) talent of those who took a post that does not commission: the posts' part of each pool's."""
    away = field.own_lots[field.outside[field.own_lots] > 0]
    pool = field.lot_pool[away]
    if not len(away):
        return np.zeros(taken.shape[1], dtype=np.float32)
    part = parts_of(taken[away], whole[pool])
    return np.asarray(field.outside[away] @ (part * kept[pool]), dtype=np.float32)


def _taken(
    field: Field, offers: _Offers, open_fte: Singles, posts: tuple[Singles, ...], taken: Singles
) -> Singles:
    """(L, draws) FTE of each lot that ``taken`` (Q, draws) FTE of its pool's winners took, in proportion."""
    rows = field.own_lots
    pool = field.lot_pool[rows]
    part = np.zeros_like(open_fte)
    if field.is_simple:
        each = parts_of(taken, posts[2])
        part[rows] = open_fte[rows] * each[pool]
        return part
    for stage, live, one in zip(offers.stages, field.lots.own_live, posts, strict=True):
        with np.errstate(invalid="ignore", divide="ignore"):
            per_post = np.where(stage & (one > 0), taken / one, np.float32(0))
        part[rows] += open_fte[rows] * live[rows][:, None] * per_post[pool]
    return part
