"""Redundancy cost falls to who takes the work, and to the penny none is lost."""

import pytest
from hypothesis import given, settings

from planner.base.money import penny
from planner.engine.evaluate import evaluate
from planner.model.tables import BASELINE
from planner.report.redundancy_shares import STOPPED, UNCLAIMED, people_of_receiver, redundancy_by_receiver
from planner.rules.rulebook import load_rules
from planner.workbook.samples import airedale_bradford_and_leeds, twelve_people
from tests.planner.engine.random_plans import plans
from tests.planner.engine.small_plans import SCENARIO, claim, person, plan_of, post, tried


def made(**rows):
    return tried(plan_of(**rows), load_rules())


@pytest.mark.parametrize("sample", [twelve_people, airedale_bradford_and_leeds])
def test_receivers_add_to_the_headline_to_the_penny(sample):
    plan, rules = sample(), load_rules()
    for name in (BASELINE, *plan.scenario_names):
        results = evaluate(plan, name, rules)
        table = redundancy_by_receiver(results)
        assert penny(table["redundancy_cost"].sum()) == penny(results.headline.redundancy_cost)
        assert table["redundant_fte"].sum() == pytest.approx(results.headline.redundancies_fte)


@settings(max_examples=25)
@given(plan=plans())
def test_receivers_of_any_plan_add_to_the_headline(plan):
    results = evaluate(plan, SCENARIO, load_rules())
    table = redundancy_by_receiver(results)
    assert penny(table["redundancy_cost"].sum()) == penny(results.headline.redundancy_cost)
    for receiver, cost in zip(table["receiver"], table["redundancy_cost"], strict=True):
        assert people_of_receiver(results, receiver)["cost_share"].sum() == pytest.approx(cost)


def test_a_function_in_shares_costs_each_receiver_its_share():
    """Half to one CCG, a fifth to another, a tenth stops, a fifth nobody claims."""
    results = made(
        staff=[person(str(one)) for one in range(10)],
        allocations=[
            claim("CON", "C1", "do", 50),
            claim("CON", "C2", "do", 20),
            claim("CON", None, "stop", 10),
        ],
        posts=[post("X", "C1", "CON", "7", 1)],
    )
    table = redundancy_by_receiver(results).set_index("receiver")["redundancy_cost"]
    whole = results.headline.redundancy_cost
    assert whole > 0
    expected = {"C1": 0.5, "C2": 0.2, UNCLAIMED: 0.2, STOPPED: 0.1}
    assert table.to_dict() == pytest.approx({one: share * whole for one, share in expected.items()})


def test_a_named_sender_costs_its_own_receiver():
    results = made(
        staff=[person("1"), person("2", organisation="P2", annual_salary=20_000)],
        allocations=[
            claim("CON", "C1", "do", sender="P1"),
            claim("CON", "C2", "do", sender="P2"),
        ],
        posts=[post("X", "C1", "CON", "8a", 1, stage_limit="slot_in")],
    )
    people = results.people.set_index("organisation")["expected_cost"]
    table = redundancy_by_receiver(results).set_index("receiver")["redundancy_cost"]
    assert table.get("C1", 0.0) == pytest.approx(people["P1"])
    assert table.get("C2", 0.0) == pytest.approx(people["P2"])


def test_work_that_nobody_takes_stands_last():
    plan = airedale_bradford_and_leeds()
    results = evaluate(plan, "Share across the six", load_rules())
    table = redundancy_by_receiver(results)
    assert list(table["receiver"])[-2:] == [STOPPED, UNCLAIMED]
    assert table["redundancy_cost"][:-2].is_monotonic_decreasing
    assert table["name"].iloc[-1] == "Unclaimed: nobody takes the work"
