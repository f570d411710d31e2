"""The cells of a list's columns as the plan's columns take them: compound fields taken apart first."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.base.findings import Finding, Severity
from planner.model.plan import Unread
from planner.model.tables import Column, Kind
from planner.workbook.bringing_in.compound import Parted, grade_of_step, position_in, unit_in
from planner.workbook.bringing_in.fields import field_of
from planner.workbook.bringing_in.grades_by_pay import band_by_pay
from planner.workbook.bringing_in.ledgers import lines_of
from planner.workbook.bringing_in.notes import Told, about_cells
from planner.workbook.bringing_in.sheet import SourceSheet
from planner.workbook.clean import Cleaned, clean, held, percentages
from planner.workbook.layout import letter_of
from planner.workbook.remarks import findings_on
from planner.workbook.sights import is_refused
from planner.workbook.words import band_in, shown

_CODED = frozenset({"function", "organisation", "receiver"})
_POWER = re.compile(r"\d(?:\.\d+E\+?|E\+)\d+", re.IGNORECASE)
_PLAIN_FORMS = frozenset({"number-as-text"})
"""What is not worth a word in a text file, whose cells are all text."""


@dataclass(slots=True)
class Taken:
    """What has been taken of a sheet so far.

    Attributes:
        findings: what there is to say.
        unread: cells that could not be taken; a row is the number of the sheet's row.
        names: names that stood beside codes: (field, code) -> name.
        numbers: numbers of positions, by the row's place in the list.
    """

    findings: list[Finding] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A list while its columns are read.

    Attributes:
        sheet: the sheet.
        table: the plan's table.
        places: field -> its column.
        rows: the places of the list's rows, counted from 0.
        is_ledger: whether lines of budgets are told by accounts.
    """

    sheet: SourceSheet
    table: str
    places: Mapping[str, int]
    rows: Sequence[int]
    is_ledger: bool = False

    @property
    def numbers(self) -> list[int]:
        """The numbers of the rows as a spreadsheet shows them."""
        return [at + 1 for at in self.rows]

    def cells(self, key: str) -> list[Any]:
        """The cells of the column that is taken for a field."""
        place = self.places[key]
        return [self.sheet.rows[at][place] for at in self.rows]


def take_column(reading: Reading, key: str, taken: Taken) -> npt.NDArray[Any]:
    """Read the column that is taken for a field; say what was not plain."""
    return take_cells(reading, key, reading.cells(key), taken)


def take_cells(reading: Reading, key: str, cells: Sequence[Any], taken: Taken) -> npt.NDArray[Any]:
    """As ``take_column``, of cells that may differ from the sheet's own."""
    column = field_of(reading.table, key).column
    part = _parter(reading.table, key)
    if part is not None:
        cells = _taken_apart(reading, key, cells, part, taken)
    if column.kind is Kind.CODE:
        cells = _without_powers(reading, key, cells, taken)
    if key == "line" and reading.is_ledger and reading.rows:
        first = reading.sheet.cell(reading.rows[0], reading.places[key])
        cells, found = lines_of(cells, reading.sheet.title, first)
        taken.findings += found
    if key == "band" and reading.table == "posts":
        cells = _with_grades_by_pay(reading, cells, taken)
    cleaned = clean(cells, column, reading.table)
    if column.kind is Kind.PERCENT:
        formatted = np.array([(at, reading.places[key]) in reading.sheet.per_cent for at in reading.rows])
        cleaned = percentages(cleaned, cells, formatted if formatted.any() else None)
    _say(reading, key, column, cleaned, taken)
    return cleaned.content


def series(values: npt.NDArray[Any], column: Column, index: pd.Index) -> "pd.Series[Any]":
    """A column of values as a frame holds it."""
    return pd.Series(held(values, column), index=index)


def _say(reading: Reading, key: str, column: Column, cleaned: Cleaned, taken: Taken) -> None:
    remarks = cleaned.remarks
    if reading.sheet.is_text:
        remarks = tuple(one for one in remarks if one.sight.cause not in _PLAIN_FORMS)
    if not remarks:
        return
    letters = letter_of(reading.places[key])
    numbers = reading.numbers
    taken.findings += findings_on(remarks, column, reading.table, reading.sheet.title, letters, numbers)
    taken.unread += [
        Unread(reading.table, numbers[one.position], key, shown(one.cell))
        for one in remarks
        if is_refused(one.sight)
    ]


# ----------------------------------------------------------------------------- compound fields


def _parter(table: str, key: str) -> Callable[[str], Parted | None] | None:
    if key in _CODED:
        return unit_in
    if (table, key) in (("staff", "position_title"), ("posts", "title")):
        return position_in
    return None


