"""Evaluate a scenario: one pure function from plan, scenario and rules to results."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planner.base.dates import financial_year
from planner.base.errors import UnknownScenarioError
from planner.base.money import to_the_penny
from planner.base.ticks import Tick, no_tick
from planner.engine import tabulate
from planner.engine.admission import Admission, judge
from planner.engine.allocation import Claims, claims_of
from planner.engine.budgets import NonPay, NonPayUse, non_pay_of, use_of
from planner.engine.cash import ExitMoney, Running, double_running, months_table
from planner.engine.decisions import (
    CONTRACT_ENDED,
    MARS,
    PLACED,
    REDUNDANT,
    RESIGNED,
    RETIRED,
    Decisions,
    decisions_of,
    stay_as_they_are,
    with_dates,
)
from planner.engine.exits import Entitlements, Exits, entitlements_of, exits_of, notice_start, service_of
from planner.engine.filling import (
    COMPETITIVE_SLOT_IN,
    LIFT_AND_SHIFT,
    Filling,
    fill,
    stages_on,
)
from planner.engine.holders import Holders, holders_of, why_not_counted
from planner.engine.landscape import ABSENT, Booleans, Floats, Integers, Landscape, landscape_of
from planner.engine.leaving import Departures, Pools, departures_of, pools_of
from planner.engine.operating_cost import (
    Charges,
    Services,
    charges_of,
    services_of,
    vacancies_filled,
    vacancy_cost,
)
from planner.engine.posts import Openings, holders_by_pool, openings_of
from planner.engine.talent import Talent, talent_of
from planner.model.assumptions import Assumptions
from planner.model.plan import Facts, Plan
from planner.model.results import Results
from planner.model.scenario import Scenario, scenario_of
from planner.model.tables import BASELINE
from planner.rules.register import assumptions_for
from planner.rules.rulebook import RuleBook


@dataclass(frozen=True, slots=True, eq=False)
class Odds:
    """The six odds of each holding (H); they add to 1."""

    placed: Floats
    resigned: Floats
    ended: Floats
    mars: Floats
    left: Floats
    redundant: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Workings:
    """Everything on the way from a plan to its results, for the tables and the explanations.

    Attributes:
        years: the financial years reported; ``holders.years`` begins earlier.
        staff: the rows that count.
        expected_cost: (H,) £ to the penny.
    """

    plan: Plan
    plan_functions: pd.DataFrame
    admission: Admission
    scenario: Scenario
    rules: RuleBook
    assumptions: Assumptions
    land: Landscape
    years: Integers
    staff: pd.DataFrame
    not_counted: pd.DataFrame
    claims: Claims
    holders: Holders
    decisions: Decisions
    pools: Pools
    holders_fte: Floats
    openings: Openings
    takes_part: Booleans
    departures: Departures
    filling: Filling
    odds: Odds
    due: Entitlements
    notice_starts: np.ndarray
    exits: Exits
    expected_cost: Floats
    budgets: NonPay
    used: NonPayUse
    vacancies: Floats
    services: Services
    charges: Charges
    talent: Talent
    double_running: Floats
    months: pd.DataFrame


def evaluate(
    plan: Plan,
    scenario: str,
    rules: RuleBook,
    tick: Tick = no_tick,
    admission: Admission | None = None,
) -> Results:
    """Work out what a scenario does: odds, exits, operating costs, talent and cash.

    Args:
        plan: may hold rows in error; they are left out and counted.
        scenario: its name; ``Baseline`` for the plan with nothing moved.
        rules: the dated rules.
        tick: told of progress; may raise ``CancelledError``.
        admission: ``judge(plan, rules)``, where the caller has it already.

    Raises:
        UnknownScenarioError: the plan has no such scenario.
    """
    return tabulate.results_of(work_out(plan, scenario, rules, tick, admission))


def work_out(
    plan: Plan,
    scenario: str,
    rules: RuleBook,
    tick: Tick = no_tick,
    admission: Admission | None = None,
) -> Workings:
    """Everything that ``evaluate`` tabulates."""
    if scenario != BASELINE and scenario not in plan.scenario_names:
        raise UnknownScenarioError(scenario, plan.scenario_names)
    tick(0.0, "Checking the plan")
    admission = admission or judge(plan, rules)
    clean = admission.admitted(plan)
    chosen = scenario_of(replace(clean, scenarios=plan.scenarios), scenario)
    tick(0.2, "Reading staff into pools")
    assumptions = assumptions_for(chosen.assumptions, rules, clean.organisations["code"])
    land = landscape_of(clean)
    facts = clean.facts
    years, priced = _years(facts)
    claims = claims_of(chosen, facts, land)
    why = why_not_counted(clean.staff)
    staff = clean.staff[why == ""]
    holders = holders_of(staff, claims, facts, priced, land, rules)
    decisions = stay_as_they_are(holders) if chosen.is_baseline else decisions_of(chosen, holders, land)
    holders = with_dates(holders, decisions)
    tick(0.4, "Filling posts")
    filled = _filled(chosen, claims, holders, decisions, years, facts, land, assumptions, rules)
    tick(0.6, "Pricing exits")
    priced_exits = _exits(filled, holders, decisions, facts, staff, land, assumptions, rules)
    tick(0.8, "Adding up operating costs")
    money = _money(clean, chosen, claims, holders, decisions, filled, priced_exits, years, land, assumptions, rules)
    tick(1.0, "Done")
    return Workings(
        plan=plan,
        plan_functions=clean.functions,
        admission=admission,
        scenario=chosen,
        rules=rules,
        assumptions=assumptions,
        land=land,
        years=years,
        staff=staff,
        not_counted=clean.staff[why != ""].assign(why=why[why != ""]),
        claims=claims,
        holders=holders,
        decisions=decisions,
        **_fields(filled),
        **_fields(priced_exits),
        **_fields(money),
    )


def _fields(part: object) -> dict[str, object]:
    return {name: getattr(part, name) for name in part.__dataclass_fields__}  # type: ignore[attr-defined]


def _years(facts: Facts) -> tuple[Integers, Integers]:
    """The financial years reported, from the transfer's; and those priced, from the plan's start."""
    first, last = financial_year(facts.transfer_date), financial_year(facts.horizon)
    closure, start = financial_year(facts.closure), financial_year(facts.plan_start)
    years = np.arange(first, max(first, last) + 1)
    return years, np.arange(min(start, closure, first), max(years[-1], closure) + 1)


@dataclass(frozen=True, slots=True, eq=False)
class _Filled:
    pools: Pools
    holders_fte: Floats
    openings: Openings
    takes_part: Booleans
    departures: Departures
    filling: Filling
    odds: Odds


def _filled(
    scenario: Scenario,
    claims: Claims,
    holders: Holders,
    decisions: Decisions,
    years: Integers,
    facts: Facts,
    land: Landscape,
    assumptions: Assumptions,
    rules: RuleBook,
) -> _Filled:
    """Posts, departures and the stages of filling, and so everyone's odds."""
    pools = pools_of(holders, claims)
    holders_fte = holders_by_pool(holders.group, holders.band, holders.fte, len(claims.group_function))
    placed = decisions.placed(holders)
    openings = openings_of(scenario, claims, holders_fte, placed, land, assumptions)
    takes_part = stages_on(openings, land, assumptions)
    service = service_of(holders, rules)
    posts_fte = _open_to_pools(pools, openings, takes_part)
    departures = departures_of(
        holders, pools, posts_fte, decisions.is_decided, service.qualifies, claims, facts, assumptions
    )
    departures = _with_decisions(departures, decisions, service.qualifies)
    stayers = departures.stays * holders.fte
    cost = holders.cost[-len(years) :] if len(years) else holders.cost
    stayers_cost = np.array([pools.total(departures.stays * row) for row in cost]).reshape(len(years), len(pools))
    filling = fill(pools, pools.total(stayers), stayers_cost, openings, takes_part, claims, land, assumptions)
    odds = _odds(pools, departures, filling, decisions, service.qualifies)
    return _Filled(pools, holders_fte, openings, takes_part, departures, filling, odds)


