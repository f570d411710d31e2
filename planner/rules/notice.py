"""Notice and consultation: how long each takes, and what is paid where notice cannot be worked."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import numpy as np

from planner.base.dates import DAYS_IN_A_WEEK, Days, Floats, as_days, complete_years, day
from planner.model.tables import BANDS
from planner.rules.dated import Numbers
from planner.rules.pay import weeks_pay
from planner.rules.rulebook import RuleBook
from planner.rules.working import NO_WORKING, Working, Written

_CONTRACTS: Mapping[str, tuple[str, ...]] = {
    "notice_weeks_bands_1_4": ("1", "2", "3", "4"),
    "notice_weeks_bands_5_6": ("5", "6"),
    "notice_weeks_bands_7_9": ("7", "8a", "8b", "8c", "8d", "9"),
    "notice_weeks_vsm": ("VSM",),
}
"""The assumption that gives each band's contractual notice."""

KEY_OF_BAND = {band: key for key, bands in _CONTRACTS.items() for band in bands}
"""The assumption that gives the contractual notice of a band."""


def notice_weeks(
    band: Numbers,
    given: Numbers,
    qualifying_days: Numbers,
    continuous_years: Numbers,
    assumptions: Mapping[str, float],
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> Floats:
    """Weeks of notice owed: the longer of statutory and contractual.

    Args:
        band: position in ``tables.BANDS``.
        given: contractual weeks in the staff list; NaN takes the assumption for the band.
        qualifying_days: days of continuous service; NaN where only years are known.
        continuous_years: complete years; NaN where nothing is known.
        assumptions: the values in force.
        rules: the book of rules.
        working: what the steps are reported to.
    """
    band = np.asarray(band)
    given = np.asarray(given, dtype=np.float64)
    by_band = np.array([assumptions[KEY_OF_BAND[one]] for one in BANDS], dtype=np.float64)
    contractual = np.where(np.isnan(given), by_band[band], given)
    statutory = _statutory_weeks(qualifying_days, continuous_years, rules)
    owed = np.maximum(statutory, contractual)
    names = ("statutory_notice_first_days", "statutory_notice_weeks_a_year", "statutory_notice_most_weeks")
    working.step(
        "notice_weeks",
        "Weeks of notice owed",
        owed,
        unit="weeks",
        rules=tuple(rules[name].latest for name in names),
        band=Written(band, BANDS.__getitem__),
        contractual_weeks=contractual,
        statutory_weeks=statutory,
        continuous_years=continuous_years,
    )
    return owed


def years_with_notice(
    continuous_from: Days,
    continuous_years: Numbers,
    qualifying_days: Numbers,
    notice_start: Days,
    last_day: Days,
    is_owed: Numbers,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> Floats:
    """Complete years of service for statutory redundancy pay.

    Statutory notice that cannot be worked before the last day is added to it, for the years alone.

    Args:
        continuous_from: NaT where only years are known; those are not added to.
        continuous_years: complete years on the last day.
        qualifying_days: days of continuous service.
        notice_start: the first day on which notice may run.
        last_day: the last day of employment.
        is_owed: whether notice is owed at all; a fixed term that runs out needs none.
        rules: the book of rules.
        working: what the steps are reported to.
    """
    start, end = as_days(continuous_from), as_days(last_day)
    weeks = np.where(is_owed, _statutory_weeks(qualifying_days, continuous_years, rules), 0.0)
    worked = np.maximum((end - as_days(notice_start)).astype(np.float64), 0.0)
    counts = rules["statutory_notice_counts"].latest
    missing = np.ceil(np.maximum(weeks * DAYS_IN_A_WEEK - worked, 0.0)) * counts.value
    counted_to = end + missing.astype("timedelta64[D]")
    years = np.where(np.isnat(start), continuous_years, complete_years(start, counted_to))
    working.step(
        "statutory",
        "Complete years, with statutory notice that cannot be worked",
        years,
        unit="years",
        rules=(counts,),
        continuous_years=continuous_years,
        days_of_notice_added=missing,
    )
    return years


def _statutory_weeks(days: Numbers, years: Numbers, rules: RuleBook) -> Floats:
    """Statutory notice; where only years are known a complete year stands for a month."""
    names = ("first_days", "least_weeks", "weeks_a_year", "most_weeks")
    first_days, least, each, most = (rules[f"statutory_notice_{name}"].latest.value for name in names)
    whole = np.nan_to_num(np.asarray(years, dtype=np.float64), nan=0.0)
    is_due = np.where(np.isnan(days), whole >= 1, np.greater_equal(days, first_days))
    return np.where(is_due, np.clip(np.floor(whole) * each, least, most), 0.0)


def consultation_days(redundancies: float, proposed_on: date, rules: RuleBook) -> int:
    """Days of collective consultation before the first dismissal.

    Args:
        redundancies: dismissals proposed at one establishment.
        proposed_on: the day they are proposed.
        rules: the book of rules.

    Returns:
        Days; 0 where too few are proposed.
    """

    def at(name: str) -> float:
        return rules[f"consultation_{name}"].at(proposed_on).value

    if redundancies >= at("larger_number"):
        return int(at("longer_days"))
    return int(at("shorter_days")) if redundancies >= at("smaller_number") else 0


def last_consultation_starts(redundancies: float, notice_by: Days, rules: RuleBook) -> Days:
    """The last day on which consultation may begin, for notice to be given by each of some days.

    Notice follows consultation, so that the first day of notice is the first day of consultation and its
    days. How many those are goes by the day of the proposal, which is the first of consultation.

    Args:
        redundancies: dismissals proposed at one establishment.
        notice_by: the days by which notice is to be given.
        rules: the book of rules.
    """
    by = as_days(notice_by)
    names = ("smaller_number", "larger_number", "shorter_days", "longer_days")
    values = [one for name in names for one in rules[f"consultation_{name}"].history]
    starts = sorted({one.start for one in values})
    best = by - np.timedelta64(consultation_days(redundancies, starts[-1], rules), "D")
    for began, ended in reversed(list(pairwise(starts))):
        takes = np.timedelta64(consultation_days(redundancies, began, rules), "D")
        before = np.minimum(by - takes, day(ended) - np.timedelta64(1, "D"))
        best = np.where(best >= day(ended), best, before)
    return np.asarray(best, dtype="datetime64[D]")


def pay_in_lieu(
    annual_pay: Numbers,
    weeks_owed: Numbers,
    notice_start: Days,
    last_day: Days,
    marginal_rate: Numbers,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> Floats:
    """Pay for notice that does not fit before the last day, with employer National Insurance; unrounded.

    Args:
        annual_pay: £ a year.
        weeks_owed: weeks of notice.
        notice_start: the day notice can be given; after the last day none is worked. NaT gives NaN.
        last_day: last day of employment.
        marginal_rate: employer National Insurance on the next pound of pay.
        rules: the book of rules.
        working: what the steps are reported to.
    """
    notice_start, last_day = as_days(notice_start), as_days(last_day)
    days = np.where(
        np.isnat(notice_start) | np.isnat(last_day), np.nan, (last_day - notice_start).astype(np.float64)
    )
    worked = np.maximum(days, 0) / DAYS_IN_A_WEEK
    short = np.maximum(np.subtract(weeks_owed, worked), 0)
    week = weeks_pay(annual_pay, rules)
    payment = short * week * np.add(1, marginal_rate)
    working.step(
        "pay_in_lieu",
        "Weeks of notice that cannot be worked",
        short,
        unit="weeks",
        weeks_owed=weeks_owed,
        notice_starts=notice_start,
        last_day=last_day,
        weeks_that_can_be_worked=worked,
    )
    working.step(
        "pay_in_lieu",
        "Pay in lieu of notice",
        payment,
        rules=(rules["days_in_a_pay_year"].latest,),
        weeks=short,
        week_of_pay=week,
        employer_NI_rate=marginal_rate,
    )
    return np.asarray(payment)
