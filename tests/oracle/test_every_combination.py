"""Proposals of small random plans are the best of every combination, judged apart from the optimiser."""

import pytest

from planner.rules.rulebook import load_rules
from tests.oracle.every_combination import faults

SEEDS = (3, 16, 73)
"""Of 3 the best combination but for a limit breaks it by a pound, which saves far more elsewhere."""


@pytest.mark.parametrize("seed", SEEDS)
def test_a_proposal_is_the_best_of_every_combination(seed: int) -> None:
    assert list(faults(seed, load_rules(), most=8, searches=False)) == []
