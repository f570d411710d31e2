"""Odd inputs, hundreds of them: each is named with its cell and what to do, and none stops the reading."""

import csv
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from planner.engine.admission import judge
from planner.rules.rulebook import load_rules
from planner.workbook.bringing_in import bring_in, guess, judged, open_source, put_into
from planner.workbook.read import read_plan

from .odd_inputs import IN_LISTS, IN_PLANS, Fault, Shown, Unworked

ROWS = {
    "Staff": {"Employee number": "", "Organisation": "P1", "Function": "CON", "Band": "7", "FTE": 1,
              "Annual salary": 35_000, "Date of birth": date(1970, 2, 14),
              "Continuous service from": date(2000, 4, 1)},
    "Organisations": {"Code": "", "Name": "Example", "Kind": "CCG"},
    "Functions": {"Code": "", "Name": "Example"},
    "Budgets": {"Organisation": "P1", "Function": "", "Line": "Pay", "Year": "2012/13", "Amount": 100},
    "Posts": {"Post": "", "Receiver": "C1", "Function": "CON", "Band": "7", "FTE": 1},
    "Assumptions": {"Key": "leaver_rate", "Value": 0.1},
}  # fmt: skip
FIRST = {
    "Plan": [["Key", "Value"], ["Plan name", "Odd"], ["Transfer date", date(2013, 4, 1)],
             ["Closure", date(2013, 3, 31)]],
    "Organisations": [{"Code": "P1", "Name": "Example PCT", "Kind": "PCT"},
                      {"Code": "C1", "Name": "Example CCG", "Kind": "CCG"}],
    "Functions": [{"Code": "CON", "Name": "Contracting"}],
    "Scenarios": [{"Scenario": "Buy"}],
}  # fmt: skip
LIST_ROW = {
    "Employee Number": "", "Organisation": "5N1", "Directorate": "Contracting", "Grade": "Band 7",
    "WTE": "1", "Annual Salary": "35000", "Date of Birth": "14/02/1970", "CSD 3 Months": "01/04/2003",
    "Fixed Term End Date": "", "Spinal Point": "31",
}  # fmt: skip


def put(sheet, at, place, value, looks):
    """Write one cell, whatever it is."""
    if value is None or value == "":
        return
    if isinstance(value, Fault):
        sheet.write_formula(at, place, "=NA()", None, value.text)
    elif isinstance(value, Unworked):
        sheet.write_formula(at, place, value.formula, None, "")
    elif isinstance(value, Shown):
        sheet.write_number(at, place, value.value, looks(value.form))
    elif isinstance(value, bool):
        sheet.write_boolean(at, place, value)
    elif isinstance(value, str):
        sheet.write_string(at, place, value)
    elif isinstance(value, int | float):
        sheet.write_number(at, place, value)
    elif isinstance(value, timedelta):
        sheet.write_datetime(at, place, value, looks("[h]:mm"))
    elif isinstance(value, time):
        sheet.write_datetime(at, place, value, looks("hh:mm"))
    else:
        sheet.write_datetime(
            at, place, value, looks("dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy")
        )


def heads_of(sheet, cases):
    """The heads of a sheet: those of a plain row, then those that a case is about."""
    return list(dict.fromkeys([*ROWS.get(sheet, {}), *(one.column for one in cases)]))


def record_of(sheet, number, column, value):
    """A plain row with a number of its own and one odd cell."""
    keyed = {"Staff": "Employee number", "Organisations": "Code", "Functions": "Code", "Posts": "Post"}
    record = dict(ROWS[sheet])
    if sheet in keyed:
        record[keyed[sheet]] = f"X{number:03d}"
    if sheet == "Budgets":
        record["Function"] = f"X{number:03d}"
    return record | {column: value}


@pytest.fixture(scope="module")
def said_of_plan(tmp_path_factory):
    """One workbook with a row for each odd cell, read and judged: what is said of each cell."""
    path = tmp_path_factory.mktemp("odd") / "odd.xlsx"
    places = {}
    by_sheet = {sheet: [one for one in IN_PLANS if one.sheet == sheet] for sheet in ROWS}
    functions = [{"Code": f"X{at:03d}", "Name": "Odd"} for at, _ in enumerate(by_sheet["Budgets"])]
    with xlsxwriter.Workbook(str(path)) as book:
        known = {}

        def looks(form):
            return known.setdefault(form, book.add_format({"num_format": form}))

        sheet = book.add_worksheet("Plan")
        for at, row in enumerate(FIRST["Plan"]):
            for place, value in enumerate(row):
                put(sheet, at, place, value, looks)
        for name, cases in (*by_sheet.items(), ("Scenarios", [])):
            sheet = book.add_worksheet(name)
            heads = heads_of(name, cases) or ["Scenario"]
            first = [*FIRST.get(name, []), *(functions if name == "Functions" else [])]
            offset = 500 if name == "Functions" else 0
            records = [
                *first,
                *(record_of(name, at + offset, one.column, one.value) for at, one in enumerate(cases)),
            ]
            sheet.write_row(0, 0, heads)
            for at, record in enumerate(records, start=1):
                for place, head in enumerate(heads):
                    put(sheet, at, place, record.get(head), looks)
            for at, one in enumerate(cases, start=1 + len(first)):
                places[id(one)] = f"{name}!{xl_rowcol_to_cell(at, heads.index(one.column))}"
    reading = read_plan(path)
    admission = judge(reading.plan, load_rules())
    return places, (*reading.findings, *reading.origin.relocate(admission.findings))


@pytest.fixture(scope="module")
def said_of_list(tmp_path_factory):
    """One text file with a row for each odd cell, brought in: what is said of each cell."""
    path = tmp_path_factory.mktemp("odd") / "odd.csv"
    heads = list(LIST_ROW)
    places = {}
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(heads)
        for at in range(200):
            lines.writerow((LIST_ROW | {"Employee Number": f"{20_000_000 + at}"}).values())
        for at, one in enumerate(IN_LISTS, start=201):
            record = LIST_ROW | {"Employee Number": f"{20_000_000 + at}", one.column: one.value}
            lines.writerow(record[head] for head in heads)
            places[id(one)] = f"odd.csv!{xl_rowcol_to_cell(at, heads.index(one.column))}"
    sheet = open_source(path).sheets()[0]
    brought = bring_in(sheet, guess(sheet))
    put_in = put_into(None, brought)
    return places, (*brought.findings, *put_in.findings, *judged(put_in, brought, load_rules()))


def name_of(case):
    return f"{case.sheet}-{case.column}-{str(case.value)[:30]!r}"


def check(case, said):
    places, findings = said
    place = places[id(case)]
    about = [one for one in findings if one.place == place or place.partition("!")[2] in one.message]
    found = [one for one in about if one.severity is case.severity and case.says in one.message + one.value]
    assert found, [(str(one.severity), one.message[:200]) for one in about] or f"nothing is said of {place}"
    assert any(case.remedy in one.remedy for one in found), [one.remedy for one in found]
    assert all(one.remedy for one in found)


@pytest.mark.parametrize("case", IN_PLANS, ids=name_of)
def test_an_odd_cell_of_a_plan_is_named(case, said_of_plan):
    check(case, said_of_plan)


@pytest.mark.parametrize("case", IN_LISTS, ids=name_of)
def test_an_odd_cell_of_a_list_is_named(case, said_of_list):
    check(case, said_of_list)
