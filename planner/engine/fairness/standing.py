"""How everybody stands in a scenario: each person once, with their odds and what is decided of them."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from planner.base.errors import WrongUseError
from planner.engine.columns import ABSENT, Floats, Integers, positions_in
from planner.engine.decisions import PLACED as IS_PLACED
from planner.engine.decisions import REDUNDANT as IS_REDUNDANT
from planner.engine.tabulate_people import pool_names
from planner.engine.workings import Workings
from planner.model.results import Results
from planner.model.tables import BANDS, BASELINE, STAGES

UNDECIDED, PLACED, REDUNDANT, LEFT = range(4)
"""What may be decided of somebody; ``LEFT`` is any leaving but redundancy."""
DECISIONS = 4
NO_STAGE = len(STAGES)
"""The place after the stages: of those placed of whom no stage is recorded."""


class By(StrEnum):
    """By what people are set apart beside their characteristic."""

    PLAN = "plan"
    FUNCTION = "function"
    BAND = "band"
    POOL = "pool"
    STAGE = "stage"


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Everybody (P) in a scenario, in the order of ``Holders.employee_numbers``.

    Each person counts once, by the job of most hours: a whole plan's counts are then the sums of its
    functions', bands' and pools'.

    Attributes:
        scenario: its name.
        placed, redundant: (P,) odds; 0 or 1 where it is decided.
        by_stage: (P, 7) odds of being placed in each stage; people placed for sure are in none.
        decided: (P,) ``UNDECIDED``, ``PLACED``, ``REDUNDANT`` or ``LEFT``, by locked placements.
        stage: (P,) the stage recorded of those placed for sure; ``NO_STAGE`` where there is none.
        function, band, pool: (P,) positions in ``lines``.
        lines: the names of functions, bands and pools.
        codes: their codes, as other places know them.
    """

    scenario: str
    placed: Floats
    redundant: Floats
    by_stage: Floats
    decided: Integers
    stage: Integers
    of: dict[By, Integers]
    lines: dict[By, tuple[str, ...]]
    codes: dict[By, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.placed)


def workings_of(results: Results) -> Workings:
    """The engine's own record of an evaluation.

    Raises:
        WrongUseError: the results do not come from the engine.
    """
    if not isinstance(results.workings, Workings):
        raise WrongUseError("Fairness is worked out from results of the engine.")
    return results.workings


def standing_of(results: Results) -> Standing:
    """Read how everybody stands in a scenario."""
    work = workings_of(results)
    holders, land, filled = work.ground.holders, work.ground.land, work.filled
    main = _main_jobs(work)
    pool = filled.pools.of_holder[main]
    stays = filled.departures.stays[main]
    by_stage = np.zeros((len(main), NO_STAGE))
    by_stage[:, :-1] = stays[:, None] * filled.filling.placed[pool]
    return Standing(
        scenario=results.scenario,
        placed=filled.odds.placed[main],
        redundant=filled.odds.redundant[main],
        by_stage=by_stage,
        decided=_decided(work, main),
        stage=_stages(work),
        of={By.FUNCTION: holders.function[main], By.BAND: holders.band[main], By.POOL: pool},
        lines={
            By.FUNCTION: tuple(str(one) for one in land.function_names),
            By.BAND: tuple(f"Band {one}" if one[0].isdigit() else one for one in BANDS),
            By.POOL: tuple(pool_names(work)),
        },
        codes={
            By.FUNCTION: tuple(str(one) for one in land.functions),
            By.BAND: BANDS,
            By.POOL: tuple(pool_names(work)),
        },
    )


def _main_jobs(work: Workings) -> Integers:
    """(P,) each person's holding of most hours; of equals the first by function and band."""
    holders = work.ground.holders
    order = np.lexsort(
        (holders.organisation, holders.band, holders.function, -holders.fte.round(9), holders.employee)
    )
    first = np.searchsorted(holders.employee[order], np.arange(len(holders.employee_numbers)))
    return np.asarray(order[first], dtype=np.int64)


def _decided(work: Workings, main: Integers) -> Integers:
    """(P,) what locked placements say; in the baseline nothing is decided, for nobody is moved."""
    outcome = work.ground.decisions.outcome[main]
    if work.ground.scenario.name == BASELINE:
        return np.full(len(main), UNDECIDED, dtype=np.int64)
    found = np.where(outcome == IS_PLACED, PLACED, np.where(outcome == IS_REDUNDANT, REDUNDANT, LEFT))
    return np.where(outcome == ABSENT, UNDECIDED, found).astype(np.int64)


def _stages(work: Workings) -> Integers:
    """(P,) the stage that a locked placement records."""
    numbers = work.ground.holders.employee_numbers
    found = np.full(len(numbers), NO_STAGE, dtype=np.int64)
    rows = work.ground.scenario.placements
    rows = rows[(rows["locked"] == "Y") & rows["stage"].notna()]
    if rows.empty:
        return found
    person = positions_in(pd.Index(numbers), rows["employee_number"])
    written = rows["stage"].str.strip().str.lower().str.replace(r"[\s-]+", "_", regex=True)
    stage = positions_in(STAGES, written)
    known = np.flatnonzero((person != ABSENT) & (stage != ABSENT))[::-1]
    found[person[known]] = stage[known]
    return found
