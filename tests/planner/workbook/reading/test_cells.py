from datetime import date, datetime, time, timedelta

import pandas as pd
import pytest

from planner.base.findings import Severity
from planner.model.plan import Unread
from planner.model.tables import TABLES
from planner.workbook.read import read_plan

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def held(reading, table, header):
    """What the plan holds in the first row of a column, blanks as None."""
    column = next(one for one in TABLES[table].columns if one.title == header)
    value = reading.plan.table(table)[column.key].iloc[0]
    return None if pd.isna(value) else value


def day(text):
    return pd.Timestamp(text)


REFUSED = [
    ("Staff", "FTE", "full", "not-a-number", None),
    ("Staff", "FTE", "0,8", "decimal-comma", "0.8"),
    ("Staff", "FTE", "60%", "per-cent-text", "0.6"),
    ("Staff", "FTE", "60 percent", "per-cent-text", "0.6"),
    ("Staff", "FTE", "nan", "not-a-number", None),
    ("Staff", "FTE", "NaN", "not-a-number", None),
    ("Staff", "FTE", "inf", "not-a-number", None),
    ("Staff", "FTE", "1e0", "not-a-number", None),
    ("Staff", "FTE", "1_0", "not-a-number", None),
    ("Staff", "FTE", "٣", "not-a-number", None),
    ("Staff", "FTE", "£1", "not-a-number", "1"),
    ("Staff", "FTE", True, "truth-for-number", None),
    ("Staff", "FTE", date(2013, 4, 1), "date-for-number", None),
    ("Staff", "FTE", time(7, 30), "date-for-number", None),
    ("Staff", "FTE", timedelta(hours=37, minutes=30), "date-for-number", None),
    ("Staff", "FTE", "#N/A", "excel-error", None),
    ("Staff", "FTE", "#DIV/0!", "excel-error", None),
    ("Staff", "FTE", "=1/2", "formula-without-value", None),
    ("Staff", "Annual salary", "tbc", "not-a-number", ""),
    ("Staff", "Annual salary", "-", "not-a-number", ""),
    ("Staff", "Annual salary", "n/a", "not-a-number", ""),
    ("Staff", "Annual salary", "27k", "thousands-text", "27000"),
    ("Staff", "Annual salary", "£27.5K", "thousands-text", "27500"),
    ("Staff", "Annual salary", "(20,000)", "bracketed", "-20000"),
    ("Staff", "Annual salary", "(£20,000.50)", "bracketed", "-20000.50"),
    ("Staff", "Annual salary", "27,62", "decimal-comma", "27.62"),
    ("Staff", "Annual salary", "27 625", "not-a-number", None),
    ("Staff", "Annual salary", "1,000,00", "not-a-number", None),
    ("Staff", "Annual salary", "27,625 approx", "not-a-number", None),
    ("Staff", "Annual salary", "--5", "not-a-number", None),
    ("Staff", "Annual salary", "-£-5", "not-a-number", None),
    ("Staff", "Annual salary", ".", "not-a-number", None),
    ("Staff", "Annual salary", "£", "not-a-number", None),
    ("Staff", "Annual salary", "27625€", "not-a-number", None),
    ("Staff", "Annual salary", "#REF!", "excel-error", None),
    ("Staff", "Annual salary", "#VALUE!", "excel-error", None),
    ("Staff", "Annual salary", "=A1*2", "formula-without-value", None),
    ("Staff", "Reckonable years", "ten", "not-a-number", None),
    ("Staff", "Criticality", "High", "not-a-number", None),
    ("Staff", "Spine point", "XN07", "not-a-number", None),
    ("Staff", "Date of birth", "04/23/2003", "month-first", "23/04/2003"),
    ("Staff", "Date of birth", "31/02/1970", "no-such-day", None),
    ("Staff", "Date of birth", "29/02/1971", "no-such-day", None),
    ("Staff", "Date of birth", "00/05/1971", "no-such-day", None),
    ("Staff", "Date of birth", "31/13/1971", "no-such-day", None),
    ("Staff", "Date of birth", "tbc", "not-a-date", None),
    ("Staff", "Date of birth", "April 1970", "not-a-date", None),
    ("Staff", "Date of birth", "1970", "not-a-date", None),
    ("Staff", "Date of birth", 1970, "not-a-date", None),
    ("Staff", "Date of birth", 0.5, "not-a-date", None),
    ("Staff", "Date of birth", -3, "not-a-date", None),
    ("Staff", "Date of birth", True, "not-a-date", None),
    ("Staff", "Date of birth", time(9, 30), "not-a-date", None),
    ("Staff", "Date of birth", "#N/A", "excel-error", None),
    ("Staff", "Date of birth", "=TODAY()", "formula-without-value", None),
    ("Staff", "Date of birth", "31/12/4712", "impossible-date", None),
    ("Staff", "Date of birth", "05/05/2970", "impossible-date", None),
    ("Staff", "Continuous service from", "12/25/1999", "month-first", "25/12/1999"),
    ("Staff", "Continuous service from", "20031332", "no-such-day", None),
    ("Staff", "Continuous service from", "1-Foo-2003", "not-a-date", None),
    ("Staff", "Contract ends", "soon", "not-a-date", None),
    ("Staff", "Contract ends", "#VALUE!", "excel-error", None),
    ("Staff", "Band", "8", "band-8-of-four", None),
    ("Staff", "Band", 8, "band-8-of-four", None),
    ("Staff", "Band", "Band 8", "band-8-of-four", None),
    ("Staff", "Band", "8e", "unknown-band", None),
    ("Staff", "Band", "10", "unknown-band", None),
    ("Staff", "Band", 7.5, "unknown-band", None),
    ("Staff", "Band", "XN13", "unknown-band", None),
    ("Staff", "Band", "Consultant", "unknown-band", None),
    ("Staff", "Band", "NHS|XR07|Review Body Band 6", "unknown-band", None),
    ("Staff", "Band", date(2013, 8, 1), "unknown-band", None),
    ("Staff", "Band", "#N/A", "excel-error", None),
    ("Staff", "HCAS zone", "central", "unknown-choice", None),
    ("Staff", "HCAS zone", "#N/A", "excel-error", None),
    ("Staff", "Pension section", "2015", "unknown-choice", None),
    ("Staff", "Employee number", "#REF!", "excel-error", None),
    ("Staff", "Employee number", date(2013, 1, 2), "date-for-code", None),
    ("Staff", "Organisation", "#N/A", "excel-error", None),
    ("Staff", "Function", "=B2", "formula-without-value", None),
    ("Organisations", "Kind", "Trust", "unknown-choice", None),
    ("Organisations", "Population", "about 20,000", "not-a-number", None),
    ("Organisations", "HCAS zone", "Kent", "unknown-choice", None),
    ("Organisations", "Opens", "13/13/2013", "no-such-day", None),
    ("Functions", "FTE per 100,000", "x", "not-a-number", None),
    ("Functions", "Minimum cover %", "80%", "per-cent-text", "80"),
    ("Functions", "Competencies", date(2013, 1, 2), "date-for-list", None),
    ("Budgets", "Line", "Capital", "unknown-choice", None),
    ("Budgets", "Year", "FY13", "not-a-year", None),
    ("Budgets", "Year", "2012/14", "not-a-year", None),
    ("Budgets", "Year", "2012-2014", "not-a-year", None),
    ("Budgets", "Year", 12, "not-a-year", None),
    ("Budgets", "Year", date(2011, 12, 1), "date-for-year", "2011/12"),
    ("Budgets", "Year", date(2011, 4, 1), "date-for-year", None),
    ("Budgets", "Amount", "£1m", "thousands-text", "1000000"),
    ("Posts", "Band", "XN99", "unknown-band", None),
    ("Posts", "FTE", "half", "not-a-number", None),
    ("Posts", "Stage limit", "someday", "unknown-choice", None),
    ("Allocations", "Share", "60%", "per-cent-text", "60"),
    ("Allocations", "Share", "all", "not-a-number", None),
    ("Allocations", "Mode", "lend", "unknown-choice", None),
    ("Allocations", "Customers", "#N/A", "excel-error", None),
    ("Placements", "Outcome", "gone", "unknown-choice", None),
    ("Placements", "Date", "32/01/2013", "no-such-day", None),
    ("Assumptions", "Value", "10%", "per-cent-text", "0.1"),
    ("Assumptions", "Value", "£1,000", "not-a-number", "1000"),
]


