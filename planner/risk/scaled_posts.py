"""Posts as rows of a scenario, so many for each one that receivers open as planned."""

import numpy as np
import pandas as pd

from planner.engine.posts import POSTS_SHEET
from planner.engine.scaled_posts import derived_posts_scaled
from planner.engine.workings import Workings
from planner.model.results import Results

SMALLEST_POST = 0.005
"""FTE; a post that is less is none."""


def posts_scaled(results: Results, part: float) -> pd.DataFrame:
    """Rows of posts for all that receivers open, so many for each one; posts that are taken stay."""
    posts = results.posts
    derived = posts[posts["source"] != POSTS_SHEET]
    made = derived_posts_scaled(derived, part, set(results.plan.posts["post"].dropna()), "stress")
    sheet = sheet_posts_scaled(results, dict.fromkeys(_pairs(posts), part))
    return pd.concat([sheet, made[made["fte"] >= SMALLEST_POST]], ignore_index=True)


def sheet_posts_scaled(results: Results, parts: dict[tuple[str, str], float]) -> pd.DataFrame:
    """Rows of the Posts sheet in force at some receivers and functions, each with a part of its FTE."""
    work = results.workings
    assert isinstance(work, Workings)  # noqa: S101 - every evaluation keeps its workings
    sheet = work.ground.scenario.posts
    factor = [parts.get(pair, np.nan) for pair in _pairs(sheet)]
    found = sheet.assign(fte=sheet["fte"] * np.array(factor, dtype=np.float64))
    return found[found["fte"].notna()]


def _pairs(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(frame["receiver"], frame["function"], strict=True))
