"""Why a proposal is as it is: the next best of each function, and what binds each receiver."""

import numpy as np

from planner.advise.neighbours import ENOUGH, Search
from planner.advise.proposal import Picked, Room
from planner.advise.reckoning import Reckoned, bars_of, breaches, figures_at, judged, reckoned
from planner.engine.columns import ABSENT, Floats, Integers


def reasons_of(search: Search, picks: Integers) -> tuple[Picked, ...]:
    """For each choice, the option that would be best but for the one proposed, and what staying adds.

    Args:
        search: over what the question allows.
        picks: (F,) the rows proposed.
    """
    terms, question = search.terms, search.question
    near = search.singles(picks)
    found = reckoned(terms, near) if len(near) else None
    verdict = judged(found, terms, question) if found is not None else None
    now = judged(reckoned(terms, picks[None]), terms, question)
    base = float(now.objective[0])
    changed = (near != picks).argmax(axis=1) if len(near) else np.zeros(0, dtype=np.int64)
    rows = near[np.arange(len(near)), changed] if len(near) else changed
    function_of = {at: function for function, at in enumerate(terms.choice_at.tolist()) if at != ABSENT}
    reasons = []
    for at, choice in enumerate(question.choices):
        function = function_of[at]
        first = int(terms.start[function])
        option = choice.current if choice.is_locked else int(picks[function]) - first
        if found is None or verdict is None:
            reasons.append(Picked(at, option, None, 0.0, None, 0.0))
            continue
        mine = np.flatnonzero((changed == function) & (verdict.amount <= now.amount[0]))
        best = mine[int(verdict.objective[mine].argmin())] if len(mine) else None
        staying: float | None = 0.0 if option == choice.current else None
        stays = mine[rows[mine] == first + choice.current]
        if staying is None and len(stays):
            staying = float(verdict.objective[stays[0]]) - base
        reasons.append(
            Picked(
                choice=at,
                option=option,
                next_best=None if best is None else int(rows[best]) - first,
                price_of_next_best=0.0 if best is None else float(verdict.objective[best]) - base,
                next_best_figures=None if best is None else figures_at(found, verdict, terms, int(best)),
                price_of_staying=staying,
            )
        )
    return tuple(reasons)


def room_of(search: Search, picks: Integers) -> tuple[Room, ...]:
    """How much room every receiver with a target or a limit has in each year, and whether it binds.

    Args:
        search: over what the question allows.
        picks: (F,) the rows proposed.
    """
    terms, question = search.terms, search.question
    bars, setting = bars_of(terms, question), terms.setting
    every = reckoned(terms, np.vstack([picks[None], search.singles(picks)]))
    limit = np.where(np.isnan(bars.limit), setting.target, bars.limit)
    room = []
    for at in np.flatnonzero(~np.isnan(limit)).tolist():
        binds = _binds(search, every, at)
        for year, label in enumerate(setting.years):
            total = float(every.totals[0, year, at])
            room.append(
                Room(
                    receiver=setting.receiver_codes[at],
                    year=label,
                    total=total,
                    limit=float(limit[at]),
                    slack=float(limit[at]) - total,
                    must=bool(bars.must[at]),
                    binds=binds,
                )
            )
    return tuple(room)


def _binds(search: Search, every: Reckoned, receiver: int) -> bool:
    """Whether some single change would be better if this receiver's limit or price were not there."""
    terms, question = search.terms, search.question
    bars, verdict = bars_of(terms, question), judged(every, terms, question)
    amount, objective = verdict.amount, verdict.objective
    if bars.must[receiver]:
        amount = amount - _broken_by(search, every, receiver)
    elif np.isfinite(bars.priced[receiver]):
        over = np.maximum(every.totals[:, :, receiver] - bars.priced[receiver], 0.0).mean(axis=1)
        objective = objective - question.weights.over_target * over
    else:
        return False
    better = (objective < objective[0] - ENOUGH) & (amount <= max(float(amount[0]), ENOUGH))
    return bool(better.any())


def _broken_by(search: Search, every: Reckoned, receiver: int) -> Floats:
    """(n,) £ by which a receiver's own limit is broken over all years."""
    found = breaches(every, search.terms, search.question)
    mine = [amount for (kind, at, _), amount in found.items() if kind == "receiver" and at == receiver]
    return np.sum(mine, axis=0) if mine else np.zeros(len(every))
