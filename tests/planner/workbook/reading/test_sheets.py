from datetime import date

import pytest

from planner.base.errors import NotAPlanError
from planner.base.findings import Finding, Severity
from planner.model.plan import Facts
from planner.model.tables import STAFF, TABLES, Kind
from planner.workbook.totals import ControlTotal

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

HEADERS = ["Employee number", "Organisation", "Function", "Band", "FTE", "Annual salary"]
PEOPLE = [
    ["E1", "P1", "CON", "7", 1, 30000],
    ["E2", "P1", "CON", "6", 0.5, 20000],
]


def causes(reading):
    return {(one.severity, one.cause) for one in reading.findings}


def one_of(reading, cause) -> Finding:
    (finding,) = (one for one in reading.findings if one.cause == cause)
    return finding


def numbers(reading):
    return reading.plan.staff["employee_number"].tolist()


def test_a_plan_with_nothing_wrong_has_no_findings(read, sheets):
    reading = read(sheets)
    assert reading.findings == ()
    assert reading.totals == ()
    assert reading.plan.unread == ()
    assert reading.original == reading.path.read_bytes()
    assert reading.plan.facts == Facts(plan_name="Small")


def test_every_table_has_all_its_columns_in_their_types_whatever_the_file_holds(read, sheets):
    plan = read(sheets).plan
    for name, spec in TABLES.items():
        frame = plan.table(name)
        assert tuple(frame.columns) == spec.keys
        for column in spec.columns:
            kind = str(frame[column.key].dtype)
            expected = "float64" if column.kind.is_number else "str"
            assert kind == ("datetime64[s]" if column.kind is Kind.DATE else expected)


def test_a_row_is_known_by_its_number_in_the_sheet(read, sheets):
    sheets["Staff"] = [["Staff at 31 March"], [], HEADERS, PEOPLE[0], [], PEOPLE[1]]
    reading = read(sheets)
    assert reading.plan.staff.index.tolist() == [4, 6]
    assert reading.findings == ()
    origin = reading.origin.tables["staff"]
    assert (origin.header_row, origin.last_row, origin.columns["annual_salary"]) == (3, 6, "F")
    assert reading.origin.cell("staff", 6, "annual_salary") == "F6"
    assert reading.origin.cell("staff", 6, "Annual salary") == "F6"


def test_a_table_may_begin_in_any_column(read, sheets):
    sheets["Staff"] = [[None, None, *row] for row in [HEADERS, *PEOPLE]]
    reading = read(sheets)
    assert numbers(reading) == ["E1", "E2"]
    assert reading.origin.cell("staff", 2, "fte") == "G2"


def test_columns_in_another_order_with_units_and_odd_capitals_are_the_same(read, sheets):
    sheets["Staff"] = [
        [
            "annual  SALARY (£ full time)",
            "Fte",
            "BAND:",
            "function",
            "organisation",
            "Employee Number",
            "Desk",
        ],
        [30000, 1, "7", "CON", "P1", "E1", "3rd floor"],
    ]
    reading = read(sheets)
    assert reading.findings == ()
    assert reading.plan.staff["annual_salary"].tolist() == [30000]


ALIASES = [
    ("WTE", "fte", 0.5),
    ("Contracted Wte", "fte", 0.5),
    ("Grade", "band", "7"),
    ("Pay Scale", "band", "7"),
    ("Spinal Point", "spine_point", 31),
    ("Salary", "annual_salary", 30000),
    ("CSD 3 Months", "continuous_from", date(2003, 4, 1)),
    ("CSD 12 Months", "reckonable_from", date(2003, 4, 1)),
    ("Fixed Term End Date", "contract_ends", date(2013, 3, 31)),
    ("Assignment Category", "contract", "Permanent"),
    ("Employee No.", "assignment_number", None),
    ("Job Title", "position_title", "Manager"),
    ("DOB", "born", date(1970, 4, 1)),
    ("Gender", "sex", "Female"),
]


