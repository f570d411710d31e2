"""Which people fare differently in several scenarios: what is likeliest for each, and where."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.scenario_keys import difference_of, figure_of, odds_of, place_odds_of, place_of
from planner.model.results import OUTCOME_ODDS, Floats, Integers, Placements, PlacementStep, Results

SAME_ODDS = 1e-9
"""Odds that part by less are the same."""
OUTCOMES = np.array([one.removeprefix("p_") for one in OUTCOME_ODDS], dtype=object)
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
    holdings = _holdings_of(everyone)
    index = holdings[0].index
    aligned = [_aligned(_mean_odds(one, held), index) for one, held in zip(everyone, holdings, strict=True)]
    places = [_aligned(_likeliest(one, held), index) for one, held in zip(everyone, holdings, strict=True)]
    moves_odds = _any_other(aligned)
    moves_place = _any_other_place(places)
    kept = moves_odds | moves_place | everything
    table = index[kept].to_frame(index=False)
    for one, held, placed in zip(everyone, aligned, places, strict=True):
        mine, there = held[kept], placed[kept]
        odds = mine.to_numpy(np.float64)
        table[figure_of(one.scenario)] = pd.array(OUTCOMES[np.nan_to_num(odds).argmax(axis=1)], dtype="str")
        table[odds_of(one.scenario)] = odds.max(axis=1)
        table[place_of(one.scenario)] = there["receiver"].to_numpy()
        table[place_odds_of(one.scenario)] = there["odds"].to_numpy()
        change = mine["p_redundant"].to_numpy() - aligned[0]["p_redundant"].to_numpy()[kept]
        table[difference_of(one.scenario)] = change
    table["moves_odds"] = moves_odds[kept]
    table["moves_place"] = moves_place[kept]
    found: pd.DataFrame = table
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Holdings:
    """Rows of ``people`` (R) as people with a function and a band (H).

    Attributes:
        index: (H,) employee_number, function and band, in the order of the rows.
        of_row: (R,) positions in it.
    """

    index: pd.MultiIndex
    of_row: Integers

    @property
    def rows(self) -> Integers:
        """(H,) how many rows each has."""
        return np.bincount(self.of_row, minlength=len(self.index))


def _holdings_of(everyone: Sequence[Results]) -> list[_Holdings]:
    """The holdings in each scenario; found once where all have the same people."""
    first = everyone[0].people[PERSON]
    shared = _holdings(first)
    return [
        shared if one is everyone[0] or one.people[PERSON].equals(first) else _holdings(one.people[PERSON])
        for one in everyone
    ]


def _holdings(keys: pd.DataFrame) -> _Holdings:
    of_row: Integers = np.asarray(keys.groupby(PERSON, sort=False).ngroup(), dtype=np.int64)
    index = pd.MultiIndex.from_frame(keys.drop_duplicates(PERSON))
    return _Holdings(index, of_row)


def _aligned(table: pd.DataFrame, index: pd.MultiIndex) -> pd.DataFrame:
    return table if table.index is index else table.reindex(index)


def _mean_odds(results: Results, held: _Holdings) -> pd.DataFrame:
    """The six odds of each holding."""
    size, rows = len(held.index), held.rows
    odds = {
        key: np.bincount(held.of_row, results.people[key].to_numpy(np.float64), size) / rows
        for key in OUTCOME_ODDS
    }
    return pd.DataFrame(odds, index=held.index)


def likeliest_places(results: Results) -> pd.DataFrame:
    """Of each person, function and band the likeliest receiver and the odds of being placed there.

    Returns:
        receiver ("" where none is), odds; by employee_number, function and band.
    """
    return _likeliest(results, _holdings(results.people[PERSON]))


def _likeliest(results: Results, held: _Holdings) -> pd.DataFrame:
    placements, size = results.placements, len(held.index)
    row, receiver, odds = _odds_by_row(placements, len(held.of_row))
    width = max(1, len(placements.receivers))
    cell, at = np.unique(held.of_row[row] * width + receiver, return_inverse=True)
    summed = np.bincount(at, odds, len(cell)) if len(cell) else np.empty(0)
    holding, code = cell // width, cell % width
    best = np.lexsort((code, -summed, holding))
    best = best[summed[best] > 0]
    best = best[np.diff(holding[best], prepend=-1) != 0]
    codes, shares = np.full(size, "", dtype=object), np.zeros(size)
    codes[holding[best]] = np.array(placements.receivers, dtype=object)[code[best]]
    shares[holding[best]] = summed[best] / held.rows[holding[best]]
    return pd.DataFrame({"receiver": pd.array(codes, dtype="str"), "odds": shares}, index=held.index)


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
    if not placements.steps:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    parts = [_shares_in(step) for step in placements.steps]
    pool, receiver, share = (np.concatenate([one[at] for one in parts]) for at in range(3))
    width = max(1, len(placements.receivers))
    cell, at = np.unique(pool * width + receiver, return_inverse=True)
    summed: Floats = np.bincount(at, share, len(cell)).astype(np.float64)
    return cell // width, cell % width, summed


def _shares_in(step: PlacementStep) -> tuple[Integers, Integers, Floats]:
    """Sparse (pool, receiver, share) of one round: each pool goes as its set of posts is split."""
    order = np.argsort(step.split_set, kind="stable")
    sets = step.split_set[order]
    first = np.searchsorted(sets, step.sets, side="left")
    many = np.searchsorted(sets, step.sets, side="right") - first
    row = np.repeat(np.arange(len(step.pools)), many)
    within = np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
    at = order[np.repeat(first, many) + within]
    return step.pools[row], step.split_receiver[at], step.taken[row] * step.split_share[at]


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
