"""Improve a combination by changing one function, then two, on the figures that the engine gives."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.advise.question import Question
from planner.advise.reckoning import judged, reckoned
from planner.advise.terms import Terms
from planner.engine.columns import Booleans, Floats, Integers

ENOUGH = 0.01
"""£ of the objective below which one combination is not better than another."""
WORTH = 1_000.0
"""£ of the objective that breaking a limit by £1 counts for."""
OUTRIGHT = 1e9
"""£ of the objective that breaking any limit counts for besides: more than can be saved by doing so."""
PAIRED = 45
"""The single changes, best first, that are tried in pairs."""


def never() -> bool:
    """Never have enough."""
    return False


@dataclass(slots=True, eq=False)
class Search:
    """A search over combinations of options; remembers the best and how many it worked out.

    Attributes:
        terms, question: what is searched.
        allowed: (N,) options that may be taken.
        is_over: whether to end with the best so far.
        evaluated: how many combinations have been worked out.
    """

    terms: Terms
    question: Question
    allowed: Booleans
    is_over: Callable[[], bool] = never
    evaluated: int = 0

    def scores(self, picks: Integers) -> Floats:
        """(n,) £ of the objective of combinations (n, F), and what breaking limits counts for."""
        self.evaluated += len(picks)
        if not len(picks):
            return np.zeros(0)
        found = judged(reckoned(self.terms, picks), self.terms, self.question)
        return np.asarray(found.objective + WORTH * found.amount + OUTRIGHT * (found.amount > 0))

    def singles(self, picks: Integers) -> Integers:
        """(n, F) every combination that differs in one function."""
        rows = np.flatnonzero(self.allowed)
        function = np.searchsorted(self.terms.start, rows, side="right") - 1
        other = picks[function] != rows
        return _with(picks, function[other, None], rows[other, None])

    def improved(self, picks: Integers, look: Callable[[], None], *, in_pairs: bool = True) -> Integers:
        """The combination that no change of one function betters, nor of two of the most promising.

        Args:
            picks: (F,) to begin from.
            look: called between rounds; may raise ``CancelledError``.
            in_pairs: whether to try two changes at once.
        """
        score = float(self.scores(picks[None])[0])
        while not self.is_over():
            look()
            near = self.singles(picks)
            scores = self.scores(near)
            picks, better = self._together(picks, score, near, scores)
            if better >= score - ENOUGH and in_pairs:
                picks, better = self._pair(picks, score, near, scores, look)
            if better >= score - ENOUGH:
                return picks
            score = better
        return picks

    def _together(
        self, picks: Integers, score: float, near: Integers, scores: Floats
    ) -> tuple[Integers, float]:
        """Take the best change, and as many of the next best with it as make it better still."""
        if not len(near):
            return picks, score
        order = np.argsort(scores, kind="stable")
        order = order[scores[order] < score - ENOUGH][:40]
        if not len(order):
            return picks, score
        tries, merged = [], picks.copy()
        changed: set[int] = set()
        for at in order:
            function = int(np.flatnonzero(near[at] != picks)[0])
            if function in changed:
                continue
            changed.add(function)
            merged = merged.copy()
            merged[function] = near[at, function]
            tries.append(merged)
        table = np.array(tries)
        found = self.scores(table)
        best = int(found.argmin())
        return table[best], float(found[best])

    def _pair(
        self, picks: Integers, score: float, near: Integers, scores: Floats, look: Callable[[], None]
    ) -> tuple[Integers, float]:
        """Try the least harmful single changes two at a time."""
        order = np.argsort(scores, kind="stable")[:PAIRED]
        function = (near[order] != picks).argmax(axis=1)
        row = near[order, function]
        one, other = np.triu_indices(len(order), 1)
        apart = function[one] != function[other]
        one, other = one[apart], other[apart]
        if not len(one):
            return picks, score
        look()
        table = _with(
            picks,
            np.column_stack([function[one], function[other]]),
            np.column_stack([row[one], row[other]]),
        )
        found = self.scores(table)
        best = int(found.argmin())
        return (table[best], float(found[best])) if found[best] < score - ENOUGH else (picks, score)


def _with(picks: Integers, functions: Integers, rows: Integers) -> Integers:
    """Copies of a combination with other rows for some functions: (n, changes) of each."""
    table = np.repeat(picks[None], len(functions), axis=0)
    table[np.arange(len(functions))[:, None], functions] = rows
    return table
