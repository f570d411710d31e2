"""Rows that were brought in become rows of a plan: a new value, nothing overwritten unasked."""

from pathlib import Path

import pandas as pd
import pytest

from planner.base.findings import Severity
from planner.model.plan import Plan
from planner.model.table_edits import add_rows
from planner.rules.rulebook import load_rules
from planner.workbook.bringing_in import judged, put_into
from planner.workbook.read import read_plan
from planner.workbook.samples import twelve_people
from planner.workbook.write import write_plan


def test_without_a_plan_there_is_a_new_one_with_what_the_rows_name(brought, table):
    put = put_into(None, brought(table()))
    assert put.added == 4
    assert put.plan.organisations["code"].tolist() == ["5N1"]
    assert put.plan.organisations["kind"].tolist() == ["PCT"]
    assert put.plan.functions["code"].tolist() == ["CON"]
    assert {one.cause for one in put.findings} == {"organisation-proposed", "function-proposed"}
    assert all(one.remedy for one in put.findings)


def test_the_plan_before_is_untouched_and_its_other_tables_are_shared(brought, table):
    plan = twelve_people()
    before = plan.staff.copy()
    put = put_into(plan, brought(table()))
    assert plan.staff.equals(before)
    assert len(put.plan.staff) == len(before) + 4
    assert put.plan.allocations is plan.allocations
    assert put.plan.facts == plan.facts


def test_rows_that_are_there_already_alike_are_counted_and_nothing_changes(brought, table):
    came = brought(table())
    once = put_into(None, came).plan
    twice = put_into(once, came)
    assert (twice.added, twice.same, twice.conflicts) == (0, 4, 0)
    assert twice.plan == once
    assert not twice.findings


def test_a_row_with_the_key_of_another_is_a_conflict_and_leaves_it_as_it_is(brought, table):
    once = put_into(None, brought(table())).plan
    put = put_into(once, brought(table({"FTE": "0.7", "Band": "6"})))
    assert (put.added, put.same, put.conflicts, put.replaced) == (0, 3, 1, 0)
    assert put.plan == once
    conflict = next(one for one in put.findings if one.cause == "row-conflict")
    assert (conflict.severity, conflict.cell) == (Severity.ERROR, "A2")
    assert "FTE is '1' in the plan and '0.7' here" in conflict.message
    assert "--replace" in conflict.remedy


def test_replacing_changes_the_columns_of_the_list_and_keeps_the_others(brought, table):
    once = put_into(None, brought(table({"Criticality": "5"}))).plan
    rows = table({"FTE": "0.7"})
    put = put_into(once, brought(rows), replace=True)
    assert (put.replaced, put.conflicts, put.added) == (1, 0, 0)
    assert put.plan.staff["fte"].tolist() == [0.7, 0.5, 0.8, 1.0]
    assert put.plan.staff["criticality"].iloc[0] == 5.0
    assert [one.cause for one in put.findings] == ["row-replaced"]


def test_what_could_not_be_read_stands_in_the_plan_until_it_is_mended(brought, table, tmp_path):
    put = put_into(twelve_people(), brought(table({"FTE": "tbc"})))
    unread = put.plan.unread[0]
    assert (unread.table, unread.column, unread.text) == ("staff", "fte", "tbc")
    assert put.plan.staff.at[unread.row, "employee_number"] == "10000001"
    path = Path(tmp_path) / "plan.xlsx"
    write_plan(put.plan, path)
    assert read_plan(path).plan == put.plan


def test_unread_cells_of_replaced_rows_replace_what_was_there(brought, table):
    once = put_into(None, brought(table())).plan
    put = put_into(once, brought(table({"FTE": "tbc"})), replace=True)
    assert [one.text for one in put.plan.unread] == ["tbc"]
    assert pd.isna(put.plan.staff["fte"].iloc[0])


def test_people_without_a_number_are_always_new(brought, table):
    once = put_into(None, brought(table({"Employee Number": ""}))).plan
    put = put_into(once, brought(table({"Employee Number": "", "FTE": "0.2"})))
    assert (put.added, put.same, put.conflicts) == (1, 3, 0)


def test_two_assignments_of_one_person_are_known_apart(brought, table):
    rows = table({"FTE": "0.5"}, others=[{"Assignment Number": "10000001-2", "FTE": "0.3"}])
    once = put_into(None, brought(rows)).plan
    rows[2][8] = "0.4"
    put = put_into(once, brought(rows), replace=True)
    assert (put.same, put.replaced) == (1, 1)
    assert put.plan.staff["fte"].tolist() == [0.5, 0.4]


