"""Assumptions that are not known for certain, drawn from their ranges."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from planner.engine.columns import Floats, Integers
from planner.model.assumptions import Assumption, Assumptions
from planner.model.tables import MODES

NOTICE = ("notice_weeks_bands_1_4", "notice_weeks_bands_5_6", "notice_weeks_bands_7_9", "notice_weeks_vsm")
"""The assumptions of contractual notice, each of its own bands."""

ACCEPTS_OWN = ("accept_lift_and_shift", "accept_slot_in", "accept_competitive_slot_in")
ACCEPTS_RING_FENCE, ACCEPTS_REDEPLOYMENT = "accept_ring_fence", "accept_redeployment"
"""The assumptions that say how many of those who are offered a post take it."""

SLIP = "transfer_slip_months"
"""The assumption that says how much later than planned work may move."""

READ_BY_DRAWS = frozenset(
    (
        *("leaver_rate", "closure_factor", "scarce_factor", "waiting_effect"),
        *(*ACCEPTS_OWN, ACCEPTS_RING_FENCE, ACCEPTS_REDEPLOYMENT),
        *("redundancy_retirement_take_up", "pension_discount_rate", *NOTICE),
        SLIP,
        *("vacancy_fill", "cso_margin", "running_cost_allowance"),
        *(f"{kind}_{mode}" for kind in ("saving", "non_pay_saving") for mode in MODES),
    )
)
"""The assumptions that the drawn figures depend on."""


def has_range(one: Assumption) -> bool:
    """Whether an assumption may lie anywhere between two figures.

    What a check judges against, and what a stress supposes, are no guesses.
    """
    return (
        not one.key.startswith(("check_", "stress_"))
        and bool(one.low < one.high)
        and one.low <= one.value <= one.high
    )


def in_doubt(assumptions: Assumptions) -> tuple[Assumption, ...]:
    """The assumptions that are drawn: they have a range, and the drawn figures depend on them."""
    return tuple(one for one in assumptions.entries() if one.key in READ_BY_DRAWS and has_range(one))


def with_values(assumptions: Assumptions, values: Mapping[str, float]) -> Assumptions:
    """The same register with some values changed; ranges stay."""
    entries = {one.key: one for one in assumptions.entries()}
    return Assumptions(entries | {key: replace(entries[key], value=value) for key, value in values.items()})


class DrawnAssumptions:
    """The value of each assumption in each draw of a chunk: an array where it is drawn, else one figure."""

    def __init__(self, assumptions: Assumptions, drawn: Mapping[str, Floats]) -> None:
        self._assumptions, self._drawn = assumptions, drawn

    def __getitem__(self, key: str) -> Floats:
        """(draws,) where the assumption is drawn, else (1,)."""
        if key in self._drawn:
            return self._drawn[key]
        return np.array([self._assumptions[key]])

    def part(self, draws: slice | Integers) -> "DrawnAssumptions":
        """The values of some of the draws."""
        return DrawnAssumptions(self._assumptions, {key: drawn[draws] for key, drawn in self._drawn.items()})


def drawn(
    assumptions: Assumptions, doubtful: tuple[Assumption, ...], draws: int, rng: np.random.Generator
) -> DrawnAssumptions:
    """Draw each doubtful assumption on its own: triangular, from low to high, likeliest at its value."""
    return DrawnAssumptions(
        assumptions,
        {one.key: rng.triangular(one.low, one.value, one.high, draws) for one in doubtful},
    )
