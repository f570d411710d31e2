"""What is kept from one plan to the next changes no figure and no finding."""

import numpy as np
import pandas as pd
import pytest

from planner.engine.basis import basis_of
from planner.engine.evaluate import evaluate
from planner.model.scenario_edits import copy_scenario, delete_scenario
from planner.model.table_edits import CellEdit, add_rows, delete_rows, put_cells
from planner.workbook.samples import generated_plan

TABLES_OF_RESULTS = ("people", "pools", "posts", "receivers", "functions", "system", "months", "skills")


@pytest.fixture(scope="module")
def plan():
    return generated_plan(300, 4, 2, 12, seed=3)


def first(plan, table, at=0):
    return int(plan.table(table).index[at])


def move(plan):
    return put_cells(plan, "allocations", [CellEdit(first(plan, "allocations"), "share", 40.0)])


def unknown_function(plan):
    return put_cells(plan, "staff", [CellEdit(first(plan, "staff"), "function", "NOWHERE")])


EDITS = {
    "a share": move,
    "a share that cannot be read": lambda plan: put_cells(
        plan, "allocations", [CellEdit(first(plan, "allocations"), "share", None, unread="most")]
    ),
    "a scenario copied": lambda plan: copy_scenario(plan, plan.scenario_names[0], "Another"),
    "a scenario deleted": lambda plan: delete_scenario(plan, plan.scenario_names[-1]),
    "an assumption": lambda plan: add_rows(plan, "assumptions", {"key": ["leaver_rate"], "value": [0.2]}),
    "a person's hours": lambda plan: put_cells(plan, "staff", [CellEdit(first(plan, "staff"), "fte", 0.25)]),
    "a person in error": unknown_function,
    "a share beside a person in error": lambda plan: move(unknown_function(plan)),
    "a function gone": lambda plan: delete_rows(plan, "functions", [first(plan, "functions")]),
    "a date of the plan": lambda plan: plan.with_facts(closure=plan.facts.plan_start),
    "a budget": lambda plan: put_cells(plan, "budgets", [CellEdit(first(plan, "budgets"), "amount", 1.0)]),
}


def assert_same(one, other):
    assert one.findings == other.findings
    assert one.left_out == other.left_out
    assert repr(one.headline) == repr(other.headline)
    for name in TABLES_OF_RESULTS:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


@pytest.mark.parametrize("before", EDITS)
@pytest.mark.parametrize("after", EDITS)
def test_results_after_an_edit_are_those_of_a_plan_read_afresh(plan, rules, before, after):
    earlier = EDITS[before](plan)
    later = EDITS[after](earlier)
    basis = basis_of(later, rules, basis_of(earlier, rules, basis_of(plan, rules)))
    afresh = basis_of(later, rules)
    assert basis.admission.totals == afresh.admission.totals
    assert basis.admission.refused == afresh.admission.refused
    name = later.scenario_names[0]
    assert_same(evaluate(later, name, rules, basis=basis), evaluate(later, name, rules, basis=afresh))


def test_a_change_to_a_scenario_does_not_read_the_staff_again(plan, rules):
    before = basis_of(plan, rules)
    after = basis_of(move(plan), rules, before)
    assert after.roster is before.roster
    assert after.admission.standing is before.admission.standing


def test_a_change_to_the_staff_reads_them_again(plan, rules):
    before = basis_of(plan, rules)
    after = basis_of(EDITS["a person's hours"](plan), rules, before)
    assert after.roster is not before.roster
    assert not np.array_equal(after.roster.fte, before.roster.fte)
