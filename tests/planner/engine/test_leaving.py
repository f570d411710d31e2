"""Who is gone before the work moves."""

from datetime import date

import pytest

from planner.engine.leaving import monthly_rate, months_until
from tests.planner.engine.small_plans import claim, locked, of_person, of_pool, person

RATE = 0.10 * 1.3
"""A year, of people with a post before them who are not scarce."""

ALL = [claim("CON", "C1", "do")]
NONE = [claim("CON", None, "stop")]
HALF = [claim("CON", "C1", "do", 50)]


def resigned(evaluated, number="E1", **tables):
    return of_person(evaluated(**tables), number)["p_resigned"]


@pytest.mark.parametrize(
    ("announced", "months"),
    [
        (date(2012, 4, 1), 12),
        (date(2012, 4, 2), 11),
        (date(2012, 3, 31), 12),
        (date(2012, 10, 1), 6),
        (date(2011, 4, 1), 24),
        (date(2013, 4, 1), 0),
        (date(2013, 6, 1), 0),
    ],
)
def test_people_resign_over_the_whole_months_from_the_announcement_to_the_transfer(
    evaluated, announced, months
):
    odds = resigned(evaluated, facts={"announced": announced}, staff=[person("E1")], allocations=ALL)
    assert odds == pytest.approx(1 - (1 - RATE) ** (months / 12), abs=1e-12)


def test_months_are_counted_for_each_day_that_work_moves():
    import numpy as np

    days = np.array(["2013-04-01", "2012-05-15", "2013-04-01"], dtype="datetime64[D]")
    assert months_until(np.datetime64("2012-04-20"), days).tolist() == [11, 0, 11]


def test_a_monthly_rate_comes_to_the_yearly_one_in_twelve_months():
    import numpy as np

    rates = np.array([0.0, 0.13, 1.0, 1.7, -0.2])
    assert 1 - (1 - monthly_rate(rates)) ** 12 == pytest.approx([0.0, 0.13, 1.0, 1.0, 0.0])


def test_scarce_people_leave_a_third_more(evaluated):
    odds = resigned(evaluated, staff=[person("E1", scarce="Y")], allocations=ALL)
    assert odds == pytest.approx(RATE * 4 / 3)
    odds = resigned(evaluated, staff=[person("E1", scarce="N")], allocations=ALL)
    assert odds == pytest.approx(RATE)


@pytest.mark.parametrize(("rows", "left_over"), [(ALL, 0.0), (HALF, 0.5), (NONE, 1.0)])
def test_people_with_104_weeks_wait_the_more_the_likelier_they_are_to_be_left_over(
    evaluated, rows, left_over
):
    results = evaluated(staff=[person("E1"), person("E2")], allocations=rows)
    assert of_pool(results, "CON 7")["chance_left_over"] == pytest.approx(left_over)
    assert of_person(results, "E1")["p_resigned"] == pytest.approx(RATE * (1 - 0.5 * left_over))


def test_people_without_104_weeks_have_nothing_to_wait_for(evaluated):
    # 31 March 2013 is day 728 of who started on 4 April 2011, and day 727 of who started the day after.
    staff = [
        person("E1", continuous_from=date(2011, 4, 4), reckonable_from=None),
        person("E2", continuous_from=date(2011, 4, 5), reckonable_from=None),
    ]
    results = evaluated(staff=staff, allocations=NONE)
    assert of_person(results, "E1")["p_resigned"] == pytest.approx(RATE * 0.5)
    assert of_person(results, "E2")["p_resigned"] == pytest.approx(RATE)
    assert results.people["is_entitled"].tolist() == [True, False]


def test_how_far_people_wait_and_leave_are_assumptions(evaluated):
    set_here = {"leaver_rate": 0.2, "closure_factor": 1.5, "scarce_factor": 1.1, "waiting_effect": 0.3}
    odds = resigned(evaluated, staff=[person("E1", scarce="Y")], allocations=NONE, assumptions=set_here)
    assert odds == pytest.approx(0.2 * 1.5 * 1.1 * (1 - 0.3))


def test_the_chance_of_being_left_over_weighs_hours_not_heads(evaluated):
    results = evaluated(
        staff=[person("E1"), person("E2", fte=0.5)], allocations=[claim("CON", "C1", "do", 60)]
    )
    assert of_pool(results, "CON 7")["chance_left_over"] == pytest.approx(1 - 0.9 / 1.5)


FIXED = {"contract": "Fixed term", "contract_ends": date(2012, 12, 31)}
LONG = {"continuous_from": date(2010, 1, 1), "reckonable_from": date(2010, 1, 1)}
SHORT = {"continuous_from": date(2011, 6, 1), "reckonable_from": date(2011, 6, 1)}