@pytest.mark.parametrize(("header", "key", "value"), [one for one in ALIASES if one[2] is not None])
def test_headers_of_the_staff_record_are_known(read, sheets, header, key, value):
    usual = STAFF.column(key).title
    headers = [*(one for one in HEADERS if one != usual), header]
    record = dict(zip(HEADERS, PEOPLE[0], strict=True))
    sheets["Staff"] = [headers, [*(record[one] for one in headers[:-1]), value]]
    reading = read(sheets)
    found = reading.plan.staff[key].iloc[0]
    assert (found.date() if isinstance(value, date) else found) == value
    finding = one_of(reading, "header-alias")
    assert (finding.severity, finding.column, finding.value) == (NOTE, usual, header)
    assert finding.cell == f"{chr(64 + len(headers))}1"


@pytest.mark.parametrize(
    ("header", "key"), [("NHS Entry Date", "reckonable_from"), ("Latest Start Date", "continuous_from")]
)
def test_a_date_that_may_overstate_service_is_taken_with_a_warning(read, sheets, header, key):
    sheets["Staff"] = [[*HEADERS, header], [*PEOPLE[0], date(2001, 4, 1)]]
    reading = read(sheets)
    assert reading.plan.staff[key].notna().all()
    assert one_of(reading, "doubtful-header").severity is WARNING


def test_the_reckonable_date_goes_before_the_entry_date(read, sheets):
    sheets["Staff"] = [
        [*HEADERS, "NHS Entry Date", "CSD 12 Months"],
        [*PEOPLE[0], date(1991, 4, 1), date(2001, 4, 1)],
    ]
    reading = read(sheets)
    assert reading.plan.staff["reckonable_from"].iloc[0].year == 2001
    assert one_of(reading, "rival-headers").cell == "G1"


def test_of_two_columns_for_one_thing_the_exact_name_is_read(read, sheets):
    sheets["Staff"] = [["WTE", *HEADERS], [0.2, *PEOPLE[0]]]
    reading = read(sheets)
    assert reading.plan.staff["fte"].tolist() == [1]
    finding = one_of(reading, "rival-headers")
    assert (finding.severity, finding.column, finding.cell) == (WARNING, "FTE", "A1")


def test_of_two_columns_with_one_name_the_first_is_read(read, sheets):
    sheets["Staff"] = [[*HEADERS, "FTE"], [*PEOPLE[0], 0.2]]
    reading = read(sheets)
    assert reading.plan.staff["fte"].tolist() == [1]
    assert one_of(reading, "rival-headers").cell == "G1"


def test_headers_merged_down_from_the_row_above_are_found(read, sheets):
    sheets["Staff"] = [
        ["Employee number", "Organisation", None, None, "Annual salary"],
        [None, None, "Function", "Band", None, "FTE"],
        ["E1", "P1", "CON", "7", 30000, 1],
    ]
    reading = read(sheets)
    assert reading.plan.staff[["employee_number", "annual_salary", "fte"]].to_numpy().tolist() == [
        ["E1", 30000, 1]
    ]


def test_a_title_that_holds_a_header_is_not_the_header_row(read, sheets):
    sheets["Staff"] = [["Name"], ["Band"], HEADERS, *PEOPLE]
    assert read(sheets).origin.tables["staff"].header_row == 3


@pytest.mark.parametrize("title", [column.title for column in STAFF.columns if column.required])
def test_a_required_column_that_is_missing_is_an_error(read, sheets, title):
    at = HEADERS.index(title)
    sheets["Staff"] = [row[:at] + row[at + 1 :] for row in [HEADERS, *PEOPLE]]
    finding = one_of(read(sheets), "missing-column")
    assert (finding.severity, finding.sheet, finding.column) == (ERROR, "Staff", title)
    assert title in finding.remedy


@pytest.mark.parametrize("name", ["Plan", "Organisations", "Staff", "Functions"])
def test_a_required_sheet_that_is_missing_is_an_error_and_the_rest_is_read(read, sheets, name):
    del sheets[name]
    reading = read(sheets)
    finding = one_of(reading, "missing-sheet")
    assert (finding.severity, finding.sheet, finding.cell) == (ERROR, name, "")
    assert len(reading.plan.budgets) == 1


