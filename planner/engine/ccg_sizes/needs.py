"""What each function costs a CCG by doing it, sharing it or buying it, and the people that takes.

A function with a requirement (FTE per organisation, and per 100,000 people) is priced by it. One without
goes by its staff as they are now: a smallest team in each organisation, and the rest for each person whom
the plan's staff serve. Done, a function carries its
fixed FTE alone; shared, with the other CCGs of the area; bought, with all whom the supplier serves, at the
price per head where the plan has one. What is left of the allowance is divided among the functions as their
cost would be in a CCG of the typical size, and a function can be afforded where its part pays for it.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.ccg_sizes.terms import Terms
from planner.engine.columns import Booleans, Floats, divided, floats
from planner.model.plan import Plan
from planner.model.scenario import allocations_in_force

PER = 100_000.0
WAYS = ("do", "share", "buy")
BY_MODEL, AS_NOW, BY_PRICE, NOT_KNOWN = "requirement", "staff as now", "price only", "not known"
"""What a function's cost is reckoned from."""


@dataclass(frozen=True, slots=True, eq=False)
class Needs:
    """The functions (F) that fall to CCGs, in the plan's order.

    Attributes:
        codes, names: (F,).
        basis: (F,) what each one's cost is reckoned from.
        fixed: (F,) £ a year of doing it whatever the size; NaN where it can only be bought or is not known.
        variable: (F,) £ a head of doing it besides.
        shared, bought: (F,) £ a head.
        part: (F,) of what is left of the allowance; the known ones add to 1.
        needed: (F, 3) population from which it can be afforded by do, share and buy; infinite for never,
            NaN where not known.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    basis: tuple[str, ...]
    fixed: Floats
    variable: Floats
    shared: Floats
    bought: Floats
    part: Floats
    needed: Floats

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def known(self) -> int:
        """How many functions have a cost in any way."""
        return int((~np.isnan(self.needed).all(axis=1)).sum()) if len(self) else 0

    def per_head(self, population: Floats) -> Floats:
        """(3, n) £ a head of all functions by do, share and buy; one that has no such way is bought."""
        people = np.asarray(population, dtype=np.float64)
        bought = np.nansum(np.where(np.isnan(self.fixed), self.bought, 0.0))
        done = np.nansum(self.fixed) / people + np.nansum(self.variable) + bought
        shared = np.nansum(self.shared) + bought
        each = np.full(people.shape, 1.0)
        return np.array([done, shared * each, np.nansum(self.bought) * each])

    def affordable(self, population: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        """(n, 3) how many functions CCGs of such populations can afford by do, share and buy."""
        people = np.asarray(population, dtype=np.float64)
        return np.asarray((self.needed[None, :, :] <= people[:, None, None]).sum(axis=1), dtype=np.int64)


def falls_to_ccgs(plan: Plan, scenario: str) -> Floats:
    """(F,) the share of each function, 0 to 1, that a scenario gives to CCGs to do, share or buy.

    Functions that the scenario does not give to anybody fall to CCGs unless they are of national scale.
    """
    claims = allocations_in_force(plan, scenario)
    share = claims["share"].fillna(0.0)
    ours = share.where(claims["mode"].isin(WAYS), 0.0)
    codes = plan.functions["code"]
    given = codes.map(share.groupby(claims["function"]).sum()).fillna(0.0).to_numpy(dtype=np.float64)
    kept = codes.map(ours.groupby(claims["function"]).sum()).fillna(0.0).to_numpy(dtype=np.float64)
    unclaimed = np.where(plan.functions["scale"].to_numpy(dtype=object) == "national", 0.0, 1.0)
    return divided(kept, given, unclaimed)


def needs_of(
    plan: Plan, scenario: str, area_population: float, terms: Terms, served: float = float("nan")
) -> Needs:
    """Reckon what the functions of a plan cost CCGs of an area.

    Args:
        plan: its functions, staff and CCGs.
        scenario: whose claims say which functions fall to CCGs.
        area_population: people of the area, among whose CCGs work is shared.
        terms: money.
        served: people whom the plan's staff serve now; NaN where that is not known, for those of its PCTs,
            else of its CCGs.
    """
    share = falls_to_ccgs(plan, scenario)
    ours = share > 0
    functions, share = plan.functions[ours], share[ours]
    codes = functions["code"]
    fixed, rate = floats(functions, "fixed_fte"), floats(functions, "fte_per_100k")
    is_model = ~(np.isnan(fixed) & np.isnan(rate))
    now, teams = _staff_now(plan, codes)
    team = np.minimum(terms.smallest_team, divided(now, teams))
    now_rate = (now - teams * team) / _served(plan, served, area_population)
    is_now = ~is_model & (now > 0)
    price = floats(functions, "price_per_head")
    unit = terms.fte_cost * share
    own_fixed = np.where(is_model, np.nan_to_num(fixed), np.where(is_now, team, np.nan)) * unit
    own_rate = np.where(is_model, np.nan_to_num(rate) / PER, np.where(is_now, now_rate, np.nan)) * unit
    thrift = np.where(is_now, 1.0, 0.0)
    shared = (own_fixed / max(area_population, 1.0) + own_rate) * (1 - thrift * terms.saving_share)
    bought = (own_fixed / terms.supplier + own_rate) * (1 - thrift * terms.saving_buy) * (1 + terms.margin)
    bought = np.where(np.isnan(price), bought, price * share)
    part = _parts(own_fixed / terms.typical + own_rate, bought)
    return Needs(
        codes=tuple(codes.astype(str)),
        names=tuple(functions["name"].fillna(codes).astype(str)),
        basis=tuple(_basis(is_model, is_now, ~np.isnan(price))),
        fixed=own_fixed,
        variable=own_rate,
        shared=shared,
        bought=bought,
        part=part,
        needed=_needed(part, own_fixed, np.array([own_rate, shared, bought]), terms),
    )


def _staff_now(plan: Plan, codes: pd.Series) -> tuple[Floats, Floats]:
    """(F,) FTE of each function now, and in how many organisations."""
    by_function = plan.staff[plan.staff["fte"] > 0].groupby("function")
    found = (by_function["fte"].sum(), by_function["organisation"].nunique())
    now, teams = (codes.map(one).fillna(0.0).to_numpy(dtype=np.float64) for one in found)
    return now, teams


def _served(plan: Plan, given: float, otherwise: float) -> float:
    """People whom the plan's staff serve now."""
    groups = plan.organisations[plan.organisations["kind"] == "CCG"]
    known = (given, float(plan.senders["population"].sum()), float(groups["population"].sum()), otherwise)
    return next((people for people in known if people > 0), 1.0)


