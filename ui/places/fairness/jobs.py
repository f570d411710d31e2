"""What Fairness has worked out for it, on a worker thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.base.ticks import Tick
from planner.engine.fairness.account import Account, account_of
from planner.engine.fairness.characteristics import Characteristic, characteristics_of
from planner.engine.fairness.overview import Overview, overview_of
from planner.engine.fairness.question import Basis, Outcome, Question
from planner.engine.fairness.standing import By
from planner.model.results import Results
from planner.report.equality_words import draft_analysis, draft_text
from ui.document import work

FIRST = "sex"
"""The characteristic that is shown first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asks.

    Attributes:
        characteristic: its key; another that the list has where it has not this one.
        outcome, by, basis: as ``Question`` has them.
        reference: the group compared with; empty for the largest.
        shows_small: whether small numbers are shown.
        beside: scenarios beside the one in hand.
    """

    characteristic: str = FIRST
    outcome: Outcome = Outcome.REDUNDANT
    by: By = By.PLAN
    basis: Basis = Basis.ODDS
    reference: str = ""
    shows_small: bool = False
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """What the background found.

    Attributes:
        wanted: what was asked.
        every: results of the scenario in hand, then of those beside it.
        characteristics: those that the staff list holds.
        account: of the characteristic asked for; None where the list holds none.
        overview: of all characteristics, in the scenario in hand.
        draft: the analysis drafted, as plain text.
    """

    wanted: Wanted
    every: tuple[Results, ...]
    characteristics: tuple[Characteristic, ...]
    account: Account | None
    overview: Overview
    draft: str


def weigh(
    assessment: work.Assessment, scenario: str, known: Sequence[Results], wanted: Wanted, tick: Tick
) -> Weighed:
    """Work out the scenarios asked for and account for them."""
    names = (scenario, *(one for one in wanted.beside if one != scenario))
    every = tuple(work.evaluate_all(assessment, names, known, tick))
    tick(1.0, "Comparing groups")
    held = characteristics_of(every[0])
    if not any(one.is_protected for one in held):
        return Weighed(wanted, every, (), None, Overview((), 0, float("nan")), "")
    chosen = next((one for one in held if one.key == wanted.characteristic), held[0])
    question = Question(chosen, wanted.outcome, wanted.by, wanted.basis, wanted.reference, wanted.shows_small)
    overview = overview_of(every[0], wanted.outcome, wanted.basis)
    draft = draft_text(draft_analysis(overview, scenario))
    return Weighed(wanted, every, held, account_of(every, question), overview, draft)
