"""Which rows of a list are rows: headers, totals, lines of text, rows of the past, split costs."""

import pytest

from planner.base.findings import Severity
from planner.workbook.bringing_in import bring_in, guess


def _finding(came, cause):
    return next(one for one in came.findings if one.cause == cause)


@pytest.mark.parametrize(
    "above",
    [
        [],
        [["Staff in post at 31 March 2012"]],
        [["Staff in post"], []],
        [["Staff in post"], ["Prepared by", "Workforce team"], []],
        [[], [], ["NHS Leeds"], [], []],
        [[""] * 20, ["Confidential"], ["As at", "31/03/2012"], []],
        [[f"Note {at}"] for at in range(30)],
        [["Name:", "Workforce"], ["Date:", "31/03/2012"], ["Status:", "Draft"], []],
    ],
)
def test_headers_are_found_under_whatever_stands_above(brought, table, above):
    came = brought([*above, *table()])
    assert came.frame["employee_number"].tolist() == ["10000001", "10000002", "10000003", "10000004"]
    assert min(came.sheet_rows.values()) == len(above) + 2


def test_headers_merged_over_and_down_are_put_together(write_xlsx, brought):
    rows = [
        ["Employee Number", "Grade", "Pay", "", "Service", "", "WTE"],
        ["", "", "Spine point", "Annual salary", "CSD 3 Months", "CSD 12 Months", ""],
        ["1", "7", 31, 35000, "01/04/2003", "01/04/1999", 1],
        ["2", "6", 25, 30000, "01/04/2004", "01/04/1998", 0.5],
    ]

    def merge(book):
        for span in ("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"):
            book.active.merge_cells(span)

    came = brought(write_xlsx(rows, change=merge))
    assert came.frame["fte"].tolist() == [1.0, 0.5]
    assert came.frame["spine_point"].tolist() == [31.0, 25.0]
    assert came.frame["reckonable_from"].notna().all()
    assert came.frame["band"].tolist() == ["7", "6"]


def test_a_header_over_two_columns_belongs_to_the_words_under_it(brought):
    rows = [
        ["Employee", "", "Grade", "WTE", "Organisation", "Function"],
        ["Number", "Name", "", "", "", ""],
        ["10000001", "Ann", "7", "1", "5N1", "CON"],
        ["10000002", "Bea", "7", "1", "5N1", "CON"],
    ]
    assert brought(rows, table="staff").frame["employee_number"].tolist() == ["10000001", "10000002"]


TOTALS = [
    ["Total", "", "", "", "", "", "", "", "3.3"],
    ["Totals:", "", "", "", "", "", "", "", "3.30"],
    ["Grand Total", "", "", "", "", "", "", "", " 3.3 "],
    ["", "", "", "Total", "", "", "", "", "3.3"],
    ["TOTAL FTE", "4", "", "", "", "", "", "", "3.3"],
    ["", "", "", "", "", "", "", "", "3.3"],
    ["Sub total", "", "", "", "", "", "", "", "3.3"],
]


@pytest.mark.parametrize("total", TOTALS, ids=[" ".join(filter(None, one)) for one in TOTALS])
def test_a_totals_row_is_compared_and_not_brought_in(brought, table, total):
    rows = table()
    came = brought([*rows, [*total, *[""] * (len(rows[0]) - len(total))]])
    assert len(came.frame) == 4
    assert [(one.column, one.file_total, one.agrees) for one in came.totals][:1] == [("FTE", 3.3, True)]
    assert _finding(came, "totals-row").cell == "A6"


def test_a_total_that_differs_is_a_warning_with_both_figures_and_its_cell(brought, table):
    rows = table()
    came = brought([*rows, ["Total", *[""] * 7, "9.3", *[""] * 4]])
    differs = _finding(came, "totals-differ")
    assert (differs.cell, differs.severity) == ("I6", Severity.WARNING)
    assert "9.3" in differs.message
    assert "3.3" in differs.message
    assert differs.remedy


def test_a_head_count_in_the_totals_row_is_compared_with_people(brought, table):
    rows = table()
    came = brought([*rows, ["4", "Total", *[""] * 6, "3.3", *[""] * 4]])
    assert ("Head count", 4.0, 4.0) in [(one.column, one.file_total, one.our_total) for one in came.totals]


def test_part_totals_within_a_list_add_up_to_the_whole(brought, table):
    rows = table()
    blank = [""] * len(rows[0])
    part = [["Sub total", *blank[1:8], value, *blank[9:]] for value in ("1.5", "1.8")]
    came = brought([*rows[:3], part[0], *rows[3:], part[1]])
    assert len(came.frame) == 4
    assert came.totals[0].agrees


def test_a_person_whose_post_begins_with_total_is_a_person(brought, table):
    came = brought(table({"Position Title": "Total Purchasing Manager"}))
    assert len(came.frame) == 4


def test_totals_of_people_rows_and_pay_are_shown(brought, table):
    came = brought(table())
    assert (came.counted.rows, came.counted.heads, came.counted.fte) == (4, 4.0, 3.3)
    assert came.counted.amount == 35000 * 3.3


