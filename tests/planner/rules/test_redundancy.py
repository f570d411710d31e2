"""What one exit costs: the better lump sum, the pension, pay in lieu and retention."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.dates import as_days
from planner.rules.pension import PENSION_STATES
from planner.rules.redundancy import exit_cost
from planner.rules.rulebook import load_rules
from planner.rules.working import NO_WORKING, Recorder

NAN = np.nan


def cost(
    section16=20000.0,
    statutory=9000.0,
    capital=0.0,
    state="not eligible",
    take_up=1.0,
    in_lieu=0.0,
    retention=NAN,
    last_day="2013-03-31",
    working=NO_WORKING,
):
    at = PENSION_STATES.index(state)
    both = exit_cost(
        section16,
        statutory,
        capital,
        at,
        take_up,
        in_lieu,
        retention,
        as_days(last_day),
        load_rules(),
        working,
    )
    return tuple(float(one) for one in both)


def test_the_lump_sum_is_the_better_of_the_two_to_the_penny():
    assert cost(20000.004, 9000.0) == (20000.00, 20000.00)
    assert cost(2304.605, 9000.125) == (9000.13, 9000.13)
    assert cost(2304.605, NAN) == (2304.61, 2304.61)
    assert np.isnan(cost(NAN, 9000.0)).all()


@pytest.mark.parametrize("state", ["quote", "estimate"])
def test_a_pension_costs_the_better_of_lump_sum_and_capital_cost(state):
    assert cost(capital=50000.0, state=state) == (20000, 50000)
    assert cost(capital=15000.0, state=state) == (20000, 20000)
    assert cost(capital=50000.0, state=state, take_up=0.5) == (20000, 35000)
    assert cost(capital=50000.0, state=state, take_up=0.0) == (20000, 20000)


@pytest.mark.parametrize("state", ["not a member", "not eligible", "past normal age", "needs a quote"])
def test_without_a_known_capital_cost_the_lump_sum_stands(state):
    assert cost(capital=NAN, state=state) == (20000, 20000)


@pytest.mark.parametrize(("last_day", "whole"), [("2015-03-31", 50000), ("2015-04-01", 20000)])
def test_from_april_2015_the_member_meets_the_shortfall(last_day, whole):
    assert cost(capital=50000.0, state="quote", last_day=last_day) == (20000, whole)


def test_pay_in_lieu_and_retention_are_added():
    assert cost(in_lieu=1234.565, retention=500.0) == (20000, 21734.57)
    assert cost(in_lieu=100.0, retention=NAN) == (20000, 20100)


@given(
    st.floats(0, 300_000),
    st.floats(0, 15_000),
    st.floats(0, 500_000),
    st.sampled_from(PENSION_STATES),
    st.floats(0, 1),
    st.sampled_from(["2013-03-31", "2015-04-01"]),
)
def test_the_cost_is_never_below_the_lump_sum_nor_above_all_its_parts(
    one, two, capital, state, take_up, last_day
):
    lump_sum, whole = cost(one, two, capital, state, take_up, last_day=last_day)
    assert lump_sum >= max(one, two) - 0.005001
    assert lump_sum <= whole <= max(lump_sum, capital) + 0.005001


@pytest.mark.parametrize(("state", "steps"), [("quote", 3), ("not eligible", 2)])
def test_the_working_ends_in_the_cost_and_shows_a_shortfall_where_there_can_be_one(state, steps):
    recorder = Recorder(0)
    _, whole = cost(capital=50000.0, state=state, in_lieu=100.0, working=recorder)
    assert len(recorder.steps) == steps
    assert recorder.steps[-1].result == whole
    assert recorder.steps[-1].figure == "cost_if_redundant"
