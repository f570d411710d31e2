"""A check that fails and is accepted: it still shows, no longer counts, and comes back when it gets worse."""

from datetime import date

import pytest

from planner.checks.balance import BALANCE
from planner.checks.board_roles import BOARD_EXIT
from planner.checks.directory import CHECKS, with_judgement
from planner.checks.same_old_pattern import SAME_OLD_PATTERN
from planner.cli.as_json import evaluation_record
from planner.cli.in_words import evaluation_in_words
from planner.engine.evaluate import evaluate
from planner.model.acceptance import Acceptance, accept_check
from planner.model.table_edits import CellEdit, put_cells
from planner.report.sentences import findings_meaning
from planner.rules.register import assumptions_for, is_known_key
from tests.planner.engine.small_plans import SCENARIO, claim, person, plan_of

ALL_DONE = [claim("CON", "C1", "do")]
WHEN = date(2012, 11, 1)


def plan(**more):
    return plan_of(staff=[person("E1")], allocations=ALL_DONE, **more)


def accepted(check, measure, rules, **more):
    made = accept_check(plan(**more), SCENARIO, Acceptance(check.code, measure, "Agreed", "A Brown", WHEN))
    return check.result(evaluate(made, SCENARIO, rules))


def test_it_fails_all_the_same_and_says_who_accepted_it(rules):
    found = accepted(BALANCE, 100.0, rules)
    assert not found.passed
    assert not found.is_open
    assert found.accepted == "Agreed, A Brown, 1 November 2012"
    assert found.key == "check_balance"


def test_it_comes_back_when_it_has_got_worse_and_says_so(rules):
    found = accepted(BALANCE, 99.9, rules)
    assert found.is_open
    assert found.accepted == ""
    assert found.message.endswith("Accepted on 1 November 2012 at 99.9, it has got worse since.")


@pytest.mark.parametrize(("then", "is_open"), [(0.0, False), (1.0, True)])
def test_less_is_worse_where_there_is_a_least(rules, then, is_open):
    assert accepted(SAME_OLD_PATTERN, then, rules).is_open is is_open


def test_a_check_that_holds_needs_nobodys_acceptance(rules):
    found = accepted(BALANCE, 100.0, rules, assumptions={BALANCE.key: 100.0})
    assert (found.passed, found.accepted) == (True, "")


def test_hosting_without_an_end_that_was_accepted_with_one_comes_back(rules):
    given = {"staff": [person("E1")], "allocations": [claim("CON", "S1", "buy")]}
    made = accept_check(plan_of(**given), SCENARIO, Acceptance(BOARD_EXIT.code, 2018.0, "Agreed"))
    assert BOARD_EXIT.result(evaluate(made, SCENARIO, rules)).is_open


def test_what_is_accepted_in_one_scenario_is_not_in_another(rules):
    made = accept_check(
        plan(scenarios=({"scenario": SCENARIO}, {"scenario": "Other", "based_on": SCENARIO})),
        SCENARIO,
        Acceptance(BALANCE.code, 100.0, "Agreed"),
    )
    assert BALANCE.result(evaluate(made, "Other", rules)).is_open


def test_the_totals_can_never_be_accepted(rules):
    results = with_judgement(evaluate(plan(), SCENARIO, rules))
    assert [one.name for one in results.checks if not one.key] == ["Totals tie"]
    assert [one.key for one in results.checks[1:]] == [check.code for check in CHECKS]


def test_it_is_no_assumption_of_the_figures_and_no_finding(rules):
    made = accept_check(plan(), SCENARIO, Acceptance(BALANCE.code, 100.0, "Agreed"))
    results = evaluate(made, SCENARIO, rules)
    assert results.findings == evaluate(plan(), SCENARIO, rules).findings
    assert "check_balance_accepted" not in results.assumptions
    assert is_known_key("check_balance_accepted", rules)
    assert assumptions_for(made.assumptions, rules).entries() == rules.register


def test_the_command_line_counts_it_apart_and_scripts_see_both(rules):
    made = accept_check(plan(), SCENARIO, Acceptance(BALANCE.code, 100.0, "Agreed", "A Brown", WHEN))
    before, after = (with_judgement(evaluate(one, SCENARIO, rules)) for one in (plan(), made))
    lines = "\n".join(evaluation_in_words(after))
    assert "Checks that do not hold, accepted" in lines
    assert "Accepted: Agreed, A Brown, 1 November 2012." in " ".join(lines.split())
    assert "accepted" not in "\n".join(evaluation_in_words(before))
    record = next(one for one in evaluation_record(after)["checks"] if one["name"] == BALANCE.name)
    assert (record["passed"], record["accepted"], record["reason"]) == (
        False, True, "Agreed, A Brown, 1 November 2012",
    )  # fmt: skip
    assert findings_meaning(after).endswith("; 1 check fails, 1 accepted.")


def test_worse_than_accepted_in_the_plan_itself(rules):
    """The row is edited by hand in Excel: what it says then counts."""
    made = accept_check(plan(), SCENARIO, Acceptance(BALANCE.code, 100.0, "Agreed"))
    row = int(made.assumptions.index[-1])
    lower = put_cells(made, "assumptions", [CellEdit(row, "value", 50.0)])
    assert BALANCE.result(evaluate(lower, SCENARIO, rules)).is_open
