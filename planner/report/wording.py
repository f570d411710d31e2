"""Counts, names, months and FTE as the NHS writes them in a sentence."""

import re
from collections.abc import Sequence
from datetime import date

from planner.base.dates import MONTHS_IN_A_YEAR
from planner.base.money import pounds_text


def counted(number: float, one: str, many: str = "") -> str:
    """A whole number and its noun: ``1 receiver``, ``1,204 people``; ``no rows`` for nil."""
    whole = round(number)
    noun = one if whole == 1 else many or f"{one}s"
    return f"{whole:,} {noun}" if whole else f"no {noun}"


def listed(names: Sequence[str], most: int = 3, others: str = "others") -> str:
    """Names in a sentence, at most a few: ``A, B and 4 others``."""
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most:,} {others}"
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def within(name: str) -> str:
    """A function's name inside a sentence: ``Contracting`` is contracting, ``IT`` stays."""
    first = name.split(" ", 1)[0]
    return name[:1].lower() + name[1:] if first[1:].islower() else name


def begun(text: str) -> str:
    """The same text as a sentence begins: a capital, and one in letters."""
    return f"One {text[2:]}" if text.startswith("1 ") else text[:1].upper() + text[1:]


_SHORT = (
    ("Clinical Commissioning Group", "CCG"),
    ("Commissioning Support Unit", "CSU"),
    ("Primary Care Trust", "PCT"),
)
_KIND = re.compile(r"^NHS (?=.* (?:CCG|CSU)$)| CCG$| NHS Trust$| Council$")


def short_name(name: str) -> str:
    """An organisation's name as the trade says it: ``NHS Leeds North CCG``."""
    for words, letters in _SHORT:
        name = name.replace(words, letters)
    return name


def bare_name(name: str) -> str:
    """An organisation's name without its kind, for where there is little room: ``Leeds North``."""
    return _KIND.sub("", short_name(name)).strip() or name


def fte_text(fte: float) -> str:
    """FTE to two places: ``1,204.50``; a dash where not known."""
    return f"{fte:,.2f}" if fte == fte else "–"  # noqa: PLR0124 (NaN is not itself)


def percent_text(percent: float) -> str:
    """A percentage to one place: ``18.3%``; a dash where not known."""
    return f"{percent:,.1f}%" if percent == percent else "–"  # noqa: PLR0124 (NaN is not itself)


def plain_pounds(amount: float) -> str:
    """An amount for a column headed £: ``1,234``, ``-56``; a dash where not known."""
    return pounds_text(amount).replace("£", "")


def signed_pounds(amount: float) -> str:
    """An amount over or under for a column headed £: ``+1,234``, ``-56``, ``0``."""
    text = plain_pounds(amount)
    return text if text[0] in "-–" or text == "0" else f"+{text}"


def month_name(month: str) -> str:
    """A month in words: ``2014-07`` is ``July 2014``."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


def span(months: int) -> str:
    """A number of months in words: ``9 months``, ``2 years``, ``1 year and 3 months``."""
    years, rest = divmod(months, MONTHS_IN_A_YEAR)
    parts = [counted(years, "year")] if years else []
    return " and ".join([*parts, counted(rest, "month")] if rest or not years else parts)
