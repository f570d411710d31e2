"""The CCGs of a grouping as a plan's organisations: their codes, people, allowance and corporate cost."""

import numpy as np

from planner.base.money import to_the_penny
from planner.engine.ccg_sizes.groupings import Grouping, national_codes
from planner.engine.ccg_sizes.terms import Terms
from planner.model.ccg_edits import NewCCG


def new_ccgs(grouping: Grouping, terms: Terms) -> tuple[NewCCG, ...]:
    """Each CCG with its people; one that is a CCG of April 2013 to the practice has that one's code."""
    people = np.floor(grouping.population + 0.5)
    cost = to_the_penny(terms.corporate_cost(people))
    return tuple(
        NewCCG(name, code, float(population), terms.allowance, float(fixed))
        for name, code, population, fixed in zip(
            grouping.names, national_codes(grouping), people, cost, strict=True
        )
    )
