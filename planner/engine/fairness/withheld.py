"""What of a table of fairness is held back: counts, decisions, and odds that can be read as counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.engine.columns import Booleans, Floats, Integers
from planner.engine.fairness.cells import Cells, Lines
from planner.engine.fairness.question import Basis, Outcome, Question
from planner.engine.fairness.small_numbers import (
    guard_of,
    guard_of_parts,
    guard_of_whole,
    readable,
    with_partners,
)
from planner.engine.fairness.standing import By, Standing


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """What is held back of the lines shown (L, G): how many people, and all else that is said of them."""

    people: Booleans
    rest: Booleans
    shows_lines: bool


def held_of(cells: Cells, stands: Sequence[Standing], lines: Lines) -> Held:
    """What must be held back, over every scenario and every outcome that may be asked for."""
    people, decided = cells.people(lines), [cells.decided(one, lines) for one in stands]
    is_names = cells.question.basis is Basis.NAMES
    if cells.question.by is By.STAGE:
        return _held_by_stage(cells, stands, lines, people, decided)
    if cells.question.by is By.PLAN:
        top, top_decided = guard_of_whole(people[0], [one[0] for one in decided])
        if is_names:
            return Held(top_decided[None], top_decided[None], shows_lines=True)
        return Held(top[None], top[None] | _whole_expected(cells, stands), shows_lines=True)
    found = guard_of(people, decided)
    if is_names:
        return Held(found.decided[:-1], found.decided[:-1], found.shows_decided)
    expected = _expected(cells, stands, lines, _whole_expected(cells, stands)[0])
    return Held(found.people[:-1], found.people[:-1] | expected, found.shows_lines)


def _held_by_stage(
    cells: Cells, stands: Sequence[Standing], lines: Lines, people: Integers, decided: list[Integers]
) -> Held:
    """By stage: people are those of the whole plan, and those placed in each stage are parts of them."""
    top, top_decided = guard_of_whole(people[0], [one[0] for one in decided])
    if cells.question.basis is Basis.ODDS:
        everywhere = np.repeat(top[None], len(lines), axis=0)
        expected = _expected(cells, stands, lines, _whole_expected(cells, stands)[0])
        return Held(everywhere, everywhere | expected, shows_lines=True)
    everywhere = np.repeat(top_decided[None], len(lines), axis=0)
    closed, shows = everywhere.copy(), True
    for stand in stands:
        placed = cells.sums(stand, lines).affected.astype(np.int64)
        part, may_show = guard_of_parts(placed, top_decided)
        closed |= part
        shows &= may_show
    return Held(everywhere, closed, shows)


def _whole_expected(cells: Cells, stands: Sequence[Standing]) -> Booleans:
    """(1, G) whose expected numbers of the whole plan could be read as counts, and another's."""
    of_plan = replace(cells, question=Question(cells.question.characteristic))
    hidden, least = _readable(of_plan, stands, cells.whole())
    return with_partners(hidden.T, least.T, np.zeros(1, dtype=bool)).T


def _expected(cells: Cells, stands: Sequence[Standing], lines: Lines, top: Booleans) -> Booleans:
    """(L, G) whose expected numbers could be read as counts, and others of their columns."""
    return with_partners(*_readable(cells, stands, lines), top)


def _readable(cells: Cells, stands: Sequence[Standing], lines: Lines) -> tuple[Booleans, Floats]:
    """Which expected numbers can be read as counts, and the least of each over all that is shown."""
    outcomes = (Outcome.PLACED,) if cells.question.by is By.STAGE else tuple(Outcome)
    hidden = np.zeros((len(lines), len(cells.groups.names)), dtype=bool)
    least = np.full(hidden.shape, np.inf)
    for stand in stands:
        for outcome in outcomes:
            asked = replace(cells, question=replace(cells.question, outcome=outcome))
            sums = asked.sums(stand, lines)
            hidden |= readable(sums.certain.astype(np.int64), sums.affected)
            least = np.where(sums.affected > 0, np.minimum(least, sums.affected), least)
    return hidden, np.where(np.isinf(least), 0.0, least)
