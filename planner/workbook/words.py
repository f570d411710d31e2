"""Reads one code, name, band, choice or list as people write it in a spreadsheet."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from planner.model.tables import BANDS, Column, Kind
from planner.workbook.layout import plain
from planner.workbook.sights import ExcelFault, Sight, refused_fault

_YES, _NO = frozenset({"y", "yes", "true", "1"}), frozenset({"n", "no", "false", "0"})
_MOST_DIGITS = 1e15
"""Excel keeps 15 digits; a longer number has lost some."""

_GRADES = {f"{number:02d}": band for number, band in enumerate(BANDS[:12], start=1)}
"""Payscale numbers of the staff record: 01 to 07 are their bands, 08 to 11 are 8a to 8d, 12 is 9."""
_PAYSCALE = re.compile(r"x[nr](\d\d)")
_BAND = re.compile(r"(?:agendaforchange)?(?:afc)?(?:nhs)?(?:reviewbody)?(?:pay)?(?:band)?(.+)")
_RANGES = {"8rangea": "8a", "8rangeb": "8b", "8rangec": "8c", "8ranged": "8d"}
_BY_PLAIN = (
    {band.lower(): band for band in BANDS} | _RANGES | {"verysenior": "VSM", "veryseniormanager": "VSM"}
)

_CHOICE_ALIASES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "hcas_zone": {"innerlondon": "inner", "outerlondon": "outer", "none": "", "no": ""},
        "pension_section": {
            "1995section": "1995",
            "2008section": "2008",
            "none": "",
            "no": "",
            "notamember": "",
            "optedout": "",
        },
        "kind": {
            "primarycaretrust": "PCT",
            "strategichealthauthority": "SHA",
            "clinicalcommissioninggroup": "CCG",
        },
    }
)

_SOFT = frozenset({("functions", "kind"), ("functions", "scale")})
"""Choices that say something about a row and make no figure impossible."""


def text_in(cell: Any, _column: Column) -> Sight:
    """Read a cell of free text."""
    if isinstance(cell, str):
        text = cell.strip()
        if text == cell:
            return Sight(text or None)
        return Sight(text or None, "trimmed" if text else "spaces-only")
    if isinstance(cell, ExcelFault):
        return Sight(cause="fault-in-text")
    return Sight(shown(cell), "date-in-text" if isinstance(cell, date | time | timedelta) else "")


def code_in(cell: Any, column: Column) -> Sight:
    """Read a cell that names something: a code, an employee number, a scenario."""
    if isinstance(cell, ExcelFault):
        is_needed = column.required or column.refers_to
        return refused_fault(cell) if is_needed else Sight(cause="fault-in-text")
    if isinstance(cell, date | time | timedelta):
        return Sight(cause="date-for-code")
    if isinstance(cell, bool):
        return Sight(shown(cell))
    if isinstance(cell, int | float):
        return Sight(shown(cell), "long-number" if abs(cell) >= _MOST_DIGITS else "number-for-code")
    return text_in(cell, column)


def shown(cell: Any) -> str:
    """Write a cell as a user sees it: whole numbers without a point, dates day first."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell == cell // 1 and abs(cell) < 1e18 else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == time(0) else f"{cell:%d/%m/%Y %H:%M}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def band_in(cell: Any, _column: Column) -> Sight:
    """Read a pay band in any of its spellings, such as ``7``, ``AfC Band 7`` and ``XN07``."""
    if isinstance(cell, ExcelFault):
        return refused_fault(cell)
    if isinstance(cell, date | time | timedelta | bool):
        return Sight(cause="unknown-band")
    if isinstance(cell, int | float):
        text = shown(cell)
        return Sight(text) if text in BANDS else _no_band(text)
    text = cell.strip()
    if not text:
        return Sight(cause="spaces-only" if cell else "")
    if cell in BANDS:
        return Sight(cell)
    found = {_band_of(part) for part in text.split("|") if part.strip()} - {None}
    if len(found) == 1:
        band = found.pop()
        return Sight(band, "band-form" if text.lower() != str(band).lower() else "case-ignored")
    return _no_band(text)


def _band_of(part: str) -> str | None:
    """The band that one segment of a grade names; None where it names none."""
    name = plain(part)
    if payscale := _PAYSCALE.fullmatch(name):
        return _GRADES.get(payscale[1])
    match = _BAND.fullmatch(name)
    return _BY_PLAIN.get(match[1]) if match else None


def _no_band(text: str) -> Sight:
    return Sight(cause="band-8-of-four" if plain(text) in ("8", "band8", "afcband8") else "unknown-band")


def flag_in(cell: Any, _column: Column) -> Sight:
    """Read a Y or N."""
    if isinstance(cell, ExcelFault):
        return Sight(cause="fault-in-text")
    text = shown(cell).strip()
    if not text:
        return Sight(cause="spaces-only" if cell != "" else "")
    flag = "Y" if text.lower() in _YES else "N" if text.lower() in _NO else None
    if flag is None:
        return Sight(cause="unknown-flag")
    return Sight(flag, "" if cell == flag else "flag-form")


def choice_in(cell: Any, column: Column, table: str) -> Sight:
    """Read one of a few values."""
    is_soft = (table, column.key) in _SOFT
    if isinstance(cell, ExcelFault):
        return Sight(cause="fault-in-text") if is_soft else refused_fault(cell)
    text = shown(cell)
    if text in column.choices:
        return Sight(text)
    name = plain(text)
    if not name:
        return (
            Sight(cause="spaces-only" if text else "") if not text.strip() else Sight(cause="unknown-choice")
        )
    for choice in column.choices:
        if plain(choice) == name:
            return Sight(choice, "case-ignored" if text.strip().lower() == choice.lower() else "choice-form")
    alias = _CHOICE_ALIASES.get(column.key, {}).get(name)
    if alias is not None and (alias in column.choices or alias == ""):
        return Sight(alias or None, "choice-form")
    return Sight(cause="unknown-soft-choice" if is_soft else "unknown-choice")


def list_in(cell: Any, column: Column) -> Sight:
    """Read values that are separated by semicolons."""
    if isinstance(cell, ExcelFault):
        return refused_fault(cell) if column.refers_to else Sight(cause="fault-in-text")
    if isinstance(cell, date | time | timedelta):
        return Sight(cause="date-for-list")
    seen = text_in(cell, column)
    if isinstance(seen.value, str) and "," in seen.value and ";" not in seen.value:
        items = [item.strip() for item in seen.value.split(",")]
        return Sight("; ".join(item for item in items if item), "comma-list")
    return seen


PLAIN_READERS = MappingProxyType(
    {
        Kind.TEXT: text_in,
        Kind.CODE: code_in,
        Kind.LIST: list_in,
        Kind.BAND: band_in,
        Kind.FLAG: flag_in,
    }
)
"""How a cell of each kind of text is read, but for choices, which depend on their table."""
