"""Next month's staff list beside the plan: no placement is lost, and nobody is guessed to be another."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.placement_edits import Recording, record
from planner.model.plan import Unread
from planner.model.refresh import Choices, Leaver, affected, apply, reconcile
from planner.model.scenario_edits import lock_scenario, locked_refusal
from planner.model.tables import STAFF, frame_of
from planner.workbook.samples import generated_plan, twelve_people

SCENARIO = "One of each"
LEFT_ON = date(2012, 10, 31)


@pytest.fixture
def plan():
    """E08 is locked at C2; E05 has been offered a post there."""
    return record(twelve_people(), SCENARIO, "E05", Recording("offered", post="S-RED-1"))


@pytest.fixture
def new_list(plan):
    """The plan's own list as another file would give it: other rows, another order."""
    staff = plan.staff.iloc[::-1]
    return staff.set_axis(pd.RangeIndex(5, 5 + len(staff)))


def without(staff, number):
    return staff[staff["employee_number"] != number]


def put(staff, number, key, value):
    column = staff[key].copy()
    column[staff["employee_number"] == number] = value
    return staff.assign(**{key: column})


def person(plan, number):
    return plan.staff.set_index("employee_number").loc[number]


# ------------------------------------------------------------------------------ setting beside


def test_the_same_list_in_another_order_says_nothing_new(plan, new_list):
    found = reconcile(plan, new_list)
    assert found.is_nothing_new
    assert (found.unchanged, found.same) == (12, ())
    assert apply(plan, found, Choices(LEFT_ON)) == plan


def test_each_cell_that_differs_is_shown_as_it_was_and_is(plan, new_list):
    changed = put(put(new_list, "E03", "fte", 0.8), "E03", "position_title", "Lead")
    found = reconcile(plan, changed)
    rows = found.changes[["employee_number", "key", "old", "new"]].to_numpy().tolist()
    assert rows == [["E03", "position_title", "Contract manager", "Lead"], ["E03", "fte", 0.6, 0.8]]
    after = apply(plan, found, Choices(LEFT_ON))
    assert (person(after, "E03")["fte"], person(after, "E03")["position_title"]) == (0.8, "Lead")
    assert after.staff.index.equals(plan.staff.index)


def test_a_change_that_is_refused_is_not_taken(plan, new_list):
    found = reconcile(plan, put(put(new_list, "E03", "fte", 0.8), "E04", "fte", 0.7))
    row = int(plan.staff.index[plan.staff["employee_number"] == "E03"][0])
    after = apply(plan, found, Choices(LEFT_ON, refused=frozenset({(row, "fte")})))
    assert (person(after, "E03")["fte"], person(after, "E04")["fte"]) == (0.6, 0.7)


def test_columns_that_the_new_list_does_not_have_stay(plan, new_list):
    bare = new_list.assign(
        **{key: frame_of(STAFF, {"name": [None] * 12})["name"].to_numpy() for key in ("sex",)}
    )
    bare = bare.assign(born=np.full(12, np.datetime64("NaT", "s")))
    found = reconcile(plan, bare)
    assert "born" not in found.columns
    assert found.is_nothing_new


def test_a_blank_in_a_column_that_the_plan_keeps_is_no_news_and_elsewhere_it_is(plan, new_list):
    new = put(put(new_list, "E01", "criticality", np.nan), "E07", "contract_ends", pd.NaT)
    found = reconcile(plan, new, columns=STAFF.keys)
    assert found.changes[["employee_number", "key", "new"]].to_numpy().tolist() == [
        ["E07", "contract_ends", None]
    ]
    assert pd.isna(person(apply(plan, found, Choices(LEFT_ON)), "E07")["contract_ends"])


def test_numbers_and_codes_match_whatever_their_case(plan, new_list):
    spelt = new_list.assign(
        employee_number=new_list["employee_number"].str.lower(),
        organisation="p1 ",
        function=new_list["function"],
    )
    assert reconcile(plan, spelt).is_nothing_new


def test_a_cell_that_cannot_be_taken_is_a_change_to_its_text(plan, new_list):
    odd = put(new_list, "E03", "fte", np.nan)
    at = int(odd.index[odd["employee_number"] == "E03"][0])
    found = reconcile(plan, odd, unread=[Unread("staff", at, "fte", "tbc")])
    assert found.changes[["old", "new"]].to_numpy().tolist() == [[0.6, "tbc"]]
    after = apply(plan, found, Choices(LEFT_ON))
    row = int(plan.staff.index[plan.staff["employee_number"] == "E03"][0])
    assert after.unread == (Unread("staff", row, "fte", "tbc"),)
    mended = apply(after, reconcile(after, new_list), Choices(LEFT_ON))
    assert mended == plan


# ------------------------------------------------------------------------- leaving and joining


