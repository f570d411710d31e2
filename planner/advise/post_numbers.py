"""Each way of doing a function with other numbers of posts too, where the user offers them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from planner.advise.question import Choice, Option, Question
from planner.advise.written import resolved
from planner.engine.basis import Basis
from planner.engine.columns import Floats
from planner.engine.ground import Ground, ground_on
from planner.engine.odds import filled_posts
from planner.engine.posts import POSTS_SHEET, SOURCES, Openings
from planner.engine.scaled_posts import PLACE, derived_posts_scaled
from planner.model.occupancy import fold, posts_of
from planner.model.post_rows import PostRow, post_rows_of
from planner.model.tables import BANDS

MARK = "proposed"
"""Follows the code of a new post that another bears already."""
LEAST_SHARE, MOST_SHARE = 0.5, 1.5
"""Of what a way of doing a function would have by itself, between which its posts may be offered."""
WHOLE = 100


def shares_fault(shares: Iterable[float]) -> str:
    """Say which of some shares of posts cannot be offered, and the remedy; blank where all can."""
    outside = next((one for one in shares if not LEAST_SHARE <= one <= MOST_SHARE), None)
    if outside is None:
        return ""
    return (
        f"Posts cannot be {outside * WHOLE:g}% of what they would be. Offer from {LEAST_SHARE * WHOLE:g}% "
        f"to {MOST_SHARE * WHOLE:g}%, as 0.9 for 90%."
    )


def with_post_shares(
    basis: Basis, scenario: str, choices: Sequence[Choice], shares: Iterable[float]
) -> tuple[Choice, ...]:
    """Offer each option of each choice also with so many posts for each one that it would have by itself.

    The posts are those that the engine opens for the option, those of the Posts sheet included. A post is
    never smaller than who holds it. A locked choice stays as it is, and what opens no posts has no others.

    Args:
        basis: of the plan.
        scenario: the one in hand.
        choices: as they are without.
        shares: such as 0.9; those that cannot be offered are left out, as is 1.
    """
    offered = [one for one in sorted(set(shares)) if one != 1 and not shares_fault([one])]
    if not offered or not choices:
        return tuple(choices)
    more: list[list[Option]] = [[] for _ in choices]
    question = Question(scenario, tuple(choices))
    for place in range(max(1 if one.is_locked else len(one.options) for one in choices)):
        picks = [_pick(one, place) for one in choices]
        ground = ground_on(basis, resolved(basis, question, picks))
        openings = filled_posts(ground).openings
        for share in offered:
            rows = _rows_by_function(ground, openings, share)
            for at, choice in enumerate(choices):
                if choice.function in rows and not choice.is_locked and place < len(choice.options):
                    option = choice.options[place]
                    more[at].append(_with_posts(option, share, rows[choice.function]))
    return tuple(
        replace(choice, options=(*choice.options, *sorted(made, key=lambda one: one.posts_share)))
        for choice, made in zip(choices, more, strict=True)
    )


def _pick(choice: Choice, place: int) -> int:
    return choice.current if choice.is_locked else min(place, len(choice.options) - 1)


def _with_posts(option: Option, share: float, rows: tuple[PostRow, ...]) -> Option:
    label = f"{option.label}, {share * WHOLE:g}% of posts"
    return replace(option, label=label, found_in="", varies=option.label, posts_share=share, posts=rows)


def _rows_by_function(ground: Ground, openings: Openings, share: float) -> dict[str, tuple[PostRow, ...]]:
    """The rows of posts of each function that has any, so many for each one."""
    land, is_sheet = ground.land, openings.source == SOURCES.index(POSTS_SHEET)
    opened = pd.DataFrame(
        {
            "receiver": land.organisations[openings.receiver].astype(str),
            "function": land.functions[openings.function].astype(str),
            "band": np.array(BANDS)[openings.band],
            "fte": openings.fte,
            "locked_fte": openings.locked,
        }
    )
    every, sheet = ground.basis.clean.posts, ground.scenario.posts
    taken = {str(one) for one in (*sheet["post"], *every.loc[every["scenario"].isna(), "post"])}
    scaled = sheet.assign(fte=_sheet_scaled(ground, opened[is_sheet], share))
    made = derived_posts_scaled(opened[~is_sheet], share, taken, MARK)
    found: dict[str, list[PostRow]] = {}
    for row in (*post_rows_of(scaled), *post_rows_of(made)):
        found.setdefault(row.function, []).append(row)
    return {function: tuple(rows) for function, rows in found.items()}


def _sheet_scaled(ground: Ground, opened: pd.DataFrame, share: float) -> Floats:
    """The FTE of each post on the sheet, so much for each one, but no less than what is taken of it."""
    sheet = ground.scenario.posts
    fte = sheet["fte"].to_numpy(dtype=np.float64)
    sums = opened.groupby(PLACE, sort=False)[["fte", "locked_fte"]].sum()
    locked = pd.MultiIndex.from_frame(sheet[PLACE])
    part = (sums["locked_fte"] / sums["fte"].where(sums["fte"] > 0)).reindex(locked).fillna(0.0)
    held = posts_of(ground.clean, ground.scenario)
    inside = [sum(who.fte for who in held[fold(one)].occupants) for one in sheet["post"]]
    least = np.minimum(fte, np.maximum(fte * part.to_numpy(), inside))
    return np.asarray(np.maximum(fte * share, least))
