"""A table of values by financial year: the pay spine, supplements, National Insurance."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.base.dates import Floats, financial_year, first_day
from planner.base.errors import RuleMissingError, RuleNotInForceError
from planner.rules.dated import Numbers
from planner.rules.working import Reference, pick

Integers = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class YearTable:
    """Values by financial year and key; a year after the last carries the last on.

    Attributes:
        name, label: in code, and for a user.
        starts: the first day of each row's values, oldest first.
        keys: the columns.
        values: (years, keys).
        units: the unit of each key.
        references: source and status of each value, shaped like ``values``.
    """

    name: str
    label: str
    starts: tuple[date, ...]
    keys: tuple[str, ...]
    values: Floats
    units: tuple[str, ...]
    references: tuple[tuple[Reference, ...], ...]
    years: npt.NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "years", np.array([financial_year(start) for start in self.starts]))

    @property
    def first_year(self) -> int:
        """The first financial year with values of its own."""
        return int(self.years[0])

    @property
    def last_year(self) -> int:
        """The last financial year with values of its own."""
        return int(self.years[-1])

    def rows(self, year: Numbers) -> Integers:
        """Find the row in force in each financial year (the calendar year in which it starts).

        Raises:
            RuleNotInForceError: a year is before the first.
        """
        years = np.asarray(year)
        found = np.searchsorted(self.years, years, side="right") - 1
        if np.any(found < 0):
            raise RuleNotInForceError(self.label, first_day(int(years.min())), self.starts[0])
        return np.asarray(found)

    def column(self, key: str) -> int:
        """Find the column of a key.

        Raises:
            RuleMissingError: the table has no such key.
        """
        try:
            return self.keys.index(key)
        except ValueError:
            raise RuleMissingError(f"{self.name}: {key}") from None

    def of(self, key: str, rows: Integers) -> Floats:
        """Return one key's values in each of ``rows``."""
        return np.asarray(self.values[rows, self.column(key)])

    def cite(self, rows: Numbers, columns: Numbers, where: Numbers | bool = True) -> "Cells":
        """Name the cells that a step used, row by row, where it used any."""
        return Cells(self, rows, columns, where)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a table that each row of a step used."""

    table: YearTable
    rows: Any
    columns: Any
    where: Any

    def reference(self, row: int) -> Reference | None:
        """The source and status of the cell that the row used."""
        if not pick(self.where, row):
            return None
        found: Reference = self.table.references[pick(self.rows, row)][pick(self.columns, row)]
        return found
