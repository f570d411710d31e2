"""All characteristics of a scenario at once, corrected together: where groups part by more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planner.engine.columns import Booleans, Floats, Integers, divided, total_by
from planner.engine.fairness.account import Account, account_of, judged
from planner.engine.fairness.characteristics import Characteristic, characteristics_of, groups_of
from planner.engine.fairness.question import Basis, Outcome, Question
from planner.engine.fairness.standing import By, Standing, standing_of, workings_of
from planner.model.results import Results


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """One account a characteristic, of the whole plan; every comparison corrected for all of them.

    Attributes:
        accounts: in the order of the characteristics.
        compared: how many comparisons were looked at together.
        level: the chance below which a difference is called more than chance, 0 to 1.
    """

    accounts: tuple[Account, ...]
    compared: int
    level: float


def overview_of(
    results: Results,
    outcome: Outcome = Outcome.REDUNDANT,
    basis: Basis = Basis.ODDS,
    *,
    only_protected: bool = False,
    shows_small: bool = False,
    standing: Standing | None = None,
    beside: Sequence[Standing] = (),
) -> Overview:
    """Account for every characteristic that the staff list holds; small numbers are for judging only.

    ``beside`` are scenarios whose figures stand on the same paper, as in ``account_of``.
    """
    stand, ground = standing or standing_of(results), workings_of(results).ground
    found = [
        account_of(
            (results,),
            Question(one, outcome, basis=basis, shows_small=shows_small),
            (stand,),
            groups_of(ground, one),
            beside,
        )
        for one in characteristics_of(results)
        if one.is_protected or not only_protected
    ]
    if not found:
        return Overview((), 0, float("nan"))
    return _corrected(found)


def _corrected(accounts: Sequence[Account]) -> Overview:
    whole = pd.concat([one.table for one in accounts], keys=range(len(accounts)))
    level = accounts[0].level
    table, compared = judged(whole, level)
    parts = [
        replace(one, table=pd.DataFrame(table.loc[at]), compared=compared) for at, one in enumerate(accounts)
    ]
    return Overview(tuple(parts), compared, level)


def functions_behind(
    results: Results, characteristic: Characteristic, group: str, other: str, standing: Standing | None = None
) -> list[str]:
    """The functions that part two groups' rates of redundancy the most, first; those that do not are left.

    A function's part is the difference in the two groups' sums of odds there, each for a hundred people.
    """
    stand = standing or standing_of(results)
    groups = groups_of(workings_of(results).ground, characteristic)
    codes = stand.codes[By.FUNCTION]
    parts = _part_of(stand, groups.of_person == groups.names.index(group), len(codes)) - _part_of(
        stand, groups.of_person == groups.names.index(other), len(codes)
    )
    parts = parts if parts.sum() > 0 else -parts
    order: Integers = np.argsort(-parts, kind="stable")
    return [codes[at] for at in order if parts[at] > _A_LITTLE]


_A_LITTLE = 1e-3
"""A tenth of a percentage point: less is not worth opening."""


def _part_of(stand: Standing, kept: Booleans, size: int) -> Floats:
    """(functions,) what each adds to the rate of some people."""
    summed = total_by(stand.of[By.FUNCTION][kept], stand.redundant[kept], size)
    return divided(summed, np.full(size, float(kept.sum())))
