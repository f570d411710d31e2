"""One bad or odd cell of somebody's list: its finding names the cell, what is there and what to do."""

from datetime import date, datetime

import pandas as pd
import pytest

from planner.base.findings import Severity

BAD = [
    # numbers
    ("FTE", "tbc", "not-a-number"),
    ("FTE", "n/a", "not-a-number"),
    ("FTE", "-", "not-a-number"),
    ("FTE", "full time", "not-a-number"),
    ("FTE", "0,8", "decimal-comma"),
    ("FTE", "80%", "per-cent-text"),
    ("FTE", "nan", "not-a-number"),
    ("FTE", "1.0.0", "not-a-number"),
    ("FTE", "£1", "not-a-number"),
    ("FTE", "#REF!", "excel-error"),
    ("FTE", "#DIV/0!", "excel-error"),
    ("FTE", "1/2", "not-a-number"),
    ("FTE", "--1", "not-a-number"),
    ("FTE", "\uff11", "not-a-number"),
    ("Annual Salary", "27k", "thousands-text"),
    ("Annual Salary", "(20,000)", "bracketed"),
    ("Annual Salary", "27.625,00", "not-a-number"),
    ("Annual Salary", "27,62,5", "not-a-number"),
    ("Annual Salary", "35000 - 40000", "not-a-number"),
    ("Annual Salary", "$35,000", "not-a-number"),
    ("Annual Salary", "€35,000", "not-a-number"),
    ("Annual Salary", "35000 p.a.", "not-a-number"),
    ("Annual Salary", "#N/A", "excel-error"),
    ("Annual Salary", "inf", "not-a-number"),
    ("Spinal Point", "thirty", "not-a-number"),
    ("Spinal Point", "7-31", "not-a-number"),
    # dates
    ("Date of Birth", "31/02/1960", "no-such-day"),
    ("Date of Birth", "04/23/1960", "month-first"),
    ("Date of Birth", "1960", "not-a-date"),
    ("Date of Birth", "not known", "not-a-date"),
    ("Date of Birth", "14 Fev 1960", "not-a-date"),
    ("Date of Birth", "14/02/1960 or 61", "not-a-date"),
    ("Date of Birth", "00/00/0000", "no-such-day"),
    ("Date of Birth", "#VALUE!", "excel-error"),
    ("CSD 3 Months", "April 2003", "not-a-date"),
    ("CSD 3 Months", "31/12/4712", "impossible-date"),
    ("CSD 3 Months", "29/02/2003", "no-such-day"),
    ("CSD 3 Months", "2003-13-01", "month-first"),
    ("CSD 3 Months", "20031301", "month-first"),
    ("CSD 3 Months", "tba", "not-a-date"),
    ("Fixed Term End Date", "end of March", "not-a-date"),
    ("Fixed Term End Date", "31/09/2012", "no-such-day"),
    # bands
    ("Band", "Band 8", "band-8-of-four"),
    ("Band", "8", "band-8-of-four"),
    ("Band", "Band 10", "unknown-band"),
    ("Band", "Consultant", "unknown-band"),
    ("Band", "XN13", "unknown-band"),
    ("Band", "7/8a", "unknown-band"),
    ("Band", "Band 7 | Band 6", "unknown-band"),
    ("Band", "A&C 4", "unknown-band"),
    ("Band", "#NAME?", "excel-error"),
    ("Band", "8e", "unknown-band"),
    ("Band", "?", "unknown-band"),
    # codes
    ("Organisation", "#N/A", "excel-error"),
    ("Function", "#REF!", "excel-error"),
    ("Employee Number", "#NULL!", "excel-error"),
    ("Employee Number", "1.23457E+11", "digits-lost"),
    ("Assignment Number", "2E+07", "digits-lost"),
]


@pytest.mark.parametrize(("header", "text", "cause"), BAD, ids=[f"{one[0]}: {one[1]}" for one in BAD])
def test_what_cannot_be_taken_is_an_error_with_cell_and_remedy_and_stays_unread(
    brought, table, header, text, cause
):
    rows = table({header: text})
    came = brought(rows)
    column = rows[0].index(header)
    found = next(one for one in came.findings if one.cause == cause)
    assert found.severity is Severity.ERROR
    assert found.cell == f"{chr(65 + column)}2"
    assert found.value == text
    assert found.remedy.endswith(".")
    assert [(one.row, one.text) for one in came.unread] == [(2, text)]
    key = came.unread[0].column
    assert pd.isna(came.frame.at[2, key]), "nothing stands in its place"
    assert len(came.frame) == 4, "the row comes in all the same"


