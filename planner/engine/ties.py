"""What must agree in every set of results: people, posts and money are neither lost nor made."""

import numpy as np
import pandas as pd

from planner.engine.columns import ABSENT, Floats
from planner.engine.decisions import PLACED
from planner.engine.workings import Workings
from planner.model.results import OUTCOME_ODDS, CheckResult
from planner.model.tables import TEXT

PENNY = 0.01
TIGHT = 1e-6
"""FTE and odds; sums of tens of thousands of terms agree far closer."""


def ties_table(
    work: Workings,
    people: pd.DataFrame,
    pools: pd.DataFrame,
    receivers: pd.DataFrame,
    senders: pd.DataFrame,
) -> pd.DataFrame:
    """Every pair of sums that must agree: name, one, other, difference, and how far it may be."""
    odds = np.sum([people[name].to_numpy() for name in OUTCOME_ODDS], axis=0)
    fte = float(people["fte"].sum())
    outcomes = [f"{name[2:]}_fte" for name in OUTCOME_ODDS]
    openings, filling = work.filled.openings, work.filled.filling
    ties = [
        ("Odds of each person add to 1", float(np.abs(odds - 1).max()) if len(odds) else 0.0, 0.0, TIGHT),
        ("FTE of senders is the FTE of all outcomes", fte, float(senders[outcomes].to_numpy().sum()), TIGHT),
        ("FTE of pools is the FTE of people", float(pools["fte"].sum()), fte, TIGHT),
        (
            "FTE placed in posts is the FTE of people placed by stages",
            float(filling.filled.sum()),
            float(
                (
                    work.filled.departures.stays
                    * filling.placed.sum(axis=1)[work.filled.pools.of_holder]
                    * work.ground.holders.fte
                ).sum()
            ),
            TIGHT,
        ),
        (
            "Posts are locked, filled or vacant",
            float(openings.fte.sum()),
            float((openings.locked + filling.filled + filling.open_fte).sum()),
            TIGHT,
        ),
        (
            "Redundancy cost of pools is that of people",
            float(pools["redundancy_cost"].sum()),
            float(people["expected_cost"].sum()),
            PENNY,
        ),
    ]
    ties += [] if work.ground.scenario.is_baseline else _money_ties(work, receivers)
    names, *sums = zip(*ties, strict=True)
    one, other, allowed = np.array(sums)
    return pd.DataFrame(
        {
            "name": pd.array(names, dtype=TEXT),
            "one": one,
            "other": other,
            "allowed": allowed,
            "difference": np.abs(one - other),
        }
    )


def _placed(work: Workings) -> Floats:
    """(H,) odds of being placed by the stages, locked placements aside."""
    by_pool = work.filled.filling.placed.sum(axis=1)
    return np.asarray(work.filled.departures.stays * by_pool[work.filled.pools.of_holder])


def _money_ties(work: Workings, receivers: pd.DataFrame) -> list[tuple[str, float, float, float]]:
    """Budgets and charges, over all years together."""
    used = work.money.used
    live = work.ground.claims.receiver[work.ground.claims.portion_claim] != ABSENT
    sent = float(used.portions[:, live].sum())
    cost = work.ground.holders.cost[work.ground.reported]
    locked = float(cost[:, work.ground.decisions.outcome == PLACED].sum())
    placed = _placed(work)
    stayers = float((cost * placed).sum())
    return [
        (
            "Non-pay budgets are sent, saved, unallocated or committed",
            float(work.money.budgets.total.sum()),
            float(used.portions.sum() + (used.saved + used.unallocated + used.legacy).sum()),
            PENNY,
        ),
        ("Non-pay of receivers is what was sent", float(receivers["non_pay"].sum()), sent, PENNY),
        (
            "What is bought is what is earned",
            float(receivers["bought"].sum()),
            float(receivers["earned"].sum()),
            PENNY,
        ),
        (
            "Pay of receivers is that of people placed",
            float(receivers["staff"].sum()),
            stayers + locked,
            PENNY,
        ),
    ]


def tie_checks(ties: pd.DataFrame) -> tuple[CheckResult, ...]:
    """The check that totals tie."""
    broken = ties[ties["difference"] > ties["allowed"]]
    message = (
        "People, posts and money agree at every step."
        if broken.empty
        else "These do not agree: " + "; ".join(broken["name"]) + "."
    )
    return (CheckResult("Totals tie", "must", broken.empty, float(len(broken)), 0.0, "sums", message),)
