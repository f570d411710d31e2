"""The timetable in words: how each step stands, and what a moved date changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.engine.timetable import Consequences, Kind, MovedBy, Step
from planner.report.timetable import (
    consequence_sentences,
    margin_text,
    moving_words,
    overview,
    standing,
    steps_table,
)

DAY = date(2012, 10, 8)


def step(last_safe=DAY, **more):
    given = {"kind": Kind.CONSULTATION, "group": "People at Leeds", "name": "Consultation", "begins": DAY}
    given |= {"ends": more.get("begins", DAY), "last_safe": last_safe, "code": "Leeds"} | more
    return Step(**given)


class _Timetable:
    """As much of a timetable as its words need."""

    def __init__(self, *steps):
        self.steps = steps
        self.late = tuple(one for one in steps if not one.fits)


@pytest.mark.parametrize(
    ("given", "stands", "margin"),
    [
        (step(), "Fits", "last safe day"),
        (step(begins=DAY - timedelta(days=1)), "Fits", "1 day to spare"),
        (step(begins=DAY + timedelta(days=24)), "Too late", "24 days too late"),
        (step(begins=DAY, earliest=DAY + timedelta(days=2)), "Too early", "2 days too early"),
        (step(last_safe=None), "", ""),
        (step(is_known=False), "No day given", "no day given"),
    ],
)
def test_how_a_step_stands_is_said_in_words(given, stands, margin):
    assert (standing(given), margin_text(given)) == (stands, margin)


def test_the_table_has_every_step_with_its_days():
    late = step(begins=DAY + timedelta(days=24), said="Why.")
    frame = steps_table(_Timetable(step(last_safe=None), late, step(is_known=False)))
    assert frame["standing"].tolist() == ["", "Too late", "No day given"]
    assert frame["days_to_spare"].tolist()[1] == -24
    assert frame["days_to_spare"].isna().tolist() == [True, False, True]
    assert frame["last_safe"].isna().tolist() == [True, False, False]
    assert frame["begins"].isna().tolist() == [False, False, True]
    assert frame["said"].tolist()[1] == "Why."


def test_one_sentence_says_how_many_do_not_fit():
    late = step(begins=DAY + timedelta(days=1))
    assert overview(_Timetable(step(last_safe=None))) == "Nothing in this scenario has a last safe day."
    assert overview(_Timetable(step(), step())) == "All 2 steps with a last safe day fit."
    assert overview(_Timetable(step(), late)) == "1 of 2 steps with a last safe day does not fit."
    assert overview(_Timetable(late, late)) == "2 of 2 steps with a last safe day do not fit."


@pytest.mark.parametrize(
    ("moved_by", "words"),
    [
        (MovedBy.ANNOUNCED, "Announce proposals on 8 October 2012"),
        (MovedBy.TRANSFER_DATE, "Move the transfer date to 8 October 2012"),
        (MovedBy.CLOSURE, "Move the closure to 8 October 2012"),
        (MovedBy.FUNCTION, "Move Contracting to 8 October 2012"),
    ],
)
def test_a_move_is_called_what_it_does(moved_by, words):
    assert moving_words(step(name="Contracting", moved_by=moved_by), DAY) == words


NOTHING = Consequences(0.0, 0.0, 0.0, 0.0, 0.0, 0, 0, 0, 0, (), ())


def changed(**more):
    return consequence_sentences(replace(NOTHING, **more))


def test_what_changes_is_said_with_its_direction():
    assert changed() == ("It changes no cost, and every step stands as it did.",)
    assert changed(redundancy_cost=27_404.4, pay_in_lieu=5_130.0) == (
        "Redundancy cost up £27,404, pay in lieu within it up £5,130.",
    )
    assert changed(redundancy_cost=-1_000.0, pay_in_lieu=0.4) == ("Redundancy cost down £1,000.",)
    assert changed(double_running=-56.0, cash=1_234_567.0) == (
        "Double running down £56.",
        "Cash spent to the plan’s horizon up £1,234,567.",
    )


def test_people_and_steps_are_counted_and_named():
    late = step(begins=DAY + timedelta(days=24))
    assert changed(redundancies_fte=-1.5) == ("Redundancies down 1.50 FTE.",)
    assert changed(redundancies_fte=0.004, more_years=0) == changed()
    assert changed(more_years=1, fewer_years=14, newly_entitled=2) == (
        "1 person at risk would have another year of service.",
        "14 people at risk would have a year of service less.",
        "2 people at risk would reach 104 weeks, and redundancy pay.",
    )
    assert changed(no_longer_fits=(late,), fits_again=(step(),)) == (
        "No longer fits: consultation at Leeds (24 days too late).",
        "Fits now: consultation at Leeds (last safe day).",
    )
