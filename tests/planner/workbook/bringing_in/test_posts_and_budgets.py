"""Organograms come in as posts, ledgers and budgets side by side as budgets, lists of bodies as such."""

import pytest

from planner.base.findings import Severity
from planner.rules.rulebook import load_rules
from planner.workbook.bringing_in import Defaults, bring_in, guess, judged, put_into

JUNIOR = (
    "Parent Department", "Organisation", "Unit", "Reporting Senior Post", "Grade", "Payscale Minimum (£)",
    "Payscale Maximum (£)", "Generic Job Title", "Number of Posts in FTE", "Professional/Occupational Group",
)  # fmt: skip


def _junior(*posts):
    """A file of junior posts: (unit, grade, low, high, title, FTE)."""
    return [
        [*JUNIOR],
        *(
            [
                "Department of Health",
                "NHS Example Centre",
                unit,
                "9016421",
                grade,
                low,
                high,
                title,
                fte,
                "Finance",
            ]
            for unit, grade, low, high, title, fte in posts
        ),
    ]


HEALTH_BANDS = _junior(
    ("Workforce", "band 8c", "54454", "67134", "Head of Department", "3"),
    ("Workforce", "band 6", "25528", "34189", "Statistician", "1"),
    ("Chief Executive", "band 3", "15860", "18827", "Assistant", "4.5"),
    ("Chief Executive", "Band 7", "30460", "40157", "Manager", "0.5"),
)
CIVIL_GRADES = _junior(
    ("Policy", "G6", "57075", "75035", "Policy Manager", "1"),
    ("Policy", "G7", "45299", "61976", "Policy Manager", "0.5"),
    ("Policy", "SEO", "33675", "45769", "Team Leader", "1"),
    ("Policy", "EO", "21438", "30275", "Officer", "2"),
    ("Policy", "EO", "21438", "30275", "Clerk", "2"),
)


def _finding(came, cause):
    return next(one for one in came.findings if one.cause == cause)


@pytest.mark.parametrize("rows", [HEALTH_BANDS, CIVIL_GRADES], ids=["pay bands", "grades of another system"])
def test_an_organogram_comes_in_as_posts_with_no_more_than_confirming(brought, rows):
    came = brought(rows)
    assert came.table == "posts"
    assert len(came.frame) == len(rows) - 1
    assert not came.unread
    assert not [one for one in came.findings if one.severity is Severity.ERROR]
    assert came.frame[["post", "receiver", "function", "title", "band", "fte"]].notna().all(axis=None)
    assert came.frame["post"].is_unique
    assert "employee_number" not in came.keys
    assert came.counted.fte == sum(float(row[8]) for row in rows[1:])


def test_pay_bands_of_an_organogram_are_read(brought):
    assert brought(HEALTH_BANDS).frame["band"].tolist() == ["8c", "6", "3", "7"]


def test_a_grade_of_another_system_gets_the_band_of_nearest_pay_and_says_so_once(brought):
    came = brought(CIVIL_GRADES)
    assert came.frame["band"].tolist() == ["8c", "8b", "8a", "5", "5"]
    said = {one.value: one for one in came.findings if one.cause == "grade-by-pay"}
    assert set(said) == {"G6", "G7", "SEO", "EO"}
    assert said["EO"].cell == "E5"
    assert said["EO"].severity is Severity.WARNING
    assert "2 rows" in said["EO"].message
    assert "£21,438 to £30,275" in said["EO"].message
    assert said["EO"].remedy


def test_a_grade_without_pay_beside_it_is_an_error_and_stays_unread(brought):
    came = brought(
        _junior(("Policy", "G6", "", "", "Manager", "1"), ("Policy", "SEO", "N/A", "N/A", "Lead", "1"))
    )
    assert [(one.row, one.text) for one in came.unread] == [(2, "G6"), (3, "SEO")]
    assert [one.cell for one in came.findings if one.cause == "unknown-band"] == ["E2", "E3"]


def test_posts_that_have_numbers_keep_them(brought):
    rows = [["Post number", "Receiver", "Function", "Band", "FTE"], ["021", "02N", "CON", "7", "1"],
            ["022", "02N", "CON", "7", "1"]]  # fmt: skip
    assert brought(rows).frame["post"].tolist() == ["021", "022"]


def test_posts_take_the_numbers_of_their_positions(brought):
    rows = [["Organisation", "Unit", "Title", "Band", "FTE"],
            ["02N", "CON", "3560241|Manager|021|", "7", "1"],
            ["02N", "CON", "3560242|Clerk|021|", "4", "1"]]  # fmt: skip
    came = brought(rows, table="posts")
    assert came.frame["post"].tolist() == ["3560241", "3560242"]
    assert came.frame["title"].tolist() == ["Manager", "Clerk"]


# ------------------------------------------------------------------------------------ budgets


