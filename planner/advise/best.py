"""The best combination of a search, and what is known of it: all worked out, or searched and then proven."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

import numpy as np

from planner.advise.linearised import best_around, climbed, promised, slopes_at
from planner.advise.neighbours import ENOUGH, Search
from planner.advise.proposal import Status
from planner.advise.reckoning import judged, reckoned
from planner.advise.relaxation import Relaxation
from planner.advise.terms import rows_of
from planner.base.ticks import Tick
from planner.engine.columns import ABSENT, Integers

FEW = 20_000
"""Combinations that are all worked out rather than searched."""
AT_A_TIME = 2_000
ROUNDS = 30
MOST_SHORT = 1e8
"""£ that the programme is told at most that a combination truly costs above what it promises."""
Enough = Callable[[], bool]
"""Asked now and then; where it says yes, the search ends with the best so far."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The best combination of a search (rows of the terms), and what is known of it."""

    picks: Integers
    score: float
    broken: float
    status: Status
    bound: float
    surest: float
    was_stopped: bool


@dataclass(slots=True)
class Watch:
    """Watches the time and the user while a search runs."""

    tick: Tick
    begun: float
    seconds: float
    enough: Enough
    doing: str = "Searching"

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.seconds - (time.monotonic() - self.begun)

    @property
    def is_over(self) -> bool:
        """Whether to end with the best so far."""
        return self.left <= 0 or self.enough()

    def look(self) -> None:
        """Tell how far it is; may raise ``CancelledError``."""
        part = min(1.0, 1 - self.left / self.seconds) if self.seconds > 0 else 1.0
        self.tick(0.2 + 0.7 * part, self.doing)


def best_of(
    search: Search,
    watch: Watch,
    gap: float,
    starts: list[Integers] | None = None,
    relaxed: Relaxation | None = None,
    rounds: int = ROUNDS,
) -> Found:
    """The best combination of a search, and what is known of it.

    Args:
        search: over what.
        watch: of the time and the user.
        gap: at which it is proven.
        starts: where to begin; where any are given and no relaxation, only there, and no bound for the
            engine itself is sought.
        relaxed: the programme of the search's terms.
        rounds: of proving, at the most.
    """
    if are_few(search):
        found = _best_of_all(search, watch)
    else:
        found = _searched(search, watch, gap, starts or [], relaxed, rounds)
    counted = search.evaluated
    picks = _no_change_for_nothing(search, found.picks)
    search.evaluated = counted if found.status is Status.EVERY_ONE else search.evaluated
    return replace(found, picks=picks)


def _no_change_for_nothing(search: Search, picks: Integers) -> Integers:
    """The same combination, but as the scenario in hand wherever that is just as good."""
    now, score = _current(search), float(search.scores(picks[None])[0])
    for function in np.flatnonzero(picks != now):
        tried = picks.copy()
        tried[function] = now[function]
        if float(search.scores(tried[None])[0]) <= score + ENOUGH:
            picks = tried
    return picks


def combinations(search: Search) -> int:
    """How many combinations a search may take."""
    number = 1
    for function in range(len(search.terms.choice_at)):
        number *= int(search.allowed[search.terms.options_of(function)].sum())
    return number


def are_few(search: Search) -> bool:
    """Whether all combinations are worked out rather than searched."""
    return combinations(search) <= FEW


def every_one(search: Search) -> Iterator[Integers]:
    """Every combination of a search, some (n, F) at a time."""
    terms = search.terms
    rows = [terms.options_of(one) for one in range(len(terms.choice_at))]
    every = product(*(one[search.allowed[one]].tolist() for one in rows))
    while len(some := np.array(list(islice(every, AT_A_TIME)))):
        yield some


def _best_of_all(search: Search, watch: Watch) -> Found:
    """Work out every combination."""
    best, least = starts_of(search)[0], np.inf
    for some in every_one(search):
        watch.look()
        scores = search.scores(some)
        at = int(scores.argmin())
        if scores[at] < least - ENOUGH:
            best, least = some[at], float(scores[at])
    broken = _broken(search, best)
    return Found(best, least, broken, Status.EVERY_ONE, least, least, was_stopped=False)