def _open_to_pools(pools: Pools, openings: Openings, takes_part: Booleans) -> Floats:
    """(P,) FTE open to each pool in stages 1 to 3."""
    pool = pools.at(openings.group, openings.band)
    live = (pool != ABSENT) & takes_part[LIFT_AND_SHIFT : COMPETITIVE_SLOT_IN + 1].any(axis=0)
    return np.bincount(pool[live], openings.open_fte[live], len(pools))


def _with_decisions(departures: Departures, decisions: Decisions, qualifies: Booleans) -> Departures:
    """Put what locked placements decide in place of odds."""

    def sure(where: Booleans, else_: Floats) -> Floats:
        return np.where(decisions.is_decided, where.astype(np.float64), else_)

    return replace(
        departures,
        resigned=sure(decisions.is_outcome(RESIGNED, RETIRED), departures.resigned),
        ended=sure(decisions.is_outcome(CONTRACT_ENDED), departures.ended),
        redundant=sure(decisions.is_outcome(REDUNDANT) & qualifies, departures.redundant),
        mars=sure(decisions.is_outcome(MARS), departures.mars),
    )


def _odds(
    pools: Pools, departures: Departures, filling: Filling, decisions: Decisions, qualifies: Booleans
) -> Odds:
    """Bring departures, stages and decisions together; who is left is redundant if entitled."""
    stays, pool = departures.stays, pools.of_holder
    unplaced = stays * filling.seeking[pool]
    is_refused_pay = decisions.is_outcome(REDUNDANT) & ~qualifies
    left = stays * filling.refused[pool] + np.where(qualifies, 0.0, unplaced)
    return Odds(
        placed=np.where(decisions.is_outcome(PLACED), 1.0, stays * filling.placed.sum(axis=1)[pool]),
        resigned=departures.resigned,
        ended=departures.ended,
        mars=departures.mars,
        left=np.where(is_refused_pay, 1.0, left),
        redundant=departures.redundant + np.where(qualifies, unplaced, 0.0),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _PricedExits:
    due: Entitlements
    notice_starts: np.ndarray
    exits: Exits
    expected_cost: Floats


def _exits(
    filled: _Filled,
    holders: Holders,
    decisions: Decisions,
    facts: Facts,
    staff: pd.DataFrame,
    land: Landscape,
    assumptions: Assumptions,
    rules: RuleBook,
) -> _PricedExits:
    """What each exit costs, and so what is expected."""
    due = entitlements_of(holders, service_of(holders, rules), assumptions, rules)
    starts = notice_start(filled.odds.redundant, _establishments(staff, holders), facts, rules)
    exits = exits_of(holders, due, starts, whole_pay(holders), holders.ended, assumptions, rules)
    expected = filled.odds.redundant * exits.cost + filled.odds.mars * due.mars
    return _PricedExits(due, starts, exits, to_the_penny(expected))


def whole_pay(holders: Holders) -> Floats:
    """(H,) £ a year of each person in all their pools, on their last day."""
    return np.bincount(holders.employee, holders.annual_pay)[holders.employee]


def _establishments(staff: pd.DataFrame, holders: Holders) -> Integers:
    """(H,) which establishment each holding is at; the organisation where none is named."""
    at = first_rows(staff, holders)
    place, _ = pd.factorize(staff["establishment"])
    code = np.where(place == ABSENT, -2 - holders_organisation(staff), place)
    return pd.factorize(code[at])[0].astype(np.int64)


def holders_organisation(staff: pd.DataFrame) -> Integers:
    """(rows) a number for each row's organisation."""
    return pd.factorize(staff["organisation"])[0].astype(np.int64)


def first_rows(staff: pd.DataFrame, holders: Holders) -> Integers:
    """(H,) the place in ``staff`` of a row of each holding."""
    return staff.index.get_indexer(holders.first_row).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Money:
    budgets: NonPay
    used: NonPayUse
    vacancies: Floats
    services: Services
    charges: Charges
    talent: Talent
    double_running: Floats
    months: pd.DataFrame


def _money(
    plan: Plan,
    scenario: Scenario,
    claims: Claims,
    holders: Holders,
    decisions: Decisions,
    filled: _Filled,
    priced: _PricedExits,
    years: Integers,
    land: Landscape,
    assumptions: Assumptions,
    rules: RuleBook,
) -> _Money:
    """Operating costs, charges, talent and cash."""
    all_budgets = non_pay_of(plan, claims, holders.years, land)
    budgets = NonPay(*(part[-len(years) :] for part in (all_budgets.free, all_budgets.committed, all_budgets.by_sender)))
    used = use_of(budgets, claims, assumptions)
    unit = vacancy_cost(filled.openings, holders, years, land, rules)
    vacancies = vacancies_filled(filled.filling, unit, filled.takes_part, assumptions)
    services = services_of(
        claims, filled.openings, filled.filling, vacancies, used.portions, decisions, holders, land
    )
    charges = charges_of(claims, services, filled.holders_fte, land, assumptions)
    services = replace(services, income=_income(services, charges, len(land.functions)))
    talent = talent_of(
        holders,
        filled.pools,
        filled.departures,
        filled.filling,
        filled.odds.placed,
        np.where(decisions.outcome == PLACED, decisions.receiver, ABSENT),
        land,
    )
    unplaced = filled.departures.stays * (
        filled.filling.seeking[filled.pools.of_holder]
    ) + np.where(decisions.is_outcome(REDUNDANT, MARS), 1.0, 0.0)
    running = Running(
        pay=services.staff.sum(axis=1) + services.vacancies.sum(axis=1),
        non_pay=services.non_pay.sum(axis=1),
        fixed=np.full(len(years), 0.0 if scenario.is_baseline else _fixed(land).sum()),
    )
    in_lieu = filled.odds.redundant * priced.exits.pay_in_lieu
    money = ExitMoney(priced.expected_cost - in_lieu, in_lieu)
    months = months_table(
        plan.facts,
        holders,
        claims,
        filled.departures,
        unplaced,
        money,
        all_budgets,
        used,
        running,
        years,
        scenario.is_baseline,
    )
    running_on = double_running(holders, claims, unplaced, years)
    return _Money(budgets, used, vacancies, services, charges, talent, running_on, months)


def _fixed(land: Landscape) -> Floats:
    """(O,) fixed corporate cost of the receivers, £ a year."""
    return np.where(land.is_sender, 0.0, np.nan_to_num(land.fixed_cost))


def _income(services: Services, charges: Charges, functions: int) -> Floats:
    """(Y, S) what customers pay for each service."""
    key = services.receiver * functions + services.function
    at = np.searchsorted(key, charges.supplier * functions + charges.function)
    return np.array([np.bincount(at, row, len(key)) for row in charges.amount]).reshape(services.cost.shape)
