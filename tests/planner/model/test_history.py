"""The history of a plan: a chain in which nothing can be altered unseen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.history import Entry, about, entries_of, first_broken, has_seal, head, with_entries
from planner.workbook.read import read_plan
from planner.workbook.samples import twelve_people
from planner.workbook.write import write_plan

WHEN = "2012-11-22T14:05:33+00:00"
MOVED = Entry(WHEN, "jsmith", "Move Contracting to NHS Leeds North CCG", "Agreed by the board")
CHANGED = Entry(WHEN, "jsmith", "Change FTE of E1042 from 1.00 to 0.60")
UNDONE = Entry(WHEN, "akhan", "Undone: Change FTE of E1042 from 1.00 to 0.60")

words = st.text(max_size=40)
entry = st.builds(Entry, st.just(WHEN), words, words, words)


@pytest.fixture
def plan():
    return with_entries(twelve_people(), [MOVED, CHANGED, UNDONE])


def altered(plan, row, column, text):
    frame = plan.history.copy()
    frame.iloc[row, frame.columns.get_loc(column)] = text
    return plan.with_table("history", frame)


def test_entries_stand_in_the_history_in_their_order(plan):
    assert entries_of(plan) == (MOVED, CHANGED, UNDONE)
    assert first_broken(plan) is None


def test_entries_added_later_go_on_from_those_that_are_there(plan):
    in_two = with_entries(with_entries(twelve_people(), [MOVED]), [CHANGED, UNDONE])
    assert in_two == plan
    assert has_seal(plan, head(with_entries(twelve_people(), [MOVED])))
    assert not has_seal(with_entries(twelve_people(), [MOVED]), head(plan))


def test_no_entries_leave_the_plan_as_it_is():
    plan = twelve_people()
    assert with_entries(plan, []) is plan
    assert head(plan) == ""
    assert not has_seal(plan, "")


@pytest.mark.parametrize("column", ["when", "who", "what", "why", "hash"])
@pytest.mark.parametrize("row", [0, 1, 2])
def test_a_row_that_was_altered_by_hand_is_found(plan, row, column):
    assert first_broken(altered(plan, row, column, "another")) == row


def test_a_row_that_was_taken_out_or_moved_is_found(plan):
    without = plan.with_table("history", plan.history.drop(plan.history.index[1]))
    swapped = plan.with_table("history", plan.history.iloc[[0, 2, 1]])
    assert first_broken(without) == 1
    assert first_broken(swapped) == 1


def test_moving_words_from_one_field_to_the_next_is_found():
    plan = with_entries(twelve_people(), [Entry(WHEN, "a b", "c")])
    assert first_broken(altered(altered(plan, 0, "who", "a"), 0, "what", "b c")) == 0


@settings(max_examples=25)
@given(entries=st.lists(entry, min_size=1, max_size=6))
def test_a_history_holds_when_it_is_written_and_read_back(entries, tmp_path_factory):
    plan = with_entries(twelve_people(), entries)
    path = tmp_path_factory.mktemp("history") / "plan.xlsx"
    write_plan(plan, path)
    reading = read_plan(path)
    assert reading.plan == plan
    assert first_broken(reading.plan) is None
    assert not [one for one in reading.findings if one.sheet == "History"]


def test_a_history_is_written_into_a_workbook_that_has_rows_of_it_already(plan, tmp_path):
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    write_plan(plan, first)
    reading = read_plan(first)
    more = with_entries(reading.plan, [CHANGED])
    write_plan(more, second, original=reading.original, origin=reading.origin, before=reading.plan)
    read = read_plan(second).plan
    assert entries_of(read) == (MOVED, CHANGED, UNDONE, CHANGED)
    assert first_broken(read) is None


def test_what_was_done_about_a_person_is_found_by_the_whole_number_newest_first(plan):
    other = Entry(WHEN, "jsmith", "Change FTE of E10420 from 1.00 to 0.60")
    assert about((*entries_of(plan), other), "e1042") == [UNDONE, CHANGED]
    assert about(entries_of(plan), "E104") == []
    assert about(entries_of(plan), " ") == []
