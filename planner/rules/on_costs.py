"""What an employer pays on top of pay: National Insurance and pension.

A financial year's National Insurance is worked on annual figures from its table's row.
"""

import numpy as np

from planner.base.dates import Days, Floats, as_days, year_label
from planner.rules.dated import Numbers
from planner.rules.rulebook import RuleBook
from planner.rules.working import NO_WORKING, Working, Written, in_force

_APRIL = np.timedelta64(3, "M")


def employer_ni(
    pay: Numbers,
    is_member: Numbers,
    year: Numbers,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> Floats:
    """Employer National Insurance on a person's whole pay, £ a year.

    The rate is charged above the secondary threshold. For members of the pension scheme, which is
    contracted out, a rebate on pay between the lower earnings limit and the upper accrual point is
    taken off, so that low pay earns a little back.
    """
    pay = np.asarray(pay, dtype=np.float64)
    table = rules.employer_costs
    rows = table.rows(year)
    lower, threshold, upper = (
        table.of(key, rows) for key in ("lower_earnings_limit", "secondary_threshold", "upper_accrual_point")
    )
    rate, rebate = table.of("employer_rate", rows), table.of("contracted_out_rebate", rows)
    charge = rate * np.maximum(pay - threshold, 0)
    returned = rebate * np.maximum(np.minimum(pay, upper) - lower, 0) * np.asarray(is_member)
    contribution = charge - returned
    working.step(
        "employer_ni",
        "Employer National Insurance",
        contribution,
        rules=tuple(table.cite(rows, column) for column in range(len(table.keys))),
        year=Written(year, year_label),
        pay=pay,
        secondary_threshold=threshold,
        rate=rate,
        is_contracted_out=is_member,
        lower_earnings_limit=lower,
        upper_accrual_point=upper,
        rebate=rebate,
    )
    return np.asarray(contribution)


def marginal_ni_rate(pay: Numbers, is_member: Numbers, year: Numbers, rules: RuleBook) -> Floats:
    """Employer National Insurance on the next pound of pay, as a share of it."""
    pay = np.asarray(pay, dtype=np.float64)
    table = rules.employer_costs
    rows = table.rows(year)
    is_charged = pay >= table.of("secondary_threshold", rows)
    earns_rebate = (pay >= table.of("lower_earnings_limit", rows)) & (
        pay < table.of("upper_accrual_point", rows)
    )
    rate = table.of("employer_rate", rows) * is_charged
    rebate = table.of("contracted_out_rebate", rows) * (earns_rebate & np.asarray(is_member, dtype=bool))
    return np.where(np.isnan(pay), np.nan, rate - rebate)


def employer_pension(
    pensionable_pay: Numbers,
    is_member: Numbers,
    year: Numbers,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> Floats:
    """Employer's pension contribution on basic pay and supplement, £ a year; nil for others than members."""
    rate = rules["employer_pension_rate"]
    first = _first_days(year)
    share = rate.on(first)
    contribution = np.asarray(pensionable_pay, dtype=np.float64) * share * np.asarray(is_member)
    working.step(
        "employer_pension",
        "Employer's pension contribution",
        contribution,
        rules=in_force(first, rate),
        year=Written(year, year_label),
        pensionable_pay=pensionable_pay,
        rate=share,
        is_member=is_member,
    )
    return np.asarray(contribution)


def _first_days(year: Numbers) -> Days:
    """1 April of each financial year."""
    januaries = (np.asarray(year, dtype=np.int64) - 1970).astype("datetime64[Y]").astype("datetime64[M]")
    return as_days(januaries + _APRIL)
