"""A table on a sheet whose figures are worked out again by the spreadsheet."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from planner.workbook.cell_values import day_number, for_new_book, is_like_a_formula
from planner.workbook.layout import letter_of
from planner.workbook.new_book import ExactFloat
from planner.workbook.styles import Looks

TEXT, POUNDS, NUMBER, GENERAL, ODDS, DAY, LONG = "text", "pounds", "number", "general", "odds", "day", "long"
_WIDTHS = {TEXT: 16.0, POUNDS: 15.0, NUMBER: 11.0, GENERAL: 11.0, ODDS: 10.0, DAY: 12.0, LONG: 46.0}
_WILD = frozenset("*?~")
_OPERATORS = ("<", ">", "=")
_A3, _A4 = 8, 9
_MANY_COLUMNS = 16
_NAMED = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class LiveColumn:
    """One column of a table on a sheet.

    Attributes:
        key: the column of the frame that holds its values.
        title: its header.
        look: one of ``TEXT``, ``POUNDS``, …
        formula: how a spreadsheet works it out; ``{key}`` stands for the cell of that column in the
            same row, ``{row}`` for the number of the row. Empty where the value itself is written.
        has_total: whether it is summed under the table.
    """

    key: str
    title: str
    look: str = TEXT
    formula: str = ""
    has_total: bool = False


@dataclass(frozen=True, slots=True)
class LiveTable:
    """Where a table stands once it is written."""

    sheet: str
    letters: Mapping[str, str]
    first: int
    last: int

    def cells(self, key: str) -> str:
        """The cells of a column, as formulas on other sheets name them."""
        letter = self.letters[key]
        return f"'{self.sheet}'!${letter}${self.first}:${letter}${max(self.last, self.first)}"

    def total(self, key: str) -> str:
        """The cell with the sum of a column."""
        return f"'{self.sheet}'!${self.letters[key]}${max(self.last, self.first) + 1}"


def write_live_table(
    sheet: Any, frame: pd.DataFrame, columns: Sequence[LiveColumn], looks: Looks, fixed_columns: int = 1
) -> LiveTable:
    """Write a table from the first row of a sheet, with its headers, totals and filters.

    Values that are not known are left blank. Formulas carry the values that the engine found, so that
    a program that works nothing out shows them too.
    """
    letters = {column.key: letter_of(at) for at, column in enumerate(columns)}
    table = LiveTable(sheet.get_name(), letters, 2, len(frame) + 1)
    for at, column in enumerate(columns):
        look = _look(column.look, looks)
        sheet.set_column(at, at, max(_WIDTHS[column.look], max(map(len, column.title.split())) + 2))
        head = looks.required if column.look in (TEXT, LONG, DAY) else looks.over_figures
        sheet.write_string(0, at, column.title, head)
        values = frame[column.key]
        if column.formula:
            _write_formulas(sheet, at, column.formula, letters, values, look)
        else:
            _write_values(sheet, at, values, column.look, look, looks)
    _write_totals(sheet, table, frame, columns, looks)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, fixed_columns)
    sheet.autofilter(0, 0, max(len(frame), 1), len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A3 if len(columns) > _MANY_COLUMNS else _A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")
    return table


def _look(name: str, looks: Looks) -> Any:
    return {
        TEXT: looks.text,
        LONG: looks.wrapped,
        POUNDS: looks.pounds,
        NUMBER: looks.number,
        GENERAL: looks.general,
        ODDS: looks.share,
        DAY: looks.date,
    }[name]


def _write_values(sheet: Any, at: int, values: "pd.Series[Any]", kind: str, look: Any, looks: Looks) -> None:
    if kind == DAY:
        for row, value in enumerate(values.to_numpy().astype("datetime64[D]").astype(object), start=1):
            if isinstance(value, date):
                sheet.write_number(row, at, day_number(value), look)
    elif kind in (TEXT, LONG):
        for row, value in enumerate(values.to_numpy(dtype=object), start=1):
            if isinstance(value, str):
                write_text(sheet, row, at, value, look, looks)
            elif isinstance(value, bool | np.bool_):
                sheet.write_string(row, at, "Yes" if value else "No", look)
    else:
        for row, number in enumerate(values.to_numpy(dtype=np.float64).tolist(), start=1):
            if np.isfinite(number):
                sheet.write_number(row, at, ExactFloat(number), look)


def write_text(sheet: Any, row: int, at: int, text: str, look: Any, looks: Looks) -> None:
    """Write a text that is never a formula, cut where no cell could hold it."""
    sheet.write_string(
        row, at, for_new_book(text[:32_767]), looks.literal if is_like_a_formula(text) else look
    )


def _write_formulas(
    sheet: Any, at: int, formula: str, letters: Mapping[str, str], values: "pd.Series[Any]", look: Any
) -> None:
    make = filled_in(formula, letters)
    for row, value in enumerate(values.to_numpy(dtype=object).tolist(), start=1):
        sheet.write_formula(row, at, make(row + 1), look, known(value))


def known(value: Any) -> Any:
    """A value for a cell to show until it is worked out: nothing where it is not known."""
    if isinstance(value, float):
        return value if np.isfinite(value) else ""
    return value


def filled_in(formula: str, letters: Mapping[str, str]) -> Callable[[int], str]:
    """A function that puts a formula into the words of one row."""
    pieces = _NAMED.split(formula)

    def make(row: int) -> str:
        parts = list(pieces)
        for at in range(1, len(parts), 2):
            parts[at] = str(row) if parts[at] == "row" else f"{letters[parts[at]]}{row}"
        return "".join(parts)

    return make


def _write_totals(
    sheet: Any, table: LiveTable, frame: pd.DataFrame, columns: Sequence[LiveColumn], looks: Looks
) -> None:
    if not any(column.has_total for column in columns):
        return
    row = max(table.last, table.first)
    for at, column in enumerate(columns):
        if not column.has_total:
            sheet.write_string(row, at, "Total" if at == 0 else "", looks.total)
            continue
        letter = table.letters[column.key]
        formula = f"=SUM({letter}{table.first}:{letter}{row})"
        look = looks.total_pounds if column.look == POUNDS else looks.total_number
        sheet.write_formula(row, at, formula, look, float(frame[column.key].sum()))


def sum_where(table: LiveTable, key: str, code: str, wanted: str, codes: "pd.Series[str]") -> str:
    """A sum over the rows of a table whose code is that of a cell.

    Codes that a spreadsheet would take for a pattern are compared one by one instead.
    """
    is_plain = not any(set(str(one)) & _WILD or str(one).startswith(_OPERATORS) for one in codes)
    if is_plain:
        return f"=SUMIF({table.cells(code)},{wanted},{table.cells(key)})"
    return f"=SUMPRODUCT(({table.cells(code)}={wanted})*{table.cells(key)})"
