"""Tables with small numbers held back are handed to a solver, which must not find what was held back."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from planner.engine.fairness import small_numbers
from planner.engine.fairness.small_numbers import (
    LEAST_SHOWN,
    guard_of,
    guard_of_parts,
    is_small,
    readable,
    with_partners,
)

MEASURES = small_numbers._MEASURES
SLOW = {"deadline": None, "suppress_health_check": list(HealthCheck)}


class Attacker:
    """Knows sums of cells, and that people come in whole numbers from nil."""

    def __init__(self, shape):
        self._cells = np.arange(np.prod(shape)).reshape(shape)
        self._rows, self._sums = [], []

    def knows(self, counts, *at):
        """Learn what the cells at an index add up to."""
        self._rows.append(np.ravel(self._cells[at]))
        self._sums.append(counts[at].sum())

    def range_of(self, *at):
        """The least and the most that the cells at an index may add up to."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        size = self._cells.size
        known = np.array([np.bincount(cells, minlength=size) for cells in self._rows])
        wanted = np.bincount(np.ravel(self._cells[at]), minlength=size).astype(float)
        limits = LinearConstraint(known, self._sums, self._sums)
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * wanted, constraints=limits, bounds=Bounds(0, np.inf), integrality=np.ones(size)
            )
            assert found.success, found.message
            ends.append(round(sign * found.fun))
        return tuple(ends)


def reader_of(tally, guard):
    """Somebody who has everything that is shown of a table, and the sums of its lines."""
    every = slice(None)
    lines, groups, kinds = tally.shape
    reader = Attacker(tally.shape)
    for kind in range(kinds):
        reader.knows(tally, every, every, kind)
    for line in range(lines):
        reader.knows(tally, line)
        for kind in range(kinds if guard.shows_decided else 0):
            reader.knows(tally, line, every, kind)
    for line, group in np.ndindex(lines, groups):
        if guard.shows_lines and not guard.people[line, group]:
            reader.knows(tally, line, group)
        for kind in range(kinds if guard.shows_decided and not guard.decided[line, group] else 0):
            reader.knows(tally, line, group, kind)
    for group in range(groups):
        if not guard.people[-1, group]:
            reader.knows(tally, every, group)
        for kind in range(0 if guard.decided[-1, group] else kinds):
            reader.knows(tally, every, group, kind)
    return reader


CELLS = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 20])
TALLIES = st.tuples(st.integers(1, 3), st.integers(2, 3)).flatmap(
    lambda shape: arrays.arrays(np.int64, (*shape, 4), elements=CELLS)
)


@settings(max_examples=8, **SLOW)
@given(TALLIES)
def test_no_count_of_1_to_4_can_be_solved_for(tally):
    """Lines of fewer than five stand together before this; one group alone is everybody."""
    assume((tally.sum(axis=(1, 2)) >= LEAST_SHOWN).all() and (tally.sum(axis=(0, 2)) > 0).sum() > 1)
    every = slice(None)
    guard = guard_of(tally.sum(axis=2), [tally])
    reader = reader_of(tally, guard)
    for group in range(tally.shape[1]):
        assert_unknown(reader, tally, guard.people[-1, group], every, group)
        for measure in MEASURES:
            assert_unknown(reader, tally, guard.decided[-1, group], every, group, measure)
    for line, group in np.ndindex(tally.shape[:2]):
        if guard.shows_lines:
            assert_unknown(reader, tally, guard.people[line, group], line, group)
        for measure in MEASURES if guard.shows_decided else ():
            assert_unknown(reader, tally, guard.decided[line, group], line, group, measure)


def assert_unknown(reader, counts, is_held, *at):
    if is_small(counts[at].sum()):
        low, high = reader.range_of(*at)
        assert is_held
        assert low < high, f"{at} must be {low}"


@settings(max_examples=8, **SLOW)
@given(TALLIES, st.sets(st.integers(0, 3), min_size=2))
def test_no_part_of_1_to_4_can_be_solved_for(tally, hidden):
    """Parts of those placed, by stage: the totals of some groups are held back already."""
    parts = tally.sum(axis=2)
    top = np.isin(np.arange(parts.shape[1]), list(hidden))
    held, may_show = guard_of_parts(parts, top)
    every = slice(None)
    reader = Attacker(parts.shape)
    for line in range(len(parts)):
        reader.knows(parts, line)
    for group in np.flatnonzero(~top):
        reader.knows(parts, every, group)
    for at in np.argwhere(~held & may_show):
        reader.knows(parts, *at)
    if may_show:
        for at in np.ndindex(parts.shape):
            assert_unknown(reader, parts, held[at], *at)


def test_the_solver_finds_what_a_single_blank_would_give_away():
    tally = np.zeros((2, 2, 4), dtype=np.int64)
    tally[:, :, 1] = [[20, 3], [30, 25]]
    guard = guard_of(tally.sum(axis=2), [tally])
    alone = np.zeros((3, 2), dtype=bool)
    alone[0, 1] = True
    careless = small_numbers.Guard(alone, alone, shows_lines=True, shows_decided=True)
    assert reader_of(tally, careless).range_of(0, 1) == (3, 3)
    assert reader_of(tally, guard).range_of(0, 1) != (3, 3)
    assert guard.people[:2].all()


@pytest.mark.parametrize(
    ("people", "held"),
    [
        ([[40, 20, 30]], [False, False, False]),
        ([[40, 4, 30]], [False, True, True]),
        ([[40, 1, 1, 30]], [False, True, True, True]),
        ([[40, 4, 4, 30]], [False, True, True, False]),
        ([[40, 0, 30]], [False, False, False]),
    ],
    ids=["none small", "one small takes the next", "too few together", "two are enough", "nil is shown"],
)
def test_what_goes_of_the_whole_plan(people, held):
    assert guard_of(np.array(people), []).people[-1].tolist() == held


def test_decisions_that_cannot_be_guarded_by_cell_are_not_shown_by_line():
    """Three and four women are undecided and no man is: nobody could be undecided in their place."""
    tally = np.zeros((2, 2, 4), dtype=np.int64)
    tally[:, :, 1] = 20
    tally[:, 0, 0] = [3, 4]
    guard = guard_of(tally.sum(axis=2), [tally])
    assert (guard.shows_lines, guard.shows_decided) == (True, False)
    assert guard.decided[:2].all()
    assert not guard.people.any()


def test_an_expected_number_that_rests_on_those_who_are_certain_reads_as_their_count():
    certain, expected = np.array([0, 1, 4, 4, 5]), np.array([1.0, 1.2, 4.0, 7.5, 5.0])
    assert readable(certain, expected).tolist() == [False, True, True, False, False]


def test_one_expected_number_never_goes_alone_where_its_total_is_shown():
    expected = np.array([[2.0, 0.0], [9.0, 3.0], [6.0, 1.0]])
    hidden = np.zeros((3, 2), dtype=bool)
    hidden[0, 0] = True
    shown_totals = with_partners(hidden, expected, np.array([False, False]))
    assert np.argwhere(shown_totals).tolist() == [[0, 0], [2, 0]]
    held_total = with_partners(hidden, expected, np.array([True, True]))
    assert np.argwhere(held_total).tolist() == [[0, 0], [2, 1]]
