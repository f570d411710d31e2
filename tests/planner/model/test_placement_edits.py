"""What is recorded of people: recorded, locked, taken back, and refused where it cannot be."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.engine.admission import judge
from planner.engine.evaluate import evaluate
from planner.model.occupancy import fte_of, posts_nearest_first, posts_of, receivers_nearest_first
from planner.model.placement_edits import (
    Recording,
    people_words,
    record,
    record_all,
    set_lock,
    standing,
    step_name,
    take_back,
    take_back_all,
)
from planner.model.placement_faults import fault, fault_of_all, lock_fault, take_back_fault
from planner.model.placement_words import RESULTS, in_brief, in_words, names_by_code
from planner.model.scenario import scenario_of
from planner.model.table_edits import add_rows
from planner.model.tables import BASELINE, TABLES
from planner.rules.rulebook import load_rules
from planner.workbook.read import read_plan
from planner.workbook.samples import twelve_people
from planner.workbook.write import write_plan

HERE, HEIR = "One of each", "Buy information too"
OFFER = Recording("offered", post="S-RED-1", on=date(2013, 4, 1), reason="Panel of March")


@pytest.fixture
def plan():
    return twelve_people()


@pytest.fixture
def shared(plan):
    """The sample, in which E03 (0.6 FTE) and E04 are half-time, and E01 has a second job in redesign."""
    staff = plan.staff.assign(
        fte=plan.staff["fte"].mask(plan.staff["employee_number"].isin(["E03", "E04"]), 0.5)
    )
    second = staff[staff["employee_number"] == "E01"].assign(
        function="RED", fte=0.4, assignment_number="E01-2"
    )
    second.index = pd.Index([int(staff.index.max()) + 1], dtype=staff.index.dtype)
    return plan.with_table("staff", pd.concat([staff, second]))


def rows_of(plan, employee, scenario=HERE):
    rows = scenario_of(plan, scenario).placements
    return rows[rows["employee_number"] == employee]


@pytest.mark.parametrize(
    ("result", "outcome", "stage", "locked"),
    [
        ("slated", "placed", "slated", False),
        ("offered", "placed", "offered", False),
        ("accepted", "placed", "accepted", False),
        ("placed", "placed", "placed", True),
        ("not selected", "pool", "not selected", False),
        ("redundant", "redundant", None, True),
        ("agreed resignation (MARS)", "mars", None, True),
        ("resigned", "resigned", None, True),
        ("retired", "retired", None, True),
        ("contract ended", "contract ended", None, True),
    ],
)
def test_each_result_stands_in_the_table_as_its_outcome_and_stage(plan, result, outcome, stage, locked):
    after = record(plan, HERE, "E01", Recording(result, post="S-RED-1"))
    (row,) = rows_of(after, "E01").to_dict("records")
    assert row["outcome"] == outcome
    assert (row["stage"] if stage else pd.isna(row["stage"])) == (stage or True)
    assert (row["locked"] == "Y") == locked
    assert (
        (row["post"], row["receiver"]) == ("S-RED-1", "C2") if outcome == "placed" else pd.isna(row["post"])
    )
    assert judge(after, load_rules()).refused.get("placements", frozenset()) == frozenset()


def test_every_result_of_the_table_can_be_recorded():
    outcomes = TABLES["placements"].column("outcome").choices
    assert {one.outcome for one in RESULTS} == set(outcomes)


def test_a_lock_may_be_left_off_or_put_on(plan):
    assert (
        rows_of(record(plan, HERE, "E01", Recording("redundant", is_locked=False)), "E01")["locked"]
        .isna()
        .all()
    )
    after = record(plan, HERE, "E01", replace(OFFER, is_locked=True))
    assert rows_of(after, "E01")["locked"].tolist() == ["Y"]


def test_date_and_reason_are_kept(plan):
    (row,) = rows_of(record(plan, HERE, "E01", OFFER), "E01").to_dict("records")
    assert row["date"] == pd.Timestamp(2013, 4, 1)
    assert row["reason"] == "Panel of March"


def test_what_is_recorded_takes_the_place_of_what_was_and_keeps_its_row(plan):
    once = record(plan, HERE, "E01", OFFER)
    twice = record(once, HERE, "E01", Recording("redundant"))
    assert twice.placements.index.equals(once.placements.index)
    assert rows_of(twice, "E01")["outcome"].tolist() == ["redundant"]
    assert rows_of(twice, "E01")["post"].isna().all()


def test_other_people_scenarios_and_tables_stay_as_they_are(plan):
    after = record(plan, HERE, "E01", OFFER)
    assert all(after.table(name) is plan.table(name) for name in TABLES if name != "placements")
    assert len(after.placements) == len(plan.placements) + 1


def test_a_match_is_kept_for_the_same_post_alone(plan):
    free = set_lock(plan, HERE, ["E08"], False)
    same = record(free, HERE, "E08", Recording("accepted", post="S-RED-2"))
    assert rows_of(same, "E08")["match"].tolist() == [90.0]
    other = record(free, HERE, "E08", Recording("accepted", post="S-RED-1"))
    assert rows_of(other, "E08")["match"].isna().all()


def test_locked_results_decide_and_others_leave_the_odds_alone(plan):
    rules = load_rules()

    def odds(of):
        people = evaluate(of, HERE, rules).people.set_index("employee_number")
        return people.loc["E01", ["p_placed", "p_redundant"]].tolist()

    assert odds(record(plan, HERE, "E01", OFFER)) == odds(plan)
    assert odds(record(plan, HERE, "E01", Recording("placed", post="S-RED-1"))) == [1.0, 0.0]
    assert odds(record(plan, HERE, "E01", Recording("redundant"))) == [0.0, 1.0]


def test_taking_back_restores_the_plan(plan):
    assert take_back(record(plan, HERE, "E01", OFFER), HERE, "E01") == plan
    several = record_all(plan, HERE, ["E01", "E02", "E03"], Recording("not selected"))
    assert take_back_all(several, HERE, ["E03", "E01", "E02"]) == plan


def test_in_a_scenario_based_on_another_its_own_row_comes_before_the_inherited_one(plan):
    assert rows_of(plan, "E08", HEIR)["scenario"].tolist() == [HERE]
    free = set_lock(plan, HEIR, ["E08"], False)
    assert rows_of(free, "E08", HEIR)["locked"].isna().all()
    assert rows_of(free, "E08")["locked"].tolist() == ["Y"]
    after = record(free, HEIR, "E08", Recording("resigned"))
    assert rows_of(after, "E08", HEIR)["outcome"].tolist() == ["resigned"]
    assert take_back(set_lock(after, HEIR, ["E08"], False), HEIR, "E08") == plan


def test_locking_what_is_locked_and_people_of_whom_nothing_is_recorded_changes_nothing(plan):
    assert set_lock(plan, HERE, ["E08", "E01"], True) is plan
    assert set_lock(plan, HEIR, ["E08"], True) is plan


def test_a_lock_never_falls_on_somebody_who_is_in_the_pool(plan):
    after = set_lock(record(plan, HERE, "E01", Recording("not selected")), HERE, ["E01"], True)
    assert rows_of(after, "E01")["locked"].isna().all()


def test_standing_tells_who_can_be_locked(plan):
    after = record(plan, HERE, "E01", OFFER)
    after = record(after, HERE, "E02", Recording("accepted", receiver="C1"))
    after = record(after, HERE, "E03", Recording("not selected"))
    found = standing(after, HERE, ["E01", "E02", "E03", "E04", "E08"])
    assert set(found.recorded) == {"E01", "E02", "E03", "E08"}
    assert found.locked == ("E08",)
    assert set(found.unlocked) == {"E01", "E02"}
    assert found.placed == ("E02",)
    assert standing(plan, HEIR, ["E08"]).own == ()


# ---------------------------------------------------------------- several jobs


def test_each_job_of_a_person_has_its_own_result(shared):
    con = record(shared, HERE, "E01", Recording("redundant", job="CON"))
    both = record(con, HERE, "E01", Recording("placed", post="S-RED-1", job="RED"))
    assert rows_of(both, "E01")["outcome"].tolist() == ["redundant", "placed"]
    assert judge(both, load_rules()).refused.get("placements", frozenset()) == frozenset()
    people = evaluate(both, HERE, load_rules()).people
    mine = people[people["employee_number"] == "E01"].set_index("function")
    assert mine.loc["CON", "p_redundant"] == 1
    assert mine.loc["RED", "p_placed"] == 1


def test_the_order_in_which_two_jobs_are_recorded_makes_no_difference(shared):
    one = record(record(shared, HERE, "E01", Recording("redundant", job="CON")), HERE, "E01",
                 Recording("placed", post="S-RED-1", job="RED"))  # fmt: skip
    other = record(record(shared, HERE, "E01", Recording("placed", post="S-RED-1", job="RED")), HERE, "E01",
                   Recording("redundant", job="CON"))  # fmt: skip
    assert one == other


def test_taking_one_job_back_leaves_the_other(shared):
    con = record(shared, HERE, "E01", Recording("slated", receiver="S1", job="CON"))
    both = record(con, HERE, "E01", Recording("offered", post="S-RED-1", job="RED"))
    assert take_back(both, HERE, "E01", "RED") == con
    assert take_back(both, HERE, "E01") == shared


def test_a_copy_of_what_is_inherited_goes_with_the_last_result_of_its_own(shared):
    parent = record(shared, HERE, "E01", Recording("slated", receiver="S1", job="CON"))
    parent = record(parent, HERE, "E01", Recording("offered", post="S-RED-1", job="RED"))
    child = record(parent, HEIR, "E01", Recording("not selected", job="CON"))
    assert sorted(rows_of(child, "E01", HEIR)["outcome"]) == ["placed", "pool"]
    assert take_back(child, HEIR, "E01", "CON") == parent


# ---------------------------------------------------------------- what is refused


def test_two_people_into_one_post_are_refused_with_its_hours_and_who_is_in_it(plan):
    after = record(plan, HERE, "E01", OFFER)
    said = fault(after, HERE, "E02", replace(OFFER, result="slated"))
    assert "S-RED-1" in said
    assert "1.00 FTE" in said
    assert "E01 (1.00 FTE) is in it" in said
    assert "E02" in said
    assert fault(after, HERE, "E01", replace(OFFER, result="accepted")) == ""
    together = fault_of_all(plan, HERE, ["E01", "E02"], OFFER)
    assert "E01 (1.00 FTE) and E02 (1.00 FTE) do not fit in it together" in together


def test_half_timers_share_a_post(shared):
    assert fault_of_all(shared, HERE, ["E03", "E04"], OFFER) == ""
    after = record_all(shared, HERE, ["E03", "E04"], OFFER)
    assert "E03 (0.50 FTE) and E04 (0.50 FTE) are in it" in fault(after, HERE, "E07", OFFER)


def test_a_post_is_not_taken_twice_in_a_scenario_that_inherits(plan):
    heir = record(plan, HEIR, "E02", Recording("placed", post="S-RED-1"))
    said = fault(heir, HERE, "E01", OFFER)
    assert HEIR in said
    assert "E02" in said
    assert fault(plan, HERE, "E01", OFFER) == ""


def test_taking_back_is_refused_where_another_has_the_inherited_post_by_now(plan):
    heir = set_lock(plan, HEIR, ["E08"], False)
    heir = record(heir, HEIR, "E08", Recording("not selected"))
    heir = record(heir, HEIR, "E07", Recording("offered", post="S-RED-2"))
    said = take_back_fault(heir, HEIR, ["E08"])
    assert "S-RED-2" in said
    assert "E07" in said


def test_a_post_of_another_receiver_or_scenario_is_refused(plan):
    assert "not at Example North CCG" in fault(plan, HERE, "E01", replace(OFFER, receiver="C1"))
    assert "not a post of" in fault(plan, HERE, "E01", replace(OFFER, post="P99"))
    elsewhere = add_rows(
        plan,
        "posts",
        {
            "post": ["X1"],
            "scenario": [HEIR],
            "receiver": ["S1"],
            "function": ["INF"],
            "band": ["6"],
            "fte": [1.0],
        },
    )
    assert "X1 is not a post of One of each" in fault(elsewhere, HERE, "E09", Recording("slated", post="X1"))
    assert fault(elsewhere, HEIR, "E09", Recording("slated", post="X1")) == ""


def test_a_receiver_that_closes_or_is_not_there_is_refused(plan):
    assert "closes" in fault(plan, HERE, "E01", Recording("placed", receiver="P1"))
    assert "not among" in fault(plan, HERE, "E01", Recording("placed", receiver="ZZ"))
    assert "Choose the post" in fault(plan, HERE, "E01", Recording("placed"))
    assert fault(plan, HERE, "E01", Recording("resigned", receiver="P1")) == ""


def test_a_locked_placement_is_unlocked_first(plan):
    assert "E08 is locked as placed in S-RED-2" in fault(plan, HERE, "E08", Recording("resigned"))
    assert "Unlock" in take_back_fault(plan, HERE, ["E08"])
    free = set_lock(plan, HERE, ["E08"], False)
    assert fault(free, HERE, "E08", Recording("resigned")) == ""
    assert take_back_fault(free, HERE, ["E08"]) == ""


def test_the_lock_of_one_job_is_not_in_the_way_of_another(shared):
    after = record(shared, HERE, "E01", Recording("placed", post="S-RED-1", job="RED"))
    assert fault(after, HERE, "E01", Recording("slated", receiver="S1", job="CON")) == ""
    assert "locked" in fault(after, HERE, "E01", Recording("slated", receiver="S1", job="RED"))


def test_baseline_locked_scenarios_and_unknown_people_are_refused(plan):
    locked = plan.with_table("scenarios", plan.scenarios.assign(locked="Y"))
    assert "nothing moved" in fault(plan, BASELINE, "E01", OFFER)
    for said in (
        fault(locked, HERE, "E01", OFFER),
        take_back_fault(locked, HERE, ["E08"]),
        lock_fault(locked, HERE, ["E08"]),
    ):
        assert "is locked" in said
    assert "no E99" in fault(plan, HERE, "E99", OFFER)
    assert fault_of_all(plan, HERE, [], OFFER)
    assert "no scenario" in fault(plan, "Elsewhere", "E01", OFFER)


def test_locking_two_who_were_put_into_one_post_elsewhere_is_refused(plan):
    crowded = record_all(plan, HERE, ["E01", "E02"], OFFER)
    assert "S-RED-1" in lock_fault(crowded, HERE, ["E01"])
    assert lock_fault(record(plan, HERE, "E01", OFFER), HERE, ["E01"]) == ""


# ---------------------------------------------------------------- words and choices


def test_a_step_names_numbers_result_and_place(plan):
    assert step_name(plan, ["E01"], OFFER) == "Record E01: offered S-RED-1 at Example South CCG"
    assert step_name(plan, ["E1", "E2"], Recording("not selected")) == "Record E1 and E2: not selected"
    assert (
        step_name(plan, ["E1"], Recording("placed", receiver="C1"))
        == "Record E1: placed at Example North CCG"
    )
    assert people_words([f"E{one}" for one in range(1, 41)]) == "E1, E2, E3, E4, E5, E6 and 34 others"


def test_a_placement_is_said_in_full_and_in_brief(plan):
    names = names_by_code(plan)
    assert in_words(names, "placed", "slot_in", "C2", "P1") == "placed in P1 at Example South CCG (slot in)"
    assert in_words(names, "placed", "accepted", "C2", None) == "accepted a post at Example South CCG"
    assert in_words(names, "pool", None, None, None) == "in the pool"
    assert in_words(names, "mars", None, None, None) == "agreed resignation (MARS)"
    assert in_brief("placed", "slot_in", "C2", "P1", "Y") == "placed P1, locked"
    assert in_brief("placed", "offered", "C2", float("nan"), None) == "offered C2"


def test_posts_are_offered_nearest_first_and_only_with_room(plan):
    found = posts_nearest_first(plan, scenario_of(plan, HERE), "RED", "5", 1.0)
    assert found["post"].tolist() == ["S-RED-2", "S-RED-1"]
    assert found["has_room"].tolist() == [False, True]
    mine = posts_nearest_first(plan, scenario_of(plan, HERE), "RED", "5", 0.8, ["E08"])
    assert mine["has_room"].tolist() == [True, True]
    receivers = receivers_nearest_first(plan, scenario_of(plan, HERE), "CON")
    assert receivers[0] == ("S1", "Example support organisation")
    assert {code for code, _ in receivers} == {"C1", "C2", "S1"}


def test_what_is_recorded_is_written_and_read_back(plan, tmp_path):
    after = record(plan, HERE, "E01", OFFER)
    write_plan(after, tmp_path / "plan.xlsx")
    assert read_plan(tmp_path / "plan.xlsx").plan == after


# ---------------------------------------------------------------- what always holds

PEOPLE = [f"E{number:02d}" for number in range(1, 13)]
RECORDINGS = st.builds(
    Recording,
    st.sampled_from([one.name for one in RESULTS]),
    st.sampled_from(["", "", "C1", "C2", "S1", "P1"]),
    st.sampled_from(["", "S-RED-1", "S-RED-2", "P99"]),
    st.sampled_from([None, date(2013, 3, 31)]),
    is_locked=st.sampled_from([None, True, False]),
)
STEPS = st.tuples(
    st.sampled_from(["record", "record", "record", "lock", "unlock", "take back"]),
    st.sampled_from([HERE, HEIR]),
    st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True),
    RECORDINGS,
)


def crowded(plan):
    """Posts that hold several people who do not fit, in any scenario."""
    scenarios = (scenario_of(plan, name) for name in plan.scenario_names)
    return [post.code for one in scenarios for post in posts_of(plan, one).values() if post.is_overfull]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(STEPS, max_size=12), st.lists(st.sampled_from([0.4, 0.5, 0.6, 1.0]), min_size=12, max_size=12)
)
def test_never_two_in_a_post_whatever_is_done(steps, hours):
    plan = twelve_people()
    plan = plan.with_table("staff", plan.staff.assign(fte=np.array(hours)))
    for what, scenario, people, recording in steps:
        if what == "record" and not fault_of_all(plan, scenario, people, recording):
            plan = record_all(plan, scenario, people, recording)
        elif what == "take back" and not take_back_fault(plan, scenario, people):
            plan = take_back_all(plan, scenario, people)
        elif what in ("lock", "unlock") and not lock_fault(plan, scenario, people):
            plan = set_lock(plan, scenario, people, what == "lock")
        assert crowded(plan) == []
        own = plan.placements[["scenario", "employee_number"]]
        assert not own.duplicated().any()
        assert plan.placements.index.is_unique
    assert not [one for one in judge(plan, load_rules()).findings if "too small" in one.message]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PEOPLE), RECORDINGS)
def test_recorded_and_taken_back_is_the_plan_as_it_was(employee, recording):
    plan = twelve_people()
    if employee == "E08" or fault(plan, HERE, employee, recording):
        return
    after = set_lock(record(plan, HERE, employee, recording), HERE, [employee], False)
    assert after != plan
    assert take_back_fault(after, HERE, [employee]) == ""
    assert take_back(after, HERE, employee) == plan


def test_hours_are_those_of_all_jobs(shared):
    assert fte_of(shared, ["E01", "E03"]) == {"E01": 1.4, "E03": 0.5}
