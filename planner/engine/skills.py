"""Skills: who has which, and what becomes of each."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.columns import Floats, Integers, Texts

LAST_EXPERT_ODDS = 0.5
"""Two holders of a skill are its last experts where both leave with more than these odds."""


@dataclass(frozen=True, slots=True, eq=False)
class Skills:
    """Every skill of every staff row (N pairs).

    Attributes:
        names: (S,) the skills, in the order of the alphabet.
        row, skill: (N,) which row has which.
        fte: (N,) FTE × proficiency.
    """

    names: Texts
    row: Integers
    skill: Integers
    fte: Floats


def parsed_skills(text: str) -> dict[str, float]:
    """Skills and proficiency of a cell: ``tendering:4; Excel`` is {tendering: 4, Excel: 1}."""
    found: dict[str, float] = {}
    for part in text.split(";"):
        name, _, level = part.partition(":")
        if name.strip():
            try:
                found[name.strip()] = float(level) if level.strip() else 1.0
            except ValueError:
                found[name.strip()] = 1.0
    return found


def skills_of(cells: "pd.Series[str]", fte: Floats) -> Skills:
    """Read the skills of each staff row."""
    codes, texts = pd.factorize(cells)
    lists = [parsed_skills(str(text)) for text in texts]
    names = sorted({name for one in lists for name in one}, key=str.lower)
    position = {name: at for at, name in enumerate(names)}
    rows = np.flatnonzero(codes >= 0)
    count = np.array([len(one) for one in lists], dtype=np.int64)
    start = np.concatenate([[0], np.cumsum(count)])
    skills = np.array([position[name] for one in lists for name in one], dtype=np.int64)
    levels = np.array([level for one in lists for level in one.values()], dtype=np.float64)
    repeats = count[codes[rows]]
    row = np.repeat(rows, repeats)
    within = np.arange(len(row)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    at = np.repeat(start[codes[rows]], repeats) + within
    return Skills(np.array(names, dtype=object), row, skills[at], fte[row] * levels[at])


def skills_table(skills: Skills, employee: Integers, leaves: Floats) -> pd.DataFrame:
    """What becomes of each skill.

    Args:
        skills: of the staff rows.
        employee: (rows,) the person of each row.
        leaves: (rows,) odds that each row's holder leaves.
    """
    size = len(skills.names)
    gone = leaves[skills.row]
    skill_held, person_gone = _by_person(skills.skill, employee[skills.row], gone)
    people = np.bincount(skill_held, minlength=size)
    with np.errstate(divide="ignore"):
        log_gone = np.bincount(skill_held, np.log(person_gone), size)
    all_leave = np.exp(log_gone)
    return pd.DataFrame(
        {
            "skill": pd.Series(skills.names, dtype="str"),
            "people": people,
            "fte_now": np.bincount(skills.skill, skills.fte, size),
            "fte_kept": np.bincount(skills.skill, skills.fte * (1 - gone), size),
            "p_all_leave": all_leave,
            "is_last_expert": (people == 1) | ((people == 2) & (all_leave > LAST_EXPERT_ODDS)),
        }
    )


def _by_person(skill: Integers, person: Integers, gone: Floats) -> tuple[Integers, Floats]:
    """Each skill of each person, and the odds of losing it: it is kept while any of their jobs is."""
    order = np.lexsort((person, skill))
    skill, person = skill[order], person[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (np.diff(skill) != 0) | (np.diff(person) != 0)
    start = np.flatnonzero(is_first)
    return skill[start], np.minimum.reduceat(gone[order], start) if len(start) else gone
