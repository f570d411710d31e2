"""One person's history: what every scenario records of them, and the dates of the staff list."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from planner.base.dates import to_date
from planner.model.placement_words import in_words, names_by_code
from planner.model.plan import Plan
from planner.model.scenario import lineage, scenario_of

DATES = (
    ("continuous_from", "Continuous service from"),
    ("reckonable_from", "Reckonable service from"),
    ("contract_ends", "Contract ends"),
    ("leaving_date", "Leaves on"),
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a scenario has recorded of a person.

    Attributes:
        scenario: where it holds.
        origin: the scenario that it is inherited from; blank where it is its own.
        words: ``offered P17 at NHS Leeds North CCG``.
        on: the day of the move or the last day; None where none is given.
        is_locked: whether it decides in place of odds.
        reason: as the user gave it.
    """

    scenario: str
    origin: str
    words: str
    on: date | None
    is_locked: bool
    reason: str


def recorded_in(plan: Plan, scenario: str, employee: str) -> tuple[Recorded, ...]:
    """What holds of a person in one scenario."""
    rows = scenario_of(plan, scenario).placements
    rows = rows[rows["employee_number"] == employee]
    names = names_by_code(plan)
    return tuple(_recorded(one, scenario, names) for one in rows.to_dict("records"))


def recorded_anywhere(plan: Plan, employee: str) -> tuple[Recorded, ...]:
    """What each scenario holds of a person, in the order of the scenarios."""
    placements = plan.placements
    naming = set(placements.loc[placements["employee_number"] == employee, "scenario"])
    concerned = [one for one in plan.scenario_names if naming & set(lineage(plan, one))]
    return tuple(found for one in concerned for found in recorded_in(plan, one, employee))


def staff_dates(plan: Plan, employee: str) -> tuple[tuple[str, date], ...]:
    """The dates of a person's service in the staff list, each said once."""
    rows = plan.staff[plan.staff["employee_number"] == employee]
    found = [
        (title, to_date(np.datetime64(day, "D")))
        for key, title in DATES
        for day in rows[key].dropna().sort_values().unique()
    ]
    return tuple(found)


def _recorded(row: Mapping[Hashable, Any], scenario: str, names: Mapping[str, str]) -> Recorded:
    origin = str(row["scenario"])
    reason = row["reason"]
    return Recorded(
        scenario,
        "" if origin == scenario else origin,
        in_words(names, row["outcome"], row["stage"], row["receiver"], row["post"]),
        None if pd.isna(row["date"]) else to_date(np.datetime64(row["date"], "D")),
        row["locked"] == "Y",
        reason if isinstance(reason, str) else "",
    )
