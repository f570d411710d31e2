"""The bridge stands on the baseline at one end and on the scenario at the other, without a gap."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from planner.engine.evaluate import evaluate
from planner.model.tables import BASELINE
from planner.report.cost_bridge import STEPS, bridge_lines, cost_bridge
from planner.rules.rulebook import load_rules
from planner.workbook.samples import airedale_bradford_and_leeds, twelve_people
from tests.planner.engine.random_plans import plans
from tests.planner.engine.small_plans import SCENARIO


def assert_stands(results, year):
    table = cost_bridge(results, year)
    system = results.system.set_index("year").loc[year]
    assert table["amount"].iloc[0] == system["baseline"]
    assert table["amount"].iloc[-1] == results.headline.operating_cost[year]
    ends = [0.0, *table["end"]]
    for at, row in enumerate(table.to_dict("records")):
        start = 0.0 if row["is_total"] else ends[at]
        assert row["start"] == start
        assert row["end"] - row["start"] == pytest.approx(row["amount"])
        lines = bridge_lines(results, year, row["step"])["amount"].sum()
        assert lines == pytest.approx(row["amount"], abs=0.1)
    assert table["end"].iloc[-2] == pytest.approx(table["end"].iloc[-1], abs=0.05)


@pytest.mark.parametrize("made", [twelve_people, airedale_bradford_and_leeds])
def test_steps_lead_from_the_baseline_to_the_scenario_in_every_year(made):
    plan, rules = made(), load_rules()
    for name in (BASELINE, *plan.scenario_names):
        results = evaluate(plan, name, rules)
        for year in results.years:
            assert_stands(results, year)


@settings(max_examples=25)
@given(plan=plans())
def test_steps_of_any_plan_leave_no_gap(plan):
    results = evaluate(plan, SCENARIO, load_rules())
    for year in results.years:
        assert_stands(results, year)


def test_nothing_changes_in_the_baseline():
    plan = airedale_bradford_and_leeds()
    results = evaluate(plan, BASELINE, load_rules())
    table = cost_bridge(results, results.years[0])
    assert list(table["step"]) == ["baseline", "scenario"]
    assert table["change"].isna().all()


def test_steps_stand_in_their_order_and_those_of_nothing_are_left_out():
    plan = airedale_bradford_and_leeds()
    for name in plan.scenario_names:
        results = evaluate(plan, name, load_rules())
        steps = [one for one in cost_bridge(results, "2013/14")["step"] if one in STEPS]
        order = list(STEPS)
        assert all(order.index(one) < order.index(after) for one, after in pairwise(steps))
        assert "traded" not in steps
