"""Lists laid out as offices lay them out: merged departments, subtotals, notes beside, thousands of pounds."""

# ruff: noqa: E501 - a case is one line of a table

from dataclasses import dataclass, field

import pytest

from planner.base.errors import FileRefusedError
from planner.base.findings import Severity
from planner.workbook.bringing_in import bring_in, guess
from planner.workbook.bringing_in.delimited import read_delimited
from planner.workbook.bringing_in.sheet import SourceSheet, squared

HEADS = ["Directorate", "Employee Number", "Organisation", "Grade", "WTE", "Annual Salary", "Date of Birth"]
WARNING, NOTE = Severity.WARNING, Severity.NOTE


def person(number, *, unit="Contracting", fte=1.0, **more):
    row = {"Directorate": unit, "Employee Number": f"2048000{number}", "Organisation": "5N1", "Grade": "Band 7",
           "WTE": fte, "Annual Salary": 35_000, "Date of Birth": "14/02/1970"}  # fmt: skip
    return list((row | more).values())


def total(words, fte, at=0):
    return [words if place == at else "" for place in range(4)] + [fte, "", ""]


PLAIN = [HEADS, person(1), person(2), person(3), person(4)]
MERGED = [HEADS, person(1), person(2, unit=""), total("Contracting Total", 2), person(3, unit="Finance"),
          person(4, unit="", fte=0.5), total("Finance Total", 1.5), total("Grand Total", 3.5)]  # fmt: skip
SPLIT = [["", "Employee", "Org", "Pay", "Contracted", "Annual", "Date of"],
         ["Directorate", "Number", "L3", "Grade", "WTE", "Salary", "Birth"]]  # fmt: skip


def beside(rows, *columns):
    """Rows with a small table to their right."""
    return [
        [*row, *(column[at] if at < len(column) else "" for column in columns)] for at, row in enumerate(rows)
    ]


@dataclass(frozen=True)
class Layout:
    """A list laid out oddly.

    Attributes:
        name: what is odd.
        rows: its cells.
        holds: field -> what the rows come in with.
        says: cause, severity and cell of a finding that there must be.
        merged: merged cells, counted from 0.
    """

    name: str
    rows: list
    holds: dict = field(default_factory=dict)
    says: tuple = ()
    merged: tuple = ()


def without_unit(*rows):
    return [row[1:] for row in rows]


def line(words):
    return ["", words, "", "", "", "", ""]


GROUPED = without_unit(
    HEADS,
    line("Contracting"),
    person(1),
    person(2),
    total("Sub total", 2, at=1),
    line("Finance"),
    person(3),
    person(4),
)
PAGES = without_unit(
    HEADS, person(1), person(2), line("Page 2 of 3"), person(3), person(4), line("Page 3 of 3")
)
TITLED = without_unit(HEADS, line("Contracting"), person(1), person(2), person(3), person(4))

