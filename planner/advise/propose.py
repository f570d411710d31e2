"""Propose: the best combination of options that a question allows, how surely so, and why."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

import numpy as np

from planner.advise.clashes import infeasible_of
from planner.advise.linearised import best_around, climbed, promised, slopes_at
from planner.advise.neighbours import ENOUGH, Search, never
from planner.advise.proposal import Figures, Infeasible, Proof, Proposal, Status
from planner.advise.question import Question
from planner.advise.reasons import reasons_of, room_of
from planner.advise.reckoning import figures_at, judged, reckoned
from planner.advise.relaxation import Relaxation
from planner.advise.terms import Terms, terms_of
from planner.advise.written import picks_as_scenario
from planner.base.ticks import Tick, no_tick
from planner.engine.basis import Basis, basis_of
from planner.engine.columns import ABSENT, Floats, Integers
from planner.engine.evaluate import evaluate
from planner.model.results import Results

FEW = 20_000
"""Combinations that are all worked out rather than searched."""
AT_A_TIME = 2_000
GAP = 0.001
ROUNDS = 30
MOST_SHORT = 1e8
"""£ that the programme is told at most that a combination truly costs above what it promises."""
TRIAL = "Proposed"

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


def propose(
    basis: Basis,
    question: Question,
    tick: Tick = no_tick,
    seconds: float = 60.0,
    gap: float = GAP,
    enough: Enough = never,
    *,
    surely: bool = False,
) -> Proposal | Infeasible:
    """Find the best combination of options, prove what can be proven, and say why it is best.

    The same question of the same plan has the same answer, unless time ends it.

    Args:
        basis: of the plan.
        question: what may be done, what counts and what must hold.
        tick: told of progress; may raise ``CancelledError``.
        seconds: the search ends after about so long.
        gap: how far the answer may be above its bound, as a part of it.
        enough: asked between steps; ends the search with the best so far.
        surely: whether to spend what time is left on a surer bound.
    """
    begun = time.monotonic()
    terms = terms_of(basis, question, lambda share, doing: tick(0.2 * share, doing))
    watch = Watch(tick, begun, seconds, enough)
    search = Search(terms, question, np.ones(len(terms), dtype=bool), lambda: watch.is_over)
    found = best_of(search, watch, gap)
    if surely and found.broken <= 0 and found.status in (Status.PROVEN_AROUND, Status.BEST_FOUND):
        found = _more_surely(search, found, watch, gap)
    if found.broken > 0:
        tick(0.9, "Finding which limits clash")
        every = np.concatenate(list(every_one(search))) if combinations(search) <= FEW else None
        return infeasible_of(search, found.picks, watch.look, every)
    tick(0.9, "Saying why")
    return _proposal(basis, search, found, begun)


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
    if combinations(search) <= FEW:
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


def _more_surely(search: Search, found: Found, watch: Watch, gap: float) -> Found:
    """Raise the surest bound: the same relaxation with its rounds held in the engine's order."""
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


def rows_of(terms: Terms, question: Question, picks: tuple[int, ...]) -> Integers:
    """The rows of the terms that options of the choices are."""
    rows = terms.start[:-1].copy()
    for function, at in enumerate(terms.choice_at.tolist()):
        if at != ABSENT and not question.choices[at].is_locked:
            rows[function] += picks[at]
    return np.asarray(rows)


def picks_of(terms: Terms, question: Question, rows: Integers) -> tuple[int, ...]:
    """The options of the choices that rows of the terms are."""
    picks = list(question.present)
    for function, at in enumerate(terms.choice_at.tolist()):
        if at != ABSENT and not question.choices[at].is_locked:
            picks[at] = int(rows[function] - terms.start[function])
    return tuple(picks)


# ---------------------------------------------------------------- the answer


def _proposal(basis: Basis, search: Search, found: Found, begun: float) -> Proposal:
    terms, question = search.terms, search.question
    both = np.vstack([found.picks, rows_of(terms, question, question.present)])
    figures = reckoned(terms, both)
    verdict = judged(figures, terms, question)
    promise, present = (figures_at(figures, verdict, terms, at) for at in (0, 1))
    picks = picks_of(terms, question, found.picks)
    results = evaluated(basis, question, picks)
    truly = _figures_of(results, terms, question)
    totals = _totals_of(results, terms)
    size = abs(found.score) or 1.0
    return Proposal(
        question=question,
        picks=picks,
        promised=promise,
        evaluated=truly,
        present=present,
        largest_difference_percent=_largest_difference(promise, truly, figures.totals[0], totals),
        proof=Proof(
            status=found.status,
            combinations=question.combinations,
            evaluated=search.evaluated,
            bound=found.bound,
            gap_percent=max(0.0, 100 * (found.score - found.bound) / size),
            surest_bound=found.surest,
            surest_gap_percent=max(0.0, 100 * (found.score - found.surest) / size),
            seconds=time.monotonic() - begun,
            was_stopped=found.was_stopped,
        ),
        reasons=reasons_of(search, found.picks),
        room=room_of(search, found.picks),
    )


def evaluated(basis: Basis, question: Question, picks: tuple[int, ...]) -> Results:
    """What the engine says of a combination, from rows written into the plan."""
    name = TRIAL
    while name in basis.plan.scenario_names:
        name += "*"
    plan = picks_as_scenario(basis.plan, question, picks, name)
    return evaluate(plan, name, basis.rules, basis=basis_of(plan, basis.rules, before=basis))


def _totals_of(results: Results, terms: Terms) -> Floats:
    """(Y, R) £ of each receiver, by the results."""
    years, codes = list(terms.setting.years), list(terms.setting.receiver_codes)
    if not years or not codes:
        return np.zeros((len(years), len(codes)))
    table = results.receivers.pivot_table(index="year", columns="receiver", values="total", sort=False)
    return np.asarray(table.loc[years, codes].to_numpy())


def _figures_of(results: Results, terms: Terms, question: Question) -> Figures:
    """The figures of a combination, by the results."""
    head, weights = results.headline, question.weights
    totals = _totals_of(results, terms)
    by_year = dict(head.operating_cost)
    figures = reckoned(terms, rows_of(terms, question, question.present)[None])
    over = judged(replace(figures, totals=totals[None]), terms, question).over_target[0]
    mean = sum(by_year.values()) / max(len(by_year), 1)
    objective = (
        weights.redundancy_cost * head.redundancy_cost
        + weights.talent * head.talent_lost_percent
        + weights.operating_cost * mean
        + weights.over_target * float(over)
    )
    return Figures(objective, head.redundancy_cost, head.talent_lost_percent, mean, float(over), by_year)


def _largest_difference(promise: Figures, truly: Figures, totals: Floats, true_totals: Floats) -> float:
    """The largest difference, as a part of what is true, of any figure or receiver's total, in percent."""
    pairs = [
        (promise.redundancy_cost, truly.redundancy_cost),
        (promise.talent_lost_percent, truly.talent_lost_percent),
        *zip(promise.by_year.values(), truly.by_year.values(), strict=True),
        *zip(totals.reshape(-1).tolist(), true_totals.reshape(-1).tolist(), strict=True),
    ]
    parts = [abs(one - other) / abs(other) for one, other in pairs if abs(other) >= 1.0]  # noqa: RUF100
    return 100 * max(parts, default=0.0)
