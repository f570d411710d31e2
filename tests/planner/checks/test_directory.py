"""Every check is alive, has its threshold in the register, and is quick."""

import pytest

from planner.checks.directory import CHECKS, judgement, with_judgement
from planner.engine.evaluate import evaluate
from planner.model.table_edits import CellEdit, put_cells
from planner.rules.register import assumptions_for
from planner.rules.rulebook import load_rules
from planner.workbook.samples import generated_plan
from planner.workbook.samples.build import SAMPLES

ON_SMALL_PLANS = {
    "The Board's three roles",
    "The same old pattern",
    "Leadership clear-out",
    "Transaction over insight",
}
"""Checks that no sample fails; test_checks has plans that do."""


@pytest.fixture(scope="module")
def everything(rules):
    """What the checks find in every scenario of every sample, and in samples made worse."""
    found = []
    for plan in [*(make() for make in SAMPLES.values()), generated_plan(300, 4, 2, 12, seed=2)]:
        for worse in (plan, _worse(plan)):
            for name in worse.scenario_names:
                found += judgement(evaluate(worse, name, rules))
    return found


def _worse(plan):
    """Groups that also provide, nothing on a framework, every skill one person's, men first to go."""
    groups = plan.organisations.index[plan.organisations["kind"] == "CCG"]
    plan = put_cells(plan, "organisations", [CellEdit(int(row), "also_provides", "Y") for row in groups])
    bought = [
        edit
        for row in plan.functions.index
        for edit in (
            CellEdit(int(row), "framework", "N"),
            CellEdit(int(row), "procurement_months", 18.0),
            CellEdit(int(row), "kind", "transactional" if int(row) % 2 else "insight"),
        )
    ]
    plan = put_cells(plan, "functions", bought)
    people = evaluate(plan, plan.scenario_names[-1], load_rules()).people
    at_risk = people.sort_values("p_redundant", kind="stable")["employee_number"].tail(len(people) // 8)
    held, numbers = set(at_risk), plan.staff["employee_number"]
    edits = [CellEdit(int(row), "skills", f"skill {row}") for row in plan.staff.index]
    edits += [
        CellEdit(int(row), "sex", "Male" if number in held else "Female") for row, number in numbers.items()
    ]
    return put_cells(plan, "staff", edits)


@pytest.mark.parametrize("check", CHECKS, ids=lambda one: one.name)
def test_each_check_both_holds_and_fails_somewhere(check, everything, rules):
    verdicts = {one.passed for one in everything if one.name == check.name}
    assert verdicts == {True, False} or check.name in ON_SMALL_PLANS, verdicts


def test_names_and_keys_are_each_one_checks_own():
    assert len({one.name for one in CHECKS}) == len({one.key for one in CHECKS}) == len(CHECKS)


def test_every_threshold_is_in_the_register_with_its_source(rules):
    plan = SAMPLES[next(iter(SAMPLES))]()
    register = assumptions_for(plan.assumptions.iloc[:0], rules, plan.organisations["code"])
    for check in CHECKS:
        entry = register.entry(check.key)
        assert entry.source
        assert entry.owner
        assert entry.low <= entry.value <= entry.high


def test_messages_are_sentences_and_say_the_figure(everything):
    assert all(one.message.endswith(".") and len(one.message) > 20 for one in everything)


def test_the_baseline_is_not_judged(rules):
    plan = SAMPLES[next(iter(SAMPLES))]()
    assert judgement(evaluate(plan, "Baseline", rules)) == ()


def test_the_judgement_stands_after_the_engines_own_check(rules):
    plan = SAMPLES[next(iter(SAMPLES))]()
    results = evaluate(plan, plan.scenario_names[0], rules)
    whole = with_judgement(results)
    assert [one.name for one in whole.checks] == ["Totals tie", *(one.name for one in CHECKS)]
    assert whole.headline is results.headline


def test_results_that_were_judged_are_not_judged_again(rules):
    plan = SAMPLES[next(iter(SAMPLES))]()
    judged = with_judgement(evaluate(plan, plan.scenario_names[0], rules))
    assert with_judgement(judged) is judged