def test_a_plain_budget_comes_in(brought):
    rows = [["Entity", "Cost Centre", "Line", "Financial year", "Annual budget"],
            ["5N1", "004310", "Pay", "2012/13", "£1,200.00"],
            ["5N1", "004310", "Non-pay", "2012-13", "300"]]  # fmt: skip
    came = brought(rows)
    assert came.table == "budgets"
    assert came.frame["amount"].tolist() == [1200.0, 300.0]
    assert came.frame["year"].tolist() == [2012.0, 2012.0]
    assert came.frame["function"].tolist() == ["004310", "004310"]
    assert came.counted.amount == 1500.0


SIDE_BY_SIDE = [
    ["Organisation", "Function", "Pay", "Non-pay", "Income"],
    ["5N1", "CON", "1200", "300", "-50"],
    ["5N1", "FIN", "800", "", "0"],
    ["Total", "", "2000", "300", "-50"],
]


def test_lines_side_by_side_become_rows(brought):
    came = brought(SIDE_BY_SIDE, Defaults(year=2012))
    assert came.table == "budgets"
    rows = came.frame[["function", "line", "year", "amount"]].to_records(index=False).tolist()
    assert rows == [
        ("CON", "Pay", 2012.0, 1200.0), ("FIN", "Pay", 2012.0, 800.0), ("CON", "Non-pay", 2012.0, 300.0),
        ("CON", "Income", 2012.0, -50.0), ("FIN", "Income", 2012.0, 0.0),
    ]  # fmt: skip
    assert all(one.agrees for one in came.totals)
    assert len(came.totals) == 3
    assert "default-taken" in {one.cause for one in came.findings}


def test_years_side_by_side_become_rows(brought):
    rows = [["Organisation", "Function", "Line", "2012/13", "Budget 2013/14"],
            ["5N1", "CON", "Pay", "1200", "tbc"], ["5N1", "FIN", "Pay", "800", "700"]]  # fmt: skip
    came = brought(rows)
    assert came.frame["year"].tolist() == [2012.0, 2012.0, 2013.0, 2013.0]
    refused = _finding(came, "not-a-number")
    assert (refused.cell, refused.value) == ("E2", "tbc")
    assert [(one.row, one.column, one.text) for one in came.unread] == [(4, "amount", "tbc")]
    assert came.cell(4) == "A2"


def test_lines_by_years_side_by_side_become_rows(brought):
    rows = [["Organisation", "Function", "Pay 2012/13", "Non-pay 2012/13"], ["5N1", "CON", "1200", "300"],
            ["5N1", "FIN", "800", "100"]]  # fmt: skip
    came = brought(rows)
    assert not [one for one in came.findings if one.cause == "missing-column"]
    assert came.frame["line"].tolist() == ["Pay", "Pay", "Non-pay", "Non-pay"]


@pytest.mark.parametrize(
    ("header", "cell", "cause"),
    [
        ("Year", "2012", "calendar-year"), ("Year", "2012/14", "not-a-year"),
        ("Year", "last year", "not-a-year"),
        ("Line", "Pays", "unknown-choice"), ("Line", "non pay", "choice-form"),
        ("Amount", "(1,200)", "bracketed"),
        ("Amount", "1.2m", "thousands-text"), ("Amount", "1200 CR", "not-a-number"), ("Amount", "", ""),
        ("Committed until", "March", "not-a-date"), ("Committed until", "31/12/4712", "no-end"),
    ],
)  # fmt: skip
def test_odd_cells_of_budgets_are_found(brought, header, cell, cause):
    good = {"Organisation": "5N1", "Function": "CON", "Line": "Pay", "Year": "2012/13", "Amount": "100",
            "Committed until": "31/03/2013"}  # fmt: skip
    rows = [[*good], list((good | {header: cell}).values()), *[list(good.values())] * 3]
    came = brought(rows)
    found = {one.cause for one in came.findings if one.cell == f"{'ABCDEF'[list(good).index(header)]}2"}
    assert found == {cause} - {""}


def test_budgets_without_a_line_or_a_year_are_errors_with_what_to_do(brought):
    rows = [["Organisation", "Function", "Amount"], ["5N1", "CON", "100"], ["5N1", "FIN", "100"]]
    came = brought(rows, table="budgets")
    missing = {one.column: one.remedy for one in came.findings if one.cause == "missing-column"}
    assert set(missing) == {"Line", "Year"}
    assert "--year" in missing["Year"]
    assert not [
        one
        for one in brought(rows, Defaults(line="Pay", year=2012), table="budgets").findings
        if one.cause == "missing-column"
    ]


# ---------------------------------------------------------------------- organisations, functions


