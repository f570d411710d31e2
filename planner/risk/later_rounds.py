"""The rounds after a pool's own: ring-fence, wider ring-fence, redeployment, and redeployment a band lower.

Here few people still seek, so that only those are looked at: a line for each person in each draw. A round
is held as in ``own_round``: seekers stand in a ring, and arcs of posts follow one another round it.
"""

from dataclasses import dataclass

import numpy as np

from planner.engine.columns import Booleans, Floats, Integers, total_by
from planner.model.tables import BANDS
from planner.risk.assumed import ACCEPTS_REDEPLOYMENT, ACCEPTS_RING_FENCE, DrawnAssumptions
from planner.risk.field import LEVEL, LOWER, NARROW, WIDER, Field
from planner.risk.own_round import NOTHING, OwnRound
from planner.risk.rows import GoOn, Singles, no_stop, parts_of


@dataclass(slots=True, eq=False)
class Shelves:
    """The open posts of the later rounds (K, draws), and what those who took them bring.

    ``expected_fte`` (K, 1) is what is open in the evaluation. By expected odds posts are not kept to, and
    may run below nil in a draw: who takes one of several shelves is then shared out by this.
    """

    open_fte: Singles
    cost: Singles
    value: Singles
    expected_fte: Singles


@dataclass(slots=True, eq=False)
class _Ring:
    """Seekers of some sets (T) who stand in a ring for each set and draw.

    Attributes:
        person, draw: (M,) who seeks in which draw.
        ring: (M,) which ring they stand in: set × draws + draw.
        begins: (M,) FTE round the ring from where the first arc begins.
        size, front: (T × draws,) FTE of each ring, and how far the arcs have come.
        expected: (T,) FTE that the evaluation has in each set.
        is_left: (M,) whether they have had no offer.
        draws: how many draws there are.
    """

    person: Integers
    draw: Integers
    ring: Integers
    begins: Floats
    size: Floats
    front: Floats
    expected: Floats
    is_left: Booleans
    draws: int


def later_rounds(
    field: Field,
    own: OwnRound,
    values: DrawnAssumptions,
    rng: np.random.Generator,
    go_on: GoOn = no_stop,
    *,
    by_expected_odds: bool,
) -> tuple[Shelves, list[tuple[Integers, Integers]]]:
    """Hold the later rounds; ``go_on`` is called now and then, and may raise ``CancelledError``.

    Returns:
        What became of the posts, and the people left over: for each band, who in which draw.
    """
    draws = own.seeking.shape[1]
    shelf_fte = field.lots_by_shelf(own.open_fte)
    expected = field.lots_by_shelf(field.expected.open_fte[:, None].astype(np.float32))
    shelves = Shelves(shelf_fte, np.zeros_like(shelf_fte), np.zeros_like(shelf_fte), expected)
    held = _Rounds(field, shelves, values, rng, draws, by_expected_odds)
    bands = range(len(BANDS))
    is_there = np.asarray(own.seeking.any(axis=1))
    rings = [held.gathered(own, is_there, band) for band in bands]
    for band in bands:
        held.hold(NARROW, rings[band], band, (band,))
    go_on()
    for band in reversed(bands):
        held.hold(WIDER, rings[band], band, tuple(one for one in (band - 1, band + 1) if one in bands))
    go_on()
    rings = [held.by_band(ring) for ring in rings]
    for band in bands:
        held.hold(LEVEL, rings[band], band, (band,))
    for band in reversed(bands[1:]):
        held.hold(LOWER, rings[band], band, (band - 1,))
    return shelves, [held.left_over(ring) for ring in rings]


def _cells(table: Booleans) -> tuple[Integers, Integers]:
    """Row and column of each that is so, row by row."""
    at = np.flatnonzero(table)
    row = np.repeat(np.arange(len(table)), np.count_nonzero(table, axis=1))
    return row, at - row * table.shape[1]


