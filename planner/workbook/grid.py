"""The sheets of a workbook as grids of cells, and what the cells' values alone do not tell.

The values come from a fast reader that gives neither Excel errors, nor formulas without a value, nor
number formats; those are found in the sheet's own XML, and only where there are any. Most sheets have
none, and are looked over in pieces: a large sheet's XML takes longer to hold whole than to look at.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time
from functools import partial
from html import unescape
from io import BytesIO
from posixpath import join, normpath
from typing import Any

from defusedxml.ElementTree import fromstring
from python_calamine import CalamineWorkbook

from planner.base.errors import FileRefusedError, HostileFileError
from planner.workbook.layout import letter_of, position_of
from planner.workbook.safety import PROLOGUE, Parts
from planner.workbook.sheet_signs import ERROR, FAR, FORMULA, is_of_note
from planner.workbook.sights import ExcelFault, FormulaWithoutValue
from planner.workbook.unheard import reports_unheard

MOST_CELLS = 20_000_000
"""A grid is held whole, blanks and all: one stray cell in the far corner would ask for billions."""
LARGEST_TEXT = 1_000_000_000
SHORTEST_CELL = 20
"""Bytes of XML that a cell with a text takes at the least."""

Row = list[Any]

MIDNIGHT = time(0)
"""What the fast reader makes of a nought that is formatted as a date, and of any number below it."""

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_STRINGS = "xl/sharedStrings.xml"

_PLACE = re.compile(rb'r="([A-Z]+)([0-9]+)"[^<>]*(?<!/)>')
"""A cell that is not empty: where it stands."""
_PREFIXED = re.compile(rb"<(\w+:)worksheet\b")
_FAULT = re.compile(rb'<c\b([^>]*\bt="e"[^>]*)>(?:<f\b[^>]*(?:/>|>[^<]*</f>))?<v>([^<]*)</v>')
_UNWORKED = re.compile(rb"<c\b([^>]*)>\s*<f\b[^>]*(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_CELL = re.compile(rb"<c\b([^>]*?)/?>")
_AT = re.compile(rb'\br="([A-Z]+)(\d+)"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_BELOW_NIL = re.compile(rb"<c\b([^>]*)>(?:<f\b[^>]*(?:/>|>[^<]*</f>))?<v>(-[\d.]+(?:E[+-]?\d+)?)</v>")
_TEXT_RESULT = re.compile(rb'\bt="str"')
_ENTRY = re.compile(rb"<si[ >]")
_SHARED = re.compile(rb't="s"[^>]*>\s*<v>(\d+)')
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PER_CENT_FORMATS = frozenset({9, 10})


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its rows from A1, each cell as a value or an ``ExcelFault``.

    Attributes:
        name: as the user's file names it.
        rows: all of one length; "" for a blank.
        read_xml: gives the sheet as it stands in the file.
        per_cent_styles: which cell styles show a percentage.
    """

    name: str
    rows: Sequence[Row]
    read_xml: Callable[[], bytes]
    per_cent_styles: frozenset[int]

    def per_cent_rows(self, position: int) -> frozenset[int]:
        """The rows, counted from 0, whose cell in a column is formatted as a percentage."""
        if not self.per_cent_styles:
            return frozenset()
        xml = self.read_xml()
        if not any(b's="%d"' % style in xml for style in self.per_cent_styles):
            return frozenset()
        found = set()
        for cell in _CELL.finditer(xml):
            at, style = _AT.search(cell[1]), _STYLE.search(cell[1])
            if not at or not style or position_of(at[1].decode()) != position:
                continue
            if int(style[1]) in self.per_cent_styles:
                found.add(int(at[2]) - 1)
        return frozenset(found)

    def with_days_below_nil(self, position: int, numbers: Sequence[int], cells: Sequence[Any]) -> list[Any]:
        """The cells of a column, by the numbers of their rows; days below nil as the numbers they are."""
        found = below_nil(self.read_xml())
        return [
            found.get((number - 1, position), cell) if cell == MIDNIGHT else cell
            for number, cell in zip(numbers, cells, strict=True)
        ]


def below_nil(xml: bytes) -> dict[tuple[int, int], float]:
    """The cells of a sheet that hold a number below nil, by row and column counted from 0."""
    return {
        (int(at[2]) - 1, position_of(at[1].decode())): float(cell[2])
        for cell in _BELOW_NIL.finditer(xml)
        if (at := _AT.search(cell[1]))
    }


