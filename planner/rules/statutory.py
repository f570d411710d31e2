"""Statutory redundancy pay: weeks by age and service, at a week's pay held to a cap."""

import numpy as np

from planner.base.dates import Days, Floats, as_days
from planner.rules.dated import Numbers
from planner.rules.pay import weeks_pay
from planner.rules.rulebook import RuleBook, load_rules
from planner.rules.working import NO_WORKING, Working, in_force

_WEEKS = (
    "statutory_least_years",
    "statutory_most_years",
    "statutory_middle_age",
    "statutory_older_age",
    "statutory_younger_weeks",
    "statutory_middle_weeks",
    "statutory_older_weeks",
)
"""The rules that the number of weeks depends on."""


def statutory_weeks(age: Numbers, years: Numbers, rules: RuleBook | None = None) -> Floats:
    """Weeks' pay earned by the last complete years of service, under the newest rule.

    Args:
        age: whole years on the last day.
        years: years of continuous service; parts of a year are dropped.
        rules: the book of rules; the one shipped by default.

    Returns:
        Weeks; nil under the least service or where no service is known, NaN where it is the age that
        is not known.
    """
    rules = rules or load_rules()
    return _weeks(age, years, *(np.float64(rules[name].latest.value) for name in _WEEKS))


def _weeks(
    age: Numbers,
    years: Numbers,
    least: Numbers,
    most: Numbers,
    middle_age: Numbers,
    older_age: Numbers,
    younger: Numbers,
    middle: Numbers,
    older: Numbers,
) -> Floats:
    """Count each year at the rate of the age at which it began."""
    counted = np.minimum(np.floor(np.asarray(years, dtype=np.float64)), most)
    from_middle = np.clip(np.subtract(age, middle_age), 0, counted)
    from_older = np.clip(np.subtract(age, older_age), 0, counted)
    weeks = (
        np.multiply(younger, counted)
        + np.subtract(middle, younger) * from_middle
        + np.subtract(older, middle) * from_older
    )
    return np.where(counted >= least, weeks, 0.0)


def statutory_payment(
    annual_pay: Numbers,
    age: Numbers,
    continuous_years: Numbers,
    last_day: Days,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> Floats:
    """Statutory redundancy pay, unrounded.

    Args:
        annual_pay: £ a year.
        age: whole years on the last day.
        continuous_years: complete years.
        last_day: the day by which the cap on a week's pay is chosen.
        rules: the book of rules.
        working: what the steps are reported to.

    Returns:
        £; nil under two years, NaN where service is long enough and the age is not known.
    """
    last_day = as_days(last_day)
    on_weeks = tuple(rules[name] for name in _WEEKS)
    weeks = _weeks(age, continuous_years, *(rule.on(last_day) for rule in on_weeks))
    cap = rules["statutory_weekly_cap"]
    most = cap.on(last_day)
    week = weeks_pay(annual_pay, rules)
    week_counted = np.minimum(week, most)
    payment = np.where(weeks == 0, 0.0, weeks * week_counted)
    working.step(
        "statutory",
        "Weeks' pay earned",
        weeks,
        unit="weeks",
        rules=in_force(last_day, *on_weeks),
        age=age,
        continuous_years=continuous_years,
    )
    working.step(
        "statutory",
        "Statutory redundancy pay",
        payment,
        rules=in_force(last_day, cap),
        weeks=weeks,
        week_of_pay=week,
        cap_on_a_week=most,
        week_of_pay_counted=week_counted,
    )
    return payment
