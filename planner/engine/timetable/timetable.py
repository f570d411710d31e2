"""The timetable of a scenario: every step with its last safe day, and the people behind them."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from planner.base.dates import months_after
from planner.engine.timetable.clock import Clock, clock_of, people_by_date
from planner.engine.timetable.organisation_steps import (
    commitment_steps,
    opening_days,
    organisation_steps,
    plan_steps,
)
from planner.engine.timetable.people_steps import people_steps
from planner.engine.timetable.steps import Kind, Step
from planner.engine.timetable.work_steps import moves_of, procurement_steps, transfer_steps
from planner.engine.workings import Workings
from planner.model.results import Results

MONTHS_AFTER = 3
"""Months that are shown after everything has moved."""
_LONG_AFTER = (Kind.CONTRACT, Kind.HOSTING)


@dataclass(frozen=True, slots=True, eq=False)
class Timetable:
    """What happens when, and by when it must.

    Attributes:
        months: the first day of every month from the plan's start to its horizon.
        steps: the plan's own days, then establishments, functions by family, organisations,
            procurement and contracts; those of one group stand together.
        people: as ``clock.people_by_date`` gives them.
        clock: of consultation and notice, by holding.
    """

    months: tuple[date, ...]
    steps: tuple[Step, ...]
    people: pd.DataFrame
    clock: Clock

    @property
    def late(self) -> tuple[Step, ...]:
        """The steps that no longer fit, the latest first."""
        late = [step for step in self.steps if not step.fits]
        return tuple(sorted(late, key=lambda step: step.days_to_spare or 0))

    def span(self, *, is_whole: bool) -> tuple[date, date]:
        """First and last day to be shown: of the whole plan, or until a while after all has moved."""
        first, last = self.months[0], months_after(self.months[-1], 1) - timedelta(days=1)
        if is_whole:
            return first, last
        moving = [step.ends for step in self.steps if step.kind not in _LONG_AFTER]
        after = months_after(max(moving, default=first).replace(day=1), MONTHS_AFTER + 1)
        return first, min(last, after - timedelta(days=1))


def timetable_of(results: Results) -> Timetable:
    """Lay out the timetable of a scenario that was evaluated.

    Raises:
        TypeError: the results have no workings.
    """
    work = results.workings
    if not isinstance(work, Workings):
        raise TypeError("a timetable needs the workings of its results")
    clock = clock_of(work)
    moves = moves_of(work)
    announced, *establishments = people_steps(work, clock)
    steps = (
        announced,
        *plan_steps(work, moves),
        *establishments,
        *transfer_steps(work, moves, opening_days(work)),
        *organisation_steps(work, moves),
        *procurement_steps(results),
        *commitment_steps(work),
    )
    return Timetable(_months(results), steps, people_by_date(work, clock), clock)


def _months(results: Results) -> tuple[date, ...]:
    facts = results.plan.facts
    first = facts.plan_start.replace(day=1)
    count = (np.datetime64(facts.horizon, "M") - np.datetime64(first, "M")).astype(int)
    return tuple(months_after(first, at) for at in range(max(int(count), 0) + 1))
