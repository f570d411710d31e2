"""The book of rules: every figure of law and policy by name, dated and sourced."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from planner.base.errors import RuleFileError, RuleMissingError
from planner.base.places import resources
from planner.model.assumptions import Assumption
from planner.model.tables import BANDS, HCAS_ZONES, STAGES
from planner.rules.dated import STATUSES, DatedValue, Parameter
from planner.rules.loading import (
    BOOK,
    KeyDate,
    read_key_dates,
    read_number,
    read_parameters,
    read_rows,
    read_toml,
    read_year_table,
)
from planner.rules.year_tables import YearTable

__all__ = ["STATUSES", "DatedValue", "KeyDate", "Parameter", "RuleBook", "YearTable", "load_rules"]

_TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "pay_spine": ("Agenda for Change spine point", ("point",)),
    "band_points": ("Agenda for Change band", ("band", "end")),
    "high_cost_area": ("High cost area supplement", ("zone", "figure")),
    "employer_costs": ("Employer National Insurance", ("figure",)),
    "vsm_spot_rates": (
        "Very senior manager spot rate, weighted population to",
        ("weighted_population_up_to",),
    ),
}
"""The tables by year: the name of the file, the label, the columns that make the key."""

_REGISTER = "assumptions"
_KEY_DATES = "key_dates"
_REGISTER_COLUMNS = ("key", "value", "low", "high", "unit", "status", "owner", "source", "meaning")


@dataclass(frozen=True, eq=False)
class RuleBook:
    """Every figure of law and policy.

    Attributes:
        version: short and stable; changes when any file of rules does.
        title: what the book covers.
        register: the assumptions with their defaults, in the order of the register.
        key_dates: days on which something happens, by name.
        pay_spine, band_points, high_cost_area, employer_costs, vsm_spot_rates: values by financial year.
        band_first, band_last: (13,) spine points of each band of ``tables.BANDS``; 0 for VSM.
        hcas_columns: (4, 3) columns of share, minimum and maximum in ``high_cost_area`` by zone
            (0 none, then as ``tables.HCAS_ZONES``; the row for none is not used).
    """

    version: str
    title: str
    register: tuple[Assumption, ...]
    key_dates: Mapping[str, KeyDate]
    pay_spine: YearTable
    band_points: YearTable
    high_cost_area: YearTable
    employer_costs: YearTable
    vsm_spot_rates: YearTable
    _parameters: Mapping[str, Parameter]
    band_first: npt.NDArray[np.int64] = field(init=False)
    band_last: npt.NDArray[np.int64] = field(init=False)
    hcas_columns: npt.NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "band_first", self._points("first"))
        object.__setattr__(self, "band_last", self._points("last"))
        column = self.high_cost_area.column
        figures = ("share", "minimum", "maximum")
        zones = [[column(f"{zone} {figure}") for figure in figures] for zone in HCAS_ZONES]
        object.__setattr__(self, "hcas_columns", np.array([[0, 0, 0], *zones]))

    def _points(self, end: str) -> npt.NDArray[np.int64]:
        table = self.band_points
        named = [table.values[-1, table.column(f"{band} {end}")] for band in BANDS[:-1]]
        return np.array([*named, 0], dtype=np.int64)

    def __getitem__(self, name: str) -> Parameter:
        """Return a parameter by name.

        Raises:
            RuleMissingError: there is none of that name.
        """
        try:
            return self._parameters[name]
        except KeyError:
            raise RuleMissingError(name) from None

    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter, in the order of the files."""
        return tuple(self._parameters.values())

    def year_tables(self) -> tuple[YearTable, ...]:
        """Every table of values by financial year."""
        return tuple(getattr(self, name) for name in _TABLES)

    def not_known_on(self, day: date) -> tuple[str, ...]:
        """The labels of parameters whose newest value is only carried on to ``day``."""
        return tuple(one.label for one in self.parameters() if not one.is_known_on(day))


@cache
def load_rules(folder: Path | None = None) -> RuleBook:
    """Read the rules that the program ships, or those of another folder, once.

    Raises:
        RuleFileError: a file is missing, or does not hold to its form.
        RuleMissingError: a band or zone is missing from its table.
    """
    folder = folder or resources() / "rules"
    files = sorted([*folder.glob("*.toml"), *folder.glob("*.csv")])
    stray = [one.name for one in files if one.suffix == ".csv" and not _is_expected(one.stem)]
    if stray:
        raise RuleFileError(stray[0], "the file", "is not one of the tables", "pay_spine.csv")
    book = read_toml(folder / BOOK)
    if set(book) != {"title", "issued"} or type(book["issued"]) is not date:
        raise RuleFileError(
            BOOK, "the file", "must have a title and the day it was issued", "issued = 2012-04-01"
        )
    parameters = _all_parameters(files)
    tables = {
        name: read_year_table(folder / f"{name}.csv", label, keys) for name, (label, keys) in _TABLES.items()
    }
    return RuleBook(
        version=f"{book['issued']:%Y-%m-%d}.{_content_hash(files)}",
        title=str(book["title"]),
        register=_register(folder / f"{_REGISTER}.csv", parameters),
        key_dates=read_key_dates(folder / f"{_KEY_DATES}.csv"),
        _parameters=parameters,
        **tables,
    )


def _is_expected(name: str) -> bool:
    return name in _TABLES or name in (_REGISTER, _KEY_DATES)


def _all_parameters(files: list[Path]) -> dict[str, Parameter]:
    found: dict[str, Parameter] = {}
    for path in files:
        if path.suffix == ".toml" and path.name != BOOK:
            for parameter in read_parameters(path):
                if parameter.name in found:
                    raise RuleFileError(
                        path.name, parameter.name, "stands in another file too", "one name, one rule"
                    )
                found[parameter.name] = parameter
    return found


def _content_hash(files: list[Path]) -> str:
    """Eight hex digits of the files' names and contents, whatever their line ends."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:8]


def _register(path: Path, parameters: Mapping[str, Parameter]) -> tuple[Assumption, ...]:
    """Read the register; a figure that is a rule's own is given by the rule's name."""
    found: dict[str, Assumption] = {}
    for row in read_rows(path, _REGISTER_COLUMNS):
        key = row["key"]
        empty = [column for column in _REGISTER_COLUMNS if column not in ("low", "high") and not row[column]]
        if empty or key in found or row["status"] not in STATUSES:
            fault = f"has no {empty[0]}" if empty else "stands twice, or has an unknown status"
            raise RuleFileError(path.name, key, fault, "leaver_rate,0.10,0.08,0.12,a year,judgement,…")
        value, low, high = (_figure(path.name, key, row[one], parameters) for one in ("value", "low", "high"))
        text = (row["unit"], row["status"], row["meaning"], row["source"], row["owner"])
        found[key] = Assumption(key, value, low, high, *text, default=value)
    missing = [stage for stage in STAGES if f"stage_{stage}" not in found]
    if missing:
        raise RuleFileError(path.name, f"stage_{missing[0]}", "is missing", "stage_slot_in,1,,,0 or 1,…")
    return tuple(found.values())


def _figure(file: str, key: str, text: str, parameters: Mapping[str, Parameter]) -> float:
    if not text:
        return float("nan")
    if text in parameters:
        return parameters[text].history[0].value
    return read_number(file, key, text)