def test_a_plan_without_budgets_is_a_warning(read, sheets):
    del sheets["Budgets"]
    assert causes(read(sheets)) == {(WARNING, "no-budgets")}


@pytest.mark.parametrize("name", ["STAFF", " staff ", "Staff.", "S T A F F"])
def test_sheet_names_match_ignoring_case_spaces_and_punctuation(read, sheets, name):
    sheets[name] = sheets.pop("Staff")
    reading = read(sheets)
    assert numbers(reading) == ["E1"]
    assert reading.origin.sheet("staff") == name


def test_of_two_sheets_of_one_name_the_exact_one_is_read(read, sheets):
    sheets = {"staff.": [HEADERS, *PEOPLE], **sheets}
    reading = read(sheets)
    assert numbers(reading) == ["E1"]
    assert one_of(reading, "sheet-twice").severity is WARNING


def test_a_spreadsheet_with_none_of_the_sheets_is_sent_to_import(read):
    with pytest.raises(NotAPlanError, match="pct-planner import"):
        read({"Data": [HEADERS, *PEOPLE]})


@pytest.mark.parametrize("rows", [[], [["nothing", "here", "is", "known"]]], ids=["empty", "strange"])
def test_a_required_sheet_without_headers_is_an_error(read, sheets, rows):
    sheets["Staff"] = rows
    finding = one_of(read(sheets), "no-headers")
    assert (finding.severity, finding.sheet) == (ERROR, "Staff")
    assert "Employee number" in finding.remedy


def test_an_empty_optional_sheet_is_nothing_to_speak_of(read, sheets):
    sheets["Posts"] = []
    assert read(sheets).findings == ()


def test_a_sheet_of_headers_alone_is_an_empty_table(read, sheets):
    sheets["Posts"] = [["Post", "Receiver", "Function", "Band", "FTE"]]
    reading = read(sheets)
    assert reading.findings == ()
    assert len(reading.plan.posts) == 0


def test_a_totals_row_is_compared_and_not_counted(read, sheets):
    sheets["Staff"] = [HEADERS, *PEOPLE, [None, None, None, "Total", 1.5, 50000]]
    reading = read(sheets)
    assert numbers(reading) == ["E1", "E2"]
    assert reading.totals == (
        ControlTotal("Staff", "FTE", 1.5, 1.5),
        ControlTotal("Staff", "Annual salary", 50000, 50000),
    )
    assert all(total.agrees for total in reading.totals)
    assert causes(reading) == {(NOTE, "totals-row")}
    assert reading.origin.tables["staff"].totals_row == 4


@pytest.mark.parametrize(
    "row",
    [
        ["Total", None, None, None, 1.5, 50000],
        ["GRAND TOTAL", "", "", "", 1.5, None],
        ["Totals:", None, None, None, 1.5, 50000],
        [None, "Total", None, None, 1.5, 50000],
        [None, None, None, None, 1.5, 50000],
    ],
)
def test_totals_rows_of_many_kinds_are_known(read, sheets, row):
    sheets["Staff"] = [HEADERS, *PEOPLE, [], row]
    reading = read(sheets)
    assert numbers(reading) == ["E1", "E2"]
    assert reading.totals[0] == ControlTotal("Staff", "FTE", 1.5, 1.5)


def test_a_totals_row_that_differs_is_a_warning_at_its_cell(read, sheets):
    sheets["Staff"] = [HEADERS, *PEOPLE, ["Total", None, None, None, 2.5, 50000]]
    reading = read(sheets)
    finding = one_of(reading, "totals-differ")
    assert (finding.severity, finding.place, finding.value) == (WARNING, "Staff!E4", "2.5")
    assert not reading.totals[0].agrees


def test_a_row_of_numbers_that_are_no_sums_stays_a_row(read, sheets):
    sheets["Staff"] = [HEADERS, *PEOPLE, [None, None, None, None, 1, 50000]]
    reading = read(sheets)
    assert len(reading.plan.staff) == 3
    assert reading.totals == ()


