"""The tables of CCG sizes: numbers of CCGs, the functions, the CCGs chosen and their practices."""

import numpy as np
import pandas as pd

from planner.engine.ccg_sizes.areas import NOT_PLACED
from planner.engine.ccg_sizes.groupings import Grouping
from planner.engine.ccg_sizes.needs import needs_table
from planner.engine.ccg_sizes.study import Study
from planner.report.ccg_sizes import people_text
from ui import figures
from ui.models import columns as c
from ui.models.columns import Column

BY_HAND, TODAY = "by hand", "April 2013"

PRACTICES = (
    c.words("name", "Practice", wide=True),
    c.words("practice", "Code"),
    c.count("population", "Registered\npeople"),
    c.words("ccg", "CCG"),
)


def number_columns(study: Study) -> tuple[Column, ...]:
    """One row for each number of CCGs."""
    return (
        c.count("ccgs", "CCGs"),
        c.words("what", "Grouping", tip="April 2013: as the CCGs were. By hand: as the plan keeps it."),
        c.count("smallest", "Smallest\npeople"),
        c.count("largest", "Largest\npeople"),
        _pounds("left_per_head", "Left\n£ a head", "After corporate cost, of all CCGs together."),
        *_ways(study, "that every CCG can afford"),
        c.fte("fte", "Pays for", "At the cost of one FTE."),
        c.percentage("corporate_percent", "Corporate", "Corporate cost as a part of the allowance."),
        _pounds("smallest_left", "Smallest\n£ a head", "What the smallest CCG has left."),
    )


def ccg_columns(study: Study) -> tuple[Column, ...]:
    """One row for each CCG of the grouping in hand."""
    return (
        c.words("ccg", "CCG", wide=True),
        c.count("population", "Registered\npeople"),
        _pounds("left_per_head", "Left\n£ a head", "After corporate cost."),
        *_ways(study, "that it can afford"),
        c.fte("fte", "Pays for", "At the cost of one FTE."),
        c.count("practices", "Practices"),
        c.money("corporate_cost", "Corporate\ncost"),
        c.money("allowance", "Allowance"),
    )


FUNCTIONS = (
    c.words("name", "Function", wide=True),
    Column(
        "needs_do", "To do\npeople", people_text, is_number=True, tip="A CCG needs so many to do it itself."
    ),
    Column("needs_share", "To share\npeople", people_text, is_number=True, tip="With the CCGs of the area."),
    Column("needs_buy", "To buy\npeople", people_text, is_number=True, tip="From a support organisation."),
    c.percentage("part_percent", "Part of\nwhat is left"),
    c.words("basis", "Reckoned from"),
)


def number_frame(study: Study, kept: Grouping | None) -> pd.DataFrame:
    """Every number of CCGs; the grouping that the plan keeps stands first."""
    what = np.where(study.table["ccgs"] == study.today, TODAY, "")
    frame = study.table.assign(what=pd.Series(what, dtype="str"))
    if kept is None:
        return frame
    own = study.row_of(kept).assign(what=BY_HAND)
    return pd.concat([own, frame], ignore_index=True)


def function_frame(study: Study) -> pd.DataFrame:
    """What each function takes."""
    return needs_table(study.needs)


def practice_frame(grouping: Grouping) -> pd.DataFrame:
    """Every practice with the CCG that it is in."""
    names = np.array([*grouping.names, NOT_PLACED], dtype=object)
    frame = grouping.practices[["name", "practice", "population"]]
    return frame.assign(ccg=pd.Series(names[grouping.group], dtype="str", index=frame.index))


def _pounds(key: str, title: str, tip: str) -> Column:
    return Column(key, title, figures.pence, is_number=True, tip=tip)


def _ways(study: Study, which: str) -> tuple[Column, ...]:
    known = study.needs.known
    return tuple(
        c.count(way, f"{way.capitalize()}\nof {known:,}", f"Functions {which} by {words}.")
        for way, words in (("do", "doing them"), ("share", "sharing them"), ("buy", "buying them"))
    )
