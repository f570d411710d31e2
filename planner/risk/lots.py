"""Posts in lots: openings that fill and empty in step in every draw, so that one figure does for all."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.engine.columns import ABSENT, Booleans, Floats, Integers, divided, total_by
from planner.engine.filling import (
    COMPETITIVE_SLOT_IN,
    LIFT_AND_SHIFT,
    OPEN_COMPETITION,
    REDEPLOYMENT,
    RING_FENCE_NARROW,
    SLOT_IN,
)
from planner.engine.ground import Ground
from planner.engine.odds import Filled
from planner.engine.operating_cost import vacancy_cost
from planner.engine.posts import Openings, openings_of
from planner.model.assumptions import Assumption
from planner.model.tables import MODES
from planner.risk.assumed import DrawnAssumptions, with_values
from planner.risk.rows import Singles, product

OWN_STAGES = (LIFT_AND_SHIFT, SLOT_IN, COMPETITIVE_SLOT_IN)
LATER_STAGES = (RING_FENCE_NARROW, RING_FENCE_NARROW + 1, REDEPLOYMENT)
_DIGITS = 9


@dataclass(frozen=True, slots=True, eq=False)
class Lots:
    """Lots (L), sorted by shelf; a shelf is the lots of one family and band open in the same later stages.

    Attributes:
        of_opening: (J,) the lot of each opening.
        share: (J,) each opening's part of its lot.
        pool: (L,) position in the engine's pools, ``ABSENT`` where no pool is theirs.
        own_live: (3, L) whether each takes part in each of ``OWN_STAGES``; lift and shift where all of
            the pool's work goes to its receiver.
        goes_on: (L,) whether what is vacant goes to open competition.
        open_fte: (L,) FTE open at the assumptions' values.
        slope: £ for each saving that is drawn, (L,) FTE for each 1 of it.
        shelf: (L,) of each lot; ``shelf_family``, ``shelf_band`` (K,), ``shelf_live`` (3, K) by
            ``LATER_STAGES``.
    """

    of_opening: Integers
    share: Floats
    pool: Integers
    own_live: Booleans
    goes_on: Booleans
    open_fte: Floats
    slope: Mapping[str, Floats]
    shelf: Integers
    shelf_family: Integers
    shelf_band: Integers
    shelf_live: Booleans

    def __len__(self) -> int:
        return len(self.pool)

    def are_as(self, other: "Lots") -> bool:
        """Whether these are the same openings in the same lots, whatever is open of them."""
        return np.array_equal(self.of_opening, other.of_opening) and np.allclose(self.share, other.share)

    def opened(self, values: DrawnAssumptions, now: Mapping[str, float], draws: int) -> Singles:
        """(L, draws): FTE open in each draw."""
        fte = np.repeat(self.open_fte[:, None].astype(np.float32), draws, axis=1)
        if self.slope:
            moved = [np.broadcast_to(values[key] - now[key], (draws,)) for key in self.slope]
            by_saving = np.array(list(self.slope.values()), dtype=np.float32)
            fte += product(by_saving.T, np.array(moved, dtype=np.float32))
        return np.maximum(fte, np.float32(0), out=fte)


def lots_of(ground: Ground, filled: Filled, doubtful: tuple[Assumption, ...]) -> Lots:
    """Gather a scenario's openings into lots."""
    openings, pools = filled.openings, filled.pools
    pool = pools.at(openings.group, openings.band)
    sole = np.append(ground.claims.sole_receiver(), ABSENT)[openings.group]
    is_sole = (sole != ABSENT) & (openings.receiver == sole)
    family = ground.land.family[openings.function]
    slopes = _slopes(ground, filled, doubtful)
    relative = [np.round(divided(one, openings.fte), _DIGITS) for one in slopes.values()]
    live = filled.takes_part.astype(np.float64)
    held = np.round(divided(openings.locked, openings.fte), _DIGITS)
    later = [live[stage] for stage in LATER_STAGES]
    own = [*(live[stage] for stage in OWN_STAGES), live[OPEN_COMPETITION], is_sole.astype(np.float64)]
    # A vacancy in London costs more than one elsewhere, so that they are not one lot.
    unit = vacancy_cost(openings, ground.holders, ground.years[:1], ground.land, ground.rules)[0]
    columns = np.column_stack([family, openings.band, *later, pool, *own, held, unit, *relative])
    keys, lot = np.unique(columns, axis=0, return_inverse=True)
    lot = lot.reshape(-1)
    size = len(keys)
    open_fte = total_by(lot, openings.open_fte, size)
    by_open = divided(openings.open_fte, open_fte[lot])
    by_fte = divided(openings.fte, total_by(lot, openings.fte, size)[lot])
    shelves, shelf = np.unique(keys[:, :5], axis=0, return_inverse=True)
    own_live = keys[:, 6:9].T > 0
    own_live[0] &= keys[:, 10] > 0
    return Lots(
        of_opening=lot,
        share=np.where(open_fte[lot] > 0, by_open, by_fte),
        pool=keys[:, 5].astype(np.int64),
        own_live=own_live & (keys[:, 5] != ABSENT),
        goes_on=keys[:, 9] > 0,
        open_fte=open_fte,
        slope={key: total_by(lot, one, size) for key, one in slopes.items()},
        shelf=shelf.reshape(-1),
        shelf_family=shelves[:, 0].astype(np.int64),
        shelf_band=shelves[:, 1].astype(np.int64),
        shelf_live=shelves[:, 2:5].T > 0,
    )


def _slopes(ground: Ground, filled: Filled, doubtful: tuple[Assumption, ...]) -> dict[str, Floats]:
    """(J,) by saving in doubt: how many FTE each opening gains for each 1 of it; posts are linear in it."""
    placed = ground.decisions.placed(ground.holders)
    found: dict[str, Floats] = {}
    for one in doubtful:
        if one.key.removeprefix("saving_") not in MODES:
            continue
        step = 0.25 if one.value < 0.5 else -0.25
        changed = with_values(ground.assumptions, {one.key: one.value + step})
        other = openings_of(ground.scenario, ground.claims, filled.holders_fte, placed, ground.land, changed)
        slope = (_at_same(filled.openings, other) - filled.openings.fte) / step
        if np.any(slope):
            found[one.key] = slope
    return found


def _at_same(openings: Openings, other: Openings) -> Floats:
    """(J,) the other's FTE at the openings of the first; nil where it has none."""
    names = ("receiver", "function", "band", "group", "limit", "source")
    if len(openings) == len(other) and all(
        np.array_equal(getattr(openings, name), getattr(other, name)) for name in names
    ):
        return other.fte
    keys = [
        list(zip(*(getattr(one, name).tolist() for name in names), strict=True)) for one in (openings, other)
    ]
    fte = dict(zip(keys[1], other.fte.tolist(), strict=True))
    return np.array([fte.get(key, 0.0) for key in keys[0]])
