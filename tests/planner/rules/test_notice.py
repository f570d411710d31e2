"""Notice, consultation, and pay in lieu."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.dates import as_days
from planner.model.tables import ASSUMPTIONS, BANDS, frame_of
from planner.rules.notice import consultation_days, last_consultation_starts, notice_weeks, pay_in_lieu
from planner.rules.register import assumptions_for
from planner.rules.rulebook import load_rules

NAN = np.nan


@pytest.fixture(scope="module")
def defaults(rules):
    return assumptions_for(frame_of(ASSUMPTIONS), rules)


@pytest.mark.parametrize(
    ("days", "years", "weeks"),
    [
        (29, 0, 0),
        (30, 0, 1),
        (365, 1, 1),
        (729, 1, 1),
        (731, 2, 2),
        (4380, 11, 11),
        (4383, 12, 12),
        (5000, 13, 12),
        (NAN, 0, 0),
        (NAN, 1, 1),
        (NAN, 5, 5),
        (NAN, NAN, 0),
    ],
)
def test_statutory_notice_is_a_week_for_each_year_up_to_twelve(rules, defaults, days, years, weeks):
    assert notice_weeks(0, 0.0, days, years, defaults, rules) == weeks


@pytest.mark.parametrize(
    ("band", "weeks"), [("1", 4), ("4", 4), ("5", 8), ("6", 8), ("7", 12), ("8a", 12), ("9", 12), ("VSM", 26)]
)
def test_contractual_notice_goes_by_band_unless_given(rules, defaults, band, weeks):
    at = BANDS.index(band)
    assert notice_weeks(at, NAN, 100.0, 0.0, defaults, rules) == weeks
    assert notice_weeks(at, 13.0, 100.0, 0.0, defaults, rules) == 13


def test_the_longer_notice_is_owed(rules, defaults):
    owed = notice_weeks(
        np.array([0, 0, 12]), np.array([NAN, 2.0, NAN]), 4000.0, np.array([10, 10, 10]), defaults, rules
    )
    assert owed.tolist() == [10, 10, 26]


def test_a_plan_may_set_the_notice_of_its_contracts(rules):
    own = assumptions_for(frame_of(ASSUMPTIONS, {"key": ["notice_weeks_vsm"], "value": [39]}), rules)
    assert notice_weeks(BANDS.index("VSM"), NAN, 100.0, 0.0, own, rules) == 39


@pytest.mark.parametrize(
    ("redundancies", "proposed_on", "days"),
    [
        (19, date(2012, 10, 1), 0),
        (20, date(2012, 10, 1), 30),
        (99, date(2012, 10, 1), 30),
        (100, date(2012, 10, 1), 90),
        (100, date(2013, 4, 5), 90),
        (100, date(2013, 4, 6), 45),
        (99, date(2013, 4, 6), 30),
        (0, date(2013, 4, 6), 0),
    ],
)
def test_consultation_goes_by_number_and_day(rules, redundancies, proposed_on, days):
    assert consultation_days(redundancies, proposed_on, rules) == days


def test_consultation_for_a_hundred_at_the_abolition_starts_by_8_october_2012(rules):
    last_day = rules.key_dates["abolition"].day
    start = date(2012, 10, 8)
    served = consultation_days(100, start, rules) + 12 * 7
    assert (last_day - start).days == served


def in_lieu(weeks, start, last_day="2013-03-31", rate=0.0, annual=36500.0):
    return pay_in_lieu(annual, weeks, as_days(start), as_days(last_day), rate, load_rules())


@pytest.mark.parametrize(
    ("start", "paid"),
    [
        ("2012-12-31", 0),
        ("2013-01-06", 0),
        ("2013-01-07", 100),
        ("2013-01-13", 700),
        ("2013-03-31", 8400),
        ("2013-04-30", 8400),
    ],
)
def test_what_does_not_fit_before_the_last_day_is_paid(start, paid):
    assert in_lieu(12.0, start) == pytest.approx(paid)


def test_pay_in_lieu_carries_national_insurance_at_the_marginal_rate():
    assert in_lieu(12.0, "2013-03-31", rate=0.138) == pytest.approx(8400 * 1.138)


def test_a_day_that_is_not_known_gives_pay_that_is_not_known():
    assert np.isnan(in_lieu(12.0, "NaT"))
    assert np.isnan(in_lieu(12.0, "2013-01-01", "NaT"))


@given(st.integers(0, 52), st.integers(0, 400))
def test_later_notice_never_pays_less(weeks, days):
    start = as_days("2012-04-01") + np.array([days, days + 1], "timedelta64[D]")
    both = pay_in_lieu(30000.0, float(weeks), start, as_days("2013-03-31"), 0.138, load_rules())
    assert both[0] <= both[1]


# ---------------------------------------------------------------- by when consultation must begin


@pytest.mark.parametrize(("redundancies", "days"), [(19, 0), (20, 30), (99, 30), (100, 90)])
def test_consultation_begins_its_days_before_notice_is_given(rules, redundancies, days):
    by = np.array(["2013-01-06", "2013-01-07"], dtype="datetime64[D]")
    found = last_consultation_starts(redundancies, by, rules)
    assert found.tolist() == (by - np.timedelta64(days, "D")).tolist()


@pytest.mark.parametrize("redundancies", [50, 100])
def test_the_last_day_to_begin_is_the_last_from_which_consultation_ends_in_time(rules, redundancies):
    """Tried day by day, over the change of the rule on 6 April 2013."""
    by = np.arange("2013-03-01", "2013-09-01", dtype="datetime64[D]")

    def in_time(begun, limit):
        return begun + np.timedelta64(consultation_days(redundancies, begun.item(), rules), "D") <= limit

    for limit, found in zip(by, last_consultation_starts(redundancies, by, rules), strict=True):
        later = found + np.arange(1, 91)
        assert in_time(found, limit)
        assert not any(in_time(one, limit) for one in later)
