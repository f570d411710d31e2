"""What a user types is taken by the rules of a sheet, and nothing is lost or guessed."""

from datetime import date

import pytest

from planner.base.findings import Severity
from planner.model.tables import TABLES
from planner.workbook.entry import entered, entered_fact, written
from planner.workbook.samples import twelve_people


@pytest.fixture(scope="module")
def plan():
    return twelve_people()


def typed(plan, table, key, text):
    return entered(text, TABLES[table].column(key), table, plan)


@pytest.mark.parametrize(
    ("table", "key", "text", "value"),
    [
        ("staff", "fte", "0.6", 0.6),
        ("staff", "fte", ".5", 0.5),
        ("staff", "annual_salary", "£27,625.50", 27625.5),
        ("staff", "born", "07/11/1962", date(1962, 11, 7)),
        ("staff", "born", "7 November 1962", date(1962, 11, 7)),
        ("staff", "band", "AfC Band 8A", "8a"),
        ("staff", "band", "XN07", "7"),
        ("staff", "scarce", "yes", "Y"),
        ("staff", "pension_section", "1995 section", "1995"),
        ("staff", "notes", "  a remark ", "a remark"),
        ("staff", "employee_number", "007", "007"),
        ("staff", "skills", "coding, audit", "coding; audit"),
        ("allocations", "share", "60", 60.0),
        ("allocations", "share", "60%", 60.0),
        ("allocations", "mode", "BUY", "buy"),
        ("budgets", "year", "2012/13", 2012.0),
        ("staff", "fte", "", None),
        ("staff", "born", "   ", None),
    ],
)
def test_a_text_is_read_as_in_a_sheet(plan, table, key, text, value):
    found = typed(plan, table, key, text)
    assert found.is_readable
    assert found.value == value
    assert found.finding is None


def test_a_code_takes_the_spelling_of_the_plans_own_table(plan):
    code = plan.organisations["code"].iloc[0]
    assert typed(plan, "staff", "organisation", code.swapcase()).value == code
    assert typed(plan, "staff", "organisation", "no such body").value == "no such body"


def test_each_code_of_a_list_takes_the_plans_spelling(plan):
    codes = plan.organisations["code"].iloc[:2].tolist()
    text = " ; ".join(codes).swapcase()
    assert typed(plan, "allocations", "customers", text).value == "; ".join(codes)


@pytest.mark.parametrize(
    ("key", "text", "fix"),
    [
        ("fte", "tbc", None),
        ("fte", "60%", "0.6"),
        ("annual_salary", "27k", "27000"),
        ("born", "04/23/2003", "23/04/2003"),
        ("born", "31/02/1970", None),
        ("band", "8", None),
        ("band", "principal", None),
    ],
)
def test_what_cannot_be_read_has_an_error_and_no_value(plan, key, text, fix):
    found = typed(plan, "staff", key, text)
    assert not found.is_readable
    assert found.value is None
    assert found.finding.severity is Severity.ERROR
    assert found.finding.fix == fix
    assert text in found.finding.message


def test_a_share_of_one_is_taken_with_a_warning(plan):
    found = typed(plan, "allocations", "share", "0.3")
    assert (found.value, found.is_readable) == (0.3, True)
    assert found.finding.severity is Severity.WARNING
    assert found.finding.fix == "30"


@pytest.mark.parametrize("table", list(TABLES))
def test_what_is_written_is_read_back_as_it_was(plan, table):
    frame = plan.table(table)
    for column in TABLES[table].columns:
        for value in frame[column.key].drop_duplicates():
            text = written(value, column)
            again = entered(text, column, table, plan)
            assert again.is_readable
            assert written(again.value, column) == text


def test_a_date_of_the_plan_must_be_a_date():
    assert entered_fact("1/4/2013", "transfer_date").value == date(2013, 4, 1)
    assert entered_fact("Leeds 2013", "plan_name").value == "Leeds 2013"
    for text in ("soon", ""):
        found = entered_fact(text, "closure")
        assert not found.is_readable
        assert found.finding is not None