@pytest.mark.parametrize(("sheet", "header", "value", "cause", "fix"), REFUSED)
def test_a_cell_that_could_be_taken_wrongly_is_an_error_and_never_guessed(
    read_cell, sheet, header, value, cause, fix
):
    reading, about, cell = read_cell(sheet, header, value)
    (finding,) = about
    table = sheet.lower()
    assert (finding.severity, finding.cause, finding.fix) == (ERROR, cause, fix)
    assert (finding.column, finding.table, finding.row) == (header, table, 2)
    assert header in finding.message
    assert finding.remedy
    assert held(reading, table, header) is None
    key = next(one.key for one in TABLES[table].columns if one.title == header)
    assert reading.plan.unread == (Unread(table, 2, key, finding.value),)
    assert reading.origin.cell(table, 2, key) == cell


UNDERSTOOD = [
    ("Staff", "FTE", ".5", NOTE, "number-form", 0.5),
    ("Staff", "FTE", "0.50000", NOTE, "number-as-text", 0.5),
    ("Staff", "FTE", " 1 ", NOTE, "number-trimmed", 1.0),
    ("Staff", "FTE", "\u00a0", NOTE, "spaces-only", None),
    ("Staff", "Annual salary", "27,625", NOTE, "number-form", 27625.0),
    ("Staff", "Annual salary", "£27,625.00", NOTE, "number-form", 27625.0),
    ("Staff", "Annual salary", "£ 27,625", NOTE, "number-form", 27625.0),
    ("Staff", "Annual salary", "27625", NOTE, "number-as-text", 27625.0),
    ("Staff", "Annual salary", "-£5.50", NOTE, "number-form", -5.5),
    ("Staff", "Annual salary", "1,027,625", NOTE, "number-form", 1_027_625.0),
    ("Staff", "Spine point", "XN07|31", NOTE, "point-of-grade", 31.0),
    ("Staff", "Date of birth", "07/11/1972", NOTE, "date-form", day("1972-11-07")),
    ("Staff", "Date of birth", "7.11.1972", NOTE, "date-form", day("1972-11-07")),
    ("Staff", "Date of birth", "1972-11-07", NOTE, "date-form", day("1972-11-07")),
    ("Staff", "Date of birth", "1972-11-07 00:00:00", NOTE, "date-form", day("1972-11-07")),
    ("Staff", "Date of birth", "19721107", NOTE, "date-form", day("1972-11-07")),
    ("Staff", "Date of birth", 19721107, NOTE, "date-form", day("1972-11-07")),
    ("Staff", "Date of birth", "07-NOV-1972", NOTE, "date-form", day("1972-11-07")),
    ("Staff", "Date of birth", "7th November 1972", NOTE, "date-form", day("1972-11-07")),
    ("Staff", "Date of birth", " 07/11/1972 ", NOTE, "date-form", day("1972-11-07")),
    ("Staff", "Date of birth", "07/11/72", WARNING, "two-digit-year", day("1972-11-07")),
    ("Staff", "Date of birth", "07/11/25", WARNING, "two-digit-year", day("1925-11-07")),
    ("Staff", "Continuous service from", "1-Apr-03", WARNING, "two-digit-year", day("2003-04-01")),
    ("Staff", "Continuous service from", 41000, WARNING, "bare-day-number", day("2012-04-01")),
    ("Staff", "Continuous service from", "41000", WARNING, "bare-day-number", day("2012-04-01")),
    ("Staff", "Continuous service from", "1900-01-01", WARNING, "no-date", None),
    (
        "Staff",
        "Continuous service from",
        datetime(2003, 4, 1, 9, 30),
        NOTE,
        "clock-dropped",
        day("2003-04-01"),
    ),
    ("Staff", "Contract ends", "31-DEC-4712", NOTE, "no-end", None),
    ("Staff", "Contract ends", "31/12/4712", NOTE, "no-end", None),
    ("Staff", "Contract ends", "4712-12-31", NOTE, "no-end", None),
    ("Staff", "Contract ends", "1900-01-01", NOTE, "no-end", None),
    ("Staff", "Contract ends", date(4712, 12, 31), NOTE, "no-end", None),
    ("Staff", "Leaving date", "31/12/4712", NOTE, "no-end", None),
    ("Organisations", "Closes", "31-DEC-4712", NOTE, "no-end", None),
    ("Budgets", "Committed until", "31/12/4712", NOTE, "no-end", None),
    ("Staff", "Band", "8A", NOTE, "case-ignored", "8a"),
    ("Staff", "Band", "vsm", NOTE, "case-ignored", "VSM"),
    ("Staff", "Band", "Band 7", NOTE, "band-form", "7"),
    ("Staff", "Band", "AfC Band 7", NOTE, "band-form", "7"),
    ("Staff", "Band", "XN07", NOTE, "band-form", "7"),
    ("Staff", "Band", "XN08", NOTE, "band-form", "8a"),
    ("Staff", "Band", "XN09", NOTE, "band-form", "8b"),
    ("Staff", "Band", "XN10", NOTE, "band-form", "8c"),
    ("Staff", "Band", "XN11", NOTE, "band-form", "8d"),
    ("Staff", "Band", "XN12", NOTE, "band-form", "9"),
    ("Staff", "Band", "NHS|XR07|Review Body Band 7", NOTE, "band-form", "7"),
    ("Staff", "Band", "Review Body Band 8 - Range A", NOTE, "band-form", "8a"),
    ("Staff", "Band", "NHS|XR08|Review Body Band 8 - Range A", NOTE, "band-form", "8a"),
    ("Staff", "Band", "Very Senior Manager", NOTE, "band-form", "VSM"),
    ("Staff", "Employee number", 1023, NOTE, "number-for-code", "1023"),
    ("Staff", "Employee number", " E1 ", NOTE, "trimmed", "E1"),
    ("Staff", "Employee number", 1234567890123456, WARNING, "long-number", "1234567890123456"),
    ("Staff", "Organisation", "p1", NOTE, "case-ignored", "P1"),
    ("Staff", "Function", "con ", NOTE, "case-ignored", "CON"),
    ("Staff", "Name", " Ann Other ", NOTE, "trimmed", "Ann Other"),
    ("Staff", "Name", "#N/A", WARNING, "fault-in-text", None),
    ("Staff", "Notes", "#REF!", WARNING, "fault-in-text", None),
    ("Staff", "Age band", date(2013, 6, 1), NOTE, "date-in-text", "01/06/2013"),
    ("Staff", "Scarce", "yes", NOTE, "flag-form", "Y"),
    ("Staff", "Scarce", True, NOTE, "flag-form", "Y"),
    ("Staff", "Scarce", 0, NOTE, "flag-form", "N"),
    ("Staff", "Scarce", "maybe", WARNING, "unknown-flag", None),
    ("Staff", "HCAS zone", "Inner", NOTE, "case-ignored", "inner"),
    ("Staff", "HCAS zone", "Outer London", NOTE, "choice-form", "outer"),
    ("Staff", "Pension section", "1995 Section", NOTE, "choice-form", "1995"),
    ("Staff", "Pension section", "not a member", NOTE, "choice-form", None),
    ("Staff", "Skills", "contracting:3, analysis:2", NOTE, "comma-list", "contracting:3; analysis:2"),
    ("Organisations", "Kind", "pct", NOTE, "case-ignored", "PCT"),
    ("Functions", "Kind", "Transactional", NOTE, "case-ignored", "transactional"),
    ("Functions", "Kind", "back office", WARNING, "unknown-soft-choice", None),
    ("Functions", "Scale", "At-scale", NOTE, "choice-form", "at scale"),
    ("Functions", "Minimum cover %", 0.8, WARNING, "small-percentage", 0.8),
    ("Budgets", "Line", "non pay", NOTE, "choice-form", "Non-pay"),
    ("Budgets", "Year", "2012-13", NOTE, "year-form", 2012.0),
    ("Budgets", "Year", "2012/2013", NOTE, "year-form", 2012.0),
    ("Budgets", "Year", " 2012/13", NOTE, "year-form", 2012.0),
    ("Budgets", "Year", 2012, WARNING, "calendar-year", 2012.0),
    ("Posts", "Stage limit", "Slot-in", NOTE, "choice-form", "slot_in"),
    ("Allocations", "Share", 0.3, WARNING, "small-percentage", 0.3),
    ("Allocations", "Mode", "Do", NOTE, "case-ignored", "do"),
    ("Allocations", "Scenario", "BUY", NOTE, "case-ignored", "Buy"),
    ("Allocations", "Customers", "C1, C2", NOTE, "comma-list", "C1; C2"),
    ("Allocations", "Customers", "c1;C2", NOTE, "case-ignored", "C1; C2"),
    ("Placements", "Employee number", "e1", NOTE, "case-ignored", "E1"),
    ("Placements", "Scenario", "baseline", NOTE, "case-ignored", "Baseline"),
]


