"""The heads of ledgers: what cost centres and accounts are called, and the months that heads name."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from planner.workbook.calendar_days import month_in
from planner.workbook.layout import plain

ACCOUNTS = (
    "subjective description", "subjective name", "subjective desc", "account description", "account name",
    "expense description", "expense type", "natural account description", "subjective group", "subjective",
    "subjective code", "account", "account code", "natural account",
)  # fmt: skip
"""Columns of ledgers that say what an amount is for, the best first."""
CENTRES = (
    "cost centre",
    "cost center",
    "cc",
    "cost centre code",
    "cost centre name",
    "cost centre description",
)
NOT_BUDGETS = ("actual", "variance", "forecast", "spend", "movement", "difference")
"""Words over or in a head that say that its figures are no budget."""

_MONTHS = ("april", "may", "june", "july", "august", "september", "october", "november", "december",
           "january", "february", "march")  # fmt: skip
_PERIOD = re.compile(r"(?:m|mth|month|period|per)\s*(\d{1,2})", re.IGNORECASE)
_ENOUGH = 3
"""Months side by side that make a row one of heads."""


def month_key(text: str) -> tuple[str, int] | None:
    """The financial year ("2012-13"; "" where none is said) and its month, 1 for April, that a head names."""
    words = " ".join(text.split())
    if found := month_in(words):
        year, month = found
        start = year if month >= 4 else year - 1
        return f"{start}-{(start + 1) % 100:02d}", (month - 4) % 12 + 1
    if match := _PERIOD.fullmatch(words):
        return ("", int(match[1])) if 1 <= int(match[1]) <= 12 else None
    lower = words.lower()
    for at, name in enumerate(_MONTHS, start=1):
        if len(lower) >= 3 and (lower == name or lower == name[:3]):
            return "", at
    return None


def month_name(month: int) -> str:
    """The name of a month of the financial year, 1 for April."""
    return _MONTHS[month - 1].capitalize()


def month_heads(row: Sequence[Any]) -> dict[int, str]:
    """The cells of a row that are days of months one after another, as heads: ``Apr-12``."""
    days = [(at, cell) for at, cell in enumerate(row) if isinstance(cell, date)]
    follows = [
        (one[0], other[0])
        for one, other in pairwise(days)
        if other[0] == one[0] + 1 and _month_of(other[1]) == _month_of(one[1]) + 1
    ]
    found = {at for pair in follows for at in pair}
    return {at: f"{cell:%b-%y}" for at, cell in days if at in found} if len(found) >= _ENOUGH else {}


def _month_of(day: date) -> int:
    return day.year * 12 + day.month


def is_account(header: str) -> bool:
    """Whether a column is one that says what an amount of a ledger is for."""
    return plain(header) in {plain(one) for one in ACCOUNTS}
