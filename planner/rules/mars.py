"""Payment on a mutually agreed resignation. Local schemes vary: check before use."""

import numpy as np

from planner.base.dates import MONTHS_IN_A_YEAR, Floats
from planner.rules.dated import Numbers
from planner.rules.rulebook import RuleBook
from planner.rules.working import NO_WORKING, Working


def mars_payment(
    annual_basic: Numbers,
    reckonable_years: Numbers,
    continuous_days: Numbers,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> Floats:
    """A share of a month's basic pay for each complete year, between a least and a most; unrounded.

    Args:
        annual_basic: contracted basic pay, £ a year, without supplements.
        reckonable_years: complete years.
        continuous_days: days of continuous service; NaN where only years are known, which then decide.
        rules: the book of rules.
        working: what the steps are reported to.

    Returns:
        £; nil where service is too short or not known.
    """
    years = np.floor(np.asarray(reckonable_years, dtype=np.float64))
    days = np.asarray(continuous_days, dtype=np.float64)
    names = (
        "mars_months_a_year",
        "mars_least_months",
        "mars_most_months",
        "mars_service_days",
        "mars_service_years",
    )
    used = tuple(rules[name].latest for name in names)
    each, least, most, enough_days, enough_years = (one.value for one in used)
    is_enough = np.where(np.isnan(days), years >= enough_years, days >= enough_days)
    months = np.where(is_enough, np.clip(years * each, least, most), 0.0)
    month = np.asarray(annual_basic, dtype=np.float64) / MONTHS_IN_A_YEAR
    payment = np.where(is_enough, months * month, 0.0)
    working.step(
        "mars_payment",
        "Months' pay due",
        months,
        unit="months",
        rules=used,
        reckonable_years=years,
        days_of_service=days,
        is_service_long_enough=is_enough,
    )
    working.step(
        "mars_payment",
        "Payment on a mutually agreed resignation",
        payment,
        months=months,
        month_of_basic_pay=month,
    )
    return payment
