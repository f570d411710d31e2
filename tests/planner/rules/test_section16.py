"""Section 16: published cases, the edges of service, and the day the terms change."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.dates import as_days
from planner.base.money import penny, to_the_penny
from planner.rules.rulebook import load_rules
from planner.rules.section16 import section16_payment

OLD, NEW = as_days("2015-03-31"), as_days("2015-04-01")


def pay(annual, years, last_day=OLD, fte=1.0, qualifies=True):
    return section16_payment(annual, fte, years, qualifies, last_day, load_rules())


def test_worked_cases_to_the_penny(rules, case):
    cases = case("section16.csv")
    qualifies = ~(cases["qualifying_days"] < 728)
    days = as_days(cases["last_day"].astype(str))
    payment = section16_payment(cases["annual_pay"], 1.0, cases["reckonable_years"], qualifies, days, rules)
    assert to_the_penny(payment).tolist() == cases["lump_sum"].tolist()
    by_months = cases["months"] * cases["annual_pay"] / 12
    is_old = days < NEW
    assert (
        to_the_penny(by_months)[is_old & qualifies].tolist()
        == cases["one_twelfth"][is_old & qualifies].tolist()
    )


def test_the_route_by_weeks_is_the_better_until_the_terms_change():
    assert pay(36500.0, 1.0) == pytest.approx(700 * 4.35)
    assert pay(36500.0, 1.0, NEW) == pytest.approx(36500 / 12)


@pytest.mark.parametrize(("years", "months"), [(0, 0), (1, 1), (23, 23), (24, 24), (25, 24), (40, 24)])
def test_a_month_for_each_year_up_to_24(years, months):
    assert pay(60000.0, float(years), NEW) == pytest.approx(5000 * months)


@pytest.mark.parametrize(
    ("annual", "counted"),
    [(22999, 23000), (23000, 23000), (23001, 23001), (79999, 79999), (80000, 80000), (80001, 80000)],
)
def test_pay_is_held_between_floor_and_cap_from_april_2015(annual, counted):
    assert pay(float(annual), 12.0, NEW) == pytest.approx(counted)
    assert pay(float(annual), 12.0, OLD) == pytest.approx(annual * 12 * 4.35 * 7 / 365)


def test_the_most_is_160000_from_april_2015():
    assert penny(float(pay(500000.0, 30.0, NEW))) == 160000


def test_floor_and_cap_are_full_time_equivalent():
    assert pay(9000.0, 12.0, NEW, fte=0.5) == pytest.approx(11500)
    assert pay(50000.0, 12.0, NEW, fte=0.5) == pytest.approx(40000)
    assert pay(9000.0, 12.0, OLD, fte=0.5) == pytest.approx(9000 * 12 * 4.35 * 7 / 365)


@pytest.mark.parametrize("last_day", [OLD, NEW])
def test_nil_fte_is_paid_nothing(last_day):
    assert pay(0.0, 12.0, last_day, fte=0.0) == 0
    assert pay(20000.0, 12.0, last_day, fte=0.0) == 0


def test_service_that_does_not_qualify_is_paid_nothing():
    assert pay(30000.0, 1.0, qualifies=False) == 0
    assert pay(30000.0, np.nan, qualifies=False) == 0
    assert np.isnan(pay(30000.0, np.nan, qualifies=True))


@given(st.floats(1000, 200_000), st.integers(0, 39), st.sampled_from([OLD, NEW]), st.floats(0.1, 1.0))
def test_another_year_of_service_never_pays_less(annual, years, last_day, fte):
    both = pay(annual, np.array([years, years + 1.0]), last_day, fte)
    assert both[0] <= both[1]
    assert (both[0] == both[1]) == (years >= 24)


@given(st.floats(1000, 200_000), st.integers(0, 40))
def test_the_terms_of_2015_never_pay_a_whole_time_person_more_than_160000(annual, years):
    assert pay(annual, float(years), NEW) <= 160000.001
