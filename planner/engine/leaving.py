"""Who is gone before the work moves: resigning, a fixed term ending, a leaving date given."""

from dataclasses import dataclass

import numpy as np

from planner.base.dates import day, to_date, whole_months
from planner.engine.allocation import Claims
from planner.engine.columns import ABSENT, Booleans, Days, Floats, Integers, divided, total_by
from planner.engine.holders import Holders
from planner.model.assumptions import Assumptions
from planner.model.plan import Facts
from planner.model.tables import BANDS

OPEN_ENOUGH = 1e-9
"""FTE below which a sum of posts or people is nothing but the last bits of its terms."""


@dataclass(frozen=True, slots=True, eq=False)
class Pools:
    """Pools (P) with holders: (group, band), sorted by function, band and sender.

    Attributes:
        group, band, function, sender: (P,) positions.
        of_holder: (H,) the pool of each holding.
    """

    group: Integers
    band: Integers
    function: Integers
    sender: Integers
    of_holder: Integers

    def __len__(self) -> int:
        return len(self.group)

    def at(self, group: Integers, band: Integers) -> Integers:
        """Positions of pools by group and band; ``ABSENT`` where nobody holds such a post."""
        key = self.group * len(BANDS) + self.band
        order = np.argsort(key)
        wanted = group * len(BANDS) + band
        place = np.clip(np.searchsorted(key[order], wanted), 0, max(len(key) - 1, 0))
        if len(key) == 0:
            return np.full(len(wanted), ABSENT, dtype=np.int64)
        return np.where((key[order][place] == wanted) & (group != ABSENT), order[place], ABSENT)

    def total(self, values: Floats) -> Floats:
        """(P,) sum of holders' values in each pool."""
        return total_by(self.of_holder, values, len(self))


def pools_of(holders: Holders, claims: Claims) -> Pools:
    """Gather holders into pools."""
    keys, of_holder = np.unique(holders.group * len(BANDS) + holders.band, return_inverse=True)
    group, band = keys // len(BANDS), keys % len(BANDS)
    function, sender = claims.group_function[group], claims.group_sender[group]
    order = np.lexsort((sender, band, function))
    rank = np.empty(len(keys), dtype=np.int64)
    rank[order] = np.arange(len(keys))
    return Pools(group[order], band[order], function[order], sender[order], rank[of_holder])


@dataclass(frozen=True, slots=True, eq=False)
class Departures:
    """What happens to each holding (H) before any post is filled.

    Attributes:
        stays: chance of being there, and undecided, when posts are filled.
        resigned, ended, redundant, mars: the other odds so far; locked outcomes are certain.
        monthly: chance of resigning in any one month.
        chance_left_over: (P,) c of each pool as it looks before anyone leaves.
        is_locked: whether a locked placement or an earlier end decides.
    """

    stays: Floats
    resigned: Floats
    ended: Floats
    redundant: Floats
    mars: Floats
    monthly: Floats
    chance_left_over: Floats
    is_locked: Booleans

    @property
    def is_over(self) -> Booleans:
        """(H,) whether it is certain that the person goes."""
        return self.resigned + self.ended + self.redundant + self.mars >= 1


def months_until(announced: np.datetime64, transfer: Days) -> Integers:
    """Whole months from the announcement to each day the work moves."""
    days, back = np.unique(transfer, return_inverse=True)
    start = to_date(announced)
    return np.array([whole_months(start, to_date(one)) for one in days], dtype=np.int64)[back]


def monthly_rate(annual: Floats) -> Floats:
    """The chance of leaving in a month that comes to ``annual`` over a year."""
    return 1 - (1 - np.clip(annual, 0.0, 1.0)) ** (1 / 12)


def departures_of(
    holders: Holders,
    pools: Pools,
    posts_fte: Floats,
    is_decided: Booleans,
    qualifies: Booleans,
    claims: Claims,
    facts: Facts,
    assumptions: Assumptions,
) -> Departures:
    """Work out who is gone before posts are filled.

    ``posts_fte`` (P,) is the FTE open to each pool in the stages before the ring-fence; ``is_decided``
    (H,) are holders whom a locked placement decides, who neither leave nor compete; ``qualifies`` (H,)
    whether each has the service that earns redundancy pay.
    """
    undecided_fte = pools.total(np.where(is_decided, 0.0, holders.fte))
    chance = np.clip(1 - divided(posts_fte, undecided_fte, 1.0), 0.0, 1.0)
    waiting = np.where(qualifies, 1 - assumptions["waiting_effect"] * chance[pools.of_holder], 1.0)
    scarce = np.where(holders.is_scarce, assumptions["scarce_factor"], 1.0)
    annual = assumptions["leaver_rate"] * assumptions["closure_factor"] * scarce * waiting
    monthly = monthly_rate(annual)
    transfer = claims.group_transfer[holders.group]
    resigns = 1 - (1 - monthly) ** months_until(day(facts.announced), transfer)
    ends_first = holders.ended & (holders.last_day < holders.leaving)
    leaves = ~is_decided & (holders.leaving < transfer) & ~ends_first
    ends = ~is_decided & holders.ended & ~leaves
    is_due = ends & qualifies & bool(assumptions["fixed_term_redundancy_due"])
    is_free = ~(is_decided | leaves | ends)
    resigned = np.where(is_free, resigns, leaves.astype(np.float64))
    return Departures(
        stays=np.where(is_free, 1 - resigns, 0.0),
        resigned=resigned,
        ended=(ends & ~is_due).astype(np.float64),
        redundant=is_due.astype(np.float64),
        mars=np.zeros(len(holders)),
        monthly=monthly,
        chance_left_over=chance,
        is_locked=is_decided,
    )