@pytest.mark.parametrize(
    "line", ["Source: ESR", "Printed on 1 April 2012", "* includes secondees", "End of report"]
)
def test_lines_of_text_under_a_list_are_said_and_not_brought_in(brought, table, line):
    came = brought([*table(), [], [line]])
    assert len(came.frame) == 4
    assert _finding(came, "text-row").cell == "A7"


def test_headings_within_a_list_are_not_people(brought, table):
    rows = table()
    assert len(brought([*rows[:2], ["Commissioning Directorate"], *rows[2:]]).frame) == 4


def test_headers_that_stand_again_on_each_page_are_not_people(brought, table):
    rows = table()
    came = brought([*rows[:3], rows[0], *rows[3:]])
    assert len(came.frame) == 4
    assert _finding(came, "headers-again").cell == "A4"


def test_a_row_with_nothing_but_a_number_is_a_row_in_error_not_a_line_of_text(brought, table):
    rows = table()
    assert len(brought([*rows, ["10000009", *[""] * (len(rows[0]) - 1)]]).frame) == 5


def test_blank_rows_within_a_list_do_not_end_it(brought, table):
    rows = table()
    blank = [""] * len(rows[0])
    assert len(brought([*rows[:3], blank, blank, [" "] * len(rows[0]), *rows[3:]]).frame) == 4


def test_a_line_with_more_cells_than_headers_stays_unread(tmp_path, brought, table):
    lines = [",".join(row) for row in table()]
    lines[1] = lines[1].replace("35000", "35,000")
    path = tmp_path / "list.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    came = brought(path)
    shifted = _finding(came, "too-many-cells")
    assert shifted.severity is Severity.ERROR
    assert shifted.cell.endswith("2")
    assert "quotation marks" in shifted.remedy
    assert {one.row for one in came.unread} == {2}
    assert "fte" in {one.column for one in came.unread}


def test_empty_cells_beyond_the_headers_are_nothing(tmp_path, brought, table):
    path = tmp_path / "list.csv"
    path.write_text("\n".join([",".join(row) + ",,," for row in table()]), encoding="utf-8")
    assert not brought(path).unread


def test_a_list_without_rows_is_an_error(brought, table):
    came = brought(table()[:1], table="staff")
    assert _finding(came, "no-rows").severity is Severity.ERROR
    assert came.frame.empty


def test_a_list_without_headers_is_told_by_what_it_holds(brought):
    rows = [
        [f"1000000{at}", "AfC Band 7", "1" if at % 2 else "0.5", str(30000 + at), "Jones, Ann"]
        for at in range(8)
    ]
    came = brought(rows)
    assert len(came.frame) == 8
    assert came.frame["band"].tolist() == ["7"] * 8
    assert came.frame["employee_number"].iloc[0] == "10000000"
    assert _finding(came, "no-headers").cell == "A1"


# --------------------------------------------------------------------------- effective dates


def _dated(table, *rows):
    """A list whose first assignment stands several times: (from, to, FTE)."""
    first = [{"Effective Start Date": a, "Effective End Date": b, "FTE": c} for a, b, c in rows]
    return table(first[0], others=first[1:])


@pytest.mark.parametrize(
    "no_end", ["", "31-DEC-4712", "31/12/4712", "1900-01-01", "4712-12-31", "47121231", "31/12/9999", " "]
)
def test_the_live_row_of_an_assignment_is_that_with_the_open_end(brought, table, no_end):
    rows = _dated(table, ("01/04/2005", "31/03/2009", "0.4"), ("01/04/2009", no_end, "0.6"),
                  ("01/04/2003", "31/03/2005", "0.2"))  # fmt: skip
    came = brought(rows)
    assert came.frame["fte"].tolist() == [0.6]
    past = [one for one in came.findings if one.cause == "past-row"]
    assert [one.cell for one in past] == ["O2", "O4"]
    assert not came.unread


def test_where_no_end_is_open_the_latest_row_is_taken_with_a_warning(brought, table):
    rows = _dated(table, ("01/04/2003", "31/03/2005", "0.2"), ("01/04/2005", "31/03/2009", "0.4"))
    came = brought(rows)
    assert came.frame["fte"].tolist() == [0.4]
    ended = _finding(came, "ended-row")
    assert (ended.cell, ended.severity) == ("O3", Severity.WARNING)
    assert "31 March 2009" in ended.message
    assert "left" in ended.remedy


def test_of_two_open_rows_the_later_is_taken_with_a_warning(brought, table):
    rows = _dated(table, ("01/04/2003", "", "0.2"), ("01/04/2005", "", "0.4"))
    came = brought(rows)
    assert came.frame["fte"].tolist() == [0.4]
    assert _finding(came, "two-open-rows").cell == "O2"


def test_an_end_that_is_no_date_is_named_and_taken_as_open(brought, table):
    rows = _dated(table, ("01/04/2003", "31/03/2005", "0.2"), ("01/04/2005", "ongoing", "0.4"))
    came = brought(rows)
    assert came.frame["fte"].tolist() == [0.4]
    odd = _finding(came, "end-not-a-date")
    assert (odd.cell, odd.value) == ("O3", "ongoing")


