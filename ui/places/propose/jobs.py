"""What Propose has worked out for it, as plain functions for a worker thread."""

from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from planner.advise.proposal import Frontier, Infeasible, Proposal
    from planner.advise.question import Choice, Question
    from planner.base.ticks import Tick
    from ui.document.work import Assessment


def choices(
    assessment: "Assessment", scenario: str, days: "tuple[date, ...]", shares: tuple[float, ...], tick: "Tick"
) -> "tuple[Choice, ...]":
    """Say what may be done with each function, also on these days and with so many posts."""
    from planner.advise.choices import Offered, choices_of

    tick(0.0, "Looking at what may be done with each function")
    return choices_of(assessment.basis, scenario, Offered(dates=days, post_shares=shares))


def propose(
    assessment: "Assessment", question: "Question", seconds: float, stop: Event, tick: "Tick"
) -> "Proposal | Infeasible":
    """Look for the best combination until it is proven, the time is over, or the user has had enough."""
    from planner.advise.propose import propose as find

    return find(assessment.basis, question, tick, seconds=seconds, enough=stop.is_set)


def frontier(
    assessment: "Assessment", question: "Question", points: int, seconds: float, stop: Event, tick: "Tick"
) -> "Frontier":
    """Look for the points that no other is better than in all."""
    from planner.advise.frontier import frontier as find

    return find(assessment.basis, question, points, tick, seconds=seconds, enough=stop.is_set)
