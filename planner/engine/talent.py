"""How much commissioning talent drains away: by person and by competency."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.columns import Floats, Integers
from planner.engine.filling import Filling
from planner.engine.holders import Holders
from planner.engine.landscape import Landscape
from planner.engine.leaving import Departures, Pools
from planner.model.tables import BANDS

SENIOR_BANDS = (BANDS.index("8d"), BANDS.index("9"), BANDS.index("VSM"))
DOES_NOT_COMMISSION = "Provider"


@dataclass(frozen=True, slots=True, eq=False)
class Talent:
    """Talent (H): value, and the odds of losing it."""

    value: Floats
    leaves: Floats

    @property
    def lost(self) -> Floats:
        """(H,) value expected to be lost."""
        return self.value * self.leaves


def talent_of(
    holders: Holders,
    pools: Pools,
    departures: Departures,
    filling: Filling,
    placed: Floats,
    locked_receiver: Integers,
    land: Landscape,
) -> Talent:
    """Odds of leaving commissioning: everyone not placed, and those placed with a provider."""
    is_outside = land.is_kind(DOES_NOT_COMMISSION)
    outside = np.zeros(len(pools))
    for step in filling.steps:
        size = int(step.sets.max(initial=0)) + 1
        inside = step.split_set < size
        share = np.bincount(
            step.split_set[inside], step.split_share[inside] * is_outside[step.split_receiver[inside]], size
        )
        outside[step.pools] += step.taken * share[step.sets]
    moved_out = departures.stays * outside[pools.of_holder]
    moved_out = np.where(locked_receiver >= 0, placed * is_outside[locked_receiver], moved_out)
    return Talent(holders.value, np.clip(1 - placed + moved_out, 0.0, 1.0))


def competencies_table(lists: pd.Series, function: Integers, fte: Floats, leaves: Floats) -> pd.DataFrame:
    """FTE kept for each of the competencies of world class commissioning.

    Args:
        lists: (F,) the competencies of each function, separated by semicolons.
        function, fte, leaves: (H,) of each holding.
    """
    now = np.bincount(function, fte, len(lists))
    kept = np.bincount(function, fte * (1 - leaves), len(lists))
    by_competency: dict[int, list[int]] = {}
    for at, text in enumerate(lists.fillna("")):
        for part in str(text).split(";"):
            if part.strip().isdigit():
                by_competency.setdefault(int(part), []).append(at)
    numbers = sorted(by_competency)
    fte_now = np.array([now[by_competency[one]].sum() for one in numbers])
    fte_kept = np.array([kept[by_competency[one]].sum() for one in numbers])
    with np.errstate(invalid="ignore", divide="ignore"):
        percent = np.where(fte_now > 0, fte_kept / fte_now * 100, np.nan)
    return pd.DataFrame(
        {
            "competency": np.array(numbers, dtype=np.int64),
            "fte_now": fte_now,
            "fte_kept": fte_kept,
            "kept_percent": percent,
        }
    )
