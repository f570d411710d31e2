"""What a sheet is taken for, and each of its columns, with how sure that is and why."""

import json
from datetime import datetime

import pytest

from planner.base.errors import WrongUseError
from planner.workbook.bringing_in import Mapping, bring_in, guess, guesses, open_source, preview
from planner.workbook.bringing_in.mapping import How
from planner.workbook.bringing_in.remembered import FILE, RememberedMappings, mapping_of

DASHBOARD = {
    "Org L3": "638 L3 NHS Leeds", "Org L5": "640 L5 Commissioning", "Organization Name": "641 L8 Contracting",
    "Employee Number": "10000001", "Staff Group": "Administrative and Clerical", "Role": "Manager",
    "Pay Scale": "XN07", "FTE Budget": "3.0", "Total FTE": ".5",
}  # fmt: skip
WAREHOUSE = {
    "Tm Year Month": "2012-03", "Unique Nhs Identifier": "10000001", "Organisation": "5N1",
    "Cost Centre": "004310", "Grade": "NHS|XR07|Review Body Band 7", "Asg Type Of Contract": "Permanent",
    "Contracted Wte": "0.50000",
}  # fmt: skip
BY_HAND = {
    "Employee Number": "10000001", "Assignment Number": "10000001-1",
    "Position Title": "3560241|Manager|021|Finance|", "Pay Scale": "XN07",
    "Grade": "NHS|XR07|Review Body Band 7", "Spinal Point": "31", "WTE": "1",
    "Annual Salary": "£35,184.00", "Latest Start Date": "01/04/2003", "NHS Entry Date": "2003-04-01",
    "CSD 3 Months": "01-APR-2003", "CSD 12 Months": "20030401", "Date of Birth": "14/02/1960",
    "Assignment Category": "Permanent", "Fixed Term End Date": "31-DEC-4712", "Cost Centre": "004310",
    "Assignment Status": "Active Assignment",
}  # fmt: skip


def _rows(record, count=6):
    rows = [[*record.values()] for _ in range(count)]
    for at, row in enumerate(rows):
        for place, header in enumerate(record):
            if header in ("Employee Number", "Unique Nhs Identifier"):
                row[place] = f"1000000{at}"
            if header == "Assignment Number":
                row[place] = f"1000000{at}-1"
    return [[*record], *rows]


def _taken(mapping):
    return {one.key: one.header for one in mapping.columns}


def test_a_dashboard_export_is_a_staff_list(sheet_of):
    mapping = guess(sheet_of(_rows(DASHBOARD)))
    assert (mapping.table, mapping.confidence >= 0.6) == ("staff", True)
    assert _taken(mapping) == {
        "organisation": "Org L3", "function": "Org L5", "employee_number": "Employee Number",
        "position_title": "Role", "band": "Pay Scale", "fte": "Total FTE",
    }  # fmt: skip
    left = {one.header: one.why for one in mapping.left_out}
    assert "budgeted" in left["FTE Budget"]
    assert set(left) == {"Organization Name", "Staff Group", "FTE Budget"}


def test_a_warehouse_export_is_a_staff_list(sheet_of):
    mapping = guess(sheet_of(_rows(WAREHOUSE)))
    assert mapping.table == "staff"
    assert _taken(mapping) == {
        "employee_number": "Unique Nhs Identifier", "organisation": "Organisation", "function": "Cost Centre",
        "band": "Grade", "contract": "Asg Type Of Contract", "fte": "Contracted Wte",
    }  # fmt: skip
    assert "of which month" in next(one.why for one in mapping.left_out)


def test_a_list_made_by_hand_is_a_staff_list_and_its_doubtful_dates_give_way(sheet_of):
    mapping = guess(sheet_of(_rows(BY_HAND)))
    taken = _taken(mapping)
    assert mapping.table == "staff"
    assert taken["continuous_from"] == "CSD 3 Months"
    assert taken["reckonable_from"] == "CSD 12 Months"
    assert taken["contract_ends"] == "Fixed Term End Date"
    assert taken["contract"] == "Assignment Category"
    assert taken["function"] == "Cost Centre"
    assert taken["spine_point"] == "Spinal Point"
    assert {one.header for one in mapping.left_out} >= {"Latest Start Date", "NHS Entry Date"}


def test_doubtful_dates_are_taken_for_want_of_better_and_are_unsure(sheet_of):
    rows = _rows({key: cell for key, cell in BY_HAND.items() if not key.startswith("CSD")})
    mapping = guess(sheet_of(rows))
    doubtful = mapping.column_for("reckonable_from")
    assert (doubtful.header, doubtful.confidence) == ("NHS Entry Date", 0.6)
    assert "breaks" in doubtful.why


