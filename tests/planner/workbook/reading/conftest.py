"""Small plan workbooks, made with the cells that a test is about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from planner.base.findings import Finding
from planner.workbook.read import Reading, read_plan

Sheets = dict[str, list[list[Any]]]

STAFF = {
    "Employee number": "E1",
    "Organisation": "P1",
    "Function": "CON",
    "Band": "7",
    "FTE": 1,
}
ORGANISATION = {"Code": "P1", "Name": "Example PCT", "Kind": "PCT"}
FUNCTION = {"Code": "CON", "Name": "Contracting"}
BUDGET = {"Organisation": "P1", "Function": "CON", "Line": "Pay", "Year": "2012/13", "Amount": 100}
POST = {"Post": "N1", "Receiver": "C1", "Function": "CON", "Band": "7", "FTE": 1}
ALLOCATION = {"Scenario": "Buy", "Function": "CON", "Receiver": "C1", "Mode": "do", "Share": 100}
PLACEMENT = {"Scenario": "Buy", "Employee number": "E1", "Outcome": "pool"}
ASSUMPTION = {"Key": "leaver_rate", "Value": 0.1}
DEFAULTS = {
    "Staff": STAFF,
    "Organisations": ORGANISATION,
    "Functions": FUNCTION,
    "Budgets": BUDGET,
    "Posts": POST,
    "Allocations": ALLOCATION,
    "Placements": PLACEMENT,
    "Assumptions": ASSUMPTION,
}


@dataclass(frozen=True)
class Formatted:
    """A value with a number format."""

    value: Any
    number_format: str


def rows_of(*records: Mapping[str, Any]) -> list[list[Any]]:
    """A header row and a row for each record, over all the headers that any of them has."""
    headers = list(dict.fromkeys(header for record in records for header in record))
    return [headers, *([record.get(header) for header in headers] for record in records)]


def plain_sheets() -> Sheets:
    return {
        "Plan": [
            ["Key", "Value"],
            ["Plan name", "Small"],
            ["Transfer date", date(2013, 4, 1)],
            ["Closure", date(2013, 3, 31)],
        ],
        "Organisations": rows_of(
            ORGANISATION,
            {"Code": "C1", "Name": "Example CCG", "Kind": "CCG"},
            {"Code": "C2", "Name": "Other CCG", "Kind": "CCG"},
        ),
        "Staff": rows_of(STAFF),
        "Functions": rows_of(FUNCTION),
        "Budgets": rows_of(BUDGET),
        "Scenarios": [["Scenario"], ["Buy"]],
    }


def write(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                cell = sheet.cell(at, place)
                if isinstance(value, Formatted):
                    cell.value, cell.number_format = value.value, value.number_format
                elif value is not None:
                    cell.value = value
    book.save(path)
    return path


@pytest.fixture
def sheets() -> Sheets:
    """The sheets of a small plan with nothing wrong in it; a test changes what it is about."""
    return plain_sheets()


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Sheets], Reading]:
    """Write sheets as a workbook and read it."""
    return lambda sheets: read_plan(write(tmp_path / "plan.xlsx", sheets))


@pytest.fixture
def read_cell(read, sheets) -> Callable[[str, str, Any], tuple[Reading, list[Finding], str]]:
    """Put one cell in the first row of a sheet and read; gives the findings on it and where it stands."""

    def put(sheet: str, header: str, value: Any) -> tuple[Reading, list[Finding], str]:
        record = DEFAULTS[sheet] | {header: value}
        rest = sheets[sheet][2:] if sheet == "Organisations" else []
        sheets[sheet] = rows_of(record) + [row + [None] * (len(record) - len(row)) for row in rest]
        reading = read(sheets)
        cell = f"{get_column_letter(list(record).index(header) + 1)}2"
        about = [one for one in reading.findings if one.place == f"{sheet}!{cell}"]
        return reading, about, cell

    return put
