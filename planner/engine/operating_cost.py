"""What each receiver costs to run, by financial year, and who pays whom.

A **service** is one function at one receiver. Figures are on a full-year basis.
"""

from dataclasses import dataclass

import numpy as np

from planner.engine.allocation import BUY, SHARE, STOP, Claims
from planner.engine.columns import ABSENT, Booleans, Floats, Integers, divided, total_by, totals_by
from planner.engine.decisions import PLACED, Decisions
from planner.engine.filling import OPEN_COMPETITION, Filling
from planner.engine.holders import Holders
from planner.engine.landscape import Landscape
from planner.engine.posts import Openings
from planner.engine.serving import served_parts
from planner.model.assumptions import Assumptions
from planner.model.tables import BANDS, MODES
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

    The band's middle point with the receiver's high cost area supplement, as a scheme member.
    """
    costs = np.zeros((len(years), len(openings)))
    zone = land.zone[openings.receiver]
    member = np.ones(len(openings), dtype=bool)
    is_vsm = openings.band == VSM
    for at, year in enumerate(years.tolist()):
        middle = band_middle_pay(year, rules)[openings.band]
        if is_vsm.any():
            middle[is_vsm] = _vsm_pay(openings, holders, year, land, rules)[is_vsm]
        pay = middle + high_cost_area_supplement(middle, zone, year, rules)
        ni = employer_ni(pay, member, year, rules)
        costs[at] = pay + ni + employer_pension(pay, member, year, rules)
    return costs


def _vsm_pay(openings: Openings, holders: Holders, year: int, land: Landscape, rules: RuleBook) -> Floats:
    """(J,) what a VSM is paid: the mean of the function's VSM holders, else of the plan's.

    Where the plan has none, the spot rate for the receiver's population.
    """
    paid = (holders.band == VSM) & (holders.fte > 0)
    pay, function = holders.full_time_basic[holders.year_at(year), paid], holders.function[paid]
    functions = len(land.functions)
    of_function = total_by(function, pay, functions)
    heads = total_by(function, np.ones(len(pay)), functions)
    if len(pay):
        return divided(of_function, heads, pay.mean())[openings.function]
    return vsm_spot_rate(np.nan_to_num(land.population[openings.receiver]), year, rules)


def services_of(
    claims: Claims,
    openings: Openings,
    filling: Filling,
    vacancies: Floats,
    portion_non_pay: Floats,
    decisions: Decisions,
    cost: Floats,
    functions: int,
) -> Services:
    """Gather staff, vacancies (Y, J) filled from outside and non-pay (Y, P) into services.

    ``cost`` (Y, H) is what each holder costs an employer, for those whom locked placements place.
    """
    claim = claims.portion_claim
    live = np.flatnonzero((claims.mode[claim] != STOP) & (claims.receiver[claim] != ABSENT))
    portion_key = claims.receiver[claim[live]] * functions + claims.function[claim[live]]
    post_key = openings.receiver * functions + openings.function
    placed = np.flatnonzero(decisions.outcome == PLACED)
    locked_key = decisions.receiver[placed] * functions + decisions.function[placed]
    keys = np.unique(np.concatenate([portion_key, post_key, locked_key]))
    at_portion, at_post, at_locked = (keys.searchsorted(key) for key in (portion_key, post_key, locked_key))
    size = len(keys)
    return Services(
        receiver=keys // functions,
        function=keys % functions,
        mode=_main_mode(claims, claim[live], at_portion, size),
        staff=totals_by(at_post, filling.cost, size) + totals_by(at_locked, cost[:, placed], size),
        vacancies=totals_by(at_post, vacancies, size),
        non_pay=totals_by(at_portion, portion_non_pay[:, live], size),
        income=np.zeros((len(filling.cost), size)),
    )


def _main_mode(claims: Claims, claim: Integers, service: Integers, size: int) -> Integers:
    """(S,) the mode of the greatest share of each service."""
    modes = len(MODES)
    share = total_by(service * modes + claims.mode[claim], claims.share[claim], size * modes)
    share = share.reshape(size, modes)
    return np.where(share.any(axis=1), share.argmax(axis=1), ABSENT)


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
    sold = sold[[len(claims.customers[claim]) > 0 for claim in sold]] if len(sold) else sold
    key = claims.receiver * functions + claims.function
    service = np.searchsorted(services.receiver * functions + services.function, key[sold])
    price = services.cost[:, service] * _part_of_service(claims, holders_fte, key)[sold]
    price *= np.where(claims.mode[sold] == BUY, 1 + assumptions["cso_margin"], 1.0)
    by_head = _prices_by_head(claims, sold, holders_fte, land)
    amounts = [
        np.broadcast_to(by_head[claim], (len(price), len(by_head[claim])))
        if claim in by_head
        else price[:, at, None] * _weights(land.population[claims.customers[claim]])
        for at, claim in enumerate(sold.tolist())
    ]
    claim_of_row = np.repeat(sold, [len(claims.customers[claim]) for claim in sold])
    return Charges(
        customer=np.concatenate([claims.customers[claim] for claim in sold] or [np.zeros(0, dtype=np.int64)]),
        supplier=claims.receiver[claim_of_row],
        function=claims.function[claim_of_row],
        mode=claims.mode[claim_of_row],
        amount=np.concatenate(amounts, axis=1) if amounts else np.zeros((len(price), 0)),
    )


def _weights(population: Floats) -> Floats:
    """Each customer's part by population; equal parts where none is known."""
    people = np.nan_to_num(population)
    return divided(people, np.asarray(people.sum()), 1 / len(people))


