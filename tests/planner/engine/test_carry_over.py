"""Results are carried over exactly where an evaluation would give the same again."""

import pandas as pd
import pytest

from planner.engine.basis import basis_of
from planner.engine.carry_over import carried_over
from planner.engine.evaluate import evaluate
from planner.engine.explain import explain_person
from planner.model.scenario_edits import copy_scenario, delete_scenario, rename_scenario
from planner.model.table_edits import CellEdit, add_rows, put_cells
from planner.workbook.samples import generated_plan

TABLES_OF_RESULTS = ("people", "pools", "posts", "receivers", "functions", "system", "months", "ties")


@pytest.fixture(scope="module")
def plan():
    return generated_plan(200, 3, 2, 8, seed=5)


def share_of(scenario):
    def edit(plan):
        row = plan.allocations.index[plan.allocations["scenario"] == scenario][0]
        return put_cells(plan, "allocations", [CellEdit(int(row), "share", 10.0)])

    return edit


@pytest.mark.parametrize("scenario", [0, 1])
def test_an_edit_of_one_scenario_leaves_the_others_as_they_are(plan, rules, scenario):
    first, second = plan.scenario_names[:2]
    edited = plan.scenario_names[scenario]
    before = basis_of(plan, rules)
    after = basis_of(share_of(edited)(plan), rules, before)
    for name in (first, second):
        kept = carried_over(evaluate(plan, name, rules, basis=before), after)
        assert (kept is None) == (name == edited)


EDITS = {
    "a share elsewhere": lambda plan: share_of(plan.scenario_names[1])(plan),
    "a copy": lambda plan: copy_scenario(plan, plan.scenario_names[0], "Another"),
    "another one deleted": lambda plan: delete_scenario(plan, plan.scenario_names[1]),
    "an assumption elsewhere": lambda plan: add_rows(
        plan, "assumptions", {"scenario": [plan.scenario_names[1]], "key": ["leaver_rate"], "value": [0.3]}
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_carried_over_is_what_an_evaluation_finds(plan, rules, edit):
    name = plan.scenario_names[0]
    before = basis_of(plan, rules)
    later = EDITS[edit](plan)
    after = basis_of(later, rules, before)
    kept = carried_over(evaluate(plan, name, rules, basis=before), after)
    afresh = evaluate(later, name, rules)
    assert kept is not None
    assert kept.plan is later
    assert kept.findings == afresh.findings
    assert repr(kept.headline) == repr(afresh.headline)
    for table in TABLES_OF_RESULTS:
        pd.testing.assert_frame_equal(getattr(kept, table), getattr(afresh, table))
    assert repr(explain_person(kept, 3, rules)) == repr(explain_person(afresh, 3, rules))


TOUCHING = {
    "an assumption for all": lambda plan: add_rows(
        plan, "assumptions", {"key": ["leaver_rate"], "value": [0.3]}
    ),
    "somebody's hours": lambda plan: put_cells(
        plan, "staff", [CellEdit(int(plan.staff.index[0]), "fte", 0.5)]
    ),
    "a date": lambda plan: plan.with_facts(plan_name="Another", announced=plan.facts.closure),
    "its name": lambda plan: rename_scenario(plan, plan.scenario_names[0], "Ours"),
}


@pytest.mark.parametrize("edit", TOUCHING)
def test_what_an_edit_touches_is_worked_out_again(plan, rules, edit):
    before = basis_of(plan, rules)
    results = evaluate(plan, plan.scenario_names[0], rules, basis=before)
    assert carried_over(results, basis_of(TOUCHING[edit](plan), rules, before)) is None
