"""NHS redundancy pay under section 16 of the Agenda for Change handbook."""

import numpy as np

from planner.base.dates import MONTHS_IN_A_YEAR, Days, Floats, as_days
from planner.rules.dated import Numbers
from planner.rules.pay import weeks_pay
from planner.rules.rulebook import RuleBook
from planner.rules.working import NO_WORKING, Working, in_force


def section16_payment(
    annual_pay: Numbers,
    fte: Numbers,
    reckonable_years: Numbers,
    qualifies: Numbers,
    last_day: Days,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> Floats:
    """A month's pay for each complete year of reckonable service, up to a number of months; unrounded.

    A month's pay is the better of a twelfth of annual pay and, until 31 March 2015, a number of
    weeks' pay. From 1 April 2015 the full-time pay that counts has a floor and a cap.

    Args:
        annual_pay: contracted basic pay and high cost area supplement, £ a year.
        fte: what annual pay is divided by for the floor and cap; nil pays nothing.
        reckonable_years: complete years.
        qualifies: whether there is enough service.
        last_day: last day of employment.
        rules: the book of rules.
        working: what the steps are reported to.

    Returns:
        £; nil where service does not qualify.
    """
    annual_pay, fte = np.asarray(annual_pay, dtype=np.float64), np.asarray(fte, dtype=np.float64)
    qualifies = np.asarray(qualifies, dtype=bool)
    last_day = as_days(last_day)
    each, most = rules["section16_months_a_year"], rules["section16_most_months"]
    floor, cap = rules["section16_pay_floor"], rules["section16_pay_cap"]
    weeks = rules["section16_weeks_in_a_month"]
    least_pay, most_pay, weeks_counted = floor.on(last_day), cap.on(last_day), weeks.on(last_day)
    counted = np.where(
        fte == 0, 0.0, np.clip(annual_pay, least_pay * fte, most_pay * np.where(fte == 0, 1.0, fte))
    )
    month = np.maximum(counted / MONTHS_IN_A_YEAR, weeks_counted * weeks_pay(counted, rules))
    months = np.minimum(np.multiply(reckonable_years, each.on(last_day)), most.on(last_day))
    months = np.where(qualifies, months, 0.0)
    payment = np.where(qualifies, months * month, 0.0)
    working.step(
        "section16",
        "A month's pay",
        month,
        rules=in_force(last_day, weeks, floor, cap),
        annual_pay=annual_pay,
        fte=fte,
        least_full_time_pay=least_pay,
        most_full_time_pay=most_pay,
        annual_pay_counted=counted,
        weeks_in_a_month=weeks_counted,
    )
    working.step(
        "section16",
        "Months' pay due",
        months,
        unit="months",
        rules=in_force(last_day, each, most),
        reckonable_years=reckonable_years,
        qualifies=qualifies,
    )
    working.step("section16", "Section 16 redundancy pay", payment, months=months, month_of_pay=month)
    return payment