def test_two_assignments_of_one_person_are_two_rows(brought, table):
    second = {"Assignment Number": "10000001-2", "FTE": "0.5"}
    came = brought(table({"FTE": "0.5"}, others=[second]))
    assert len(came.frame) == 2
    assert came.counted.heads == 1.0


# ----------------------------------------------------------------------------- split of costs


def _split(table, *parts):
    """One assignment over cost centres: (function, percentage, FTE)."""
    rows = [{"Function": code, "Percentage Split": share, "FTE": fte} for code, share, fte in parts]
    return table(rows[0], others=rows[1:])


@pytest.mark.parametrize(
    "parts",
    [
        (("CON", "60", "1"), ("FIN", "40", "1")),
        (("CON", "60", "0.6"), ("FIN", "40", "0.4")),
    ],
    ids=["the whole FTE on each row", "each row's part of the FTE"],
)
def test_the_fte_of_a_split_assignment_goes_by_percentage(brought, table, parts):
    came = brought(_split(table, *parts))
    assert came.frame["fte"].round(10).tolist() == [0.6, 0.4]
    assert came.frame["function"].tolist() == ["CON", "FIN"]
    assert came.frame["assignment_number"].tolist() == ["10000001-1", "10000001-1/2"]
    assert came.counted.heads == 1.0
    assert _finding(came, "cost-split").cell == "N2"


def test_splits_that_do_not_come_to_100_are_named(brought, table):
    came = brought(_split(table, ("CON", "60", "1"), ("FIN", "30", "1")))
    assert came.frame["fte"].round(10).tolist() == [0.6, 0.3]
    odd = _finding(came, "split-not-100")
    assert (odd.severity, odd.cell) == (Severity.WARNING, "N2")
    assert "90%" in odd.message
    assert "100" in odd.remedy


def test_a_split_with_a_blank_percentage_is_an_error(brought, table):
    came = brought(_split(table, ("CON", "60", "1"), ("FIN", "", "1")))
    unknown = _finding(came, "split-unknown")
    assert (unknown.severity, unknown.cell) == (Severity.ERROR, "N3")
    assert [(one.row, one.column) for one in came.unread] == [(2, "fte"), (3, "fte")]
    assert came.frame["fte"].isna().all()


def test_a_percentage_that_cannot_be_read_leaves_the_fte_unread(brought, table):
    came = brought(_split(table, ("CON", "half", "1")))
    assert _finding(came, "not-a-number").cell == "N2"
    assert [(one.row, one.column, one.text) for one in came.unread] == [(2, "fte", "1")]


def test_whole_costs_are_no_splits(brought, table):
    came = brought(_split(table, ("CON", "100", "0.7")))
    assert came.frame["fte"].tolist() == [0.7]
    assert "cost-split" not in {one.cause for one in came.findings}


def test_percentages_formatted_as_such_are_read_by_their_format(write_xlsx, brought, table):
    def as_shares(book):
        for row in (2, 3):
            book.active.cell(row, 14).number_format = "0%"

    path = write_xlsx(_split(table, ("CON", 0.6, 1), ("FIN", 0.4, 1)), change=as_shares)
    assert brought(path).frame["fte"].round(10).tolist() == [0.6, 0.4]


# ------------------------------------------------------------------------------ what is lacking


@pytest.mark.parametrize("header", ["Organisation", "Function", "Band", "FTE", "Employee Number"])
def test_a_required_column_that_is_missing_is_an_error_with_a_remedy(brought, table, header):
    at = table()[0].index(header)
    rows = [[cell for place, cell in enumerate(row) if place != at] for row in table()]
    came = brought(rows, table="staff")
    missing = [one for one in came.findings if one.cause == "missing-column"]
    assert len(missing) == 1
    assert missing[0].severity is Severity.ERROR
    assert "column" in missing[0].remedy


@pytest.mark.parametrize(
    "header", ["Cost Centre", "Directorate", "Department", "Org L5", "Organization Name", "Team"]
)
def test_another_column_stands_for_the_function_and_that_is_said(brought, table, header):
    rows = [[header if cell == "Function" else cell for cell in row] for row in table()]
    rows[1:] = [["004310" if cell == "CON" else cell for cell in row] for row in rows[1:]]
    came = brought(rows)
    assert came.frame["function"].tolist() == ["004310"] * 4, "noughts in front are kept"
    said = _finding(came, "doubtful-column")
    assert (said.cell, said.value) == ("E1", header)
    assert "proposed" in said.message


def test_the_organisation_in_the_title_is_proposed(brought, table):
    rows = [[cell for place, cell in enumerate(row) if place != 3] for row in table()]
    came = brought([["Staff of NHS Leeds at 31 March 2012"], [], *rows])
    said = _finding(came, "organisation-from-title")
    assert came.frame["organisation"].tolist() == [said.message.split(" names ")[1][:3]] * 4
    assert said.cell == "A1"


def test_a_column_taken_against_what_it_holds_is_named(sheet_of, table):
    sheet = sheet_of(table())
    mapping = guess(sheet).with_column("C", "born")
    assert "column-does-not-fit" in {one.cause for one in bring_in(sheet, mapping).findings}
