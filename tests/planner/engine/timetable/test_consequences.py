"""What a moved date changes: pay in lieu, service, double running, and which steps fit."""

from datetime import date

import pytest

from planner.engine.evaluate import evaluate
from planner.engine.timetable import Kind, consequences_of
from planner.model.timetable_edits import move_announcement, move_closure, move_function
from tests.planner.engine.small_plans import SCENARIO, person


@pytest.fixture
def change(rules):
    """What another plan changes against the results of one."""

    def consequences(results, plan):
        return consequences_of(results, evaluate(plan, SCENARIO, rules))

    return consequences


def test_a_late_announcement_costs_pay_in_lieu_and_no_longer_fits(stopping, change):
    """Twelve weeks from 1 March: 30 days can be worked, and 54 of 84 are paid."""
    results = stopping()
    found = change(results, move_announcement(results.plan, date(2013, 3, 1)))
    assert found.pay_in_lieu == pytest.approx(54 * 36_500 / 365 * 1.138, abs=0.01)
    assert {one.kind for one in found.no_longer_fits} == {Kind.ANNOUNCEMENT, Kind.NOTICE}
    assert found.fits_again == ()
    back = consequences_of(evaluated_late := stopping(announced=date(2013, 3, 1)), results)
    assert back.pay_in_lieu == pytest.approx(-found.pay_in_lieu, abs=0.01)
    assert {one.kind for one in back.fits_again} == {Kind.ANNOUNCEMENT, Kind.NOTICE}
    assert evaluated_late.headline.redundancy_cost + back.redundancy_cost == pytest.approx(
        results.headline.redundancy_cost
    )


def test_an_anniversary_on_the_day_after_the_last_is_reached_and_missed_a_day_earlier(stopping, change):
    """From 1 April 2003 to 31 March 2013 are ten complete years; to 30 March they are nine."""
    results = stopping(
        staff=[person("E1"), person("E2", continuous_from=date(2003, 5, 1), reckonable_from=date(2003, 5, 1))]
    )
    found = change(results, move_closure(results.plan, date(2013, 3, 30)))
    assert (found.more_years, found.fewer_years) == (0, 1)
    assert found.redundancy_cost == pytest.approx(-(36_500 / (365 / 7) * 4.35), abs=0.01)
    later = change(results, move_closure(results.plan, date(2013, 4, 30)))
    assert (later.more_years, later.fewer_years) == (1, 0)


@pytest.mark.parametrize(("started", "is_reached"), [(date(2011, 4, 4), False), (date(2011, 4, 5), True)])
def test_104_weeks_are_reached_by_a_later_last_day(stopping, change, started, is_reached):
    """From 4 April 2011 to 31 March 2013 are 728 days: who started a day later lacks one."""
    results = stopping(staff=[person("E1", continuous_from=started, reckonable_from=started)])
    found = change(results, move_closure(results.plan, date(2013, 4, 1)))
    assert found.newly_entitled == int(is_reached)
    back = change(results, move_closure(results.plan, date(2013, 3, 30)))
    assert back.no_longer_entitled == int(not is_reached)


def test_people_who_stay_after_their_work_has_moved_are_double_running(stopping, change):
    """Work moves on 1 February; with the closure on 1 March its people stay for 29 days more."""
    results = stopping(facts={"transfer_date": date(2013, 2, 1), "closure": date(2013, 1, 31)})
    found = change(results, move_closure(results.plan, date(2013, 3, 1)))
    assert found.double_running == pytest.approx(results.people["employer_cost"].iloc[0] * 29 / 365)
    assert found.cash == pytest.approx(found.double_running)


def test_a_function_that_moves_later_keeps_its_people_on_the_pay_roll(stopping, change):
    """Two months' pay, and as no anniversary lies between nothing of redundancy."""
    results = stopping(facts={"transfer_date": date(2012, 11, 1), "closure": date(2012, 10, 31)})
    found = change(results, move_function(results.plan, SCENARIO, "CON", date(2013, 1, 1)))
    assert found.cash == pytest.approx(results.people["employer_cost"].iloc[0] * 2 / 12)
    assert [one.kind for one in found.no_longer_fits] == [Kind.TRANSFER]
    assert found.redundancy_cost == 0
    assert found.more_years == 0


def test_a_date_moved_to_where_it_is_changes_nothing(stopping, change):
    results = stopping()
    assert change(results, move_announcement(results.plan, date(2012, 4, 1))).is_nothing
    assert not change(results, move_announcement(results.plan, date(2013, 3, 1))).is_nothing
