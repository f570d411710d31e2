"""Consultation and notice: by when each must begin, the day before, the day and the day after."""

from datetime import date

import pytest

from planner.checks.clock import CLOCK
from planner.engine.timetable import Kind, timetable_of
from tests.planner.engine.small_plans import claim, locked, person

LEAVERS = 100


@pytest.fixture(scope="module")
def hundred(stopping):
    """A hundred people with twelve weeks' notice, all redundant on 31 March 2013."""
    return {
        day: stopping(LEAVERS, announced=date(2012, 10, day), facts={"plan_start": date(2012, 4, 1)})
        for day in (7, 8, 9)
    }


@pytest.mark.parametrize(("day", "spare"), [(7, 1), (8, 0), (9, -1)])
def test_a_hundred_dismissals_on_31_march_with_twelve_weeks_notice_are_consulted_on_by_8_october(
    hundred, step_of, day, spare
):
    """The worked case of the rules: 90 days of consultation, then 84 of notice."""
    step = step_of(hundred[day], Kind.CONSULTATION)
    assert step.last_safe == date(2012, 10, 8)
    assert step.begins == date(2012, 10, day)
    assert step.days_to_spare == spare
    assert step.fits is (spare >= 0)


def test_what_is_too_late_is_said_in_a_sentence(hundred, step_of):
    assert step_of(hundred[9], Kind.CONSULTATION).said.startswith(
        "Consultation at North PCT must begin by 8 October 2012; it is planned to begin on 9 October 2012: "
        "1 day too late."
    )
    assert "the last safe day." in step_of(hundred[8], Kind.CONSULTATION).said
    assert "1 day to spare." in step_of(hundred[7], Kind.CONSULTATION).said


def test_a_day_too_late_costs_a_day_of_pay_in_lieu_for_each(hundred):
    """£36,500 a year is £700 a week: a seventh of that, and the employer's National Insurance."""
    in_time, late = hundred[8].people, hundred[9].people
    assert in_time["pay_in_lieu"].eq(0).all()
    assert late["pay_in_lieu"].iloc[0] == pytest.approx(36_500 / 365 * 1.138, abs=0.01)
    people = timetable_of(hundred[9]).people
    assert len(people) == LEAVERS
    assert people["pay_in_lieu"].tolist() == late["pay_in_lieu"].tolist()
    assert people["days_to_spare"].eq(-1).all()
    assert people["last_notice"].dt.date.eq(date(2013, 1, 6)).all()
    assert people["last_consultation"].dt.date.eq(date(2012, 10, 8)).all()


@pytest.mark.parametrize(
    ("heads", "days", "last"),
    [(19, 0, None), (20, 30, date(2012, 12, 7)), (99, 30, date(2012, 12, 7)), (100, 90, date(2012, 10, 8))],
)
def test_how_many_are_proposed_decides_how_long_consultation_takes(stopping, heads, days, last):
    steps = [one for one in timetable_of(stopping(heads)).steps if one.kind == Kind.CONSULTATION]
    assert [(one.ends - one.begins).days + 1 for one in steps] == ([days] if days else [])
    assert [one.last_safe for one in steps] == ([last] if last else [])


def test_proposals_from_6_april_2013_are_consulted_on_for_45_days(stopping, step_of):
    """Notice by 20 May needs the old 90 days; by 21 May it is 45 from the first day of the new rule."""

    def at(closure):
        facts = {"closure": closure, "transfer_date": date(2013, 10, 1), "horizon": date(2016, 3, 31)}
        found = step_of(stopping(100, announced=date(2013, 4, 6), facts=facts), Kind.CONSULTATION)
        return found.last_safe, (found.ends - found.begins).days + 1

    assert at(date(2013, 8, 12)) == (date(2013, 2, 19), 45)
    assert at(date(2013, 8, 13)) == (date(2013, 4, 6), 45)


def test_each_establishment_has_a_clock_of_its_own(stopping):
    staff = [
        *(person(f"A{nth}", establishment="Annexe") for nth in range(20)),
        *(person(f"B{nth}") for nth in range(19)),
    ]
    timetable = timetable_of(stopping(staff=staff))
    assert [one.code for one in timetable.steps if one.kind == Kind.CONSULTATION] == ["Annexe"]
    assert [one.code for one in timetable.steps if one.kind == Kind.NOTICE] == ["Annexe", "North PCT"]
    assert dict(zip(timetable.clock.places, timetable.clock.proposed, strict=True)) == {
        "Annexe": 20,
        "North PCT": 19,
    }


def test_hr1_goes_in_before_notice_is_given_and_as_long_before_the_first_dismissal(stopping, step_of):
    early = step_of(stopping(20, announced=date(2012, 4, 2)), Kind.NOTIFICATION)
    assert early.last_safe == date(2012, 5, 1), "the day before notice can be given"
    late = step_of(stopping(20, announced=date(2013, 2, 20)), Kind.NOTIFICATION)
    assert late.last_safe == date(2013, 3, 1), "30 days before 31 March"
    assert late.days_to_spare == 9


def test_notice_stands_by_its_weeks_and_by_the_first_to_leave(stopping):
    staff = [person("E1"), person("E2", band="4", continuous_from=date(2011, 1, 1)), person("E3")]
    placements = [locked("E3", "redundant", date=date(2013, 1, 31))]
    steps = timetable_of(stopping(staff=staff, placements=placements)).steps
    notice = {one.name: one for one in steps if one.kind == Kind.NOTICE}
    assert {name: one.last_safe for name, one in notice.items()} == {
        "Notice, 12 weeks": date(2012, 11, 8),
        "Notice, 4 weeks": date(2013, 3, 3),
    }
    assert notice["Notice, 12 weeks"].begins == date(2012, 4, 1)
    assert notice["Notice, 12 weeks"].ends == date(2012, 6, 24)


def test_somebody_with_two_jobs_is_one_person(stopping, step_of):
    staff = [person("E1", fte=0.5), person("E1", function="PRO", fte=0.5), person("E2")]
    step = step_of(stopping(staff=staff), Kind.NOTICE)
    assert "2 people are at risk" in step.said


def test_a_fixed_term_that_runs_out_needs_no_notice(stopping):
    staff = [person("E1", contract="Fixed Term", contract_ends=date(2012, 12, 31)), person("E2")]
    timetable = timetable_of(stopping(staff=staff))
    assert timetable.people["employee_number"].tolist() == ["E2"]
    ended = [one for one in timetable.steps if one.name == "Fixed terms end"]
    assert [one.begins for one in ended] == [date(2012, 12, 31)]


def test_the_announcement_waits_for_whoever_needs_most_time(stopping, step_of):
    staff = [person("E1"), person("V1", band="VSM", annual_salary=90_000)]
    step = step_of(stopping(staff=staff), Kind.ANNOUNCEMENT)
    assert step.last_safe == date(2012, 9, 30), "26 weeks before 31 March"


def test_with_nobody_at_risk_nothing_presses(stopping, step_of):
    results = stopping(allocations=[claim("CON", "L1", "move")])
    step = step_of(results, Kind.ANNOUNCEMENT)
    assert (step.last_safe, step.fits, step.said) == (None, True, "Nobody is at risk of redundancy.")
    assert timetable_of(results).people.empty


def test_the_check_of_the_clock_goes_by_the_same_days(hundred, stopping):
    for results in (*hundred.values(), stopping(announced=date(2013, 3, 1))):
        measure = CLOCK.result(results).measure
        assert measure == -timetable_of(results).people["days_to_spare"].min()
