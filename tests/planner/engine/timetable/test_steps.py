"""Moves, openings, closures, procurement and commitments: their days, and whether they fit."""

from datetime import date

import pytest

from planner.base.errors import EditRefusedError
from planner.engine.timetable import Kind, MovedBy, goes_along, moved, timetable_of, why_fixed
from planner.model.tables import BASELINE
from tests.planner.engine.small_plans import (
    FUNCTIONS,
    ORGANISATIONS,
    SCENARIO,
    budget,
    changed,
    claim,
    person,
)

APRIL = date(2013, 4, 1)


@pytest.mark.parametrize(("day", "spare"), [(date(2013, 3, 31), 1), (APRIL, 0), (date(2013, 4, 2), -1)])
def test_work_moves_at_the_latest_on_the_day_after_its_senders_close(stopping, step_of, day, spare):
    results = stopping(allocations=[claim("CON", "L1", "move", date=day)])
    step = step_of(results, Kind.TRANSFER, "Contracting")
    assert (step.begins, step.last_safe, step.days_to_spare) == (day, APRIL, spare)
    assert (step.group, step.moved_by, step.code) == ("Buying", MovedBy.FUNCTION, "CON")


@pytest.mark.parametrize(
    ("opens", "is_too_early"), [(date(2013, 3, 31), False), (APRIL, False), (date(2013, 4, 2), True)]
)
def test_work_does_not_move_before_its_receiver_opens(stopping, step_of, opens, is_too_early):
    organisations = changed(ORGANISATIONS, L1={"opens": opens})
    results = stopping(organisations=organisations, allocations=[claim("CON", "L1", "move")])
    step = step_of(results, Kind.TRANSFER, "Contracting")
    assert step.is_too_early is is_too_early
    assert step.fits is not is_too_early
    if is_too_early:
        assert step.said.startswith(
            "Contracting cannot move before 2 April 2013, when Council opens; it is planned to move on "
            "1 April 2013: 1 day too early."
        )
    opening = step_of(results, Kind.OPENING)
    assert opening.fits is not is_too_early


def test_senders_whose_work_moves_on_different_days_have_a_step_each(stopping):
    allocations = [
        claim("CON", "L1", "move", sender="P1", date=date(2013, 1, 1)),
        claim("CON", "L1", "move", sender="P2"),
        claim("PRO", "L1", "move"),
    ]
    steps = [one for one in timetable_of(stopping(allocations=allocations)).steps if one.group == "Buying"]
    assert {one.name: (one.begins, one.sender) for one in steps} == {
        "Contracting at North PCT": (date(2013, 1, 1), "P1"),
        "Contracting at South PCT": (APRIL, "P2"),
        "Procurement": (APRIL, ""),
    }


def test_the_senders_close_on_31_march_2013_at_the_latest(stopping, step_of):
    fits = step_of(stopping(), Kind.CLOSURE, "Last day")
    assert (fits.last_safe, fits.days_to_spare) == (date(2013, 3, 31), 0)
    late = step_of(stopping(facts={"closure": APRIL}), Kind.CLOSURE, "Last day")
    assert late.days_to_spare == -1


def bought(months, framework):
    functions = changed(FUNCTIONS, CON={"procurement_months": months, "framework": framework})
    return {"functions": functions, "allocations": [claim("CON", "S1", "buy")]}


@pytest.mark.parametrize(("start", "spare"), [(date(2012, 5, 31), 1), (date(2012, 6, 2), -1)])
def test_procurement_begins_as_many_months_before_the_move_as_it_takes(stopping, step_of, start, spare):
    facts = {"plan_start": start, "announced": start}
    step = step_of(stopping(facts=facts, **bought(10, "N")), Kind.PROCUREMENT)
    assert (step.last_safe, step.days_to_spare) == (date(2012, 6, 1), spare)
    assert step.name == "Procurement, Contracting"


def test_a_call_off_and_a_procurement_take_what_is_assumed_where_the_plan_does_not_say(stopping, step_of):
    """Three months and nine, before 1 April 2013."""
    call_off = step_of(stopping(**bought(None, "Y")), Kind.PROCUREMENT)
    assert (call_off.name, call_off.last_safe) == ("Call-off, Contracting", date(2013, 1, 1))
    assumed = step_of(stopping(**bought(None, "N")), Kind.PROCUREMENT)
    assert assumed.last_safe == date(2012, 7, 1)
    assert "since it takes 9 months (assumed)" in assumed.said


