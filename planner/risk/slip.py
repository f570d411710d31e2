"""The day on which work moves, when it slips: the same scenario with all its work moved some months later.

A month later, more people have resigned, fixed terms have ended, service and pay have gone on. The engine
works each such scenario out in full, and a draw in which the day slips is drawn on that one. Work that nobody
claims ends at the closure as before.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from planner.engine.columns import Floats, Integers
from planner.engine.ground import ground_on
from planner.engine.odds import filled_posts
from planner.engine.workings import Workings, money_of, priced_exits
from planner.model.assumptions import Assumption
from planner.risk.assumed import has_range

NO_MONTHS = 0


def may_slip(work: Workings) -> bool:
    """Whether a scenario has any work whose day could slip."""
    return not work.ground.scenario.is_baseline and len(work.ground.scenario.allocations) > 0


def months_of(slip: Assumption) -> tuple[int, ...]:
    """By how many whole months the day may slip; just nil where there is no doubt."""
    if not has_range(slip):
        return (NO_MONTHS,)
    return tuple(range(round(max(slip.low, 0.0)), round(max(slip.high, 0.0)) + 1))


def whole_months(slips: Floats) -> Integers:
    """Each slip to the nearest whole month: work moves on the same day of a later month."""
    return np.floor(np.maximum(slips, 0.0) + 0.5).astype(np.int64)


def moved_later(work: Workings, months: int) -> Workings:
    """The scenario with all its work moved ``months`` later than its plan says, worked out in full."""
    if months == NO_MONTHS:
        return work
    ground = work.ground
    claims = ground.scenario.allocations
    planned = claims["date"].fillna(pd.Timestamp(ground.facts.transfer_date))
    dates = (planned + pd.DateOffset(months=months)).astype(claims["date"].dtype)
    later = ground_on(ground.basis, replace(ground.scenario, allocations=claims.assign(date=dates)))
    later = replace(later, assumptions=ground.assumptions)
    filled = filled_posts(later)
    priced = priced_exits(later, filled)
    return Workings(later, filled, priced, money_of(later, filled, priced))
