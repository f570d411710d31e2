"""Affordability against size: what is left a head, and what the work costs by each way."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.ccg_sizes.nation import national_groups
from planner.engine.ccg_sizes.needs import Needs
from planner.engine.ccg_sizes.terms import Terms
from planner.engine.columns import Floats, floats
from planner.model.plan import Plan

STEPS = 160
"""Populations at which a curve is reckoned."""
LEAST, MOST = 30_000.0, 1_000_000.0
"""People of the smallest and the largest CCG that a chart shows, unless one in it is beyond."""


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """£ a head by population.

    Attributes:
        population: (n,) rising by equal ratios.
        left: (n,) of the allowance after corporate cost.
        do, share, buy: (n,) what the functions cost.
        breaks: the populations from which what is left pays for all of them by do, share and buy;
            infinite for never.
    """

    population: Floats
    left: Floats
    do: Floats
    share: Floats
    buy: Floats
    breaks: tuple[float, float, float]


def curves_of(needs: Needs, terms: Terms, populations: Floats) -> Curves:
    """Reckon the curves over a range that holds ``populations``."""
    known = populations[populations > 0]
    low = min(LEAST, float(known.min())) if len(known) else LEAST
    high = max(MOST, float(known.max()) * 1.1) if len(known) else MOST
    people = np.geomspace(low, high, STEPS)
    do, share, buy = needs.per_head(people)
    return Curves(people, terms.left_per_head(people), do, share, buy, _breaks(needs, terms))


def _breaks(needs: Needs, terms: Terms) -> tuple[float, float, float]:
    """Where what is left comes up to the cost of all functions."""
    _, shared, bought = needs.per_head(np.array([terms.typical]))[:, 0].tolist()
    fixed = float(np.nansum(needs.fixed))
    variable = float(needs.per_head(np.array([np.inf]))[0][0])
    spare = terms.allowance - terms.cost_per_head - variable
    done = (terms.fixed_cost + fixed) / spare if spare > 0 else float("inf")
    return done, terms.population_leaving(shared), terms.population_leaving(bought)


def real_ccgs(plan: Plan, terms: Terms) -> pd.DataFrame:
    """Today's CCGs, those of April 2013 with the plan's own figures in place of theirs.

    Returns:
        code, ccg, population, left_per_head (£, by the plan's fixed cost and allowance where it has them),
        is_in_plan. CCGs of the plan that are not among the 211 come last.
    """
    nation = national_groups()
    own = plan.organisations[plan.organisations["kind"] == "CCG"].dropna(subset="code")
    own = own[own["population"] > 0].drop_duplicates("code")
    there = pd.DataFrame(
        {"code": nation["ccg_code"], "ccg": nation["ccg"], "population": nation["population"]}
    ).assign(left_per_head=terms.left_per_head(nation["population"]), is_in_plan=False)
    people = floats(own, "population")
    allowance = np.where(np.isnan(own["allowance_per_head"]), terms.allowance, own["allowance_per_head"])
    fixed = np.where(np.isnan(own["fixed_cost"]), terms.corporate_cost(people), own["fixed_cost"])
    mine = pd.DataFrame(
        {
            "code": own["code"].to_numpy(),
            "ccg": own["name"].fillna(own["code"]).to_numpy(),
            "population": people,
            "left_per_head": allowance - fixed / people,
            "is_in_plan": True,
        }
    )
    others = there[~there["code"].isin(mine["code"])]
    return pd.concat([others, mine], ignore_index=True) if len(mine) else others.reset_index(drop=True)
