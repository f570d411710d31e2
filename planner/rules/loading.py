"""Reads the files of rules strictly: every figure dated, with its unit, source and status.

``*.toml`` hold parameters, ``*.csv`` the tables. Whatever does not hold to the form is refused with
the file, the name and an example of what was expected.
"""

import csv
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from planner.base.errors import RuleFileError
from planner.rules.dated import STATUSES, DatedValue, Parameter
from planner.rules.working import Reference
from planner.rules.year_tables import YearTable

BOOK = "book.toml"
"""The file that says what the book of rules is and when it was issued."""

_PARAMETER_EXAMPLE = '[notice] label = "…", unit = "weeks", values = [ … ]'
_VALUE_EXAMPLE = '{ from = 2012-02-01, value = 430, source = "Order 2011", status = "published" }'
_PROVENANCE = ("unit", "source", "status")


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A day on which something happens, and where it was read."""

    name: str
    label: str
    day: date
    source: str
    status: str


def read_toml(path: Path) -> Mapping[str, Any]:
    """Read one TOML file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise RuleFileError(path.name, "the file", f"cannot be read ({fault})", 'key = "value"') from fault


def read_parameters(path: Path) -> tuple[Parameter, ...]:
    """Read the parameters of one TOML file, in its order."""
    return tuple(_parameter(path.name, name, entry) for name, entry in read_toml(path).items())


def _parameter(file: str, name: str, entry: Any) -> Parameter:
    def refuse(fault: str) -> RuleFileError:
        return RuleFileError(file, name, fault, _PARAMETER_EXAMPLE)

    if not isinstance(entry, dict):
        raise refuse("is not a rule with a label, a unit and values")
    unknown = entry.keys() - {"label", "unit", "values", "known_to"}
    if unknown:
        raise refuse(f"has an unknown key '{min(unknown)}'")
    label, unit, values = (entry.get(key) for key in ("label", "unit", "values"))
    if not (isinstance(label, str) and label and isinstance(unit, str) and unit):
        raise refuse("has no label or no unit")
    if not (isinstance(values, list) and values):
        raise refuse("has no values")
    known_to = entry.get("known_to")
    if known_to is not None and type(known_to) is not date:
        raise refuse("has a known_to that is not a date")
    history = tuple(_dated_value(file, name, one, label, unit) for one in values)
    _check_order(file, name, tuple(one.start for one in history))
    return Parameter(name, label, unit, history, known_to)


def _dated_value(file: str, name: str, entry: Any, label: str, unit: str) -> DatedValue:
    def refuse(fault: str) -> RuleFileError:
        return RuleFileError(file, name, fault, _VALUE_EXAMPLE)

    if not isinstance(entry, dict):
        raise refuse("has a value without its date, source and status")
    unknown = entry.keys() - {"from", "value", "source", "status", "label"}
    if unknown:
        raise refuse(f"has a value with an unknown key '{min(unknown)}'")
    start, value, source, status = (entry.get(key) for key in ("from", "value", "source", "status"))
    if type(start) is not date:
        raise refuse("has a value without the date it is in force from")
    if isinstance(value, bool) or not isinstance(value, (int, float)) or math.isnan(value):
        raise refuse(f"has a value that is not a number ({value!r})")
    _check_provenance(file, name, source, status)
    return DatedValue(start, float(value), unit, str(source), str(status), str(entry.get("label", label)))


def _check_provenance(file: str, name: str, source: Any, status: Any) -> None:
    if not (isinstance(source, str) and source.strip()):
        raise RuleFileError(file, name, "has a value without a source", _VALUE_EXAMPLE)
    if status not in STATUSES:
        fault = f"has the status {status!r}, which is none of {', '.join(STATUSES)}"
        raise RuleFileError(file, name, fault, _VALUE_EXAMPLE)


def _check_order(file: str, name: str, starts: tuple[date, ...]) -> None:
    if any(later <= earlier for earlier, later in pairwise(starts)):
        raise RuleFileError(file, name, "has values that are not in the order of their dates", _VALUE_EXAMPLE)


def read_rows(path: Path, header: tuple[str, ...]) -> list[dict[str, str]]:
    """Read the rows of one CSV file that has exactly these columns."""
    example = ",".join(header)
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8").splitlines(), strict=True))
    except (OSError, ValueError, csv.Error) as fault:
        raise RuleFileError(path.name, "the file", f"cannot be read ({fault})", example) from fault
    if not lines or tuple(lines[0]) != header:
        raise RuleFileError(path.name, "the header", "is not as expected", example)
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(header):
            raise RuleFileError(path.name, f"line {number}", "has too many or too few cells", example)
    return [dict(zip(header, line, strict=True)) for line in lines[1:]]


def read_year_table(path: Path, label: str, key_columns: tuple[str, ...]) -> YearTable:
    """Read a table of values by date and key; each key must have a value on each date."""
    rows = read_rows(path, ("from", *key_columns, "value", *_PROVENANCE))
    cells: dict[tuple[date, str], tuple[float, Reference]] = {}
    units: dict[str, str] = {}
    for row in rows:
        key = " ".join(row[column] for column in key_columns)
        start = read_day(path.name, key, row["from"])
        value = read_number(path.name, key, row["value"])
        _check_provenance(path.name, key, row["source"], row["status"])
        if (start, key) in cells:
            raise RuleFileError(path.name, key, f"has two values from {start}", _row_example(row))
        if not row["unit"] or units.setdefault(key, row["unit"]) != row["unit"]:
            raise RuleFileError(path.name, key, "has no unit, or more than one", _row_example(row))
        cells[start, key] = (
            value,
            Reference(f"{label}: {key.replace('_', ' ')}", start, row["source"], row["status"]),
        )
    starts = tuple(sorted({start for start, _ in cells}))
    for start in starts:
        for key in units:
            if (start, key) not in cells:
                raise RuleFileError(path.name, key, f"has no value from {start}", _row_example(rows[0]))
    if not starts:
        raise RuleFileError(path.name, "the file", "has no values", ",".join(key_columns))
    values = np.array([[cells[start, key][0] for key in units] for start in starts])
    references = tuple(tuple(cells[start, key][1] for key in units) for start in starts)
    return YearTable(path.stem, label, starts, tuple(units), values, tuple(units.values()), references)


def _row_example(row: Mapping[str, str]) -> str:
    return ",".join(row.values())


def read_day(file: str, name: str, text: str) -> date:
    """Read a date of a CSV file."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RuleFileError(file, name, f"has '{text}' where a date must be", "2012-02-01") from None


def read_number(file: str, name: str, text: str) -> float:
    """Read a number of a CSV file."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if math.isnan(number):
        raise RuleFileError(file, name, f"has '{text}' where a number must be", "430")
    return number


def read_key_dates(path: Path) -> dict[str, KeyDate]:
    """Read the days on which something happens, by name."""
    found: dict[str, KeyDate] = {}
    for row in read_rows(path, ("name", "label", "day", "source", "status")):
        name = row["name"]
        _check_provenance(path.name, name, row["source"], row["status"])
        if name in found or not row["label"]:
            raise RuleFileError(path.name, name, "stands twice, or has no label", _row_example(row))
        day = read_day(path.name, name, row["day"])
        found[name] = KeyDate(name, row["label"], day, row["source"], row["status"])
    return found