FOUR = ["20480001", "20480002", "20480003", "20480004"]
LAYOUTS = (
    Layout("departments merged down", MERGED, {"function": ["Contracting"] * 2 + ["Finance"] * 2, "employee_number": FOUR}, ("merged-down", NOTE, "A2"), ((1, 0, 2, 0), (4, 0, 5, 0))),
    Layout("subtotals named after their group", [HEADS, person(1), total("Contracting Total", 1), person(2), total("Finance total:", 1)], {"employee_number": FOUR[:2]}, ("totals-row", NOTE, "A3")),
    Layout("subtotals named in another column", [HEADS, person(1), person(2), total("Band 7 Total", 2, at=3), person(3)], {"employee_number": FOUR[:3]}, ("totals-row", NOTE, "A4")),
    Layout("numbers merged down count once", [HEADS, person(1), person(2, fte="")], {"fte": [1.0, None]}, merged=((1, 4, 2, 4),)),
    Layout("a small table beside the list", beside(PLAIN, ["", "", "", "", ""], ["Band", "7", "Total"]), {"band": ["7"] * 4}),
    Layout("heads in two rows", [*SPLIT, *PLAIN[1:]], {"organisation": ["5N1"] * 4, "function": ["Contracting"] * 4}),
    Layout("units under the heads", [HEADS, ["", "", "", "", "(wte)", "(£)", "(dd/mm/yyyy)"], *PLAIN[1:]], {"employee_number": FOUR}, ("text-row", NOTE, "A2")),
    Layout("numbers of columns under the heads", [HEADS, [f"({at})" for at in range(1, 8)], *PLAIN[1:]], {"employee_number": FOUR}, ("text-row", NOTE, "A2")),
    Layout("two columns of one name", beside(PLAIN, ["WTE", 0.5, 0.5, 0.5, 0.5]), {"fte": [1.0] * 4}, ("header-twice", WARNING, "H1")),
    Layout("an empty column of the same name", beside(PLAIN, ["WTE"]), {"fte": [1.0] * 4}),
    Layout("thousands in the title", [["Pay in £000s", *[""] * 6], [""] * 7, *PLAIN], {"annual_salary": [35_000.0] * 4}, ("in-thousands", WARNING, "A1")),
    Layout("thousands in the units", [HEADS, ["", "", "", "", "(wte)", "(£'000)", "(date)"], *PLAIN[1:]], {"annual_salary": [35_000.0] * 4}, ("in-thousands", WARNING, "F2")),
    Layout("codes in scientific notation", [HEADS, person(1, **{"Employee Number": "2.0480007E7"}), person(2), person(3)], {}, ("digits-lost", Severity.ERROR, "B2")),
    Layout("lines over groups", GROUPED, {"function": ["Contracting"] * 2 + ["Finance"] * 2, "employee_number": FOUR}, ("function-from-groups", WARNING, "A2")),
    Layout("numbers of pages are no groups", PAGES, {"function": [None] * 4, "employee_number": FOUR}, ("missing-column", Severity.ERROR, "")),
    Layout("one line over all is a title", TITLED, {"function": [None] * 4}, ("missing-column", Severity.ERROR, "")),
    Layout("a trust's code that looks like such", [HEADS, person(1, Organisation="5E1"), person(2), person(3)], {"organisation": ["5E1", "5N1", "5N1"]}),
)  # fmt: skip
SILENT = (
    "an empty column of the same name",
    "a small table beside the list",
    "a trust's code that looks like such",
    "heads in two rows",
)


def read(layout):
    sheet = SourceSheet("list.xlsx", "Sheet1", squared(layout.rows), merged=layout.merged)
    return bring_in(sheet, guess(sheet))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_a_list_comes_in_as_it_is_laid_out(layout):
    came = read(layout)
    assert came.table == "staff"
    for key, values in layout.holds.items():
        there = came.frame[key].astype(object)
        assert there.where(there.notna(), None).tolist() == values
    if layout.says:
        assert layout.says in {(one.cause, one.severity, one.cell) for one in came.findings}
    assert all(one.remedy for one in came.findings)


@pytest.mark.parametrize("name", SILENT)
def test_nothing_is_said_of_what_is_plain(name):
    causes = {one.cause for one in read(next(one for one in LAYOUTS if one.name == name)).findings}
    assert not causes & {"header-twice", "in-thousands", "digits-lost"}


def test_totals_of_groups_agree_with_their_people():
    came = read(LAYOUTS[0])
    assert [(one.column, one.file_total, one.our_total) for one in came.totals] == [("FTE", 3.5, 3.5)]


def test_a_quotation_mark_that_is_never_closed_is_found():
    lines = [
        "Employee Number,Position Title,WTE",
        "1,Officer,1",
        '2,"Manager,1',
        "3,Officer,1",
        "4,Officer,1",
    ]
    sheet = read_delimited("\r\n".join(lines).encode(), "Staff.csv")
    said = next(one for one in sheet.findings if one.cause == "quote-not-closed")
    assert (said.cell, said.value) == ("B3", '"Manager')


def test_lines_that_are_all_too_long_are_said_to_be_longer_than_the_heads():
    lines = ["Employee Number,Grade,WTE,Annual Salary", *(f"2048000{at},7,1,35,000" for at in range(4))]
    sheet = read_delimited("\r\n".join(lines).encode(), "Staff.csv")
    said = [one.message for one in bring_in(sheet, guess(sheet)).findings if one.cause == "too-many-cells"]
    assert len(said) == 4
    assert all("5 cells, more than there are headers" in one for one in said)


def test_a_flat_open_document_is_refused_with_what_to_do():
    content = b'<?xml version="1.0"?>\n<office:document xmlns:office="urn:x" office:version="1.2"/>'
    with pytest.raises(FileRefusedError, match=r"save it as \.ods or \.xlsx"):
        read_delimited(content, "Staff.fods")
