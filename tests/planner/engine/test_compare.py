"""Scenarios beside a base: only what differs, down to the people."""

from dataclasses import replace

import numpy as np
import pytest

from planner.engine.compare import MOST, compare, measures
from planner.model.tables import BASELINE
from tests.planner.engine.small_plans import (
    NOBODY_RESIGNS,
    ORGANISATIONS,
    changed,
    claim,
    person,
    plan_of,
    tried,
)

NO_LATER_STAGES = dict.fromkeys(
    ("stage_ring_fence_narrow", "stage_ring_fence_wider", "stage_redeployment"), 0.0
)
STAFF = [person("E1"), person("E2", "RED"), person("E3", "RED", band="5")]


@pytest.fixture
def plan():
    return plan_of(
        organisations=changed(ORGANISATIONS, C1={"fixed_cost": 4_000_000}, B1={"target": 0}),
        scenarios=[{"scenario": "Keep"}, {"scenario": "Buy", "based_on": "Keep"}],
        staff=STAFF,
        allocations=[
            claim("CON", "C1", "do", scenario="Keep"),
            claim("RED", "C2", "do", 80, scenario="Keep"),
            claim("CON", "S1", "buy", 60, scenario="Buy"),
            claim("CON", "C2", "do", 40, scenario="Buy"),
        ],
        assumptions=NOBODY_RESIGNS | NO_LATER_STAGES,
    )


@pytest.fixture
def keep(plan, rules):
    return tried(plan, rules, "Keep")


@pytest.fixture
def buy(plan, rules):
    return tried(plan, rules, "Buy")


def test_the_headline_stands_side_by_side_and_differences_are_from_the_base(keep, buy):
    found = compare([buy], keep)
    assert (found.base, found.scenarios) == ("Keep", ("Buy",))
    head = found.headline.set_index("measure")
    assert head.columns.tolist() == ["unit", "Keep", "Buy"]
    assert head.loc["Redundancy cost", ["unit", "Keep", "Buy"]].tolist() == [
        "£", keep.headline.redundancy_cost, buy.headline.redundancy_cost,
    ]  # fmt: skip
    differences = found.differences.set_index("measure")
    assert (differences["Keep"].dropna() == 0).all()
    cost = "Operating cost 2014/15"
    assert differences.loc[cost, "Buy"] == pytest.approx(head.loc[cost, "Buy"] - head.loc[cost, "Keep"])
    assert differences.loc[cost, "Buy"] != 0


def test_measures_are_those_of_the_headline(keep):
    head = keep.headline
    found = {name: figure for name, _, figure in measures(keep)}
    assert found == {
        "Redundancy cost": head.redundancy_cost,
        "Redundancies": head.redundancies_fte,
        "Redundancies, people": head.redundancies_heads,
        "Talent lost": head.talent_lost_percent,
        "Senior leaders lost": head.senior_leaders_lost_fte,
        "Experience lost": head.experience_lost_years,
        "Net present value": head.npv,
    } | {
        key: figure
        for year in keep.years
        for key, figure in (
            (f"Operating cost {year}", head.operating_cost[year]),
            (f"Target {year}", head.target[year]),
            (f"Over target {year}", head.over_target[year]),
            (f"Receivers over target {year}", 1.0),  # C1, whose fixed cost is above its allowance
        )
    }


def test_only_receivers_whose_total_differs_are_listed(keep, buy):
    found = compare([buy], keep).receivers
    assert set(found["receiver"]) == {"C1", "C2", "S1"}
    assert found.columns.tolist() == ["receiver", "name", "year", "Keep", "Buy", "target"]
    row = found[(found["receiver"] == "C1") & (found["year"] == "2013/14")].iloc[0]
    assert (row["Keep"], row["Buy"], row["target"]) == (
        keep.receivers["total"].iloc[0], buy.receivers["total"].iloc[0], 25 * 150_000,
    )  # fmt: skip


