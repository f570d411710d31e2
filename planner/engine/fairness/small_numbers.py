"""Small numbers held back: counts of 1 to 4, and the other cells that would give them away.

A table has lines (functions, bands, pools, stages) and groups; the total of each line and, below the
lines, the total of each group are shown beside it. After the hypercube method of statistical offices,
each cell that must not be known stands in a rectangle of four held back: one person more in it, one fewer
beside it and below it and one more across (or the other way about) is a table that agrees with everything
shown, so that no sum or difference of what is shown tells the cell. A nil may be held back as a corner, so
that what is held back may be any number. The same holds of what is decided of people, where the
rectangle changes places between two decisions; and a table by lines never gives away what is held back of
the whole plan, whose totals take part as one more line. Where no such rectangle can be found, nothing is
shown by line at all.

The guard is worked out over everything that is shown together: every outcome, and every scenario of a
comparison. ``tests/planner/engine/fairness`` tries to solve such tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.engine.columns import Booleans, Floats, Integers

LEAST_SHOWN = 5
"""The smallest count that is shown; ``equality.toml`` has it with its source, and a test holds them equal."""
NEAR = 24
"""Lines among which a partner is sought before all are."""
_NEVER = int(np.iinfo(np.int64).max // 4)
"""The cost of what may not be."""
_BEYOND_THE_CERTAIN = 0.5
"""People expected beside those who are certain below which the number can be read as theirs."""
_MEASURES = np.array(
    [
        (1, 0, 0, 0),
        (0, 1, 0, 0),
        (0, 0, 1, 0),
        (0, 0, 0, 1),
        (0, 0, 1, 1),
        (0, 1, 1, 1),
        (0, 1, 0, 1),
    ],
    dtype=bool,
)
"""Counts that are shown or follow by a subtraction: undecided, placed, redundant, other leaving; leaving,
decided, and decided but not redundant."""


@dataclass(frozen=True, slots=True, eq=False)
class Guard:
    """What is held back of a table with L lines and G groups; the last line is the whole plan.

    Attributes:
        people: (L + 1, G) how many people there are, and with it all that is said of them.
        decided: (L + 1, G) what is decided of them.
        shows_lines: whether people are shown by line.
        shows_decided: whether what is decided is shown by line.
    """

    people: Booleans
    decided: Booleans
    shows_lines: bool
    shows_decided: bool


def is_small(counts: Integers) -> Booleans:
    """Whether each count is of 1 to 4."""
    return np.asarray((counts > 0) & (counts < LEAST_SHOWN))


def guard_of(people: Integers, decided: Sequence[Integers]) -> Guard:
    """Hold back what must not be known of a table and its totals.

    Args:
        people: (L, G) counts.
        decided: for each scenario that is shown, (L, G, 4) counts of undecided, placed, redundant and left,
            which add up to ``people``.
    """
    top, top_decided = guard_of_whole(people.sum(axis=0), [one.sum(axis=0) for one in decided])
    hidden = _lines_people(people, decided, top)
    closed = _lines_decided(people, decided, hidden, top_decided) if hidden is not None else None
    if hidden is None:
        hidden = _lines_people(people, (), top)
    shows_lines, shows_decided = hidden is not None, closed is not None
    everything = np.ones(people.shape, dtype=bool)
    return Guard(
        np.vstack([hidden if hidden is not None else everything, top]),
        np.vstack([closed if closed is not None else everything, top_decided]),
        shows_lines,
        shows_decided,
    )


def readable(certain: Integers, expected: Floats) -> Booleans:
    """Where an expected number is a count in all but name: it rests on 1 to 4 people who are certain."""
    return np.asarray(is_small(certain) & (expected - certain < _BEYOND_THE_CERTAIN))


def with_partners(hidden: Booleans, expected: Floats, top: Booleans) -> Booleans:
    """Hold back more expected numbers (L, G) until none held back follows from its column's total.

    Args:
        hidden: (L, G) those held back so far.
        expected: (L, G) the least of them over all that is shown.
        top: (G,) whose totals are held back: at least one part of each goes too.
    """
    found = hidden.copy()
    for group in range(found.shape[1]):
        parts = np.flatnonzero(expected[:, group] > 0)
        least = 1 if top[group] else 2
        wanted = top[group] or found[parts, group].any()
        for part in parts[np.argsort(expected[parts, group], kind="stable")]:
            if not wanted or found[parts, group].sum() >= least:
                break
            found[part, group] = True
    return found


def guard_of_whole(people: Integers, decided: Sequence[Integers]) -> tuple[Booleans, Booleans]:
    """Hold back what must not be known of the whole plan: (G,) of people, and of what is decided of them."""
    top = _whole_people(people)
    return top, top | _whole_decided(people, decided, top)


def guard_of_parts(parts: Integers, top: Booleans) -> tuple[Booleans, bool]:
    """Hold back what must not be known of parts (L, G) whose sums are shown but for ``top`` (G,).

    Returns:
        (L, G) which parts are held back, and whether any may be shown.
    """
    hidden = _lines_people(parts, (), top)
    if hidden is None:
        return np.ones(parts.shape, dtype=bool), False
    return hidden, True


# ---------------------------------------------------------------- the whole plan


def _whole_people(whole: Integers) -> Booleans:
    """(G,) which groups' totals are held back: the small, and others until they cannot be told apart."""
    hidden = is_small(whole)
    others = [int(at) for at in np.argsort(whole, kind="stable") if whole[at] >= LEAST_SHOWN]
    while hidden.any() and others and (hidden.sum() < 2 or whole[hidden].sum() < LEAST_SHOWN):
        hidden[others.pop(0)] = True
    return hidden


