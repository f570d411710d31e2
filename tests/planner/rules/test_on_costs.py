"""Employer National Insurance and pension."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.dates import year_start
from planner.base.errors import RuleNotInForceError
from planner.base.money import to_the_penny
from planner.rules.on_costs import employer_ni, employer_pension, marginal_ni_rate
from planner.rules.rulebook import load_rules

YEARS = range(2010, 2014)
LOWER, THRESHOLD, UPPER = 5564, 7488, 40040
"""2012/13."""


def test_worked_values_to_the_penny(rules, case):
    cases = case("employer_costs.csv")
    years = np.array([year_start(str(year)) for year in cases["year"]])
    pay = cases["pay"]
    nobody, everybody = np.zeros(len(pay), bool), np.ones(len(pay), bool)
    assert (
        to_the_penny(employer_ni(pay, nobody, years, rules)).tolist()
        == cases["ni_not_contracted_out"].tolist()
    )
    assert (
        to_the_penny(employer_ni(pay, everybody, years, rules)).tolist()
        == cases["ni_contracted_out"].tolist()
    )
    assert to_the_penny(employer_pension(pay, everybody, years, rules)).tolist() == cases["pension"].tolist()
    assert employer_pension(pay, nobody, years, rules).sum() == 0


@pytest.mark.parametrize(
    ("pay", "is_member", "charge"),
    [
        (0, True, 0),
        (LOWER - 1, True, 0),
        (LOWER, True, 0),
        (LOWER + 1, True, -0.034),
        (THRESHOLD, True, -0.034 * (THRESHOLD - LOWER)),
        (THRESHOLD, False, 0),
        (THRESHOLD + 1, False, 0.138),
        (THRESHOLD + 1, True, 0.104 - 0.034 * (THRESHOLD - LOWER)),
        (UPPER, True, 0.104 * (UPPER - THRESHOLD) - 0.034 * (THRESHOLD - LOWER)),
        (UPPER + 100, True, 0.104 * (UPPER - THRESHOLD) + 13.8 - 0.034 * (THRESHOLD - LOWER)),
        (UPPER + 100, False, 0.138 * (UPPER + 100 - THRESHOLD)),
    ],
)
def test_national_insurance_at_the_edge_of_each_band(rules, pay, is_member, charge):
    assert employer_ni(float(pay), is_member, 2012, rules) == pytest.approx(charge, abs=1e-6)


@pytest.mark.parametrize(
    ("pay", "member", "other"),
    [
        (LOWER - 1, 0, 0),
        (LOWER, -0.034, 0),
        (THRESHOLD - 1, -0.034, 0),
        (THRESHOLD, 0.104, 0.138),
        (UPPER - 1, 0.104, 0.138),
        (UPPER, 0.138, 0.138),
    ],
)
def test_the_next_pound_at_the_edge_of_each_band(rules, pay, member, other):
    rates = marginal_ni_rate(float(pay), np.array([True, False]), 2012, rules)
    assert rates == pytest.approx([member, other])


@given(st.integers(0, 100_000), st.booleans(), st.sampled_from(YEARS))
def test_the_marginal_rate_is_the_change_of_the_charge(pay, is_member, year):
    rules = load_rules()
    change = employer_ni(pay + 0.5, is_member, year, rules) - employer_ni(float(pay), is_member, year, rules)
    assert change / 0.5 == pytest.approx(
        float(marginal_ni_rate(float(pay), is_member, year, rules)), abs=1e-6
    )


@given(st.floats(0, 300_000), st.sampled_from(YEARS))
def test_a_member_never_costs_more_national_insurance(pay, year):
    rules = load_rules()
    assert employer_ni(pay, True, year, rules) <= employer_ni(pay, False, year, rules)


def test_pay_that_is_not_known_costs_what_is_not_known(rules):
    assert np.isnan(employer_ni(np.nan, True, 2012, rules))
    assert np.isnan(marginal_ni_rate(np.nan, True, 2012, rules))
    assert np.isnan(employer_pension(np.nan, True, 2012, rules))


def test_years_beyond_the_table_carry_its_last_row_on(rules):
    charges = employer_ni(40000.0, True, np.array([2013, 2014, 2020]), rules)
    assert len(set(charges.tolist())) == 1
    with pytest.raises(RuleNotInForceError):
        employer_ni(40000.0, True, 2009, rules)
