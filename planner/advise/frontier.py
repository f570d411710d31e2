"""The frontier: what redundancy cost, talent and operating cost must be given for one another."""

import math
import time
from dataclasses import replace

import numpy as np

from planner.advise import SECONDS
from planner.advise.best import Enough, Found, Watch, are_few, best_of, every_one, starts_of
from planner.advise.neighbours import Search, never
from planner.advise.options_worked_out import terms_of
from planner.advise.proposal import Frontier, Point, Status
from planner.advise.question import Question, Weights
from planner.advise.reckoning import Reckoned, figures_at, judged, reckoned
from planner.advise.terms import Terms, picks_of, rows_of
from planner.base.ticks import Tick, no_tick, share_of
from planner.engine.basis import Basis
from planner.engine.columns import Floats, Integers
from planner.engine.evaluate import evaluate
from planner.model.tables import BASELINE

POINTS = 20
POINT_GAP, POINT_ROUNDS, MOST_STARTS = 0.005, 6, 3
"""How surely each point is proven, in how many rounds, and from how many starts the corners are sought."""
ALONE = (
    Weights(redundancy_cost=1.0, talent=1.0, operating_cost=1e-4, over_target=0.0),
    Weights(redundancy_cost=1e-4, talent=50_000.0, operating_cost=1e-4, over_target=0.0),
    Weights(redundancy_cost=1e-4, talent=1.0, operating_cost=1.0, over_target=0.0),
)
"""Each of the three figures alone; the others only decide between combinations that are alike in it."""
HAIR = 1e-6
"""The part of a figure by which one combination must be better than another to dominate it."""
FULLER = 1.6
"""How many levels are tried for each point asked: some levels lead to the same combination."""


def frontier(
    basis: Basis,
    question: Question,
    points: int = POINTS,
    tick: Tick = no_tick,
    seconds: float = SECONDS,
    enough: Enough = never,
) -> Frontier:
    """Find combinations of which none is better in all of redundancy cost, talent and operating cost.

    Each is the best in redundancy cost, or in talent, of those within a level of operating cost. The
    question's own limits hold; its weights do not count.

    Args:
        basis: of the plan.
        question: what may be done and what must hold.
        points: how many to look for.
        tick: told of progress; may raise ``CancelledError``.
        seconds: it ends after about so long, with the points found.
        enough: asked between points; ends with those found.
    """
    begun = time.monotonic()
    terms = terms_of(basis, question, share_of(tick, 0.0, 0.1))
    watch = Watch(tick, begun, seconds, enough, "Finding the frontier")
    search = Search(terms, question, np.ones(len(terms), dtype=bool), lambda: watch.is_over)
    found = _every_one(search, watch) if are_few(search) else _by_levels(search, watch, points)
    present = _present(basis, question, terms)
    return _frontier(terms, question, found, present, begun, was_stopped=watch.is_over)


def _every_one(search: Search, watch: Watch) -> list[Found]:
    """All combinations, where there are few; those that break a limit are left out."""
    table, tables = np.zeros((0, len(search.terms.choice_at)), dtype=np.int64), every_one(search)
    for some in tables:
        watch.look()
        verdict = judged(reckoned(search.terms, some), search.terms, search.question)
        both = np.vstack([table, some[verdict.amount <= 0]])
        if len(both):
            behind = dominated(_three(reckoned(search.terms, both)))
            table = both[~np.array(behind)]
    return [Found(picks, 0.0, 0.0, Status.EVERY_ONE, 0.0, 0.0, was_stopped=False) for picks in table]


def _by_levels(search: Search, watch: Watch, points: int) -> list[Found]:
    """The best in redundancy cost and in talent at one level of operating cost after another."""
    terms, question = search.terms, search.question
    corners = [_solved(replace(search, question=replace(question, weights=one)), watch, []) for one in ALONE]
    figures = reckoned(terms, np.array([one.picks for one in corners]))
    found = list(corners)
    lowest, highest = float(figures.operating_cost[2]), float(figures.operating_cost[:2].max())
    levels = np.linspace(lowest, highest, math.ceil(points * FULLER / 2) + 2)
    for level in _spread_out(levels[1:-1]):
        for weights in ALONE[:2]:
            if watch.is_over or _proven(terms, found) >= points:
                return found
            limited = replace(search, question=_within(question, weights, level))
            found.append(_solved(limited, watch, _nearest(terms, found, level)))
    return found


def _within(question: Question, weights: Weights, level: float) -> Question:
    most = question.limits.operating_cost
    limits = replace(question.limits, operating_cost=level if most is None else min(level, most))
    return replace(question, weights=weights, limits=limits)


