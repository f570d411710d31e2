"""What is seen in one cell, and the words for each thing that can be seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from planner.base.findings import Severity
from planner.model.tables import Column, Kind


@dataclass(frozen=True, slots=True)
class ExcelFault:
    """What stands in a cell instead of a value: an Excel error, or a formula never worked out."""

    text: str

    def __str__(self) -> str:
        return self.text


class FormulaWithoutValue(ExcelFault):
    """A formula whose value the file does not hold."""

    __slots__ = ()


class Sight(NamedTuple):
    """One cell, read.

    Attributes:
        value: what it holds; None for a blank and for what could not be taken.
        cause: which of ``CAUSES`` it shows; empty where there is nothing to say.
        fix: a value that may be put in the cell instead, or None.
    """

    value: Any = None
    cause: str = ""
    fix: str | None = None


class Cause(NamedTuple):
    """One thing to say about a cell.

    The sentences may name ``{title}`` (the column), ``{text}`` (what is there), ``{value}`` (what it
    was read as), ``{fix}`` and ``{expected}``.
    """

    severity: Severity
    message: str
    remedy: str


def refused_fault(cell: ExcelFault) -> Sight:
    """Refuse a cell that holds a fault where a value is needed."""
    return Sight(cause="formula-without-value" if isinstance(cell, FormulaWithoutValue) else "excel-error")


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_ERRORS = {
    "excel-error": (
        "{title} holds the Excel error {text}; {expected} is expected.",
        "Mend the formula, or write the value itself.",
    ),
    "formula-without-value": (
        "{title} holds a formula ({text}) whose value is not in the file; {expected} is expected.",
        "Open the file in Excel and save it, so that its formulas are worked out.",
    ),
    "not-a-number": ("{title} is '{text}'; {expected} is expected.", "Write {expected}{or_blank}."),
    "truth-for-number": ("{title} is {text}; {expected} is expected.", "Write {expected}{or_blank}."),
    "date-for-number": (
        "{title} is the date {text}; {expected} is expected.",
        "Format the cell as a number and write the number again{or_blank}.",
    ),
    "per-cent-text": (
        "{title} is '{text}', which is text and could be taken in two ways; {expected} is expected.",
        "Write {fix} without the sign.",
    ),
    "thousands-text": (
        "{title} is '{text}'; {expected} is expected, in full.",
        "Write {fix} if that is what is meant.",
    ),
    "decimal-comma": (
        "{title} is '{text}': its comma could be a decimal point or a slip.",
        "Write {fix} if that is what is meant.",
    ),
    "bracketed": (
        "{title} is '{text}': brackets could mean an amount below nil.",
        "Write {fix} if that is what is meant.",
    ),
    "not-a-year": (
        "{title} is '{text}'; a financial year such as 2012/13 is expected.",
        "Write the year as 2012/13.",
    ),
    "date-for-year": (
        "{title} is the date {text}; {expected} is expected. Excel turns 2011/12 into a date.",
        "Format the cell as text and write the year again, as 2012/13.",
    ),
    "not-a-date": ("{title} is '{text}'; {expected} is expected.", "Write {expected}{or_blank}."),
    "month-first": (
        "{title} is '{text}': dates are read day first, and there is no such month.",
        "Write the day first, as 31/03/2013.",
    ),
    "no-such-day": ("{title} is '{text}', a day that does not exist.", "Write {expected}{or_blank}."),
    "impossible-date": ("{title} is {text}, which cannot be.", "Write {expected}{or_blank}."),
    "date-for-code": (
        "{title} is the date {text}; {expected} is expected. Excel turns codes such as 1-2 into dates.",
        "Format the cell as text and write the code again.",
    ),
    "date-for-list": (
        "{title} is the date {text}; {expected} is expected. Excel turns 1-2 and the like into dates.",
        "Format the cell as text and write the list again, separated by semicolons.",
    ),
    "unknown-band": (
        "{title} is '{text}', which is not a band of Agenda for Change or VSM.",
        "Write 1 to 7, 8a, 8b, 8c, 8d, 9 or VSM.",
    ),
    "band-8-of-four": (
        "{title} is '{text}': band 8 has four ranges, and this does not say which.",
        "Write 8a, 8b, 8c or 8d.",
    ),
    "unknown-choice": ("{title} is '{text}'; {expected} is expected.", "Write {expected}{or_blank}."),
}

_WARNINGS = {
    "two-digit-year": (
        "{title} '{text}' has a year of two digits, and is read as {value}.",
        "Write the year in full.",
    ),
    "bare-day-number": (
        "{title} {text} is a bare number, and is read as Excel's day number: {value}.",
        "Format the cell as a date, and check it.",
    ),
    "no-date": (
        "{title} {text} stands for no date in staff records, and is read as blank.",
        "Clear the cell, or write the date.",
    ),
    "small-percentage": (
        "{title} {text} is read as {text} of a hundred.",
        "If {fix}% is meant, write {fix}.",
    ),
    "calendar-year": (
        "{title} {text} is one year, not two, and is read as {value}.",
        "Write the year as 2012/13.",
    ),
    "long-number": (
        "{title} {text} is a number of over 15 digits, of which Excel loses the last.",
        "Format the cell as text and write the code again.",
    ),
    "unknown-flag": (
        "{title} is '{text}', neither Y nor N, and is read as blank.",
        "Write Y or N, or clear the cell.",
    ),
    "unknown-soft-choice": (
        "{title} is '{text}', which is not one of those known, and is read as blank.",
        "Write {expected}, or clear the cell.",
    ),
    "fault-in-text": (
        "{title} holds {text} instead of text, and is read as blank.",
        "Mend the formula, or write the text itself.",
    ),
}

_NOTHING = "Nothing need be done."

_NOTES = {
    "trimmed": ("{title} '{text}' has spaces around it, which are not counted.", _NOTHING),
    "spaces-only": ("{title} holds nothing but spaces, and is read as blank.", _NOTHING),
    "number-form": ("{title} '{text}' is text, and is read as {value}.", _NOTHING),
    "number-as-text": ("{title} '{text}' is a number kept as text, and is read as a number.", _NOTHING),
    "number-trimmed": ("{title} '{text}' is text with spaces, and is read as {value}.", _NOTHING),
    "point-of-grade": ("{title} '{text}' is a grade and a step, and is read as point {value}.", _NOTHING),
    "year-form": ("{title} '{text}' is read as {value}.", _NOTHING),
    "date-form": (
        "{title} '{text}' is read as {value}, day first.",
        "Check that the day and month are right.",
    ),
    "clock-dropped": ("{title} {text} has a time of day, which is not counted.", _NOTHING),
    "no-end": ("{title} {text} means that there is no end, and is read as blank.", _NOTHING),
    "per-cent-format": ("{title} {text} is formatted as a percentage, and is read as {value}.", _NOTHING),
    "number-for-code": (
        "{title} {text} is a number, and is read as a code; noughts before it, if there were any, are gone.",
        "Format the column as text where codes begin with a nought.",
    ),
    "date-in-text": ("{title} {text} is a date, and is read as text.", _NOTHING),
    "band-form": ("{title} '{text}' is read as {value}.", _NOTHING),
    "flag-form": ("{title} '{text}' is read as {value}.", _NOTHING),
    "choice-form": ("{title} '{text}' is read as {value}.", _NOTHING),
    "case-ignored": ("{title} '{text}' is read as '{value}': capitals and spaces do not count.", _NOTHING),
    "comma-list": (
        "{title} '{text}' has commas between its values, and is read as '{value}'.",
        "Separate values with semicolons.",
    ),
}

CAUSES: Mapping[str, Cause] = MappingProxyType(
    {slug: Cause(_ERROR, *words) for slug, words in _ERRORS.items()}
    | {slug: Cause(_WARNING, *words) for slug, words in _WARNINGS.items()}
    | {slug: Cause(_NOTE, *words) for slug, words in _NOTES.items()}
)
"""Everything that can be said about one cell, by its slug."""


def is_refused(sight: Sight) -> bool:
    """Whether the cell could not be taken."""
    return bool(sight.cause) and CAUSES[sight.cause].severity is Severity.ERROR


def expected_in(column: Column) -> str:
    """What a cell of this column should hold, in words: ``a number such as 0.8``."""
    if column.choices:
        *most, last = column.choices
        return f"{', '.join(most)} or {last}"
    examples = {
        Kind.MONEY: "an amount such as 27625",
        Kind.PERCENT: "a percentage from 0 to 100 such as 60",
        Kind.NUMBER: "a number such as 0.8" if column.key == "fte" else "a number such as 12",
        Kind.DATE: "a date such as 31/03/2013",
        Kind.YEAR: "a financial year such as 2012/13",
        Kind.CODE: "a code",
        Kind.LIST: "a list separated by semicolons",
        Kind.FLAG: "Y or N",
    }
    return examples.get(column.kind, "text")
