"""Dated values: the day before, the day, and days that are not known."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.errors import RuleNotInForceError
from planner.rules.dated import DatedValue, Parameter

LEVY = Parameter(
    "levy",
    "Levy",
    "£",
    tuple(
        DatedValue(start, value, "£", "An order", "published", "Levy")
        for start, value in ((date(2010, 4, 1), 10), (date(2012, 2, 1), 20), (date(2013, 2, 1), 30))
    ),
    known_to=date(2014, 1, 31),
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2010, 4, 1), 10),
        (date(2012, 1, 31), 10),
        (date(2012, 2, 1), 20),
        (date(2013, 1, 31), 20),
        (date(2013, 2, 1), 30),
        (date(2030, 1, 1), 30),
    ],
)
def test_a_value_is_in_force_from_its_day_until_the_next(day, value):
    assert LEVY.at(day).value == value
    assert LEVY.on(np.datetime64(day)) == value
    assert LEVY.on(np.array([day, "2010-04-01"], dtype="datetime64[D]")).tolist() == [value, 10]


def test_a_day_before_the_first_value_has_none():
    with pytest.raises(RuleNotInForceError, match="Levy is not known on 31 March 2010"):
        LEVY.at(date(2010, 3, 31))
    with pytest.raises(RuleNotInForceError, match="31 March 2010"):
        LEVY.on(np.array(["2012-01-01", "2010-03-31"], dtype="datetime64[D]"))
    with pytest.raises(RuleNotInForceError, match="31 March 2010"):
        LEVY.on(np.array(["2010-03-31"], dtype="datetime64[D]"))


def test_a_day_that_is_not_known_gives_a_value_that_is_not_known():
    days = np.array(["NaT", "2012-02-01"], dtype="datetime64[D]")
    assert np.array_equal(LEVY.on(days), [np.nan, 20], equal_nan=True)
    assert np.isnan(LEVY.on(days[:1])).all()
    assert LEVY.on(days[:0]).shape == (0,)


@given(st.lists(st.dates(date(2010, 4, 1), date(2020, 1, 1)), min_size=1))
def test_many_days_agree_with_each_day(days):
    assert LEVY.on(np.array(days, dtype="datetime64[D]")).tolist() == [LEVY.at(day).value for day in days]


def test_a_value_is_known_until_its_last_known_day():
    assert LEVY.is_known_on(date(2014, 1, 31))
    assert not LEVY.is_known_on(date(2014, 2, 1))
    assert Parameter("levy", "Levy", "£", LEVY.history).is_known_on(date(2099, 1, 1))


def test_the_latest_value_is_the_last_of_the_history():
    assert LEVY.latest.value == 30
