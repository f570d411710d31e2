"""What every number of CCGs means for an area: sizes, what is left a head, and what that pays for."""

import numpy as np
import pandas as pd

from planner.engine.ccg_sizes.groupings import Grouping
from planner.engine.ccg_sizes.needs import Needs
from planner.engine.ccg_sizes.proposals import Proposals
from planner.engine.ccg_sizes.terms import Terms
from planner.engine.columns import Floats, floats, total_by


def configurations(proposals: Proposals, needs: Needs, terms: Terms) -> pd.DataFrame:
    """Judge every proposal.

    Returns:
        one row for 1, 2, … CCGs: ccgs, smallest, mean, largest (people), uneven_percent (standard deviation
        of the populations over their mean), corporate_cost (£ a year of all of them), corporate_percent (of
        the allowance), left_per_head (£, of all of them together), smallest_left (£ a head of the
        smallest), fte (that what is left pays for), do, share, buy (functions that every one can
        afford; NaN for sharing where there is nobody to share with).
    """
    people = np.nan_to_num(floats(proposals.practices, "population"))
    rows = [total_by(group, people, count) for count, group in enumerate(proposals.groups, start=1)]
    return pd.DataFrame([_judged(row, needs, terms) for row in rows])


def judged(grouping: Grouping, needs: Needs, terms: Terms) -> pd.DataFrame:
    """Judge one grouping: a row as those of ``configurations``."""
    return pd.DataFrame([_judged(grouping.population, needs, terms)])


def ccgs_of(grouping: Grouping, needs: Needs, terms: Terms) -> pd.DataFrame:
    """The CCGs of a grouping.

    Returns:
        ccg, practices, population, allowance (£ a year), corporate_cost (£ a year), left_per_head (£),
        left (£ a year), fte, do, share, buy (functions that it can afford).
    """
    people = grouping.population
    affordable = needs.affordable(people)
    left = terms.left_per_head(people)
    return pd.DataFrame(
        {
            "ccg": list(grouping.names),
            "practices": grouping.counts,
            "population": people,
            "allowance": people * terms.allowance,
            "corporate_cost": terms.corporate_cost(people),
            "left_per_head": left,
            "left": left * people,
            "fte": terms.fte_affordable(people),
            "do": affordable[:, 0],
            "share": affordable[:, 1],
            "buy": affordable[:, 2],
        }
    )


def _judged(people: Floats, needs: Needs, terms: Terms) -> dict[str, float]:
    """One row: its CCGs' populations judged together."""
    total, smallest = float(people.sum()), float(people.min()) if len(people) else np.nan
    cost = float(terms.corporate_cost(people).sum())
    allowance = terms.allowance * total
    do, share, buy = needs.affordable(np.array([smallest]))[0]
    mean = total / max(1, len(people))
    return {
        "ccgs": len(people),
        "smallest": smallest,
        "mean": mean,
        "largest": float(people.max()) if len(people) else np.nan,
        "uneven_percent": 100 * float(people.std()) / mean if mean else np.nan,
        "corporate_cost": cost,
        "corporate_percent": 100 * cost / allowance if allowance else np.nan,
        "left_per_head": (allowance - cost) / total if total else np.nan,
        "smallest_left": float(terms.left_per_head(smallest)),
        "fte": float(terms.fte_affordable(people).sum()),
        "do": int(do),
        "share": int(share) if len(people) > 1 else np.nan,
        "buy": int(buy),
    }
