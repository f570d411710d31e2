"""A match as tables and sentences: who suits what, who competes, and what is left. Numbers, never names."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from planner.advise.match import MatchPool
from planner.advise.matched import Match, Pair, PostLeft, Tie
from planner.advise.suitability import PARTS, Part
from planner.report.wording import counted, fte_text, listed

MATCHED, COMPETES, CHOOSES, NO_POST, LEFT_OUT = (
    "matched",
    "tied: competition",
    "tied: which post",
    "no post",
    "not sought",
)
"""What a match comes to for a person."""
COLUMNS = ("employee_number", "result", "post", "receiver", "percent", *PARTS, "why")


def pool_table(pools: Sequence[MatchPool]) -> pd.DataFrame:
    """The pools that have named posts, or whose ring-fence has; the columns are those of ``MatchPool``."""
    rows = [one for one in pools if one.ring_fence_posts]
    keys = ("pool", "function", "people", "posts", "ring_fence_posts")
    return pd.DataFrame({key: [getattr(one, key) for one in rows] for key in keys})


def match_table(match: Match) -> pd.DataFrame:
    """One row for each person looked at: matched first, then tied, then those without a post.

    Returns:
        employee_number, result, post, receiver (its name), percent, one column for each part of the score
        (0 to 100; NaN where there is nothing to judge), why. Row identities are positions.
    """
    rows = [_pair_row(MATCHED, [one], one.reason) for one in match.pairs]
    for tie in match.ties:
        for employee in tie.employees:
            options = [one for one in tie.options if one.seeker.employee == employee]
            rows.append(_pair_row(CHOOSES if tie.is_sure else COMPETES, options, tie_words(tie)))
    rows += [_bare_row(one.seeker.employee, NO_POST, one.best, one.why) for one in match.unmatched]
    rows += [_bare_row(one.employee, LEFT_OUT, None, one.why) for one in match.settled]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"percent": "float64"} | dict.fromkeys(PARTS, "float64"))


def match_sentence(match: Match) -> str:
    """What came of it, in a sentence or two."""
    if not match.seekers:
        return "Nobody in the pool seeks a post: each is placed, decided or gone already."
    if not match.posts:
        return "No named post stands open to them."
    tied = sum(len(one.employees) for one in match.ties)
    said = (
        f"{counted(match.seekers, 'person', 'people')} and {counted(match.posts, 'named post')}: "
        f"{_number(len(match.pairs))} matched, {_number(tied)} tied, "
        f"{_number(len(match.unmatched))} without a post."
    )
    return f"{said} A match is {match.threshold:g}% or more."


def posts_left_sentence(match: Match) -> str:
    """What nobody of the pool is matched or tied to; empty where nothing is."""
    if not match.posts_left:
        return ""
    return f"Left: {listed([_left_words(one) for one in match.posts_left], most=4, others='others')}."


def tie_words(tie: Tie) -> str:
    """What is tied, and what then decides."""
    posts, people = listed(tie.posts, most=4), counted(len(tie.employees), "person", "people")
    if tie.is_sure and len(tie.employees) == 1:
        return f"{posts} suit equally well: to be agreed with them"
    if tie.is_sure:
        return f"{people} for {posts}: each gets one, which is to be agreed"
    return f"{people} for {counted(tie.places, 'place')} in {posts}: a competition decides"


def detail_of(match: Match, position: int) -> tuple[str, tuple[str, ...]]:
    """A row of ``match_table`` in full: a heading, and for each post a line on what its score is made of."""
    at = position
    if at < len(match.pairs):
        pair = match.pairs[at]
        return f"{pair.seeker.employee}: {_posts(pair)}", (option_words(pair),)
    at -= len(match.pairs)
    for tie in match.ties:
        if at < len(tie.employees):
            employee = tie.employees[at]
            mine = [one for one in tie.options if one.seeker.employee == employee]
            return f"{employee}: {tie_words(tie)}", tuple(option_words(one) for one in mine)
        at -= len(tie.employees)
    bare: list[tuple[str, str]] = [(one.seeker.employee, one.why) for one in match.unmatched]
    bare += [(one.employee, one.why) for one in match.settled]
    employee, why = bare[at]
    return f"{employee}: no post", (f"{why[:1].upper()}{why[1:]}.",)


def option_words(pair: Pair) -> str:
    """One post, how well it suits, and each part with its weight."""
    where = f"{_posts(pair)} at {pair.vacancy.receiver_name}"
    title = f", {pair.vacancy.title}" if pair.vacancy.title else ""
    return f"{where}{title}: {pair.percent}%. {'; '.join(_part_words(one) for one in pair.parts)}."


def _number(count: int) -> str:
    return f"{count:,}" if count else "none"


def _part_words(part: Part) -> str:
    if not part.is_judged:
        return f"{part.name}: {part.words}, so not counted"
    return f"{part.name} {100 * part.score:.0f}% ({part.words}; weight {part.weight:g})"


def _posts(pair: Pair) -> str:
    return f"one of {listed(pair.posts, most=4)}" if len(pair.posts) > 1 else pair.posts[0]


def _left_words(one: PostLeft) -> str:
    codes = f"{one.count:,} of {listed(one.posts)}" if len(one.posts) > one.count else listed(one.posts)
    return f"{codes} ({fte_text(one.fte)} FTE)"


def _pair_row(result: str, options: Sequence[Pair], why: str) -> tuple[object, ...]:
    best = max(options, key=lambda one: one.percent)
    posts = tuple(dict.fromkeys(post for one in options for post in one.posts))
    receivers = tuple(dict.fromkeys(one.vacancy.receiver_name for one in options))
    parts = {one.name: 100 * one.score for one in best.parts}
    return (
        best.seeker.employee,
        result,
        listed(posts, most=4),
        listed(receivers, most=2),
        best.percent,
        *(parts[name] for name in PARTS),
        why,
    )


def _bare_row(employee: str, result: str, best: int | None, why: str) -> tuple[object, ...]:
    return (employee, result, None, None, np.nan if best is None else best, *[np.nan] * len(PARTS), why)
