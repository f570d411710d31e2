"""Each fault is found where it stands, weighs what it should, and leaves out what it must."""

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from planner.base.findings import Severity
from planner.engine.admission import judge
from planner.engine.admission.rows import column_letters
from planner.model.plan import Plan, Unread
from planner.model.tables import STAFF, TABLES

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def day(text):
    return datetime.strptime(text, "%d/%m/%Y")


def cell(table, column, row):
    return f"{column_letters(TABLES[table].keys.index(column) + 1)}{row}"


def test_a_plan_without_a_fault_has_no_findings(plan, rules):
    assert [(one.severity, one.cause, one.place) for one in judge(plan, rules).findings] == []


def test_a_plan_without_a_fault_is_admitted_as_it_is(plan, rules):
    admission = judge(plan, rules)
    assert admission.admitted(plan) is plan
    assert (admission.left_out.rows, admission.left_out.fte) == (0, 0.0)
    assert dict(admission.refused) == {}


def test_an_empty_plan_can_be_judged(rules):
    admission = judge(Plan(), rules)
    assert (admission.totals.heads, admission.totals.fte, admission.totals.pay) == (0, 0.0, 0.0)


def test_control_totals_are_heads_fte_and_basic_pay_at_contracted_hours(judged):
    _, admission = judged(
        "staff", 2, {"annual_salary": 50_000}, add=({**STAFF_ROW, "annual_salary": 20_000},)
    )
    others = 0.5 * 40_157 + 27_625 + 0.8 * 35_184
    assert admission.totals.heads == 4, "a second job is no second head"
    assert admission.totals.fte == pytest.approx(1 + 0.5 + 1 + 0.8 + 0.2)
    assert admission.totals.pay == pytest.approx(50_000 + others + 0.2 * 20_000)


STAFF_ROW = {
    "employee_number": "E1",
    "assignment_number": "E1-2",
    "organisation": "P1",
    "function": "RED",
    "band": "3",
    "fte": 0.2,
    "annual_salary": 17_000,
}

STAFF_ERRORS = [
    ("employee_number", {"employee_number": None}, "missing"),
    ("organisation", {"organisation": None}, "missing"),
    ("function", {"function": None}, "missing"),
    ("band", {"band": None}, "missing"),
    ("fte", {"fte": None}, "missing"),
    ("organisation", {"organisation": "P9"}, "orphan"),
    ("function", {"function": "COM"}, "orphan"),
    ("band", {"band": "10"}, "not-a-choice"),
    ("hcas_zone", {"hcas_zone": "central"}, "not-a-choice"),
    ("pension_section", {"pension_section": "2015"}, "not-a-choice"),
    ("fte", {"fte": 37.5}, "fte-in-hours"),
    ("fte", {"fte": 18.75}, "fte-in-hours"),
    ("fte", {"fte": 1.6}, "fte-out-of-range"),
    ("fte", {"fte": -0.1}, "fte-out-of-range"),
    ("fte", {"fte": 100}, "fte-out-of-range"),
    ("fte", {"fte": np.inf}, "fte-out-of-range"),
    ("annual_salary", {"annual_salary": -1}, "out-of-range"),
    ("annual_salary", {"annual_salary": np.inf}, "out-of-range"),
    ("spine_point", {"spine_point": 0}, "out-of-range"),
    ("spine_point", {"spine_point": 55}, "out-of-range"),
    ("spine_point", {"spine_point": 30.5}, "part-of-a-point"),
    ("criticality", {"criticality": 6}, "out-of-range"),
    ("notice_weeks", {"notice_weeks": 105}, "out-of-range"),
    ("annual_salary", {"spine_point": None}, "no-pay"),
    ("annual_salary", {"band": "VSM", "spine_point": 54}, "no-pay"),
    ("born", {"born": day("01/04/2013")}, "impossible-date"),
    ("continuous_from", {"continuous_from": day("01/01/1969")}, "impossible-date"),
    ("reckonable_from", {"reckonable_from": day("04/01/1970")}, "impossible-date"),
    ("continuous_from", {"continuous_from": day("01/04/2013")}, "impossible-date"),
    ("contract_ends", {"contract": "Fixed term", "contract_ends": day("12/09/2004")}, "impossible-date"),
    ("leaving_date", {"leaving_date": day("12/09/2004")}, "impossible-date"),
]