def _spread_out(levels: Floats) -> list[float]:
    """Levels in an order in which any first few are spread over the whole: ends before, middles between."""
    order: list[float] = []
    waiting = [levels]
    while waiting:
        part = waiting.pop(0)
        if len(part):
            middle = len(part) // 2
            order.append(float(part[middle]))
            waiting += [part[:middle], part[middle + 1 :]]
    return order


def _nearest(terms: Terms, found: list[Found], level: float) -> list[Integers]:
    """Where to begin: the combination whose operating cost is nearest a level."""
    table = np.array([one.picks for one in found])
    away = np.abs(reckoned(terms, table).operating_cost - level)
    return [table[at] for at in np.argsort(away, kind="stable")[:1]]


def _solved(search: Search, watch: Watch, starts: list[Integers]) -> Found:
    begin = starts or starts_of(search)
    return best_of(search, watch, POINT_GAP, begin[:MOST_STARTS], rounds=POINT_ROUNDS)


def _kept(terms: Terms, found: list[Found]) -> list[int]:
    """Which of some combinations no other dominates, each once, none that breaks a limit."""
    live = [at for at, one in enumerate(found) if one.broken <= 0]
    if not live:
        return []
    figures = _three(reckoned(terms, np.array([found[at].picks for at in live])))
    first = {row.tobytes(): at for at, row in reversed(list(enumerate(np.round(figures, 4))))}
    behind = dominated(figures)
    return [live[at] for at in sorted(first.values()) if not behind[at]]


def _proven(terms: Terms, found: list[Found]) -> int:
    """How many of those that are kept are proven."""
    return sum(found[at].status is not Status.BEST_FOUND for at in _kept(terms, found))


def _three(found: Reckoned) -> Floats:
    return np.column_stack([found.redundancy_cost, found.talent_lost, found.operating_cost])


def dominated(figures: Floats) -> list[bool]:
    """Whether another row is no worse than each in any column, and better in one.

    Args:
        figures: (n, 3), less is better.
    """
    hair = HAIR * np.maximum(np.abs(figures).max(axis=0, initial=0.0), 1.0)
    no_worse = (figures[None] <= figures[:, None] + hair).all(axis=2)
    better = (figures[None] < figures[:, None] - hair).any(axis=2)
    return [bool(one) for one in (no_worse & better).any(axis=1)]


def _present(basis: Basis, question: Question, terms: Terms) -> list[Point]:
    """The plan's scenarios, each as the engine has it under its own assumptions."""
    blank = reckoned(terms, rows_of(terms, question, question.present)[None])
    present = figures_at(blank, judged(blank, terms, question), terms, 0)
    points = []
    for name in basis.plan.scenario_names:
        if name == BASELINE:
            continue
        head = evaluate(basis.plan, name, basis.rules, basis=basis).headline
        cost = sum(head.operating_cost.values()) / max(len(head.operating_cost), 1)
        figures = replace(
            present,
            objective=math.nan,
            redundancy_cost=head.redundancy_cost,
            talent_lost_percent=head.talent_lost_percent,
            operating_cost=cost,
            over_target=math.nan,
            by_year=dict(head.operating_cost),
        )
        picks = question.present if name == question.scenario else ()
        points.append(Point(name, figures, picks, is_dominated=False, is_proven=False, gap_percent=math.nan))
    return points


def _frontier(
    terms: Terms,
    question: Question,
    found: list[Found],
    present: list[Point],
    begun: float,
    *,
    was_stopped: bool,
) -> Frontier:
    kept = [found[at] for at in _kept(terms, found)]
    points: list[Point] = []
    if kept:
        every = reckoned(terms, np.array([one.picks for one in kept]))
        verdict = judged(every, terms, question)
        points = [
            Point(
                name="",
                figures=figures_at(every, verdict, terms, at),
                picks=picks_of(terms, question, one.picks),
                is_dominated=False,
                is_proven=one.status is not Status.BEST_FOUND,
                gap_percent=max(0.0, 100 * (one.score - one.bound) / (abs(one.score) or 1.0)),
            )
            for at, one in enumerate(kept)
        ]
    table = np.array(
        [
            (one.figures.redundancy_cost, one.figures.talent_lost_percent, one.figures.operating_cost)
            for one in (*points, *present)
        ]
    ).reshape(-1, 3)
    behind = dominated(table)
    points = [replace(one, is_dominated=behind[at]) for at, one in enumerate(points)]
    present = [replace(one, is_dominated=behind[len(points) + at]) for at, one in enumerate(present)]
    points.sort(key=lambda one: (one.figures.redundancy_cost, one.figures.talent_lost_percent))
    return Frontier(question, tuple(points), tuple(present), time.monotonic() - begun, was_stopped)
