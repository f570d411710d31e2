"""What is asked of fairness: by which characteristic, of which outcome, on odds or on names."""

from dataclasses import dataclass
from enum import StrEnum

from planner.engine.fairness.characteristics import Characteristic
from planner.engine.fairness.standing import By


class Basis(StrEnum):
    """What is compared: everybody's odds, or what is decided of those who are decided."""

    ODDS = "odds"
    NAMES = "names"


class Outcome(StrEnum):
    """What may become of people; leaving is any way out, redundancy among them."""

    REDUNDANT = "redundant"
    PLACED = "placed"
    LEAVING = "leaving"


class Verdict(StrEnum):
    """What may be said of a group beside the one that it is compared with."""

    BEYOND = "more than chance"
    CHANCE = "may be chance"
    ALIKE = "no difference"
    FEW = "too few to say"
    REFERENCE = "compared with"
    UNKNOWN = "not compared"
    HELD = "small numbers"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        characteristic: by which people are told apart.
        outcome: whose rate is compared; by stage it is always ``PLACED``.
        by: what else people are set apart by.
        basis: odds, or names.
        reference: the group that others are compared with; the largest known where empty or not there.
        shows_small: whether counts of 1 to 4 are shown: never on paper.
    """

    characteristic: Characteristic
    outcome: Outcome = Outcome.REDUNDANT
    by: By = By.PLAN
    basis: Basis = Basis.ODDS
    reference: str = ""
    shows_small: bool = False
