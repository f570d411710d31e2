"""The exact bill of independent people, against every outcome written out."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.risk.exact import exact_bill


def test_nobody_costs_nothing():
    bill = exact_bill(np.zeros(0), np.zeros(0))
    assert (bill.mean, bill.deviation, bill.percentile(90)) == (0.0, 0.0, 0.0)


def test_two_people_by_hand():
    bill = exact_bill(np.array([10_000.0, 30_000.0]), np.array([0.5, 0.1]), step=1_000.0)
    chances = {0: 0.45, 10: 0.45, 30: 0.05, 40: 0.05}
    assert {at: float(one) for at, one in enumerate(bill.chance) if one > 0} == pytest.approx(chances)
    assert bill.mean == pytest.approx(8_000)
    assert bill.percentile(90) == 10_000
    assert bill.percentile(91) == 30_000
    assert bill.chance_at_or_below(29_999) == pytest.approx(0.9)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.floats(0, 1)), max_size=6),
)
def test_it_is_every_outcome_weighed_by_its_chance(people):
    costs = np.array([cost for cost, _ in people], dtype=np.float64)
    chances = np.array([chance for _, chance in people])
    written_out = np.zeros(int(costs.sum()) + 1)
    for who in product((0, 1), repeat=len(people)):
        taken = np.array(who, dtype=bool)
        written_out[int(costs[taken].sum())] += np.prod(np.where(taken, chances, 1 - chances))
    bill = exact_bill(costs, chances)
    np.testing.assert_allclose(bill.chance, written_out, atol=1e-12)
    assert bill.mean == pytest.approx(float(costs @ chances))