def test_who_left_keeps_the_row_with_a_leaving_date(plan, new_list):
    found = reconcile(plan, without(new_list, "E08"))
    assert found.left[["employee_number", "is_gone"]].to_numpy().tolist() == [["E08", True]]
    after = apply(plan, found, Choices(LEFT_ON))
    assert person(after, "E08")["leaving_date"] == datetime(2012, 10, 31)
    assert after.placements is plan.placements


def test_a_leaving_date_that_is_known_stays(plan, new_list):
    known = plan.with_table("staff", put(plan.staff, "E08", "leaving_date", pd.Timestamp(2012, 8, 1)))
    after = apply(known, reconcile(known, without(new_list, "E08")), Choices(LEFT_ON))
    assert person(after, "E08")["leaving_date"] == datetime(2012, 8, 1)


def test_who_left_goes_with_what_is_recorded_of_them_where_that_is_chosen(plan, new_list):
    found = reconcile(plan, without(without(new_list, "E08"), "E09"))
    after = apply(plan, found, Choices(LEFT_ON, Leaver.GOES, exceptions={"e09": Leaver.STAYS}))
    assert set(plan.staff["employee_number"]) - set(after.staff["employee_number"]) == {"E08"}
    assert list(after.placements["employee_number"]) == ["E05"]
    assert pd.isna(person(after, "E09")["leaving_date"])


def test_whom_a_locked_scenario_names_keeps_the_row(plan, new_list):
    locked = lock_scenario(plan, SCENARIO, locked=True)
    after = apply(locked, reconcile(locked, without(new_list, "E08")), Choices(LEFT_ON, Leaver.GOES))
    assert person(after, "E08")["leaving_date"] == datetime(2012, 10, 31)
    assert after.placements is locked.placements


def test_who_joined_is_added_under_the_others(plan, new_list):
    joined = pd.concat([new_list, put(new_list.iloc[:1].set_axis([90]), "E12", "employee_number", "E50")])
    found = reconcile(plan, joined)
    assert found.joined[["employee_number", "is_new_person"]].to_numpy().tolist() == [["E50", True]]
    after = apply(plan, found, Choices(LEFT_ON))
    assert (after.staff["employee_number"].iloc[-1], after.staff.index[-1]) == (
        "E50",
        plan.staff.index[-1] + 1,
    )
    assert apply(plan, found, Choices(LEFT_ON, not_joined=frozenset({90}))) == plan


def test_a_job_that_ended_of_somebody_who_stays_goes_and_gives_them_no_leaving_date(plan, new_list):
    second = plan.staff[plan.staff["employee_number"] == "E08"].assign(function="INF", position_title="Clerk")
    two = plan.with_table(
        "staff", pd.concat([plan.staff, second.set_axis([99])]).astype(plan.staff.dtypes.to_dict())
    )
    found = reconcile(two, new_list)
    assert found.left.to_numpy().tolist() == [[99, "E08", False]]
    after = apply(two, found, Choices(LEFT_ON))
    assert after == plan
    assert apply(two, found, Choices(LEFT_ON, keeps_ended_jobs=True)) == two
    assert reconcile(plan, two.staff).joined["is_new_person"].tolist() == [False]


# ------------------------------------------------------------------------- a new number


def test_a_new_number_is_a_guess_with_its_reason_and_never_taken_by_itself(plan, new_list):
    found = reconcile(plan, put(new_list, "E08", "employee_number", "E88"))
    (one,) = found.same
    assert (one.old, one.new, one.confidence, one.reason) == (
        "E08",
        "E88",
        0.95,
        "same name and date of birth",
    )
    after = apply(plan, found, Choices(LEFT_ON))
    assert {"E08", "E88"} <= set(after.staff["employee_number"])
    assert "E88" not in set(after.placements["employee_number"])


def test_placements_and_locks_follow_a_new_number_that_is_confirmed(plan, new_list):
    renumbered = put(put(new_list, "E08", "fte", 0.7), "E08", "employee_number", "E88")
    found = reconcile(plan, renumbered)
    after = apply(plan, found, Choices(LEFT_ON, renumbered={"E08": "E88"}))
    assert len(after.staff) == 12
    assert after.staff.index.equals(plan.staff.index)
    placed = after.placements.set_index("employee_number")
    assert (placed.loc["E88", "locked"], placed.loc["E88", "post"]) == ("Y", "S-RED-2")
    assert person(after, "E88")["fte"] == 0.7
    assert reconcile(after, renumbered).is_nothing_new


def test_a_locked_scenario_lets_its_people_have_a_new_number_and_nothing_else(plan, new_list):
    locked = lock_scenario(plan, SCENARIO, locked=True)
    found = reconcile(locked, put(new_list, "E08", "employee_number", "E88"))
    after = apply(locked, found, Choices(LEFT_ON, renumbered={"E08": "E88"}))
    assert "E88" in set(after.placements["employee_number"])
    assert locked_refusal(locked, after) == ""
    moved = after.with_table("placements", after.placements.assign(receiver="C1"))
    assert SCENARIO in locked_refusal(locked, moved)