def _searched(
    search: Search,
    watch: Watch,
    gap: float,
    starts: list[Integers],
    relaxed: Relaxation | None,
    rounds: int,
) -> Found:
    """Search from several starts, then prove what can be proven."""
    begin, surest = [*starts], -np.inf
    if watch.is_over:
        begin += starts_of(search)
    elif not starts or relaxed is not None:
        watch.doing = "Finding a bound"
        watch.look()
        seconds = max(watch.left / 4, 0.5)
        first = (relaxed or Relaxation(search.terms)).solved(
            search.question, seconds, gap / 4, watch.look, allowed=search.allowed
        )
        surest = first.bound
        begin += [first.picks] if first.picks is not None else []
        begin += starts_of(search)
    watch.doing = "Searching from several starts"
    picks, score = begin[0], np.inf
    for start in begin:
        if watch.is_over and score < np.inf:
            break
        tried = climbed(search, start, max(watch.left, 0.5), watch.look)
        reached = float(search.scores(tried[None])[0])
        if reached < score - ENOUGH:
            picks, score = tried, reached
    picks = picks if watch.is_over or starts else search.improved(picks, watch.look)
    picks, bound, is_proven = _around(search, picks, watch, gap, rounds)
    score = float(search.scores(picks[None])[0])
    surest = min(surest, score)
    status = Status.PROVEN_AROUND if is_proven else Status.BEST_FOUND
    if score - surest <= gap * abs(score):
        status, bound = Status.PROVEN, surest
    return Found(picks, score, _broken(search, picks), status, min(bound, score), surest, watch.is_over)


def more_surely(search: Search, found: Found, watch: Watch, gap: float) -> Found:
    """Raise the surest bound, where it can be: the relaxation with its rounds held in the engine's order."""
    if found.broken > 0 or found.status not in (Status.PROVEN_AROUND, Status.BEST_FOUND):
        return found
    watch.doing = "Finding a surer bound"
    if watch.is_over:
        return found
    relaxed = Relaxation(search.terms, in_order=True)
    solved = relaxed.solved(search.question, watch.left, gap / 2, watch.look, allowed=search.allowed)
    surest = min(max(found.surest, solved.bound), found.score)
    if found.score - surest <= gap * abs(found.score):
        return replace(found, status=Status.PROVEN, bound=surest, surest=surest)
    return replace(found, surest=surest)


def starts_of(search: Search) -> list[Integers]:
    """Where to begin: the scenario in hand, the plan's others, and one way for all that may be so done."""
    terms, question = search.terms, search.question
    now = _current(search)
    found = [now]
    named = dict.fromkeys(
        option.found_in for choice in question.choices for option in choice.options if option.found_in
    )
    modes = dict.fromkeys(option.mode for choice in question.choices for option in choice.options)
    for key, wanted in [("found_in", name) for name in named] + [("mode", mode) for mode in modes]:
        picks = now.copy()
        for function, at in enumerate(terms.choice_at.tolist()):
            if at == ABSENT or question.choices[at].is_locked:
                continue
            for row, option in zip(terms.options_of(function), question.choices[at].options, strict=True):
                if getattr(option, key) == wanted and search.allowed[row]:
                    picks[function] = row
                    break
        found.append(picks)
    return list({one.tobytes(): one for one in found}.values())


def _current(search: Search) -> Integers:
    """The scenario in hand, or the nearest allowed."""
    terms = search.terms
    picks = rows_of(terms, search.question, search.question.present)
    for function, row in enumerate(picks.tolist()):
        rows = terms.options_of(function)
        if not search.allowed[row]:
            picks[function] = rows[search.allowed[rows]][0]
    return picks


def _around(
    search: Search, picks: Integers, watch: Watch, gap: float, rounds: int
) -> tuple[Integers, float, bool]:
    """Solve the linear programme around the answer, move where it is right to, until it agrees."""
    watch.doing = "Proving"
    score = float(search.scores(picks[None])[0])
    slopes, known = slopes_at(search, picks), list[tuple[Integers, float]]()
    bound = -np.inf
    for _ in range(rounds):
        if watch.is_over:
            break
        watch.look()
        found = best_around(search, slopes, known, max(watch.left, 0.5), gap / 10, watch.look)
        bound = found.bound
        if bound >= score - max(gap * abs(score), ENOUGH):
            return picks, bound, True
        if found.picks is None:
            break
        truly = float(search.scores(found.picks[None])[0])
        if truly < score - ENOUGH:
            picks = climbed(search, found.picks, max(watch.left, 0.5), watch.look)
            score = float(search.scores(picks[None])[0])
            slopes, known = slopes_at(search, picks), []
            continue
        if _broken(search, picks) > 0:
            break
        short = truly - promised(search, slopes, found.picks)
        known.append((found.picks, min(short, MOST_SHORT)))
    return picks, bound, False


def _broken(search: Search, picks: Integers) -> float:
    found = judged(reckoned(search.terms, picks[None]), search.terms, search.question)
    return float(found.amount[0])
