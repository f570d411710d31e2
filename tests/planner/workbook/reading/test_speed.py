"""Reading a plan beside the bare reading of its cells. Run with ``-m benchmark``."""

from datetime import date, timedelta
from time import perf_counter

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from planner.model.tables import STAFF, Kind
from planner.workbook.read import read_plan

from .conftest import plain_sheets

PEOPLE = 5000
ROUNDS = 9
TIMES_THE_BARE_READING = 2.0

pytestmark = pytest.mark.benchmark

KNOWN = {
    "organisation": "P1",
    "function": "CON",
    "band": "7",
    "hcas_zone": "inner",
    "pension_section": "1995",
    "skills": "contracting:3; analysis:2",
}


def cell(column, person):
    if column.key in KNOWN:
        return KNOWN[column.key]
    if column.kind is Kind.DATE:
        return date(1985, 1, 1) + timedelta(days=person)
    if column.kind is Kind.FLAG:
        return "N"
    return 1 + person % 5 / 10 if column.kind.is_number else f"{column.title} {person}"


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A plan of 5,000 people with every column filled."""
    path = tmp_path_factory.mktemp("large") / "plan.xlsx"
    sheets = plain_sheets()
    sheets["Staff"] = [[column.title for column in STAFF.columns]]
    sheets["Staff"] += [[cell(column, person) for column in STAFF.columns] for person in range(PEOPLE)]
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def bare(path):
    book = CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def seconds(work, path):
    start = perf_counter()
    work(path)
    return perf_counter() - start


def test_a_plan_of_5000_people_is_read_in_under_twice_the_time_of_its_cells(large):
    assert len(read_plan(large).plan.staff) == PEOPLE
    rounds = [(seconds(bare, large), seconds(read_plan, large)) for _ in range(ROUNDS)]
    fastest_bare = min(one for one, _ in rounds)
    fastest_plan = min(one for _, one in rounds)
    print(f"cells {fastest_bare * 1000:.0f} ms, plan {fastest_plan * 1000:.0f} ms")
    assert fastest_plan < TIMES_THE_BARE_READING * fastest_bare
