"""The choice as a linear programme around one combination, with coefficients from true single changes.

Every figure of a combination is that of the one in the middle, and for each function what changing that
function alone would add: exact for the middle and everything one change away from it. Combinations further
off that have been worked out are held to what they truly come to.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.advise.neighbours import ENOUGH, Search
from planner.advise.programme import PENALTY, Programme, Term
from planner.advise.question import Question
from planner.advise.reckoning import (
    COVER_WEIGHS,
    FTE_WEIGHS,
    TALENT_WEIGHS,
    WHOLE,
    Reckoned,
    bars_of,
    judged,
    reckoned,
)
from planner.advise.terms import WAYS, Terms
from planner.engine.columns import Floats, Integers

ROUNDS, FEWER, ROUGH = 15, 3, 1e-4
"""How often to move, by how much fewer changes to try where many fail, and the gap of a programme then."""


@dataclass(frozen=True, slots=True, eq=False)
class Lined:
    """What the programme around a combination found.

    Attributes:
        picks: (F,) rows of the terms; None where it was stopped before it found any.
        score: £ that it promises for them; ``bound`` is what it proves that nothing is under.
        is_done: whether it was solved to the gap asked.
    """

    picks: Integers | None
    score: float
    bound: float
    is_done: bool


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """Every figure of one combination, and what each option of each function would add to it.

    ``middle`` is the combination; ``base`` its figures (one row); ``change`` those of each option of the
    terms (N rows) less those of the middle.
    """

    middle: Integers
    base: Reckoned
    change: Reckoned


def slopes_at(search: Search, middle: Integers) -> Slopes:
    """Change each function in turn to each of its options."""
    terms = search.terms
    rows = np.arange(len(terms))
    function = np.searchsorted(terms.start, rows, side="right") - 1
    table = np.repeat(middle[None], len(rows), axis=0)
    table[rows, function] = rows
    search.evaluated += len(rows)
    every = reckoned(terms, np.vstack([middle[None], table]))
    columns = {name: getattr(every, name) for name in Reckoned.__slots__}
    base = Reckoned(**{name: values[:1] for name, values in columns.items()})
    change = Reckoned(**{name: values[1:] - values[:1] for name, values in columns.items()})
    return Slopes(middle, base, change)


def best_around(
    search: Search,
    slopes: Slopes,
    known: Sequence[tuple[Integers, float]],
    seconds: float,
    gap: float,
    look: Callable[[], None],
    most_changes: int | None = None,
) -> Lined:
    """Solve the programme around a combination.

    Args:
        search: the terms, the question and the options allowed.
        slopes: around which.
        known: combinations that have been worked out, with their true scores.
        seconds: to stop after.
        gap: to stop at, as a part of the objective.
        look: called often; may raise ``CancelledError``.
        most_changes: functions that may be done otherwise than in the middle; any number by default.
    """
    terms, question = search.terms, search.question
    programme = Programme()
    x = programme.columns(len(terms), 1.0, is_whole=True)
    for row in np.flatnonzero(~search.allowed).tolist():
        programme.highest[row] = 0.0
    for function in range(len(terms.choice_at)):
        programme.row([(x[terms.options_of(function)], 1.0)], 1.0, 1.0)
    if most_changes is not None:
        programme.row([(x[slopes.middle], 1.0)], low=float(len(slopes.middle) - most_changes))
    weights = question.weights
    priced = _priced(programme, slopes, terms, question)
    slack = _limits(programme, slopes, terms, question)
    missed = programme.columns(1)
    costs = np.zeros(len(programme.highest))
    base, change = slopes.base, slopes.change
    costs[x] = (
        weights.redundancy_cost * change.redundancy_cost
        + weights.talent * change.talent_lost
        + weights.operating_cost * change.operating_cost
    )
    constant = float(
        weights.redundancy_cost * base.redundancy_cost[0]
        + weights.talent * base.talent_lost[0]
        + weights.operating_cost * base.operating_cost[0]
    )
    costs[priced] = weights.over_target / max(len(terms.setting.years), 1)
    costs[slack] = PENALTY
    costs[missed] = 1.0
    for picks, short in known:
        # at these picks the programme promises too little by ``short``; elsewhere the row says nothing
        programme.row([(missed, 1.0), (x[picks], -short)], low=short * (1 - len(picks)))
    start = np.zeros(len(x))
    start[slopes.middle] = 1.0
    found = programme.solved(costs, seconds, gap, look, start)
    if found.values is None:
        return Lined(None, np.inf, found.bound + constant, found.is_done)
    rows = [terms.options_of(one) for one in range(len(terms.choice_at))]
    picks = np.array([one[int(found.values[one].argmax())] for one in rows])
    return Lined(picks, found.objective + constant, found.bound + constant, found.is_done)


def climbed(
    search: Search, picks: Integers, seconds: float, look: Callable[[], None], rounds: int = ROUNDS
) -> Integers:
    """Go from a combination to the best around it, again and again, as long as it is truly better.

    Where the programme promises too much it is asked for fewer changes at once; with one it is right.

    Args:
        search: the terms, the question and the options allowed.
        picks: (F,) to begin from.
        seconds: for each programme.
        look: called often; may raise ``CancelledError``.
        rounds: to go at the most.
    """
    score, most = float(search.scores(picks[None])[0]), len(picks)
    for _ in range(rounds):
        if search.is_over():
            return picks
        look()
        slopes = slopes_at(search, picks)
        better, truly = None, score
        while better is None and most > 0:
            found = best_around(search, slopes, [], seconds, ROUGH, look, most)
            if found.picks is None or found.score >= score - ENOUGH:
                return picks
            truly = float(search.scores(found.picks[None])[0])
            changes = int((found.picks != picks).sum())
            better = found.picks if truly < score - ENOUGH else None
            most = changes // FEWER if better is None else min(len(picks), 2 * changes)
        if better is None:
            return picks
        picks, score = better, truly
    return picks


def promised(search: Search, slopes: Slopes, picks: Integers) -> float:
    """£ of the objective, and of broken limits, that the programme promises for a combination."""
    columns = {}
    for name in Reckoned.__slots__:
        base, change = getattr(slopes.base, name), getattr(slopes.change, name)
        columns[name] = base + change[picks].sum(axis=0, keepdims=True)
    found = judged(Reckoned(**columns), search.terms, search.question)
    return float(found.objective[0] + PENALTY * found.amount[0])


def _priced(programme: Programme, slopes: Slopes, terms: Terms, question: Question) -> Integers:
    """Columns of what receivers are over their priced targets, by year."""
    bars, made = bars_of(terms, question), [np.zeros(0, dtype=np.int64)]
    if question.weights.over_target <= 0:
        return made[0]
    for at in np.flatnonzero(np.isfinite(bars.priced)).tolist():
        for year in range(len(terms.setting.years)):
            over = programme.columns(1)
            total = _whole(slopes.change.totals[:, year, at])
            room = bars.priced[at] - slopes.base.totals[0, year, at]
            programme.row([total, (over, -1.0)], high=float(room))
            made.append(over)
    return np.concatenate(made)


def _limits(programme: Programme, slopes: Slopes, terms: Terms, question: Question) -> Integers:
    """Rows of the limits, each with a column of how far it is broken; these columns."""
    made = [np.zeros(0, dtype=np.int64)]
    base, change = slopes.base, slopes.change

    def hold(values: Floats, now: float, most: float, weighs: float = 1.0) -> None:
        slack = programme.columns(1)
        programme.row([_whole(weighs * values), (slack, -1.0)], high=float(weighs * (most - now)))
        made.append(slack)

    setting, limits, bars = terms.setting, question.limits, bars_of(terms, question)
    for at in np.flatnonzero(bars.must).tolist():
        for year in range(len(setting.years)):
            hold(change.totals[:, year, at], base.totals[0, year, at], bars.most[at])
    for at in np.flatnonzero(np.isfinite(bars.most_posts)).tolist():
        hold(change.posts[:, at], base.posts[0, at], bars.most_posts[at], FTE_WEIGHS)
    for values, now, most, weighs in (
        (change.redundancy_cost, base.redundancy_cost[0], limits.redundancy_cost, 1.0),
        (change.talent_lost, base.talent_lost[0], limits.talent_lost, TALENT_WEIGHS),
        (change.operating_cost, base.operating_cost[0], limits.operating_cost, 1.0),
    ):
        if most is not None:
            hold(values, now, most, weighs)
    if limits.keeps_cover:
        for at in np.flatnonzero(setting.statutory).tolist():
            if not np.isnan(base.cover[0, at]):
                hold(
                    -np.nan_to_num(change.cover[:, at]),
                    -base.cover[0, at],
                    -setting.least_cover[at],
                    COVER_WEIGHS,
                )
    if limits.one_mode is not None:
        part = limits.one_mode / WHOLE
        for way in range(len(WAYS)):
            now = base.ways[0, way] - part * base.ways[0].sum()
            hold(change.ways[:, way] - part * change.ways.sum(axis=1), now, 0.0)
    return np.concatenate(made)


def _whole(values: Floats) -> Term:
    return np.arange(len(values)), values
