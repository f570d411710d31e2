"""What pasted texts would change is known before anything changes."""

import pytest

from planner.model.new_rows import first_values
from planner.model.plan import Unread
from planner.model.tables import TABLES
from planner.workbook.overlay import Target, lay, lay_columns
from planner.workbook.samples import twelve_people


@pytest.fixture
def plan():
    return twelve_people()


@pytest.fixture
def rows(plan):
    return plan.staff.index.tolist()


def told(overlay):
    return overlay.changes[["row", "key", "before", "after"]].to_numpy().tolist()


def test_a_block_goes_into_the_cells_from_the_first_on(plan, rows):
    found = lay(plan, "staff", [["0.5", "7"], ["0.4", "8a"]], Target(rows[3:], ["fte", "annual_salary"]))
    assert found.after.staff.loc[rows[3:5], "fte"].tolist() == [0.5, 0.4]
    assert (found.after.staff["fte"].drop(rows[3:5]) == plan.staff["fte"].drop(rows[3:5])).all()
    assert found.unread == 1
    assert Unread("staff", rows[4], "annual_salary", "8a") in found.after.unread


def test_cells_that_stay_the_same_are_no_changes(plan, rows):
    same = plan.staff["organisation"].tolist()[:3]
    found = lay(plan, "staff", [[code] for code in same], Target(rows, ["organisation"]))
    assert told(found) == []
    assert found.after == plan


def test_rows_that_are_missing_are_added_with_what_is_usual(plan):
    defaults = first_values(plan, "posts", "Share the work")
    found = lay(plan, "posts", [["P901", "1.5"], ["P902", "1"]], Target([], ["post", "fte"]), defaults)
    assert found.added == 2
    assert found.cells == 0
    added = found.after.posts.tail(2)
    assert added["post"].tolist() == ["P901", "P902"]
    assert added["scenario"].tolist() == ["Share the work"] * 2
    assert added["fte"].tolist() == [1.5, 1.0]


def test_a_row_of_titles_says_where_its_columns_go(plan, rows):
    block = [["FTE", "Annual salary (£)"], ["0.5", "30000"]]
    found = lay(plan, "staff", block, Target(rows[5:], ["notes"]))
    assert {key for _, key, _, _ in told(found)} == {"fte", "annual_salary"}
    assert found.after.staff.loc[rows[5], ["fte", "annual_salary"]].tolist() == [0.5, 30000]


@pytest.mark.parametrize(
    ("block", "selected", "filled"),
    [
        ([["x"]], (3, 2), 6),
        ([["x", "y"]], (3, 2), 6),
        ([["x"], ["y"]], (3, 1), 2),
        ([["x"]], (1, 1), 1),
    ],
    ids=["one cell fills all", "a row fills each row", "not a whole number of times", "one cell"],
)
def test_a_block_is_repeated_where_the_selection_holds_it_a_whole_number_of_times(
    plan, rows, block, selected, filled
):
    keys = ["notes", "establishment"]
    found = lay(plan, "staff", block, Target(rows, keys, selected))
    assert len(found.changes) == filled


def test_columns_beyond_the_last_and_columns_to_be_kept_are_told_and_left(plan, rows):
    found = lay(plan, "staff", [["A name", "x", "y"]], Target(rows, ["name", "notes"], kept={"name"}))
    assert [key for _, key, _, _ in told(found)] == ["notes"]
    assert (found.beyond, found.kept) == (1, ("Name",))
    assert found.after.staff["name"].equals(plan.staff["name"])


def test_what_cannot_be_read_comes_first_and_is_mended_by_a_text_that_can(plan, rows):
    worse = lay(plan, "staff", [["0.5"], ["soon"]], Target(rows, ["fte"]))
    assert worse.changes["after"].tolist() == ["soon", "0.5"]
    assert worse.changes["remark"].iloc[0].startswith("Cannot be read")
    better = lay(worse.after, "staff", [["0.4"]], Target(rows[1:], ["fte"]))
    assert better.after.unread == ()
    assert told(better) == [[rows[1], "fte", "soon", "0.4"]]


def test_whole_columns_go_to_rows_that_lie_apart(plan, rows):
    found = lay_columns(plan, "staff", {"notes": ["a", "b"]}, [rows[7], rows[2]])
    assert found.after.staff.loc[[rows[7], rows[2]], "notes"].tolist() == ["a", "b"]
    assert len(found.changes) == 2


def test_clearing_says_what_stood_there(plan, rows):
    found = lay_columns(plan, "staff", {"fte": [""]}, rows[:1])
    value = plan.staff["fte"].iloc[0]
    assert told(found) == [[rows[0], "fte", f"{value:g}", ""]]
    assert found.after.staff["fte"].isna().iloc[0]


def test_every_table_takes_its_own_cells_back(plan):
    from planner.workbook.clipboard import cells_of, text_of_rows

    for name, spec in TABLES.items():
        frame = plan.table(name)
        if len(frame):
            block = cells_of(text_of_rows(frame, spec, spec.keys, {}))
            found = lay(plan, name, block, Target(frame.index.tolist(), spec.keys))
            assert told(found) == []
