"""Locked placements: results in place of odds."""

from datetime import date

import pytest

from tests.planner.engine.small_plans import (
    claim,
    locked,
    of_person,
    of_pool,
    person,
    placed_at,
    post,
)

HALF = [claim("CON", "C1", "do", 50)]
SHORT = {"continuous_from": date(2012, 1, 1), "reckonable_from": None}


@pytest.mark.parametrize(
    ("outcome", "odds"),
    [
        ("placed", "p_placed"),
        ("redundant", "p_redundant"),
        ("mars", "p_mars"),
        ("resigned", "p_resigned"),
        ("retired", "p_resigned"),
        ("contract ended", "p_ended"),
    ],
)
def test_a_locked_outcome_is_certain(evaluated, outcome, odds):
    where = {"receiver": "C2"} if outcome == "placed" else {}
    results = evaluated(
        staff=[person("E1"), person("E2")],
        allocations=HALF,
        placements=[locked("E1", outcome, **where)],
    )
    row = of_person(results, "E1")
    assert row[odds] == 1
    assert (
        sum(row[name] for name in ("p_placed", "p_resigned", "p_ended", "p_mars", "p_left", "p_redundant"))
        == 1
    )
    assert of_pool(results, "CON 7")["chance_left_over"] == 0  # one post, one holder undecided


def test_a_person_put_back_in_the_pool_has_odds(evaluated):
    plain = evaluated(staff=[person("E1")], allocations=HALF)
    pooled = evaluated(staff=[person("E1")], allocations=HALF, placements=[locked("E1", "pool")])
    assert of_person(pooled, "E1").equals(of_person(plain, "E1"))


@pytest.mark.parametrize("lock", ["N", None])
def test_a_placement_that_is_not_locked_decides_nothing(evaluated, lock):
    plain = evaluated(staff=[person("E1")], allocations=HALF)
    open_row = locked("E1", "redundant") | {"locked": lock}
    assert of_person(evaluated(staff=[person("E1")], allocations=HALF, placements=[open_row]), "E1").equals(
        of_person(plain, "E1")
    )


def test_a_locked_redundancy_costs_what_it_costs(evaluated):
    row = of_person(
        evaluated(staff=[person("E1")], allocations=HALF, placements=[locked("E1", "redundant")]), "E1"
    )
    assert row["expected_cost"] == row["cost_if_redundant"] > 0


def test_a_locked_redundancy_without_104_weeks_costs_nothing(evaluated):
    staff = [person("E1", **SHORT)]
    row = of_person(evaluated(staff=staff, allocations=HALF, placements=[locked("E1", "redundant")]), "E1")
    assert row["expected_cost"] == 0
    assert row["p_placed"] == 0


def test_an_agreed_resignation_costs_half_a_month_for_each_year_and_at_least_three(evaluated):
    staff = [person("E1", reckonable_from=date(1995, 4, 1)), person("E2")]
    results = evaluated(
        staff=staff, allocations=HALF, placements=[locked("E1", "mars"), locked("E2", "mars")]
    )
    assert of_person(results, "E1")["expected_cost"] == pytest.approx(18 * 0.5 * 36_500 / 12)
    assert of_person(results, "E2")["expected_cost"] == pytest.approx(10 * 0.5 * 36_500 / 12, abs=0.005)
    assert results.headline.redundancy_cost == results.people["expected_cost"].sum()


def test_an_exit_with_a_date_of_its_own_is_judged_on_that_day(evaluated):
    placements = [locked("E1", "redundant", date=date(2012, 9, 30)), locked("E2", "redundant")]
    results = evaluated(staff=[person("E1"), person("E2")], allocations=HALF, placements=placements)
    first, second = of_person(results, "E1"), of_person(results, "E2")
    assert (first["last_day"].date(), second["last_day"].date()) == (date(2012, 9, 30), date(2013, 3, 31))
    assert (first["complete_years"], second["complete_years"]) == (9, 10)
    months = results.months.set_index("month")["redundancy"]
    assert months["2012-09"] == pytest.approx(first["expected_cost"])
    assert months["2013-03"] == pytest.approx(second["expected_cost"])


