"""Moves what points at the rows under a table when rows are added to its foot."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from xml.sax.saxutils import escape

_REFERENCE = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d*)")
_RANGE = re.compile(r"(?<![\w.!'$])(\$?[A-Z]{1,3}\$?[1-9]\d*)(?::(\$?[A-Z]{1,3}\$?[1-9]\d*))?(?![\w(!.])")
_STRUCTURE = re.compile(
    rb"<(?:dimension|autoFilter|mergeCell|conditionalFormatting|dataValidation|hyperlink|table|protectedRange"
    rb"|ignoredError|sortState|comment|threadedComment)\b[^>]*>"
)
_QUOTED = re.compile(r"""("[^"]*"|'[^']*'(?:!\$?[A-Za-z]+\$?\d+(?::\$?[A-Za-z]+\$?\d+)?)?)""")
_COMMENT_ROW = re.compile(rb"(<x:Row>)(\d+)(?=</x:Row>)")
_DATA = re.compile(rb"<sheetData\b[^>]*>(.*)</sheetData>", re.DOTALL)
_ROW = re.compile(rb"<row\b[^>]*?(?:/>|>.*?</row>)", re.DOTALL)
_ROW_NUMBER = re.compile(rb"""(<row\b[^>]*?\br\s*=\s*["'])(\d+)""")
_CELL_NUMBER = re.compile(rb"""(<c\b[^>]*?\br\s*=\s*["'][A-Z]+)(\d+)""")
_FORMULA = re.compile(rb"(<(?:\w+:)?(?:f|definedName)\b[^>]*>)([^<]+)(</(?:\w+:)?(?:f|definedName)>)")
_AREA = re.compile(rb"""\b(ref|sqref)\s*=\s*"([^"]*)\"""")


@dataclass(frozen=True, slots=True)
class RowsAdded:
    """Rows added under a table.

    Attributes:
        after: the table's last row.
        count: how many were added.
    """

    after: int
    count: int

    def row(self, row: int) -> int:
        """Where a row stands now."""
        return row + self.count if row > self.after else row

    def area(self, first: int, last: int, *, grows: bool) -> tuple[int, int]:
        """Where a run of rows stands now; one that ends with the table grows with it."""
        if grows and first < self.after == last:
            return first, last + self.count
        return self.row(first), self.row(last)

    def reference(self, text: str, *, grows: bool) -> str:
        """A reference (``A2:A101``, ``$I$102``) as it is now."""
        parts = text.split(":")
        matches = [_REFERENCE.fullmatch(part) for part in (parts[0], parts[-1])]
        if None in matches or len(parts) > 2:
            return text
        first, last = (match for match in matches if match)
        rows = self.area(int(first[4]), int(last[4]), grows=grows)
        moved = [f"{one[1]}{one[2]}{one[3]}{row}" for one, row in zip((first, last), rows, strict=True)]
        return ":".join(moved[: len(parts)])

    def structure(self, xml: bytes) -> bytes:
        """Move the areas that filters, lists, formats, comments and tables of the sheet hold for."""

        def area(match: re.Match[bytes]) -> bytes:
            areas = [self.reference(one, grows=True) for one in match[2].decode().split()]
            return match[1] + b'="' + " ".join(areas).encode() + b'"'

        moved = _STRUCTURE.sub(lambda tag: _AREA.sub(area, tag[0]), xml)
        return _COMMENT_ROW.sub(lambda row: row[1] + b"%d" % (self.row(int(row[2]) + 1) - 1), moved)

    def formula(self, formula: str, *, grows: bool) -> str:
        """A formula on the same sheet as it is now; what it says of other sheets is left alone."""
        return _outside_quotes(
            formula, lambda text: _RANGE.sub(lambda match: self.reference(match[0], grows=grows), text)
        )

    def formula_elsewhere(self, formula: str, sheet: str) -> str:
        """A formula of another sheet, or a name, as it is now."""
        quoted = re.escape("'" + sheet.replace("'", "''") + "'")
        cell = r"\$?[A-Za-z]{1,3}\$?\d+"
        named = rf"(?:{quoted}|(?<![\w.']){re.escape(sheet)})!({cell}(?::{cell})?)"
        return re.sub(
            named, lambda match: match[0][: -len(match[1])] + self.reference(match[1], grows=False), formula
        )


def _outside_quotes(formula: str, change: Callable[[str], str]) -> str:
    """Apply a change to the parts of a formula that are not within quotes."""
    pieces = _QUOTED.split(formula)
    return "".join(piece if at % 2 else change(piece) for at, piece in enumerate(pieces))


def room_made(xml: bytes, added: RowsAdded) -> bytes:
    """Move the rows under a table down in the XML of its sheet, and all that points at them there.

    Totals under the table take the new rows in.
    """
    match = _DATA.search(xml)
    if match is None:
        return xml

    def row(found: re.Match[bytes]) -> bytes:
        number = _ROW_NUMBER.match(found[0])
        is_moved = number is not None and int(number[2]) > added.after
        text = formulas_changed(found[0], lambda formula: added.formula(formula, grows=is_moved))
        if not is_moved:
            return text
        text = _ROW_NUMBER.sub(lambda one: one[1] + b"%d" % added.row(int(one[2])), text)
        return _CELL_NUMBER.sub(lambda one: one[1] + b"%d" % added.row(int(one[2])), text)

    data = _ROW.sub(row, match[1])
    before, after = xml[: match.start(1)], xml[match.end(1) :]
    return added.structure(before) + data + added.structure(after)


def formulas_changed(xml: bytes, change: Callable[[str], str]) -> bytes:
    """Apply a change to every formula and every defined name in a part."""
    return _FORMULA.sub(
        lambda match: match[1] + escape(change(unescape(match[2].decode()))).encode() + match[3], xml
    )