def test_names_are_known_in_any_order_and_title(plan, new_list):
    named = plan.with_table("staff", put(plan.staff, "E08", "name", "Dr John SMITH"))
    new = put(put(new_list, "E08", "name", "Smith, John"), "E08", "employee_number", "E88")
    assert reconcile(named, new).same[0].confidence == 0.95


def test_another_birth_date_halves_the_confidence(plan, new_list):
    new = put(put(new_list, "E08", "born", pd.Timestamp(1990, 1, 1)), "E08", "employee_number", "E88")
    (one,) = reconcile(plan, new).same
    assert one.confidence < 0.5
    assert "another date of birth" in one.reason


def test_one_of_several_alike_is_less_sure(plan, new_list):
    one = new_list[new_list["employee_number"] == "E08"]
    twins = pd.concat(
        [
            without(new_list, "E08"),
            one.assign(employee_number="E88"),
            one.assign(employee_number="E89").set_axis([91]),
        ]
    )
    found = reconcile(plan, twins).same
    assert [(guess.new, guess.confidence) for guess in found] == [("E88", 0.57), ("E89", 0.57)]
    assert "one of 2" in found[0].reason


def test_strangers_are_not_taken_for_one_person(plan, new_list):
    stranger = frame_of(
        STAFF,
        {
            "employee_number": ["E99"],
            "organisation": ["P1"],
            "function": ["CON"],
            "band": ["5"],
            "fte": [1.0],
        },
        rows=[80],
    )
    found = reconcile(plan, pd.concat([without(new_list, "E08"), stranger]).astype(stranger.dtypes.to_dict()))
    assert found.same == ()


# ---------------------------------------------------------------------------- what it touches


def test_placements_of_those_who_left_come_first_and_locked_ones_before_others(plan, new_list):
    new = put(without(without(new_list, "E05"), "E08"), "E06", "band", "8a")
    touched = affected(
        record(plan, SCENARIO, "E06", Recording("accepted", receiver="C1")), reconcile(plan, new)
    )
    assert touched["employee_number"].tolist() == ["E08", "E05", "E06"]
    assert touched["is_locked"].tolist() == [True, False, False]
    assert touched["what"].tolist() == ["left", "left", "Band changed"]


def test_a_placement_of_somebody_who_may_have_a_new_number_says_so(plan, new_list):
    new = put(new_list, "E08", "employee_number", "E88")
    touched = affected(plan, reconcile(plan, new))
    assert touched["what"].tolist() == ["left, or is E88 now (same name and date of birth)"]


def test_a_list_that_is_the_same_touches_nothing(plan, new_list):
    assert affected(plan, reconcile(plan, new_list)).empty


# ------------------------------------------------------------------------------ what always holds


@pytest.fixture(scope="module")
def large():
    return generated_plan(400, 6, 3, 20, seed=5)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_after_taking_everything_in_the_lists_agree(large, data):
    staff = large.staff
    kept = data.draw(st.sets(st.sampled_from(range(len(staff))), min_size=1, max_size=len(staff)))
    new = staff.iloc[sorted(kept)].sample(frac=1, random_state=data.draw(st.integers(0, 9)))
    new = new.set_axis(pd.RangeIndex(2, 2 + len(new)))
    moved = data.draw(st.sets(st.sampled_from(range(len(new))), max_size=5))
    numbers = new["employee_number"].to_list()
    for at in moved:
        numbers[at] = f"N{at}"
    new = new.assign(
        employee_number=pd.array(numbers, dtype="str"), fte=new["fte"].mask(new["fte"] < 0.7, 0.9)
    )
    found = reconcile(large, new)
    assert len(found.pairs) + len(found.joined) == len(new)
    assert len(found.pairs) + len(found.left) == len(staff)
    after = apply(large, found, Choices(LEFT_ON, Leaver.GOES))
    again = reconcile(after, new)
    assert again.joined.empty
    assert again.changes.empty
    assert after.staff.index.is_unique
    stays = after.staff.index.intersection(large.staff.index)
    gone = set(found.left["row"])
    assert set(stays) >= set(large.staff.index) - gone


def test_an_empty_list_and_an_empty_plan_are_set_beside_each_other(plan):
    empty = frame_of(STAFF)
    assert len(reconcile(plan, empty).left) == 12
    nobody = plan.with_table("staff", empty)
    found = reconcile(nobody, plan.staff)
    assert len(found.joined) == 12
    assert len(apply(nobody, found, Choices(LEFT_ON)).staff) == 12
