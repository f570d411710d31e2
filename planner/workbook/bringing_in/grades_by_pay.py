"""Proposes a pay band for a grade of another system, by the pay that it carries."""

from functools import cache
from typing import Any

import numpy as np

from planner.base.dates import financial_year
from planner.base.money import pounds_text
from planner.model.plan import Facts
from planner.model.tables import BANDS, Column, Kind
from planner.rules.pay import band_range
from planner.rules.rulebook import load_rules
from planner.workbook.numerals import number_in
from planner.workbook.sights import is_refused

_MONEY = Column("pay", "Pay", Kind.MONEY)


def band_by_pay(low: Any, high: Any) -> tuple[str, str] | None:
    """The band whose range of pay is nearest to that of a grade, and the two ranges in words.

    Returns:
        None where the pay is not known.
    """
    ends = [_amount(low), _amount(high)]
    known = [end for end in ends if end is not None and end > 0]
    if not known:
        return None
    lowest, highest = _ranges()
    apart = np.abs(lowest - known[0]) + np.abs(highest - known[-1])
    at = int(np.nanargmin(apart))
    theirs = " to ".join(pounds_text(end) for end in dict.fromkeys(known))
    ours = f"{pounds_text(float(lowest[at]))} to {pounds_text(float(highest[at]))}"
    return BANDS[at], f"its pay is {theirs}, that of band {BANDS[at]} {ours}"


@cache
def _ranges() -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Lowest and highest pay of each band in the year of the closure."""
    return band_range(financial_year(Facts().closure), load_rules())


def _amount(cell: Any) -> float | None:
    sight = number_in(cell, _MONEY)
    return None if is_refused(sight) or not isinstance(sight.value, float) else sight.value
