"""Who takes which share of whose function, and who pays for it.

A **group** is what holds one set of pools: a function at one named sender, or a function at all the
senders that no allocation names. A **claim** is one allocation row; a **portion** is a claim on a
group (a claim that names no sender has a portion in every group of its function).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.base.dates import day
from planner.engine.columns import ABSENT, Days, Floats, Integers, days, floats, positions_in, total_by
from planner.engine.landscape import Landscape
from planner.model.plan import Facts
from planner.model.scenario import Scenario
from planner.model.tables import MODES

DO, SHARE, BUY, BOARD, MOVE, STOP = range(len(MODES))

WHOLE = 1 - 1e-9
"""A share that is all of a function, but for the last bits of a sum."""


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """The allocations of one scenario (N claims, G groups, P portions).

    Attributes:
        function, receiver, mode, share, customers: (N,) of each claim; share 0 to 1; customers are
            positions of organisations; ``row`` is the identity of its row in the plan.
        group_function, group_sender: (G,) sender is ``ABSENT`` where the group is of all the rest.
        group_transfer, group_last_day: (G,) the day the work moves, and the last day of those who
            are not placed.
        group_of: (F, O) which group the holders of a function at an organisation are in.
        portion_group, portion_claim: (P,).
    """

    function: Integers
    receiver: Integers
    mode: Integers
    share: Floats
    customers: tuple[Integers, ...]
    row: Integers
    group_function: Integers
    group_sender: Integers
    group_transfer: Days
    group_last_day: Days
    group_of: Integers
    portion_group: Integers
    portion_claim: Integers

    @property
    def portion_share(self) -> Floats:
        """(P,) share of the group that each portion claims."""
        return self.share[self.portion_claim]

    @property
    def claimed(self) -> Floats:
        """(G,) share of each group that is claimed or stopped."""
        return total_by(self.portion_group, self.portion_share, len(self.group_function))

    def of_modes(self, *modes: int) -> Floats:
        """(G,) share of each group that is claimed in any of these modes."""
        inside = np.isin(self.mode[self.portion_claim], modes)
        shares = np.where(inside, self.portion_share, 0.0)
        return total_by(self.portion_group, shares, len(self.group_function))

    def sole_receiver(self) -> Integers:
        """(G,) the one receiver of 100% of a group, else ``ABSENT``."""
        sole = np.full(len(self.group_function), ABSENT, dtype=np.int64)
        receiver = self.receiver[self.portion_claim]
        live = (self.portion_share > 0) & (receiver != ABSENT)
        size = int(receiver.max(initial=0)) + 1
        pairs, at = np.unique(self.portion_group[live] * size + receiver[live], return_inverse=True)
        whole = pairs[total_by(at, self.portion_share[live], len(pairs)) >= WHOLE]
        sole[whole // size] = whole % size
        return sole


def claims_of(scenario: Scenario, facts: Facts, land: Landscape) -> Claims:
    """Read the allocations of a scenario into claims, groups and portions."""
    rows = scenario.allocations
    function = land.function_at(rows["function"])
    sender = land.organisation_at(rows["sender"])
    group_function, group_sender, group_of = _groups(function, sender, land)
    named = group_of[function, sender]
    is_named = sender != ABSENT
    claim_of_blank, group_of_blank = _every_group(np.flatnonzero(~is_named), function, group_function)
    portion_claim = np.concatenate([np.flatnonzero(is_named), claim_of_blank])
    portion_group = np.concatenate([named[is_named], group_of_blank])
    transfer = _transfer_days(days(rows, "date"), portion_group, portion_claim, len(group_function), facts)
    closure = day(facts.closure)
    moved = transfer != day(facts.transfer_date)
    return Claims(
        function=function,
        receiver=land.organisation_at(rows["receiver"]),
        mode=positions_in(MODES, rows["mode"]),
        share=floats(rows, "share") / 100,
        customers=_customers(rows["customers"], land),
        row=rows.index.to_numpy(dtype=np.int64),
        group_function=group_function,
        group_sender=group_sender,
        group_transfer=transfer,
        group_last_day=np.where(moved, transfer - np.timedelta64(1, "D"), closure),
        group_of=group_of,
        portion_group=portion_group,
        portion_claim=portion_claim,
    )


def _groups(function: Integers, sender: Integers, land: Landscape) -> tuple[Integers, Integers, Integers]:
    """One group for the rest of each function, then one for each sender whose pools are its own.

    Those are the senders that a claim names; all of them, where every claim on the function names one.
    """
    functions, organisations = len(land.functions), len(land.organisations)
    by_name = np.setdiff1d(function[sender != ABSENT], function[sender == ABSENT])
    every = (by_name[:, None] * organisations + np.flatnonzero(land.is_sender)).reshape(-1)
    named = np.union1d(function[sender != ABSENT] * organisations + sender[sender != ABSENT], every)
    group_function = np.concatenate([np.arange(functions), named // max(organisations, 1)])
    group_sender = np.concatenate([np.full(functions, ABSENT), named % max(organisations, 1)])
    group_of = np.repeat(np.arange(functions)[:, None], max(organisations, 1), axis=1)
    group_of[group_function[functions:], group_sender[functions:]] = np.arange(len(named)) + functions
    return group_function, group_sender, group_of


def _every_group(claims: Integers, function: Integers, group_function: Integers) -> tuple[Integers, Integers]:
    """Pair each claim that names no sender with every group of its function."""
    order = np.argsort(group_function, kind="stable")
    start = np.searchsorted(group_function[order], function[claims], "left")
    count = np.searchsorted(group_function[order], function[claims], "right") - start
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(claims, count), order[np.repeat(start, count) + within]


def _transfer_days(dates: Days, group: Integers, claim: Integers, groups: int, facts: Facts) -> Days:
    """The day each group's work moves: the latest date of its claims, else the plan's."""
    plan_day = day(facts.transfer_date)
    moves = np.where(np.isnat(dates), plan_day, dates)[claim].astype(np.int64)
    latest = np.full(groups, np.iinfo(np.int64).min)
    np.maximum.at(latest, group, moves)
    return np.where(np.isin(np.arange(groups), group), latest, plan_day.astype(np.int64)).astype(
        "datetime64[D]"
    )


def _customers(lists: pd.Series, land: Landscape) -> tuple[Integers, ...]:
    """The customers of each claim; a blank list is every CCG of the plan."""
    every_ccg = np.flatnonzero(land.is_ccg)
    known: dict[str, Integers] = {}
    found = []
    for text in lists.fillna(""):
        if text not in known:
            codes = [code.strip() for code in str(text).split(";") if code.strip()]
            at = land.organisation_at(pd.Series(codes, dtype="str"))
            known[text] = np.unique(at[at != ABSENT]) if codes else every_ccg
        found.append(known[text])
    return tuple(found)