def test_a_fixed_term_that_ends_before_the_transfer_ends_on_its_day_and_redundancy_is_due(evaluated):
    row = of_person(evaluated(staff=[person("E1", **FIXED, **LONG)], allocations=ALL), "E1")
    assert row["last_day"].date() == date(2012, 12, 31)
    assert row["complete_years"] == 3  # 1 January 2010 to 31 December 2012
    assert (row["p_redundant"], row["p_ended"], row["p_resigned"]) == (1, 0, 0)
    assert row["expected_cost"] == row["cost_if_redundant"] > 0


def test_a_fixed_term_of_less_than_104_weeks_ends_without_payment(evaluated):
    row = of_person(evaluated(staff=[person("E1", **FIXED, **SHORT)], allocations=ALL), "E1")
    assert (row["p_ended"], row["p_redundant"], row["expected_cost"]) == (1, 0, 0)


def test_whether_redundancy_is_due_on_expiry_is_an_assumption(evaluated):
    off = {"fixed_term_redundancy_due": 0}
    row = of_person(evaluated(staff=[person("E1", **FIXED, **LONG)], allocations=ALL, assumptions=off), "E1")
    assert (row["p_ended"], row["p_redundant"], row["expected_cost"]) == (1, 0, 0)


@pytest.mark.parametrize("contract", ["Fixed Term Temp", "Temporary", "LOCUM", "fixed_term"])
def test_a_term_is_fixed_by_any_of_its_names(evaluated, contract):
    row = of_person(
        evaluated(staff=[person("E1", **(FIXED | {"contract": contract}))], allocations=ALL), "E1"
    )
    assert row["p_redundant"] == 1


def test_the_end_of_a_permanent_contract_is_passed_over_and_that_of_an_unnamed_one_is_not(evaluated):
    staff = [
        person("E1", contract="Permanent", contract_ends=date(2012, 12, 31)),
        person("E2", contract=None, contract_ends=date(2012, 12, 31)),
    ]
    results = evaluated(staff=staff, allocations=ALL)
    assert of_person(results, "E1")["p_redundant"] == 0
    assert of_person(results, "E2")["p_redundant"] == 1


@pytest.mark.parametrize(("ends", "is_over"), [(date(2013, 3, 31), True), (date(2013, 4, 1), False)])
def test_a_fixed_term_that_runs_to_the_day_of_the_transfer_goes_with_the_work(evaluated, ends, is_over):
    staff = [person("E1", contract="Fixed term", contract_ends=ends)]
    row = of_person(evaluated(staff=staff, allocations=ALL), "E1")
    assert row["p_redundant"] == is_over
    assert (row["p_placed"] > 0) != is_over


def test_a_fixed_term_is_judged_by_the_day_its_own_work_moves(evaluated):
    staff = [person("E1", contract="Fixed term", contract_ends=date(2013, 4, 30))]
    rows = [claim("CON", "C1", "do", date=date(2013, 7, 1))]
    row = of_person(evaluated(staff=staff, allocations=rows), "E1")
    assert row["p_redundant"] == 1
    assert row["last_day"].date() == date(2013, 4, 30)


@pytest.mark.parametrize(
    ("leaves", "is_gone"), [(date(2013, 3, 31), True), (date(2013, 4, 1), False), (date(2012, 5, 1), True)]
)
def test_a_leaving_date_before_the_transfer_happens(evaluated, leaves, is_gone):
    row = of_person(evaluated(staff=[person("E1", leaving_date=leaves)], allocations=ALL), "E1")
    assert (row["p_resigned"] == 1) == is_gone
    assert (row["p_placed"] > 0) != is_gone


def test_of_a_leaving_date_and_the_end_of_a_term_the_earlier_happens(evaluated):
    staff = [
        person("E1", **FIXED, leaving_date=date(2012, 11, 30)),
        person("E2", **FIXED, leaving_date=date(2013, 1, 31)),
    ]
    results = evaluated(staff=staff, allocations=ALL)
    assert of_person(results, "E1")["p_resigned"] == 1
    assert of_person(results, "E2")["p_redundant"] == 1


def test_who_is_sure_to_go_still_counts_as_a_holder_when_the_chances_are_reckoned(evaluated):
    staff = [person("E1"), person("E2", leaving_date=date(2012, 6, 30))]
    pool = of_pool(evaluated(staff=staff, allocations=HALF), "CON 7")
    assert pool["chance_left_over"] == pytest.approx(0.5)
    assert pool["seekers_fte"] == pytest.approx(1 - RATE * 0.75)


def test_who_has_been_decided_neither_leaves_nor_counts_among_the_holders(evaluated):
    results = evaluated(
        staff=[person("E1"), person("E2", leaving_date=date(2012, 6, 30)), person("E3", **FIXED)],
        allocations=HALF,
        placements=[locked(number, "placed", receiver="C2") for number in ("E2", "E3")],
    )
    assert of_person(results, "E2")["p_placed"] == of_person(results, "E3")["p_placed"] == 1
    assert of_pool(results, "CON 7")["chance_left_over"] == 0  # 1.5 posts, 1 undecided holder
