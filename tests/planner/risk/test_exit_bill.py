"""The cost of an exit, read off between values of the assumptions that are in doubt."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from planner.engine.workings import priced_exits
from planner.risk.assumed import DrawnAssumptions, in_doubt, with_values
from planner.risk.exit_bill import exit_bill_of
from tests.planner.engine.small_plans import person, plan_of, tried


@pytest.fixture
def work(rules):
    """People who may take a pension, and all of them told too late to work their notice."""
    member = {"pension_section": "1995", "membership_years": 28}
    rows = [
        person("E1", born=date(1957, 2, 1), annual_salary=42_000, **member),
        person("E2", band="5", annual_salary=27_000),
        person("E3", band="VSM", annual_salary=95_000, born=date(1956, 6, 30), **member),
    ]
    facts = {"announced": date(2013, 2, 15)}
    return tried(plan_of(staff=rows, facts=facts), rules).workings


def _priced(work, values):
    ground = replace(work.ground, assumptions=with_values(work.ground.assumptions, values))
    return priced_exits(ground, work.filled).exits.cost


def _read_off(work, values):
    doubtful = in_doubt(work.ground.assumptions)
    bill = exit_bill_of(work, doubtful)
    drawn = {one.key: np.array([values.get(one.key, one.value)]) for one in doubtful}
    amounts = np.array([part.amount for part in bill.parts])
    values_drawn = DrawnAssumptions(work.ground.assumptions, drawn)
    return np.array([bill.total(amounts[:, [at]], values_drawn)[0] for at in range(amounts.shape[1])])


@pytest.mark.parametrize(
    "key", ["redundancy_retirement_take_up", "notice_weeks_bands_5_6", "notice_weeks_vsm"]
)
@pytest.mark.parametrize("end", ["low", "high", "value"])
def test_a_cost_at_an_end_of_a_range_is_the_engines_own(work, key, end):
    at = {key: getattr(work.ground.assumptions.entry(key), end)}
    np.testing.assert_allclose(_read_off(work, at), _priced(work, at), atol=0.02)


def test_the_assumptions_move_the_cost_at_all(work):
    """Else the tests above would hold of nothing."""
    for key in ("redundancy_retirement_take_up", "notice_weeks_bands_5_6", "pension_discount_rate"):
        entry = work.ground.assumptions.entry(key)
        low, high = _priced(work, {key: entry.low}), _priced(work, {key: entry.high})
        assert np.abs(high - low).max() > 100, key


@pytest.mark.parametrize("rate", [0.02, 0.0237, 0.03, 0.0331, 0.04])
def test_between_values_of_the_discount_rate_the_cost_is_near_the_engines(work, rate):
    at = {"pension_discount_rate": rate}
    np.testing.assert_allclose(_read_off(work, at), _priced(work, at), rtol=0.002)


def test_all_of_them_together_add_up(work):
    assumptions = work.ground.assumptions
    at = {
        "redundancy_retirement_take_up": 0.6,
        "pension_discount_rate": assumptions.entry("pension_discount_rate").low,
        "notice_weeks_vsm": assumptions.entry("notice_weeks_vsm").low,
        "notice_weeks_bands_5_6": assumptions.entry("notice_weeks_bands_5_6").high,
    }
    np.testing.assert_allclose(_read_off(work, at), _priced(work, at), atol=0.03)