@pytest.mark.parametrize("layout", [DASHBOARD, WAREHOUSE, BY_HAND], ids=["dashboard", "warehouse", "by hand"])
def test_each_layout_comes_in_with_no_cell_unread(brought, layout):
    came = brought(_rows(layout))
    assert not came.unread
    assert len(came.frame) == 6
    assert came.frame["band"].tolist() == ["7"] * 6
    assert came.frame["fte"].notna().all()


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Employee Number", "employee_number"), ("EMPLOYEE  NUMBER", "employee_number"),
        ("employee_number", "employee_number"), ("Emp No.", "employee_number"),
        ("Employe Number", "employee_number"), ("Staff Number", "employee_number"),
        ("Unique NHS Identifier", "employee_number"), ("Pay Scale", "band"), ("Grade", "band"),
        ("AfC Band", "band"), ("Pay Band", "band"), ("WTE", "fte"), ("W.T.E.", "fte"),
        ("Contracted WTE", "fte"), ("FTE (actual)", "fte"), ("Full Time Equivalent", "fte"),
        ("Annual Salary (£)", "annual_salary"), ("Anual Salary", "annual_salary"),
        ("Basic Salary", "annual_salary"), ("D.O.B.", "born"), ("Date of Birth", "born"),
        ("Date Of Birth (dd/mm/yyyy)", "born"), ("CSD 3 Months", "continuous_from"),
        ("CSD 12 Months", "reckonable_from"), ("Continuous Service Date", "continuous_from"),
        ("Job Title", "position_title"), ("Postion Title", "position_title"), ("Spine Point", "spine_point"),
        ("Gender", "sex"), ("Ethnic Origin", "ethnicity"), ("Assignment Status", "assignment_status"),
        ("Fixed Term End Date", "contract_ends"), ("Asg Type Of Contract", "contract"),
        ("Forename", "first_name"), ("Surname", "last_name"), ("Effective End Date", "effective_to"),
        ("% Split", "split"), ("Termination Date", "leaving_date"),
    ],
)  # fmt: skip
def test_columns_are_known_by_name_alias_and_likeness(sheet_of, header, key):
    values = {"Employee Number": "1", "Organisation": "5N1", "Function": "CON", "Band": "7", "FTE": "1"}
    rows = [[*values, header], *[[*values.values(), ""] for _ in range(4)]]
    rows = [
        [cell for at, cell in enumerate(row) if list(values)[at : at + 1] != [_named(key)]] for row in rows
    ]
    mapping = guess(sheet_of(rows), "staff")
    found = next(one for one in mapping.columns if one.header == header.strip().replace("  ", " "))
    assert found.key == key
    assert 0.4 <= found.confidence <= 1.0


def _named(key):
    return {"employee_number": "Employee Number", "band": "Band", "fte": "FTE"}.get(key)


@pytest.mark.parametrize(
    "header",
    ["Favourite Colour", "Car Park Permit", "X1", "Hours", "NI Number", "Title", "Pro Rata Salary", "Age"],
)
def test_what_is_not_known_or_not_wanted_is_left_out_and_says_why(sheet_of, table, header):
    mapping = guess(sheet_of(table({header: "7"})))
    left = next(one for one in mapping.left_out if one.header == header)
    assert left.why


def test_of_two_columns_that_could_be_one_the_better_is_taken_and_the_other_named(sheet_of, table):
    mapping = guess(sheet_of(table({"Contracted WTE": "1"})))
    assert _taken(mapping)["fte"] == "FTE"
    left = next(one for one in mapping.left_out if one.header == "Contracted WTE")
    assert "column I" in left.why


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        (["AfC Band 7", "XN06", "Band 8a", "Band 5", "Band 5"], "band"),
        (["1", "0.5", "1", "0.8", "1"], "fte"),
        (["27625", "£35,184.00", "46,621", "21176", "30460"], "annual_salary"),
        (["Smith, Ann", "Jones, Bea", "O'Brien, Cy", "Green, Di", "Black, Ed"], "name"),
        (["14/02/1960", "01/03/1971", "05/05/1955", "09/09/1980", "11/11/1965"], "born"),
    ],
)
def test_a_column_with_a_strange_header_is_told_by_what_it_holds(sheet_of, cells, key):
    rows = [["Employee Number", "Organisation", "Function", "Kolumn"]]
    rows += [[str(at), "5N1", "CON", cell] for at, cell in enumerate(cells)]
    mapping = guess(sheet_of(rows), "staff")
    found = mapping.column_for(key)
    assert (found.header, found.how) == ("Kolumn", How.CONTENT)
    assert found.confidence < 0.8
    assert found.why.startswith("it holds")


