"""Whole scenarios made, copied, kept, renamed, locked and deleted."""

from dataclasses import replace

import pytest

from planner.engine.admission import judge
from planner.engine.evaluate import evaluate
from planner.model.plan import Unread
from planner.model.scenario_edits import (
    SCENARIO_TABLES,
    add_scenario,
    copy_scenario,
    delete_scenario,
    is_locked,
    lock_scenario,
    locked_refusal,
    locked_scenarios,
    name_fault,
    refusal,
    rename_scenario,
    snapshot_scenario,
)
from planner.model.table_edits import add_rows, delete_rows
from planner.model.tables import BASELINE
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan
from planner.workbook.samples import airedale_bradford_and_leeds, twelve_people
from planner.workbook.write import write_plan


@pytest.fixture(params=[twelve_people, airedale_bradford_and_leeds], ids=["twelve", "cluster"])
def plan(request):
    return request.param()


def figures(plan, scenario):
    return evaluate(plan, scenario, load_rules()).headline


def test_a_copy_has_the_figures_of_its_original(plan):
    for name in plan.scenario_names:
        copied = copy_scenario(plan, name, "Another")
        assert copied.scenario_names == (*plan.scenario_names, "Another")
        assert figures(copied, "Another") == figures(plan, name)
        assert figures(copied, name) == figures(plan, name)


def test_a_copy_of_the_baseline_is_a_scenario_in_which_nothing_has_moved(plan):
    copied = copy_scenario(plan, BASELINE, "Blank")
    assert copied.scenario_names[-1] == "Blank"
    assert not (copied.allocations["scenario"] == "Blank").any()


def test_a_copy_is_not_locked_and_every_row_keeps_an_identity_of_its_own(plan):
    name = plan.scenario_names[0]
    locked = plan.with_table("scenarios", plan.scenarios.assign(locked="Y"))
    copied = copy_scenario(locked, name, "Another")
    assert copied.scenarios.set_index("scenario")["locked"].fillna("N")["Another"] == "N"
    for table in SCENARIO_TABLES:
        assert copied.table(table).index.is_unique
        assert list(copied.table(table).dtypes) == list(plan.table(table).dtypes)


def test_what_could_not_be_read_is_copied_with_its_row(plan):
    name = plan.scenario_names[0]
    row = int(plan.allocations.index[plan.allocations["scenario"] == name][0])
    odd = replace(plan, unread=(Unread("allocations", row, "share", "half"),))
    copied = copy_scenario(odd, name, "Another")
    assert [one.text for one in copied.unread] == ["half", "half"]
    assert copied.allocations.loc[copied.unread[1].row, "scenario"] == "Another"
    assert delete_scenario(copied, "Another").unread == odd.unread


def test_a_copy_deleted_again_leaves_the_plan_as_it_was(plan):
    copied = copy_scenario(plan, plan.scenario_names[0], "Another")
    assert delete_scenario(copied, "Another") == plan


def test_a_renamed_scenario_has_the_same_figures_and_back_again_the_same_plan(plan):
    name = plan.scenario_names[0]
    renamed = rename_scenario(plan, name, "Another")
    assert figures(renamed, "Another") == figures(plan, name)
    assert rename_scenario(renamed, "Another", name) == plan


def test_scenarios_based_on_a_renamed_one_follow_it():
    plan = twelve_people()
    name = plan.scenario_names[0]
    based = plan.with_table("scenarios", plan.scenarios.assign(based_on=name))
    assert set(rename_scenario(based, name, "Another").scenarios["based_on"]) == {"Another"}
    assert delete_scenario(based, name).scenarios["based_on"].isna().all()


def test_a_copy_is_written_and_read_back(plan, tmp_path):
    copied = copy_scenario(plan, plan.scenario_names[0], "Another")
    path = tmp_path / "plan.xlsx"
    write_plan(copied, path)
    assert read_plan(path).plan == copied


@pytest.mark.parametrize(
    ("name", "says"),
    [("", "needs a name"), ("  ", "needs a name"), ("baseline", "nothing moved"), ("Another", "")],
)
def test_a_name_that_cannot_be_borne_is_said(name, says):
    fault = name_fault(twelve_people(), name)
    assert (says in fault) if says else fault == ""


def test_two_scenarios_cannot_differ_by_capitals_alone():
    plan = twelve_people()
    name = plan.scenario_names[0]
    assert "already" in name_fault(plan, name.upper())
    assert name_fault(plan, name.upper(), but=name) == ""


def test_a_new_scenario_is_one_in_which_nothing_has_moved():
    plan = add_scenario(twelve_people(), "Ours")
    assert plan.scenario_names[-1] == "Ours"
    assert not (plan.allocations["scenario"] == "Ours").any()
    assert delete_scenario(plan, "Ours") == twelve_people()