@pytest.mark.parametrize(("sheet", "header", "value", "severity", "cause", "expected"), UNDERSTOOD)
def test_a_form_that_is_understood_is_read_and_said(
    read_cell, sheet, header, value, severity, cause, expected
):
    reading, about, _ = read_cell(sheet, header, value)
    assert (severity, cause) in [(one.severity, one.cause) for one in about]
    assert held(reading, sheet.lower(), header) == expected
    assert not reading.plan.unread
    assert all(one.severity is not ERROR for one in about)


PLAIN = [
    ("Staff", "FTE", 0.6, 0.6),
    ("Staff", "FTE", 37.5, 37.5),
    ("Staff", "Annual salary", -5, -5.0),
    ("Staff", "Band", 7, "7"),
    ("Staff", "Band", "8a", "8a"),
    ("Staff", "Pension section", 1995, "1995"),
    ("Staff", "Pension section", "2008", "2008"),
    ("Staff", "Employee number", "0012", "0012"),
    ("Staff", "Name", "O'Neill-Smythe", "O'Neill-Smythe"),
    ("Staff", "Scarce", "N", "N"),
    ("Staff", "Skills", "contracting:3; analysis, deep:2", "contracting:3; analysis, deep:2"),
    ("Staff", "Date of birth", date(1972, 11, 7), day("1972-11-07")),
    ("Functions", "Competencies", 3, "3"),
    ("Allocations", "Share", 30, 30.0),
    ("Allocations", "Customers", "C1;C2", "C1;C2"),
]


