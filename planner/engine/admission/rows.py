"""One table of a plan as plain columns, with the rows found to be in error so far."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.model.plan import Plan
from planner.model.tables import TABLES, Column, Kind, TableSpec

Booleans = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Days = npt.NDArray[np.datetime64]
Texts = npt.NDArray[np.object_]

LETTERS = 26


def column_letters(number: int) -> str:
    """The letters of a spreadsheet column: 1 is ``A``, 27 is ``AA``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def shown(value: Any) -> str:
    """Write a cell's value as a user would: no ``.0``, day first, nothing where blank."""
    if value is None or value is pd.NaT or value != value:  # noqa: PLR0124 - NaN is not itself
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


class Rows:
    """The rows of one table. ``refused`` grows as checks find errors; nothing else changes.

    Attributes:
        spec: the table.
        frame: its rows.
        index: (rows,) identities.
        refused: (rows,) whether each row is in error.
        repeated: (rows,) whether each row is left out because it stands there twice.
        spelled: column -> text as it stands -> the spelling of the code that it matches.
    """

    def __init__(self, plan: Plan, name: str) -> None:
        self.spec: TableSpec = TABLES[name]
        self.frame = plan.table(name)
        self.index: Integers = self.frame.index.to_numpy(dtype=np.int64)
        self.refused: Booleans = np.zeros(len(self.frame), dtype=bool)
        self.repeated: Booleans = np.zeros(len(self.frame), dtype=bool)
        self.spelled: dict[str, dict[str, str]] = {}
        self._unread = _unread_masks(plan, name, self.frame.index)
        for mask in self._unread.values():
            self.refused |= mask
        self._columns: dict[tuple[str, str], npt.NDArray[Any]] = {}
        self._coded: dict[str, tuple[Integers, Texts]] = {}

    def __len__(self) -> int:
        return len(self.index)

    @property
    def admitted(self) -> Booleans:
        """(rows,) whether each row may be part of a figure."""
        return ~(self.refused | self.repeated)

    @cached_property
    def none(self) -> Booleans:
        """(rows,) False throughout."""
        return np.zeros(len(self), dtype=bool)

    def column(self, key: str) -> Column:
        """The description of a column."""
        return self.spec.column(key)

    def unread(self, key: str) -> Booleans:
        """(rows,) whether the cell holds something that could not be taken."""
        return self._unread.get(key, self.none)

    def numbers(self, key: str) -> Floats:
        """(rows,) a column of numbers; NaN where blank."""
        return self._once("numbers", key, lambda: self.frame[key].to_numpy(dtype=np.float64))

    def days(self, key: str) -> Days:
        """(rows,) a column of dates; NaT where blank."""
        return self._once("days", key, lambda: self.frame[key].to_numpy().astype("datetime64[D]"))

    def texts(self, key: str) -> Texts:
        """(rows,) a column of text; NaN where blank."""
        return self._once("texts", key, lambda: self.frame[key].to_numpy(dtype=object))

    def _once(self, form: str, key: str, make: Callable[[], npt.NDArray[Any]]) -> npt.NDArray[Any]:
        """A column in one form, taken out of the frame only once."""
        if (form, key) not in self._columns:
            self._columns[form, key] = make()
        return self._columns[form, key]

    def coded(self, key: str) -> tuple[Integers, Texts]:
        """A column of text as (rows,) positions in its distinct texts; -1 where blank."""
        if key not in self._coded:
            codes, distinct = pd.factorize(self.texts(key))
            self._coded[key] = (codes.astype(np.int64), np.asarray(distinct, dtype=object))
        return self._coded[key]

    def known(self, key: str) -> Booleans:
        """(rows,) whether there is a value."""
        kind = self.column(key).kind
        if kind.is_number:
            return ~np.isnan(self.numbers(key))
        if kind is Kind.DATE:
            return ~np.isnat(self.days(key))
        known: Booleans = self.coded(key)[0] >= 0
        return known

    def per_text(self, key: str, verdicts: Mapping[str, Any], default: Any, dtype: Any) -> npt.NDArray[Any]:
        """(rows,) what each distinct text maps to; ``default`` where blank or not in ``verdicts``."""
        codes, distinct = self.coded(key)
        by_text = np.full(len(distinct) + 1, default, dtype=dtype)
        by_text[:-1] = [verdicts.get(text, default) for text in distinct]
        return by_text[codes]

    def text_at(self, key: str, at: int) -> str:
        """One cell as a user would write it."""
        return shown(self.frame[key].iat[at])

    def cell(self, key: str, at: int) -> str:
        """Where a cell stands in the default layout: ``H27``."""
        return f"{column_letters(self.spec.keys.index(key) + 1)}{self.index[at]}"

    def place(self, at: int) -> str:
        """A row in words: ``row 27``."""
        return f"row {self.index[at]}"


def _unread_masks(plan: Plan, name: str, index: "pd.Index[int]") -> dict[str, Booleans]:
    """Which cells of each column could not be taken."""
    cells = [cell for cell in plan.unread if cell.table == name]
    positions = index.get_indexer(pd.Index([cell.row for cell in cells], dtype="int64"))
    masks: dict[str, Booleans] = {}
    for cell, position in zip(cells, positions, strict=True):
        if position >= 0:
            masks.setdefault(cell.column, np.zeros(len(index), dtype=bool))[position] = True
    return masks
