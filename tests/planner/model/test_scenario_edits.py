"""Whole scenarios copied, renamed and deleted."""

from dataclasses import replace

import pytest

from planner.engine.evaluate import evaluate
from planner.model.plan import Unread
from planner.model.scenario_edits import (
    SCENARIO_TABLES,
    copy_scenario,
    delete_scenario,
    name_fault,
    rename_scenario,
)
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
