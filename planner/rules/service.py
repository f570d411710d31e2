"""Service on a person's last day: whether it qualifies, and the complete years that are paid for."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.base.dates import Days, Floats, as_days, complete_years
from planner.rules.dated import Numbers
from planner.rules.rulebook import RuleBook
from planner.rules.working import NO_WORKING, OneOf, Working, Written, in_force

SERVICE_BASES = (
    "no service is recorded",
    "the continuous and the reckonable date",
    "the continuous date and the reckonable years given",
    "the continuous date for both",
    "the reckonable date for both",
    "the reckonable years given for both",
)
"""What service was counted from."""

_NONE, _BOTH, _DATE_AND_YEARS, _CONTINUOUS, _RECKONABLE, _YEARS = range(6)


@dataclass(frozen=True, slots=True, eq=False)
class ServiceRecord:
    """Service on the last day, one entry a person.

    Attributes:
        qualifying_days: days of continuous service, the last counted; NaN where only years are known.
        qualifies: whether there is enough service for redundancy pay.
        continuous_years: complete years of continuous service; NaN where nothing is known.
        reckonable_years: complete years that are paid for; NaN where nothing is known.
        basis: positions in ``SERVICE_BASES``.
    """

    qualifying_days: Floats
    qualifies: npt.NDArray[np.bool_]
    continuous_years: Floats
    reckonable_years: Floats
    basis: npt.NDArray[np.int8]


def service_at(
    last_day: Days,
    continuous_from: Days,
    reckonable_from: Days,
    reckonable_years: Numbers,
    rules: RuleBook,
    working: Working = NO_WORKING,
) -> ServiceRecord:
    """Count service on the last day of employment, which is itself served.

    A reckonable date wins over reckonable years; where only one of continuous and reckonable service
    is given it serves for both.

    Args:
        last_day: last day of employment.
        continuous_from: first day of continuous service; NaT where not known.
        reckonable_from: first day of reckonable service; NaT where not known.
        reckonable_years: as at the last day, parts of a year dropped; NaN where not known.
        rules: the book of rules.
        working: what the steps are reported to.
    """
    last_day, continuous_from, reckonable_from = (
        as_days(one) for one in (last_day, continuous_from, reckonable_from)
    )
    given = np.floor(np.asarray(reckonable_years, dtype=np.float64))
    basis = _basis(continuous_from, reckonable_from, given)
    start = np.where(np.isnat(continuous_from), reckonable_from, continuous_from)
    from_start = complete_years(start, last_day)
    continuous = np.where(basis == _YEARS, given, from_start)
    reckonable = np.where((basis == _DATE_AND_YEARS) | (basis == _YEARS), given, from_start)
    if np.any(basis == _BOTH):
        reckonable = np.where(basis == _BOTH, complete_years(reckonable_from, last_day), reckonable)
    served = (last_day - start + np.timedelta64(1, "D")).astype(np.float64)
    days = np.where(np.isnat(start) | np.isnat(last_day), np.nan, np.maximum(served, 0))
    least_days, least_years = rules["qualifying_service_days"], rules["qualifying_service_years"]
    enough_days, enough_years = least_days.on(last_day), least_years.on(last_day)
    qualifies = np.where(basis == _YEARS, given >= enough_years, days >= enough_days)
    source = Written(basis, SERVICE_BASES.__getitem__)
    working.step(
        "qualifies",
        "Service qualifies for redundancy pay",
        qualifies,
        unit="",
        rules=(OneOf(basis == _YEARS, in_force(last_day, least_days, least_years)),),
        counted_from=source,
        last_day=last_day,
        continuous_from=start,
        days=days,
        least_days=enough_days,
        years_given=given,
        least_years_given=enough_years,
    )
    working.step(
        "continuous_years",
        "Complete years of continuous service",
        continuous,
        unit="years",
        counted_from=source,
    )
    working.step(
        "complete_years",
        "Complete years of reckonable service",
        reckonable,
        unit="years",
        counted_from=source,
        last_day=last_day,
        reckonable_from=reckonable_from,
        reckonable_years_given=reckonable_years,
    )
    return ServiceRecord(days, qualifies, continuous, reckonable, basis)


def _basis(continuous_from: Days, reckonable_from: Days, given: Floats) -> npt.NDArray[np.int8]:
    """What service is counted from, as positions in ``SERVICE_BASES``."""
    has_continuous, has_reckonable = ~np.isnat(continuous_from), ~np.isnat(reckonable_from)
    has_years = ~np.isnan(given)
    with_continuous = np.where(has_reckonable, _BOTH, np.where(has_years, _DATE_AND_YEARS, _CONTINUOUS))
    without = np.where(has_reckonable, _RECKONABLE, np.where(has_years, _YEARS, _NONE))
    return np.asarray(np.where(has_continuous, with_continuous, without), dtype=np.int8)
