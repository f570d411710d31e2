"""Proposals of 1, 2, 3, … CCGs for an area, each as even in size as whole neighbourhoods allow.

With as many CCGs as there were in April 2013 a proposal is those. With fewer, whole CCGs are joined: first
those that share a PCT, then those of an area team, then those of a region. With more, the practices of the
largest are split into parts of even size. Within that, the sum of the squares of the populations is least,
which is when they are most even. Nothing is left to chance: the same area gives the same proposals.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from planner.base.ticks import Tick, no_tick
from planner.engine.ccg_sizes.neighbourhoods import Neighbourhood, neighbourhoods
from planner.engine.ccg_sizes.partition import evenest, spread_evenly
from planner.engine.columns import Floats, Integers, floats

LEAST_OFFERED = 12
"""Up to how many CCGs a small area is proposed, where it has the practices for them."""


class Block(NamedTuple):
    """One CCG of a proposal: whole neighbourhoods, or one of the parts that a CCG is split into."""

    inside: tuple[Neighbourhood, ...]
    part: int = 0
    parts: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Proposals:
    """Every proposal for an area.

    Attributes:
        practices: the area's practices, as they were given.
        groups: (N, p) for 1 to N CCGs, the CCG of each practice, from 0.
        blocks: (N) what each CCG is made of.
        today: how many CCGs the area had in April 2013.
    """

    practices: pd.DataFrame
    groups: Integers
    blocks: tuple[tuple[Block, ...], ...]
    today: int

    def __len__(self) -> int:
        return len(self.blocks)

    def of(self, count: int) -> Integers:
        """(p,) the CCG of each practice where there are ``count`` of them."""
        return np.asarray(self.groups[count - 1])


def most_offered(practices: pd.DataFrame) -> int:
    """How many CCGs are proposed at most: twice those of April 2013, and no more than the practices."""
    return min(len(practices), max(LEAST_OFFERED, 2 * practices["ccg"].nunique()))


def propose(practices: pd.DataFrame, most: int = 0, tick: Tick = no_tick) -> Proposals:
    """Propose 1 to ``most`` CCGs for an area.

    Args:
        practices: population, ccg, locality, team and region of at least one practice.
        most: how many at most; 0 for ``most_offered``.
        tick: told how far it is; may stop it.
    """
    most = min(len(practices), most) or most_offered(practices)
    tick(0.0, "Looking at neighbourhoods")
    splits = _Splits(np.nan_to_num(floats(practices, "population")))
    root = neighbourhoods(practices)
    plan = _Plans(root, most)
    groups = np.zeros((most, len(practices)), dtype=np.int64)
    every = []
    for count in range(1, most + 1):
        if count % 16 == 0:
            tick(count / most, f"Proposing {count:,} CCGs")
        blocks = tuple(plan.blocks(count))
        for number, block in enumerate(blocks):
            groups[count - 1, splits.practices_of(block)] = number
        every.append(blocks)
    return Proposals(practices, groups, tuple(every), root.groups)


class _Splits:
    """The parts of CCGs that are split, each worked out once."""

    def __init__(self, population: Floats) -> None:
        self._population = population
        self._found: dict[tuple[int, int], Integers] = {}

    def practices_of(self, block: Block) -> Integers:
        if block.parts == 1:
            return np.concatenate([one.practices for one in block.inside])
        whole = block.inside[0]
        key = (id(whole), block.parts)
        if key not in self._found:
            self._found[key] = spread_evenly(self._population[whole.practices], block.parts)
        return np.asarray(whole.practices[self._found[key] == block.part])


class _Plans:
    """The best ways to make 1 to ``most`` CCGs of one neighbourhood, and of each of its parts.

    Attributes:
        squares: (most + 1,) the least sum of squared populations; infinite where there is no way.
    """

    def __init__(self, of: Neighbourhood, most: int) -> None:
        self.of = of
        self.most = min(most, len(of.practices))
        self.squares = np.full(self.most + 1, np.inf)
        if not of.parts:
            self.squares[1:] = of.population**2 / np.arange(1, self.most + 1)
            return
        self._parts = [_Plans(part, self.most) for part in of.parts]
        self._joined = evenest(tuple(part.population for part in of.parts))
        for count, (squares, _) in enumerate(self._joined[: self.most], start=1):
            self.squares[count] = squares
        self._fewer = _Shared([(one, 1, one.of.groups) for one in self._parts])
        self._more = _Shared([(one, one.of.groups, one.most) for one in self._parts])
        today = of.groups
        for count in range(len(of.parts), self.most + 1):
            shared = self._fewer if count <= today else self._more
            self.squares[count] = shared.squares(count)

    def blocks(self, count: int) -> list[Block]:
        """What each of ``count`` CCGs is made of."""
        if not self.of.parts:
            return [Block((self.of,), part, count) for part in range(count)]
        if count == 1:
            return [Block((self.of,))]
        if count < len(self.of.parts):
            groups = self._joined[count - 1][1]
            return [
                Block(tuple(part for part, group in zip(self.of.parts, groups, strict=True) if group == at))
                for at in range(count)
            ]
        shared = self._fewer if count <= self.of.groups else self._more
        each = shared.counts(count)
        return [block for one, own in zip(self._parts, each, strict=True) for block in one.blocks(own)]


class _Shared:
    """The best ways to share a number of CCGs out among neighbourhoods that each have so many or so many."""

    def __init__(self, bounds: list[tuple[_Plans, int, int]]) -> None:
        self._least = [least for _, least, _ in bounds]
        self._layers = [np.zeros(1)]
        self._taken: list[Integers] = []
        for one, least, most in bounds:
            own = one.squares[least : min(most, one.most) + 1]
            sums = self._layers[-1][:, None] + own[None, :]
            size = sums.shape[0] + sums.shape[1] - 1
            best, taken = np.full(size, np.inf), np.zeros(size, dtype=np.int64)
            for more in range(sums.shape[1]):
                window = slice(more, more + sums.shape[0])
                better = sums[:, more] < best[window]
                best[window] = np.where(better, sums[:, more], best[window])
                taken[window] = np.where(better, more, taken[window])
            self._layers.append(best)
            self._taken.append(taken)

    def squares(self, count: int) -> float:
        """The least sum of squares of ``count`` CCGs in all; infinite where there is no way."""
        at = count - sum(self._least)
        last = self._layers[-1]
        return float(last[at]) if 0 <= at < len(last) else np.inf

    def counts(self, count: int) -> list[int]:
        """How many CCGs each neighbourhood has of ``count`` in all."""
        at, found = count - sum(self._least), []
        for taken, least in zip(reversed(self._taken), reversed(self._least), strict=True):
            more = int(taken[at])
            found.append(least + more)
            at -= more
        return found[::-1]
