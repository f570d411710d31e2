"""Moving dates: the plan's own, and those of functions, what they inherit included."""

from datetime import date

import pandas as pd
import pytest

from planner.base.errors import EditRefusedError, NothingToMoveError
from planner.model.scenario import allocations_in_force
from planner.model.tables import BASELINE
from planner.model.timetable_edits import (
    move_announcement,
    move_closure,
    move_function,
    move_transfer_date,
)
from tests.planner.engine.small_plans import SCENARIO, claim, plan_of

JULY, APRIL = date(2013, 7, 1), date(2013, 4, 1)
HEIR = "Heir"


def days(plan, scenario=SCENARIO):
    """Function, sender and day of the allocations in force."""
    rows = allocations_in_force(plan, scenario)
    return [
        (one["function"], one["sender"], None if pd.isna(one["date"]) else one["date"].date())
        for one in rows.fillna({"sender": ""}).to_dict("records")
    ]


@pytest.mark.parametrize(
    ("move", "fact"),
    [(move_announcement, "announced"), (move_transfer_date, "transfer_date"), (move_closure, "closure")],
)
def test_a_date_of_the_plan_is_another_and_nothing_else(move, fact):
    plan = plan_of(allocations=[claim("CON", "L1", "move")])
    after = move(plan, date(2013, 2, 1))
    assert after == plan.with_facts(**{fact: date(2013, 2, 1)})


@pytest.mark.parametrize("move", [move_transfer_date, move_closure])
@pytest.mark.parametrize(
    ("day", "may_be"),
    [
        (date(2012, 3, 31), False),
        (date(2012, 4, 1), True),
        (date(2016, 3, 31), True),
        (date(2016, 4, 1), False),
    ],
)
def test_a_day_outside_the_plan_is_refused(move, day, may_be):
    plan = plan_of()
    if may_be:
        assert move(plan, day).facts != plan.facts
    else:
        with pytest.raises(EditRefusedError, match="outside the plan, which runs from 1 April 2012"):
            move(plan, day)


def test_the_announcement_is_not_after_the_move_nor_the_move_before_it():
    plan = plan_of(facts={"announced": date(2012, 10, 1)})
    assert move_announcement(plan, APRIL).facts.announced == APRIL
    with pytest.raises(EditRefusedError, match="Work moves on 1 April 2013"):
        move_announcement(plan, date(2013, 4, 2))
    assert move_transfer_date(plan, date(2012, 10, 1)).facts.transfer_date == date(2012, 10, 1)
    with pytest.raises(EditRefusedError, match="announced on 1 October 2012"):
        move_transfer_date(plan, date(2012, 9, 30))


def test_a_function_moves_on_a_day_of_its_own_and_back_on_the_plans():
    plan = plan_of(
        allocations=[claim("CON", "L1", "move", 60), claim("CON", "C1", "do", 40), claim("PRO", "L1", "move")]
    )
    after = move_function(plan, SCENARIO, "CON", JULY)
    assert days(after) == [("CON", "", JULY), ("CON", "", JULY), ("PRO", "", None)]
    assert after.allocations["share"].tolist() == [60, 40, 100]
    assert move_function(after, SCENARIO, "CON", APRIL) == plan


def test_one_senders_work_moves_alone_where_senders_have_claims_of_their_own():
    plan = plan_of(
        allocations=[claim("CON", "L1", "move", sender="P1"), claim("CON", "L1", "move", sender="P2")]
    )
    after = move_function(plan, SCENARIO, "CON", JULY, sender="P2")
    assert days(after) == [("CON", "P1", None), ("CON", "P2", JULY)]


def test_what_is_inherited_becomes_the_scenarios_own():
    plan = plan_of(
        scenarios=[{"scenario": SCENARIO}, {"scenario": HEIR, "based_on": SCENARIO}],
        allocations=[claim("CON", "L1", "move"), claim("PRO", "L1", "move")],
    )
    after = move_function(plan, HEIR, "CON", JULY)
    assert days(after, SCENARIO) == [("CON", "", None), ("PRO", "", None)]
    assert sorted(days(after, HEIR)) == [("CON", "", JULY), ("PRO", "", None)]
    assert after.allocations["scenario"].tolist() == [SCENARIO, SCENARIO, HEIR]


def test_what_is_locked_or_nobodys_stays():
    plan = plan_of(allocations=[claim("CON", "L1", "move", locked="Y")])
    with pytest.raises(EditRefusedError, match="locked"):
        move_function(plan, SCENARIO, "CON", JULY)
    assert move_function(plan, SCENARIO, "CON", APRIL) == plan
    with pytest.raises(NothingToMoveError, match="Nobody takes Procurement yet"):
        move_function(plan, SCENARIO, "PRO", JULY)


@pytest.mark.parametrize("name", [SCENARIO, BASELINE])
def test_a_locked_scenario_and_the_baseline_are_not_changed(name):
    plan = plan_of(
        scenarios=[{"scenario": SCENARIO, "locked": "Y"}], allocations=[claim("CON", "L1", "move")]
    )
    with pytest.raises(EditRefusedError):
        move_function(plan, name, "CON", JULY)
