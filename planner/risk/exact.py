"""The exact distribution of a bill, where people are independent of each other: one convolution a person."""

from dataclasses import dataclass

import numpy as np

from planner.engine.columns import Floats


@dataclass(frozen=True, slots=True, eq=False)
class ExactBill:
    """The chance of every bill, in whole steps of money.

    Attributes:
        step: £ between one bill and the next.
        chance: (n,) the chance that the bill is 0, 1, 2, … steps; they add to 1.
    """

    step: float
    chance: Floats

    @property
    def mean(self) -> float:
        """£."""
        return float(np.arange(len(self.chance)) @ self.chance) * self.step

    @property
    def deviation(self) -> float:
        """£: the standard deviation."""
        bills = np.arange(len(self.chance)) * self.step
        return float(np.sqrt(np.maximum(((bills - self.mean) ** 2) @ self.chance, 0.0)))

    def chance_at_or_below(self, bill: float) -> float:
        """0 to 1."""
        return float(self.chance[: int(np.floor(bill / self.step + 1e-9)) + 1].sum())

    def percentile(self, per_cent: float) -> float:
        """The least bill that is not passed with a chance of ``per_cent`` in 100."""
        covered = np.cumsum(self.chance)
        return float(np.searchsorted(covered, per_cent / 100 - 1e-12)) * self.step


def exact_bill(costs: Floats, chances: Floats, step: float = 1.0) -> ExactBill:
    """The distribution of the sum of what each of some independent people costs, or does not.

    Args:
        costs: (n,) £ of each, to the nearest ``step``.
        chances: (n,) 0 to 1.
        step: £; 0.01 for the penny, where the bill is small.
    """
    steps = np.rint(np.asarray(costs) / step).astype(np.int64)
    chance = np.ones(1)
    for one, odds in zip(steps.tolist(), np.asarray(chances).tolist(), strict=True):
        wider = np.zeros(len(chance) + one)
        wider[: len(chance)] = chance * (1 - odds)
        wider[one:] += chance * odds
        chance = wider
    return ExactBill(step, chance)
