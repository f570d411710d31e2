"""The tables of a release, each worked out from the people as they are released."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.model.results import Results
from planner.workbook.release.people import LEAST, NOT_SHOWN

Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]

TOGETHER = "Others together"
YEARLY = ("total", "target", "over")


def by(people: pd.DataFrame, key: str) -> pd.DataFrame:
    """People by one of the things that are said of them, with sums; what is not shown comes last.

    A sum to which 1 to 4 people add anything is withheld, and with it the next smallest where the
    difference from the total would give it away.

    Returns:
        the key, people, fte, redundant_fte, expected_cost, talent_lost_percent; NaN where withheld.
    """
    grouped = people.groupby(key, sort=True)
    table = grouped[["fte"]].sum()
    table.insert(0, "people", grouped.size())
    for figure, parts in FIGURES.items():
        adds = (people[list(parts)] != 0).any(axis=1).groupby(people[key]).sum()
        sums = grouped[list(parts)].sum()
        values = sums[figure] if figure in parts else _percent(sums)
        table[figure] = values.mask(withheld(adds))
    table = table.reset_index()
    return table.sort_values(key, key=lambda cells: cells == NOT_SHOWN, kind="stable", ignore_index=True)


FIGURES = {
    "redundant_fte": ("redundant_fte", "expected_cost"),
    "expected_cost": ("expected_cost", "redundant_fte"),
    "talent_lost_percent": ("talent_lost", "talent_value"),
}
"""The figures of a group, and the sums that each is made of or goes with."""


def withheld(adds: npt.ArrayLike) -> Booleans:
    """Which of the parts of a total must be withheld, by how many people add to each.

    Those of 1 to ``LEAST`` - 1 people; and, as long as those withheld are one part or too few people
    together, the next smallest.
    """
    adds = np.asarray(adds, dtype=np.float64)
    gone: Booleans = (adds > 0) & (adds < LEAST)
    others = [at for at in np.argsort(adds, kind="stable").tolist() if adds[at] >= LEAST]
    while gone.any() and others and (gone.sum() < 2 or adds[gone].sum() < LEAST):
        gone[others.pop(0)] = True
    return gone


def is_of_few(people: pd.DataFrame, *keys: str) -> bool:
    """Whether 1 to 4 people add anything to some sums over everybody."""
    adds = int((people[list(keys)] != 0).any(axis=1).sum())
    return 0 < adds < LEAST


def _percent(sums: pd.DataFrame) -> "pd.Series[float]":
    return (100 * sums["talent_lost"] / sums["talent_value"]).where(sums["talent_value"] > 0)


def by_two(people: pd.DataFrame, down: str, across: str) -> pd.DataFrame:
    """Counts of people by two things, with totals; the first column is ``down``."""
    table = pd.crosstab(people[down], people[across])
    last = [one for one in table.columns if one == NOT_SHOWN]
    table = table[[*(one for one in table.columns if one != NOT_SHOWN), *last]]
    order = sorted(table.index, key=lambda one: (one == NOT_SHOWN, str(one)))
    table = table.loc[order]
    table["Total"] = table.sum(axis=1)
    return table.reset_index()


def receivers(results: Results) -> pd.DataFrame:
    """What each receiver costs against its target, by year.

    Receivers whose staff are drawn from fewer than five people stand together.

    Returns:
        receiver, year, total, target, over.
    """
    listed = set(results.receivers["receiver"])
    drawn = {one: people for one, people in _drawn_from(results).items() if one in listed}
    few = {one for one, people in drawn.items() if 0 < people < LEAST}
    shown = sorted((people, one) for one, people in drawn.items() if people >= LEAST)
    while few and sum(drawn[one] for one in few) < LEAST and shown:
        few.add(shown.pop(0)[1])
    table = results.receivers
    label = table["name"].fillna(table["receiver"]).where(~table["receiver"].isin(list(few)), TOGETHER)
    named = table[list(YEARLY)].assign(
        receiver=table["receiver"].where(~table["receiver"].isin(list(few)), TOGETHER),
        label=label, year=table["year"],
    )  # fmt: skip
    sums = named.groupby(["receiver", "label", "year"], sort=False)[list(YEARLY)].sum(min_count=1)
    found = sums.reset_index().drop(columns="receiver").rename(columns={"label": "receiver"})
    is_together = (found["receiver"] == TOGETHER).to_numpy()
    return pd.concat([found[~is_together], found[is_together]], ignore_index=True)


def _drawn_from(results: Results) -> dict[str, float]:
    """From how many people, at the least, each receiver's staff are drawn."""
    placements, people = results.placements, results.people
    rows_each = people.groupby("employee_number")["employee_number"].transform("size")
    weight = 1.0 / rows_each.to_numpy(dtype=np.float64)
    is_locked = placements.locked_receiver >= 0
    seekers = np.bincount(
        placements.pool[~is_locked], weight[~is_locked], minlength=int(placements.pool.max(initial=-1)) + 1
    )
    found: Floats = np.bincount(
        placements.locked_receiver[is_locked], weight[is_locked], minlength=len(placements.receivers)
    ).astype(np.float64)
    pairs = [
        pd.DataFrame({"pool": step.pools, "set": step.sets})[step.taken > 0].merge(
            pd.DataFrame({"set": step.split_set, "receiver": step.split_receiver})[step.split_share > 0],
            on="set",
        )[["pool", "receiver"]]
        for step in placements.steps
    ]
    if pairs:
        pools = pd.concat(pairs).drop_duplicates().astype("int64")
        pools = pools[pools["pool"] < len(seekers)]
        np.add.at(found, pools["receiver"].to_numpy(), seekers[pools["pool"].to_numpy()])
    return dict(zip(placements.receivers, found.tolist(), strict=True))
