"""Takes apart the fields in which the staff record keeps several facts."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

_UNIT = re.compile(r"(\d+)\s+L\d+\s+(\S.*)")
_CODED = re.compile(
    r"([A-Z]{0,3}\d[\w/]{1,9})\s+[-–:]\s*(\S.*)|([A-Z]{0,3}\d[\w/]{1,9})-(\D\S.*)", re.IGNORECASE
)
_WORDS = re.compile(r"[A-Za-z0-9&]+")
_SMALL = frozenset({"and", "of", "the", "for", "in", "to", "on", "with", "a", "an", "at", "by"})
LONGEST_CODE = 24


class Parted(NamedTuple):
    """What was taken of a field.

    Attributes:
        value: what the column holds then.
        name: what the value is a code of; "" where it is none.
        dropped: parts that no column takes.
        number: the number of a position; "" where it has none.
    """

    value: str
    name: str = ""
    dropped: tuple[str, ...] = ()
    number: str = ""


def position_in(text: str) -> Parted | None:
    """The title in a position or a job; None where the text is plain.

    A position is ``3560241|Consultant|021|General Surgery|``, a job ``Administrative and Clerical|Manager``.
    """
    if "|" not in text:
        return None
    parts = [part.strip() for part in text.split("|")]
    given = [part for part in parts if part]
    if not given:
        return None
    number = parts[0] if parts[0].isdigit() else ""
    rest = given[1:] if number else given
    if not rest:
        return Parted(number, number=number)
    title = rest[0] if number or len(rest) > 2 else rest[-1]
    dropped = tuple(part for part in rest if part != title)
    return Parted(title, dropped=dropped, number=number)


def unit_in(text: str) -> Parted | None:
    """The code and the name of a part of an organisation or a cost centre; None where the text is plain.

    The one is ``638 L8 Commissioning``, the other ``004310 - Contracting``.
    """
    words = text.strip()
    if match := _UNIT.fullmatch(words):
        return Parted(match[1], match[2].strip())
    if match := _CODED.fullmatch(words):
        return Parted(match[1] or match[3], (match[2] or match[4]).strip())
    return None


def grade_of_step(cell: Any) -> str | None:
    """The grade in a grade and step, ``XN07|31``; None where there is none."""
    if not isinstance(cell, str) or "|" not in cell:
        return None
    first = cell.split("|", 1)[0].strip()
    return first or None


def code_for(name: str, taken: Sequence[str] = (), longest: int = LONGEST_CODE) -> str:
    """A short code for a name: the name itself while it is short, else its initials; none of ``taken``."""
    used = {one.casefold() for one in taken}
    short = " ".join(name.split())
    if len(short) > longest:
        words = [word for word in _WORDS.findall(short) if word.lower() not in _SMALL]
        short = "".join(word if word.isupper() and len(word) <= 4 else word[0].upper() for word in words)
        short = short[:longest] or name[:longest]
    code, number = short, 2
    while code.casefold() in used:
        code, number = f"{short}{number}", number + 1
    return code