@pytest.mark.parametrize(
    ("header", "cell", "cause"),
    [
        ("Kind", "Clinical Commissioning Group", "choice-form"), ("Kind", "Council", "unknown-choice"),
        ("Kind", "ccg", "case-ignored"), ("Population", "12k", "thousands-text"),
        ("Population", "12,000", "number-form"), ("Closes", "31/03/2013", "date-form"),
        ("HCAS zone", "Inner London", "choice-form"), ("Also provides", "maybe", "unknown-flag"),
        ("Code", "#N/A", "excel-error"),
    ],
)  # fmt: skip
def test_odd_cells_of_organisations_are_found(brought, header, cell, cause):
    good = {"Code": "02N", "Name": "Airedale", "Kind": "CCG", "Population": "150000", "HCAS zone": "",
            "Closes": "", "Also provides": "N"}  # fmt: skip
    rows = [
        [*good],
        list((good | {header: cell}).values()),
        *[list((good | {"Code": c}).values()) for c in "ABC"],
    ]
    came = brought(rows)
    assert came.table == "organisations"
    found = {one.cause for one in came.findings if one.cell == f"{'ABCDEFG'[list(good).index(header)]}2"}
    assert found == {cause}


def test_a_list_of_functions_comes_in_with_its_lists(brought):
    rows = [["Code", "Name", "Family", "Competencies", "Statutory"],
            ["CON", "Contracting", "Contracting", "1,3", "Yes"],
            ["FIN", "Finance", "Finance", "2;4", "N"]]  # fmt: skip
    came = brought(rows)
    assert came.table == "functions"
    assert came.frame["competencies"].tolist() == ["1; 3", "2;4"]
    assert came.frame["statutory"].tolist() == ["Y", "N"]
    assert {"comma-list", "flag-form"} <= {one.cause for one in came.findings}


def test_a_default_holds_for_every_row_and_is_said(sheet_of, table):
    rows = [[cell for place, cell in enumerate(row) if place not in (3, 4)] for row in table()]
    sheet = sheet_of(rows)
    came = bring_in(sheet, guess(sheet), Defaults(organisation="5N1", function="CON"))
    assert came.frame["organisation"].tolist() == ["5N1"] * 4
    assert {one.column for one in came.findings if one.cause == "default-taken"} == {
        "Organisation",
        "Function",
    }
    assert not [one for one in came.findings if one.cause == "missing-column"]


# --------------------------------------------------------------------- organograms of a trust

SENIOR = [
    ["Post Unique Reference", "Name", "Grade", "Job Title", "Job/Team Function", "Parent Department",
     "Organisation", "Unit", "Reports to Senior Post", "Salary Cost of Reports (£)", "FTE",
     "Actual Pay Floor (£)", "Actual Pay Ceiling (£)", "", "Profession", "Notes", "Valid?"],
    ["1", "Jane Doe", "VSM", "Chief Executive", "Leads", "Department of Health", "NHS Leeds", "Executive",
     "XX", "1000000", "1", "150000", "154999", "", "Other", "", "1"],
    ["2", "N/D", "band 9", "Director of Finance", "Finance", "Department of Health", "NHS Leeds", "Finance",
     "1", "N/A", "0.8", "95000", "99999", "", "Finance", "", "1"],
    ["Vacant2", "Vacant", "SCS1", "Director of IT", "IT", "Department of Health", "NHS Leeds", "IT",
     "1", "N/A", "1", "N/A", "N/A", "", "IT", "", "1"],
]  # fmt: skip


def test_senior_posts_come_in_with_their_own_numbers(brought):
    came = brought(SENIOR)
    assert came.table == "posts"
    assert came.frame["post"].tolist() == ["1", "2", "Vacant2"]
    assert came.frame["band"].tolist()[:2] == ["VSM", "9"]
    assert [(one.row, one.column, one.text) for one in came.unread] == [(4, "band", "SCS1")]


def test_a_trust_whose_posts_are_listed_is_a_body_that_can_have_them_and_that_is_said(brought):
    rows = [[cell.replace("NHS Example Centre", "NHS Leeds") for cell in row] for row in HEALTH_BANDS]
    came = brought(rows)
    put = put_into(None, came)
    assert put.plan.organisations[["code", "kind"]].to_numpy().tolist() == [["5N1", "Other"]]
    said = next(one for one in put.findings if one.cause == "posts-of-a-sender")
    assert said.severity is Severity.WARNING
    assert "--receiver" in said.remedy
    assert not [one for one in judged(put, came, load_rules()) if one.severity is Severity.ERROR]


def test_posts_of_a_trust_that_closes_are_errors_in_a_plan_that_has_it(brought, table):
    plan = put_into(None, brought(table())).plan
    rows = [[cell.replace("NHS Example Centre", "NHS Leeds") for cell in row] for row in HEALTH_BANDS]
    came = brought(rows)
    found = judged(put_into(plan, came), came, load_rules())
    assert {one.cell for one in found if one.severity is Severity.ERROR} == {"B2", "B3", "B4", "B5"}
