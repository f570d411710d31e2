"""Sizes are shared out as evenly as can be, and the same way each time."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.ccg_sizes.partition import evenest, spread_evenly

sizes = st.lists(st.integers(1, 400).map(float), min_size=1, max_size=5).map(tuple)


def squares(given_sizes, group):
    return float((np.bincount(group, given_sizes) ** 2).sum())


@given(given_sizes=sizes)
def test_no_way_of_sharing_a_few_sizes_out_is_more_even(given_sizes):
    for groups, (least, group) in enumerate(evenest(given_sizes), start=1):
        assert len(set(group)) == groups
        assert squares(given_sizes, group) == pytest.approx(least)
        ways = (one for one in product(range(groups), repeat=len(given_sizes)) if len(set(one)) == groups)
        assert least <= min(squares(given_sizes, one) for one in ways) + 1e-6


def test_groups_are_numbered_by_their_first_members():
    for _, group in evenest((5.0, 4.0, 3.0, 2.0, 1.0)):
        firsts = [group.index(one) for one in range(len(set(group)))]
        assert firsts == sorted(firsts)


@given(
    given_sizes=st.lists(st.integers(0, 9_000).map(float), min_size=1, max_size=60),
    groups=st.integers(1, 60),
)
def test_practices_are_spread_over_every_group(given_sizes, groups):
    groups = min(groups, len(given_sizes))
    group = spread_evenly(np.array(given_sizes), groups)
    assert sorted(set(group.tolist())) == list(range(groups))


def test_a_hundred_practices_come_out_within_one_in_a_thousand():
    given_sizes = np.random.default_rng(3).integers(1_000, 15_000, 100).astype(float)
    totals = np.bincount(spread_evenly(given_sizes, 5), given_sizes)
    assert np.ptp(totals) < totals.mean() / 1_000
