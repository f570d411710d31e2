"""Reads sheets of OpenDocument spreadsheets (.ods): values, errors, percentages and what is hidden.

The file says of many cells at once that they are alike, so a small one can ask for billions. Rows and
cells are laid out only as far as something stands in them, and no further than a sheet may go.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from planner.base.errors import FileRefusedError, HostileFileError
from planner.workbook.bringing_in.sheet import SourceSheet, Span, squared
from planner.workbook.safety import Parts
from planner.workbook.sights import ExcelFault

MOST_CELLS = 5_000_000
MOST_TEXT = 500_000_000

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_MANIFEST = "META-INF/manifest.xml"


@dataclass(slots=True)
class _Laid:
    """A sheet while its rows are laid out."""

    rows: list[list[Any]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    merged: list[Span] = field(default_factory=list)
    per_cent: set[tuple[int, int]] = field(default_factory=set)
    skipped: int = 0
    size: int = 0


def read_open_document(parts: Parts, name: str) -> tuple[SourceSheet, ...]:
    """Read every sheet of an OpenDocument spreadsheet.

    Raises:
        FileRefusedError: it is protected with a password, or damaged.
        HostileFileError: it asks for more cells than any list has.
    """
    is_locked = parts.has(_MANIFEST) and b"encryption-data" in parts.read(_MANIFEST)
    if is_locked or parts.has("encrypted-package"):
        raise FileRefusedError(
            f"{name} is an OpenDocument file protected with a password, which is not opened here. "
            "Save it as an Excel workbook (.xlsx) with a password."
        )
    hidden_styles: set[str] = set()
    sheets: list[SourceSheet] = []
    try:
        for element in _elements(parts.read("content.xml")):
            if element.tag == f"{_STYLE}style":
                if any(one.get(f"{_TABLE}display") == "false" for one in element):
                    hidden_styles.add(element.get(f"{_STYLE}name") or "")
            else:
                sheets.append(_sheet(element, name, hidden_styles))
                element.clear()
    except FileRefusedError:
        raise
    except Exception as error:  # broken XML fails in many ways
        raise FileRefusedError(f"{name} is damaged, and cannot be read. Save it again as .xlsx.") from error
    return tuple(sheets)


def _elements(content: bytes) -> Iterator[Element]:
    for _, element in iterparse(BytesIO(content), events=("end",)):
        if element.tag in (f"{_TABLE}table", f"{_STYLE}style"):
            yield element


def _sheet(table: Element, file: str, hidden_styles: set[str]) -> SourceSheet:
    laid = _Laid()
    for row in table.iter(f"{_TABLE}table-row"):
        _lay_row(row, laid, file)
    return SourceSheet(
        file,
        table.get(f"{_TABLE}name") or "Sheet",
        squared(laid.rows),
        is_hidden=(table.get(f"{_TABLE}style-name") or "") in hidden_styles,
        hidden_rows=frozenset(laid.hidden),
        merged=tuple(laid.merged),
        per_cent=frozenset(laid.per_cent),
    )


def _lay_row(row: Element, laid: _Laid, file: str) -> None:
    """Put one row, and its likes under it, where they stand."""
    times = _times(row, "number-rows-repeated")
    at = len(laid.rows) + laid.skipped
    cells, spans, shares = _cells(row, at, file)
    if not any(cell != "" for cell in cells):
        laid.skipped += times
        return
    laid.size += (times + laid.skipped) * max(len(cells), 1)
    text = sum(len(cell) for cell in cells if isinstance(cell, str)) * times
    if laid.size > MOST_CELLS or text > MOST_TEXT:
        raise HostileFileError(
            f"A sheet of {file} asks for more cells than any list has. Delete the rows and columns beyond "
            "the table, and save the file again."
        )
    laid.rows.extend([""] for _ in range(laid.skipped))
    laid.skipped = 0
    if row.get(f"{_TABLE}visibility") in ("collapse", "filter"):
        laid.hidden.update(range(at, at + times))
    laid.merged += spans
    laid.per_cent.update((at + down, place) for place in shares for down in range(times))
    laid.rows.extend(list(cells) for _ in range(times))


def _cells(row: Element, at: int, file: str) -> tuple[list[Any], list[Span], list[int]]:
    """The cells of a row as far as anything stands in it, its merged cells, and its percentages."""
    cells: list[Any] = []
    spans: list[Span] = []
    shares: list[int] = []
    blanks = 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = _times(cell, "number-columns-repeated")
        value = _value(cell)
        if value == "":
            blanks += times
            continue
        if len(cells) + blanks + times > MOST_CELLS:
            raise HostileFileError(f"A row of {file} asks for more cells than any list has.")
        cells += [""] * blanks
        blanks = 0
        if cell.get(f"{_OFFICE}value-type") == "percentage":
            shares += range(len(cells), len(cells) + times)
        across, down = _times(cell, "number-columns-spanned"), _times(cell, "number-rows-spanned")
        if across > 1 or down > 1:
            spans.append((at, len(cells), at + down - 1, len(cells) + across - 1))
        cells += [value] * times
    return cells, spans, shares


def _times(element: Element, name: str) -> int:
    given = element.get(f"{_TABLE}{name}") or "1"
    return max(1, int(given)) if given.isdecimal() else 1


def _value(cell: Element) -> Any:
    kind = cell.get(f"{_OFFICE}value-type")
    if cell.get(f"{_CALC}value-type") == "error":
        return ExcelFault(_text(cell) or "#N/A")
    if kind in ("float", "percentage", "currency"):
        return float(cell.get(f"{_OFFICE}value") or "nan")
    if kind == "date":
        return _day(cell.get(f"{_OFFICE}date-value") or "")
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    return cell.get(f"{_OFFICE}string-value") or _text(cell)


def _day(text: str) -> Any:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment if moment.time() != datetime.min.time() else date(moment.year, moment.month, moment.day)


def _text(cell: Element) -> str:
    """The paragraphs of a cell; notes and drawings in it are not of its text."""
    return "\n".join("".join(_letters(one)) for one in cell if one.tag == f"{_TEXT}p")


def _letters(element: Element) -> Iterator[str]:
    if element.tag == f"{_TEXT}s":
        yield " " * min(_spaces(element), 1000)
    yield element.text or ""
    for one in element:
        if one.tag.startswith(_TEXT) or one.tag.endswith("}a"):
            yield from _letters(one)
        yield one.tail or ""


def _spaces(element: Element) -> int:
    given = element.get(f"{_TEXT}c") or "1"
    return int(given) if given.isdecimal() else 1
