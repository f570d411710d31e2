"""Every best pairing is known: a brute force over all pairings says the same."""

from itertools import permutations

import numpy as np
import pytest

from planner.advise.optimal_pairs import best_pairs


def every_best(score):
    rows, columns = score.shape
    best, found = (-1, -1), set()
    for pairing in set(permutations([*range(columns), *[-1] * rows], rows)):
        if any(at >= 0 and score[row, at] < 0 for row, at in enumerate(pairing)):
            continue
        paired = [(row, at) for row, at in enumerate(pairing) if at >= 0]
        value = (len(paired), sum(score[one] for one in paired))
        if value > best:
            best, found = value, set()
        if value == best:
            found.add(pairing)
    return found


@pytest.mark.parametrize("seed", range(24))
def test_what_every_best_pairing_gives_is_what_brute_force_finds(seed):
    draw = np.random.default_rng(seed)
    score = draw.integers(-1, 3, (draw.integers(1, 5), draw.integers(1, 4)))
    found, every = best_pairs(score), every_best(score)
    rows, columns = score.shape
    assert tuple(found.column) in every
    for row in range(rows):
        assert [bool(one) for one in found.may_have[row]] == [
            any(one[row] == at for one in every) for at in range(columns)
        ]
        assert found.may_miss[row] == any(one[row] < 0 for one in every)
    assert [bool(one) for one in found.may_stay] == [
        any(at not in one for one in every) for at in range(columns)
    ]


def test_as_many_as_possible_are_paired_before_any_suits_better():
    found = best_pairs(np.array([[100, 70], [99, -1]]))
    assert found.column.tolist() == [1, 0]


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_nobody_or_nothing_is_paired_with_nothing(shape):
    found = best_pairs(np.zeros(shape, dtype=np.int64))
    assert (found.column == -1).all()
    assert found.may_have.shape == shape
