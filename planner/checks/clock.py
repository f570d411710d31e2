"""The consultation clock: whether consultation and notice can still finish before people leave."""

from planner.base.dates import long_date, to_date
from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.engine.timetable import clock_of
from planner.engine.workings import Workings
from planner.model.results import Behind, Results


def _judge(results: Results, threshold: float) -> Verdict:
    work, people = results.workings, results.people
    clock = clock_of(work) if isinstance(work, Workings) else None
    if clock is None or not clock.is_at_risk.any():
        return nothing_to_judge("Nobody is at risk of redundancy who needs notice.")
    at_risk, over = clock.is_at_risk, clock.days_over
    late = at_risk & (over > threshold)
    worst = int(over[at_risk].max())
    start = clock.notice_starts[at_risk][int(over[at_risk].argmax())]
    day = long_date(to_date(start))
    safe = long_date(to_date(clock.last_consultation[at_risk].min()))
    message = (
        f"Notice of {int(late.sum()):,} people at risk runs past their last day, by up to "
        f"{worst} {'day' if worst == 1 else 'days'}: after consultation it can begin on {day} at the "
        f"earliest. To finish in time, consultation had to begin by {safe}. What is left is paid in lieu."
        if late.any()
        else "Consultation and notice of everybody at risk can finish before their last day; the last safe "
        f"day to begin consultation is {safe}."
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
