"""Basic pay and the high cost area supplement, by financial year.

A year is the calendar year in which the financial year starts. A year after the last table carries
the last known value on; a year before the first raises ``RuleNotInForceError``.
"""

import numpy as np
import numpy.typing as npt

from planner.base.dates import DAYS_IN_A_WEEK, Floats, year_label
from planner.model.tables import BANDS, HCAS_ZONES
from planner.rules.dated import Numbers
from planner.rules.rulebook import RuleBook, YearTable
from planner.rules.working import NO_WORKING, Reference, Working, Written

PAY_BASES = (
    "neither a salary nor a spine point is given",
    "the salary given",
    "the pay of the spine point",
    "the salary given, changed as its spine point's pay",
    "the salary given, changed as the top of its band",
)
"""How a full-time salary was found."""

_UNKNOWN, _SALARY, _POINT, _SALARY_BY_POINT, _SALARY_BY_BAND = range(5)
_ZONES = ("none", *HCAS_ZONES)


def full_time_pay(
    salary: Numbers,
    point: Numbers,
    band: Numbers,
    year: Numbers,
    base_year: Numbers,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> Floats:
    """Full-time basic pay in a financial year, without increments.

    In ``base_year`` a salary beats the table. In another year the salary changes as the pay of its
    spine point does, or as the top of its band where it has none. A VSM's salary is carried as it is.

    Args:
        salary: full-time basic £ a year in ``base_year``; NaN where not given.
        point: spine point; NaN where not given, and taken as not given where the spine has no such.
        band: position in ``tables.BANDS``.
        year: the financial year to find pay in.
        base_year: the financial year that ``salary`` is of.
        rules: the book of rules.
        working: what the steps are reported to.

    Returns:
        £ a year; NaN where neither salary nor point is known.
    """
    salary = np.asarray(salary, dtype=np.float64)
    band = np.asarray(band)
    spine = rules.pay_spine
    now, then = spine.rows(year), spine.rows(base_year)
    at = _spine_column(point, spine)
    is_on_spine = at >= 0
    top = rules.band_last[band] - 1
    column = np.where(is_on_spine, at, top)
    pay_now, pay_then = spine.values[now, column], spine.values[then, column]
    is_carried = np.equal(year, base_year) | (top < 0)
    by_change = np.where(is_on_spine, _SALARY_BY_POINT, _SALARY_BY_BAND)
    basis = np.where(
        np.isnan(salary),
        np.where(is_on_spine, _POINT, _UNKNOWN),
        np.where(is_carried, _SALARY, by_change),
    )
    changed = salary * pay_now / pay_then
    pay = np.where(basis == _SALARY, salary, np.where(basis == _POINT, pay_now, changed))
    working.step(
        "full_time_pay",
        "Full-time basic pay in the year",
        pay,
        rules=(spine.cite(now, column, basis > _SALARY), spine.cite(then, column, basis > _POINT)),
        year=Written(year, year_label),
        found_from=Written(basis, PAY_BASES.__getitem__),
        salary_given=salary,
        spine_point=point,
        band=Written(band, BANDS.__getitem__),
    )
    return pay


def _spine_column(point: Numbers, spine: YearTable) -> npt.NDArray[np.intp]:
    """The column of each spine point; -1 where it is not known or the spine has no such point."""
    points = np.nan_to_num(np.asarray(point, dtype=np.float64), nan=0.0)
    whole = points.astype(np.intp)
    is_point = (whole == points) & (whole >= 1) & (whole <= len(spine.keys))
    return np.asarray(np.where(is_point, whole, 0) - 1)


def band_points(rules: RuleBook) -> tuple[Floats, Floats]:
    """First and last spine point of each band of ``tables.BANDS``; NaN for VSM."""
    first, last = (np.where(ends > 0, ends, np.nan) for ends in (rules.band_first, rules.band_last))
    return first, last


def band_range(year: int, rules: RuleBook) -> tuple[Floats, Floats]:
    """Lowest and highest full-time pay of each band, £ a year; NaN for VSM."""
    return _pay_at(rules.band_first, year, rules), _pay_at(rules.band_last, year, rules)


def band_middle_pay(year: int, rules: RuleBook) -> Floats:
    """Full-time pay at each band's middle point (the lower of two), £ a year; NaN for VSM."""
    return _pay_at((rules.band_first + rules.band_last) // 2, year, rules)


def _pay_at(points: npt.NDArray[np.int64], year: int, rules: RuleBook) -> Floats:
    spine = rules.pay_spine
    return np.where(points > 0, spine.values[spine.rows(year), points - 1], np.nan)


def high_cost_area_supplement(
    full_time_basic: Numbers,
    zone: Numbers,
    year: Numbers,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> Floats:
    """Full-time high cost area supplement: a share of basic pay between a least and a most.

    Args:
        full_time_basic: £ a year.
        zone: 0 none, then 1 + position in ``tables.HCAS_ZONES``.
        year: financial year.
        rules: the book of rules.
        working: what the steps are reported to.

    Returns:
        £ a year; nil outside the zones.
    """
    zone = np.asarray(zone)
    table = rules.high_cost_area
    rows = table.rows(year)
    share, least, most = (table.values[rows, rules.hcas_columns[zone, figure]] for figure in range(3))
    is_inside = zone > 0
    supplement = np.where(is_inside, np.clip(share * full_time_basic, least, most), 0.0)
    working.step(
        "high_cost_area_supplement",
        "Full-time high cost area supplement",
        supplement,
        rules=tuple(table.cite(rows, rules.hcas_columns[zone, figure], is_inside) for figure in range(3)),
        zone=Written(zone, _ZONES.__getitem__),
        full_time_basic=full_time_basic,
        share=np.where(is_inside, share, 0.0),
        least=np.where(is_inside, least, 0.0),
        most=np.where(is_inside, most, 0.0),
    )
    return supplement


def weeks_pay(annual_pay: Numbers, rules: RuleBook) -> Floats:
    """A week's pay: annual pay over 365/7 weeks."""
    return (
        np.asarray(annual_pay, dtype=np.float64) * DAYS_IN_A_WEEK / rules["days_in_a_pay_year"].latest.value
    )


def vsm_spot_rate(population: Numbers, year: int, rules: RuleBook) -> Floats:
    """Spot rate of a very senior manager by weighted population, £ a year; NaN where that is not known."""
    table = rules.vsm_spot_rates
    people = np.asarray(population, dtype=np.float64)
    column = np.where(np.isnan(people), 0, _vsm_column(people, table))
    return np.where(np.isnan(people), np.nan, table.values[table.rows(year), column])


def vsm_reference(population: float, year: int, rules: RuleBook) -> Reference:
    """Source and status of the spot rate that a population earns."""
    table = rules.vsm_spot_rates
    return table.references[int(table.rows(year))][int(_vsm_column(np.float64(population), table))]


def _vsm_column(population: Floats | np.float64, table: YearTable) -> npt.NDArray[np.intp]:
    limits = np.array([float(limit) for limit in table.keys])
    return np.asarray(np.searchsorted(limits, population, side="left"))


def is_last_known_year(year: int, rules: RuleBook) -> bool:
    """Tell whether the pay spine ends with this year, or ended before it."""
    return year >= rules.pay_spine.last_year


def tables_ended_before(year: int, rules: RuleBook) -> tuple[str, ...]:
    """The labels of the tables of which ``year`` only carries the last known values on."""
    return tuple(table.label for table in rules.year_tables() if table.last_year < year)
