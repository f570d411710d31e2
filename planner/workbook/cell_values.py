"""What stands in the cells of a table: text, a number or a day, whatever the frame holds."""

import re
from collections.abc import Mapping
from datetime import date
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd

from planner.base.dates import year_label
from planner.base.errors import SaveFailedError
from planner.model.plan import Plan
from planner.model.tables import Column, Kind, TableSpec

Content = None | str | float | date
"""A cell: blank, text, a number or a day."""

LONGEST_TEXT = 32_767
"""Characters that a cell of Excel can hold."""
FIRST_DAY = date(1900, 1, 1)
"""The first day that a cell of Excel can hold as a date; an earlier one is written as text."""
LEAP_DAY_THAT_NEVER_WAS = date(1900, 3, 1)
"""Excel counts a 29 February 1900; days before this one have a lower number than they should."""
_EPOCH = date(1899, 12, 30)
_MARK = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""An underline that a reader would take for the beginning of a written-out character."""
_TWO_MARKS = re.compile(r"_x[0-9A-Fa-f]{4}(?=_x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def column_contents(
    frame: pd.DataFrame, column: Column, unread: Mapping[tuple[int, str], str]
) -> list[Content]:
    """The cells of a column, in the frame's order.

    Args:
        frame: the table.
        column: which column.
        unread: (row, column key) -> what stands in a cell that could not be taken.
    """
    cells = frame[column.key]
    contents = _plain(cells, column)
    if unread:
        for at, row in enumerate(frame.index):
            if (text := unread.get((int(row), column.key))) is not None:
                contents[at] = text
    return contents


def _plain(cells: pd.Series, column: Column) -> list[Content]:
    known = cells.notna().to_numpy()
    if not known.any():
        return [None] * len(cells)
    if column.kind is Kind.DATE:
        days = cells.to_numpy().astype("datetime64[D]").astype(object)
        return [_day(day) if is_known else None for day, is_known in zip(days, known, strict=True)]
    if column.kind is Kind.YEAR:
        return [
            year_label(int(value)) if is_known else None
            for value, is_known in zip(cells.to_numpy(dtype=np.float64), known, strict=True)
        ]
    if column.kind.is_number:
        numbers = cells.to_numpy(dtype=np.float64).tolist()
        return [_number(value) if is_known else None for value, is_known in zip(numbers, known, strict=True)]
    texts = cells.to_numpy(dtype=object)
    return [str(text) if is_known else None for text, is_known in zip(texts, known, strict=True)]


def _day(value: object) -> Content:
    if not isinstance(value, date):
        return None
    return value if value >= FIRST_DAY else f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def _number(number: float) -> Content:
    return number if np.isfinite(number) else str(number)


def day_number(day: date) -> int:
    """The number that Excel keeps for a day."""
    return (day - _EPOCH).days - (day < LEAP_DAY_THAT_NEVER_WAS)


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet might take a text for a formula when someone edits the cell."""
    return text.startswith(_FORMULA_STARTS)


def unread_cells(plan: Plan, table: str) -> dict[tuple[int, str], str]:
    """(row, column key) -> what stands in each cell of a table that could not be taken."""
    return {(cell.row, cell.column): cell.text for cell in plan.unread if cell.table == table}


def header_of(column: Column) -> str:
    """The header that a new workbook has: the title, with the unit in brackets."""
    return f"{column.title} ({column.unit})" if column.unit and column.unit != "%" else column.title


def check_length(text: str, spec: TableSpec, row: int, column: Column) -> None:
    """Refuse a text that no cell can hold, before anything is written.

    Raises:
        SaveFailedError: it is too long.
    """
    if (
        len(text) > LONGEST_TEXT // 2
        and (length := len(text.encode("utf-16-le", "surrogatepass")) // 2) > LONGEST_TEXT
    ):
        raise SaveFailedError(
            f"{column.title} in row {row} of {spec.sheet} has {length:,} characters, and a cell holds"
            f" {LONGEST_TEXT:,}. Nothing was saved. Shorten the text and save again."
        )


def sendable(text: str) -> str:
    """Replace the halves of characters that no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "replace").decode("utf-16-le", "replace")
    return text


def xml_text(text: str) -> str:
    """A text as the XML of a workbook holds it; characters that XML cannot hold are written out."""
    marked = _MARK.sub("_x005F_", sendable(text))
    return escape(_CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", marked))


def for_new_book(text: str) -> str:
    """A text as the library that makes new workbooks must be given it, to be written as it stands.

    The library takes what begins and ends with the mark of a formatted run for XML of its own, and writes
    out marks that overlap otherwise than readers read them. Such texts are given to it as XML.

    Raises:
        SaveFailedError: so written, the text is longer than a cell can hold.
    """
    is_like_xml = text.startswith("<r>") and text.endswith("</r>")
    if not is_like_xml and not _TWO_MARKS.search(text):
        return sendable(text)
    inside = xml_text(text).replace("_", "&#95;")  # which the library passes over
    written = f'<r><t xml:space="preserve">{inside}</t></r>'
    if len(written) > LONGEST_TEXT:
        raise SaveFailedError(
            f"A text that begins '{text[:20]}' is too long to be written with its signs. Nothing was saved. "
            "Shorten the text and save again."
        )
    return written
