"""Each receiver's operating cost in each draw.

Operating cost is a sum over services of staff, vacancies and non-pay, and of what customers are charged for
these. The engine itself says how: it is asked what its charges come to for services that cost a pound, so
that a draw's position is the engine's own arithmetic over the draw's posts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planner.base.dates import year_label
from planner.engine.columns import Floats, Integers, divided, total_by
from planner.engine.operating_cost import Services, charges_of, targets, vacancy_cost
from planner.engine.tabulate_money import receivers_table
from planner.engine.workings import Workings, money_of
from planner.model.assumptions import Assumption
from planner.model.tables import MODES
from planner.risk.assumed import DrawnAssumptions, with_values
from planner.risk.lots import Lots
from planner.risk.rows import RowSums, Singles, product, row_sums

MARGIN = "cso_margin"
_DIGITS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Positions:
    """How receivers' costs add up from lots; a bundle is the lots whose work goes to the same services.

    Attributes:
        receivers, years: what the rows of ``total`` stand for: years of the first receiver, then the next.
        by_bundle: sums of lots.
        vacancy_unit: (L,) £ of one vacant FTE that open competition fills, in the first year.
        weights: (2 × rows, 2 × bundles) £ to each receiver for each £ of the first year, staff and then
            vacancies; the lower rows are what each 1 of margin adds.
        fixed: (rows,) £ that no draw changes; ``fixed_margin`` for each 1 of margin.
        non_pay: by saving in doubt, (2, rows): £ for each 1 of it, and of that for each 1 of margin.
        target: (rows,) £, NaN where there is none; ``target_slope`` for each £ of the allowance per head.
    """

    receivers: tuple[str, ...]
    names: tuple[str, ...]
    years: tuple[str, ...]
    by_bundle: RowSums
    vacancy_unit: Singles
    weights: Singles
    fixed: Floats
    fixed_margin: Floats
    non_pay: Mapping[str, Floats]
    non_pay_now: Mapping[str, float]
    target: Floats
    target_slope: Floats
    allowance_now: float

    def over(self, staff: Singles, vacancies: Singles, values: DrawnAssumptions) -> Singles:
        """(rows, draws) £ a year over target, below nil where under; NaN where there is no target.

        Args:
            staff: (bundles, draws) £ of those who took posts, in the first year.
            vacancies: (bundles, draws) £ of the vacant posts that go to open competition, were all filled.
        """
        filled = vacancies * values["vacancy_fill"].astype(np.float32)
        margin = values[MARGIN]
        both = product(self.weights, np.concatenate([staff, filled])).astype(np.float64)
        total = both[: len(self.target)] + margin * both[len(self.target) :]
        total += self.fixed[:, None] + self.fixed_margin[:, None] * margin
        for key, (each, with_margin) in self.non_pay.items():
            saved = values[key] - self.non_pay_now[key]
            total += each[:, None] * saved + with_margin[:, None] * (saved * margin)
        allowed = values["running_cost_allowance"] - self.allowance_now
        over = total - self.target[:, None] - self.target_slope[:, None] * allowed
        return np.asarray(over, dtype=np.float32)


def positions_of(work: Workings, lots: Lots, doubtful: tuple[Assumption, ...]) -> Positions:
    """Ask the engine how receivers' costs add up."""
    ground, services, land = work.ground, work.money.services, work.ground.land
    table = receivers_table(work)
    years = len(ground.years)
    names = pd.Index(table["receiver"][: len(table) // years])
    shown = land.organisations.get_indexer(names)
    plain, margin = _charged(work, shown)
    bundle, weights = _bundles(work, lots)
    by_bundle = row_sums(bundle, len(weights))
    unit = vacancy_cost(work.filled.openings, ground.holders, ground.years, land, ground.rules)
    staff, vacant, lot_unit = _year_by_year(work, lots, bundle, weights, unit)
    locked = services.staff - _open_staff(work)
    constant = locked + services.non_pay
    base = table["total"].to_numpy().reshape(years, len(names)).T.reshape(-1)
    probe = _rows(plain + work.ground.assumptions[MARGIN] * margin, services.cost)
    target = np.broadcast_to(targets(land, ground.assumptions)[shown][:, None], (len(names), years)).reshape(
        -1
    )
    key = "running_cost_allowance"
    higher = targets(land, with_values(ground.assumptions, {key: ground.assumptions[key] + 1}))[shown]
    slope = np.nan_to_num(np.repeat(higher, years) - target)
    return Positions(
        receivers=tuple(names),
        names=tuple(table["name"][: len(names)]),
        years=tuple(year_label(int(one)) for one in ground.years),
        by_bundle=by_bundle,
        vacancy_unit=lot_unit,
        weights=np.block(
            [[_stacked(one, weights, part) for part in (staff, vacant)] for one in (plain, margin)]
        ),
        fixed=base - probe + _rows(plain, constant),
        fixed_margin=_rows(margin, constant),
        non_pay=_non_pay(work, plain, margin, doubtful),
        non_pay_now={one.key: one.value for one in doubtful},
        target=target,
        target_slope=slope,
        allowance_now=ground.assumptions[key],
    )


def _charged(work: Workings, shown: Integers) -> tuple[Floats, Floats]:
    """(R, S) £ to each receiver for each £ that a service costs, and what each 1 of margin adds."""
    ground, services = work.ground, work.money.services
    size = len(services.receiver)
    key = services.receiver * len(ground.land.functions) + services.function

    def to_receivers(margin: float) -> Floats:
        def amounts(cost: float) -> tuple[Floats, Integers, Integers, Integers]:
            one = np.full((1, size), cost)
            asked = replace(services, staff=one, vacancies=0 * one, non_pay=0 * one, income=0 * one)
            changed = with_values(ground.assumptions, {MARGIN: margin})
            charges = charges_of(ground.claims, asked, work.filled.holders_fte, ground.land, changed)
            at = np.searchsorted(key, charges.supplier * len(ground.land.functions) + charges.function)
            return charges.amount[0], charges.customer, charges.supplier, at

        (amount, customer, supplier, at), (by_head, *_) = amounts(1.0), amounts(0.0)
        matrix = np.zeros((len(ground.land.organisations), size))
        np.add.at(matrix, (customer, at), amount - by_head)
        np.add.at(matrix, (supplier, at), by_head - amount)
        return matrix

    none, whole = to_receivers(0.0), to_receivers(1.0)
    own = np.zeros_like(none)
    own[services.receiver, np.arange(size)] = 1.0
    return (own + none)[shown], (whole - none)[shown]


def _bundles(work: Workings, lots: Lots) -> tuple[Integers, Floats]:
    """(L,) the bundle of each lot, and (bundles, S) the part of it that goes to each service."""
    services, openings = work.money.services, work.filled.openings
    functions = len(work.ground.land.functions)
    service = np.searchsorted(
        services.receiver * functions + services.function, openings.receiver * functions + openings.function
    )
    parts: list[dict[int, float]] = [{} for _ in range(len(lots))]
    for lot, one, share in zip(lots.of_opening.tolist(), service.tolist(), lots.share.tolist(), strict=True):
        parts[lot][one] = parts[lot].get(one, 0.0) + share
    found: dict[tuple[tuple[int, float], ...], int] = {}
    keys = [tuple(sorted((one, round(share, _DIGITS)) for one, share in part.items())) for part in parts]
    bundle = np.array([found.setdefault(key, len(found)) for key in keys], dtype=np.int64)
    weights = np.zeros((len(found), len(services.receiver)))
    for key, at in found.items():
        for one, share in key:
            weights[at, one] = share
    return bundle, weights


def _open_staff(work: Workings) -> Floats:
    """(Y, S) £ of staff who are expected in open posts; the rest of the staff are in locked placements."""
    services, openings = work.money.services, work.filled.openings
    functions = len(work.ground.land.functions)
    at = np.searchsorted(
        services.receiver * functions + services.function, openings.receiver * functions + openings.function
    )
    cost = work.filled.filling.cost
    return np.array([total_by(at, row, len(services.receiver)) for row in cost]).reshape(services.staff.shape)


def _year_by_year(
    work: Workings, lots: Lots, bundle: Integers, weights: Floats, unit: Floats
) -> tuple[Floats, Floats, Singles]:
    """(Y, bundles) each year's staff and vacancies for each £ of the first, and (L,) £ a vacant FTE."""
    size, filling = len(weights), work.filled.filling
    of_opening = bundle[lots.of_opening]
    cost = np.array([total_by(of_opening, row, size) for row in filling.cost])
    everyone = work.ground.holders.cost[work.ground.reported].sum(axis=1)
    otherwise = divided(everyone, everyone[:1], 1.0)[:, None]
    staff = np.where(cost[:1] > 0, divided(cost, cost[:1]), otherwise)
    lot_unit = np.array([total_by(lots.of_opening, row * lots.share, len(lots)) for row in unit])
    whole = np.array([total_by(bundle, row, size) for row in lot_unit])
    return staff, divided(whole, whole[:1], 1.0), (lot_unit[0] * lots.goes_on).astype(np.float32)


def _stacked(matrix: Floats, weights: Floats, by_year: Floats) -> Singles:
    """(R × Y, bundles) from (R, S), (bundles, S) and (Y, bundles)."""
    to_bundles = product(matrix, np.ascontiguousarray(weights.T))
    stacked = to_bundles[:, None, :] * by_year[None, :, :]
    return stacked.reshape(len(matrix) * len(by_year), len(weights)).astype(np.float32)


def _rows(matrix: Floats, cost: Floats) -> Floats:
    """(R × Y,) £ from (R, S) and (Y, S)."""
    return np.asarray((matrix @ cost.T).reshape(-1))


def _non_pay(
    work: Workings, plain: Floats, margin: Floats, doubtful: tuple[Assumption, ...]
) -> dict[str, Floats]:
    """What each saving in doubt does to receivers' costs: non-pay is linear in it."""
    found = {}
    for one in doubtful:
        if one.key.removeprefix("non_pay_saving_") not in MODES:
            continue
        changed = with_values(work.ground.assumptions, {one.key: one.value + 1})
        other: Services = money_of(
            replace(work.ground, assumptions=changed), work.filled, work.priced
        ).services
        slope = other.non_pay - work.money.services.non_pay
        if np.any(slope):
            found[one.key] = np.array([_rows(plain, slope), _rows(margin, slope)])
    return found
