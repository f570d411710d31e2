"""What a sheet is taken for, and each of its columns: a guess that a user confirms or changes."""

import hashlib
from collections.abc import Iterable
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from planner.base.errors import WrongUseError
from planner.workbook.bringing_in.fields import AMOUNT, BROUGHT_IN, field_of
from planner.workbook.layout import letter_of, plain, position_of


class How(StrEnum):
    """How a column was told."""

    NAME = "its own name"
    ALIAS = "another name"
    LIKE = "a name like it"
    CONTENT = "what it holds"
    STAND_IN = "for want of one"
    REMEMBERED = "remembered"
    CHOSEN = "your choice"


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of the file, and what it is taken for.

    Attributes:
        place: the column, counted from 0.
        header: its header; "" where it has none.
        key: the field that it is taken for.
        confidence: how sure that is, 0 to 1.
        how: how it was told.
        why: the same in words for users.
    """

    place: int
    header: str
    key: str
    confidence: float
    how: How
    why: str

    @property
    def letters(self) -> str:
        """The letters of the column."""
        return letter_of(self.place)


@dataclass(frozen=True, slots=True)
class LeftOutColumn:
    """A column of the file that is taken for nothing, and why."""

    place: int
    header: str
    why: str

    @property
    def letters(self) -> str:
        """The letters of the column."""
        return letter_of(self.place)


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a sheet is taken for.

    Attributes:
        table: the plan's table ("staff"); "" where the sheet is taken for none.
        sheet: the sheet's name.
        header_row: the place of the header row counted from 0; -1 where there is none.
        columns: what each column is taken for, as they stand in the sheet.
        left_out: the columns that are taken for nothing.
        confidence: how sure the table is, 0 to 1.
        why: how the table was told.
        shape: stands for the headers; sheets with the same headers have the same.
    """

    table: str
    sheet: str
    header_row: int
    columns: tuple[MappedColumn, ...] = ()
    left_out: tuple[LeftOutColumn, ...] = ()
    confidence: float = 0.0
    why: str = ""
    shape: str = ""

    def column_for(self, key: str) -> MappedColumn | None:
        """The column that is taken for a field; None where there is none."""
        return next((one for one in self.columns if one.key == key), None)

    def listed(self) -> tuple[tuple[int, str], ...]:
        """Every column of the sheet by its place, with its header."""
        taken = [(one.place, one.header) for one in self.columns]
        return tuple(sorted(taken + [(one.place, one.header) for one in self.left_out]))

    def with_column(self, column: int | str, key: str | None) -> Self:
        """Take a column, by its place or letters, for a field; for nothing where ``key`` is None.

        A field has one column: the one that had it before is left out.

        Raises:
            WrongUseError: the table has no such field, or the sheet no such column.
        """
        place = position_of(column) if isinstance(column, str) else column
        header = dict(self.listed()).get(place)
        if header is None:
            raise WrongUseError(f"The sheet has no column {letter_of(place)}.")
        if key is not None:
            _check(self.table, key)
        kept = [one for one in self.columns if one.place != place and one.key != key]
        moved = [one for one in self.columns if one.place != place and one.key == key]
        out = [one for one in self.left_out if one.place != place]
        out += [LeftOutColumn(one.place, one.header, "another column was chosen for it") for one in moved]
        if key is None:
            out.append(LeftOutColumn(place, header, "you left it out"))
        else:
            kept.append(MappedColumn(place, header, key, 1.0, How.CHOSEN, "your choice"))
        return replace(self, columns=_placed(kept), left_out=_placed(out))

    def remembered(self, columns: Dictionary[int, str], why: str = "as you confirmed before") -> Self:
        """Take columns as they were confirmed for a sheet with the same headers."""
        headers = dict(self.listed())
        kept = [
            MappedColumn(place, headers[place], key, 1.0, How.REMEMBERED, why)
            for place, key in columns.items()
            if place in headers
        ]
        taken = {one.place for one in kept}
        out = [
            LeftOutColumn(place, header, "you left it out before")
            for place, header in headers.items()
            if place not in taken
        ]
        return replace(self, columns=_placed(kept), left_out=_placed(out), confidence=1.0, why=why)

    def record(self) -> dict[str, Any]:
        """The mapping as plain values, for a file."""
        return {
            "table": self.table,
            "sheet": self.sheet,
            "header_row": self.header_row + 1,
            "shape": self.shape,
            "columns": [{"column": one.letters, "header": one.header, "is": one.key} for one in self.columns],
        }


def columns_in(record: Any, headers: Iterable[tuple[int, str]]) -> dict[int, str]:
    """The columns of a kept mapping as they stand under other headers: place -> field.

    A column is found by its header; one without a header by its letters.

    Raises:
        WrongUseError: the record is none, names a field that is not there, or a header that the sheet
            does not have.
    """
    table = record.get("table") if isinstance(record, dict) else None
    listed = record.get("columns") if isinstance(record, dict) else None
    if table not in BROUGHT_IN or not isinstance(listed, list):
        raise WrongUseError(f"A mapping names its 'table' ({', '.join(BROUGHT_IN)}) and its 'columns'.")
    by_header: dict[str, int] = {}
    for place, header in headers:
        by_header.setdefault(plain(header), place)
    found: dict[int, str] = {}
    for one in listed:
        if not isinstance(one, dict) or not isinstance(one.get("is"), str):
            raise WrongUseError("Each column of a mapping has a 'header' or 'column', and says what it 'is'.")
        _check(table, one["is"])
        header, letters = str(one.get("header") or ""), str(one.get("column") or "")
        if plain(header) in by_header and plain(header):
            found[by_header[plain(header)]] = one["is"]
        elif not header and letters.isalpha() and len(letters) <= 3:
            found[position_of(letters)] = one["is"]
        else:
            raise WrongUseError(f"The sheet has no column '{header or letters}', which the mapping names.")
    return found


def shape_of(table_headers: Iterable[str]) -> str:
    """What stands for a row of headers: the same for the same headers, whatever is under them."""
    names = "|".join(plain(text) for text in table_headers).rstrip("|")
    return hashlib.sha256(names.encode()).hexdigest()[:32]


def _check(table: str, key: str) -> None:
    try:
        field_of(table, key)
    except (KeyError, ValueError):
        raise WrongUseError(f"'{key}' is not something that a column of {table} can be.") from None
    if key == AMOUNT and table != "budgets":
        raise WrongUseError(f"'{key}' is not something that a column of {table} can be.")


def _placed(columns: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(columns, key=lambda one: one.place))