def test_a_person_whose_title_begins_with_total_is_a_person(read, sheets):
    sheets["Staff"] = [
        [*HEADERS, "Position title"],
        [None, "P1", "CON", "7", 1, 30000, "Total quality manager"],
    ]
    assert len(read(sheets).plan.staff) == 1


def test_subtotals_among_the_rows_are_left_out(read, sheets):
    sheets["Staff"] = [
        HEADERS,
        PEOPLE[0],
        [None, None, None, "Subtotal", 1, None],
        PEOPLE[1],
        [None, None, None, "Total", 1.5, None],
    ]
    reading = read(sheets)
    assert reading.plan.staff.index.tolist() == [2, 4]
    assert reading.totals == (ControlTotal("Staff", "FTE", 1.5, 1.5),)


def test_a_line_of_text_under_the_table_is_said_and_not_read(read, sheets):
    sheets["Staff"] = [HEADERS, *PEOPLE, [], ["Source: staff record, 31 March 2012"]]
    reading = read(sheets)
    assert numbers(reading) == ["E1", "E2"]
    assert one_of(reading, "remark-row").cell == "A5"


def test_the_live_row_of_an_assignment_is_the_one_with_the_open_end(read, sheets):
    headers = [*HEADERS, "Assignment number", "Effective End Date"]
    sheets["Staff"] = [
        headers,
        [*PEOPLE[0], "A1", date(2011, 3, 31)],
        [*PEOPLE[0], "A1", "31-DEC-4712"],
        [*PEOPLE[1], "A2", None],
    ]
    reading = read(sheets)
    assert reading.plan.staff.index.tolist() == [3, 4]
    assert one_of(reading, "past-row").cell == "A2"


def test_two_live_rows_of_an_assignment_are_both_kept(read, sheets):
    headers = [*HEADERS, "Assignment number", "Effective End Date"]
    sheets["Staff"] = [headers, [*PEOPLE[0], "A1", None], [*PEOPLE[0], "A1", None]]
    assert len(read(sheets).plan.staff) == 2


def test_codes_of_one_table_that_differ_in_capitals_are_left_for_judging(read, sheets):
    sheets["Organisations"].append(["p1", "Another", "PCT"])
    sheets["Staff"].append(["E2", "p1", "CON", "7", 1])
    assert read(sheets).plan.staff["organisation"].tolist() == ["P1", "p1"]


def test_a_reference_that_leads_nowhere_is_left_for_judging(read, sheets):
    sheets["Staff"].append(["E2", "P9", "CON", "7", 1])
    reading = read(sheets)
    assert reading.plan.staff["organisation"].tolist() == ["P1", "P9"]
    assert reading.findings == ()


def test_noughts_before_a_code_are_kept(read, sheets):
    sheets["Functions"] = [["Code", "Name"], ["021", "Contracting"]]
    sheets["Staff"][1][2] = "021"
    reading = read(sheets)
    assert reading.plan.functions["code"].tolist() == ["021"]
    assert reading.plan.staff["function"].tolist() == ["021"]


def test_a_finding_made_elsewhere_is_moved_to_its_true_place(read, sheets):
    sheets[" STAFF"] = [["As at March"], [None, *HEADERS], *([None, *row] for row in PEOPLE)]
    del sheets["Staff"]
    origin = read(sheets).origin
    made = Finding(ERROR, "Staff", "J4", "Annual salary", "20000", "m", "r", "c", "staff", 4)
    absent = Finding(ERROR, "Staff", "Z4", "Notes", "", "m", "r", "c", "staff", 4)
    whole = Finding(ERROR, "Staff", "", "", "", "m", "r", "c", "staff")
    other = Finding(ERROR, "Plan", "B2", "", "", "m", "r", "c")
    assert [one.place for one in origin.relocate([made, absent, whole, other])] == [
        " STAFF!G4",
        " STAFF!B4",
        " STAFF",
        "Plan!B2",
    ]
