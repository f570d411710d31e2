"""What Propose has worked out for it, as plain functions for a worker thread."""

from threading import Event
from typing import TYPE_CHECKING

from planner.base.errors import CancelledError

if TYPE_CHECKING:
    from planner.advise.proposal import Frontier, Infeasible, Proposal
    from planner.advise.question import Choice, Question
    from planner.base.ticks import Tick
    from ui.document.work import Assessment


def choices(assessment: "Assessment", scenario: str, tick: "Tick") -> "tuple[Choice, ...]":
    """Say what may be done with each function."""
    from planner.advise.choices import choices_of

    tick(0.0, "Looking at what may be done with each function")
    return choices_of(assessment.basis, scenario)


def propose(
    assessment: "Assessment", question: "Question", stop: Event, tick: "Tick"
) -> "Proposal | Infeasible":
    """Look for the best combination until it is proven, or the user has had enough."""
    from planner.advise.propose import propose as find

    return find(assessment.basis, question, tick, enough=stop.is_set)


def frontier(
    assessment: "Assessment", question: "Question", points: int, stop: Event, tick: "Tick"
) -> "Frontier":
    """Look for the points that no other is better than in all."""
    from planner.advise.frontier import frontier as find

    return find(assessment.basis, question, points, _until(stop, tick))


def load_charts(tick: "Tick") -> None:
    """Load the chart library: it takes half a second."""
    tick(0.0, "Preparing the charts")
    import pyqtgraph  # noqa: F401


def _until(stop: Event, tick: "Tick") -> "Tick":
    """A tick that also ends the work where the user wants the best so far."""

    def told(share: float, doing: str) -> None:
        if stop.is_set():
            raise CancelledError
        tick(share, doing)

    return told