UNDERSTOOD = [
    ("FTE", ".5", "fte", 0.5, "number-form"),
    ("FTE", "0.50000", "fte", 0.5, ""),
    ("FTE", " 1 ", "fte", 1.0, "number-trimmed"),
    ("Annual Salary", "£27,625.00", "annual_salary", 27625.0, "number-form"),
    ("Annual Salary", "27,625", "annual_salary", 27625.0, "number-form"),
    ("Annual Salary", "27625", "annual_salary", 27625.0, ""),
    ("Annual Salary", " ", "annual_salary", None, "spaces-only"),
    ("Spinal Point", "XN07|31", "spine_point", 31.0, "point-of-grade"),
    ("Band", "7", "band", "7", ""),
    ("Band", "Band 7", "band", "7", "band-form"),
    ("Band", "AfC band 7", "band", "7", "band-form"),
    ("Band", "AfC Band 8A", "band", "8a", "band-form"),
    ("Band", "XN07", "band", "7", "band-form"),
    ("Band", "XR07", "band", "7", "band-form"),
    ("Band", "XN08", "band", "8a", "band-form"),
    ("Band", "XN09", "band", "8b", "band-form"),
    ("Band", "XN10", "band", "8c", "band-form"),
    ("Band", "XN11", "band", "8d", "band-form"),
    ("Band", "XN12", "band", "9", "band-form"),
    ("Band", "NHS|XR07|Review Body Band 7", "band", "7", "band-form"),
    ("Band", "NHS|XN08|Review Body Band 8 - Range A", "band", "8a", "band-form"),
    ("Band", "Review Body Band 8 - Range D", "band", "8d", "band-form"),
    ("Band", "Very Senior Manager", "band", "VSM", "band-form"),
    ("Band", "8C", "band", "8c", "case-ignored"),
    ("CSD 3 Months", "01/04/2003", "continuous_from", "2003-04-01", "date-form"),
    ("CSD 3 Months", "2003-04-01", "continuous_from", "2003-04-01", "date-form"),
    ("CSD 3 Months", "01-APR-2003", "continuous_from", "2003-04-01", "date-form"),
    ("CSD 3 Months", "20030401", "continuous_from", "2003-04-01", "date-form"),
    ("CSD 3 Months", "1st April 2003", "continuous_from", "2003-04-01", "date-form"),
    ("CSD 3 Months", "07/11/2002", "continuous_from", "2002-11-07", "date-form"),
    ("CSD 3 Months", "01/04/2003 00:00:00", "continuous_from", "2003-04-01", "date-form"),
    ("CSD 3 Months", "01.04.2003", "continuous_from", "2003-04-01", "date-form"),
    ("CSD 3 Months", "01/04/03", "continuous_from", "2003-04-01", "two-digit-year"),
    ("CSD 3 Months", "37712", "continuous_from", "2003-04-01", "bare-day-number"),
    ("CSD 3 Months", "01/01/1900", "continuous_from", None, "no-date"),
    ("Date of Birth", "14/02/60", "born", "1960-02-14", "two-digit-year"),
    ("Fixed Term End Date", "31-DEC-4712", "contract_ends", None, "no-end"),
    ("Fixed Term End Date", "31/12/4712", "contract_ends", None, "no-end"),
    ("Fixed Term End Date", "1900-01-01", "contract_ends", None, "no-end"),
    ("Fixed Term End Date", "", "contract_ends", None, ""),
    ("Organisation", "5N1 ", "organisation", "5N1", "trimmed"),
    ("Organisation", "638 L3 NHS Leeds", "organisation", "638", "compound-field"),
    ("Function", "638 L8 Commissioning", "function", "638", "compound-field"),
    ("Function", "004310 - Contracting", "function", "004310", "compound-field"),
    ("Function", "021", "function", "021", ""),
    (
        "Position Title",
        "3560241|Consultant|021|General Surgery|",
        "position_title",
        "Consultant",
        "compound-field",
    ),
    ("Position Title", "Administrative and Clerical|Manager", "position_title", "Manager", "compound-field"),
    ("Position Title", "3560241||||", "position_title", "3560241", "compound-field"),
    ("Employee Number", "00012345", "employee_number", "00012345", ""),
    ("Employee Number", "123456789012345678", "employee_number", "123456789012345678", ""),
    ("Name", '=HYPERLINK("x")', "name", '=HYPERLINK("x")', ""),
    ("Name", "O'Brien; Siân", "name", "O'Brien; Siân", ""),
    ("Name", "", "name", None, ""),
]


@pytest.mark.parametrize(
    ("header", "text", "key", "value", "cause"), UNDERSTOOD, ids=[f"{one[0]}: {one[1]}" for one in UNDERSTOOD]
)
def test_what_is_understood_is_taken_and_noted(brought, table, header, text, key, value, cause):
    rows = table({header: text})
    came = brought(rows)
    held = came.frame.at[2, key]
    if value is None:
        assert pd.isna(held)
    elif isinstance(held, pd.Timestamp):
        assert str(held.date()) == value
    else:
        assert held == value
    assert not came.unread
    own = {one.cause: one for one in came.findings if one.cell == f"{chr(65 + rows[0].index(header))}2"}
    assert set(own) == ({cause} - {""}), "one note, or none where it is plain"
    assert all(one.severity is not Severity.ERROR and one.remedy for one in own.values())


