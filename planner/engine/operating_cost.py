"""What each receiver costs to run, by financial year, and who pays whom.

A **service** is one function at one receiver. Figures are on a full-year basis.
"""

from dataclasses import dataclass

import numpy as np

from planner.engine.allocation import BUY, SHARE, STOP, Claims
from planner.engine.decisions import PLACED, Decisions
from planner.engine.filling import OPEN_COMPETITION, Filling
from planner.engine.holders import Holders
from planner.engine.landscape import ABSENT, Booleans, Floats, Integers, Landscape
from planner.engine.posts import Openings, served_parts
from planner.model.assumptions import Assumptions
from planner.model.tables import BANDS
from planner.rules.on_costs import employer_ni, employer_pension
from planner.rules.pay import band_middle_pay, high_cost_area_supplement, vsm_spot_rate
from planner.rules.rulebook import RuleBook

VSM = BANDS.index("VSM")


@dataclass(frozen=True, slots=True, eq=False)
class Services:
    """Services (S), sorted by receiver and function, priced in Y years, £ a year.

    Attributes:
        receiver, function: (S,) positions.
        staff, vacancies, non_pay: (Y, S).
        income: (Y, S) what customers pay for it.
        mode: (S,) the mode of most of its work, ``ABSENT`` where posts stand without a claim.
    """

    receiver: Integers
    function: Integers
    mode: Integers
    staff: Floats
    vacancies: Floats
    non_pay: Floats
    income: Floats

    @property
    def cost(self) -> Floats:
        """(Y, S) full cost of the function at the receiver."""
        return self.staff + self.vacancies + self.non_pay


@dataclass(frozen=True, slots=True, eq=False)
class Charges:
    """What customers pay (C rows): one for each claim and customer.

    Attributes:
        customer, supplier, function, mode: (C,) positions.
        amount: (Y, C) £ a year.
    """

    customer: Integers
    supplier: Integers
    function: Integers
    mode: Integers
    amount: Floats


def vacancy_cost(
    openings: Openings, holders: Holders, years: Integers, land: Landscape, rules: RuleBook
) -> Floats:
    """(Y, J) £ a year of one FTE recruited from outside to each opening.

    The band's middle point with the receiver's high cost area supplement, as a scheme member. A VSM
    is paid the mean of the plan's VSM holders, else the spot rate for the receiver's population.
    """
    costs = np.zeros((len(years), len(openings)))
    zone = land.zone[openings.receiver]
    member = np.ones(len(openings), dtype=bool)
    is_vsm = openings.band == VSM
    paid = (holders.band == VSM) & (holders.fte > 0)
    for at, year in enumerate(years):
        middle = band_middle_pay(int(year), rules)[openings.band]
        if is_vsm.any():
            mean = holders.full_time_basic[holders.year_at(int(year)), paid].mean() if paid.any() else np.nan
            population = np.nan_to_num(land.population[openings.receiver[is_vsm]])
            middle[is_vsm] = mean if paid.any() else vsm_spot_rate(population, int(year), rules)
        pay = middle + high_cost_area_supplement(middle, zone, int(year), rules)
        ni = employer_ni(pay, member, int(year), rules)
        costs[at] = pay + ni + employer_pension(pay, member, int(year), rules)
    return costs


def services_of(
    claims: Claims,
    openings: Openings,
    filling: Filling,
    vacancies: Floats,
    portion_non_pay: Floats,
    decisions: Decisions,
    holders: Holders,
    land: Landscape,
) -> Services:
    """Gather staff, vacancies and non-pay into services.

    Args:
        vacancies: (Y, J) £ of vacancies that are filled from outside.
        portion_non_pay: (Y, P) from ``budgets.use_of``.
    """
    functions = len(land.functions)
    claim = claims.portion_claim
    live = np.flatnonzero((claims.mode[claim] != STOP) & (claims.receiver[claim] != ABSENT))
    portion_key = claims.receiver[claim[live]] * functions + claims.function[claim[live]]
    post_key = openings.receiver * functions + openings.function
    placed = np.flatnonzero(decisions.outcome == PLACED)
    locked_key = decisions.receiver[placed] * functions + decisions.function[placed]
    keys = np.unique(np.concatenate([portion_key, post_key, locked_key]))
    at_portion, at_post, at_locked = (np.searchsorted(keys, key) for key in (portion_key, post_key, locked_key))
    size, cost = len(keys), holders.cost[-len(filling.cost) :]
    return Services(
        receiver=keys // functions,
        function=keys % functions,
        mode=_main_mode(claims, claim[live], at_portion, size),
        staff=_by(at_post, filling.cost, size) + _by(at_locked, cost[:, placed], size),
        vacancies=_by(at_post, vacancies, size),
        non_pay=_by(at_portion, portion_non_pay[:, live], size),
        income=np.zeros((len(filling.cost), size)),
    )


