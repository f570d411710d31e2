"""Tables with small numbers held back are handed to a solver, which must not find what was held back."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from planner.engine.fairness import small_numbers
from planner.engine.fairness.small_numbers import LEAST_SHOWN, guard_of, guard_of_parts, is_small, with_partners

MEASURES = small_numbers._MEASURES.astype(int)


class Attacker:
    """Knows every sum that is shown, and that people come in whole numbers from nil."""

    def __init__(self, people, tally, guard):
        from scipy.sparse import lil_array

        lines, groups = people.shape
        self.shape = (lines, groups, 4)
        self.size = lines * groups * 4
        self._rows, self._values = [], []
        whole = people.sum(axis=0)
        for line in range(lines):
            self._knows([(line, group, None) for group in range(groups)], people[line].sum())
            for group in range(groups):
                if guard.shows_lines and not guard.people[line, group]:
                    self._knows([(line, group, None)], people[line, group])
                if guard.shows_decided and not guard.decided[line, group]:
                    for kind in range(4):
                        self._knows([(line, group, kind)], tally[line, group, kind])
            if guard.shows_decided:
                for kind in range(4):
                    self._knows(
                        [(line, group, kind) for group in range(groups)], tally[line, :, kind].sum()
                    )
        for kind in range(4):
            self._knows(
                [(line, group, kind) for line in range(lines) for group in range(groups)],
                tally[:, :, kind].sum(),
            )
        for group in range(groups):
            if not guard.people[-1, group]:
                self._knows([(line, group, None) for line in range(lines)], whole[group])
            if not guard.decided[-1, group]:
                for kind in range(4):
                    self._knows([(line, group, kind) for line in range(lines)], tally[:, group, kind].sum())
        matrix = lil_array((len(self._rows), self.size))
        for at, cells in enumerate(self._rows):
            matrix[at, cells] = 1
        self._matrix = matrix.tocsr()

    def _knows(self, cells, value):
        self._rows.append([one for cell in cells for one in self._places(*cell)])
        self._values.append(value)

    def _places(self, line, group, kind):
        kinds = range(4) if kind is None else (kind,)
        return [int(np.ravel_multi_index((line, group, one), self.shape)) for one in kinds]

    def range_of(self, cells):
        """The least and the most that some cells may add up to."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        wanted = np.zeros(self.size)
        wanted[[one for cell in cells for one in self._places(*cell)]] = 1
        known = LinearConstraint(self._matrix, self._values, self._values)
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * wanted,
                constraints=known,
                bounds=Bounds(0, np.inf),
                integrality=np.ones(self.size),
            )
            assert found.success, found.message
            ends.append(round(sign * found.fun))
        return tuple(ends)


CELLS = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 20])
TALLIES = st.tuples(st.integers(1, 4), st.integers(2, 4)).flatmap(
    lambda shape: arrays.arrays(np.int64, (*shape, 4), elements=CELLS)
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(TALLIES)
def test_no_count_of_1_to_4_can_be_solved_for(tally):
    people = tally.sum(axis=2)
    guard = guard_of(people, [tally])
    attacker = Attacker(people, tally, guard)
    lines, groups = people.shape
    whole = tally.sum(axis=0)
    if (people.sum(axis=1) < LEAST_SHOWN).any() or (people.sum(axis=0) > 0).sum() < 2:
        return  # small lines stand together before a table is guarded; one group alone is everybody
    for group in range(groups):
        every = [(line, group, None) for line in range(lines)]
        _assert_safe(attacker, whole[group].sum(), every, guard.people[-1, group])
        for measure in MEASURES:
            kinds = np.flatnonzero(measure).tolist()
            cells = [(line, group, kind) for line in range(lines) for kind in kinds]
            _assert_safe(attacker, whole[group] @ measure, cells, guard.decided[-1, group])
            if guard.shows_decided:
                for line in range(lines):
                    cells = [(line, group, kind) for kind in kinds]
                    _assert_safe(attacker, tally[line, group] @ measure, cells, guard.decided[line, group])
        if guard.shows_lines:
            for line in range(lines):
                held = guard.people[line, group]
                _assert_safe(attacker, people[line, group], [(line, group, None)], held)


def _assert_safe(attacker, count, cells, is_held):
    if is_small(np.int64(count)):
        assert is_held
        low, high = attacker.range_of(cells)
        assert low < high, f"{cells} must be {count}"
