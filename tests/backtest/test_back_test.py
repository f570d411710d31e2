"""The nation in small, and what happened: the distances that the README states, on 6,000 rows of staff."""

import pytest

from planner.rules.rulebook import load_rules
from tests.backtest.back_test import OUTCOME, nation, published_cut, run

ROWS = 6_000
FTE_WITHIN, MEAN_WITHIN, BILL_WITHIN = 0.20, 0.25, 0.25
"""Shares of what happened; the README says why."""
VSM_AT_LEAST = 0.40


@pytest.fixture(scope="module")
def ran():
    rules = load_rules()
    return run(nation(ROWS), rules, (OUTCOME.transferred, published_cut(rules)))


@pytest.fixture(scope="module")
def as_assessed(ran):
    """Posts for the 60% that the assessment expected to transfer."""
    return ran[0][0]


@pytest.fixture(scope="module")
def as_cut(ran):
    """Posts for the two thirds that the published cut of administration leaves."""
    return ran[0][1]


def test_every_share_of_the_staff_is_somewhere(ran):
    for one in ran[0]:
        assert one.transferred + one.resigned + one.ended + one.left + one.redundant == pytest.approx(1)


def test_the_published_cut_transfers_a_share_within_the_published_range(as_cut):
    assert OUTCOME.transferred_low <= as_cut.transferred <= OUTCOME.transferred_high


def test_redundancies_are_near_those_that_happened_and_far_from_those_assessed(as_assessed):
    """The assessment took all who do not transfer for redundant; half of them resign or have nothing due."""
    assert as_assessed.fte == pytest.approx(OUTCOME.redundant_fte, rel=FTE_WITHIN)
    assert as_assessed.fte < 0.6 * OUTCOME.assessed_redundant


def test_the_mean_cost_is_within_a_quarter_and_below(as_assessed, as_cut):
    for one in (as_assessed, as_cut):
        assert one.mean == pytest.approx(OUTCOME.mean, rel=MEAN_WITHIN)
        assert one.mean < OUTCOME.mean


def test_the_bill_is_within_a_quarter(as_assessed):
    assert as_assessed.bill == pytest.approx(OUTCOME.bill, rel=BILL_WITHIN)


def test_very_senior_managers_cost_less_than_they_did(as_assessed):
    assert VSM_AT_LEAST * OUTCOME.vsm_mean <= as_assessed.vsm_mean < OUTCOME.vsm_mean


def test_the_mean_that_happened_lies_between_everybody_and_those_of_long_service(ran):
    _, profile = ran
    assert profile.everybody < OUTCOME.mean < profile.long_serving