def test_a_scenario_based_on_another_has_its_figures(plan):
    name = plan.scenario_names[-1]
    based = add_scenario(plan, "Ours", based_on=name)
    assert figures(based, "Ours") == figures(plan, name)
    assert add_scenario(plan, "Ours", based_on=BASELINE).scenarios["based_on"].iloc[-1] != BASELINE


def test_a_snapshot_has_the_figures_of_its_original_is_locked_and_brings_no_findings(plan):
    for name in plan.scenario_names:
        taken = snapshot_scenario(plan, name, "Then")
        assert figures(taken, "Then") == figures(plan, name)
        assert is_locked(taken, "Then")
        assert not is_locked(taken, name)
        judged, before = (judge(one, load_rules()).findings for one in (taken, plan))
        assert {one.message for one in judged} <= {one.message for one in before}
        assert delete_scenario(taken, "Then") == plan


def with_shared_rows(plan):
    """A plan whose last scenario inherits from the first, with a post and an assumption for all."""
    first = plan.scenario_names[0]
    plan = add_scenario(plan, "Heir", based_on=first)
    receiver, function = str(plan.receivers["code"].iloc[0]), str(plan.functions["code"].iloc[0])
    post = {"post": ["P1"], "receiver": [receiver], "function": [function], "band": ["5"], "fte": [1.0]}
    return add_rows(add_rows(plan, "posts", post), "assumptions", {"key": ["leaver_rate"], "value": [0.2]})


def test_a_snapshot_stays_as_it_is_when_all_it_was_taken_from_is_changed(plan):
    plan = with_shared_rows(plan)
    taken = snapshot_scenario(plan, "Heir", "Then")
    before = figures(taken, "Then")
    assert before == figures(plan, "Heir")
    for_all = taken.posts["scenario"].isna()
    changed = taken.with_table("posts", taken.posts.assign(fte=taken.posts["fte"].mask(for_all, 30.0)))
    is_rate = changed.assumptions["scenario"].isna() & (changed.assumptions["key"] == "leaver_rate")
    rates = changed.assumptions["value"].mask(is_rate, 0.4)
    changed = changed.with_table("assumptions", changed.assumptions.assign(value=rates))
    changed = delete_scenario(changed, plan.scenario_names[0])
    assert figures(changed, "Then") == before
    assert figures(changed, "Heir") != before


def test_a_snapshot_keeps_what_could_not_be_read(plan):
    name = plan.scenario_names[0]
    row = int(plan.allocations.index[plan.allocations["scenario"] == name][0])
    odd = replace(plan, unread=(Unread("allocations", row, "share", "half"),))
    taken = snapshot_scenario(odd, name, "Then")
    assert [one.text for one in taken.unread] == ["half", "half"]
    assert taken.allocations.loc[taken.unread[1].row, "scenario"] == "Then"


def test_a_snapshot_is_written_and_read_back(plan, tmp_path):
    taken = snapshot_scenario(with_shared_rows(plan), "Heir", "Then, 22 November 2012 14:05")
    path = tmp_path / "plan.xlsx"
    write_plan(taken, path)
    assert read_plan(path).plan == taken


def test_a_scenario_is_locked_and_unlocked(plan):
    name = plan.scenario_names[0]
    locked = lock_scenario(plan, name, locked=True)
    assert locked_scenarios(locked) == {name}
    assert "locked" in refusal(locked, name)
    assert refusal(plan, name) == ""
    assert lock_scenario(locked, name, locked=False) == lock_scenario(plan, name, locked=False)
    assert locked_scenarios(lock_scenario(locked, name, locked=False)) == frozenset()


def test_rows_of_a_locked_scenario_are_not_changed_but_all_others_are(plan):
    name = plan.scenario_names[0]
    locked = lock_scenario(plan, name, locked=True)
    row = int(plan.allocations.index[plan.allocations["scenario"] == name][0])
    changed = delete_rows(locked, "allocations", [row])
    assert name in locked_refusal(locked, changed)
    assert locked_refusal(plan, delete_rows(plan, "allocations", [row])) == ""
    assert locked_refusal(locked, locked.with_facts(plan_name="Leeds")) == ""
    assert locked_refusal(locked, copy_scenario(locked, name, "Another")) == ""
    for after in (
        lock_scenario(locked, name, locked=False),
        delete_scenario(locked, name),
        rename_scenario(locked, name, "Another"),
    ):
        assert locked_refusal(locked, after) == ""


def test_the_baseline_refuses_and_says_what_to_do():
    assert "Copy it" in refusal(twelve_people(), BASELINE)
