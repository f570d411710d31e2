"""Pension on redundancy: who may take it early, and what that costs the employer."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.base.dates import MONTHS_IN_A_YEAR, Days, Floats, age_on, as_days, year_parts
from planner.rules.dated import Numbers
from planner.rules.rulebook import RuleBook
from planner.rules.working import NO_WORKING, ByRow, OneOf, Only, Working, Written, in_force

Integers = npt.NDArray[np.int64]

PENSION_STATES = ("not a member", "not eligible", "past normal age", "quote", "estimate", "needs a quote")
NOT_A_MEMBER, NOT_ELIGIBLE, PAST_NORMAL_AGE, QUOTE, ESTIMATE, NEEDS_A_QUOTE = range(6)
"""Positions in ``PENSION_STATES``."""

SECTIONS = ("not a member", "1995", "2008", "section not known")
"""Sections of the scheme, as positions."""

_OUTSIDE, _OLD, _NEW, _UNKNOWN = range(4)


def capital_cost(  # noqa: PLR0913, PLR0917 - a person's pension facts, a column each
    section: Numbers,
    membership_years: Numbers,
    fte: Numbers,
    full_time_pensionable: Numbers,
    reckonable_years: Numbers,
    qualifies: Numbers,
    born: Days,
    is_protected: Numbers,
    quote: Numbers,
    last_day: Days,
    discount_rate: Numbers,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> tuple[Floats, Integers]:
    """Capital cost of a pension taken unreduced on redundancy, and how it is known.

    Args:
        section: position in ``SECTIONS``.
        membership_years: scaled membership (calendar years x FTE); NaN where not given, and then
            complete reckonable years stand in for it.
        fte: full-time equivalent.
        full_time_pensionable: full-time basic pay and supplement, £ a year.
        reckonable_years: complete years.
        qualifies: whether there is enough service for redundancy pay.
        born: date of birth; NaT where not known.
        is_protected: whether the lower minimum pension age is kept.
        quote: the scheme's own figure, £; NaN where not given.
        last_day: last day of employment.
        discount_rate: a year.
        rules: the book of rules.
        working: what the steps are reported to.

    Returns:
        £, nil for who cannot take a pension and NaN where a quote is needed; and positions in
        ``PENSION_STATES``.
    """
    section, fte = np.asarray(section), np.asarray(fte, dtype=np.float64)
    quote, born, last_day = np.asarray(quote, dtype=np.float64), as_days(born), as_days(last_day)
    is_protected = np.asarray(is_protected, dtype=bool)
    given = np.asarray(membership_years, dtype=np.float64)
    is_given = ~np.isnan(given) & (fte > 0)
    membership = np.where(np.isnan(given), reckonable_years * fte, given)
    calendar = np.where(is_given, given / np.where(is_given, fte, 1.0), reckonable_years)
    age = age_on(born, last_day)
    ages = rules["pension_minimum_age"], rules["pension_protected_age"]
    least_age = np.where(is_protected, ages[1].on(last_day), ages[0].on(last_day))
    enough = rules["pension_membership_years"]
    least_membership = enough.on(last_day)
    is_barred = ~np.asarray(qualifies, dtype=bool) | (age < least_age) | (calendar < least_membership)
    is_past = age >= _normal_age(section, last_day, rules)
    estimate = _estimate(section, membership, full_time_pensionable, born, last_day, discount_rate, rules)
    state = np.where(np.isnan(estimate.cost) | np.isnan(calendar), NEEDS_A_QUOTE, ESTIMATE)
    state = np.where(np.isnan(quote), state, QUOTE)
    state = np.where(is_past, PAST_NORMAL_AGE, state)
    state = np.where(is_barred, NOT_ELIGIBLE, state)
    state = np.where(section == _OUTSIDE, NOT_A_MEMBER, state).astype(np.int64)
    known = np.where(state == QUOTE, quote, estimate.cost)
    cost = np.where(state < QUOTE, 0.0, np.where(state == NEEDS_A_QUOTE, np.nan, known))
    working.step(
        "capital_cost",
        "Estimate from first principles: ask NHS Pensions for a quote",
        Only(estimate.cost, state == ESTIMATE),
        rules=_cited(section, last_day, rules),
        section=Written(section, SECTIONS.__getitem__),
        membership_in_years=membership,
        full_time_pensionable_pay=full_time_pensionable,
        pension_a_year=estimate.pension,
        lump_sum=estimate.lump_sum,
        born=born,
        normal_pension_age=estimate.normal_age,
        years_to_normal_age=estimate.years,
        discount_rate=discount_rate,
        years_of_pension_at_present_value=estimate.annuity,
    )
    working.step(
        "capital_cost",
        "Capital cost of the pension",
        cost,
        rules=(OneOf(is_protected.astype(np.intp), in_force(last_day, *ages)), *in_force(last_day, enough)),
        how_it_is_known=Written(state, PENSION_STATES.__getitem__),
        age=age,
        least_age=least_age,
        calendar_membership_in_years=calendar,
        least_membership_in_years=least_membership,
        quote=quote,
    )
    return cost, state


@dataclass(frozen=True, slots=True, eq=False)
class _Estimate:
    """An estimate of the capital cost, NaN where it cannot be told, and what it rests on."""

    cost: Floats
    pension: Floats
    lump_sum: Floats
    normal_age: Floats
    years: Floats
    annuity: Floats


def _estimate(
    section: Numbers,
    membership: Floats,
    full_time_pensionable: Numbers,
    born: Days,
    last_day: Days,
    discount_rate: Numbers,
    rules: RuleBook,
) -> _Estimate:
    """What the pension and lump sum are worth that fall due before normal pension age."""
    accrual, pensions_at_once, normal_age = (
        _by_section(figure, section, last_day, rules)
        for figure in ("pension_accrual", "pension_lump_sum", "pension_normal_age")
    )
    length = rules["pension_days_in_a_year"].on(last_day)
    years = _years_between(last_day, birthday(born, normal_age), length)
    pension = membership * np.asarray(full_time_pensionable, dtype=np.float64) / accrual
    lump_sum = pensions_at_once * pension
    force = np.log1p(np.asarray(discount_rate, dtype=np.float64))
    lost = -np.expm1(-years * force)
    is_nil = np.abs(force) < np.finfo(np.float64).eps
    annuity = np.where(is_nil, years, lost / np.where(is_nil, 1.0, force))
    cost = pension * annuity + lump_sum * lost
    return _Estimate(cost, pension, lump_sum, normal_age, years, annuity)


def _by_section(figure: str, section: Numbers, last_day: Days, rules: RuleBook) -> Floats:
    """A figure of the two sections; NaN outside them."""
    old, new = (rules[f"{figure}_{name}"].on(last_day) for name in SECTIONS[_OLD:_UNKNOWN])
    return np.where(np.equal(section, _OLD), old, np.where(np.equal(section, _NEW), new, np.nan))


def _normal_age(section: Numbers, last_day: Days, rules: RuleBook) -> Floats:
    """Normal pension age; for a member of an unknown section the later of the two."""
    known = _by_section("pension_normal_age", section, last_day, rules)
    ages = (rules[f"pension_normal_age_{name}"].on(last_day) for name in SECTIONS[_OLD:_UNKNOWN])
    return np.where(np.isnan(known), np.maximum(*ages), known)


def _cited(section: Numbers, last_day: Days, rules: RuleBook) -> tuple[ByRow, ...]:
    """The rules of the estimate, each as the row's own section has it."""
    which = np.equal(section, _NEW).astype(np.intp)
    figures = ("pension_accrual", "pension_lump_sum", "pension_normal_age")
    by_section = (
        OneOf(
            which,
            in_force(last_day, rules[f"{figure}_{SECTIONS[_OLD]}"], rules[f"{figure}_{SECTIONS[_NEW]}"]),
        )
        for figure in figures
    )
    return (*by_section, *in_force(last_day, rules["pension_days_in_a_year"]))


def birthday(born: Days, age: Numbers) -> Days:
    """The day on which an age is reached; 1 March for who was born on 29 February, in other years."""
    born, ages = np.broadcast_arrays(as_days(born), np.asarray(age, dtype=np.float64))
    missing = np.isnat(born) | np.isnan(ages)
    year, month, day = year_parts(np.where(missing, np.datetime64("2000-01-01", "D"), born))
    reached = year + np.where(missing, 0, ages).astype(np.int64)
    months = ((reached - 1970) * MONTHS_IN_A_YEAR + month - 1).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    return np.where(missing, np.datetime64("NaT", "D"), days)


def _years_between(start: Days, end: Days, days_in_a_year: Floats) -> Floats:
    """Years from one day to another; NaN where either is missing."""
    days = (end - start).astype(np.float64)
    return np.where(np.isnat(start) | np.isnat(end), np.nan, days) / days_in_a_year
