"""What a CCG of any size has to spend, and what it costs to be there at all."""

from dataclasses import dataclass
from math import isnan

import numpy as np
import numpy.typing as npt

from planner.engine.columns import Floats
from planner.model.assumptions import Assumptions
from planner.model.results import Results
from planner.rules.rulebook import RuleBook

FROM_PLAN, ASSUMED = "this plan's staff", "an assumption"
"""Where the cost of one FTE comes from."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Money that goes with the size of a CCG.

    Attributes:
        allowance: £ a head.
        fixed_cost, cost_per_head: corporate cost of any CCG in £ a year, and £ for each person more.
        typical: people of the CCG that the published corporate cost is of.
        fte_cost: £ a year of one FTE, and ``fte_cost_from`` where that comes from.
        saving_share, saving_buy: FTE that go where work is shared or bought, for functions without a
            requirement of their own.
        margin: what a support organisation adds to its cost.
        smallest_team: FTE that any organisation needs for a function without a requirement of its own.
        supplier: people whom a support organisation serves.
        price_low, price_average, price_high: £ a head, published prices of commissioning support.
        typical_left: £ a head that the typical CCG was said to have left for commissioning.
    """

    allowance: float
    fixed_cost: float
    cost_per_head: float
    typical: float
    fte_cost: float
    fte_cost_from: str
    saving_share: float
    saving_buy: float
    margin: float
    supplier: float
    smallest_team: float
    price_low: float
    price_average: float
    price_high: float
    typical_left: float

    def corporate_cost(self, population: npt.ArrayLike) -> Floats:
        """£ a year that CCGs of so many people cost before any work is done."""
        return self.fixed_cost + self.cost_per_head * np.asarray(population, dtype=np.float64)

    def left_per_head(self, population: npt.ArrayLike) -> Floats:
        """£ a head left for the work; below nil where corporate cost is over the allowance."""
        people = np.asarray(population, dtype=np.float64)
        with np.errstate(divide="ignore", invalid="ignore"):
            left = self.allowance - self.corporate_cost(people) / people
        return np.asarray(np.where(people > 0, left, np.nan))

    def fte_affordable(self, population: npt.ArrayLike) -> Floats:
        """FTE that what is left pays for; nil where nothing is left."""
        people = np.asarray(population, dtype=np.float64)
        left = np.nan_to_num(self.left_per_head(people))
        return np.asarray(np.maximum(0.0, left * people) / self.fte_cost)

    def population_leaving(self, left: float) -> float:
        """The least population at which so many £ a head are left; infinite where none is enough."""
        spare = self.allowance - self.cost_per_head - left
        return self.fixed_cost / spare if spare > 0 else float("inf")


def terms_of(assumptions: Assumptions, rules: RuleBook, mean_fte_cost: float = float("nan")) -> Terms:
    """Read the terms in force.

    Args:
        assumptions: of the scenario in hand.
        rules: the dated rules, with what was published.
        mean_fte_cost: £ a year of one FTE in the open plan; NaN to take the assumption.
    """
    cost, share = assumptions["ccg_corporate_cost"], assumptions["ccg_fixed_share"]
    typical = rules["typical_ccg_population"].latest.value
    is_known = not isnan(mean_fte_cost) and mean_fte_cost > 0
    ceiling = assumptions.get("allowance_ceiling", float("inf"))
    return Terms(
        allowance=min(assumptions["running_cost_allowance"], ceiling),
        fixed_cost=cost * share,
        cost_per_head=cost * (1 - share) / typical,
        typical=typical,
        fte_cost=mean_fte_cost if is_known else assumptions["ccg_fte_cost"],
        fte_cost_from=FROM_PLAN if is_known else ASSUMED,
        saving_share=assumptions["saving_share"],
        saving_buy=assumptions["saving_buy"],
        margin=assumptions["cso_margin"],
        supplier=assumptions["ccg_support_population"],
        smallest_team=assumptions["ccg_smallest_team"],
        price_low=rules["support_price_low"].latest.value,
        price_average=rules["support_price_average"].latest.value,
        price_high=rules["support_price_high"].latest.value,
        typical_left=rules["typical_ccg_left_a_head"].latest.value,
    )


def mean_fte_cost(results: Results) -> float:
    """£ a year that one FTE of the plan's staff costs; NaN where it has none."""
    fte = float(results.people["fte"].sum())
    return float(results.people["employer_cost"].sum()) / fte if fte > 0 else float("nan")
