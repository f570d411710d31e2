"""Proposals of small random plans are the best of every combination, judged apart from the optimiser."""

import pytest

from planner.rules.rulebook import load_rules
from tests.oracle.every_combination import faults

SEEDS = (3, 5, 16, 26)
"""Of 3 the limits can be kept only at some cost elsewhere; of 16 and 26 not at all."""


@pytest.mark.parametrize("seed", SEEDS)
def test_a_proposal_is_the_best_of_every_combination(seed: int) -> None:
    assert list(faults(seed, load_rules(), most=8, searches=False)) == []
