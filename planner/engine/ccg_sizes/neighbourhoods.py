"""The practices of an area as a tree: regions, area teams, localities, CCGs, and the practices of each."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planner.engine.ccg_sizes.nation import LEVELS, national_practices
from planner.engine.columns import Floats, Integers, Texts, floats


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """A part of an area that is kept together as long as the number of CCGs allows.

    Attributes:
        name: as the level above it would tell it apart.
        level: one of ``LEVELS``, or "area" for the whole.
        practices: (p,) positions in the area's practices.
        population: people registered with them.
        parts: the next level down; none for a CCG.
    """

    name: str
    level: str
    practices: Integers
    population: float
    parts: "tuple[Neighbourhood, ...]"

    @property
    def groups(self) -> int:
        """How many CCGs of April 2013 are in it."""
        return sum(part.groups for part in self.parts) if self.parts else 1


def neighbourhoods(practices: pd.DataFrame) -> Neighbourhood:
    """Lay an area's practices out as a tree; a level that divides nothing is passed over.

    Args:
        practices: population and the columns of ``LEVELS``, one row for each practice.
    """
    population = floats(practices, "population")
    columns = [practices[level].to_numpy(dtype=object) for level in LEVELS]
    every = np.arange(len(practices))
    whole = _grown("", "area", every, np.nan_to_num(population), columns, 0)
    return replace(whole, name=_name_of(whole, practices))


def _name_of(whole: Neighbourhood, practices: pd.DataFrame) -> str:
    """What an area is called that is more than a part of something with a name; empty where it is not."""
    nation = national_practices()
    if len(practices) == len(nation):
        return "England"
    if whole.level not in LEVELS or not whole.parts:
        return whole.name
    return whole.name if len(practices) >= (nation[whole.level] == whole.name).sum() else ""


def _grown(
    name: str, level: str, at: Integers, population: Floats, columns: list[Texts], depth: int
) -> Neighbourhood:
    """The neighbourhood of some practices, all of one name on the levels above ``depth``."""
    total = float(population[at].sum())
    if depth == len(LEVELS):
        return Neighbourhood(name, LEVELS[-1], at, total, ())
    codes, names = pd.factorize(columns[depth][at])
    if len(names) == 1:
        return _grown(str(names[0]), LEVELS[depth], at, population, columns, depth + 1)
    parts = tuple(
        _grown(str(one), LEVELS[depth], at[codes == code], population, columns, depth + 1)
        for code, one in enumerate(names)
    )
    return Neighbourhood(name, level, at, total, parts)
