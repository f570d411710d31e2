"""What the pages of a pack are made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.base.ticks import Tick, no_tick
from planner.model.results import Results
from planner.report.board_summary import stamp_of
from planner.report.pages import Block, Page
from planner.risk.doubt import Doubt
from planner.risk.outcome import Risk
from planner.rules.rulebook import RuleBook


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """The scenario in hand, what it is compared with, and the rules that the figures stand on.

    Attributes:
        results: of the scenario in hand.
        others: of the scenarios to set beside it, the baseline perhaps among them.
        rules: the dated rules.
        made_at: the date and time on each page.
        person: the place in ``results.people`` of the person an estimate is for; -1 for nobody.
        shows_numbers: whether people may be told apart by employee number.
        shows_names: whether lists for receivers and the estimate for a person name them.
        risk: draws of the scenario in hand, where there are any.
        doubt: those draws with what moves them and what shocks would do, where that was worked out.
        tick: called at each page; may stop the making of more.
    """

    results: Results
    rules: RuleBook
    made_at: datetime
    others: Sequence[Results] = ()
    person: int = -1
    shows_numbers: bool = False
    shows_names: bool = False
    risk: Risk | None = None
    doubt: Doubt | None = None
    tick: Tick = no_tick

    def page(
        self,
        kind: str,
        blocks: Sequence[Block],
        title: str = "",
        *,
        caution: str = "",
        is_wide: bool = False,
        may_share: bool = False,
    ) -> Page:
        """A page about the scenario in hand.

        Raises:
            CancelledError: the tick said so.
        """
        self.tick(-1.0, f"Making {kind}: {title}" if title else f"Making {kind}")
        return Page(
            kind,
            title or self.results.scenario,
            tuple(blocks),
            stamp_of(self.results, self.made_at),
            is_wide=is_wide,
            may_share=may_share,
            caution=caution,
        )


def person_at(results: Results, number: str) -> int:
    """The first place among the results of an employee number, however it is written; -1 for nobody."""
    found = (results.people["employee_number"].str.casefold() == number.strip().casefold()).to_numpy()
    return int(found.argmax()) if found.any() else -1
