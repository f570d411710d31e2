"""How much commissioning talent drains away: by person, function, competency and skill."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.columns import Floats, Integers
from planner.engine.filling import Filling
from planner.engine.holders import Holders
from planner.engine.landscape import Landscape
from planner.engine.leaving import Departures, Pools
from planner.model.tables import BANDS

SENIOR_BANDS = (BANDS.index("8d"), BANDS.index("9"), BANDS.index("VSM"))
DOES_NOT_COMMISSION = "Provider"
LAST_EXPERT_ODDS = 0.5
"""Two holders of a skill are its last experts where both leave with more than these odds."""


@dataclass(frozen=True, slots=True, eq=False)
class Talent:
    """Talent (H): value, and the odds of losing it."""

    value: Floats
    leaves: Floats

    @property
    def lost(self) -> Floats:
        """(H,) value expected to be lost."""
        return self.value * self.leaves


def talent_of(
    holders: Holders,
    pools: Pools,
    departures: Departures,
    filling: Filling,
    placed: Floats,
    locked_receiver: Integers,
    land: Landscape,
) -> Talent:
    """Odds of leaving commissioning: everyone not placed, and those placed with a provider."""
    is_outside = land.is_kind(DOES_NOT_COMMISSION)
    outside = np.zeros(len(pools))
    for step in filling.steps:
        size = int(step.sets.max(initial=0)) + 1
        inside = step.split_set < size
        share = np.bincount(
            step.split_set[inside], step.split_share[inside] * is_outside[step.split_receiver[inside]], size
        )
        outside[step.pools] += step.taken * share[step.sets]
    moved_out = departures.stays * outside[pools.of_holder]
    moved_out = np.where(locked_receiver >= 0, placed * is_outside[locked_receiver], moved_out)
    return Talent(holders.value, np.clip(1 - placed + moved_out, 0.0, 1.0))


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


def skills_table(staff: pd.DataFrame, holders: Holders, leaves: Floats) -> pd.DataFrame:
    """What becomes of each skill.

    Args:
        staff: counted rows.
        holders: what they fold into.
        leaves: (H,) odds of leaving.
    """
    codes, texts = pd.factorize(staff["skills"])
    lists = [parsed_skills(str(text)) for text in texts]
    names = sorted({name for one in lists for name in one}, key=str.lower)
    position = {name: at for at, name in enumerate(names)}
    rows = np.flatnonzero(codes >= 0)
    count = np.array([len(one) for one in lists], dtype=np.int64)
    start = np.concatenate([[0], np.cumsum(count)])
    skill_flat = np.array([position[name] for one in lists for name in one], dtype=np.int64)
    level_flat = np.array([level for one in lists for level in one.values()], dtype=np.float64)
    repeats = count[codes[rows]]
    row = np.repeat(rows, repeats)
    within = np.arange(len(row)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    flat = np.repeat(start[codes[rows]], repeats) + within
    skill = skill_flat[flat] if len(row) else np.zeros(0, dtype=np.int64)
    fte = staff["fte"].to_numpy()[row] * (level_flat[flat] if len(row) else 1.0)
    gone = leaves[holders.of_row[row]]
    skill_held, person_gone = _by_person(skill, holders.employee[holders.of_row[row]], gone)
    people = np.bincount(skill_held, minlength=len(names))
    with np.errstate(divide="ignore"):
        log_gone = np.bincount(skill_held, np.log(person_gone), len(names))
    all_leave = np.exp(log_gone)
    return pd.DataFrame(
        {
            "skill": pd.Series(names, dtype="str"),
            "people": people,
            "fte_now": np.bincount(skill, fte, len(names)),
            "fte_kept": np.bincount(skill, fte * (1 - gone), len(names)),
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


def competencies_table(lists: pd.Series, function: Integers, fte: Floats, leaves: Floats) -> pd.DataFrame:
    """FTE kept for each of the competencies of world class commissioning.

    Args:
        lists: (F,) the competencies of each function, separated by semicolons.
        function, fte, leaves: (H,) of each holding.
    """
    now = np.bincount(function, fte, len(lists))
    kept = np.bincount(function, fte * (1 - leaves), len(lists))
    by_competency: dict[int, list[int]] = {}
    for at, text in enumerate(lists.fillna("")):
        for part in str(text).split(";"):
            if part.strip().isdigit():
                by_competency.setdefault(int(part), []).append(at)
    numbers = sorted(by_competency)
    fte_now = np.array([now[by_competency[one]].sum() for one in numbers])
    fte_kept = np.array([kept[by_competency[one]].sum() for one in numbers])
    with np.errstate(invalid="ignore", divide="ignore"):
        percent = np.where(fte_now > 0, fte_kept / fte_now * 100, np.nan)
    return pd.DataFrame(
        {
            "competency": np.array(numbers, dtype=np.int64),
            "fte_now": fte_now,
            "fte_kept": fte_kept,
            "kept_percent": percent,
        }
    )
