"""Practices moved between CCGs, and CCGs put into a plan: each an edit that changes nothing else."""

import pandas as pd
import pytest

from planner.base.places import samples
from planner.model.ccg_edits import (
    NewCCG,
    free_name,
    keep_grouping,
    list_practices,
    move_practices,
    put_ccgs,
    rename_ccg,
    unused_ccgs,
)
from planner.model.table_edits import add_rows
from planner.model.tables import TABLES
from planner.workbook.read import read_plan
from planner.workbook.samples.twelve_people import twelve_people
from planner.workbook.write import write_plan

PRACTICES = pd.DataFrame(
    {
        "practice": ["A1", "A2", "B1"],
        "name": ["One", "Two", "Three"],
        "population": [5_000.0, 4_000.0, 9_000.0],
    }
)
CCGS = {"A1": "North", "A2": "North", "B1": "South"}


def new(name, code="", population=10_000.0):
    return NewCCG(name, code, population, 25.0, 90_000.0)


@pytest.fixture
def plan():
    return twelve_people()


@pytest.fixture
def kept(plan):
    return keep_grouping(plan, PRACTICES, CCGS)


def ccgs(plan):
    return dict(zip(plan.practices["practice"], plan.practices["ccg"], strict=True))


def others_are_shared(before, after, table):
    return all(after.table(name) is before.table(name) for name in TABLES if name != table)


def test_a_grouping_is_kept_on_the_sheet_of_practices(plan, kept):
    assert ccgs(kept) == CCGS
    assert kept.practices["population"].tolist() == [5_000, 4_000, 9_000]
    assert others_are_shared(plan, kept, "practices")


def test_practices_move_and_come_back(kept):
    moved = move_practices(kept, ["A2"], "South")
    assert ccgs(moved) == {**CCGS, "A2": "South"}
    assert move_practices(moved, ["A2"], "North") == kept
    assert pd.isna(ccgs(move_practices(kept, ["B1"], ""))["B1"])
    assert others_are_shared(kept, moved, "practices")


def test_a_ccg_is_called_something_else_and_back(kept):
    renamed = rename_ccg(kept, "North", "Up")
    assert ccgs(renamed) == {"A1": "Up", "A2": "Up", "B1": "South"}
    assert rename_ccg(renamed, "Up", "North") == kept


def test_practices_that_are_not_listed_yet_come_in_without_a_ccg(kept):
    more = pd.concat([PRACTICES, PRACTICES.iloc[:1].assign(practice="C1")])
    listed = list_practices(kept, more)
    assert listed.practices["practice"].tolist() == ["A1", "A2", "B1", "C1"]
    assert pd.isna(ccgs(listed)["C1"])
    assert list_practices(listed, more) is listed


def test_a_grouping_outlives_the_file(kept, tmp_path):
    path = tmp_path / "plan.xlsx"
    write_plan(kept, path)
    assert read_plan(path).plan == kept


def test_a_grouping_is_written_into_a_workbook_that_has_no_such_sheet(tmp_path):
    read = read_plan(samples() / "Twelve people.xlsx")
    changed = keep_grouping(read.plan, PRACTICES, CCGS)
    path = tmp_path / "plan.xlsx"
    write_plan(changed, path, original=read.original, origin=read.origin, before=read.plan)
    assert read_plan(path).plan == changed


def test_ccgs_are_added_with_their_people_allowance_and_fixed_cost(plan):
    put = put_ccgs(plan, [new("NHS Middle CCG"), new("NHS Leeds North CCG", "02V")], replace_unused=False)
    rows = put.plan.organisations.set_index("code")
    assert put.added == ("NHS Middle CCG", "NHS Leeds North CCG")
    assert rows.loc["CCG01", ["name", "kind", "population", "allowance_per_head", "fixed_cost"]].tolist() == [
        "NHS Middle CCG", "CCG", 10_000.0, 25.0, 90_000.0,
    ]  # fmt: skip
    assert "02V" in rows.index
    assert rows.loc["CCG01", "opens"].date() == plan.facts.transfer_date
    assert others_are_shared(plan, put.plan, "organisations")


def test_organisations_that_stand_there_are_not_touched(plan):
    name = str(plan.organisations.set_index("code").loc["C2", "name"])
    put = put_ccgs(plan, [new("Another name", "c1"), new(name.upper())], replace_unused=True)
    assert put.plan == plan
    assert put.kept == ("Another name", name.upper())
    assert put.added == put.removed == put.in_use == ()


def test_a_new_code_is_one_that_nothing_has(plan):
    taken = add_rows(plan, "organisations", {"code": ["ccg01"], "name": ["Old"], "kind": ["Other"]})
    put = put_ccgs(taken, [new("One"), new("Two")], replace_unused=False)
    assert put.plan.organisations["code"].tolist()[-2:] == ["CCG02", "CCG03"]


def test_only_ccgs_that_nothing_refers_to_are_taken_out_and_only_if_asked(plan):
    idle = add_rows(plan, "organisations", {"code": ["C9"], "name": ["Idle CCG"], "kind": ["CCG"]})
    assert unused_ccgs(idle) == ("C9",)
    assert put_ccgs(idle, [new("One")], replace_unused=False).removed == ()
    put = put_ccgs(idle, [new("One")], replace_unused=True)
    assert put.removed == ("Idle CCG",)
    assert put.in_use == ("Example North CCG", "Example South CCG")
    assert "C9" not in set(put.plan.organisations["code"])
    assert "C9" in set(put_ccgs(idle, [new("Idle CCG")], replace_unused=True).plan.organisations["code"])


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (
            "allocations",
            {
                "scenario": ["One of each"], "function": ["CON"], "mode": ["buy"], "share": [1.0],
                "receiver": ["S1"], "customers": ["C1; C9"],
            },
        ),
        ("posts", {"post": ["X"], "receiver": ["c9"], "function": ["CON"], "band": ["7"], "fte": [1.0]}),
        (
            "budgets",
            {"organisation": ["C9"], "function": ["CON"], "line": ["Pay"], "year": [2013.0], "amount": [1.0]},
        ),
        ("assumptions", {"key": ["stage_slot_in@C9"], "value": [0.0]}),
    ],
    ids=["customer", "post", "budget", "switch"],
)  # fmt: skip
def test_a_ccg_that_any_sheet_refers_to_is_in_use(plan, table, row):
    idle = add_rows(plan, "organisations", {"code": ["C9"], "name": ["Idle CCG"], "kind": ["CCG"]})
    assert unused_ccgs(add_rows(idle, table, row)) == ()


def test_a_free_name_has_a_number_where_the_name_is_taken():
    assert free_name("New CCG", ()) == "New CCG"
    assert free_name("New CCG", ("new ccg", "New CCG (2)")) == "New CCG (3)"
