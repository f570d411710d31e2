"""Odd plans, one workbook each: what does not fit is named where it stands, with what to do."""

import pytest

from planner.base.findings import Severity
from planner.engine.admission import judge
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan

from .odd_books import ODD_BOOKS, STAFF
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
