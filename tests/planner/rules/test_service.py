"""Service on the last day: 728 days, complete years, and which facts count."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.dates import as_days
from planner.rules.rulebook import load_rules
from planner.rules.service import SERVICE_BASES, service_at
from planner.rules.working import Recorder

NONE = "NaT"
LAST_DAY = "2013-03-31"


def at(continuous=NONE, reckonable=NONE, years=np.nan, last_day=LAST_DAY, working=None):
    rules = load_rules()
    extra = () if working is None else (working,)
    return service_at(
        as_days([last_day]), as_days([continuous]), as_days([reckonable]), np.array([years]), rules, *extra
    )


@pytest.mark.parametrize(
    ("start", "days", "qualifies"),
    [("2011-04-05", 727, False), ("2011-04-04", 728, True), ("2011-04-03", 729, True)],
    ids=["727 days", "728 days", "729 days"],
)
def test_104_weeks_of_service_qualify(start, days, qualifies):
    record = at(continuous=start)
    assert record.qualifying_days == days
    assert record.qualifies == qualifies


@pytest.mark.parametrize(
    ("start", "years"),
    [
        ("2003-04-01", 10),
        ("2003-04-02", 9),
        ("2003-03-31", 10),
        ("2008-02-29", 5),
        ("2013-03-31", 0),
        ("2013-05-01", 0),
    ],
)
def test_the_last_day_counts_as_served(start, years):
    record = at(continuous=start)
    assert record.continuous_years == record.reckonable_years == years


@pytest.mark.parametrize(("last_day", "years"), [("2013-02-27", 0), ("2013-02-28", 1)])
def test_a_start_on_29_february_has_its_anniversary_on_1_march(last_day, years):
    assert at(continuous="2012-02-29", last_day=last_day).continuous_years == years


FACTS = [
    # continuous, reckonable, years given; then continuous years, reckonable years, qualifies, basis
    ("2010-04-01", "2003-04-01", np.nan, 3, 10, True, 1),
    ("2010-04-01", "2003-04-01", 7.5, 3, 10, True, 1),
    ("2012-04-01", "2003-04-01", np.nan, 1, 10, False, 1),
    ("2010-04-01", NONE, 7.5, 3, 7, True, 2),
    ("2012-04-01", NONE, 7.5, 1, 7, False, 2),
    ("2010-04-01", NONE, np.nan, 3, 3, True, 3),
    (NONE, "2003-04-01", np.nan, 10, 10, True, 4),
    (NONE, "2003-04-01", 5.0, 10, 10, True, 4),
    (NONE, NONE, 5.5, 5, 5, True, 5),
    (NONE, NONE, 2.0, 2, 2, True, 5),
    (NONE, NONE, 1.99, 1, 1, False, 5),
    (NONE, NONE, np.nan, np.nan, np.nan, False, 0),
]


@pytest.mark.parametrize(("continuous", "reckonable", "given_years", "c", "r", "qualifies", "basis"), FACTS)
def test_which_facts_count(continuous, reckonable, given_years, c, r, qualifies, basis):
    record = at(continuous, reckonable, given_years)
    assert np.array_equal(record.continuous_years, [c], equal_nan=True)
    assert np.array_equal(record.reckonable_years, [r], equal_nan=True)
    assert record.qualifies == qualifies
    assert record.basis == basis
    assert np.isnan(record.qualifying_days) == (basis in (0, 5))


@pytest.mark.parametrize(("continuous", "reckonable", "given_years", "c", "r", "qualifies", "basis"), FACTS)
def test_the_working_says_which_facts_counted(continuous, reckonable, given_years, c, r, qualifies, basis):
    recorder = Recorder(0)
    at(continuous, reckonable, given_years, working=recorder)
    steps = {step.figure: step for step in recorder.steps}
    assert steps["qualifies"].result == ("yes" if qualifies else "no")
    assert dict(steps["complete_years"].inputs)["counted from"] == SERVICE_BASES[basis]
    assert np.array_equal(steps["complete_years"].result, r, equal_nan=True)
    assert ("only years" in steps["qualifies"].rules[0].label) == (basis == 5)


def test_a_last_day_that_is_not_known_leaves_service_unknown():
    record = at(continuous="2003-04-01", last_day=NONE)
    assert np.isnan(record.qualifying_days)
    assert np.isnan(record.continuous_years)
    assert not record.qualifies


def test_many_people_are_counted_as_each_alone():
    rules = load_rules()
    facts = [one[:3] for one in FACTS]
    last = as_days([LAST_DAY] * len(facts))
    columns = [as_days([one[0] for one in facts]), as_days([one[1] for one in facts])]
    together = service_at(last, *columns, np.array([one[2] for one in facts]), rules)
    for row, one in enumerate(facts):
        alone = at(*one)
        for name in ("qualifying_days", "qualifies", "continuous_years", "reckonable_years", "basis"):
            both = [getattr(together, name)[row], getattr(alone, name)[0]]
            assert np.array_equal(both[0], both[1], equal_nan=True), (name, row)


@given(st.dates(min_value=np.datetime64("1980-01-01").item(), max_value=np.datetime64("2013-03-31").item()))
def test_a_later_start_never_has_more_service(start):
    rules = load_rules()
    days = as_days([start, start]) + np.array([0, 1], "timedelta64[D]")
    none = as_days([NONE, NONE])
    record = service_at(as_days(LAST_DAY), days, none, np.full(2, np.nan), rules)
    assert record.qualifying_days[0] == record.qualifying_days[1] + 1 or record.qualifying_days[1] == 0
    assert record.continuous_years[0] >= record.continuous_years[1]