@pytest.mark.parametrize(("column", "change", "cause"), STAFF_ERRORS)
def test_a_staff_row_that_makes_a_figure_impossible_is_left_out(judged, column, change, cause):
    plan, admission = judged("staff", 3, change)
    found = [one for one in admission.findings if one.severity is ERROR]
    assert (cause, cell("staff", column, 3)) in [(one.cause, one.cell) for one in found]
    assert all(one.message and one.remedy for one in found)
    assert {(one.table, one.row, one.sheet) for one in found if one.table == "staff"} == {
        ("staff", 3, "Staff")
    }
    assert admission.refused["staff"] == {3}
    assert admission.left_out.rows == 1
    assert list(admission.admitted(plan).staff.index) == [2, 4, 5]


STAFF_WARNINGS = [
    ("fte", {"fte": 0}, "fte-nil"),
    ("scarce", {"scarce": "yes"}, "not-a-choice"),
    ("annual_salary", {"annual_salary": 20_000}, "salary-outside-band"),
    ("annual_salary", {"annual_salary": 60_000}, "salary-outside-band"),
    ("spine_point", {"spine_point": 25}, "point-outside-band"),
    ("spine_point", {"spine_point": 35}, "point-outside-band"),
    ("born", {"born": day("31/03/1932")}, "age-over-80"),
    (
        "continuous_from",
        {"born": day("14/09/1988"), "reckonable_from": None, "membership_years": 8},
        "service-before-16",
    ),
    ("contract_ends", {"contract": "Fixed Term Temp"}, "fixed-term-without-end"),
    ("contract_ends", {"contract_ends": day("30/06/2014")}, "permanent-with-end"),
    ("contract_ends", {"contract": "Fixed term", "contract_ends": day("31/03/2012")}, "already-gone"),
    ("leaving_date", {"leaving_date": day("31/03/2012")}, "already-gone"),
    ("continuous_from", {"continuous_from": None, "reckonable_from": None}, "no-service"),
    ("reckonable_from", {"reckonable_from": day("14/09/2004")}, "reckonable-after-continuous"),
    ("reckonable_years", {"reckonable_years": 3}, "reckonable-differs"),
    ("membership_years", {"pension_section": None}, "pension-without-section"),
    (
        "pension_quote",
        {"pension_section": None, "membership_years": None, "pension_quote": 9_000},
        "pension-without-section",
    ),
    (
        "protected_pension_age",
        {"pension_section": None, "membership_years": None, "protected_pension_age": "Y"},
        "pension-without-section",
    ),
    ("membership_years", {"membership_years": 30}, "membership-too-long"),
    ("protected_pension_age", {"pension_section": "2008", "protected_pension_age": "Y"}, "protected-in-2008"),
    ("skills", {"skills": "Contract law:5"}, "odd-skill"),
]


@pytest.mark.parametrize(("column", "change", "cause"), STAFF_WARNINGS)
def test_a_staff_row_that_is_odd_counts_with_a_warning(judged, column, change, cause):
    plan, admission = judged("staff", 3, change)
    assert [
        (one.severity, one.cause, one.cell) for one in admission.findings if one.severity is not NOTE
    ] == [(WARNING, cause, cell("staff", column, 3))]
    assert admission.admitted(plan) is plan


def test_a_person_under_16_at_the_closure_is_a_warning(judged):
    change = {"born": day("01/04/1997"), "continuous_from": day("01/04/2012"), "reckonable_from": None}
    _, admission = judged("staff", 3, change | {"membership_years": None})
    assert {(one.severity, one.cause) for one in admission.findings} == {
        (WARNING, "age-under-16"),
        (WARNING, "service-before-16"),
    }


EDGES = [
    {"fte": 1.5},
    {"annual_salary": 30_460, "spine_point": None},
    {"annual_salary": 40_157, "spine_point": None},
    {"spine_point": 26},
    {"born": day("01/04/1932")},
    {"born": day("13/09/1988"), "reckonable_from": None, "membership_years": 8},
    {"continuous_from": day("31/03/2013"), "reckonable_from": None},
    {"contract": "Fixed term", "contract_ends": day("01/04/2012")},
    {"reckonable_from": day("13/09/2004")},
    {"reckonable_years": 11.5},
    {"skills": "Contract law:4;Excel"},
    {"contract": "Bank", "spine_point": None},
    {"assignment_status": "Suspend No Pay", "spine_point": None},
    {"band": "VSM", "spine_point": None, "annual_salary": 110_000},
]


@pytest.mark.parametrize("change", EDGES)
def test_what_is_just_possible_passes(judged, change):
    _, admission = judged("staff", 3, change)
    assert [(one.cause, one.cell) for one in admission.findings] == []


def test_hours_in_the_fte_column_are_named_and_offered_as_fte(judged):
    _, admission = judged("staff", 4, {"fte": 30})
    (found,) = admission.findings
    assert "hours" in found.message
    assert found.fix == "0.8"
    assert admission.left_out.fte == 0, "hours are no FTE"


