"""Propose: the best combination of options that a question allows, how surely so, and why."""

import time
from dataclasses import replace

import numpy as np

from planner.advise import GAP, SECONDS
from planner.advise.best import Enough, Found, Watch, are_few, best_of, every_one, more_surely
from planner.advise.clashes import infeasible_of
from planner.advise.neighbours import Search, never
from planner.advise.options_worked_out import terms_of
from planner.advise.proposal import Figures, Infeasible, Proof, Proposal
from planner.advise.question import Question
from planner.advise.reasons import reasons_of, room_of
from planner.advise.reckoning import figures_at, judged, reckoned
from planner.advise.terms import Terms, picks_of, rows_of
from planner.advise.written import picks_as_scenario
from planner.base.ticks import Tick, no_tick, share_of
from planner.engine.basis import Basis, basis_of
from planner.engine.columns import Floats
from planner.engine.evaluate import evaluate
from planner.model.results import Results

TRIAL = "Proposed"


def propose(
    basis: Basis,
    question: Question,
    tick: Tick = no_tick,
    seconds: float = SECONDS,
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
    terms = terms_of(basis, question, share_of(tick, 0.0, 0.2))
    watch = Watch(tick, begun, seconds, enough)
    search = Search(terms, question, np.ones(len(terms), dtype=bool), lambda: watch.is_over)
    found = best_of(search, watch, gap)
    if surely:
        found = more_surely(search, found, watch, gap)
    if found.broken > 0:
        tick(0.9, "Finding which limits clash")
        every = np.concatenate(list(every_one(search))) if are_few(search) else None
        return infeasible_of(search, found.picks, watch.look, every)
    tick(0.9, "Saying why")
    return _proposal(basis, search, found, begun)


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
