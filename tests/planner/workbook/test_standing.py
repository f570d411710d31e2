"""What is still to be said about a plan once some of its cells are others than were read."""

import pytest

from planner.base.findings import Severity
from planner.model.table_edits import CellEdit, delete_rows, put_cells
from planner.workbook.read import read_plan
from planner.workbook.samples import twelve_people
from planner.workbook.standing import standing_findings
from planner.workbook.write import write_plan


@pytest.fixture
def reading(tmp_path):
    """The small sample with a word for an FTE, and a date with a year of two digits."""
    from openpyxl import load_workbook

    path = tmp_path / "plan.xlsx"
    write_plan(twelve_people(), path)
    book = load_workbook(path)
    sheet = book["Staff"]
    heads = [str(cell.value).partition(" (")[0] for cell in sheet[1]]
    sheet.cell(row=4, column=heads.index("FTE") + 1).value = "tbc"
    sheet.cell(row=4, column=heads.index("Date of birth") + 1).value = "1/2/62"
    book.save(path)
    return read_plan(path)


def causes(plan, reading):
    return sorted(one.cause for one in standing_findings(plan, reading) if one.row == 4)


def test_a_plan_as_it_was_read_keeps_all_findings(reading):
    assert standing_findings(reading.plan, reading) == list(reading.findings)
    assert causes(reading.plan, reading) == ["not-a-number", "two-digit-year"]


def test_mending_one_cell_of_a_row_leaves_what_was_said_of_the_other(reading):
    mended = put_cells(reading.plan, "staff", [CellEdit(4, "fte", 0.5)])
    assert causes(mended, reading) == ["two-digit-year"]
    both = put_cells(mended, "staff", [CellEdit(4, "born", None)])
    assert causes(both, reading) == []


def test_another_word_in_place_of_one_is_told_by_what_stands_there_now(reading):
    plan = put_cells(reading.plan, "staff", [CellEdit(4, "fte", None, "half")])
    found = [one for one in standing_findings(plan, reading) if one.column == "FTE"]
    assert [one.value for one in found] == ["half"]
    assert found[0].severity is Severity.ERROR
    assert found[0].place == next(one.place for one in reading.findings if one.value == "tbc")


def test_a_row_that_is_gone_takes_its_findings_with_it(reading):
    assert causes(delete_rows(reading.plan, "staff", [4]), reading) == []


def test_a_plan_that_was_never_read_tells_of_what_was_typed():
    plan = put_cells(twelve_people(), "staff", [CellEdit(3, "born", None, "04/23/2003")])
    found = standing_findings(plan, None)
    assert [(one.row, one.column, one.fix) for one in found] == [(3, "Date of birth", "23/04/2003")]
