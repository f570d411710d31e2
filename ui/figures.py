"""How figures, days and words are written in the window."""

from collections.abc import Callable
from typing import Any

import numpy as np

from planner.base.dates import long_date, to_date, year_label
from planner.base.money import pounds_text

Show = Callable[[Any], str]
"""Turns one cell into text."""

UNKNOWN = "–"
"""Stands where a figure is not known."""


def text(value: Any) -> str:
    """Words as they are; nothing where blank."""
    return value if isinstance(value, str) else "" if _is_missing(value) else str(value)


def code(value: Any) -> str:
    """A constant's name as a person would write it: ``slot_in`` is ``slot in``."""
    return text(value).replace("_", " ")


def _number(value: Any, form: str) -> str:
    if _is_missing(value):
        return UNKNOWN
    written = format(float(value), form)
    return written.lstrip("-") if float(written.replace(",", "")) == 0 else written


def whole(value: Any) -> str:
    """``1,234``; the unit stands in the head."""
    return _number(value, ",.0f")


def exact(value: Any) -> str:
    """A number with as many places as it has, up to six."""
    if _is_missing(value):
        return UNKNOWN
    number = float(value)
    return f"{number:,.0f}" if number.is_integer() else f"{number:,.6f}".rstrip("0")


def pence(value: Any) -> str:
    """``1,234.50``: pounds and pence; the unit stands in the head."""
    return _number(value, ",.2f")


def fte(value: Any) -> str:
    """Full-time equivalents, to two places."""
    return _number(value, ",.2f")


def one_place(value: Any) -> str:
    """A percentage from 0 to 100, to one place; the unit stands in the head."""
    return _number(value, ",.1f")


def odds(value: Any) -> str:
    """Odds from 0 to 1 as a percentage: ``24.2%``."""
    return UNKNOWN if _is_missing(value) else f"{float(value):.1%}"


def percent(value: Any) -> str:
    """A percentage from 0 to 100, with its sign: ``12.4%``."""
    return UNKNOWN if _is_missing(value) else f"{one_place(value)}%"


def signed(value: Any) -> str:
    """A whole difference that shows its direction: ``+1,234`` or ``-1,234``."""
    return with_sign(value, whole)


def signed_pounds(value: Any) -> str:
    """A difference in whole pounds that shows its direction: ``+£1,234`` or ``-£1,234``."""
    return with_sign(value, pounds_text)


def signed_pounds_short(value: Any) -> str:
    """A difference for an axis or a label: ``+£1.2m``, ``-£340k``."""
    return "£0" if pounds_short(value) == "£0" else with_sign(value, pounds_short)


def signed_one_place(value: Any) -> str:
    """A difference to one place that shows its direction: ``+0.4`` or ``-0.4``."""
    return with_sign(value, one_place)


def with_sign(value: Any, show: Show) -> str:
    """A difference, written by ``show``, that shows its direction."""
    if _is_missing(value):
        return UNKNOWN
    written = show(value)
    if written.strip("0.,") == "":
        return "0"
    return written if value < 0 else f"+{written}"


def day(value: Any) -> str:
    """``31 March 2013``; nothing where blank."""
    return "" if _is_missing(value) else long_date(to_date(np.datetime64(value, "D")))


def month(value: Any) -> str:
    """``2013-04`` as ``April 2013``."""
    return "" if _is_missing(value) else long_date(to_date(np.datetime64(f"{value}-01"))).partition(" ")[2]


def year(value: Any) -> str:
    """The year in which a financial year begins, as ``2013/14``; nothing where blank."""
    return "" if _is_missing(value) else year_label(int(value))


def yes_no(value: Any) -> str:
    """``yes`` or ``no``."""
    return "" if _is_missing(value) else "yes" if value else "no"


def blank(show: Show) -> Show:
    """The same writing, with nothing where the figure is not known: for what users type in."""
    return lambda value: "" if _is_missing(value) else show(value)


def pounds_short(value: Any) -> str:
    """An amount for an axis or a label: ``£1.2m``, ``£340k``, ``£900``."""
    if _is_missing(value):
        return UNKNOWN
    amount, sign = abs(float(value)), "-" if value < 0 else ""
    for size, unit, form in ((1e9, "bn", ".2f"), (1e6, "m", ".2f"), (1e3, "k", ".0f")):
        if amount >= size * 0.9995:
            written = f"{amount / size:{form}}"
            return f"{sign}£{written.removesuffix('.00')}{unit}"
    return f"{sign}£{amount:.0f}" if round(amount) else "£0"


def thousands(value: Any) -> str:
    """Thousands of pounds to one place, ``1,234.5``; the unit (£000) stands in the head."""
    return UNKNOWN if _is_missing(value) else _number(float(value) / 1000, ",.1f")


def _is_missing(value: Any) -> bool:
    return value is None or value != value  # noqa: PLR0124 — true of NaN and NaT alone