def _whole_decided(whole: Integers, tallies: Sequence[Integers], top: Booleans) -> Booleans:
    """(G,) of which groups nothing is said of what is decided."""
    hidden = top.copy()
    for tally in tallies:
        for group in range(len(whole)):
            for measure in _small_measures(tally[group]):
                _cover_row(hidden, tally, group, measure)
    return hidden


def _small_measures(tally: Integers) -> list[Booleans]:
    """The measures of a cell that are of 1 to 4 people."""
    return [one for one, small in zip(_MEASURES, is_small(_MEASURES @ tally), strict=True) if small]


def _cover_row(hidden: Booleans, tally: Integers, group: int, measure: Booleans) -> None:
    """Hold back a group and one with which it could change a decision; all groups where there is none."""
    may = _exchanges(tally[group], tally, measure)
    may[group] = False
    if not may.any():
        hidden[:] = True
        return
    cost = np.where(may, np.where(hidden, 0, tally.sum(axis=1) + 1), np.iinfo(np.int64).max)
    hidden[[group, int(cost.argmin())]] = True


def _exchanges(own: Integers, others: Integers, measure: Booleans) -> Booleans:
    """Which of ``others`` (…, 4) could swap a decision with ``own`` (4,) so that the measure changes."""
    found = np.zeros(others.shape[:-1], dtype=bool)
    for one in np.flatnonzero(measure):
        for other in np.flatnonzero(~measure):
            if own[one] > 0:
                found |= others[..., other] > 0
            if own[other] > 0:
                found |= others[..., one] > 0
    return found


# ---------------------------------------------------------------- people by line


def _lines_people(people: Integers, decided: Sequence[Integers], top: Booleans) -> Booleans | None:
    """(L, G) which counts of people are held back; None where that cannot be done cell by cell."""
    hidden = is_small(people)
    for group in np.flatnonzero(top).tolist():
        if people[:, group].any() and not _tie_to_whole(hidden, people, top, group):
            return None
    for line, group in np.argwhere(is_small(people)).tolist():
        if not any(
            _cover_people(hidden, people, decided, top, line, group, others)
            for others in _candidates(line, len(people))
        ):
            return None
    return hidden


def _candidates(line: int, lines: int) -> tuple[Integers, ...]:
    """The lines among which a partner is sought: some that follow, then all."""
    every = (np.arange(1, lines) + line) % lines
    return (every[:NEAR], every) if lines > NEAR + 1 else (every,)


def _tie_to_whole(hidden: Booleans, people: Integers, top: Booleans, group: int) -> bool:
    """Keep a total that is held back from being added up out of its lines."""
    others = top.copy()
    others[group] = False
    may = others & ((people > 0) | (people[:, [group]] > 0))
    if not may.any():
        return False
    new = np.where(hidden, 0, people + 1)
    line, other = _cheapest(np.where(may, new + new[:, [group]], _NEVER))
    hidden[line, [group, other]] = True
    return True