def test_a_header_that_what_is_under_it_denies_is_unsure(sheet_of, table):
    rows = table({"Date of Birth": "Leeds"})
    rows[1:] = [[cell if cell != "14/02/1960" else "Leeds" for cell in row] for row in rows[1:]]
    mapping = guess(sheet_of(rows))
    assert mapping.column_for("born").confidence < 0.5
    assert "does not fit" in mapping.column_for("born").why


@pytest.mark.parametrize(
    ("header", "text"),
    [("Pension", "Yes"), ("Start date", "see file"), ("Step", "Manager"), ("HCAS", "12")],
)
def test_a_column_of_another_name_that_does_not_fit_is_left_out_and_says_so(sheet_of, table, header, text):
    rows = table({header: text})
    rows[1:] = [[*row[:-1], text] for row in rows[1:]]
    rows = [[cell for at, cell in enumerate(row) if at not in (7, 10)] for row in rows]
    mapping = guess(sheet_of(rows))
    left = next(one for one in mapping.left_out if one.header == header)
    assert "does not fit" in left.why


# --------------------------------------------------------------------------- what a sheet is

TABLES = {
    "organisations": [["Code", "Name", "Kind", "Population"], ["5N1", "Leeds", "PCT", "800000"]],
    "functions": [["Code", "Name", "Family", "Statutory"], ["CON", "Contracting", "Contracting", "Y"]],
    "budgets": [
        ["Organisation", "Function", "Line", "Year", "Amount"],
        ["5N1", "CON", "Pay", "2012/13", "100"],
    ],
    "posts": [["Post", "Receiver", "Function", "Band", "FTE"], ["N1", "02N", "CON", "7", "1"]],
    "staff": [["Employee number", "Organisation", "Function", "Band", "FTE"], ["1", "5N1", "CON", "7", "1"]],
}


@pytest.mark.parametrize("table", TABLES)
def test_each_table_of_a_plan_is_known_by_its_columns(sheet_of, table):
    mapping = guess(sheet_of(TABLES[table]))
    assert mapping.table == table
    assert mapping.confidence >= 0.6
    assert mapping.why.startswith("It has ")


@pytest.mark.parametrize(
    "rows",
    [
        [["Minutes of the meeting"], ["Present: everyone"], ["Apologies: none"]],
        [["Risk", "Likelihood", "Impact"], ["Fire", "2", "5"]],
        [["Band", "2011/12", "2012/13"], ["Band 7", "12", "14"]],
        [["Total"]],
        [["Postcode", "Practice"], ["LS1 1AA", "Park Surgery"]],
    ],
)
def test_a_sheet_that_is_no_table_is_taken_for_none(sheet_of, rows):
    mapping = guess(sheet_of(rows))
    assert mapping.table == ""
    assert mapping.why
    with pytest.raises(WrongUseError, match="not taken for any table"):
        bring_in(sheet_of(rows), mapping)


def test_other_likely_tables_are_offered_after_the_likeliest(sheet_of):
    found = guesses(sheet_of(TABLES["posts"]))
    assert found[0].table == "posts"
    assert [one.confidence for one in found] == sorted([one.confidence for one in found], reverse=True)


def test_the_table_and_the_header_row_may_be_said(sheet_of, table):
    sheet = sheet_of([["Title"], *table()])
    assert guess(sheet, "posts").table == "posts"
    assert guess(sheet, "staff", 1).header_row == 1
    assert guess(sheet, "staff", -1).header_row == -1


# ------------------------------------------------------------------------------- confirmation


def test_a_user_may_change_what_a_column_is(sheet_of, table):
    sheet = sheet_of(table({"Local ref": "A7", "Headcode": "X"}))
    mapping = guess(sheet).with_column("N", "notes").with_column("C", None)
    assert _taken(mapping)["notes"] == "Local ref"
    assert "name" not in _taken(mapping)
    assert (mapping.column_for("notes").confidence, mapping.column_for("notes").how) == (1.0, How.CHOSEN)
    assert bring_in(sheet, mapping).frame["notes"].iloc[0] == "A7"


