"""Mutually agreed resignation: half a month a year, three to twelve months, a year's service."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.rules.mars import mars_payment
from planner.rules.rulebook import load_rules


def months(years, days):
    return float(mars_payment(12_000.0, years, days, load_rules())) / 1000


@pytest.mark.parametrize(
    ("years", "months_paid"), [(1, 3), (5, 3), (6, 3), (7, 3.5), (23, 11.5), (24, 12), (25, 12), (7.9, 3.5)]
)
def test_half_a_month_a_year_between_three_and_twelve(years, months_paid):
    assert months(years, 3650.0) == months_paid


@pytest.mark.parametrize(("days", "months_paid"), [(364, 0), (365, 3)])
def test_twelve_months_service_is_needed(days, months_paid):
    assert months(0.0, days) == months_paid


@pytest.mark.parametrize(("years", "months_paid"), [(0, 0), (1, 3), (np.nan, 0)])
def test_where_only_years_are_known_they_decide(years, months_paid):
    assert months(years, np.nan) == months_paid


def test_reckonable_years_that_are_not_known_give_a_payment_that_is_not_known():
    assert np.isnan(months(np.nan, 400.0))


@given(st.integers(1, 40))
def test_another_year_never_pays_less(years):
    assert months(years, 3650.0) <= months(years + 1, 3650.0)
