"""Everything on the way from a plan to its results: for the tables and the explanations."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planner.base.money import to_the_penny
from planner.engine.budgets import NonPay, NonPayUse, non_pay_of, use_of
from planner.engine.cash import ExitMoney, Running, double_running, months_table
from planner.engine.columns import ABSENT, Days, Floats, Integers, total_by, totals_by
from planner.engine.decisions import PLACED
from planner.engine.exits import Entitlements, Exits, entitlements_of, exits_of, notice_start
from planner.engine.ground import Ground
from planner.engine.holders import Holders
from planner.engine.odds import Filled
from planner.engine.operating_cost import (
    Charges,
    Services,
    charges_of,
    fixed_costs,
    income_of,
    services_of,
    vacancies_filled,
    vacancy_cost,
)
from planner.engine.talent import Talent, talent_of


@dataclass(frozen=True, slots=True, eq=False)
class PricedExits:
    """What each exit costs and what is expected (H), £ to the penny."""

    due: Entitlements
    notice_starts: Days
    exits: Exits
    expected_cost: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Money:
    """Operating costs, charges, talent and cash."""

    budgets: NonPay
    used: NonPayUse
    services: Services
    charges: Charges
    talent: Talent
    double_running: Floats
    months: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Workings:
    """The four parts of an evaluation, in the order they are worked."""

    ground: Ground
    filled: Filled
    priced: PricedExits
    money: Money


def whole_pay(holders: Holders) -> Floats:
    """(H,) £ a year of each person in all their pools, on their last day."""
    people = len(holders.employee_numbers)
    return total_by(holders.employee, holders.annual_pay, people)[holders.employee]


def establishments_of(staff: pd.DataFrame, holders: Holders) -> Integers:
    """(H,) which establishment each holding is at; the organisation where none is named."""
    place = pd.factorize(staff["establishment"].to_numpy(dtype=object))[0][holders.first_row]
    either = np.where(place == ABSENT, ABSENT - 1 - holders.organisation, place)
    return pd.factorize(either)[0].astype(np.int64)


def priced_exits(ground: Ground, filled: Filled) -> PricedExits:
    """Price everyone's exit, and weigh it by their odds."""
    holders, rules, assumptions = ground.holders, ground.rules, ground.assumptions
    establishments = establishments_of(ground.roster.staff, holders)
    starts = notice_start(filled.odds.redundant, establishments, ground.facts, rules)
    due = entitlements_of(holders, filled.service, starts, assumptions, rules)
    exits = exits_of(holders, due, starts, whole_pay(holders), holders.ended, assumptions, rules)
    expected = filled.odds.redundant * exits.cost + filled.odds.mars * due.mars
    return PricedExits(due, starts, exits, to_the_penny(expected))


def money_of(ground: Ground, filled: Filled, priced: PricedExits) -> Money:
    """Add up operating costs, charges, talent and cash."""
    all_budgets = non_pay_of(ground.clean, ground.claims, ground.holders.years, ground.land)
    budgets = all_budgets.in_years(ground.reported)
    used = use_of(budgets, ground.claims, ground.assumptions)
    services, charges = _services(ground, filled, used)
    running_on = double_running(ground.holders, ground.claims, filled.unplaced, ground.years)
    return Money(
        budgets=budgets,
        used=used,
        services=services,
        charges=charges,
        talent=_talent(ground, filled),
        double_running=running_on,
        months=_months(ground, filled, priced, all_budgets, used, services),
    )


def _services(ground: Ground, filled: Filled, used: NonPayUse) -> tuple[Services, Charges]:
    """What each receiver does, and who pays for it."""
    unit = vacancy_cost(filled.openings, ground.holders, ground.years, ground.land, ground.rules)
    vacancies = vacancies_filled(filled.filling, unit, filled.takes_part, ground.assumptions)
    services = services_of(
        ground.claims,
        filled.openings,
        filled.filling,
        vacancies,
        used.portions,
        ground.decisions,
        ground.holders.cost[ground.reported],
        len(ground.land.functions),
    )
    charges = charges_of(ground.claims, services, filled.holders_fte, ground.land, ground.assumptions)
    return replace(services, income=income_of(services, charges, len(ground.land.functions))), charges


def _talent(ground: Ground, filled: Filled) -> Talent:
    decisions = ground.decisions
    return talent_of(
        ground.holders,
        filled.pools,
        filled.departures,
        filled.filling,
        filled.odds.placed,
        np.where(decisions.outcome == PLACED, decisions.receiver, ABSENT),
        ground.land,
    )


def _months(
    ground: Ground,
    filled: Filled,
    priced: PricedExits,
    budgets: NonPay,
    used: NonPayUse,
    services: Services,
) -> pd.DataFrame:
    """All money by month."""
    fixed = 0.0 if ground.scenario.is_baseline else float(fixed_costs(ground.land).sum())
    running = Running(
        pay=totals_by(services.function, services.staff + services.vacancies, len(ground.land.functions)),
        fixed=np.full(len(ground.years), fixed),
    )
    in_lieu = filled.odds.redundant * priced.exits.pay_in_lieu
    money = ExitMoney(priced.expected_cost - in_lieu, in_lieu)
    return months_table(ground, filled, money, budgets, used, running)
