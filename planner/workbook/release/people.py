"""The people of a release: what is said of each is said of at least five.

Two sheets of facts are made, each a tree: organisation and function, and organisation, band, age and
hours. Everything that a release says of people is worked out from one of them. Since each combination of
what it says is shared by at least ``LEAST`` people, so is every count over it, and every difference of two
counts: nothing can be found by taking one table from another.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.base.dates import age_on, as_days, day
from planner.model.results import Results

LEAST = 5
"""Counts of 1 to 4 are not released."""
NOT_SHOWN = "not shown"
NOT_KNOWN = "not known"

WORK = ("organisation", "function")
ABOUT = ("organisation", "band", "age_band", "hours")
"""What a release says of people; the first is kept longest where few share it."""
SUMMED = ("fte", "redundant_fte", "expected_cost", "talent_value", "talent_lost")

_AGES = (0, 25, 35, 45, 55, 65)
_AGE_BANDS = ("under 25", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 and over")
_FULL_TIME = 0.995
"""FTE from which somebody is full time; half a day's rounding is no part-time work."""


def released_people(results: Results) -> pd.DataFrame:
    """One row for each person who was evaluated, in random order, under a number that means nothing.

    Returns:
        ``WORK`` and ``ABOUT`` as texts, ``NOT_SHOWN`` where fewer than ``LEAST`` people share it, or where
        showing it would tell what another row does not show; ``SUMMED`` as figures, for sums only. The
        function is never to be shown beside what else is said of a person.
    """
    people = _people(results)
    shown = generalised(people, ABOUT).assign(function=generalised(people, WORK)["function"])
    order = np.random.default_rng().permutation(len(shown))
    return shown.iloc[order].reset_index(drop=True)


def generalised(people: pd.DataFrame, said: tuple[str, ...], least: int = LEAST) -> pd.DataFrame:
    """Withhold what fewer than ``least`` people share, column by column from the left.

    In each group that the columns so far make, values of too few people are withheld; where those are
    still too few together, the next smallest value is withheld too, so that it cannot be worked out who
    is meant. Each combination of values in the result is shared by at least ``least`` rows; frames with
    fewer rows than that say nothing at all.
    """
    shown = people.copy()
    group = np.zeros(len(shown), dtype=np.int64)
    for key in said:
        values, _ = pd.factorize(shown[key], sort=True)
        withheld = _withheld(group, values.astype(np.int64), least)
        if withheld.any():
            shown[key] = shown[key].mask(withheld, NOT_SHOWN).astype(shown[key].dtype)
        values, distinct = pd.factorize(shown[key])
        group, _ = pd.factorize(group * (len(distinct) + 1) + values)
    return shown


def _withheld(
    group: npt.NDArray[np.int64], values: npt.NDArray[np.int64], least: int
) -> npt.NDArray[np.bool_]:
    """Which rows' value must be withheld for nobody to be found by it."""
    cells = pd.DataFrame({"group": group, "value": values})
    sizes = cells.groupby(["group", "value"], sort=True).size().reset_index(name="people")
    sizes = sizes.sort_values(["group", "people", "value"], kind="stable", ignore_index=True)
    is_rare = sizes["people"] < least
    rare = sizes["people"].where(is_rare, 0).groupby(sizes["group"]).transform("sum")
    others = ~is_rare & (rare > 0) & (rare < least)
    first_other = others & ~others.groupby(sizes["group"]).cumsum().gt(1)
    gone = sizes[is_rare | first_other].set_index(["group", "value"]).index
    return np.asarray(pd.MultiIndex.from_frame(cells).isin(gone), dtype=bool)


def _people(results: Results) -> pd.DataFrame:
    """One row for each person, with what may be said of them and what is only summed."""
    holdings = results.people
    fte = holdings["fte"].to_numpy(dtype=np.float64)
    summed = holdings.assign(redundant_fte=holdings["p_redundant"] * fte)
    number = summed["employee_number"]
    sums = summed.groupby(number, sort=True)[list(SUMMED)].sum()
    main = summed.sort_values(["employee_number", "fte"], ascending=[True, False], kind="stable")
    main = main.drop_duplicates("employee_number").set_index("employee_number").loc[sums.index]
    said = {
        "function": main["function"].fillna(NOT_KNOWN),
        "organisation": main["organisation"].fillna(NOT_KNOWN),
        "band": main["band"].fillna(NOT_KNOWN),
        "hours": np.where(sums["fte"] >= _FULL_TIME, "full time", "part time"),
        "age_band": _age_bands(results, sums.index),
    }
    texts = pd.DataFrame(said, index=sums.index).astype("str")
    return pd.concat([texts, sums], axis=1).reset_index(drop=True)


def _age_bands(results: Results, numbers: pd.Index) -> npt.NDArray[np.object_]:
    """The age of each person at the closure, in bands of ten years."""
    staff = results.plan.staff
    born = staff.groupby("employee_number")["born"].min().reindex(numbers)
    ages = age_on(as_days(born.to_numpy()), np.asarray(day(results.plan.facts.closure)))
    band = np.searchsorted(np.asarray(_AGES), np.nan_to_num(ages), side="right") - 1
    names = np.asarray(_AGE_BANDS, dtype=object)[np.maximum(band, 0)]
    return np.where(np.isnan(ages), NOT_KNOWN, names)