IN_WORKBOOKS = [
    ("FTE", True, "truth-for-number"),
    ("FTE", datetime(2012, 1, 1), "date-for-number"),
    ("Annual Salary", date(2012, 1, 1), "date-for-number"),
    ("Date of Birth", 1960, "not-a-date"),
    ("Date of Birth", True, "not-a-date"),
    ("Band", datetime(2012, 8, 1), "unknown-band"),
    ("Band", 8, "band-8-of-four"),
    ("Band", 7.5, "unknown-band"),
    ("Organisation", datetime(2012, 1, 5), "date-for-code"),
    ("Function", datetime(2012, 1, 5), "date-for-code"),
    ("Employee Number", datetime(2012, 1, 5), "date-for-code"),
    ("Annual Salary", "=1/0", "formula-without-value"),
]


@pytest.mark.parametrize(
    ("header", "cell", "cause"), IN_WORKBOOKS, ids=[f"{a}: {b}" for a, b, _ in IN_WORKBOOKS]
)
def test_cells_of_the_wrong_kind_in_a_workbook_are_errors(brought, write_xlsx, table, header, cell, cause):
    rows = table({header: cell})
    came = brought(write_xlsx(rows))
    found = next(one for one in came.findings if one.cause == cause)
    assert (found.severity, found.cell) == (Severity.ERROR, f"{chr(65 + rows[0].index(header))}2")
    assert found.remedy
    assert [one.row for one in came.unread] == [2]


ODD_IN_WORKBOOKS = [
    ("Employee Number", 12345, "employee_number", "12345", "number-for-code"),
    ("Employee Number", 1234567890123456789, "employee_number", None, "long-number"),
    ("CSD 3 Months", datetime(2003, 4, 1, 9, 30), "continuous_from", "2003-04-01", "clock-dropped"),
    ("CSD 3 Months", 37712, "continuous_from", "2003-04-01", "bare-day-number"),
    ("CSD 3 Months", 20030401, "continuous_from", "2003-04-01", "date-form"),
    ("FTE", "1", "fte", 1.0, "number-as-text"),
    ("Position Title", 7, "position_title", "7", ""),
]


@pytest.mark.parametrize(("header", "cell", "key", "value", "cause"), ODD_IN_WORKBOOKS)
def test_odd_cells_in_a_workbook_are_taken_and_noted(
    brought, write_xlsx, table, header, cell, key, value, cause
):
    rows = table({header: cell})
    came = brought(write_xlsx(rows))
    held = came.frame.at[2, key]
    if value is not None:
        assert (str(held.date()) if isinstance(held, pd.Timestamp) else held) == value
    own = {one.cause for one in came.findings if one.cell == f"{chr(65 + rows[0].index(header))}2"}
    assert own == ({cause} - {""})


def test_codes_kept_as_numbers_keep_the_noughts_that_their_format_shows(brought, write_xlsx, table):
    def as_codes(book):
        for row in range(2, 6):
            book.active.cell(row, 5).number_format = "000000"
            book.active.cell(row, 9).number_format = "0.00"

    rows = [[4310 if cell == "CON" else cell for cell in row] for row in table({"FTE": 0.5})]
    came = brought(write_xlsx(rows, change=as_codes))
    assert came.frame["function"].tolist() == ["004310"] * 4
    assert came.frame["fte"].iloc[0] == 0.5
    noted = next(one for one in came.findings if one.cause == "noughts-in-front")
    assert (noted.cell, noted.value) == ("E2", "004310")


def test_many_notes_of_one_kind_are_one_finding_that_names_cells(brought, table):
    others = [{"Employee Number": f"2{at:07d}", "Annual Salary": "£27,625.00"} for at in range(40)]
    came = brought(table({"Annual Salary": "£27,625.00"}, others=others))
    noted = [one for one in came.findings if one.cause == "number-form"]
    assert len(noted) == 1
    assert "41 cells" in noted[0].message
    assert "J2, J3" in noted[0].message


def test_each_error_is_named_however_many(brought, table):
    others = [{"Employee Number": f"2{at:07d}", "FTE": "1.0.0"} for at in range(40)]
    came = brought(table(others=others))
    assert sum(one.cause == "not-a-number" for one in came.findings) == 40


def test_first_and_last_names_come_in_as_one(brought, table):
    rows = [[cell for at, cell in enumerate(row) if at != 2] for row in table()]
    rows = [
        [*row, *more]
        for row, more in zip(rows, [["Forename", "Surname"], *[["Ann", "Smith"]] * 4], strict=True)
    ]
    assert brought(rows).frame["name"].tolist() == ["Ann Smith"] * 4


def test_bands_are_read_from_grades_and_steps_where_there_are_no_others(brought, table):
    rows = [
        ["Grade Step" if cell == "Spinal Point" else cell for at, cell in enumerate(row) if at != 6]
        for row in table({"Spinal Point": "XN08|38"}, others=())
    ]
    came = brought(rows)
    assert came.frame["band"].tolist() == ["8a"]
    assert came.frame["spine_point"].tolist() == [38.0]
    assert "band-of-step" in {one.cause for one in came.findings}
