"""What each person's redundancy would cost, as the assumptions of a draw have it.

A cost is linear in the take-up of pensions, and bends gently with the discount rate and the weeks of
notice. The engine prices it at a few values of each, and a draw reads it off between them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from planner.engine.columns import Booleans, Floats
from planner.engine.exits import capital_of, exits_of
from planner.engine.ground import Ground
from planner.engine.workings import Workings, whole_pay
from planner.model.assumptions import Assumption
from planner.model.tables import BANDS
from planner.risk.assumed import NOTICE, DrawnAssumptions, with_values
from planner.rules.notice import KEY_OF_BAND

TAKE_UP, DISCOUNT = "redundancy_retirement_take_up", "pension_discount_rate"
NODES = 5
"""How many values of a doubtful assumption costs are worked out at."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part of the cost of every exit.

    Attributes:
        amount: (H,) £ of each holding.
        key: the assumption it is read off by, at ``nodes``; "" where it does not depend on one.
        at: the node that ``amount`` was worked out at.
        by_take_up: whether it is what a pension adds, so that it goes with the take-up.
    """

    amount: Floats
    key: str = ""
    nodes: tuple[float, ...] = ()
    at: int = 0
    by_take_up: bool = False

    def weight(self, values: DrawnAssumptions) -> Floats:
        """(draws,) or (1,): how far the part counts in each draw."""
        weight = values[TAKE_UP] if self.by_take_up else np.ones(1)
        if not self.key:
            return weight
        alone = np.zeros(len(self.nodes))
        alone[self.at] = 1.0
        return np.asarray(weight * np.interp(values[self.key], self.nodes, alone))


@dataclass(frozen=True, slots=True, eq=False)
class ExitBill:
    """The parts that add to the cost of each exit."""

    parts: tuple[Part, ...]

    def where(self, counts: Floats | Booleans) -> npt.NDArray[np.float32]:
        """(parts, H) £ of each holding that counts, nil of the others."""
        return np.array([part.amount * counts for part in self.parts], dtype=np.float32)

    def total(self, sums: Floats, values: DrawnAssumptions) -> Floats:
        """(draws,) £ from the sums (parts, draws) over whoever is made redundant."""
        bill = np.zeros(sums.shape[1])
        for part, summed in zip(self.parts, sums, strict=True):
            bill += summed * part.weight(values)
        return bill


def exit_bill_of(work: Workings, doubtful: tuple[Assumption, ...]) -> ExitBill:
    """Price everyone's redundancy, at several values of each assumption that is in doubt."""
    ground, holders, priced = work.ground, work.ground.holders, work.priced
    ranges, whole = {one.key: one for one in doubtful}, whole_pay(work.ground.holders)

    def cost(values: dict[str, float]) -> Floats:
        changed, due = with_values(ground.assumptions, values), priced.due
        if DISCOUNT in values:
            # Nothing else of what is due depends on an assumption that is drawn.
            capital, state = capital_of(holders, due.service, changed, ground.rules)
            due = replace(due, capital=capital, pension_state=state)
        starts, is_expiry = priced.notice_starts, holders.ended
        return exits_of(holders, due, starts, whole, is_expiry, changed, ground.rules).cost

    is_linear = TAKE_UP in ranges or DISCOUNT in ranges
    base = cost({TAKE_UP: 0.0} if is_linear else {})
    parts = [Part(base)]
    if is_linear:
        parts += _read_off(ranges.get(DISCOUNT), base, cost, {TAKE_UP: 1.0}, by_take_up=True)
    parts += _notices({key: ranges[key] for key in NOTICE if key in ranges}, ground, base, cost, is_linear)
    return ExitBill(tuple(part for at, part in enumerate(parts) if at == 0 or np.any(part.amount)))


def _notices(
    ranges: dict[str, Assumption],
    ground: Ground,
    base: Floats,
    cost: Callable[[dict[str, float]], Floats],
    is_linear: bool,
) -> list[Part]:
    """What each notice in doubt adds at each node: priced together, since each is of its own bands."""
    nodes = {key: np.linspace(one.low, one.high, NODES).tolist() for key, one in ranges.items()}
    key_of = np.array([KEY_OF_BAND[band] for band in BANDS], dtype=object)[ground.holders.band]
    parts = []
    for at in range(NODES if ranges else 0):
        also = {TAKE_UP: 0.0} if is_linear else {}
        more = cost(also | {key: values[at] for key, values in nodes.items()}) - base
        parts += [Part(more * (key_of == key), key, tuple(values), at) for key, values in nodes.items()]
    return parts


def _read_off(
    doubtful: Assumption | None,
    base: Floats,
    cost: Callable[[dict[str, float]], Floats],
    also: dict[str, float],
    *,
    by_take_up: bool,
) -> list[Part]:
    """What is on top of ``base`` at each node of an assumption's range; at its value where it has none."""
    if doubtful is None:
        return [Part(cost(also) - base, by_take_up=by_take_up)]
    nodes = tuple(np.linspace(doubtful.low, doubtful.high, NODES).tolist())
    return [
        Part(cost(also | {doubtful.key: node}) - base, doubtful.key, nodes, at, by_take_up)
        for at, node in enumerate(nodes)
    ]
