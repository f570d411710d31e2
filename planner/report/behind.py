"""The people behind a figure, and what is recorded of them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.model.placement_words import in_brief
from planner.model.results import Floats, Integers, PlacementStep, Results
from planner.model.scenario import scenario_of

Mask = npt.NDArray[np.bool_]

RECEIVER, OUTCOME, FAMILY = "receiver", "outcome", "family"
"""Keys that are no column of people: where they may go, what may become of them, what work they do."""


def people_where(results: Results, pairs: Sequence[tuple[str, str]]) -> Integers:
    """Find the people of whom all pairs hold, as positions in ``results.people``.

    Args:
        results: of an evaluation.
        pairs: column of ``people`` and its value; or ``receiver`` and the code of one at which they
            may be placed; or ``outcome`` and one of the six odds, which is not nil; or ``family`` and
            that of their function. A pair whose key is none of these holds of nobody.
    """
    kept = np.ones(len(results.people), dtype=np.bool_)
    for key, value in pairs:
        kept &= _where(results, key, value)
    return np.flatnonzero(kept).astype(np.int64)


def _where(results: Results, key: str, value: str) -> Mask:
    people = results.people
    if key == RECEIVER:
        return np.asarray(odds_at(results, value) > 0)
    if key == OUTCOME and value in people:
        return np.asarray(people[value].to_numpy() > 0)
    if key == FAMILY:
        inside = results.functions.loc[results.functions["family"] == value, "function"]
        return np.asarray(people["function"].isin(inside), dtype=np.bool_)
    if key not in people:
        return np.zeros(len(people), dtype=np.bool_)
    if key == "pool" and len(at := np.flatnonzero(results.pools["pool"] == value)):
        return np.asarray(people["pool_at"].to_numpy() == at[0])
    cells = people[key] if pd.api.types.is_string_dtype(people[key].dtype) else people[key].astype("str")
    return np.asarray(cells == value, dtype=np.bool_)


def odds_at(results: Results, receiver: str) -> Floats:
    """(people,) the odds that each is placed at one receiver."""
    found = results.placements
    if receiver not in found.receivers:
        return np.zeros(len(results.people))
    at = found.receivers.index(receiver)
    by_pool = np.zeros(len(results.pools))
    for step in found.steps:
        here = step.split_receiver == at
        if not here.any():
            continue
        sets = np.bincount(step.split_set[here], step.split_share[here], set_count(step))
        np.add.at(by_pool, step.pools, step.taken * sets[step.sets])
    locked = found.locked_receiver
    return np.where(locked >= 0, locked == at, found.stay * by_pool[found.pool]).astype(np.float64)


def set_count(step: PlacementStep) -> int:
    """How many sets of posts a step of the filling may speak of."""
    return 1 + max((int(one.max()) for one in (step.split_set, step.sets) if len(one)), default=-1)


def recorded_of(results: Results) -> "pd.Series[str]":
    """(people,) what is recorded of each in the scenario, in brief; blank where nothing is."""
    rows = scenario_of(results.plan, results.scenario).placements
    columns = (rows[key] for key in ("outcome", "stage", "receiver", "post", "locked"))
    said: dict[str, str] = {}
    for number, cells in zip(rows["employee_number"], zip(*columns, strict=True), strict=True):
        words = in_brief(*cells)
        said[str(number)] = f"{said[str(number)]}; {words}" if str(number) in said else words
    found = np.full(len(results.people), None, dtype=object)
    numbers = results.people["employee_number"]
    at = np.flatnonzero(numbers.isin(list(said)))
    found[at] = [said[str(one)] for one in numbers.iloc[at]]
    return pd.Series(found, index=results.people.index, dtype="str")
