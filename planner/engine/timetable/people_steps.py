"""Steps about people: the announcement, consultation and HR1 at each establishment, notice by its weeks."""

from datetime import date, timedelta

import numpy as np

from planner.base.dates import DAYS_IN_A_WEEK, to_date
from planner.base.money import pounds_text
from planner.engine.columns import Booleans, Days
from planner.engine.timetable.clock import Clock
from planner.engine.timetable.steps import Kind, MovedBy, Step, with_words
from planner.engine.workings import Workings

THE_PLAN = "The plan"


def people_steps(work: Workings, clock: Clock) -> tuple[Step, ...]:
    """The announcement, then each establishment's steps; the greatest number of redundancies first."""
    found = [_announcement(work, clock)]
    for place in np.argsort(-clock.proposed, kind="stable"):
        here = clock.is_at_risk & (clock.place == place)
        if here.any():
            found += _at_establishment(work, clock, int(place), here)
    return tuple(found)


def _announcement(work: Workings, clock: Clock) -> Step:
    announced = work.ground.facts.announced
    last = _first(clock.last_consultation[clock.is_at_risk]) if clock.is_at_risk.any() else None
    step = Step(
        Kind.ANNOUNCEMENT,
        THE_PLAN,
        "Proposals are announced",
        announced,
        announced,
        last_safe=last,
        moved_by=MovedBy.ANNOUNCED,
    )
    why = ", for all notice to be worked after consultation"
    nobody = "Nobody is at risk of redundancy." if last is None else ""
    return with_words(step, "The announcement", "be made", why, nobody)


def _at_establishment(work: Workings, clock: Clock, place: int, here: Booleans) -> list[Step]:
    days, group = int(clock.consultation[place]), f"People at {clock.places[place]}"
    found = []
    if days:
        found = [_consultation(work, clock, place, here), _notification(work, clock, place, here)]
    for weeks in np.unique(clock.weeks[here & (clock.weeks > 0)])[::-1]:
        found.append(_notice(work, clock, float(weeks), group, here & (clock.weeks == weeks)))
    return found


def _consultation(work: Workings, clock: Clock, place: int, here: Booleans) -> Step:
    announced, name, days = work.ground.facts.announced, clock.places[place], int(clock.consultation[place])
    step = Step(
        Kind.CONSULTATION,
        f"People at {name}",
        f"Consultation, {days} days",
        announced,
        announced + timedelta(days=days - 1),
        last_safe=_first(clock.last_consultation[here]),
        moved_by=MovedBy.ANNOUNCED,
        code=name,
    )
    number = int(np.round(clock.proposed[place]))
    after = f"About {number:,} redundancies are expected there: {days} days before notice can be given."
    return with_words(step, f"Consultation at {name}", after=after)


def _notification(work: Workings, clock: Clock, place: int, here: Booleans) -> Step:
    """HR1: as many days as consultation before the first dismissal, and before any notice is given."""
    announced, name, days = work.ground.facts.announced, clock.places[place], int(clock.consultation[place])
    first_dismissal, first_notice = _first(clock.last_day[here]), _first(clock.notice_starts[here])
    step = Step(
        Kind.NOTIFICATION,
        f"People at {name}",
        "HR1 notice",
        announced,
        announced,
        last_safe=min(first_dismissal - timedelta(days=days), first_notice - timedelta(days=1)),
        moved_by=MovedBy.ANNOUNCED,
        code=name,
    )
    why = f", {days} days before the first dismissal and before any notice is given"
    return with_words(step, f"The HR1 notice to the Secretary of State for {name}", "be sent", why)


def _notice(work: Workings, clock: Clock, weeks: float, group: str, whose: Booleans) -> Step:
    name = clock.places[int(clock.place[whose][0])]
    starts = _first(clock.notice_starts[whose])
    takes = timedelta(days=int(np.ceil(weeks * DAYS_IN_A_WEEK)))
    long = f"{weeks:g} {'week' if weeks == 1 else 'weeks'}"
    step = Step(
        Kind.NOTICE,
        group,
        f"Notice, {long}",
        starts,
        starts + takes,
        last_safe=_first(clock.last_notice[whose]),
        code=name,
    )
    heads, late = len(np.unique(work.ground.holders.employee[whose])), whose & (clock.days_over > 0)
    in_lieu = float((clock.redundant * clock.pay_in_lieu)[late].sum())
    after = f"{heads:,} {'person is' if heads == 1 else 'people are'} at risk"
    if late.any():
        after += f"; {pounds_text(in_lieu)} of pay in lieu is expected"
    return with_words(step, f"Notice of {long} at {name}", after=f"{after}.")


def _first(days: Days) -> date:
    return to_date(days.min())