@dataclass(frozen=True, slots=True, eq=False)
class _Rounds:
    """What every round needs."""

    field: Field
    shelves: Shelves
    values: DrawnAssumptions
    rng: np.random.Generator
    draws: int
    by_expected_odds: bool

    def gathered(self, own: OwnRound, is_there: Booleans, band: int) -> _Ring:
        """Those of a band who still seek, in a ring for each family, in a shuffled order.

        Args:
            is_there: (N,) who seeks in any draw.
        """
        field = self.field
        clans = np.flatnonzero(field.clan_band == band)
        is_here = np.isin(field.clan[field.crowd.pool], clans) & is_there
        people = np.flatnonzero(is_here)
        people = people[self.rng.permutation(len(people))]
        clan = field.clan[field.crowd.pool[people]] - (clans[0] if len(clans) else 0)
        order = np.argsort(clan, kind="stable")
        people, first = people[order], clan[order] * self.draws
        draw, at = _cells(np.ascontiguousarray(own.seeking[people].T))
        person, ring = people.take(at), first.take(at) + draw
        expected = total_by(field.clan, field.expected.seekers_fte, len(field.clan_band))
        return self._ring(person, draw, ring, expected[clans])

    def left_over(self, ring: _Ring) -> tuple[Integers, Integers]:
        """Who has had no offer, in which draw."""
        left = np.flatnonzero(ring.is_left)
        return ring.person.take(left), ring.draw.take(left)

    def by_band(self, ring: _Ring) -> _Ring:
        """Those who are left of a band, in one ring for each draw, shuffled anew."""
        person, draw = self.left_over(ring)
        people = np.flatnonzero(np.bincount(person, minlength=len(self.field.crowd)))
        order = self.rng.permutation(len(people))
        place = np.zeros(len(self.field.crowd), dtype=np.int64)
        place[people[order]] = np.arange(len(people))
        seeking = np.zeros((self.draws, len(people)), dtype=bool)
        seeking.reshape(-1)[draw * len(people) + place.take(person)] = True
        draw, at = _cells(seeking)
        return self._ring(people[order][at], draw, draw, ring.expected.sum(keepdims=True))

    def _ring(self, person: Integers, draw: Integers, ring: Integers, expected: Floats) -> _Ring:
        """Begin each ring anywhere. People of one ring must stand together, but for rings of one draw."""
        sets, fte = len(expected), self.field.crowd.fte[person].astype(np.float64)
        size = np.bincount(ring, fte, sets * self.draws).astype(np.float64)
        # The order of places is by draw, then set: the ring's people begin where those before them end.
        by_draw = size.reshape(sets, self.draws).T.reshape(-1)
        before = (np.cumsum(by_draw) - by_draw).reshape(self.draws, sets).T.reshape(-1)
        turn = self.rng.random(len(size)) * size
        begins = np.cumsum(fte)
        begins -= fte
        begins -= (before + turn).take(ring)
        begins += (begins < 0) * size.take(ring)
        is_left = np.ones(len(person), dtype=bool)
        front = np.zeros(len(size))
        return _Ring(person, draw, ring, begins, size, front, expected.copy(), is_left, self.draws)

    def hold(self, which: int, ring: _Ring, band: int, post_bands: tuple[int, ...]) -> None:
        """Offer the posts of some bands to those who stand in the rings of a band."""
        if not ring.is_left.any():
            return
        field, shelves = self.field, self.shelves
        clans = np.flatnonzero(field.clan_band == band)
        families = field.clan_family[clans] if which in (NARROW, WIDER) else np.array([-1])
        live = field.lots.shelf_live[min(which, LEVEL)] & np.isin(field.lots.shelf_band, post_bands)
        rows = [
            np.flatnonzero(live & ((family < 0) | (field.lots.shelf_family == family))) for family in families
        ]
        vacant = np.array([shelves.open_fte[one].sum(axis=0) for one in rows], dtype=np.float64)
        chance = self._expected_chance(which, clans)
        arc = self._arc(ring, vacant.reshape(-1), chance)
        if not (arc > 0).any():
            return
        key = ACCEPTS_RING_FENCE if which in (NARROW, WIDER) else ACCEPTS_REDEPLOYMENT
        wins = np.flatnonzero(ring.is_left)
        at = ring.ring.take(wins)
        place = ring.begins.take(wins) - ring.front.take(at)
        wins = wins.take(np.flatnonzero((place >= 0) & (place < arc.take(at))))
        ring.front += arc
        ring.is_left[wins] = False
        rate = np.broadcast_to(self.values[key], (self.draws,))
        takes = self.rng.random(len(wins)) < rate[ring.draw[wins]]
        self._fill(ring, wins, takes, arc, rows)
        if self.by_expected_odds:
            for one, shelf in enumerate(rows):
                taken = ring.expected[one] * chance[one] * rate[0]
                self.shelves.expected_fte[shelf] -= self._parts(shelf) * np.float32(taken)
            ring.expected *= 1 - chance

    def _arc(self, ring: _Ring, vacant: Floats, chance: Floats) -> Floats:
        """(T × draws,) FTE of the posts offered in each ring."""
        remaining = np.maximum(ring.size - ring.front, 0.0)
        if not self.by_expected_odds:
            arc = np.minimum(np.maximum(vacant, 0.0), remaining)
            return np.where(arc > NOTHING, arc, 0.0)
        return np.repeat(chance, self.draws) * remaining

    def _expected_chance(self, which: int, clans: Integers) -> Floats:
        """(T,) the evaluation's chance of an offer in each set; nil where draws do not ask for it."""
        if not self.by_expected_odds:
            return np.zeros(1)
        later, clan = self.field.expected.later[which], self.field.clan
        chance = np.array([later[clan == one].max() for one in clans.tolist()])
        return chance.max(keepdims=True) if which in (LEVEL, LOWER) else chance

    def _fill(
        self,
        ring: _Ring,
        wins: Integers,
        takes: Booleans,
        arc: Floats,
        rows: list[Integers],
    ) -> None:
        """Take the arcs out of the open posts; what was refused stays open."""
        crowd, shelves, size = self.field.crowd, self.shelves, len(arc)
        at, person = ring.ring.take(wins), ring.person.take(wins)
        refused = np.bincount(at, crowd.fte.take(person) * ~takes, size)
        cost = np.bincount(at, crowd.cost.take(person) * takes, size).reshape(-1, self.draws)
        value = np.bincount(at, crowd.value.take(person) * takes, size).reshape(-1, self.draws)
        taken = (arc - refused).reshape(-1, self.draws)
        for one, shelf in enumerate(rows):
            part = self._parts(shelf)
            shelves.cost[shelf] += part * cost[one]
            shelves.value[shelf] += part * value[one]
            shelves.open_fte[shelf] -= part * taken[one]

    def _parts(self, shelf: Integers) -> Singles:
        """Each shelf's part of those who take a post of a set; the columns add to 1."""
        if self.by_expected_odds:
            open_fte = np.maximum(self.shelves.expected_fte[shelf], 0.0)
        else:
            open_fte = self.shelves.open_fte[shelf]
        return parts_of(open_fte, open_fte.sum(axis=0))
