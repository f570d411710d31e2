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
import numpy.typing as npt

from planner.engine.columns import Booleans, Integers
from planner.risk.assumed import ACCEPTS_OWN, DrawnAssumptions
from planner.risk.crowd import stays
from planner.risk.field import Field
from planner.risk.rows import GoOn, Singles, no_stop, parts_of, weighed

Faces = npt.NDArray[np.uint16]

NOTHING = np.float32(1e-4)
"""FTE below which a sum of posts or people is nothing but rounding."""

TOGETHER = 200
"""Draws, about, that share the order in which seekers stand: as many as the processor's own memory holds."""

FACES = 1 << 15
"""A person's luck is one throw of a die of so many faces. Chances are held as numbers of faces, rounded up
or down by a number of their own, so that they are right on average."""

THROWS_IN_ONE = 4
"""Throws that one number of the generator holds."""


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
class _Luck:
    """What decides about whoever is offered a post.

    Attributes:
        thrown: (N, draws) in the places of the waves, from 0 to below ``FACES``.
        takes: (kinds, draws) whoever throws less takes a post that is offered.
        kind: (N,) the kind of the person in each place.
    """

    thrown: Faces
    takes: Faces
    kind: Integers


@dataclass(frozen=True, slots=True, eq=False)
class _Present:
    """Who is still there (N, draws), how wide they stand, and (Q, draws) FTE of each pool."""

    here: Booleans
    width: Singles
    seekers: Singles


@dataclass(frozen=True, slots=True, eq=False)
class _Offers:
    """(Q, draws): FTE of the arc of posts, the share who accept; ``stages`` where lots differ by stage."""

    arc: Singles
    accepts: Singles
    stages: tuple[Booleans, ...] = ()


def own_rounds(
    field: Field,
    values: DrawnAssumptions,
    draws: int,
    rng: np.random.Generator,
    go_on: GoOn = no_stop,
    *,
    by_expected_odds: bool,
) -> OwnRound:
    """Draw who stays and hold each pool's own round.

    Args:
        go_on: called now and then; may raise ``CancelledError``.
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
    ends = np.linspace(0, draws, max(round(draws / TOGETHER), 1) + 1).astype(int).tolist()
    for begin, end in pairwise(ends):
        go_on()
        some = slice(begin, end)
        waves = waves_of(field, rng)
        part = _own_round(
            field, waves, values.part(some), end - begin, rng, by_expected_odds=by_expected_odds
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
    crowd, lots = field.crowd, field.lots
    open_fte = lots.opened(values, field.assumptions, draws)
    early = field.lots_by_pool(open_fte)
    posts = tuple(
        early if is_all else field.lots_by_pool(open_fte * live[:, None])
        for live, is_all in zip(lots.own_live, field.is_every_early_lot, strict=True)
    )
    kind, thrown = crowd.kin[waves.person], thrown_by(field, waves, draws, rng)
    faces = stays(crowd, early, field.undecided_fte, values)
    faces *= np.float32(FACES)
    rounding = rng.random((len(faces), 1), dtype=np.float32)
    stay = (faces + rounding).astype(np.uint16)
    present = _present(field, waves, thrown < stay.take(kind, axis=0))
    if by_expected_odds:
        offers = _expected(field, present.seekers, values)
    elif field.is_simple:
        offers = _simple_offers(field, present.seekers, early, values)
    else:
        offers = _offers(field, present.seekers, posts, values)
    faces *= offers.accepts.take(crowd.kin_pool, axis=0)
    faces += rounding
    luck = _Luck(thrown, faces.astype(np.uint16), kind)
    seeking, refused, kept = _held(field, waves, present, offers, luck, rng)
    whole = np.subtract(offers.arc, refused, out=refused)
    taken = _taken(field, offers, open_fte, posts, whole)
    value = kept.sum(axis=0) - _gone_outside(field, taken, whole, kept)
    return OwnRound(seeking, np.subtract(open_fte, taken, out=open_fte), taken, value)


def thrown_by(field: Field, waves: Waves, draws: int, rng: np.random.Generator) -> Faces:
    """(N, draws): what everybody throws, in the places of the waves; a person throws once for all jobs."""
    crowd = field.crowd
    raw = rng.bit_generator.random_raw(-(-len(crowd) * draws // THROWS_IN_ONE))
    thrown = np.asarray(raw).view(np.uint16)[: len(crowd) * draws].reshape(len(crowd), draws)
    thrown >>= 1
    shared = np.flatnonzero(crowd.first_of != np.arange(len(crowd)))
    thrown[waves.place[shared]] = thrown[waves.place[crowd.first_of[shared]]]
    return thrown


def _present(field: Field, waves: Waves, here: Booleans) -> _Present:
    """Who of each pool is still there."""
    crowd = field.crowd
    width = here * crowd.fte[waves.person][:, None]
    seekers = np.zeros((len(crowd.size), here.shape[1]), dtype=np.float32)
    for begin, end in pairwise(waves.start.tolist()):
        seekers[: end - begin] += width[begin:end]
    return _Present(here, width, seekers)


def _simple_offers(field: Field, seekers: Singles, posts: Singles, values: DrawnAssumptions) -> _Offers:
    """As ``_offers``, where a pool's lots take part in every stage that it may have."""
    suffices = posts + NOTHING >= seekers
    arc = np.multiply(suffices, NOTHING)
    arc += posts
    np.minimum(arc, seekers, out=arc)
    lifted, slotted, competes = (values[key].astype(np.float32) for key in ACCEPTS_OWN)
    more = np.stack(np.broadcast_arrays(slotted - competes, lifted - competes))
    accepts = suffices * more.take(field.may_lift.astype(np.int64), axis=0)
    accepts += competes
    return _Offers(arc, accepts)


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
    accepts = np.where(lifted, rates[0], np.where(slotted, rates[1], rates[2]))
    return _Offers(arc, accepts, (lifted, slotted, competes))


