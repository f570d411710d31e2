"""Who does what, edited: moves, shares, modes, single claims, senders, inheritance, locks."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.base.errors import EditRefusedError, NothingToMoveError
from planner.base.findings import Severity
from planner.engine.admission import judge
from planner.engine.evaluate import evaluate
from planner.model.allocation_edits import (
    Beside,
    by_population,
    give_all,
    move,
    move_among,
    set_mode,
    set_share,
    set_shares,
    stop,
    unclaim,
)
from planner.model.claim_edits import (
    add_claim,
    change_claim,
    drop_claim,
    split_by_population,
    split_equally,
)
from planner.model.claims import claims_in_force
from planner.model.plan import Unread
from planner.model.scenario_edits import lock_scenario
from planner.model.sender_claims import HAIR, left_by_sender
from planner.model.tables import BASELINE
from planner.model.who_may import mode_refusal, modes_of
from planner.rules.rulebook import load_rules
from tests.planner.engine.small_plans import SCENARIO, claim, person, plan_of

CHILD = "Changed"
SCENARIOS = ({"scenario": SCENARIO}, {"scenario": CHILD, "based_on": SCENARIO})
PEOPLE = (
    person("1"),
    person("2", band="6"),
    person("3", "RED", organisation="P2"),
    person("4", "PRO"),
    person("5", "RED"),
    person("6", organisation="P2"),
)


def made(*claims, **tables):
    """A plan whose first scenario has these claims, and a second that is based on it."""
    return plan_of(staff=PEOPLE, allocations=claims, scenarios=SCENARIOS, **tables)


def held(plan, function="CON", scenario=SCENARIO):
    """The claims in force: (sender, receiver, mode, share)."""
    found = claims_in_force(plan, scenario, function)
    return [(one.sender, one.receiver, one.mode, round(one.share, 6)) for one in found]


def same_figures(one, other, scenario=SCENARIO):
    """Whether two plans come to the same in every table of people and money."""
    rules = load_rules()
    mine, theirs = evaluate(one, scenario, rules), evaluate(other, scenario, rules)
    for name in ("people", "posts", "services", "charges", "receivers", "functions", "months"):
        pd.testing.assert_frame_equal(getattr(mine, name), getattr(theirs, name))
    return mine.headline == theirs.headline


# ---------------------------------------------------------------- moving


def test_a_move_gives_all_that_one_has_to_another():
    plan = made(claim("CON", "C1", "do", 60), claim("CON", "C2", "do", 40))
    assert held(move(plan, SCENARIO, "CON", "", "C1", "S1")) == [("", "S1", "buy", 60), ("", "C2", "do", 40)]


@pytest.mark.parametrize(
    ("receiver", "mode"),
    [("C1", "do"), ("S1", "buy"), ("B1", "board"), ("L1", "move"), ("V1", "move")],
)
def test_work_takes_the_usual_mode_of_its_new_receiver(receiver, mode):
    assert held(move(made(), SCENARIO, "CON", "", Beside.UNCLAIMED, receiver)) == [("", receiver, mode, 100)]


def test_work_that_goes_to_a_receiver_of_the_same_sort_keeps_its_mode():
    plan = made(claim("CON", "C1", "share", customers="C1;C2", date=date(2013, 7, 1), reason="One team"))
    moved = claims_in_force(move(plan, SCENARIO, "CON", "", "C1", "C2"), SCENARIO, "CON")
    assert [(one.receiver, one.mode, one.customers, one.date, one.reason) for one in moved] == [
        ("C2", "share", "C1;C2", date(2013, 7, 1), "One team")
    ]


def test_customers_and_reason_stay_behind_where_they_mean_nothing_any_more():
    plan = made(claim("CON", "S1", "buy", customers="C1", reason="At scale", date=date(2013, 7, 1)))
    moved = claims_in_force(move(plan, SCENARIO, "CON", "", "S1", "C1"), SCENARIO, "CON")[0]
    assert (moved.mode, moved.customers, moved.reason, moved.date) == ("do", "", "", date(2013, 7, 1))


def test_half_of_a_share_moves_and_half_stays():
    plan = made(claim("CON", "C1", "do", 60))
    moved = move(plan, SCENARIO, "CON", "", "C1", "C2", 0.5)
    assert held(moved) == [("", "C1", "do", 30), ("", "C2", "do", 30)]


def test_what_arrives_joins_a_claim_that_is_alike():
    plan = made(claim("CON", "C1", "do", 60), claim("CON", "C2", "do", 40))
    assert held(move(plan, SCENARIO, "CON", "", "C1", "C2")) == [("", "C2", "do", 100)]


def test_all_of_a_function_goes_to_one_also_what_stops_and_what_is_unclaimed():
    plan = made(claim("CON", "C1", "do", 50), claim("CON", None, "stop", 20))
    assert held(give_all(plan, SCENARIO, "CON", "", "S1")) == [("", "S1", "buy", 100)]


def test_unclaimed_work_goes_without_touching_the_rest():
    plan = made(claim("CON", "C1", "do", 70))
    moved = move(plan, SCENARIO, "CON", "", Beside.UNCLAIMED, "L1")
    assert held(moved) == [("", "C1", "do", 70), ("", "L1", "move", 30)]


def test_work_can_be_left_unclaimed_and_can_stop():
    plan = made(claim("CON", "C1", "do", 70), claim("CON", "S1", "buy", 30))
    assert held(unclaim(plan, SCENARIO, "CON", "", "C1")) == [("", "S1", "buy", 30)]
    assert held(stop(plan, SCENARIO, "CON", "")) == [("", "", "stop", 100)]


def test_work_is_shared_among_ccgs_by_population():
    plan = made(claim("CON", "S1", "buy"))
    shared = move_among(plan, SCENARIO, "CON", "", "S1", by_population(plan, ["C1", "C2"]))
    assert held(shared) == [("", "C1", "do", 75), ("", "C2", "do", 25)]


def test_receivers_whose_people_are_not_known_share_alike():
    assert by_population(made(), ["C1", "S1"]) == {"C1": 1.0, "S1": 1.0}


def test_a_move_to_where_it_is_already_changes_nothing():
    plan = made(claim("CON", "C1", "do"))
    assert move(plan, SCENARIO, "CON", "", "C1", "C1") is plan


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("C2", "South CCG has nothing of Contracting."),
        (Beside.UNCLAIMED, "Nothing of Contracting is unclaimed."),
        (Beside.STOPS, "Nothing of Contracting stops."),
        (Beside.EVERYTHING, "Contracting is all with North CCG already."),
    ],
)
def test_where_there_is_nothing_to_move_a_sentence_says_so(source, words):
    with pytest.raises(NothingToMoveError, match=words):
        move(made(claim("CON", "C1", "do")), SCENARIO, "CON", "", source, "C1")


# ---------------------------------------------------------------- shares and modes


def test_a_share_is_set_and_others_keep_theirs():
    plan = made(claim("CON", "C1", "do", 60), claim("CON", "C2", "do", 20))
    assert held(set_share(plan, SCENARIO, "CON", "", "C1", 25)) == [
        ("", "C1", "do", 25),
        ("", "C2", "do", 20),
    ]


def test_a_share_of_nil_takes_the_claim_away():
    plan = made(claim("CON", "C1", "do", 60), claim("CON", "C2", "do", 20))
    assert held(set_share(plan, SCENARIO, "CON", "", "C1", 0)) == [("", "C2", "do", 20)]


def test_several_claims_of_one_receiver_keep_their_proportions():
    plan = made(claim("CON", "S1", "buy", 60, customers="C1"), claim("CON", "S1", "buy", 20, customers="C2"))
    assert [share for *_, share in held(set_share(plan, SCENARIO, "CON", "", "S1", 40))] == [30, 10]


def test_several_shares_are_set_at_once():
    plan = made(claim("CON", "C1", "do", 60), claim("CON", "C2", "do", 40))
    found = set_shares(plan, SCENARIO, "CON", "", {"C1": ("", 10), "C2": ("share", 70), "S1": ("buy", 20)})
    assert held(found) == [("", "C1", "do", 10), ("", "C2", "share", 70), ("", "S1", "buy", 20)]


def test_shares_beyond_the_whole_are_refused_with_what_is_too_much():
    plan = made(claim("CON", "C1", "do", 60), claim("CON", "C2", "do", 40))
    with pytest.raises(EditRefusedError, match=r"would come to 120%: 20% more than the whole"):
        set_share(plan, SCENARIO, "CON", "", "C1", 80)


def test_a_third_three_times_is_the_whole():
    plan = made()
    for receiver in ("C1", "C2", "S1"):
        plan = set_share(plan, SCENARIO, "CON", "", receiver, 100 / 3)
    assert not [one for one in judge(plan, load_rules()).findings if one.severity == Severity.ERROR]


def test_a_mode_is_set_where_the_receiver_may_take_it():
    plan = made(claim("CON", "C1", "do", 60, reason="Local"))
    assert held(set_mode(plan, SCENARIO, "CON", "", "C1", "share")) == [("", "C1", "share", 60)]
    assert held(set_mode(plan, SCENARIO, "CON", "", "C1", "stop")) == [("", "", "stop", 60)]
    with pytest.raises(EditRefusedError, match="A CCG can do work itself or host; it cannot be bought from"):
        set_mode(plan, SCENARIO, "CON", "", "C1", "buy")


def test_a_receiver_that_has_nothing_takes_what_is_unclaimed_in_the_mode_chosen():
    plan = made(claim("CON", "C1", "do", 60))
    found = set_mode(plan, SCENARIO, "CON", "", "C2", "share")
    assert held(found) == [("", "C1", "do", 60), ("", "C2", "share", 40)]


def test_every_mode_that_is_offered_is_free_of_errors():
    plan = made()
    for code, kind in zip(plan.receivers["code"], plan.receivers["kind"], strict=True):
        for mode in modes_of(kind):
            assert mode_refusal(plan, code, mode) == ""
            found = judge(set_share(plan, SCENARIO, "CON", "", code, 100, mode), load_rules()).findings
            assert [one.message for one in found if one.severity == Severity.ERROR] == []


def test_claimants_share_alike_or_by_population_but_not_what_is_locked_or_stops():
    plan = made(
        claim("CON", "C1", "do", 10),
        claim("CON", "C2", "do", 5),
        claim("CON", "S1", "buy", 20, locked="Y"),
        claim("CON", None, "stop", 20),
    )
    alike = {receiver: share for _, receiver, _, share in held(split_equally(plan, SCENARIO, "CON", ""))}
    assert alike == {"C1": 30, "C2": 30, "S1": 20, "": 20}
    by_people = held(split_by_population(plan, SCENARIO, "CON", ""))
    assert {receiver: share for _, receiver, _, share in by_people} == {"C1": 45, "C2": 15, "S1": 20, "": 20}


def test_shares_by_population_need_a_population():
    plan = made(claim("CON", "C1", "do", 10), claim("CON", "L1", "move", 5))
    with pytest.raises(EditRefusedError, match="Council has no population"):
        split_by_population(plan, SCENARIO, "CON", "")
    with pytest.raises(EditRefusedError, match="Nobody claims Redesign yet"):
        split_equally(plan, SCENARIO, "RED", "")


# ---------------------------------------------------------------- one claim at a time


def test_one_claim_is_changed_added_and_dropped():
    plan = made(claim("CON", "S1", "buy", 60))
    plan = change_claim(plan, SCENARIO, "CON", 0, customers="C1", date=date(2013, 7, 1))
    plan = add_claim(plan, SCENARIO, "CON", "", "C1")
    assert held(plan) == [("", "S1", "buy", 60), ("", "C1", "do", 40)]
    plan = drop_claim(plan, SCENARIO, "CON", 0)
    assert held(plan) == [("", "C1", "do", 40)]


def test_a_claim_given_to_another_receiver_takes_a_mode_that_it_may_have():
    plan = change_claim(made(claim("CON", "S1", "buy", 60)), SCENARIO, "CON", 0, receiver="C1")
    assert held(plan) == [("", "C1", "do", 60)]


def test_a_claim_that_goes_on_needs_a_receiver():
    plan = made(claim("CON", None, "stop", 60))
    with pytest.raises(EditRefusedError, match="needs a receiver"):
        change_claim(plan, SCENARIO, "CON", 0, mode="do")


def test_the_row_of_a_claim_stays_the_same_row():
    plan = made(claim("CON", "C1", "do", 60), claim("CON", "C2", "do", 40))
    rows = list(plan.allocations.index)
    assert list(set_share(plan, SCENARIO, "CON", "", "C1", 30).allocations.index) == rows
    assert list(move(plan, SCENARIO, "CON", "", "C1", "S1").allocations.index) == rows


# ---------------------------------------------------------------- what may not be changed


def test_a_locked_claim_stays_as_it_is_and_others_do_not():
    plan = made(claim("CON", "C1", "do", 60, locked="Y"), claim("CON", "C2", "do", 30))
    for edit in (
        lambda: move(plan, SCENARIO, "CON", "", "C1", "S1"),
        lambda: give_all(plan, SCENARIO, "CON", "", "S1"),
        lambda: set_share(plan, SCENARIO, "CON", "", "C1", 50),
        lambda: set_mode(plan, SCENARIO, "CON", "", "C1", "share"),
        lambda: change_claim(plan, SCENARIO, "CON", 0, share=10.0),
        lambda: drop_claim(plan, SCENARIO, "CON", 0),
    ):
        with pytest.raises(EditRefusedError, match="locked"):
            edit()
    assert held(move(plan, SCENARIO, "CON", "", "C2", "S1"))[1] == ("", "S1", "buy", 30)
    opened = change_claim(plan, SCENARIO, "CON", 0, locked=False)
    assert held(unclaim(opened, SCENARIO, "CON", "", "C1")) == [("", "C2", "do", 30)]


def test_the_baseline_and_locked_scenarios_are_refused():
    plan = made(claim("CON", "C1", "do"))
    with pytest.raises(EditRefusedError, match="Baseline is the plan with nothing moved"):
        give_all(plan, BASELINE, "CON", "", "S1")
    with pytest.raises(EditRefusedError, match="is locked"):
        give_all(lock_scenario(plan, SCENARIO, locked=True), SCENARIO, "CON", "", "S1")


# ---------------------------------------------------------------- inheritance


def test_an_inherited_function_becomes_the_scenarios_own_and_the_parents_stays():
    plan = made(
        claim("CON", "C1", "do", 60, locked="Y"), claim("CON", "C2", "do", 40), claim("RED", "C1", "do")
    )
    found = move(plan, CHILD, "CON", "", "C2", "S1")
    assert held(found, scenario=CHILD) == [("", "C1", "do", 60), ("", "S1", "buy", 40)]
    assert held(found) == held(plan)
    own = found.allocations[found.allocations["scenario"] == CHILD]
    assert own["function"].tolist() == ["CON", "CON"]
    assert own["locked"].eq("Y").tolist() == [True, False]


def test_a_function_taken_from_everybody_stays_so_under_a_parent_that_gave_it_away():
    plan = unclaim(made(claim("CON", "C1", "do")), CHILD, "CON", "", "C1")
    assert held(plan, scenario=CHILD) == []
    assert evaluate(plan, CHILD, load_rules()).functions.set_index("function")["claimed_percent"]["CON"] == 0
    assert not [one for one in judge(plan, load_rules()).findings if one.severity == Severity.ERROR]
    again = give_all(plan, CHILD, "CON", "", "S1")
    assert held(again, scenario=CHILD) == [("", "S1", "buy", 100)]
    assert (again.allocations["scenario"] == CHILD).sum() == 1


def test_a_scenario_with_claims_of_its_own_keeps_them_where_its_parents_would_be_too_much():
    plan = set_share(made(claim("CON", "C1", "do", 60)), CHILD, "CON", "", "C1", 100)
    found = move(plan, SCENARIO, "CON", "P1", "C1", "S1")
    assert sorted(held(found)) == [("P1", "S1", "buy", 60), ("P2", "C1", "do", 60)]
    assert held(found, scenario=CHILD) == [("", "C1", "do", 100)]
    assert not [one for one in judge(found, load_rules()).findings if one.severity == Severity.ERROR]
    locked = lock_scenario(plan, CHILD, locked=True)
    with pytest.raises(EditRefusedError, match="Changed is based on Tried and would come to more than 100%"):
        move(locked, SCENARIO, "CON", "P1", "C1", "S1")


def test_an_inherited_row_that_could_not_be_read_is_not_copied():
    plan = made(claim("CON", "C1", "do", 60), claim("CON", "C2", "do", 40))
    row = int(plan.allocations.index[0])
    plan = type(plan)(**{name: plan.table(name) for name in plan.tables()}, facts=plan.facts,
                      unread=(Unread("allocations", row, "share", "lots"),))  # fmt: skip
    with pytest.raises(EditRefusedError, match="could not be read"):
        move(plan, CHILD, "CON", "", "C2", "S1")


# ---------------------------------------------------------------- sender by sender


def test_a_move_of_all_senders_work_moves_each_senders_share():
    plan = made(claim("CON", "C1", "do", 100, sender="P1"), claim("CON", "C1", "do", 40, sender="P2"))
    moved = move(plan, SCENARIO, "CON", "", "C1", "S1")
    assert held(moved) == [("P1", "S1", "buy", 100), ("P2", "S1", "buy", 40)]


def test_one_senders_work_moves_alone():
    plan = made(claim("CON", "C1", "do", 100, sender="P1"), claim("CON", "C1", "do", 40, sender="P2"))
    moved = move(plan, SCENARIO, "CON", "P2", "C1", "S1")
    assert sorted(held(moved)) == [("P1", "C1", "do", 100), ("P2", "S1", "buy", 40)]


def test_claims_on_all_work_become_each_senders_where_one_is_to_differ():
    plan = made(claim("CON", "C1", "do", 60))
    found = move(plan, SCENARIO, "CON", "P1", "C1", "S1")
    assert sorted(held(found)) == [("P1", "S1", "buy", 60), ("P2", "C1", "do", 60)]


def test_a_share_cannot_be_typed_for_all_where_senders_differ():
    plan = made(claim("CON", "C1", "do", 60, sender="P1"))
    with pytest.raises(EditRefusedError, match=r"sender by sender\. Choose a sender first"):
        set_share(plan, SCENARIO, "CON", "", "C1", 50)
    assert held(set_share(plan, SCENARIO, "CON", "P1", "C1", 50)) == [("P1", "C1", "do", 50)]


def test_what_is_unclaimed_differs_by_sender():
    plan = made(claim("CON", "C1", "do", 30), claim("CON", "C2", "do", 50, sender="P1"))
    assert left_by_sender(claims_in_force(plan, SCENARIO, "CON")) == {"": 70, "P1": 20}
    given_away = move(plan, SCENARIO, "CON", "", Beside.UNCLAIMED, "S1")
    left = left_by_sender(claims_in_force(given_away, SCENARIO, "CON"))
    assert left == {"P1": 0, "P2": 0}


# ---------------------------------------------------------------- whatever a user does

RECEIVERS = ("C1", "C2", "S1", "B1", "L1", "V1")
TAKERS = st.sampled_from((*RECEIVERS, Beside.UNCLAIMED, Beside.STOPS))
FUNCTION = st.sampled_from(("CON", "PRO", "RED"))
SENDER = st.sampled_from(("", "", "P1", "P2"))
WHERE = st.sampled_from((SCENARIO, CHILD))
GETS = st.sampled_from((*RECEIVERS, Beside.STOPS))
SHARES = st.one_of(st.sampled_from((0.0, 100.0, 50.0, 100 / 3)), st.floats(0, 100))
EDITS = st.one_of(
    st.tuples(
        st.just(move), WHERE, FUNCTION, SENDER, st.one_of(TAKERS, st.just(Beside.EVERYTHING)), TAKERS,
        st.sampled_from((1.0, 0.5)),
    ),
    st.tuples(st.just(set_share), WHERE, FUNCTION, SENDER, GETS, SHARES),
    st.tuples(
        st.just(set_mode), WHERE, FUNCTION, SENDER, st.sampled_from(RECEIVERS),
        st.sampled_from(("do", "share", "buy", "board", "move", "stop")),
    ),
    st.tuples(st.sampled_from((split_equally, split_by_population)), WHERE, FUNCTION, SENDER),
    st.tuples(st.just(add_claim), WHERE, FUNCTION, SENDER, st.sampled_from(RECEIVERS)),
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(EDITS, max_size=14))
def test_no_row_of_edits_ever_claims_more_than_the_whole_or_what_may_not_be(steps):
    plan = made(
        claim("CON", "C1", "do", 60),
        claim("CON", "S1", "buy", 40, customers="C1"),
        claim("RED", "C1", "do", 55, sender="P1"),
        claim("RED", "C2", "share", 45),
    )
    for edit, *arguments in steps:
        try:
            after = edit(plan, *arguments)
        except EditRefusedError:
            continue
        scenario, function = arguments[:2]
        if scenario == CHILD:
            assert held(after, function) == held(plan, function)
        plan = after
        left = left_by_sender(claims_in_force(plan, scenario, function))
        assert min(left.values()) >= -HAIR
    found = judge(plan, load_rules()).findings
    assert [one.message for one in found if one.severity == Severity.ERROR] == []


@settings(max_examples=25)
@given(
    st.sampled_from((("C1", "C2"), ("C2", "C1"), ("L1", "V1"))),
    st.sampled_from(("CON", "RED")),
    WHERE,
    SENDER,
    st.sampled_from((1.0, 0.5)),
)
def test_a_move_there_and_back_comes_to_the_same(pair, function, scenario, sender, part):
    plan = made(
        claim("CON", "C1", "do", 60),
        claim("CON", "L1", "move", 40),
        claim("RED", "C2", "share", 100, sender="P1", customers="C1;C2"),
        claim("RED", "L1", "move", 70, sender="P2", date=date(2013, 7, 1)),
    )
    here, there = pair
    if sender and function == "CON":
        plan = set_share(plan, scenario, "CON", sender, "L1", 40.0)
    try:
        moved = move(plan, scenario, function, sender, here, there, part)
    except NothingToMoveError:
        return
    back = move(moved, scenario, function, sender, there, here)
    assert same_figures(plan, back, scenario)