def test_part_time_pay_in_the_salary_column_is_recognised(judged):
    _, admission = judged("staff", 3, {"annual_salary": 20_000})
    (found,) = admission.findings
    assert "£40,000 full-time" in found.message
    assert found.fix == "40000"


def test_a_row_with_an_unread_cell_is_left_out_without_a_second_finding(plan, rules):
    broken = plan.staff.copy()
    broken.loc[4, "fte"] = np.nan
    unread = replace(plan.with_table("staff", broken), unread=(Unread("staff", 4, "fte", "tbc"),))
    admission = judge(unread, rules)
    assert admission.findings == ()
    assert admission.refused["staff"] == {4}
    assert (admission.left_out.rows, admission.left_out.fte) == (1, 0.0)
    admitted = admission.admitted(unread)
    assert admitted.unread == ()
    assert admitted.functions is unread.functions, "tables without a row left out are shared"


def test_staff_of_an_organisation_in_error_are_left_out_with_it(judged):
    plan, admission = judged("organisations", 3, {"kind": "Trust"})
    assert admission.refused["staff"] == {4, 5}
    assert {one.cause for one in admission.findings if one.table == "staff"} == {"left-out-with"}
    assert "P2" not in set(admission.admitted(plan).staff["organisation"])


def test_a_code_in_other_capitals_is_matched_and_noted(judged):
    plan, admission = judged("staff", 3, {"function": " con"})
    (found,) = admission.findings
    assert (found.severity, found.cause, found.fix) == (NOTE, "matched-ignoring-case", "CON")
    assert list(admission.admitted(plan).staff["function"]) == ["CON", "CON", "CON", "RED"]
    assert admission.left_out.rows == 0


def test_an_unknown_code_offers_the_nearest_known_one(judged):
    _, admission = judged("staff", 4, {"function": "CONN"})
    assert admission.findings[0].fix == "CON"


# ------------------------------------------------------------------------------- duplicates


def row_of(number, **changes):
    return {**STAFF_ROW, "employee_number": number, "assignment_number": f"{number}-1", **changes}


def test_a_row_that_repeats_another_in_every_cell_is_counted_once(judged):
    plan, admission = judged("staff", add=(row_of("E8"), row_of("E8")))
    assert [
        (one.severity, one.cause, one.row) for one in admission.findings if one.cause != "no-service"
    ] == [(WARNING, "repeated-row", 7)]
    assert admission.refused["staff"] == {7}
    assert admission.left_out.rows == 0, "nothing is missing from the figures"
    assert admission.totals.fte == pytest.approx(3.3 + 0.2)
    assert list(admission.admitted(plan).staff.index) == [2, 3, 4, 5, 6]


def test_an_assignment_with_other_facts_than_before_is_an_error_on_the_later_row(judged):
    _, admission = judged("staff", add=(row_of("E8"), row_of("E8", fte=0.4)))
    found = [one for one in admission.findings if one.severity is ERROR]
    assert [(one.cause, one.row) for one in found] == [("duplicate", 7)]
    assert "row 6" in found[0].message
    assert "E8" in found[0].message


def test_two_jobs_of_one_person_are_no_duplicate(judged):
    second = row_of("E8", assignment_number="E8-2", fte=0.4)
    blank = tuple(row_of("E9", assignment_number=None, function=one, fte=0.5) for one in ("CON", "RED"))
    _, admission = judged("staff", add=(row_of("E8"), second, *blank))
    assert {one.cause for one in admission.findings} == {"no-service"}


def test_rows_of_one_person_that_nothing_tells_apart_are_doubted_where_they_add_up_to_too_much(judged):
    blank = tuple(row_of("E9", assignment_number=None, function=one, fte=1) for one in ("CON", "RED"))
    _, admission = judged("staff", add=blank)
    (found,) = [one for one in admission.findings if one.cause == "jobs-not-told-apart"]
    assert (found.severity, found.row, found.column) == (WARNING, 7, "Employee number")
    assert "2.00 FTE" in found.message


def test_one_employee_number_with_two_dates_of_birth_is_an_error(judged):
    born = row_of("E1", assignment_number="E1-2", born=day("05/01/1971"))
    _, admission = judged("staff", add=(born,))
    (found,) = [one for one in admission.findings if one.severity is ERROR]
    assert (found.cause, found.row, found.column) == ("conflicting-birth", 6, "Date of birth")
    assert "05/01/1970 on row 2" in found.message


def test_one_employee_number_with_two_service_dates_is_a_warning(judged):
    _, admission = judged(
        "staff", add=(row_of("E1", assignment_number="E1-2", continuous_from=day("01/01/2005")),)
    )
    assert [(one.severity, one.cause) for one in admission.findings] == [(WARNING, "conflicting-service")]


