"""Statutory redundancy: published calculator cases, the whole table of weeks, the cap by date."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.dates import as_days
from planner.base.errors import RuleNotInForceError
from planner.base.money import to_the_penny
from planner.rules.rulebook import load_rules
from planner.rules.statutory import statutory_payment, statutory_weeks
from planner.rules.working import Recorder

WEEKS_IN_A_YEAR = 365 / 7


def test_published_calculator_cases_to_the_penny(rules, case):
    cases = case("statutory.csv")
    annual = np.nan_to_num(cases["weekly_pay"]) * WEEKS_IN_A_YEAR
    years = np.floor(cases["years"])
    paid = statutory_payment(annual, cases["age"], years, as_days(cases["last_day"].astype(str)), rules)
    assert to_the_penny(paid).tolist() == cases["payment"].tolist()
    known = ~np.isnan(cases["weeks"])
    weeks = statutory_weeks(cases["age"], cases["years"])
    assert weeks[known].tolist() == cases["weeks"][known].tolist()


def test_the_published_table_of_weeks(case):
    cases = case("statutory_weeks.csv")
    assert len(cases["age"]) == 684
    assert statutory_weeks(cases["age"], cases["years"]).tolist() == cases["weeks"].tolist()


@given(st.integers(16, 80), st.integers(2, 45))
def test_weeks_are_those_counted_year_by_year(age, years):
    counted = 0.0
    for back in range(1, min(years, 20) + 1):
        started_at = age - back
        counted += 0.5 if started_at < 22 else 1.0 if started_at < 41 else 1.5
    assert statutory_weeks(age, years) == counted


@given(st.integers(16, 80), st.integers(0, 45))
def test_another_year_of_service_or_age_never_earns_less(age, years):
    weeks = statutory_weeks(np.array([age, age, age + 1]), np.array([years, years + 1, years]))
    assert weeks[0] <= weeks[1]
    assert weeks[0] <= weeks[2]


@pytest.mark.parametrize(
    ("years", "weeks"), [(0, 0), (1, 0), (1.99, 0), (2, 2), (19, 19), (20, 19.5), (21, 19.5), (30, 19.5)]
)
def test_two_years_are_needed_and_twenty_count(years, weeks):
    assert statutory_weeks(41.0, years) == weeks


def test_what_is_not_known():
    assert statutory_weeks(np.nan, 1.0) == 0
    assert np.isnan(statutory_weeks(np.nan, 2.0))
    assert statutory_weeks(40.0, np.nan) == 0
    paid = statutory_payment(
        30000.0, np.array([np.nan, np.nan, 40]), np.array([1, 2, np.nan]), as_days("2013-03-31"), load_rules()
    )
    assert np.array_equal(paid, [0, np.nan, 0], equal_nan=True)


def test_the_cap_goes_by_the_last_day(rules, case):
    cases = case("weekly_caps.csv")
    for edge in ("first_day", "last_day"):
        days = as_days(cases[edge].astype(str))
        paid = statutory_payment(100_000.0, 61.0, 20.0, days, rules)
        assert to_the_penny(paid).tolist() == cases["most"].tolist(), edge
        assert (30 * cases["cap"]).tolist() == cases["most"].tolist()


def test_pay_below_the_cap_is_paid_in_full(rules):
    assert statutory_payment(
        449 * WEEKS_IN_A_YEAR, 61.0, 20.0, as_days("2013-03-31"), rules
    ) == pytest.approx(30 * 449)
    assert statutory_payment(451 * WEEKS_IN_A_YEAR, 61.0, 20.0, as_days("2013-03-31"), rules) == 30 * 450


def test_a_day_before_the_first_known_cap_is_refused(rules):
    with pytest.raises(RuleNotInForceError, match="Cap on a week's pay"):
        statutory_payment(30000.0, 45.0, 5.0, as_days("2009-01-31"), rules)


def test_the_working_names_the_cap_of_its_own_row(rules):
    days = as_days(["2013-01-31", "2013-02-01"])
    for row, cap in enumerate((430, 450)):
        recorder = Recorder(row)
        statutory_payment(np.full(2, 60000.0), 45.0, 5.0, days, rules, recorder)
        last = recorder.steps[-1]
        assert dict(last.inputs)["cap on a week"] == cap
        assert [one.start.year for one in last.rules] == [2012 + row]