class Workbook:
    """An open workbook whose sheets are read one at a time.

    Raises:
        FileRefusedError: a part that every workbook has is damaged.
    """

    def __init__(self, content: bytes, parts: Parts, name: str) -> None:
        self._parts = parts
        self._name = name
        self._paths = _sheet_parts(parts, name)
        self._lengths = _text_lengths(parts)
        self._longest_text = max(self._lengths, default=0)
        self._per_cent_styles = _per_cent_styles(parts, name)
        self._reader = _reader(content, name)
        self.sheet_names = tuple(sheet for sheet in self._reader.sheet_names if sheet in self._paths)

    def grid(self, sheet: str) -> Grid:
        """Read one sheet.

        Raises:
            HostileFileError: its cells stand so far apart that it cannot be held.
            FileRefusedError: it is damaged.
        """
        with damage_refused(self._name):
            xml = self._xml_of_note(sheet)
            _check_extent(xml, sheet, self._name)
            self._check_texts(xml, sheet)
            rows: list[Row] = self._reader.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            for (row, position), fault in _faults(xml).items():
                if row < len(rows) and position < len(rows[row]):
                    rows[row][position] = fault
        return Grid(sheet, rows, partial(self._xml, sheet), self._per_cent_styles)

    def _xml(self, sheet: str) -> bytes:
        return _without_prefix(self._parts.read(self._paths[sheet]))

    def _xml_of_note(self, sheet: str) -> bytes:
        """The sheet's XML where there is more to find in it than values, else nothing."""
        path = self._paths[sheet]
        has_long_texts = self._longest_text * (self._parts.size(path) // SHORTEST_CELL) > LARGEST_TEXT
        return self._xml(sheet) if has_long_texts or is_of_note(self._parts.pieces(path)) else b""

    def _check_texts(self, xml: bytes, sheet: str) -> None:
        """Refuse texts that, repeated over a sheet's cells, would fill the memory."""
        if self._longest_text * (len(xml) // SHORTEST_CELL) <= LARGEST_TEXT:
            return
        total = 0
        for shared in _SHARED.finditer(xml):
            number = int(shared[1])
            total += self._lengths[number] if number < len(self._lengths) else 0
        if total > LARGEST_TEXT:
            raise HostileFileError(
                f"The texts of sheet '{sheet}' in {self._name} unfold to more than any plan holds. "
                "It is not opened."
            )


@contextmanager
def damage_refused(name: str) -> Iterator[None]:
    """Turn whatever the reader raises, panics included, into a refusal in plain words."""
    try:
        with reports_unheard():
            yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, FileRefusedError):
        raise
    except BaseException as error:
        raise FileRefusedError(
            f"{name} is damaged, and cannot be read. Open it in Excel, let Excel repair it, and save it "
            "under a new name."
        ) from error


def _reader(content: bytes, name: str) -> CalamineWorkbook:
    with damage_refused(name):
        return CalamineWorkbook.from_filelike(BytesIO(content))


def _sheet_parts(parts: Parts, name: str) -> Mapping[str, str]:
    """The part that holds each worksheet, by the sheet's name, in the workbook's order."""
    with damage_refused(name):
        relations = {
            one.get("Id"): (one.get("Target") or "", one.get("Type") or "")
            for one in fromstring(parts.read(_RELATIONS))
        }
        found: dict[str, str] = {}
        for sheet in fromstring(parts.read(_WORKBOOK)).iter():
            if not sheet.tag.endswith("}sheet"):
                continue
            relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            target, kind = relations.get(relation, ("", ""))
            path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            if kind.endswith("/worksheet") and parts.has(path):
                found[sheet.get("name") or ""] = path
        return found


def _text_lengths(parts: Parts) -> tuple[int, ...]:
    """How long each shared text is, markup and all."""
    return tuple(map(len, _ENTRY.split(parts.read(_STRINGS))[1:])) if parts.has(_STRINGS) else ()


def _per_cent_styles(parts: Parts, name: str) -> frozenset[int]:
    """Which cell styles, by number, show a percentage."""
    if not parts.has(_STYLES):
        return frozenset()
    with damage_refused(name):
        root = fromstring(parts.read(_STYLES))
        formats = set(_PER_CENT_FORMATS)
        for one in root.iter():
            if one.tag.endswith("}numFmt") and "%" in _QUOTED.sub("", one.get("formatCode") or ""):
                formats.add(int(one.get("numFmtId") or -1))
        cells = next((one for one in root if one.tag.endswith("}cellXfs")), ())
        return frozenset(
            number for number, style in enumerate(cells) if int(style.get("numFmtId") or 0) in formats
        )


def _without_prefix(xml: bytes) -> bytes:
    """A sheet whose elements have no namespace prefix; some programs write ``<x:c>`` for ``<c>``."""
    found = _PREFIXED.search(xml, 0, PROLOGUE)
    if not found:
        return xml
    return xml.replace(b"<" + found[1], b"<").replace(b"</" + found[1], b"</")


def _check_extent(xml: bytes, sheet: str, name: str) -> None:
    """Refuse a sheet that, held whole with its blanks, would fill the memory."""
    if not FAR.search(xml):
        return
    tallest = 0
    letters: set[bytes] = set()
    for place in _PLACE.finditer(xml):
        letters.add(place[1])
        tallest = max(tallest, int(place[2]))
    widest = max((position_of(one.decode()) + 1 for one in letters), default=0)
    if widest * tallest > MOST_CELLS:
        raise HostileFileError(
            f"Sheet '{sheet}' of {name} has cells as far off as row {tallest:,} and column "
            f"{letter_of(widest - 1)}. Delete the rows and columns beyond the table, and save the file again."
        )


def _faults(xml: bytes) -> dict[tuple[int, int], ExcelFault]:
    """Excel errors and formulas without a value, by row and column counted from 0."""
    found: dict[tuple[int, int], ExcelFault] = {}
    if ERROR in xml:
        for cell in _FAULT.finditer(xml):
            if at := _AT.search(cell[1]):
                text = unescape(cell[2].decode("utf-8", "replace"))
                found[int(at[2]) - 1, position_of(at[1].decode())] = ExcelFault(text)
    if FORMULA.search(xml):
        for cell in _UNWORKED.finditer(xml):
            if (at := _AT.search(cell[1])) and not _TEXT_RESULT.search(cell[1]):
                formula = "=" + unescape((cell[2] or b"").decode("utf-8", "replace"))
                found[int(at[2]) - 1, position_of(at[1].decode())] = FormulaWithoutValue(formula)
    return found