def _taken_apart(
    reading: Reading, key: str, cells: Sequence[Any], part: Callable[[str], Parted | None], taken: Taken
) -> list[Any]:
    """Cells of which the part is taken that the column is for."""
    title = field_of(reading.table, key).title
    plain, told = list(cells), []
    for at, cell in enumerate(cells):
        parted = part(cell) if isinstance(cell, str) else None
        if parted is None:
            continue
        plain[at] = parted.value
        if parted.name:
            taken.names[key, parted.value] = parted.name
        if parted.number:
            taken.numbers[at] = parted.number
        dropped = f" Not taken: {'; '.join(parted.dropped)}." if parted.dropped else ""
        read_as = f"'{parted.value}'" + (f", called '{parted.name}'" if parted.name else "")
        told.append(
            _told(
                reading,
                key,
                at,
                cell,
                f"{title} '{cell}' is several facts; it is read as {read_as}.{dropped}",
            )
        )
    taken.findings += about_cells(
        Severity.NOTE, reading.sheet.title, "compound-field", told, table=reading.table, column=title
    )
    return plain


def _without_powers(reading: Reading, key: str, cells: Sequence[Any], taken: Taken) -> list[Any]:
    """Codes, but for those of which Excel kept only the first digits: ``1.23457E+11``."""
    title = field_of(reading.table, key).title
    at_fault = [
        at for at, cell in enumerate(cells) if isinstance(cell, str) and _POWER.fullmatch(cell.strip())
    ]
    told = [
        _told(
            reading, key, at, cells[at], f"{title} is '{cells[at]}': Excel kept only the first digits of it."
        )
        for at in at_fault
    ]
    taken.findings += about_cells(
        Severity.ERROR, reading.sheet.title, "digits-lost", told,
        "Ask for the list again with this column formatted as text, or write the code out.",
        table=reading.table, column=title,
    )  # fmt: skip
    taken.unread += [Unread(reading.table, one.row, key, one.text) for one in told]
    lost = set(at_fault)
    return ["" if at in lost else cell for at, cell in enumerate(cells)]


def bands_of_steps(reading: Reading, taken: Taken) -> list[Any] | None:
    """Grades from the column of grades and steps, where a list has no other; None where it has none."""
    if "band" in reading.places or "spine_point" not in reading.places:
        return None
    cells = reading.cells("spine_point")
    grades = [grade_of_step(cell) for cell in cells]
    if not any(grades):
        return None
    told = [
        _told(reading, "spine_point", at, str(cell), f"Band is read from the grade and step '{cell}'.")
        for at, cell in enumerate(cells)
        if grades[at]
    ]
    taken.findings += about_cells(
        Severity.NOTE, reading.sheet.title, "band-of-step", told, table=reading.table, column="Band"
    )
    return [grade or "" for grade in grades]


def _with_grades_by_pay(reading: Reading, cells: Sequence[Any], taken: Taken) -> list[Any]:
    """Bands, with a proposal by its pay for each grade that is none."""
    low = reading.cells("pay_low") if "pay_low" in reading.places else None
    high = reading.cells("pay_high") if "pay_high" in reading.places else None
    if low is None and high is None:
        return list(cells)
    column = field_of(reading.table, "band").column
    proposed = list(cells)
    told: dict[tuple[str, tuple[str, str]], list[Told]] = {}
    for at, cell in enumerate(cells):
        if not is_refused(band_in(cell, column)):
            continue
        found = band_by_pay(low[at] if low else "", high[at] if high else "")
        if found is None:
            continue
        proposed[at], why = found
        words = f"Band is '{shown(cell)}', a grade of another system. Band {found[0]} is proposed: {why}."
        told.setdefault((shown(cell), found), []).append(_told(reading, "band", at, shown(cell), words))
    for same in told.values():
        taken.findings += _once_for_all(reading, same)
    return proposed


def _once_for_all(reading: Reading, told: list[Told]) -> list[Finding]:
    """One finding for a grade, however many rows have it."""
    words = told[0].words + (f" So it is in {len(told):,} rows." if len(told) > 1 else "")
    return about_cells(
        Severity.WARNING, reading.sheet.title, "grade-by-pay", [told[0]._replace(words=words)],
        "Check the band, and change it where the post will have another.", table=reading.table, column="Band",
    )  # fmt: skip


def _told(reading: Reading, key: str, at: int, cell: Any, words: str) -> Told:
    row = reading.rows[at]
    return Told(reading.sheet.cell(row, reading.places[key]), row + 1, shown(cell), words)
