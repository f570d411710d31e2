"""Where no combination keeps the limits: a smallest set that clashes, and what would have to give."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from planner.advise.linearised import best_around, slopes_at
from planner.advise.neighbours import Search
from planner.advise.proposal import Infeasible, Relaxed
from planner.advise.question import Hold, Limits, Question, ReceiverLimit, Weights
from planner.advise.reckoning import Reckoned, bars_of, judged, reckoned
from planner.advise.relaxation import Relaxation
from planner.advise.terms import Terms
from planner.base.money import pounds_text
from planner.engine.columns import ABSENT, Integers

Y = "£ a year"
SOLVE_SECONDS = 5.0
WORTH_NAMING = 1.0
"""£ by which a limit must be broken to be so."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of a question: its kind, and the receiver that it is of, if any."""

    kind: str
    receiver: str = ""


def limits_of(terms: Terms, question: Question) -> tuple[Limit, ...]:
    """Every limit that a question sets."""
    bars, limits = bars_of(terms, question), question.limits
    codes = terms.setting.receiver_codes
    found = [Limit("receiver", codes[at]) for at in np.flatnonzero(bars.must)]
    found += [Limit("posts", codes[at]) for at in np.flatnonzero(np.isfinite(bars.most_posts))]
    for kind in ("redundancy_cost", "talent_lost", "operating_cost", "one_mode"):
        found += [Limit(kind)] if getattr(limits, kind) is not None else []
    found += [Limit("keeps_cover")] if limits.keeps_cover else []
    return tuple(found)


def only(question: Question, kept: tuple[Limit, ...], terms: Terms) -> Question:
    """The same question with some of its limits, and nothing that counts but them."""
    limits, bars = question.limits, bars_of(terms, question)
    named = {one.receiver: one for one in limits.receivers}
    receivers = []
    for at, code in enumerate(terms.setting.receiver_codes):
        own = named.get(code, ReceiverLimit(code))
        must = Limit("receiver", code) in kept
        posts = own.most_posts if Limit("posts", code) in kept else None
        most = float(bars.most[at]) if must else None
        receivers.append(ReceiverLimit(code, Hold.MUST if must else Hold.IGNORED, most, posts))
    kinds = {one.kind for one in kept}
    return replace(
        question,
        weights=Weights(0.0, 0.0, 0.0, 0.0),
        limits=Limits(
            targets=Hold.IGNORED,
            receivers=tuple(receivers),
            redundancy_cost=limits.redundancy_cost if "redundancy_cost" in kinds else None,
            talent_lost=limits.talent_lost if "talent_lost" in kinds else None,
            operating_cost=limits.operating_cost if "operating_cost" in kinds else None,
            one_mode=limits.one_mode if "one_mode" in kinds else None,
            keeps_cover="keeps_cover" in kinds,
        ),
    )


def infeasible_of(
    search: Search, picks: Integers, look: Callable[[], None], every: Integers | None = None
) -> Infeasible:
    """Say which limits clash and what would have to give.

    Where not every combination is known, what can be kept is judged by the programme around the one that
    breaks the limits least, and by the search.

    Args:
        search: over what the question allows.
        picks: (F,) the best combination found.
        look: called between steps; may raise ``CancelledError``.
        every: (n, F) every combination, where they are few; what is said is then certain.
    """
    terms, question = search.terms, search.question
    limits = limits_of(terms, question)
    whole = only(question, limits, terms)
    if every is None:
        picks = replace(search, question=whole).improved(picks, look)
        is_proven = _is_proven(search, whole, look)

        def can_hold(some: Question) -> bool:
            look()
            return _can_hold(replace(search, question=some), picks, look)

    else:
        figures, is_proven = reckoned(terms, every), True
        picks = every[int(judged(figures, terms, whole).amount.argmin())]

        def can_hold(some: Question) -> bool:
            look()
            return bool((judged(figures, terms, some).amount <= 0).any())

    kept = _smallest(search, limits, picks, can_hold)
    found = reckoned(terms, picks[None])
    return Infeasible(
        question=question,
        clash=tuple(_in_words(one, terms, question) for one in kept),
        relaxation=tuple(_relaxed(found, terms, question)),
        picks=_picks(search, picks),
        is_proven=is_proven,
    )


def _is_proven(search: Search, whole: Question, look: Callable[[], None]) -> bool:
    """Whether the engine itself, given every freedom, cannot keep the limits."""
    found = Relaxation(search.terms).solved(whole, SOLVE_SECONDS, 1e-3, look, allowed=search.allowed)
    return found.bound > WORTH_NAMING