def _by(at: Integers, values: Floats, size: int) -> Floats:
    """Sum the rows of ``values`` (Y, n) into (Y, size)."""
    return np.array([np.bincount(at, row, size) for row in values]).reshape(len(values), size)


def _main_mode(claims: Claims, claim: Integers, service: Integers, size: int) -> Integers:
    """(S,) the mode of the greatest share of each service."""
    mode = np.full(size, ABSENT, dtype=np.int64)
    order = np.lexsort((-claims.mode[claim], claims.share[claim]))
    mode[service[order]] = claims.mode[claim[order]]
    return mode


def charges_of(
    claims: Claims,
    services: Services,
    holders_fte: Floats,
    land: Landscape,
    assumptions: Assumptions,
) -> Charges:
    """Price what is shared and bought, and share it out among the customers.

    A host charges its group the full cost, its own part included; a supplier adds the margin, or
    charges the price per head. Customers pay by population.
    """
    functions = len(land.functions)
    sold = np.flatnonzero(np.isin(claims.mode, (SHARE, BUY)) & (claims.receiver != ABSENT))
    key = claims.receiver * functions + claims.function
    service = np.searchsorted(services.receiver * functions + services.function, key[sold])
    price = services.cost[:, service] * _part_of_service(claims, holders_fte, key)[sold]
    price = price * np.where(claims.mode[sold] == BUY, 1 + assumptions["cso_margin"], 1.0)
    parts: dict[int, dict[tuple[int, int], float]] = {}
    rows: list[tuple[int, int]] = []
    amounts: list[Floats] = []
    for at, claim in enumerate(sold):
        customers = claims.customers[claim]
        if not len(customers):
            continue
        function = int(claims.function[claim])
        per_head = land.price_per_head[function]
        people = np.nan_to_num(land.population[customers])
        if claims.mode[claim] == BUY and not np.isnan(per_head):
            if function not in parts:
                parts[function] = served_parts(claims, function, holders_fte)
            part = np.array([parts[function].get((int(claim), int(one)), 0.0) for one in customers])
            amount = np.broadcast_to(per_head * people * part, (len(price), len(customers)))
        else:
            weight = people / people.sum() if people.sum() > 0 else np.full(len(people), 1 / len(people))
            amount = price[:, at, None] * weight
        rows += [(int(claim), int(customer)) for customer in customers]
        amounts.append(amount)
    claim = np.array([row[0] for row in rows], dtype=np.int64)
    return Charges(
        customer=np.array([row[1] for row in rows], dtype=np.int64),
        supplier=claims.receiver[claim],
        function=claims.function[claim],
        mode=claims.mode[claim],
        amount=np.concatenate(amounts, axis=1) if amounts else np.zeros((len(price), 0)),
    )


def _part_of_service(claims: Claims, holders_fte: Floats, key: Integers) -> Floats:
    """(N,) the part of its service's work that each claim is, by the FTE it takes."""
    group_fte = holders_fte.sum(axis=1)
    taken = claims.portion_share * group_fte[claims.portion_group]
    work = np.bincount(claims.portion_claim, taken, len(claims.share))
    services, at = np.unique(key, return_inverse=True)
    share = claims.share
    whole = np.bincount(at, work, len(services))[at]
    shares = np.bincount(at, share, len(services))[at]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, work / whole, np.where(shares > 0, share / shares, 0.0))


def vacancies_filled(
    filling: Filling, unit: Floats, takes_part: Booleans, assumptions: Assumptions
) -> Floats:
    """(Y, J) £ of the vacancies that open competition fills."""
    return unit * filling.open_fte * takes_part[OPEN_COMPETITION] * assumptions["vacancy_fill"]


def targets(land: Landscape, assumptions: Assumptions) -> Floats:
    """(O,) £ a year: a CCG's allowance, anyone else's target; NaN where there is none."""
    allowance = np.where(np.isnan(land.allowance), assumptions["running_cost_allowance"], land.allowance)
    by_head = allowance * land.population
    return np.where(land.is_ccg & ~np.isnan(by_head), by_head, land.target)
