"""What a proposal answers: which options, how good, how surely the best, and why; or what clashes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.advise.question import Question


class Status(StrEnum):
    """What is known of an answer."""

    EVERY_ONE = "every combination evaluated"
    PROVEN = "proven best within the gap"
    PROVEN_AROUND = "proven best for the linear model around it"
    BEST_FOUND = "best found, not proven"


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one combination.

    Attributes:
        objective: £, by the question's weights.
        redundancy_cost: £.
        talent_lost_percent: 0 to 100.
        operating_cost: £ a year, the mean of the years reported.
        over_target: £ a year above priced targets, the mean of the years reported.
        by_year: £ of operating cost by year label ("2013/14").
    """

    objective: float
    redundancy_cost: float
    talent_lost_percent: float
    operating_cost: float
    over_target: float
    by_year: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Proof:
    """How sure it is that no combination is better.

    Attributes:
        status: what is known. ``PROVEN`` holds for the engine itself; ``PROVEN_AROUND`` for the linear model
            whose coefficients are the true effects of changing one function at a time, which the evaluation
            confirms at the answer: no single change betters it, nor any sum of them.
        combinations: how many there are; ``evaluated``: how many were worked out.
        bound: £ of the objective that nothing can be under in the model that ``status`` names.
        gap_percent: how far the answer is above it, as a part of the answer; 0 when every combination was
            evaluated.
        surest_bound: £ that no combination whatever can be under; ``surest_gap_percent`` likewise. It
            leaves the engine more freedom than it has, and so is lower than need be.
        seconds: how long it took.
        was_stopped: whether the user or the time ended it.
    """

    status: Status
    combinations: int
    evaluated: int
    bound: float
    gap_percent: float
    surest_bound: float
    surest_gap_percent: float
    seconds: float
    was_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Picked:
    """What is proposed for one function, and why.

    Attributes:
        choice: position in the question's choices.
        option: position in its options.
        next_best: the option that would be best if this one were ruled out and nothing else changed;
            None where there is no other that the limits allow.
        price_of_next_best: £ of the objective that it would add; below 0 where the search ended before it
            was tried, or within the gap that is left.
        next_best_figures: how the main figures would be then.
        price_of_staying: £ of the objective that it adds to lock the function as the scenario in hand has
            it, nothing else changed; None where the limits do not allow it, 0 where it stays.
    """

    choice: int
    option: int
    next_best: int | None
    price_of_next_best: float
    next_best_figures: Figures | None
    price_of_staying: float | None


@dataclass(frozen=True, slots=True)
class Room:
    """How much room a receiver has in one year.

    Attributes:
        total: £ of operating cost; ``limit``: its target or what the question set.
        slack: limit less total; below 0 where it is over.
        must: whether it had to be met.
        binds: whether some function would be done otherwise, and better, if it did not have to be.
    """

    receiver: str
    year: str
    total: float
    limit: float
    slack: float
    must: bool
    binds: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """The best combination found.

    Attributes:
        question: what was asked.
        picks: the option of each choice, in their order.
        promised: its figures as the optimiser reckoned them.
        evaluated: its figures by the engine itself, from rows written into a scenario.
        present: the figures of the scenario in hand.
        largest_difference_percent: the largest difference between what was promised and what was
            evaluated, over all the figures and every receiver's total.
        reasons: one for each choice.
        room: receivers with a target or a limit, by year.
    """

    question: Question
    picks: tuple[int, ...]
    promised: Figures
    evaluated: Figures
    present: Figures
    largest_difference_percent: float
    proof: Proof
    reasons: tuple[Picked, ...]
    room: tuple[Room, ...]

    @property
    def changed(self) -> tuple[int, ...]:
        """Positions of the choices where something other than now is proposed."""
        now = self.question.present
        return tuple(at for at, option in enumerate(self.picks) if option != now[at])


@dataclass(frozen=True, slots=True)
class Relaxed:
    """One limit of a smallest set that cannot hold together, and how far it would have to give.

    Attributes:
        limit: in words ("NHS Bradford City CCG within £3,005,550 a year in 2013/14").
        amount: what it is now; ``needed``: what it would have to be; both in ``unit`` ("£ a year").
        kind: which limit it is: a field of ``Limits``, "receiver" (its operating cost) or "posts".
        receiver: whose, where it is of one receiver.
    """

    limit: str
    amount: float
    needed: float
    unit: str
    kind: str = ""
    receiver: str = ""


@dataclass(frozen=True, slots=True)
class Infeasible:
    """No combination meets the limits.

    Attributes:
        question: what was asked.
        clash: limits, in words, that cannot hold together; without any one of them they could.
        relaxation: the limits that give way in the combination that breaks them least.
        picks: that combination.
        is_proven: whether it is certain that no combination meets them all.
    """

    question: Question
    clash: tuple[str, ...]
    relaxation: tuple[Relaxed, ...]
    picks: tuple[int, ...]
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One combination on or behind the frontier.

    Attributes:
        name: the scenario it is, or empty for a new combination.
        figures: by the engine's own steps.
        picks: the option of each choice; empty where a scenario takes some that are not offered.
        is_dominated: whether another point is no worse in redundancy cost, talent lost and operating
            cost, and better in one.
        is_proven: whether it is proven, within the gap, that nothing within its limits costs less.
        gap_percent: that gap.
    """

    name: str
    figures: Figures
    picks: tuple[int, ...]
    is_dominated: bool
    is_proven: bool
    gap_percent: float


@dataclass(frozen=True, slots=True)
class Frontier:
    """Redundancy cost against talent lost against operating cost.

    Attributes:
        points: combinations that no other point dominates, by redundancy cost.
        present: the plan's scenarios, in its order.
        seconds: how long it took.
        was_stopped: whether the user or the time ended it.
    """

    question: Question
    points: tuple[Point, ...]
    present: tuple[Point, ...]
    seconds: float
    was_stopped: bool = False
