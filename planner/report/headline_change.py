"""What an edit did to the figures that never leave the screen."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.model.results import Results


@dataclass(frozen=True, slots=True)
class HeadlineChange:
    """Differences of the figures as they are shown, so that they tie with them; NaN where not known.

    Attributes:
        redundancy_cost, operating_cost: whole £.
        talent_lost: percentage points, to one place.
        findings: how many more.
    """

    redundancy_cost: float
    talent_lost: float
    operating_cost: float
    findings: int


def headline_change(
    before: Results, now: Results, year: str, findings: tuple[int, int] = (0, 0)
) -> HeadlineChange:
    """Take the figures before an edit from those after it.

    Args:
        before, now: results of one scenario.
        year: the financial year of the operating cost ("2013/14").
        findings: how many there were, and are.
    """
    was, is_now = before.headline, now.headline
    return HeadlineChange(
        _shown(is_now.redundancy_cost) - _shown(was.redundancy_cost),
        round(_shown(is_now.talent_lost_percent, 1) - _shown(was.talent_lost_percent, 1), 1),
        _shown(_in(is_now.operating_cost, year)) - _shown(_in(was.operating_cost, year)),
        findings[1] - findings[0],
    )


def _in(figures: Mapping[str, float], year: str) -> float:
    return figures.get(year, np.nan)


def _shown(figure: float, places: int = 0) -> float:
    """A figure as the screen rounds it: pounds half up, shares as they are written."""
    if not np.isfinite(figure):
        return np.nan
    if places:
        return float(f"{figure:.{places}f}")
    return float(np.copysign(np.floor(abs(figure) + 0.5), figure))
