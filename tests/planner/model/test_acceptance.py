"""What is accepted of a check: a row of the scenario that survives the file and lapses when it gets worse."""

from datetime import date

import pytest

from planner.base.errors import EditRefusedError
from planner.model.acceptance import Acceptance, accept_check, acceptances, withdraw_acceptance
from planner.model.assumptions import is_acceptance
from planner.model.scenario import scenario_of
from planner.model.scenario_edits import add_scenario, copy_scenario, lock_scenario, snapshot_scenario
from planner.workbook.new_book import new_book
from planner.workbook.read import read_plan
from tests.planner.engine.small_plans import SCENARIO, plan_of

BALANCE = Acceptance("check_balance", 83.04, "Agreed by the board", "A Brown", date(2012, 11, 1))


@pytest.fixture
def plan():
    return accept_check(plan_of(), SCENARIO, BALANCE)


def test_it_is_a_row_among_the_assumptions_of_its_scenario(plan):
    row = plan.assumptions.iloc[-1]
    assert (row["scenario"], row["key"], row["value"]) == (SCENARIO, "check_balance_accepted", 83.04)
    assert (row["status"], row["source"], row["owner"]) == ("accepted", "Agreed by the board", "A Brown")
    assert acceptances(plan, SCENARIO) == {"check_balance": BALANCE}


def test_it_survives_the_workbook(plan, tmp_path):
    (tmp_path / "plan.xlsx").write_bytes(new_book(plan))
    found = read_plan(tmp_path / "plan.xlsx").plan
    assert acceptances(found, SCENARIO) == {"check_balance": BALANCE}


def test_accepting_again_takes_the_place_of_the_row(plan):
    again = Acceptance("check_balance", 90.0, "Still agreed", "B Green", date(2012, 12, 1))
    found = accept_check(plan, SCENARIO, again)
    assert len(found.assumptions) == len(plan.assumptions)
    assert acceptances(found, SCENARIO) == {"check_balance": again}


def test_to_withdraw_it_takes_the_row_away(plan):
    assert withdraw_acceptance(plan, SCENARIO, "check_balance") == plan_of()
    assert withdraw_acceptance(plan_of(), SCENARIO, "check_balance") == plan_of()


@pytest.mark.parametrize("reason", ["", "   "])
def test_it_needs_a_reason(reason):
    with pytest.raises(EditRefusedError, match="why"):
        accept_check(plan_of(), SCENARIO, Acceptance("check_balance", 83.0, reason))


@pytest.mark.parametrize("edit", [accept_check, withdraw_acceptance])
def test_a_locked_scenario_is_left_alone(plan, edit):
    given = BALANCE if edit is accept_check else BALANCE.key
    with pytest.raises(EditRefusedError, match="locked"):
        edit(lock_scenario(plan, SCENARIO, locked=True), SCENARIO, given)


def test_it_goes_along_with_a_copy_and_a_snapshot_not_with_what_is_based_on_it(plan):
    assert acceptances(copy_scenario(plan, SCENARIO, "Copy"), "Copy") == {"check_balance": BALANCE}
    assert acceptances(snapshot_scenario(plan, SCENARIO, "Kept"), "Kept") == {"check_balance": BALANCE}
    later = add_scenario(plan, "Later", SCENARIO)
    assert acceptances(later, "Later") == {}
    assert not scenario_of(later, "Later").assumptions["key"].map(is_acceptance).any()
    assert acceptances(snapshot_scenario(later, "Later", "Kept"), "Kept") == {}


@pytest.mark.parametrize(
    ("now", "more_is_worse", "holds"),
    [
        (83.08, True, True),
        (83.1, True, False),
        (10.0, True, True),
        (83.0, False, True),
        (82.9, False, False),
        (99.0, False, True),
        (float("nan"), True, False),
    ],
    ids=["shows the same", "worse", "better", "least: the same", "least: worse", "least: better", "unknown"],
)
def test_it_holds_as_long_as_the_measure_is_no_worse(now, more_is_worse, holds):
    assert BALANCE.covers(now, more_is_worse=more_is_worse) is holds


def test_what_could_not_be_measured_stays_accepted_and_comes_back_so(plan):
    unknown = Acceptance("check_board_exit", float("nan"), "Not settled")
    found = acceptances(accept_check(plan, SCENARIO, unknown), SCENARIO)["check_board_exit"]
    assert found.measure != found.measure
    assert found.covers(2018, more_is_worse=True)
    assert found.covers(float("nan"), more_is_worse=True)


def test_its_words_are_reason_who_and_when():
    assert BALANCE.words() == "Agreed by the board, A Brown, 1 November 2012"
    assert Acceptance("check_balance", 1.0, "Agreed").words() == "Agreed"


@pytest.mark.parametrize(
    ("key", "is_one"),
    [
        ("check_balance_accepted", True),
        (" Check_Balance_Accepted ", True),
        ("check_accepted", False),
        ("check_balance_threshold", False),
        (None, False),
        (float("nan"), False),
    ],
)
def test_which_keys_name_an_acceptance(key, is_one):
    assert is_acceptance(key) is is_one