@pytest.mark.parametrize(
    ("text", "code"),
    [("P1", "P1"), ("p1", "P1"), ("Example PCT", "P1"), ("EXAMPLE", "P1"), ("NHS Example", "P1")],
)
def test_organisations_of_the_plan_are_known_by_code_and_name(brought, table, text, code):
    plan = add_rows(Plan(), "organisations", {"code": ["P1"], "name": ["Example PCT"], "kind": ["PCT"]})
    rows = table()
    rows = [[text if cell == "5N1" else cell for cell in row] for row in rows]
    put = put_into(plan, brought(rows))
    assert put.plan.staff["organisation"].tolist() == [code] * 4
    assert len(put.plan.organisations) == 1


def test_public_names_of_trusts_give_their_codes_and_populations(brought, table):
    rows = [["638 L3 NHS Leeds" if cell == "5N1" else cell for cell in row] for row in table()]
    plan = put_into(None, brought(rows)).plan
    assert plan.organisations["name"].tolist() == ["Leeds PCT"]
    assert plan.organisations["population"].notna().all()
    assert plan.staff["organisation"].unique().tolist() == plan.organisations["code"].tolist()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("NHS Nowhere PCT", "PCT"), ("Middle Earth Strategic Health Authority", "SHA"),
        ("Nowhere CCG", "CCG"),
        ("Nowhere Commissioning Support", "CSO hosted"),
        ("Nowhere Borough Council", "Local authority"),
    ],
)  # fmt: skip
def test_an_unknown_organisation_is_proposed_with_a_kind_to_check(brought, table, text, kind):
    rows = [[text if cell == "5N1" else cell for cell in row] for row in table()]
    put = put_into(None, brought(rows))
    assert put.plan.organisations["kind"].tolist() == [kind]
    said = next(one for one in put.findings if one.cause == "organisation-proposed")
    assert said.severity is Severity.WARNING
    assert kind in said.message


def test_a_long_name_gets_a_short_code_of_its_own_each_time_the_same(brought, table):
    names = ["Department of Strategic Workforce Planning", "Directorate of Social Work Planning and Change"]
    rows = table()
    for at in (1, 2, 3, 4):
        rows[at][4] = names[at % 2]
    once = put_into(None, brought(rows))
    assert once.plan.functions["code"].is_unique
    assert set(once.plan.functions["name"]) == set(names)
    again = put_into(once.plan, brought(rows))
    assert (again.added, again.same) == (0, 4)
    assert len(again.plan.functions) == 2


def test_functions_of_the_starting_list_come_with_what_it_knows(brought, table):
    rows = [
        ["Clinical leadership and engagement" if cell == "CON" else cell for cell in row] for row in table()
    ]
    functions = put_into(None, brought(rows)).plan.functions
    assert functions["code"].tolist() == ["CLD"]
    assert functions["family"].notna().all()


def test_codes_keep_their_noughts_all_the_way_into_the_workbook(brought, table, tmp_path):
    rows = [
        ["004310" if cell == "CON" else cell for cell in row]
        for row in table({"Employee Number": "00012345"})
    ]
    path = tmp_path / "plan.xlsx"
    write_plan(put_into(None, brought(rows)).plan, path)
    plan = read_plan(path).plan
    assert plan.functions["code"].tolist() == ["004310"]
    assert plan.staff["employee_number"].iloc[0] == "00012345"


JUDGED = [
    ({"FTE": "37.5"}, "I2"),
    ({"FTE": "0"}, "I2"),
    ({"FTE": "-1"}, "I2"),
    ({"Annual Salary": "9000"}, "J2"),
    ({"Annual Salary": "350000"}, "J2"),
    ({"Date of Birth": "14/02/2005"}, "L2"),
    ({"Date of Birth": "14/02/1920"}, "L2"),
    ({"CSD 3 Months": "01/04/1970"}, "K2"),
    ({"Spinal Point": "60"}, "H2"),
    ({"Employee Number": ""}, "A2"),
    ({"Organisation": ""}, "D2"),
    ({"Function": ""}, "E2"),
    ({"Band": ""}, "G2"),
    ({"FTE": ""}, "I2"),
]


@pytest.mark.parametrize(("odd", "cell"), JUDGED, ids=[str(one[0]) for one in JUDGED])
def test_what_the_plan_thinks_of_the_rows_is_said_with_the_cells_of_the_file(brought, table, odd, cell):
    came = brought(table(odd))
    found = [one for one in judged(put_into(None, came), came, load_rules()) if one.cell == cell]
    assert found
    assert found[0].sheet == "Staff.csv"
    assert found[0].remedy


def test_only_the_rows_that_came_in_are_judged(brought, table):
    came = brought(table())
    assert not judged(put_into(twelve_people(), came), came, load_rules())
