"""Pay in a year, supplements, bands and spot rates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.base.dates import year_start
from planner.base.errors import RuleNotInForceError
from planner.model.tables import BANDS
from planner.rules.pay import (
    band_middle_pay,
    band_points,
    band_range,
    full_time_pay,
    high_cost_area_supplement,
    is_last_known_year,
    tables_ended_before,
    vsm_reference,
    vsm_spot_rate,
    weeks_pay,
)
from planner.rules.rulebook import load_rules
from planner.rules.working import Recorder

NAN = np.nan
BAND_7, BAND_8B, VSM = BANDS.index("7"), BANDS.index("8b"), BANDS.index("VSM")


def test_band_ranges_are_those_published(rules, case):
    cases = case("band_ranges.csv")
    first, last = band_points(rules)
    for band, year, *expected in zip(*cases.values(), strict=True):
        at = BANDS.index(str(band))
        lowest, highest = band_range(year_start(str(year)), rules)
        assert [first[at], last[at], lowest[at], highest[at]] == expected, (band, year)


def test_very_senior_managers_have_no_band_table(rules):
    for values in (*band_points(rules), *band_range(2012, rules), band_middle_pay(2012, rules)):
        assert np.isnan(values[VSM])
        assert not np.isnan(values[:VSM]).any()


@pytest.mark.parametrize(("band", "point"), [("1", 2), ("5", 19), ("7", 30), ("8b", 39), ("9", 51)])
def test_the_middle_of_a_band_is_the_lower_of_two_middle_points(rules, band, point):
    spine = rules.pay_spine
    middle = band_middle_pay(2012, rules)[BANDS.index(band)]
    assert middle == spine.values[2, spine.column(str(point))]


def test_2013_14_is_its_own_table(rules):
    pay = full_time_pay(NAN, np.array([42.0, 34.0, 1.0]), np.array([8, 6, 0]), 2013, 2013, rules)
    assert pay.tolist() == [56504, 40558, 14294]
    assert pay[2] != round(14153 * 1.01)


def test_in_the_base_year_a_salary_beats_the_table(rules):
    assert full_time_pay(50000.0, 42.0, BAND_8B, 2012, 2012, rules) == 50000
    assert full_time_pay(NAN, 42.0, BAND_8B, 2012, 2012, rules) == 55945


def test_in_another_year_a_point_has_that_years_pay(rules):
    assert full_time_pay(NAN, 42.0, BAND_8B, 2013, 2012, rules) == 56504


def test_in_another_year_a_salary_changes_as_the_top_of_its_band(rules):
    assert full_time_pay(50000.0, NAN, BAND_8B, 2013, 2012, rules) == pytest.approx(50000 * 56504 / 55945)


def test_in_another_year_a_salary_with_a_point_changes_as_the_point(rules):
    assert full_time_pay(45000.0, 37.0, BAND_8B, 2013, 2012, rules) == pytest.approx(45000 * 45707 / 45254)


@given(st.integers(1, 54), st.integers(2010, 2013), st.integers(2010, 2016))
def test_a_salary_that_is_its_points_pay_stays_its_points_pay(point, base_year, year):
    rules = load_rules()
    salary = rules.pay_spine.values[rules.pay_spine.rows(base_year), point - 1]
    pay = full_time_pay(salary, float(point), BAND_7, year, base_year, rules)
    assert pay == full_time_pay(NAN, float(point), BAND_7, year, base_year, rules)


def test_a_very_senior_managers_salary_is_carried_unchanged(rules):
    years = np.array([2010, 2012, 2013, 2015])
    assert full_time_pay(120000.0, NAN, VSM, years, 2012, rules).tolist() == [120000] * 4
    assert full_time_pay(120000.0, 40.0, VSM, years, 2012, rules).tolist() == [120000] * 4
    assert np.isnan(full_time_pay(NAN, NAN, VSM, 2013, 2012, rules))


@pytest.mark.parametrize("point", [NAN, 0.0, 55.0, 23.5, -1.0])
def test_a_point_that_the_spine_has_not_counts_as_none(rules, point):
    assert np.isnan(full_time_pay(NAN, point, BAND_7, 2013, 2012, rules))
    assert full_time_pay(40157.0, point, BAND_7, 2013, 2012, rules) == 40558


def test_a_year_after_the_tables_carries_the_last_pay_on(rules):
    years = np.array([2013, 2014, 2030])
    assert full_time_pay(NAN, 42.0, BAND_8B, years, 2012, rules).tolist() == [56504] * 3
    assert [is_last_known_year(year, rules) for year in (2012, 2013, 2014)] == [False, True, True]
    assert rules.pay_spine.label not in tables_ended_before(2013, rules)
    assert rules.pay_spine.label in tables_ended_before(2014, rules)
    assert rules.high_cost_area.label not in tables_ended_before(2014, rules)


def test_a_year_before_the_tables_is_refused(rules):
    with pytest.raises(RuleNotInForceError):
        full_time_pay(NAN, 42.0, BAND_8B, 2009, 2012, rules)
    with pytest.raises(RuleNotInForceError):
        high_cost_area_supplement(30000.0, 1, 2009, rules)


@pytest.mark.parametrize(
    ("basic", "zone", "year", "supplement"),
    [
        (30000, 0, 2012, 0),
        (20179, 1, 2012, 4036),
        (20185, 1, 2012, 4037),
        (31080, 1, 2012, 6216),
        (31090, 1, 2012, 6217),
        (20000, 2, 2012, 3414),
        (25000, 2, 2012, 3750),
        (40000, 2, 2012, 4351),
        (18000, 3, 2012, 933),
        (20000, 3, 2012, 1000),
        (40000, 3, 2012, 1616),
        (40000, 1, 2013, 6279),
        (40000, 1, 2017, 6469),
        (40000, 1, 2030, 6469),
    ],
)
def test_the_supplement_is_a_share_between_a_least_and_a_most(rules, basic, zone, year, supplement):
    assert high_cost_area_supplement(float(basic), zone, year, rules) == pytest.approx(supplement, abs=0.001)


def test_pay_that_is_not_known_earns_a_supplement_that_is_not_known(rules):
    supplement = high_cost_area_supplement(np.array([NAN, NAN]), np.array([0, 1]), 2012, rules)
    assert np.array_equal(supplement, [0, NAN], equal_nan=True)


def test_a_weeks_pay_is_seven_days_of_365(rules):
    assert weeks_pay(36500.0, rules) == 700


@pytest.mark.parametrize(
    ("population", "year", "rate"),
    [
        (150000, 2007, 101504),
        (150001, 2007, 112211),
        (300000, 2008, 114680),
        (500000, 2009, 127485),
        (1000000, 2012, 138571),
        (1000001, 2012, 149657),
        (1000001, 2013, 151154),
        (0, 2020, 106346),
    ],
)
def test_spot_rates_go_by_weighted_population_and_year(rules, population, year, rate):
    assert vsm_spot_rate(population, year, rules) == rate
    is_published = year == 2007
    assert vsm_reference(population, year, rules).status == ("published" if is_published else "derived")


def test_a_population_that_is_not_known_has_no_spot_rate(rules):
    rates = vsm_spot_rate(np.array([NAN, 100.0]), 2012, rules)
    assert np.array_equal(rates, [NAN, 105293], equal_nan=True)


@pytest.mark.parametrize(
    ("row", "basis", "points"),
    [
        (0, "the salary given", []),
        (1, "the pay of the spine point", [("42", 2013)]),
        (2, "the salary given, changed as its spine point's pay", [("42", 2013), ("42", 2012)]),
        (3, "the salary given, changed as the top of its band", [("42", 2013), ("42", 2012)]),
        (4, "neither a salary nor a spine point is given", []),
    ],
)
def test_the_working_says_how_pay_was_found_and_from_which_points(rules, row, basis, points):
    salary = np.array([120000.0, NAN, 50000.0, 50000.0, NAN])
    point = np.array([NAN, 42.0, 42.0, NAN, NAN])
    band = np.array([VSM, BAND_8B, BAND_8B, BAND_8B, BAND_8B])
    recorder = Recorder(row)
    full_time_pay(salary, point, band, 2013, 2012, rules, recorder)
    (step,) = recorder.steps
    assert dict(step.inputs)["found from"] == basis
    assert dict(step.inputs)["year"] == "2013/14"
    named = [(one.label.rsplit(" ", 1)[1], one.start.year) for one in step.rules]
    assert named == points