def _parts(typical: Floats, bought: Floats) -> Floats:
    """(F,) each function's part of the money: its cost in a typical CCG, else what it is bought at."""
    cost = np.where(np.isnan(typical), bought, typical)
    total = np.nansum(cost)
    return np.asarray(cost / total if total > 0 else np.full(len(cost), np.nan))


def _needed(part: Floats, fixed: Floats, per_head: Floats, terms: Terms) -> Floats:
    """(F, 3) where a function's part of what is left comes up to its cost.

    part × (allowance − fixed corporate cost / p − corporate cost a head) ≥ fixed / p + cost a head
    """
    spare = part * (terms.allowance - terms.cost_per_head) - per_head
    alone = np.array([fixed, np.zeros_like(fixed), np.zeros_like(fixed)])
    top = part * terms.fixed_cost + alone
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where(spare > 0, top / spare, np.inf)
    return np.asarray(np.where(np.isnan(per_head) | np.isnan(part), np.nan, found).T)


def _basis(is_model: Booleans, is_now: Booleans, has_price: Booleans) -> list[str]:
    return [
        BY_MODEL if model else AS_NOW if now else BY_PRICE if price else NOT_KNOWN
        for model, now, price in zip(is_model, is_now, has_price, strict=True)
    ]


def needs_table(needs: Needs) -> pd.DataFrame:
    """A row for each function: function, name, basis, part_percent, and what it takes by each way.

    ``needs_do``, ``needs_share``, ``needs_buy`` are
    populations, infinite for never, NaN where not known.
    """
    return pd.DataFrame(
        {
            "function": list(needs.codes),
            "name": list(needs.names),
            "basis": list(needs.basis),
            "part_percent": 100 * needs.part,
            "needs_do": needs.needed[:, 0],
            "needs_share": needs.needed[:, 1],
            "needs_buy": needs.needed[:, 2],
        }
    )
