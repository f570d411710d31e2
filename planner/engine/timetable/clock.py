"""The clock of consultation and notice: when each can begin for everyone, and by when it must."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.base.dates import DAYS_IN_A_WEEK
from planner.engine.columns import Booleans, Days, Floats, Integers, total_by
from planner.engine.workings import Workings, establishments_of
from planner.rules.notice import consultation_days, last_consultation_starts, notice_weeks


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """Consultation and notice of each holding (H) at each establishment (E).

    A fixed term that runs out needs no notice: nobody waits for it, though it counts among the
    dismissals that are proposed.

    Attributes:
        places: (E,) the establishments' names; the organisation's where the staff list names none.
        place: (H,) which establishment each holding is at.
        proposed: (E,) redundancies expected, which decide how long consultation takes.
        consultation: (E,) days of consultation before notice can be given; 0 where none is required.
        redundant: (H,) odds of redundancy.
        is_at_risk: (H,) whether notice of redundancy may have to be given.
        weeks: (H,) of notice owed, nil for a fixed term that runs out.
        last_day: (H,) the last day of employment of who is not placed.
        notice_starts: (H,) the first day on which notice can be given, as the plan stands.
        last_notice: (H,) the last day on which notice can be given and still be worked.
        last_consultation: (H,) the last day on which consultation can begin for that.
        days_over: (H,) days by which notice runs past the last day; below nil are days to spare.
        pay_in_lieu: (H,) £ of what notice cannot be worked, if the person is made redundant.
    """

    places: tuple[str, ...]
    place: Integers
    proposed: Floats
    consultation: Integers
    redundant: Floats
    is_at_risk: Booleans
    weeks: Floats
    last_day: Days
    notice_starts: Days
    last_notice: Days
    last_consultation: Days
    days_over: Integers
    pay_in_lieu: Floats


def clock_of(work: Workings) -> Clock:
    """Work out the clock of a scenario."""
    ground, priced = work.ground, work.priced
    holders, rules, service = ground.holders, ground.rules, priced.due.service
    redundant = work.filled.odds.redundant
    place, places = _places(work)
    proposed = total_by(place, redundant, len(places))
    announced = ground.facts.announced
    owed = notice_weeks(
        holders.band,
        holders.notice_weeks,
        service.qualifying_days,
        service.continuous_years,
        ground.assumptions,
        rules,
    )
    weeks = np.where(holders.ended, 0.0, owed)
    takes = np.ceil(weeks * DAYS_IN_A_WEEK).astype("timedelta64[D]")
    last_notice = holders.last_day - takes
    last_consultation = last_notice.copy()
    for at, number in enumerate(proposed):
        here = place == at
        last_consultation[here] = last_consultation_starts(float(number), last_notice[here], rules)
    return Clock(
        places=places,
        place=place,
        proposed=proposed,
        consultation=np.array(
            [consultation_days(float(one), announced, rules) for one in proposed], np.int64
        ),
        redundant=redundant,
        is_at_risk=(redundant > 0) & ~holders.ended,
        weeks=weeks,
        last_day=holders.last_day,
        notice_starts=priced.notice_starts,
        last_notice=last_notice,
        last_consultation=last_consultation,
        days_over=(priced.notice_starts - last_notice).astype("timedelta64[D]").astype(np.int64),
        pay_in_lieu=priced.exits.pay_in_lieu,
    )


def people_by_date(work: Workings, clock: Clock) -> pd.DataFrame:
    """Everyone to whom notice may have to be given, the latest first.

    Returns:
        employee_number, organisation, establishment, function, band, p_redundant, notice_weeks,
        last_day, last_consultation, notice_starts, last_notice, days_to_spare (below nil: too late),
        pay_in_lieu (£, if the person is made redundant), expected_pay_in_lieu (£).
    """
    holders, land = work.ground.holders, work.ground.land
    at = np.flatnonzero(clock.is_at_risk)
    at = at[np.argsort(-clock.days_over[at], kind="stable")]
    frame = pd.DataFrame(
        {
            "employee_number": holders.employee_numbers[holders.employee[at]],
            "organisation": land.organisations.to_numpy()[holders.organisation[at]],
            "establishment": np.array(clock.places, dtype=object)[clock.place[at]],
            "function": land.functions.to_numpy()[holders.function[at]],
            "band": work.ground.roster.staff["band"].array.take(holders.first_row[at]),
            "p_redundant": clock.redundant[at],
            "notice_weeks": clock.weeks[at],
            "last_day": clock.last_day[at].astype("datetime64[s]"),
            "last_consultation": clock.last_consultation[at].astype("datetime64[s]"),
            "notice_starts": clock.notice_starts[at].astype("datetime64[s]"),
            "last_notice": clock.last_notice[at].astype("datetime64[s]"),
            "days_to_spare": -clock.days_over[at],
            "pay_in_lieu": clock.pay_in_lieu[at],
            "expected_pay_in_lieu": clock.redundant[at] * clock.pay_in_lieu[at],
        }
    )
    words = ("employee_number", "organisation", "establishment", "function", "band")
    return frame.astype(dict.fromkeys(words, "str"))


def _places(work: Workings) -> tuple[Integers, tuple[str, ...]]:
    """(H,) which establishment each holding is at, and what each is called."""
    holders, land = work.ground.holders, work.ground.land
    place = establishments_of(work.ground.roster.staff, holders)
    named = work.ground.roster.staff["establishment"].to_numpy(dtype=object)[holders.first_row]
    first = np.unique(place, return_index=True)[1]
    return place, tuple(
        str(named[at]) if isinstance(named[at], str) else land.names[holders.organisation[at]] for at in first
    )