def test_a_field_has_one_column_so_the_one_before_is_left_out(sheet_of, table):
    mapping = guess(sheet_of(table({"Contracted WTE": "1"}))).with_column("N", "fte")
    assert _taken(mapping)["fte"] == "Contracted WTE"
    assert "FTE" in {one.header for one in mapping.left_out}


@pytest.mark.parametrize(("column", "key"), [("A", "shoe_size"), ("ZZ", "fte"), ("A", "amount/Pay/2012-13")])
def test_a_change_that_cannot_be_is_wrong_use(sheet_of, table, column, key):
    with pytest.raises(WrongUseError):
        guess(sheet_of(table())).with_column(column, key)


def test_the_preview_shows_ten_rows_beside_what_they_become(sheet_of, table):
    others = [{"Employee Number": f"2{at:07d}", "Assignment Number": f"2{at:07d}-1"} for at in range(50)]
    sheet = sheet_of([["Staff"], [], *table({"FTE": "tbc"}, others=others)])
    shown = preview(sheet, guess(sheet))
    assert len(shown.rows) == len(shown.brought_in) == 10
    assert shown.rows[0][0] == 4
    assert shown.rows[0][1][8] == "tbc"
    assert shown.headers[8] == ("I", "FTE")
    assert any(one.cell == "I4" for one in shown.findings)
    assert not any(one.row > 13 for one in shown.findings)


# --------------------------------------------------------------------------------- remembered


def test_a_confirmed_mapping_is_remembered_by_the_shape_of_the_sheet(tmp_path, sheet_of, table):
    kept = RememberedMappings(tmp_path / "kept")
    first = guess(sheet_of(table({"Local ref": "A7"}))).with_column("N", "notes").with_column("C", None)
    kept.remember(first)
    next_month = sheet_of([["Staff, April"], [], *table({"Local ref": "B8", "FTE": "0.2"})])
    recalled = kept.recall(next_month)
    assert isinstance(recalled, Mapping)
    assert _taken(recalled) == _taken(first)
    assert recalled.header_row == 2
    assert recalled.column_for("notes").how is How.REMEMBERED
    kept.forget(first.shape)
    assert kept.recall(next_month) is None


def test_a_sheet_of_another_shape_is_not_known(tmp_path, sheet_of, table):
    kept = RememberedMappings(tmp_path)
    kept.remember(guess(sheet_of(table())))
    assert kept.recall(sheet_of(table({"Extra": "1"}))) is None


@pytest.mark.parametrize("content", ["", "not json", "[]", '{"x": 1}', '{"x": {"table": "staff"}}'])
def test_a_store_that_is_damaged_forgets_and_fails_nothing(tmp_path, sheet_of, table, content):
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    kept = RememberedMappings(tmp_path)
    sheet = sheet_of(table())
    assert kept.recall(sheet) is None
    kept.remember(guess(sheet))
    assert kept.recall(sheet) is not None


def test_what_is_kept_holds_headers_and_nothing_under_them(tmp_path, sheet_of, table):
    RememberedMappings(tmp_path).remember(guess(sheet_of(table())))
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "Ann Smith" not in text
    assert "10000001" not in text


@pytest.mark.parametrize(
    "record",
    [
        [], {}, {"table": "staff"}, {"table": "rooms", "columns": []}, {"table": "staff", "columns": [1]},
        {"table": "staff", "columns": [{"header": "FTE"}]},
        {"table": "staff", "columns": [{"header": "FTE", "is": "shoe_size"}]},
        {"table": "staff", "columns": [{"header": "Not there", "is": "fte"}]},
    ],
)  # fmt: skip
def test_a_mapping_file_that_does_not_fit_is_wrong_use(sheet_of, table, record):
    with pytest.raises(WrongUseError):
        mapping_of(json.loads(json.dumps(record)), sheet_of(table()), "")


def test_columns_of_a_mapping_file_are_found_by_header_wherever_they_stand(sheet_of, table):
    record = guess(sheet_of(table())).record()
    turned = sheet_of([list(reversed(row)) for row in table()])
    assert bring_in(turned, mapping_of(record, turned, "")).frame["fte"].tolist() == [1.0, 0.5, 0.8, 1.0]


def test_wide_lists_are_guessed_in_good_time(write_xlsx):
    headers = [f"Column {at}" for at in range(200)]
    rows = [headers, *[[datetime(2012, 1, 1), *range(199)] for _ in range(20)]]
    assert guess(open_source(write_xlsx(rows)).sheets()[0]).table == ""