def test_a_date_that_is_not_given_contradicts_nothing(judged):
    given = {"continuous_from": day("01/01/2005"), "reckonable_from": day("01/01/2004")}
    alone = row_of("E8", reckonable_from=None, continuous_from=day("01/01/2005"))
    pair = [row_of("E9", assignment_number=f"E9-{at}", **given) for at in (1, 2)]
    _, admission = judged("staff", add=(alone, *pair))
    assert "conflicting-service" not in {one.cause for one in admission.findings}


@pytest.mark.parametrize("code", ["e1", "E1 "])
def test_employee_numbers_that_differ_only_in_case_are_an_error(judged, code):
    _, admission = judged("staff", add=(row_of(code, continuous_from=day("01/01/2005")),))
    (found,) = [one for one in admission.findings if one.severity is ERROR]
    assert (found.cause, found.row) == ("differs-only-in-case", 6)


@pytest.mark.parametrize(
    ("table", "column", "row"),
    [
        ("organisations", "code", {"code": "C1", "name": "Another", "kind": "Provider"}),
        ("functions", "code", {"code": "CON", "name": "Contracts"}),
        ("scenarios", "scenario", {"scenario": "Buy", "description": "again"}),
        ("posts", "post", {"post": "X1", "receiver": "S1", "function": "CON", "band": "7", "fte": 1}),
    ],
)
def test_a_code_that_stands_twice_with_other_facts_is_an_error(judged, table, column, row):
    plan, admission = judged(table, add=(row,))
    last = len(plan.table(table)) + 1
    found = [one for one in admission.findings if one.severity is ERROR]
    assert [(one.cause, one.cell) for one in found] == [("duplicate", cell(table, column, last))]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("organisations", {"code": "c1", "name": "Another", "kind": "CCG", "population": 1}),
        ("functions", {"code": "con", "name": "Contracts"}),
        ("scenarios", {"scenario": "buy"}),
        ("posts", {"post": "x1", "receiver": "S1", "function": "CON", "band": "7", "fte": 1}),
    ],
)
def test_codes_that_differ_only_in_case_are_an_error(judged, table, row):
    _, admission = judged(table, add=(row,))
    assert [one.cause for one in admission.findings if one.severity is ERROR] == ["differs-only-in-case"]


def test_a_post_may_have_one_code_in_two_scenarios(judged):
    twin = {"post": "X1", "scenario": "Buy less", "receiver": "S1", "function": "CON", "band": "7", "fte": 1}
    _, admission = judged("posts", add=(twin,))
    assert admission.findings == ()


# --------------------------------------------------------------------------------- many rows


def many(count, **change):
    return tuple(row_of(f"M{number}", continuous_from=day("01/01/2005"), **change) for number in range(count))


def test_up_to_twenty_warnings_of_one_cause_stand_singly(judged):
    _, admission = judged("staff", add=many(20, fte=0))
    assert [one.cause for one in admission.findings] == ["fte-nil"] * 20


def test_more_warnings_of_one_cause_are_one_finding(judged):
    _, admission = judged("staff", add=many(21, fte=0))
    (found,) = admission.findings
    assert found.message.startswith("21 rows have an FTE of 0 (rows 6, 7, 8, 9, 10 …)")


def test_errors_stand_singly_up_to_two_hundred_and_every_row_is_left_out(judged):
    _, admission = judged("staff", add=many(230, function="ZZZ"))
    assert len(admission.findings) == 201
    assert any(one.message.startswith("30 more rows") for one in admission.findings)
    assert len(admission.refused["staff"]) == 230


def test_a_required_column_that_is_blank_throughout_is_one_finding(plan, rules):
    frame = plan.staff.assign(band=plan.staff["band"].where(plan.staff["fte"] > 9))
    admission = judge(plan.with_table("staff", frame), rules)
    assert [one.cause for one in admission.findings if one.column == "Band"] == ["missing"]
    assert admission.left_out.rows == 4


def test_the_order_of_rows_does_not_matter_to_what_is_found(plan, rules):
    frame = plan.staff.assign(fte=[1.0, 37.5, 0.0, 1.0])
    forward = judge(plan.with_table("staff", frame), rules)
    backward = judge(plan.with_table("staff", frame.iloc[::-1]), rules)
    assert forward.findings == backward.findings
    assert forward.refused == backward.refused


def test_every_column_of_the_staff_sheet_has_its_letter():
    assert [column_letters(number) for number in (1, 26, 27, 52, 53, 703)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "AAA",
    ]
    assert cell("staff", STAFF.keys[-1], 2) == "AM2"