def test_receivers_of_only_one_of_the_scenarios_are_listed_with_its_target(plan, rules, keep):
    baseline = tried(plan, rules, BASELINE)
    found = compare([keep], baseline).receivers.set_index(["receiver", "year"])
    assert np.isnan(found.loc[("C1", "2013/14"), "Baseline"])
    assert np.isnan(found.loc[("P1", "2013/14"), "Keep"])
    assert found.loc[("C1", "2013/14"), "target"] == 25 * 150_000
    assert "L1" not in found.index.get_level_values("receiver")  # nothing there in either


def test_a_penny_is_a_difference_and_less_is_none(keep):
    for pounds, rows in ((0.004, 0), (0.01, 1)):
        receivers = keep.receivers.copy()
        receivers.loc[0, "total"] += pounds
        other = replace(keep, scenario="Other", receivers=receivers)
        assert len(compare([other], keep).receivers) == rows


def test_functions_say_who_does_them_in_each_scenario(plan, rules, keep, buy):
    found = compare([buy], keep).functions
    assert found.to_dict("records") == [
        {"function": "CON", "name": "Contracting", "Keep": "C1 do", "Buy": "C2 do, S1 buy"}
    ]
    baseline = compare([keep], tried(plan, rules, BASELINE)).functions.set_index("function")
    assert baseline.loc["CON"].tolist() == ["Contracting", "P1", "C1 do"]
    assert "PRO" not in baseline.index  # nobody, in both


def test_a_function_that_nobody_does_says_so(plan, rules, keep):
    stopped = plan.with_table("allocations", plan.allocations.assign(mode="stop", receiver=None).astype(
        {"mode": "str", "receiver": "str"}
    ))  # fmt: skip
    other = replace(tried(stopped, rules, "Keep"), scenario="Other")
    found = compare([other], keep).functions.set_index("function")
    assert found.loc["CON", "Other"] == "nobody"


def test_only_people_whose_odds_differ_are_listed_with_their_likeliest_outcome(keep, buy):
    found = compare([buy], keep).people
    assert found["employee_number"].tolist() == ["E1"]
    (row,) = found.to_dict("records")
    assert (row["function"], row["band"], row["Keep"], row["Buy"]) == ("CON", "7", "placed", "placed")
    assert row["Keep odds"] == pytest.approx(0.99)
    assert row["Buy odds"] == pytest.approx(buy.people["p_placed"].iloc[0])


def test_the_odds_of_one_person_are_the_mean_of_their_pools_of_a_function_and_band(rules):
    plan = plan_of(
        staff=[person("E1", fte=0.5), person("E1", fte=0.5, organisation="P2")],
        scenarios=[{"scenario": "Keep"}, {"scenario": "Split"}],
        allocations=[
            claim("CON", "C1", "do", scenario="Keep"),
            claim("CON", "C1", "do", scenario="Split", sender="P1"),
            claim("CON", None, "stop", scenario="Split", sender="P2"),
        ],
        assumptions=NOBODY_RESIGNS | NO_LATER_STAGES,
    )
    found = compare([tried(plan, rules, "Split")], tried(plan, rules, "Keep")).people
    (row,) = found.to_dict("records")
    assert (row["Keep odds"], row["Split odds"]) == pytest.approx((0.99, 0.5))
    assert row["Split"] == "redundant"


def test_the_base_may_be_among_the_results_and_is_not_shown_twice(keep, buy):
    found = compare([keep, buy], keep)
    assert found.scenarios == ("Buy",)


def test_a_base_alone_differs_in_nothing(keep):
    found = compare([keep], keep)
    assert found.scenarios == ()
    assert found.people.empty
    assert found.functions.empty
    assert found.receivers.empty


def test_six_scenarios_are_compared_at_most(keep, buy):
    others = [replace(buy, scenario=f"Other {number}") for number in range(8)]
    found = compare(others, keep)
    assert found.scenarios == tuple(f"Other {number}" for number in range(MOST))
    assert len(found.scenarios) == 6


def test_an_empty_plan_is_compared(rules):
    plan = plan_of(scenarios=[{"scenario": "Keep"}, {"scenario": "Buy"}], organisations=(), functions=())
    found = compare([tried(plan, rules, "Keep"), tried(plan, rules, "Buy")], tried(plan, rules, BASELINE))
    assert found.people.empty
    assert found.functions.empty
