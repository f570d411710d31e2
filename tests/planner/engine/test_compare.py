"""Scenarios beside a base: only what differs, down to the people."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from planner.engine.compare import MOST, compare, measures
from planner.engine.compare_people import likeliest_places
from planner.engine.scenario_keys import difference_of, figure_of, odds_of, place_odds_of, place_of
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
KEEP, BUY = figure_of("Keep"), figure_of("Buy")
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
    assert head.columns.tolist() == ["unit", KEEP, BUY]
    assert head.loc["Redundancy cost", ["unit", KEEP, BUY]].tolist() == [
        "£", keep.headline.redundancy_cost, buy.headline.redundancy_cost,
    ]  # fmt: skip
    differences = found.differences.set_index("measure")
    assert (differences[KEEP].dropna() == 0).all()
    cost = "Operating cost 2014/15"
    assert differences.loc[cost, BUY] == pytest.approx(head.loc[cost, BUY] - head.loc[cost, KEEP])
    assert differences.loc[cost, BUY] != 0


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
    assert found.columns.tolist() == ["receiver", "name", "year", KEEP, BUY, "target"]
    row = found[(found["receiver"] == "C1") & (found["year"] == "2013/14")].iloc[0]
    assert (row[KEEP], row[BUY], row["target"]) == (
        keep.receivers["total"].iloc[0], buy.receivers["total"].iloc[0], 25 * 150_000,
    )  # fmt: skip


def test_receivers_of_only_one_of_the_scenarios_are_listed_with_its_target(plan, rules, keep):
    baseline = tried(plan, rules, BASELINE)
    found = compare([keep], baseline).receivers.set_index(["receiver", "year"])
    assert np.isnan(found.loc[("C1", "2013/14"), figure_of(BASELINE)])
    assert np.isnan(found.loc[("P1", "2013/14"), KEEP])
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
    assert compare([buy], keep).titled(found).to_dict("records") == [
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
    assert found.loc["CON", figure_of("Other")] == "nobody"


def test_only_people_whose_odds_differ_are_listed_with_their_likeliest_outcome(keep, buy):
    found = compare([buy], keep).people
    assert found["employee_number"].tolist() == ["E1"]
    (row,) = found.to_dict("records")
    assert (row["function"], row["band"], row[KEEP], row[BUY]) == ("CON", "7", "placed", "placed")
    assert row[odds_of("Keep")] == pytest.approx(0.99)
    assert row[odds_of("Buy")] == pytest.approx(buy.people["p_placed"].iloc[0])


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
    assert (row[odds_of("Keep")], row[odds_of("Split")]) == pytest.approx((0.99, 0.5))
    assert row[figure_of("Split")] == "redundant"


def test_people_say_where_they_are_likeliest_to_be_placed_and_how_much_likelier_redundancy_is(keep, buy):
    (row,) = compare([buy], keep).people.to_dict("records")
    assert (row[place_of("Keep")], row[place_odds_of("Keep")]) == ("C1", pytest.approx(0.99))
    there = {}
    for (receiver, _), odds in buy.placements.of_person(0).items():
        there[receiver] = there.get(receiver, 0.0) + odds
    likeliest = max(there, key=there.get)
    assert (row[place_of("Buy")], row[place_odds_of("Buy")]) == (likeliest, pytest.approx(there[likeliest]))
    change = buy.people["p_redundant"].iloc[0] - keep.people["p_redundant"].iloc[0]
    assert row[difference_of("Buy")] == pytest.approx(change)
    assert row[difference_of("Keep")] == 0
    assert (row["moves_odds"], row["moves_place"]) == (True, True)


def test_someone_of_the_same_odds_who_goes_elsewhere_is_listed(rules):
    plan = plan_of(
        staff=[person("E1"), person("E2", "RED")],
        scenarios=[{"scenario": "Keep"}, {"scenario": "Away"}],
        allocations=[
            claim("CON", "C1", "do", scenario="Keep"),
            claim("CON", "C2", "do", scenario="Away"),
            claim("RED", "C2", "do", scenario="Keep"),
            claim("RED", "C2", "do", scenario="Away"),
        ],
        assumptions=NOBODY_RESIGNS | NO_LATER_STAGES,
    )
    (row,) = compare([tried(plan, rules, "Away")], tried(plan, rules, "Keep")).people.to_dict("records")
    assert (row["employee_number"], row["moves_odds"], row["moves_place"]) == ("E1", False, True)
    assert (row[place_of("Keep")], row[place_of("Away")]) == ("C1", "C2")


def test_the_likeliest_places_are_those_of_each_persons_own_odds(buy):
    found = likeliest_places(buy)
    for at, key in enumerate(zip(*(buy.people[one] for one in found.index.names), strict=True)):
        there = {}
        for (receiver, _), odds in buy.placements.of_person(at).items():
            there[receiver] = there.get(receiver, 0.0) + odds
        assert found.loc[key, "odds"] == pytest.approx(max(there.values(), default=0.0))
        assert there.get(found.loc[key, "receiver"], 0.0) == pytest.approx(found.loc[key, "odds"])


def test_a_locked_placement_is_certain(rules):
    plan = plan_of(
        staff=STAFF,
        scenarios=[{"scenario": "Keep"}],
        allocations=[
            claim("CON", "C1", "do", 90, scenario="Keep"),
            claim("CON", "C2", "do", 10, scenario="Keep"),
        ],
        placements=[{"scenario": "Keep", "employee_number": "E1", "receiver": "C2", "outcome": "placed",
                     "locked": "Y"}],
    )  # fmt: skip
    found = likeliest_places(tried(plan, rules, "Keep")).reset_index().set_index("employee_number")
    assert tuple(found.loc["E1", ["receiver", "odds"]]) == ("C2", 1.0)


def test_posts_that_are_not_the_same_everywhere_are_listed_with_their_fte(keep, buy):
    found = compare([buy], keep).posts
    assert set(found["function"]) == {"CON"}
    assert found["function_name"].unique().tolist() == ["Contracting"]
    by_receiver = found.groupby("receiver")[[KEEP, BUY]].sum()
    for results, key in ((keep, KEEP), (buy, BUY)):
        posts = results.posts[results.posts["function"] == "CON"].groupby("receiver")["fte"].sum()
        for receiver in by_receiver.index:
            assert by_receiver.loc[receiver, key] == pytest.approx(posts.get(receiver, 0.0))


def test_assumptions_that_are_not_the_same_everywhere_are_listed(plan, rules, keep):
    rows = plan.assumptions.iloc[:1].assign(scenario="Buy", key="saving_buy", value=0.34)
    rows.index = [plan.assumptions.index.max() + 1]
    changed_plan = plan.with_table("assumptions", pd.concat([plan.assumptions, rows]))
    found = compare([tried(changed_plan, rules, "Buy")], tried(changed_plan, rules, "Keep")).assumptions
    (row,) = found.to_dict("records")
    assert (row["key"], row[BUY]) == ("saving_buy", 0.34)
    assert row[KEEP] == keep.assumptions["saving_buy"] != 0.34


@pytest.mark.parametrize(
    "name",
    ["name", "measure", "unit", "target", "function", "receiver", "year", "band", "Keep odds", "difference"],
)
def test_a_scenario_may_be_called_like_a_column(keep, buy, name):
    plain, called = compare([buy], keep), compare([replace(buy, scenario=name)], keep)
    for frame in ("headline", "differences", "receivers", "functions", "posts", "people"):
        one, other = getattr(plain, frame), getattr(called, frame)
        assert other.columns.is_unique
        assert other.astype(str).to_numpy().tolist() == one.astype(str).to_numpy().tolist()


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
