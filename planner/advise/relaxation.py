"""The choice as a mixed-integer programme, from which a bound and good combinations come.

It is a relaxation of the engine. People and posts are neither lost nor made; all pools of a family and
band have the same chances; in each round either all who seek are offered a post or all posts are offered,
round after round in the engine's order; a post refused stays open. Only where the engine offers or fills
in proportion (between two bands, between families) may the programme choose. Whatever the engine does is
allowed, so that no combination comes to less than the programme's bound.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.advise.least_totals import Totals, totals_asked, vacancy_at_most
from planner.advise.programme import PENALTY, Programme, Term, whole
from planner.advise.question import Question
from planner.advise.reckoning import COVER_WEIGHS, FTE_WEIGHS, TALENT_WEIGHS, WHOLE, bars_of
from planner.advise.rounds import Rounds
from planner.advise.terms import WAYS, Terms
from planner.engine.columns import Booleans, Floats, Integers


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """What the programme found.

    Attributes:
        picks: (F,) rows of the terms; None where it was stopped before it found any.
        bound: £ of the objective that no combination can be under.
        broken: £ by which the picks break limits, weighed as ``reckoning.breaches`` does.
        is_done: whether it was solved to the gap asked.
    """

    picks: Integers | None
    bound: float
    broken: float
    is_done: bool


class Relaxation:
    """The programme of one set of terms; it may be asked many questions.

    Args:
        terms: of every option.
        in_order: whether rounds must be held in full before the next; without, the bound is looser and
            sooner found.
    """

    def __init__(self, terms: Terms, *, in_order: bool = False) -> None:
        self._rounds = Rounds(terms, in_order=in_order)
        self._terms = terms

    # ------------------------------------------------------------ figures as sums over columns

    def _none(self) -> Floats:
        return np.zeros(len(self._rounds.programme.highest))

    def _redundancy_cost(self) -> Floats:
        """£, each at the length of consultation that is cheapest."""
        terms, total = self._terms, self._none()
        total[self._rounds.x] = terms.exit_cost.min(axis=-1).sum(axis=1)
        self._of_left_over(
            total, terms.exit_seek[self._rounds.row, self._rounds.band].min(axis=-1).sum(axis=1)
        )
        return total

    def _of_left_over(self, total: Floats, worth: Floats) -> None:
        """Add what falls on those who are left over: everyone who seeks, less who is offered a post."""
        for at, one in enumerate(self._rounds.alike):
            total[self._rounds.x[one.members]] += worth[at]
            total[self._rounds.z[:, at]] -= worth[at]

    def _talent_lost(self) -> Floats:
        terms, total = self._terms, self._none()
        if terms.setting.value > 0:
            point = WHOLE / terms.setting.value
            total[self._rounds.x] = terms.talent * point
            seek = terms.talent_seek[self._rounds.row, self._rounds.band] * point
            total[self._rounds.z] -= self._rounds.accepts[:, None] * seek
        return total

    def _operating_cost(self) -> Floats:
        """£ a year, the mean of the years, without what is fixed; vacancies at the least."""
        terms, setting, total = self._terms, self._terms.setting, self._none()
        receivers = len(setting.receivers)
        vacancy = setting.vacancy.mean(axis=0)
        settled = terms.total[:, :, :receivers].sum(axis=2) + terms.running_on
        settled = settled + terms.total_vsm[:, :, :receivers].sum(axis=(2, 3))
        total[self._rounds.x] = settled.mean(axis=1) + (terms.open * vacancy).sum(axis=(1, 2))
        self._of_left_over(total, terms.running_seek[self._rounds.row, :, self._rounds.band].mean(axis=1))
        staff = terms.seek_cost[self._rounds.row, :, self._rounds.band].mean(axis=1)
        total[self._rounds.z] += self._rounds.accepts[:, None] * staff
        dearest = vacancy_at_most(self._terms).mean(axis=0)
        for (_, band), cell in self._rounds.cells.items():
            for columns, by in self._rounds.filled(cell):
                np.subtract.at(total, columns, by * dearest[band])
        return total

    # ------------------------------------------------------------ one question

    def solved(
        self,
        question: Question,
        seconds: float,
        gap: float,
        look: Callable[[], None],
        start: Integers | None = None,
        allowed: Booleans | None = None,
    ) -> Solved:
        """Find the best combination by the programme, breaking limits only where none keeps them.

        Args:
            question: weights and limits.
            seconds: to stop after.
            gap: to stop at, as a part of the objective.
            look: called often; may raise ``CancelledError``.
            start: (F,) rows to begin from.
            allowed: (N,) options that may be taken; all by default.
        """
        programme = self._rounds.programme.copy()
        totals = totals_asked(self._rounds, question, programme)
        priced, slack = self._priced(question, totals, programme), self._limits(question, totals, programme)
        weights, costs = question.weights, np.zeros(len(programme.highest))
        base = weights.redundancy_cost * self._redundancy_cost() + weights.talent * self._talent_lost()
        base += weights.operating_cost * self._operating_cost()
        costs[: len(base)] = base
        costs[priced] = weights.over_target / max(len(self._terms.setting.years), 1)
        costs[slack] = PENALTY
        constant = weights.operating_cost * float(self._terms.setting.fixed.sum())
        if allowed is not None:
            for row in np.flatnonzero(~allowed).tolist():
                programme.highest[row] = 0.0
        begin = None
        if start is not None:
            begin = np.zeros(len(self._rounds.x))
            begin[start] = 1.0
        found = programme.solved(costs, seconds, gap, look, begin)
        if found.values is None:
            return Solved(None, found.bound + constant, np.inf, found.is_done)
        rows = [self._terms.options_of(one) for one in range(len(self._terms.choice_at))]
        picks = np.array([one[int(found.values[one].argmax())] for one in rows])
        return Solved(picks, found.bound + constant, float(found.values[slack].sum()), found.is_done)

    def _priced(self, question: Question, totals: Totals, programme: Programme) -> Integers:
        """Columns of what receivers are over their priced targets, by year."""
        setting, bars = self._terms.setting, bars_of(self._terms, question)
        made = [np.zeros(0, dtype=np.int64)]
        if question.weights.over_target <= 0:
            return made[0]
        for at in np.flatnonzero(np.isfinite(bars.priced)).tolist():
            for year in range(len(setting.years)):
                over = programme.columns(1)
                programme.row(
                    [*totals.at_least(year, at), (over, -1.0)], high=bars.priced[at] - setting.fixed[at]
                )
                made.append(over)
        return np.concatenate(made)

    def _limits(self, question: Question, totals: Totals, programme: Programme) -> Integers:
        """Rows of the limits, each with a column of how far it is broken; these columns."""
        made = [np.zeros(0, dtype=np.int64)]

        def hold(terms: list[Term], most: float) -> None:
            slack = programme.columns(1)
            programme.row([*terms, (slack, -1.0)], high=most)
            made.append(slack)

        terms, setting, limits = self._terms, self._terms.setting, question.limits
        bars = bars_of(terms, question)
        for at in np.flatnonzero(bars.must).tolist():
            for year in range(len(setting.years)):
                hold(totals.at_least(year, at), bars.most[at] - setting.fixed[at])
        for at in np.flatnonzero(np.isfinite(bars.most_posts)).tolist():
            hold([(self._rounds.x, FTE_WEIGHS * terms.posts[:, at])], FTE_WEIGHS * bars.most_posts[at])
        if limits.redundancy_cost is not None:
            hold(whole(self._redundancy_cost()), limits.redundancy_cost)
        if limits.talent_lost is not None:
            hold(whole(TALENT_WEIGHS * self._talent_lost()), TALENT_WEIGHS * limits.talent_lost)
        if limits.operating_cost is not None:
            hold(whole(self._operating_cost()), limits.operating_cost - float(setting.fixed.sum()))
        if limits.keeps_cover:
            for function in np.flatnonzero(setting.statutory).tolist():
                hold(self._short_of_cover(function), 0.0)
        if limits.one_mode is not None:
            for way in range(len(WAYS)):
                hold(totals.carried(way, limits.one_mode / WHOLE), 0.0)
        return np.concatenate(made)

    def _short_of_cover(self, function: int) -> list[Term]:
        """Points by which an option falls short of a function's least cover, were all its posts filled."""
        terms, rows = self._terms, self._terms.options_of(function)
        later = (terms.open[rows] * terms.setting.kinds[:, :3].any(axis=1)).sum(axis=(1, 2))
        wanted = terms.required[rows]
        cover = np.divide(terms.placed[rows] + later, wanted, out=np.zeros(len(rows)), where=wanted > 0)
        short = np.where(wanted > 0, terms.setting.least_cover[function] - cover * WHOLE, 0.0)
        return [(self._rounds.x[rows], COVER_WEIGHS * short)]
