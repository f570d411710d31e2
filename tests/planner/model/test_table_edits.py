"""Edits of cells and rows give another plan and leave the one before as it was."""

from datetime import date

import pandas as pd
import pytest

from planner.model.new_rows import copy_rows, first_values
from planner.model.plan import Unread
from planner.model.table_edits import CellEdit, add_rows, delete_rows, next_row, put_cells
from planner.model.tables import BASELINE, TABLES
from planner.workbook.samples import twelve_people


@pytest.fixture
def plan():
    return twelve_people()


def test_cells_of_every_kind_are_put_in_and_others_stay(plan):
    row = int(plan.staff.index[2])
    edits = [
        CellEdit(row, "fte", 0.25),
        CellEdit(row, "born", date(1962, 11, 7)),
        CellEdit(row, "notes", "a remark"),
        CellEdit(row, "name", None),
    ]
    after = put_cells(plan, "staff", edits)
    assert after.staff.at[row, "fte"] == 0.25
    assert after.staff.at[row, "born"] == pd.Timestamp("1962-11-07")
    assert after.staff.at[row, "notes"] == "a remark"
    assert pd.isna(after.staff.at[row, "name"])
    assert after.staff.dtypes.equals(plan.staff.dtypes)
    assert after.staff.drop(row).equals(plan.staff.drop(row))
    assert plan == twelve_people()


def test_the_last_of_several_edits_of_a_cell_holds(plan):
    row = int(plan.staff.index[0])
    after = put_cells(plan, "staff", [CellEdit(row, "fte", 0.1), CellEdit(row, "fte", 0.2)])
    assert after.staff.at[row, "fte"] == 0.2


def test_what_cannot_be_read_is_kept_until_it_is_mended(plan):
    row = int(plan.staff.index[0])
    worse = put_cells(plan, "staff", [CellEdit(row, "fte", None, "tbc")])
    assert worse.unread == (Unread("staff", row, "fte", "tbc"),)
    assert pd.isna(worse.staff.at[row, "fte"])
    value = plan.staff.at[row, "fte"]
    assert put_cells(worse, "staff", [CellEdit(row, "fte", value)]) == plan


def test_a_row_that_is_not_there_is_refused(plan):
    with pytest.raises(KeyError):
        put_cells(plan, "staff", [CellEdit(9999, "fte", 1.0)])


def test_tables_that_did_not_change_are_shared(plan):
    after = put_cells(plan, "staff", [CellEdit(int(plan.staff.index[0]), "fte", 0.1)])
    assert all(after.table(name) is plan.table(name) for name in TABLES if name != "staff")


@pytest.mark.parametrize("table", ["posts", "staff", "assumptions"])
def test_rows_are_added_at_the_end_and_taken_away_again(plan, table):
    key = TABLES[table].columns[0].key
    after = add_rows(plan, table, {key: ["A", "B"]})
    assert after.table(table)[key].tail(2).tolist() == ["A", "B"]
    assert after.table(table).index[-1] == next_row(plan, table) + 1
    assert delete_rows(after, table, after.table(table).index[-2:]) == plan


def test_a_row_that_is_deleted_takes_its_unread_text_with_it(plan):
    row = int(plan.staff.index[0])
    worse = put_cells(plan, "staff", [CellEdit(row, "fte", None, "tbc")])
    assert delete_rows(worse, "staff", [row]).unread == ()


def test_copies_of_rows_come_last_with_what_could_not_be_read(plan):
    row = int(plan.staff.index[3])
    worse = put_cells(plan, "staff", [CellEdit(row, "fte", None, "tbc")])
    after = copy_rows(worse, "staff", [row])
    copy = next_row(plan, "staff")
    assert after.staff.loc[copy].dropna().equals(worse.staff.loc[row].dropna())
    assert Unread("staff", copy, "fte", "tbc") in after.unread


def test_a_new_row_belongs_to_the_scenario_in_hand(plan):
    assert first_values(plan, "allocations", "Share") == {"scenario": "Share", "share": 100.0}
    assert first_values(plan, "posts", BASELINE)["scenario"] is None


def test_a_new_scenario_has_a_name_that_is_free(plan):
    once = add_rows(plan, "scenarios", {"scenario": ["Scenario 1"]})
    assert first_values(once, "scenarios", BASELINE) == {"scenario": "Scenario 2"}