def test_an_exit_in_another_year_is_paid_at_that_years_rate(evaluated):
    late = [locked("E1", "redundant", date=date(2013, 6, 30))]
    staff = [person("E1", annual_salary=None, spine_point=34)]
    row = of_person(evaluated(staff=staff, allocations=HALF, placements=late), "E1")
    assert row["annual_pay"] == 40_558  # point 34 in 2013/14; 40,157 in 2012/13


def test_the_date_of_a_placement_leaves_the_last_day_alone(evaluated):
    placements = [locked("E1", "placed", receiver="C1", date=date(2012, 9, 30))]
    row = of_person(evaluated(staff=[person("E1")], allocations=HALF, placements=placements), "E1")
    assert row["last_day"].date() == date(2013, 3, 31)


def test_a_placed_person_goes_to_their_receiver_or_to_that_of_their_post(evaluated):
    results = evaluated(
        staff=[person("E1"), person("E2")],
        posts=[post("X1", "S1", "PRO", "7", 1.0)],
        allocations=HALF,
        placements=[locked("E1", "placed", receiver="C2"), locked("E2", "placed", post="X1")],
    )
    assert placed_at(results, "E1") == {("C2", "locked"): 1.0}
    assert placed_at(results, "E2") == {("S1", "locked"): 1.0}
    services = results.services[results.services["year"] == "2013/14"].set_index(["receiver", "function"])
    cost = of_person(results, "E1")["employer_cost"]
    assert services.loc[("C2", "CON"), "staff"] > 0.9 * cost
    assert services.loc[("S1", "PRO"), "staff"] == services.loc[("C2", "CON"), "staff"]


TWO_JOBS = [person("E1", "CON", fte=0.5), person("E1", "RED", fte=0.4), person("E2", "RED")]
BOTH = [claim("CON", "C1", "do"), claim("RED", "C1", "do")]


def outcomes(results):
    people = results.people[results.people["employee_number"] == "E1"].set_index("function")
    return people[["p_placed", "p_redundant"]].to_dict("index")


def test_a_placement_decides_all_that_its_person_does(evaluated):
    results = evaluated(staff=TWO_JOBS, allocations=BOTH, placements=[locked("E1", "redundant")])
    sure = {"p_placed": 0, "p_redundant": 1}
    assert outcomes(results) == {"CON": sure, "RED": sure}


def test_of_several_placements_each_job_goes_by_the_one_whose_post_is_of_its_function(evaluated):
    posts = [post("X1", "C1", "CON", "7", 1.0), post("X2", "C2", "RED", "7", 1.0)]
    placements = [locked("E1", "placed", post="X1"), locked("E1", "placed", post="X2")]
    for rows in (placements, placements[::-1]):
        results = evaluated(staff=TWO_JOBS, posts=posts, allocations=BOTH, placements=rows)
        taken = results.posts.set_index(["receiver", "function"])["locked_fte"].to_dict()
        assert taken == {("C1", "CON"): 0.5, ("C1", "RED"): 0.0, ("C2", "RED"): 0.4}


def test_a_job_that_no_post_is_for_goes_by_the_first_placement(evaluated):
    posts = [post("X2", "C2", "RED", "7", 1.0)]
    placements = [locked("E1", "redundant"), locked("E1", "placed", post="X2")]
    results = evaluated(staff=TWO_JOBS, posts=posts, allocations=BOTH, placements=placements)
    assert outcomes(results) == {
        "CON": {"p_placed": 0, "p_redundant": 1}, "RED": {"p_placed": 1, "p_redundant": 0},
    }  # fmt: skip


def test_in_the_baseline_no_placement_holds(evaluated):
    results = evaluated(
        "Baseline", staff=[person("E1")], allocations=HALF, placements=[locked("E1", "redundant")]
    )
    assert placed_at(results, "E1") == {("P1", "locked"): 1.0}
