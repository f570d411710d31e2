"""Each assumption on its own."""

import numpy as np
import pytest

from planner.base.errors import CancelledError
from planner.engine.basis import basis_of
from planner.engine.evaluate import evaluate
from planner.risk.tornado import MEASURES, tornado
from planner.workbook.samples import twelve_people
from tests.planner.engine.small_plans import SCENARIO, claim, person, plan_of, tried

NAME = "One of each"


@pytest.fixture(scope="module")
def table(rules):
    return tornado(twelve_people(), NAME, rules)


def test_an_end_is_what_the_evaluation_says_of_a_plan_with_that_value(rules):
    staff = [person(f"E{at}") for at in range(5)]
    rows = {"staff": staff, "allocations": [claim("CON", "S1", "buy")]}
    found = tornado(plan_of(**rows), SCENARIO, rules).set_index("key")
    for key in ("saving_buy", "leaver_rate", "accept_competitive_slot_in"):
        for end in ("low", "high"):
            value = found.loc[key, end]
            headline = tried(plan_of(**rows, assumptions={key: value}), rules).headline
            assert found.loc[key, f"redundancy_cost_{end}"] == pytest.approx(
                headline.redundancy_cost, abs=0.01
            )
            assert found.loc[key, f"talent_lost_percent_{end}"] == pytest.approx(headline.talent_lost_percent)
            over = headline.over_target["2013/14"]
            assert found.loc[key, f"over_target_{end}"] == pytest.approx(over)


def test_every_assumption_with_a_range_is_there_once(table, rules):
    expected = {
        one.key
        for one in rules.register
        if one.low < one.high and not one.key.startswith(("check_", "stress_"))
    }
    assert set(table["key"]) == expected
    assert table["key"].is_unique


def test_the_middle_is_the_evaluation(table, rules):
    headline = evaluate(twelve_people(), NAME, rules).headline
    assert set(table["redundancy_cost"]) == {headline.redundancy_cost}
    assert set(table["talent_lost_percent"]) == {headline.talent_lost_percent}


def test_the_greatest_swing_stands_first(table):
    assert (np.diff(table["redundancy_cost_swing"]) <= 0).all()
    assert table["redundancy_cost_swing"].iloc[0] > 1_000


def test_what_moves_nothing_is_reported_dead(table):
    dead = set(table.loc[table["is_dead"], "key"])
    assert {"match_threshold", "re_employment_rate"} <= dead
    assert "leaver_rate" not in dead
    swings = table[[f"{measure}_swing" for measure in MEASURES]].to_numpy()
    np.testing.assert_array_equal(table["is_dead"], (swings < 0.005).all(axis=1))


def test_it_can_be_stopped_and_takes_a_basis(rules):
    plan = twelve_people()

    def stop(share, doing):
        if share > 0.2:
            raise CancelledError

    with pytest.raises(CancelledError):
        tornado(plan, NAME, rules, tick=stop, basis=basis_of(plan, rules))
