"""Financial years, whole months, and complete years of service."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.dates import (
    age_on,
    anniversaries,
    as_days,
    complete_years,
    day,
    financial_year,
    financial_years_of,
    first_day,
    last_day,
    long_date,
    months_after,
    to_date,
    whole_months,
    year_label,
    year_parts,
    year_start,
)

DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("start", "last", "years"),
    [
        ("2003-04-01", "2013-03-31", 10),
        ("2003-04-02", "2013-03-31", 9),
        ("2003-03-31", "2013-03-31", 10),
        ("2013-04-01", "2013-03-31", 0),
        ("2014-04-01", "2013-03-31", 0),
        ("2012-04-01", "2013-03-30", 0),
        ("2008-02-29", "2013-02-27", 4),
        ("2008-02-29", "2013-02-28", 5),
        ("2008-02-29", "2012-02-27", 3),
        ("2008-02-29", "2012-02-28", 4),
    ],
)
def test_complete_years_count_the_last_day_as_served(start, last, years):
    assert complete_years(as_days(start), as_days(last)) == years


@pytest.mark.parametrize(
    ("on", "age"), [("2013-01-04", 42), ("2013-01-05", 43), ("2013-12-31", 43), ("1970-01-05", 0)]
)
def test_age_changes_on_the_birthday(on, age):
    assert age_on(as_days("1970-01-05"), as_days(on)) == age


@pytest.mark.parametrize(("on", "age"), [("2013-02-28", 52), ("2013-03-01", 53), ("2012-02-29", 52)])
def test_who_was_born_on_29_february_has_a_birthday_on_1_march_in_other_years(on, age):
    assert age_on(as_days("1960-02-29"), as_days(on)) == age


def test_what_is_not_known_stays_so():
    found = anniversaries(
        as_days(["NaT", "2003-01-01", "2003-01-01"]), as_days(["2013-01-01", "NaT", "2013-01-01"])
    )
    assert np.isnan(found).tolist() == [True, True, False]
    assert found[2] == 10


def test_one_day_may_be_set_against_many():
    assert anniversaries(as_days(["2000-01-01", "2001-01-01"]), as_days("2010-01-01")).tolist() == [10, 9]


@given(DATES, DATES)
def test_anniversaries_are_those_that_can_be_counted_off(start, end):
    count = 0
    while True:
        year = start.year + count + 1
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        falls = (
            date(year, 3, 1) if (start.month, start.day) == (2, 29) and not leap else start.replace(year=year)
        )
        if falls > end:
            break
        count += 1
    assert anniversaries(as_days(start), as_days(end)) == count


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2012, 4, 1), date(2013, 4, 1), 12),
        (date(2012, 4, 2), date(2013, 4, 1), 11),
        (date(2012, 12, 31), date(2013, 1, 31), 1),
        (date(2012, 12, 31), date(2013, 1, 30), 0),
        (date(2013, 4, 1), date(2012, 4, 1), 0),
        (date(2012, 11, 30), date(2014, 2, 28), 14),
    ],
)
def test_whole_months_are_counted_from_day_to_day(start, end, months):
    assert whole_months(start, end) == months


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (date(2013, 3, 31), 2012),
        (date(2013, 4, 1), 2013),
        (date(2013, 12, 31), 2013),
        (date(2014, 1, 1), 2013),
    ],
)
def test_a_financial_year_begins_on_1_april(on, year):
    assert financial_year(on) == year
    assert financial_years_of(as_days([on, on])).tolist() == [year, year]


@given(DATES)
def test_a_day_lies_between_the_first_and_the_last_of_its_financial_year(on):
    year = financial_year(on)
    assert first_day(year) <= on <= last_day(year)
    assert year_start(year_label(year)) == year


@pytest.mark.parametrize(("year", "label"), [(2013, "2013/14"), (1999, "1999/00"), (2008, "2008/09")])
def test_a_financial_year_is_written_with_both_of_its_years(year, label):
    assert year_label(year) == label
    assert year_start(label) == year


@given(DATES)
def test_a_day_comes_back_from_its_array(on):
    assert to_date(day(on)) == on
    years, months, days = year_parts(as_days([on]))
    assert (years[0], months[0], days[0]) == (on.year, on.month, on.day)


def test_a_date_with_a_time_is_its_day():
    assert to_date(np.datetime64("2013-03-31T23:59:59")) == date(2013, 3, 31)


def test_a_date_is_written_out_as_the_nhs_does():
    assert long_date(date(2013, 3, 1)) == "1 March 2013"


@pytest.mark.parametrize(
    ("start", "months", "after"),
    [
        (date(2013, 4, 1), -9, date(2012, 7, 1)),
        (date(2012, 12, 31), 2, date(2013, 2, 28)),
        (date(2011, 12, 31), 2, date(2012, 2, 29)),
        (date(2012, 3, 31), -1, date(2012, 2, 29)),
        (date(2012, 11, 15), 1, date(2012, 12, 15)),
        (date(2012, 12, 15), 1, date(2013, 1, 15)),
    ],
)
def test_months_after_a_day_keep_its_day_where_the_month_has_it(start, months, after):
    assert months_after(start, months) == after
