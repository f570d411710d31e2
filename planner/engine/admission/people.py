"""Staff rows: pay that can be worked out, dates in a possible order, and what looks odd."""

from datetime import date

import numpy as np

from planner.base.dates import anniversaries, day, financial_year, year_label
from planner.base.errors import RuleNotInForceError
from planner.base.findings import Severity
from planner.base.money import pounds_text
from planner.engine.admission.ledger import Fault, Ledger, odd_person
from planner.engine.admission.rows import Booleans, Days, Floats, Integers, Rows
from planner.engine.roster import why_not_counted
from planner.model.plan import Facts
from planner.model.tables import BANDS
from planner.rules.pay import band_points, band_range, full_time_pay
from planner.rules.rulebook import RuleBook

WORKING_AGE, GREAT_AGE = 16, 80
A_POUND = 1.0
VSM = len(BANDS) - 1


def years_before(when: date, years: int) -> np.datetime64:
    """The same day some years earlier; 28 February for a 29th that is not there."""
    return day(when.replace(year=when.year - years, day=min(when.day, 28) if when.month == 2 else when.day))


def band_positions(rows: Rows) -> Integers:
    """(rows,) positions in ``tables.BANDS``; -1 where blank or not a band."""
    found: Integers = rows.per_text("band", {band: at for at, band in enumerate(BANDS)}, -1, np.int64)
    return found


def judge_employers(rows: Rows, stays: Booleans, ledger: Ledger) -> None:
    """Find staff of organisations that do not close; ``stays`` says of whom."""
    ledger.report(
        rows,
        Fault(
            "employer-stays",
            Severity.WARNING,
            "organisation",
            lambda at: (
                f"{rows.text_at('organisation', at)} does not close, yet its staff count here as people whose"
                " posts go."
            ),
            "Name the PCT or SHA that employs them, or take the row out.",
            "are staff of an organisation that does not close, yet count as people whose posts go",
        ),
        stays,
    )


def judge_pay(rows: Rows, facts: Facts, rules: RuleBook, ledger: Ledger) -> Floats:
    """Find rows whose pay cannot be worked out or is odd.

    Returns:
        (rows,) full-time basic pay in the closure's financial year; NaN where not known.
    """
    year, band = financial_year(facts.closure), band_positions(rows)
    salary, point = rows.numbers("annual_salary"), rows.numbers("spine_point")
    _report_no_pay(rows, band == VSM, ledger)
    with np.errstate(invalid="ignore"):
        possible = (
            (point >= 1) & (point <= (rows.column("spine_point").high or 0)) & (point == np.floor(point))
        )
    _report_part_points(rows, ~possible & ~np.isnan(point), ledger)
    point = np.where(possible, point, np.nan)
    try:
        pay = full_time_pay(salary, point, band, year, year, rules)
        low, high = band_range(year, rules)
    except RuleNotInForceError as error:
        ledger.fact(
            "year-before-the-tables",
            Severity.ERROR,
            "Closure",
            f"No pay can be worked out for {year_label(year)}. {error}",
            "Correct the closure.",
            f"{facts.closure:%d/%m/%Y}",
        )
        return np.full(len(rows), np.nan)
    _report_odd_salary(rows, salary, low[band], high[band], year, ledger)
    _report_odd_point(rows, point, band, rules, ledger)
    return np.where((band == VSM) & np.isnan(salary), np.nan, pay)


def _report_no_pay(rows: Rows, is_vsm: Booleans, ledger: Ledger) -> None:
    has_salary, has_point = rows.known("annual_salary"), rows.known("spine_point")
    missing = (
        ~has_salary & (~has_point | is_vsm) & ~rows.unread("annual_salary") & ~rows.unread("spine_point")
    )
    at = np.flatnonzero(missing)
    if not len(at):
        return
    # People who are listed only (bank, honorary, unpaid) are in no figure that needs their pay.
    at = at[why_not_counted(rows.frame.iloc[at]) == ""]
    ledger.report(
        rows,
        Fault(
            "no-pay",
            Severity.ERROR,
            "annual_salary",
            lambda one: (
                "There is no salary; a very senior manager is paid a spot rate, not by spine point."
                if is_vsm[one]
                else "There is neither a salary nor a spine point, so pay cannot be worked out."
            ),
            lambda one: (
                "Fill in Annual salary."
                if is_vsm[one]
                else "Fill in Annual salary (full-time) or Spine point."
            ),
            "have neither a salary nor a spine point, so pay cannot be worked out",
        ),
        at,
    )


def _report_part_points(rows: Rows, odd: Booleans, ledger: Ledger) -> None:
    point = rows.numbers("spine_point")
    with np.errstate(invalid="ignore"):
        parts = odd & (point != np.floor(point))
    ledger.report(
        rows,
        Fault(
            "part-of-a-point",
            Severity.ERROR,
            "spine_point",
            lambda at: f"Spine point is {point[at]:g}; points are whole numbers.",
            "Correct the spine point, or leave it blank and give the salary.",
            "have a spine point that is not a whole number",
        ),
        parts & np.isfinite(point),
    )