@pytest.mark.parametrize(("sheet", "header", "value", "expected"), PLAIN)
def test_a_plain_cell_is_read_without_a_word(read_cell, sheet, header, value, expected):
    reading, about, _ = read_cell(sheet, header, value)
    assert held(reading, sheet.lower(), header) == expected
    assert about == []


def test_an_excel_error_in_every_row_is_an_error_in_every_row(read, sheets):
    sheets["Staff"] = [["Employee number", "Organisation", "Function", "Band", "FTE"]] + [
        [f"E{at}", "P1", "CON", "7", "#N/A"] for at in range(30)
    ]
    reading = read(sheets)
    assert sorted(one.row for one in reading.findings if one.cause == "excel-error") == list(range(2, 32))
    assert len(reading.plan.unread) == 30


def test_many_notes_of_one_cause_are_one_finding_that_counts_them(read, sheets):
    sheets["Staff"] = [["Employee number", "Organisation", "Function", "Band", "FTE"]] + [
        [f"E{at}", "P1", "CON", "XN07", 1] for at in range(30)
    ]
    (finding,) = (one for one in read(sheets).findings if one.cause == "band-form")
    assert finding.cell == "D2"
    assert "30 cells" in finding.message
    assert "D2, D3, D4" in finding.message


def test_a_formula_with_its_value_is_its_value(tmp_path, sheets):
    import xlsxwriter

    path = tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for place, value in enumerate(row):
                    sheet.write(at, place, f"{value}" if isinstance(value, date) else value)
        book.get_worksheet_by_name("Staff").write_formula(1, 4, "=3/5", None, 0.6)
    reading = read_plan(path)
    assert reading.plan.staff["fte"].tolist() == [0.6]
    assert [one for one in reading.findings if one.sheet == "Staff"] == []


def test_two_cells_of_one_column_keep_their_own_fate(read, sheets):
    sheets["Staff"] = [
        ["Employee number", "Organisation", "Function", "Band", "FTE"],
        ["E1", "P1", "CON", "7", "1"],
        ["E2", "P1", "CON", "7", 1],
        ["E3", "P1", "CON", "7", True],
        ["E4", "P1", "CON", "7", None],
    ]
    reading = read(sheets)
    assert reading.plan.staff["fte"].fillna(-1).tolist() == [1, 1, -1, -1]
    assert [cell.row for cell in reading.plan.unread] == [4]


def test_no_text_is_shown_at_full_length_in_a_finding(read_cell):
    _, about, _ = read_cell("Staff", "FTE", "x" * 5000)
    assert len(about[0].value) <= 120
