"""Every check is alive, has its threshold in the register, and is quick."""

from dataclasses import replace

import pytest

from planner.checks.directory import CHECKS, judgement, with_judgement
from planner.engine.evaluate import evaluate
from planner.model.new_rows import copy_rows
from planner.model.table_edits import CellEdit, add_rows, put_cells
from planner.model.tables import BOARD_KINDS
from planner.rules.register import assumptions_for
from planner.rules.rulebook import load_rules
from planner.workbook.samples import generated_plan
from planner.workbook.samples.build import SAMPLES
from tests.planner.engine.small_plans import (
    EVERYONE_ACCEPTS,
    NOBODY_RESIGNS,
    SCENARIO,
    claim,
    person,
    plan_of,
)

SENIOR = ("8d", "9", "VSM")


@pytest.fixture(scope="module")
def everything(rules):
    """What the checks find in every scenario of every sample, and in samples made worse twice over."""
    found = []
    for plan in [*(make() for make in SAMPLES.values()), generated_plan(300, 4, 2, 12, seed=2)]:
        for worse in (plan, _worse(plan), _worst(plan)):
            for name in worse.scenario_names:
                found += judgement(evaluate(worse, name, rules))
    return [*found, *_as_now(rules)]


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


def _worst(plan):
    """Insight stops, the Board pays for what is bought, no leader is placed, some work is claimed twice."""
    bought = plan.allocations["mode"] == "buy"
    board = plan.organisations.loc[plan.organisations["kind"].isin(BOARD_KINDS), "code"]
    edits = [
        CellEdit(int(row), "customers", str(one))
        for row in plan.allocations.index[bought]
        for one in board[:1]
    ]
    insight = set(plan.functions.loc[plan.functions["kind"] == "insight", "code"])
    stops = plan.allocations.index[plan.allocations["function"].isin(insight)]
    edits += [
        CellEdit(int(row), key, value)
        for row in stops
        for key, value in (("mode", "stop"), ("receiver", None))
    ]
    plan = put_cells(plan, "allocations", edits)
    leaders = plan.staff.loc[plan.staff["band"].isin(SENIOR), "employee_number"]
    rows = [(name, number) for name in plan.scenario_names for number in leaders]
    plan = add_rows(
        plan,
        "placements",
        {
            "scenario": [name for name, _ in rows],
            "employee_number": [number for _, number in rows],
            "outcome": ["redundant"] * len(rows),
            "locked": ["Y"] * len(rows),
        },
    )
    return _over_claimed(plan)


def _over_claimed(plan):
    """A second claim on the whole of one function in each scenario that has claims of its own."""
    first = plan.allocations[plan.allocations["mode"] != "stop"].drop_duplicates("scenario")
    return copy_rows(plan, "allocations", [int(row) for row in first.index])


def _as_now(rules):
    """One group does all that is done now, by the same people for the same money."""
    staff = [person("E1", "CON"), person("E2", "PRO")]
    claims = [claim("CON", "C1", "do"), claim("PRO", "C1", "do")]
    given = {**NOBODY_RESIGNS, **EVERYONE_ACCEPTS}
    return judgement(evaluate(plan_of(staff=staff, allocations=claims, assumptions=given), SCENARIO, rules))


def _is_alive(check, found):
    """Whether a check holds somewhere and fails somewhere."""
    return {one.passed for one in found if one.name == check.name} == {True, False}


@pytest.mark.parametrize("check", CHECKS, ids=lambda one: one.name)
def test_each_check_both_holds_and_fails_somewhere(check, everything):
    assert _is_alive(check, everything)


@pytest.mark.parametrize("always", [True, False])
def test_a_check_that_always_says_the_same_would_be_seen(everything, always):
    """The test above fails on a dead check: one that holds, or fails, wherever it is put."""
    for check in CHECKS:
        dead = [replace(one, passed=always) for one in everything if one.name == check.name]
        assert not _is_alive(check, dead)


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
