"""Financial years, whole months, and complete years of service.

Days are ``datetime64[D]`` arrays; NaT (no date) gives NaN or a masked result, never a guess.
"""

from calendar import monthrange
from datetime import date

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.datetime64]
Floats = npt.NDArray[np.float64]

DAYS_IN_A_WEEK = 7
MONTHS_IN_A_YEAR = 12


def as_days(values: object) -> Days:
    """Turn dates of any kind (one or many) into ``datetime64[D]``."""
    return np.asarray(values, dtype="datetime64[D]")


def day(value: date) -> np.datetime64:
    """Turn one date into ``datetime64[D]``."""
    return np.datetime64(value, "D")


def to_date(value: np.datetime64) -> date:
    """Turn one ``datetime64`` into a date."""
    return date.fromisoformat(str(value.astype("datetime64[D]")))


def long_date(value: date) -> str:
    """Write a date as the NHS does: ``31 March 2013``."""
    return f"{value.day} {value:%B %Y}"


def year_parts(days: Days) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Split days into year, month (1 to 12) and day of the month (1 to 31); no NaT."""
    months = days.astype("datetime64[M]")
    years, month = np.divmod(months.astype(np.int64), MONTHS_IN_A_YEAR)
    return years + 1970, month + 1, (days - months).astype(np.int64) + 1


def anniversaries(start: Days, end: Days) -> Floats:
    """Count the anniversaries of ``start`` on or before ``end``.

    A start on 29 February has its anniversary on 1 March in years without one.

    Returns:
        Whole years, at least 0; NaN where either day is missing.
    """
    start, end = np.broadcast_arrays(as_days(start), as_days(end))
    missing = np.isnat(start) | np.isnat(end)
    filler = np.datetime64("2000-01-01", "D")
    y0, m0, d0 = year_parts(np.where(missing, filler, start))
    y1, m1, d1 = year_parts(np.where(missing, filler, end))
    reached = (m1 > m0) | ((m1 == m0) & (d1 >= d0))
    years = np.maximum(y1 - y0 - ~reached, 0).astype(np.float64)
    return np.where(missing, np.nan, years)


def complete_years(start: Days, last_day: Days) -> Floats:
    """Count complete years of service when ``last_day`` is itself served.

    1 April 2003 to 31 March 2013 is 10 complete years.
    """
    return anniversaries(start, as_days(last_day) + np.timedelta64(1, "D"))


def age_on(born: Days, on: Days) -> Floats:
    """Age in whole years on a day; NaN where the date of birth is missing."""
    return anniversaries(born, on)


def whole_months(start: date, end: date) -> int:
    """Count whole months from ``start`` to ``end``; 1 April 2012 to 1 April 2013 is 12."""
    months = (end.year - start.year) * MONTHS_IN_A_YEAR + end.month - start.month
    return max(0, months - (end.day < start.day))


def months_after(start: date, months: int) -> date:
    """The same day some months later (earlier below nil), or the last day of a month that is shorter."""
    year, month = divmod(start.year * MONTHS_IN_A_YEAR + start.month - 1 + months, MONTHS_IN_A_YEAR)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def financial_year(on: date) -> int:
    """The calendar year in which the financial year of a day begins (1 April)."""
    return on.year if (on.month, on.day) >= (4, 1) else on.year - 1


def financial_years_of(days: Days) -> npt.NDArray[np.int64]:
    """The calendar year in which each day's financial year begins; no NaT."""
    months = as_days(days).astype("datetime64[M]").astype(np.int64)
    return np.asarray((months - 3) // MONTHS_IN_A_YEAR + 1970)


def year_label(start: int) -> str:
    """Write a financial year: 2013 is ``2013/14``."""
    return f"{start}/{(start + 1) % 100:02d}"


def year_start(label: str) -> int:
    """Read a financial year: ``2013/14`` is 2013."""
    return int(label[:4])


def first_day(start: int) -> date:
    """First day of the financial year that begins in ``start``."""
    return date(start, 4, 1)


def last_day(start: int) -> date:
    """Last day of the financial year that begins in ``start``."""
    return date(start + 1, 3, 31)