def test_what_the_board_hosts_needs_a_day_to_end(stopping, step_of):
    nothing = step_of(stopping(**bought(6, "Y")), Kind.HOSTING)
    assert (nothing.last_safe, nothing.fits, nothing.days_to_spare) == (date(2016, 3, 31), False, None)
    for closes, spare in ((date(2016, 3, 31), 0), (date(2016, 4, 1), -1)):
        given = bought(6, "Y") | {"organisations": changed(ORGANISATIONS, S1={"closes": closes})}
        assert step_of(stopping(**given), Kind.HOSTING).days_to_spare == spare


def test_what_is_committed_runs_until_its_last_day(stopping, step_of):
    lines = [
        budget("CON", 5_000, 2012, committed_until=date(2013, 6, 30)),
        budget("CON", 6_000, 2013, committed_until=date(2014, 3, 31)),
    ]
    step = step_of(stopping(budgets=lines), Kind.CONTRACT)
    assert step.ends == date(2014, 3, 31)
    assert step.said == "£6,000 a year cannot be released before then."


def test_the_months_are_those_of_the_plan(stopping):
    timetable = timetable_of(stopping(facts={"horizon": date(2015, 2, 14)}))
    assert (timetable.months[0], timetable.months[-1], len(timetable.months)) == (
        date(2012, 4, 1),
        date(2015, 2, 1),
        35,
    )
    assert timetable.span(is_whole=True) == (date(2012, 4, 1), date(2015, 2, 28))
    assert timetable.span(is_whole=False)[1] == date(2013, 7, 31)


def test_the_baseline_has_the_days_of_the_plan_and_nobody_at_risk(rules, stopping):
    from planner.engine.evaluate import evaluate

    timetable = timetable_of(evaluate(stopping().plan, BASELINE, rules))
    assert timetable.people.empty
    assert {one.kind for one in timetable.steps} == {Kind.ANNOUNCEMENT, Kind.TRANSFER, Kind.CLOSURE}


# ---------------------------------------------------------------- moving


def test_each_step_is_moved_by_the_date_that_it_goes_by(stopping, step_of):
    results = stopping(20, staff=None, allocations=[claim("CON", None, "stop")])
    plan, to = results.plan, date(2013, 1, 15)
    for kind, name, fact in (
        (Kind.CONSULTATION, "", "announced"),
        (Kind.CLOSURE, "Last day", "closure"),
        (Kind.TRANSFER, "Work moves", "transfer_date"),
    ):
        after = moved(plan, SCENARIO, step_of(results, kind, name), to)
        assert getattr(after.facts, fact) == to
        assert after == plan.with_facts(**{fact: to})
    after = moved(plan, SCENARIO, step_of(results, Kind.TRANSFER, "Contracting"), to)
    assert after.allocations["date"].dt.date.tolist() == [to]


def test_what_follows_from_other_dates_is_not_moved(stopping, step_of):
    results = stopping()
    step = step_of(results, Kind.NOTICE)
    with pytest.raises(EditRefusedError, match="Notice follows consultation"):
        moved(results.plan, SCENARIO, step, APRIL)
    assert why_fixed(step)
    assert not why_fixed(step_of(results, Kind.ANNOUNCEMENT))


def test_every_step_either_moves_or_says_where_its_date_stands(stopping):
    results = stopping(
        20,
        budgets=[budget("CON", 5_000, committed_until=date(2013, 6, 30))],
        organisations=changed(ORGANISATIONS, S1={"opens": APRIL}, P1={"closes": date(2013, 3, 31)}),
        allocations=[claim("CON", None, "stop", 50), claim("CON", "S1", "buy", 50)],
        functions=changed(FUNCTIONS, CON={"procurement_months": 3}),
    )
    steps = timetable_of(results).steps
    assert {one.kind for one in steps} >= set(Kind) - {Kind.CONSULTATION, Kind.NOTIFICATION}
    for step in steps:
        assert bool(step.moved_by) is not bool(why_fixed(step)), step.name


def test_the_transfer_date_takes_along_the_functions_that_go_by_it(stopping, step_of):
    results = stopping(
        staff=[person("E1")],
        allocations=[claim("CON", "L1", "move"), claim("PRO", "L1", "move", date=date(2013, 1, 1))],
    )
    leads = step_of(results, Kind.TRANSFER, "Work moves")
    along = [one.name for one in timetable_of(results).steps if goes_along(leads, one)]
    assert along == ["Work moves", "Contracting"]