def _prices_by_head(
    claims: Claims, sold: Integers, holders_fte: Floats, land: Landscape
) -> dict[int, Floats]:
    """What each customer pays, £ a year, for the claims bought at a price per head."""
    parts: dict[int, dict[tuple[int, int], float]] = {}
    prices: dict[int, Floats] = {}
    for claim in sold.tolist():
        function = int(claims.function[claim])
        per_head = land.price_per_head[function]
        if claims.mode[claim] != BUY or np.isnan(per_head):
            continue
        if function not in parts:
            parts[function] = served_parts(claims, function, holders_fte)
        customers = claims.customers[claim]
        part = np.array([parts[function].get((claim, one), 0.0) for one in customers.tolist()])
        prices[claim] = per_head * np.nan_to_num(land.population[customers]) * part
    return prices


def _part_of_service(claims: Claims, holders_fte: Floats, key: Integers) -> Floats:
    """(N,) the part of its service's work that each claim is, by the FTE it takes."""
    group_fte = holders_fte.sum(axis=1)
    taken = claims.portion_share * group_fte[claims.portion_group]
    work = total_by(claims.portion_claim, taken, len(claims.share))
    services, at = np.unique(key, return_inverse=True)
    whole = total_by(at, work, len(services))[at]
    shares = total_by(at, claims.share, len(services))[at]
    return divided(work, whole, divided(claims.share, shares))


def vacancies_filled(
    filling: Filling, unit: Floats, takes_part: Booleans, assumptions: Assumptions
) -> Floats:
    """(Y, J) £ of the vacancies that open competition fills."""
    vacant = filling.open_fte * takes_part[OPEN_COMPETITION]
    return np.asarray(unit * vacant * assumptions["vacancy_fill"])


def fixed_costs(land: Landscape) -> Floats:
    """(O,) fixed corporate cost of the receivers, £ a year."""
    return np.where(land.is_sender, 0.0, np.nan_to_num(land.fixed_cost))


def income_of(services: Services, charges: Charges, functions: int) -> Floats:
    """(Y, S) what customers pay for each service."""
    key = services.receiver * functions + services.function
    at = np.searchsorted(key, charges.supplier * functions + charges.function)
    return totals_by(at, charges.amount, len(key))


def allowances(land: Landscape, assumptions: Assumptions) -> Floats:
    """(O,) £ a head of a CCG: its own, else the general one, and never above the ceiling."""
    given = np.where(np.isnan(land.allowance), assumptions["running_cost_allowance"], land.allowance)
    return np.minimum(given, assumptions["allowance_ceiling"])


def targets(land: Landscape, assumptions: Assumptions) -> Floats:
    """(O,) £ a year: a CCG's allowance, anyone else's target; NaN where there is none."""
    by_head = allowances(land, assumptions) * land.population
    return np.where(land.is_ccg & ~np.isnan(by_head), by_head, land.target)
