"""The redundancy cost by who takes the work: each function's cost in the shares that are claimed of it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.allocation import STOP
from planner.engine.columns import ABSENT, Floats, Integers, divided, total_by
from planner.engine.workings import Workings
from planner.model.results import Results

UNCLAIMED = "(unclaimed)"
STOPPED = "(stopped)"
"""Stand in the place of a receiver's code for work that nobody takes."""
NOBODY = {
    UNCLAIMED: "Unclaimed: nobody takes the work",
    STOPPED: "Stopped: nobody does the work",
}


@dataclass(frozen=True, slots=True, eq=False)
class _Shares:
    """Who takes which share of each group of people (G), as portions (P); the shares of a group add to 1.

    ``taker`` is a position among the organisations, then one each for unclaimed and stopped.
    """

    group: Integers
    taker: Integers
    share: Floats
    codes: tuple[str, ...]
    of_person: Integers

    def by_taker(self, of_people: Floats) -> Floats:
        """Add up what people (N) come to, by taker."""
        of_group = total_by(self.of_person, of_people, int(self.group.max(initial=-1)) + 1)
        return total_by(self.taker, of_group[self.group] * self.share, len(self.codes))


def redundancy_by_receiver(results: Results) -> pd.DataFrame:
    """Receivers by the redundancy cost of the work that they take; unclaimed and stopped work stand last.

    A function's cost falls to its receivers in the shares they claim, at each sender where the claims
    name senders; what is not claimed and what stops have rows of their own. The rows add to the headline.

    Returns:
        receiver, name, fte (now in that share of the work), redundant_fte, redundancy_cost; dearest first.
    """
    shares = _shares(results)
    people = results.people
    fte = people["fte"].to_numpy()
    names = dict(zip(results.plan.organisations["code"], results.plan.organisations["name"], strict=True))
    table = pd.DataFrame(
        {
            "receiver": pd.array(shares.codes, dtype="str"),
            "name": pd.array([NOBODY.get(code) or names.get(code) or code for code in shares.codes], "str"),
            "fte": shares.by_taker(fte),
            "redundant_fte": shares.by_taker(people["p_redundant"].to_numpy() * fte),
            "redundancy_cost": shares.by_taker(people["expected_cost"].to_numpy()),
        }
    )
    table["last"] = table["receiver"].isin(list(NOBODY))
    concerned = table[(table["redundancy_cost"] > 0) | (table["redundant_fte"] > 0)]
    order = concerned.sort_values(["last", "redundancy_cost"], ascending=[True, False], kind="stable")
    return order.drop(columns="last").reset_index(drop=True)


def people_of_receiver(results: Results, receiver: str) -> pd.DataFrame:
    """The people whose redundancy cost falls to a receiver, or to nobody, dearest first.

    Returns:
        The rows of ``people`` with ``share_percent`` (of their function, taken by the receiver) and
        ``cost_share`` (£, that share of their expected cost); the latter add to the receiver's cost.
    """
    shares = _shares(results)
    mine = shares.taker == shares.codes.index(receiver)
    of_group = total_by(shares.group[mine], shares.share[mine], int(shares.group.max(initial=-1)) + 1)
    share = of_group[shares.of_person]
    people = results.people
    table = people.assign(share_percent=share * 100, cost_share=people["expected_cost"] * share)
    return table[table["cost_share"] > 0].sort_values("cost_share", ascending=False, kind="stable")


def _shares(results: Results) -> _Shares:
    """Read who takes what from the claims of the scenario."""
    work = results.workings
    if not isinstance(work, Workings):
        raise TypeError("these results did not come from the engine")
    claims, land = work.ground.claims, work.ground.land
    unclaimed, stopped = len(land.organisations), len(land.organisations) + 1
    receiver = np.where(claims.receiver == ABSENT, unclaimed, claims.receiver)
    taker = np.where(claims.mode == STOP, stopped, receiver)[claims.portion_claim]
    whole = np.maximum(claims.claimed, 1.0)
    share = divided(claims.portion_share, whole[claims.portion_group])
    groups = np.arange(len(whole))
    rest = 1 - total_by(claims.portion_group, share, len(whole))
    return _Shares(
        group=np.concatenate([claims.portion_group, groups]),
        taker=np.concatenate([taker, np.full(len(groups), unclaimed)]),
        share=np.concatenate([share, np.where(rest > 1e-9, rest, 0.0)]),
        codes=(*land.organisations, UNCLAIMED, STOPPED),
        of_person=work.ground.holders.group,
    )
