"""Which people fare differently in several scenarios: what is likeliest for each, and where."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from planner.engine.scenario_keys import difference_of, figure_of, odds_of, place_odds_of, place_of
from planner.model.results import OUTCOME_ODDS, Floats, Integers, Placements, Results

SAME_ODDS = 1e-9
"""Odds that part by less are the same."""
PERSON = ["employee_number", "function", "band"]


def people_who_differ(everyone: Sequence[Results], *, everything: bool = False) -> pd.DataFrame:
    """People whose odds or likeliest receiver are not the same everywhere, in the first's order.

    Someone with several pools of one function and band stands once, with the mean of their odds.

    Args:
        everyone: the base, then what is compared with it.
        everything: whether to list also people whose odds and place are the same.

    Returns:
        Columns as in ``Comparison.people``.
    """
    odds = [one.people.groupby(PERSON, sort=False)[list(OUTCOME_ODDS)].mean() for one in everyone]
    index = odds[0].index
    aligned = [one.reindex(index) for one in odds]
    places = [likeliest_places(one).reindex(index) for one in everyone]
    moves_odds = _any_other(aligned)
    moves_place = _any_other_place(places)
    kept = moves_odds | moves_place | everything
    table = index[kept].to_frame(index=False)
    for one, held, placed in zip(everyone, aligned, places, strict=True):
        mine, there = held[kept], placed[kept]
        likeliest = mine.fillna(0.0).idxmax(axis=1)
        table[figure_of(one.scenario)] = [str(outcome).removeprefix("p_") for outcome in likeliest]
        table[odds_of(one.scenario)] = mine.max(axis=1).to_numpy()
        table[place_of(one.scenario)] = there["receiver"].to_numpy()
        table[place_odds_of(one.scenario)] = there["odds"].to_numpy()
        change = mine["p_redundant"].to_numpy() - aligned[0]["p_redundant"].to_numpy()[kept]
        table[difference_of(one.scenario)] = change
    table["moves_odds"] = moves_odds[kept]
    table["moves_place"] = moves_place[kept]
    found: pd.DataFrame = table
    return found


def likeliest_places(results: Results) -> pd.DataFrame:
    """Of each person, function and band the likeliest receiver and the odds of being placed there.

    Returns:
        receiver ("" where none is), odds; by employee_number, function and band.
    """
    people, placements = results.people, results.placements
    row, receiver, odds = _odds_by_row(placements, len(people))
    groups = people.groupby(PERSON, sort=False)
    group = groups.ngroup().to_numpy()
    rows_of = np.bincount(group, minlength=groups.ngroups)
    width = max(1, len(placements.receivers))
    cell, at = np.unique(group[row] * width + receiver, return_inverse=True)
    summed = np.bincount(at, weights=odds, minlength=len(cell)) if len(cell) else np.empty(0)
    best = pd.DataFrame({"group": cell // width, "receiver": cell % width, "odds": summed})
    best = best[best["odds"] > 0].sort_values(["group", "odds", "receiver"], ascending=[True, False, True])
    best = best.drop_duplicates("group")
    index = people.drop_duplicates(PERSON).set_index(PERSON).index
    codes, shares = np.full(len(index), "", dtype=object), np.zeros(len(index))
    codes[best["group"]] = [placements.receivers[one] for one in best["receiver"]]
    shares[best["group"]] = best["odds"] / rows_of[best["group"]]
    return pd.DataFrame({"receiver": pd.array(codes, dtype="str"), "odds": shares}, index=index)


def _odds_by_row(placements: Placements, rows: int) -> tuple[Integers, Integers, Floats]:
    """Sparse (row of people, receiver, odds): a locked placement is certain, all others go by pool."""
    pools, receivers, shares = _shares_by_pool(placements)
    order = np.argsort(pools, kind="stable")
    pools, receivers, shares = pools[order], receivers[order], shares[order]
    free = np.flatnonzero(placements.locked_receiver < 0)
    first = np.searchsorted(pools, placements.pool[free], side="left")
    many = np.searchsorted(pools, placements.pool[free], side="right") - first
    row = np.repeat(free, many)
    within = np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
    at = np.repeat(first, many) + within
    fixed = np.flatnonzero(placements.locked_receiver[:rows] >= 0)
    return (
        np.concatenate([row, fixed]),
        np.concatenate([receivers[at], placements.locked_receiver[fixed]]),
        np.concatenate([shares[at] * placements.stay[row], np.ones(len(fixed))]),
    )


def _shares_by_pool(placements: Placements) -> tuple[Integers, Integers, Floats]:
    """Sparse (pool, receiver, share of its stayers placed there), over all rounds."""
    parts: list[pd.DataFrame] = []
    for step in placements.steps:
        taken = pd.DataFrame({"pool": step.pools, "set": step.sets, "taken": step.taken})
        split = pd.DataFrame(
            {"set": step.split_set, "receiver": step.split_receiver, "share": step.split_share}
        )
        parts.append(taken.merge(split, on="set"))
    if not parts:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    every = pd.concat(parts, ignore_index=True)
    summed = (every["taken"] * every["share"]).groupby([every["pool"], every["receiver"]]).sum()
    return (
        summed.index.get_level_values(0).to_numpy(np.int64),
        summed.index.get_level_values(1).to_numpy(np.int64),
        summed.to_numpy(np.float64),
    )


def _any_other(aligned: Sequence[pd.DataFrame]) -> np.ndarray:
    """Whether any odds part from the first's; people who are not there part in everything."""
    spread = [(one - aligned[0]).abs().max(axis=1).fillna(1.0).to_numpy() for one in aligned[1:]]
    if not spread:
        return np.zeros(len(aligned[0]), dtype=bool)
    return np.asarray(np.sum(spread, axis=0) > SAME_ODDS)


def _any_other_place(places: Sequence[pd.DataFrame]) -> np.ndarray:
    """Whether another receiver than the first's is the likeliest anywhere."""
    found = np.zeros(len(places[0]), dtype=bool)
    first = places[0]["receiver"].fillna("").to_numpy(object)
    for one in places[1:]:
        found |= one["receiver"].fillna("").to_numpy(object) != first
    return found