def _report_odd_salary(
    rows: Rows, salary: Floats, low: Floats, high: Floats, year: int, ledger: Ledger
) -> None:
    fte = rows.numbers("fte")
    known_band = rows.known("band")
    odd = ((salary < low - A_POUND) | (salary > high + A_POUND)) & known_band & ~rows.refused
    with np.errstate(invalid="ignore", divide="ignore"):
        whole = salary / fte
    part_time = (fte < 1) & (whole >= low - A_POUND) & (whole <= high + A_POUND)

    def message(at: int) -> str:
        told = (
            f"A salary of {pounds_text(salary[at])} is outside band {rows.text_at('band', at)}, which runs"
            f" from {pounds_text(low[at])} to {pounds_text(high[at])} in {year_label(year)}."
        )
        part = f" At {fte[at]:g} FTE it would be part-time pay for {pounds_text(whole[at])} full-time."
        return told + (part if part_time[at] else "")

    ledger.report(
        rows,
        Fault(
            "salary-outside-band",
            Severity.WARNING,
            "annual_salary",
            message,
            "Check band and salary: Annual salary is basic pay for full time, before any supplement.",
            "have a salary outside their band's range",
            fix=lambda at: f"{whole[at]:.0f}" if part_time[at] else None,
        ),
        odd,
    )


def _report_odd_point(rows: Rows, point: Floats, band: Integers, rules: RuleBook, ledger: Ledger) -> None:
    first, last = (np.asarray(one, dtype=np.float64)[band] for one in band_points(rules))
    ledger.report(
        rows,
        Fault(
            "point-outside-band",
            Severity.WARNING,
            "spine_point",
            lambda at: (
                f"Spine point {point[at]:g} is not in band {rows.text_at('band', at)}, which has points"
                f" {first[at]:g} to {last[at]:g}."
            ),
            "Check band and spine point.",
            "have a spine point that is not in their band",
        ),
        ((point < first) | (point > last)) & rows.known("band") & ~rows.refused,
    )


def judge_dates(rows: Rows, facts: Facts, ledger: Ledger) -> None:
    """Find dates in an order that cannot be, and ages that are unlikely."""
    born, closure = rows.days("born"), day(facts.closure)
    starts = {key: rows.days(key) for key in ("continuous_from", "reckonable_from")}
    _order(
        rows, ledger, "born", born > closure, f"Date of birth is after the closure, {facts.closure:%d/%m/%Y}."
    )
    for key, start in starts.items():
        title = rows.column(key).title
        _order(rows, ledger, key, start < born, f"{title} is before the date of birth.")
        _order(rows, ledger, key, start > closure, f"{title} is after the closure, {facts.closure:%d/%m/%Y}.")
    for key in ("contract_ends", "leaving_date"):
        title = rows.column(key).title
        early = rows.days(key) < starts["continuous_from"]
        _order(rows, ledger, key, early, f"{title} is before service starts.")
    _report_ages(rows, born, facts, ledger)
    young = np.zeros(len(rows), dtype=bool)
    for start in starts.values():
        young |= _began_before(WORKING_AGE, born, start)
    ledger.report(
        rows,
        odd_person(
            "service-before-16",
            "continuous_from",
            "began service before the age of 16",
            "Check the date of birth and the dates of service.",
        ),
        young,
    )


def _began_before(age: int, born: Days, start: Days) -> Booleans:
    """(rows,) whether someone started before an age, but not before birth."""
    span = (start - born).astype(np.float64)
    maybe = np.flatnonzero((span >= 0) & (span < (age + 1) * 366))
    before = np.zeros(len(born), dtype=bool)
    before[maybe] = anniversaries(born[maybe], start[maybe]) < age
    return before


def _report_ages(rows: Rows, born: Days, facts: Facts, ledger: Ledger) -> None:
    check = "Check the date of birth, and its century."
    old = born <= years_before(facts.closure, GREAT_AGE + 1)
    young = (born > years_before(facts.closure, WORKING_AGE)) & (born <= day(facts.closure))
    ledger.report(rows, odd_person("age-over-80", "born", "would be over 80 at the closure", check), old)
    ledger.report(rows, odd_person("age-under-16", "born", "would be under 16 at the closure", check), young)


def _order(rows: Rows, ledger: Ledger, key: str, where: Booleans, message: str) -> None:
    plain = message[0].lower() + message[1:].rstrip(".")
    fault = Fault(
        "impossible-date",
        Severity.ERROR,
        key,
        message,
        "Correct the dates.",
        f"have dates that cannot be: {plain}",
    )
    ledger.report(rows, fault, where)
