"""Odd plans, one workbook each: what does not fit is named where it stands, with what to do."""

import pytest

from planner.base.errors import ImpossibleDatesError
from planner.base.findings import Severity
from planner.engine.admission import judge
from planner.engine.evaluate import evaluate
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan

from .odd_books import DAYS_LONG_AGO, ODD_BOOKS, STAFF
from .reading.conftest import plain_sheets, rows_of, write


@pytest.fixture(scope="module")
def rules():
    return load_rules()


@pytest.mark.parametrize("case", ODD_BOOKS, ids=lambda one: one.name)
def test_what_does_not_fit_is_named(case, rules, tmp_path):
    sheets = plain_sheets() | {"Staff": rows_of(STAFF)}
    case.change(sheets)
    reading = read_plan(write(tmp_path / "plan.xlsx", sheets))
    admission = judge(reading.plan, rules)
    findings = (*reading.findings, *reading.origin.relocate(admission.findings))
    about = [one for one in findings if case.place in (one.place, one.sheet)]
    if case.severity is None:
        said = [
            one for one in about if one.severity is Severity.ERROR or case.says in (one.cause, one.message)
        ]
        assert [(one.place, one.message) for one in said] == []
        return
    found = [one for one in about if one.severity is case.severity and case.says in one.message]
    assert found, "\n".join(f"{one.severity} {one.place} {one.message}" for one in findings)
    assert all(one.remedy for one in found)


@pytest.mark.parametrize("case", DAYS_LONG_AGO, ids=lambda one: one.name)
def test_one_row_of_long_ago_does_not_take_the_figures_of_the_others(case, rules, tmp_path):
    sheets = plain_sheets() | {"Staff": rows_of(STAFF)}
    case.change(sheets)
    plan = read_plan(write(tmp_path / "plan.xlsx", sheets)).plan
    for scenario in ("Baseline", "Buy"):
        assert evaluate(plan, scenario, rules).headline.redundancy_cost >= 0


def test_a_plan_that_ends_before_its_work_moves_is_refused_in_words(rules, tmp_path):
    sheets = plain_sheets() | {"Staff": rows_of(STAFF)}
    sheets["Plan"][2] = ["Transfer date", "01/04/2099"]
    plan = read_plan(write(tmp_path / "plan.xlsx", sheets)).plan
    with pytest.raises(ImpossibleDatesError, match="Correct Transfer date or Horizon"):
        evaluate(plan, "Baseline", rules)