def _expected(field: Field, seekers: Singles, values: DrawnAssumptions) -> _Offers:
    """Posts for the share of seekers that the evaluation expects to be offered one."""
    expected = field.expected
    stage = [np.broadcast_to((expected.own_stage == at)[:, None], seekers.shape) for at in range(3)]
    arc = seekers * expected.own[:, None].astype(np.float32)
    rates = np.array([values[key][0] for key in ACCEPTS_OWN], dtype=np.float32)
    accepts = np.broadcast_to(rates[expected.own_stage][:, None], seekers.shape)
    return _Offers(arc, accepts, tuple(stage))


def _held(
    field: Field, waves: Waves, present: _Present, offers: _Offers, luck: _Luck, rng: np.random.Generator
) -> tuple[Booleans, Singles, Singles]:
    """Go round the ring of each pool: who still seeks, (Q, draws) FTE refused, talent of the takers.

    The talent is (Q, draws) where any posts are at a provider, else (1, draws) of all pools together.
    """
    crowd, shape = field.crowd, offers.arc.shape
    seeking = np.empty(present.here.shape, dtype=bool)
    is_by_pool = bool(field.outside.any())
    refused = np.zeros(shape, dtype=np.float32)
    kept = np.zeros(shape if is_by_pool else (1, shape[1]), dtype=np.float32)
    at = rng.random(shape, dtype=np.float32)
    at *= -present.seekers
    before_start = offers.arc - present.seekers
    value = crowd.value[waves.person]
    room, taken = np.empty_like(at), np.empty(shape, dtype=bool)
    for begin, end in pairwise(waves.start.tolist()):
        pools = slice(0, end - begin)
        here, width, ring = present.here[begin:end], present.width[begin:end], at[pools]
        spare, takes = room[pools], taken[pools]
        wins = ring < offers.arc[pools]
        wins &= np.greater_equal(ring, 0, out=takes)
        wins |= np.less(ring, before_start[pools], out=takes)
        wins &= here
        np.greater(here, wins, out=seeking[begin:end])
        np.less(luck.thrown[begin:end], luck.takes.take(luck.kind[begin:end], axis=0), out=takes)
        takes &= wins
        ring += width
        np.copyto(spare, takes)
        if is_by_pool:
            kept[pools] += spare * value[begin:end, None]
        else:
            kept[0] += weighed(spare, value[begin:end])
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
    return weighed(part * kept[pool], field.outside[away])


def _taken(
    field: Field, offers: _Offers, open_fte: Singles, posts: tuple[Singles, ...], taken: Singles
) -> Singles:
    """(L, draws) FTE of each lot that ``taken`` (Q, draws) FTE of its pool's winners took, in proportion."""
    rows = field.own_lots
    pool = field.lot_pool[rows]
    part = np.zeros_like(open_fte)
    if field.is_simple:
        each = taken / np.maximum(posts[2], NOTHING)
        part[rows] = open_fte[rows] * each[pool]
        return part
    for stage, live, one in zip(offers.stages, field.lots.own_live, posts, strict=True):
        with np.errstate(invalid="ignore", divide="ignore"):
            per_post = np.where(stage & (one > 0), taken / one, np.float32(0))
        part[rows] += open_fte[rows] * live[rows][:, None] * per_post[pool]
    return part
