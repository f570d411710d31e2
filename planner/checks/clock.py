"""The consultation clock: whether consultation and notice can still finish before people leave."""

import numpy as np
import pandas as pd

from planner.base.dates import long_date
from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.engine.workings import Workings
from planner.model.results import Behind, Results
from planner.rules.notice import notice_weeks

DAYS_IN_A_WEEK = 7


def _judge(results: Results, threshold: float) -> Verdict:
    work = results.workings
    people = results.people
    at_risk = (people["p_redundant"] > 0).to_numpy()
    if not isinstance(work, Workings) or not at_risk.any():
        return nothing_to_judge("Nobody is at risk of redundancy.")
    holders, service = work.ground.holders, work.priced.due.service
    weeks = notice_weeks(
        holders.band,
        holders.notice_weeks,
        service.qualifying_days,
        service.continuous_years,
        results.assumptions,
        work.ground.rules,
    )
    weeks = np.where(holders.ended, 0.0, weeks)
    ends = work.priced.notice_starts + np.ceil(weeks * DAYS_IN_A_WEEK).astype("timedelta64[D]")
    over = (ends - holders.last_day).astype("timedelta64[D]").astype(np.int64)
    late = at_risk & (over > threshold)
    worst = int(over[at_risk].max())
    start = work.priced.notice_starts[at_risk][int(over[at_risk].argmax())]
    day = long_date(pd.Timestamp(start).date())
    message = (
        f"Notice of {int(late.sum()):,} people at risk runs past their last day, by up to "
        f"{worst} {'day' if worst == 1 else 'days'}: after consultation it can begin on {day} at the "
        "earliest. What is left is paid in lieu."
        if late.any()
        else "Consultation and notice of everybody at risk can finish before their last day."
    )
    pools = dict.fromkeys(people.loc[late, "pool"])
    return Verdict(float(worst), not late.any(), message, tuple(Behind("pool", str(one)) for one in pools))


CLOCK = Check(
    "Consultation clock",
    "Can consultation and notice still finish before the last day?",
    Severity.SHOULD,
    "check_clock_threshold",
    "days over",
    _judge,
)
