"""What is asked of a proposal: what may be done with each function, what counts, and what must hold."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from planner.advise import TALENT_PRICE
from planner.model.claims import Claim
from planner.model.post_rows import PostRow


class Hold(StrEnum):
    """How firmly a limit holds."""

    MUST = "must"
    PRICED = "priced"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be done with a function.

    Attributes:
        label: in plain words ("Buy from West Yorkshire CSU").
        mode: one of ``tables.MODES``, that of most of the work; empty where nobody claims it.
        receivers: codes of those who would do it, in the order of the claims.
        claims: the allocation rows that it stands for, of all senders.
        found_in: the scenario of the plan that does it so; empty where none does.
        varies: the label of the option that it is, but for the day or the number of posts.
        posts_share: FTE of posts for each one that it would have by itself.
        posts: those posts, where they are not what it would have by itself.
    """

    label: str
    mode: str
    receivers: tuple[str, ...]
    claims: tuple[Claim, ...]
    found_in: str = ""
    varies: str = ""
    posts_share: float = 1.0
    posts: tuple[PostRow, ...] = ()

    @property
    def date(self) -> date | None:
        """The one day that all its claims name; None where they name none, or several."""
        days = {claim.date for claim in self.claims}
        return next(iter(days)) if len(days) == 1 else None


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be done with one function.

    Attributes:
        function: its code; ``name`` and ``family`` are what users call it.
        sender: whose work it is; empty for that of all senders.
        options: never empty, without two alike; the first is what the scenario in hand does.
        current: which option the scenario in hand takes.
        is_locked: whether it stays as it is; ``why_locked`` says why.
    """

    function: str
    name: str
    family: str
    sender: str
    options: tuple[Option, ...]
    current: int = 0
    is_locked: bool = False
    why_locked: str = ""

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose."""
        return not self.is_locked and len(self.options) > 1

    def only(self, kept: frozenset[int] | set[int]) -> Self:
        """The same choice with only some of its options, and always the current one."""
        at = [number for number in range(len(self.options)) if number in kept or number == self.current]
        options = tuple(self.options[number] for number in at)
        return replace(self, options=options, current=at.index(self.current))

    def locked(self, why: str = "Locked for this proposal") -> Self:
        """The same choice, to stay as it is."""
        return replace(self, is_locked=True, why_locked=why)


@dataclass(frozen=True, slots=True)
class Weights:
    """What a pound of each figure counts for; the objective is their sum, in £.

    Attributes:
        redundancy_cost: £ for each £ of redundancy cost.
        talent: £ for each point (0 to 100) of talent lost.
        operating_cost: £ for each £ a year of the system's operating cost, the mean of the years reported.
        over_target: £ for each £ a year by which a receiver with a priced target is over it, the mean
            of the years reported.
    """

    redundancy_cost: float = 1.0
    talent: float = TALENT_PRICE
    operating_cost: float = 0.0
    over_target: float = 1.0


@dataclass(frozen=True, slots=True)
class ReceiverLimit:
    """What one receiver may come to.

    Attributes:
        receiver: its code.
        hold: whether its operating cost must be within ``most`` in every year, or is priced above it.
        most: £ a year; None for its target.
        most_posts: FTE of posts that it may have; None for no limit.
    """

    receiver: str
    hold: Hold = Hold.PRICED
    most: float | None = None
    most_posts: float | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What must hold, whatever it costs; None for no limit.

    Attributes:
        targets: how the targets of receivers hold that ``receivers`` does not name.
        receivers: limits of single receivers.
        redundancy_cost: £ at most.
        talent_lost: points at most, 0 to 100.
        operating_cost: £ a year at most, the mean of the years reported.
        keeps_cover: whether each statutory function must have its least cover on day one.
        one_mode: the largest part of the money for work done, shared or bought that one of the three
            may carry, 0 to 100, in the first year.
        suppliers_pay_their_way: whether no support organisation may run at a loss.
    """

    targets: Hold = Hold.PRICED
    receivers: tuple[ReceiverLimit, ...] = ()
    redundancy_cost: float | None = None
    talent_lost: float | None = None
    operating_cost: float | None = None
    keeps_cover: bool = False
    one_mode: float | None = None
    suppliers_pay_their_way: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        scenario: the one in hand: its posts, placements, assumptions and dates hold, and whatever is
            not chosen stays as it has it.
        choices: one for each function that has work; what the user excludes is not among the options.
    """

    scenario: str
    choices: tuple[Choice, ...]
    weights: Weights = Weights()
    limits: Limits = Limits()

    @property
    def combinations(self) -> int:
        """How many combinations of options there are."""
        number = 1
        for choice in self.choices:
            number *= len(choice.options) if choice.is_open else 1
        return number

    @property
    def present(self) -> tuple[int, ...]:
        """The option of each choice that the scenario in hand takes."""
        return tuple(choice.current for choice in self.choices)