def _cover_people(
    hidden: Booleans,
    people: Integers,
    decided: Sequence[Integers],
    top: Booleans,
    line: int,
    group: int,
    others: Integers,
) -> bool:
    """Hold back the cheapest rectangle in which a cell could have one person more or one fewer."""
    far = people[others]
    up = (people[line] > 0)[None, :] & (far[:, group] > 0)[:, None]
    down = far > 0
    for tally in decided:
        up &= ((tally[line] > 0)[None, :, :] & (tally[others, group] > 0)[:, None, :]).any(axis=2)
        down &= ((tally[line, group] > 0) & (tally[others] > 0)).any(axis=2)
    return _close_cheapest(hidden, people, top, up | down, line, group, others)


# ---------------------------------------------------------------- decisions by line


def _lines_decided(
    people: Integers, decided: Sequence[Integers], hidden: Booleans, top: Booleans
) -> Booleans | None:
    """(L, G) of which cells nothing is said of what is decided; None where that cannot be done by cell."""
    closed = hidden.copy()
    for tally in decided:
        for group in np.flatnonzero(top).tolist():
            if not _tie_decided(closed, tally, top, group):
                return None
        small = is_small(tally @ _MEASURES.T.astype(np.int64))
        for line, group, measure in np.argwhere(small).tolist():
            if not any(
                _cover_decided(closed, people, tally, top, line, group, _MEASURES[measure], others)
                for others in _candidates(line, len(people))
            ):
                return None
    return closed


def _tie_decided(closed: Booleans, tally: Integers, top: Booleans, group: int) -> bool:
    """Keep what is held back of a whole group from being added up out of its lines."""
    for measure in _small_measures(tally[:, group].sum(axis=0)):
        pairs = zip(tally[:, group], tally, strict=True)
        may = np.array([_exchanges(own, row, measure) for own, row in pairs]) & top
        may[:, group] = False
        if not may.any():
            return False
        new = np.where(closed, 0, tally.sum(axis=2) + 1)
        line, other = _cheapest(np.where(may, new + new[:, [group]], _NEVER))
        closed[line, [group, other]] = True
    return True


def _cover_decided(
    closed: Booleans,
    people: Integers,
    tally: Integers,
    top: Booleans,
    line: int,
    group: int,
    measure: Booleans,
    others: Integers,
) -> bool:
    """Hold back the cheapest rectangle in which a decision could be another without any sum changing."""
    far = tally[others]
    may = np.zeros(far.shape[:2], dtype=bool)
    beside_whole = np.zeros(people.shape[1], dtype=bool)
    for inside in np.flatnonzero(measure):
        for outside in np.flatnonzero(~measure):
            for one, other in ((inside, outside), (outside, inside)):
                if tally[line, group, one] > 0:
                    beside, below = tally[line, :, other] > 0, far[:, group, other] > 0
                    may |= beside[None, :] & below[:, None] & (far[:, :, one] > 0)
                    beside_whole |= beside
    return _close_cheapest(closed, people, top, may, line, group, others, beside_whole)


def _close_cheapest(
    hidden: Booleans,
    people: Integers,
    top: Booleans,
    may: Booleans,
    line: int,
    group: int,
    others: Integers,
    beside_whole: Booleans | None = None,
) -> bool:
    """Hold back the cheapest rectangle that may be, perhaps one with the whole plan's totals.

    Args:
        may: (others, G) which cells may be the far corner.
        beside_whole: (G,) whose cells in the line may stand beside, where the totals of both are held back.
    """
    new = np.where(hidden, 0, people + 1)
    cost = np.where(may, new[others] + new[line][None, :] + new[others, group][:, None], _NEVER)
    cost[:, group] = _NEVER
    through = np.full(people.shape[1], _NEVER)
    if top[group]:
        allowed = top.copy() if beside_whole is None else top & beside_whole
        allowed[group] = False
        through = np.where(allowed, new[line], _NEVER)
    least = int(cost.min()) if cost.size else _NEVER
    if min(least, int(through.min())) == _NEVER:
        return False
    if int(through.min()) <= least:
        hidden[line, [group, int(through.argmin())]] = True
        return True
    far, other = _cheapest(cost)
    beyond = int(others[far])
    hidden[[line, line, beyond, beyond], [group, other, group, other]] = True
    return True


def _cheapest(cost: Integers) -> tuple[int, int]:
    line, group = divmod(int(cost.argmin()), cost.shape[1])
    return line, group
