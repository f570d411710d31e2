"""What each exit would cost, if the person were made redundant.

The same functions price the whole table and explain one person: ``working`` records the steps of one
row of whatever table it is given.
"""

from dataclasses import dataclass

import numpy as np

from planner.base.dates import age_on, day, financial_years_of
from planner.base.money import to_the_penny
from planner.engine.columns import Booleans, Days, Floats, Integers, divided
from planner.engine.holders import Holders
from planner.model.assumptions import Assumptions
from planner.model.plan import Facts
from planner.rules.mars import mars_payment
from planner.rules.notice import consultation_days, notice_weeks, pay_in_lieu, years_with_notice
from planner.rules.on_costs import marginal_ni_rate
from planner.rules.pension import capital_cost
from planner.rules.redundancy import exit_cost
from planner.rules.rulebook import RuleBook
from planner.rules.section16 import section16_payment
from planner.rules.service import ServiceRecord, service_at
from planner.rules.statutory import statutory_payment
from planner.rules.working import NO_WORKING, Only, Working


@dataclass(frozen=True, slots=True, eq=False)
class Entitlements:
    """What follows from service, age and pay alone (H).

    Attributes:
        service: the service record of each.
        age: whole years on the last day.
        section16, statutory: £, rounded; statutory is NaN where the age is not known.
        capital: £ of unreduced pension, NaN where a quote is needed; ``pension_state`` says why.
        mars: £ of a mutually agreed resignation, rounded.
    """

    service: ServiceRecord
    age: Floats
    section16: Floats
    statutory: Floats
    capital: Floats
    pension_state: Integers
    mars: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Exits:
    """What an exit costs the employer (H), £ to the penny."""

    lump_sum: Floats
    pay_in_lieu: Floats
    retention: Floats
    cost: Floats


def service_of(holders: Holders, rules: RuleBook, working: Working = NO_WORKING) -> ServiceRecord:
    """Each holder's service on their last day."""
    return service_at(
        holders.last_day,
        holders.continuous_from,
        holders.reckonable_from,
        holders.reckonable_years,
        rules,
        working,
    )


def entitlements_of(
    holders: Holders,
    service: ServiceRecord,
    notice_starts: Days,
    assumptions: Assumptions,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> Entitlements:
    """Work out what each holder would be due on their last day; notice may run from ``notice_starts``."""
    age = age_on(holders.born, holders.last_day)
    pay, years = holders.annual_pay, service.reckonable_years
    due = section16_payment(pay, holders.fte, years, service.qualifies, holders.last_day, rules, working)
    from_day = holders.continuous_from
    counted = years_with_notice(
        np.where(np.isnat(from_day), holders.reckonable_from, from_day),
        service.continuous_years,
        service.qualifying_days,
        notice_starts,
        holders.last_day,
        ~holders.ended,
        rules,
        working,
    )
    floor = statutory_payment(pay, age, counted, holders.last_day, rules, working)
    capital, state = capital_of(holders, service, assumptions, rules, working)
    return Entitlements(
        service=service,
        age=age,
        section16=to_the_penny(due),
        statutory=to_the_penny(floor),
        capital=capital,
        pension_state=state,
        mars=to_the_penny(mars_payment(holders.annual_basic, years, service.qualifying_days, rules, working)),
    )


def capital_of(
    holders: Holders,
    service: ServiceRecord,
    assumptions: Assumptions,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> tuple[Floats, Integers]:
    """(H,) £ of unreduced pension to the penny, NaN where a quote is needed, and the state that says why."""
    capital, state = capital_cost(
        holders.section,
        holders.membership_years,
        holders.fte,
        divided(holders.annual_pay, holders.fte),
        service.reckonable_years,
        service.qualifies,
        holders.born,
        holders.is_protected,
        holders.quote,
        holders.last_day,
        assumptions["pension_discount_rate"],
        rules,
        working,
    )
    return to_the_penny(capital), state


def notice_start(redundant: Floats, establishment: Integers, facts: Facts, rules: RuleBook) -> Days:
    """(H,) the first day on which notice may run: after consultation at each establishment.

    Args:
        redundant: (H,) odds of redundancy, whose sum is the number proposed at an establishment.
        establishment: (H,) which establishment each is at.
    """
    proposed = np.bincount(establishment, redundant) if len(redundant) else np.zeros(0)
    days = np.array([consultation_days(float(one), facts.announced, rules) for one in proposed])
    after = day(facts.announced) + days.astype("timedelta64[D]")[establishment]
    return np.maximum(after, day(facts.plan_start))


def exits_of(
    holders: Holders,
    due: Entitlements,
    starts: Days,
    whole_pay: Floats,
    is_expiry: Booleans,
    assumptions: Assumptions,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> Exits:
    """Price an exit of each holder.

    Args:
        starts: (H,) first day of notice.
        whole_pay: (H,) £ a year of the person in all their pools: NI is charged on the whole.
        is_expiry: (H,) a fixed term that runs out needs no notice.
    """
    service = due.service
    owed = notice_weeks(
        holders.band,
        holders.notice_weeks,
        service.qualifying_days,
        service.continuous_years,
        assumptions,
        rules,
        working,
    )
    rate = marginal_ni_rate(whole_pay, holders.section > 0, financial_years_of(holders.last_day), rules)
    owed = np.where(is_expiry, 0.0, owed)
    working.step(
        "notice_weeks", "A fixed term that runs out needs no notice", Only(owed, is_expiry), unit="weeks"
    )
    in_lieu = to_the_penny(
        pay_in_lieu(holders.annual_pay, owed, starts, holders.last_day, rate, rules, working)
    )
    lump_sum, cost = exit_cost(
        due.section16,
        due.statutory,
        due.capital,
        due.pension_state,
        assumptions["redundancy_retirement_take_up"],
        in_lieu,
        holders.retention,
        holders.last_day,
        rules,
        working,
    )
    return Exits(lump_sum, in_lieu, to_the_penny(holders.retention), cost)