def _smallest(
    search: Search, limits: tuple[Limit, ...], picks: Integers, keeps: Callable[[Question], bool]
) -> tuple[Limit, ...]:
    """Of limits that cannot hold together, some that cannot either, though without any one they could.

    Those that the least broken combination breaks are tried by themselves first: often they are enough,
    and often one of them alone.
    """
    terms, question = search.terms, search.question

    def can_hold(some: tuple[Limit, ...]) -> bool:
        return keeps(only(question, some, terms))

    found = reckoned(terms, picks[None])
    named = {(one.kind, one.receiver) for one in _relaxed(found, terms, only(question, limits, terms))}
    broken = tuple(one for one in limits if (one.kind, one.receiver) in named)
    for one in broken:
        if not can_hold((one,)):
            return (one,)
    kept = broken if broken and not can_hold(broken) else limits
    for one in kept:
        fewer = tuple(other for other in kept if other != one)
        if fewer and not can_hold(fewer):
            kept = fewer
    return kept


def _can_hold(search: Search, picks: Integers, look: Callable[[], None]) -> bool:
    """Whether some combination keeps all the limits of a question."""
    tried = search.improved(picks, look, in_pairs=False)
    if _amount(search, tried) <= 0:
        return True
    lined = best_around(search, slopes_at(search, tried), [], SOLVE_SECONDS, 1e-4, look)
    return lined.picks is not None and (
        _amount(search, lined.picks) <= 0
        or _amount(search, search.improved(lined.picks, look, in_pairs=False)) <= 0
    )


def _amount(search: Search, picks: Integers) -> float:
    found = judged(reckoned(search.terms, picks[None]), search.terms, search.question)
    return float(found.amount[0])


def _picks(search: Search, rows: Integers) -> tuple[int, ...]:
    terms, question = search.terms, search.question
    picks = list(question.present)
    for function, at in enumerate(terms.choice_at.tolist()):
        if at != ABSENT and not question.choices[at].is_locked:
            picks[at] = int(rows[function] - terms.start[function])
    return tuple(picks)


def _in_words(limit: Limit, terms: Terms, question: Question) -> str:
    limits, bars = question.limits, bars_of(terms, question)
    at = terms.setting.receiver_codes.index(limit.receiver) if limit.receiver else 0
    name = terms.setting.receiver_names[at] if limit.receiver else ""
    match limit.kind:
        case "receiver":
            return f"{name} within {pounds_text(float(bars.most[at]))} a year"
        case "posts":
            return f"{name} with at most {bars.most_posts[at]:,.2f} FTE of posts"
        case "redundancy_cost":
            return f"Redundancy cost at most {pounds_text(limits.redundancy_cost)}"
        case "talent_lost":
            return f"Talent lost at most {limits.talent_lost:g}%"
        case "operating_cost":
            return f"Operating cost at most {pounds_text(limits.operating_cost)} a year"
        case "one_mode":
            return f"No way of working to carry more than {limits.one_mode:g}% of the money"
        case _:
            return "Every statutory function with its least cover on day one"


def _relaxed(found: Reckoned, terms: Terms, question: Question) -> list[Relaxed]:
    """Each limit that the least broken combination breaks, and what it would have to be."""
    limits, bars, setting = question.limits, bars_of(terms, question), terms.setting
    broken: list[Relaxed] = []

    def told(limit: Limit, amount: float, needed: float, unit: str, hair: float) -> None:
        if needed > amount + hair:
            said = _in_words(limit, terms, question)
            broken.append(Relaxed(said, amount, needed, unit, limit.kind, limit.receiver))

    for at in np.flatnonzero(bars.must).tolist():
        most = float(found.totals[0, :, at].max())
        told(Limit("receiver", setting.receiver_codes[at]), float(bars.most[at]), most, Y, 0.01)
    for at in np.flatnonzero(np.isfinite(bars.most_posts)).tolist():
        posts = float(found.posts[0, at])
        told(Limit("posts", setting.receiver_codes[at]), float(bars.most_posts[at]), posts, "FTE", 1e-6)
    if limits.redundancy_cost is not None:
        told(Limit("redundancy_cost"), limits.redundancy_cost, float(found.redundancy_cost[0]), "£", 0.01)
    if limits.talent_lost is not None:
        told(Limit("talent_lost"), limits.talent_lost, float(found.talent_lost[0]), "%", 1e-6)
    if limits.operating_cost is not None:
        told(Limit("operating_cost"), limits.operating_cost, float(found.operating_cost[0]), Y, 0.01)
    if limits.one_mode is not None:
        whole = float(found.ways[0].sum())
        part = 100 * float(found.ways[0].max()) / whole if whole > 0 else 0.0
        told(Limit("one_mode"), limits.one_mode, part, "%", 1e-6)
    if limits.keeps_cover:
        short = np.nan_to_num(setting.least_cover - found.cover[0])
        at = int(np.where(setting.statutory, short, -np.inf).argmax())
        if short[at] > 1e-6:
            least, cover = float(setting.least_cover[at]), float(found.cover[0, at])
            said = _in_words(Limit("keeps_cover"), terms, question)
            broken.append(Relaxed(said, least, cover, "%", "keeps_cover"))
    return broken
