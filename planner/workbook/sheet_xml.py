"""Changes single cells in the XML of a worksheet; everything else stays byte for byte."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import unescape
from typing import NamedTuple
from xml.sax.saxutils import escape

from planner.workbook.cell_styles import CellStyles
from planner.workbook.cell_values import Content, day_number, xml_text
from planner.workbook.layout import letter_of, position_of
from planner.workbook.package import PIECE

_DATA = re.compile(rb"<sheetData\b[^>]*?(?:/>|>(.*)</sheetData>)", re.DOTALL)
_ROW = re.compile(rb"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_CELL_STARTS = (b"<c ", b"<c/", b"<c>")
_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d+)["']""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]+)(\d+)["']""")
_ANY_PLACE = re.compile(rb"""\br\s*=\s*["'][A-Z]+\d+["']""")
_STYLE = re.compile(rb"""\bs\s*=\s*["'](\d+)["']""")
_SPANS = re.compile(rb"""\s+spans\s*=\s*["'][^"']*["']""")
_SHARED = re.compile(rb"""<f\b(?=[^>]*\bt="shared")[^>]*\bsi="(\d+)"[^>]*>([^<]+)</f>""")
_IS_SHARED_TEXT = re.compile(rb"""\bt\s*=\s*["']s["']""")
_VALUE = re.compile(rb"<v>(\d+)</v>")
_COMMENT_PLACE = re.compile(rb"""\bref\s*=\s*["'][A-Z]+(\d+)["']""")


class UnusualSheetError(Exception):
    """The XML is written in a way that this module does not change; it must be written anew first."""


class _Cell(NamedTuple):
    attributes: bytes
    inside: bytes

    @property
    def style(self) -> int:
        match = _STYLE.search(self.attributes)
        return int(match[1]) if match else 0

    @property
    def xml(self) -> bytes:
        return b"<c%s>%s</c>" % (self.attributes, self.inside) if self.inside else b"<c%s/>" % self.attributes


class _Row(NamedTuple):
    attributes: bytes
    cells: dict[int, _Cell]

    @property
    def xml(self) -> bytes:
        cells = b"".join(self.cells[position].xml for position in sorted(self.cells))
        return b"<row%s>%s</row>" % (self.attributes, cells) if cells else b"<row%s/>" % self.attributes


class SheetEditor:
    """Collects changes to one sheet and makes them all at once.

    Raises:
        UnusualSheetError: its rows and cells do not say where they stand, or go by a prefix.
    """

    def __init__(self, xml: bytes, styles: CellStyles) -> None:
        match = _DATA.search(xml)
        if match is None or b"<![CDATA[" in xml:
            raise UnusualSheetError
        self._before, self._body, self._after = xml[: match.start()], match[1] or b"", xml[match.end() :]
        self._styles = styles
        self._spans: dict[int, tuple[int, int]] = {}
        for row in _ROW.finditer(self._body):
            number = _NUMBER.search(row[1])
            if number is None:
                raise UnusualSheetError
            self._spans[int(number[1])] = row.span()
        if any(_count_cells(one) != len(_ANY_PLACE.findall(one)) for one in _in_pieces(self._body)):
            raise UnusualSheetError
        self._rows: dict[int, _Row] = {}
        self._lost_formulas: dict[str, tuple[str, str]] = {}
        self.touched_formulas = False
        self.lost_texts: set[int] = set()

    @property
    def last_row(self) -> int:
        """The number of the last row that holds anything; 0 where none does."""
        changed = (
            row for row, held in self._rows.items() if any(cell.inside for cell in held.cells.values())
        )
        there = (
            row for row in sorted(self._spans, reverse=True) if row not in self._rows and self._holds(row)
        )
        return max(max(changed, default=0), next(there, 0))

    @property
    def last_position(self) -> int:
        """The furthest column, counted from 0, in which any cell stands; -1 where there is none."""
        letters = {match[0] for match in _PLACE.findall(self._body)}
        there = [position_of(one.decode()) for one in letters]
        return max(
            [*there, *(position for held in self._rows.values() for position in held.cells)], default=-1
        )

    def _holds(self, row: int) -> bool:
        if row in self._rows:
            return any(cell.inside for cell in self._rows[row].cells.values())
        start, end = self._spans[row]
        return any(cell[2] for cell in _CELL.finditer(self._body[start:end]))

    def _row(self, number: int) -> _Row:
        if number not in self._rows:
            if number in self._spans:
                start, end = self._spans[number]
                self._rows[number] = _parsed(self._body[start:end])
            else:
                self._rows[number] = _Row(b' r="%d"' % number, {})
        return self._rows[number]

    def style_at(self, row: int, position: int) -> int | None:
        """The style of a cell, or None where there is no cell."""
        cell = self._row(row).cells.get(position) if row in self._spans else None
        return cell.style if cell else None

    def put(
        self, row: int, position: int, content: Content, *, like: int | None, is_share: bool = False
    ) -> None:
        """Change what stands in a cell; its look stays.

        Args:
            row: counted from 1.
            position: column, counted from 0.
            content: blank, text, a number or a day.
            like: the style of a cell that is new; None for the plain one.
            is_share: whether a number is a percentage, held as 60 for 60%.
        """
        cells = self._row(row).cells
        old = cells.get(position)
        if old is not None:
            self._note_lost(row, position, old)
        elif content is None:
            return
        style = self._style_for(content, old.style if old else like or 0)
        cells[position] = _cell(row, position, content, style, self._styles, is_share=is_share)

    def _style_for(self, content: Content, style: int) -> int:
        if isinstance(content, date) and not self._styles.is_date(style):
            return self._styles.date_style()
        if isinstance(content, float) and self._styles.is_date(style):
            return 0
        return style

    def empty(self, row: int) -> None:
        """Take the contents out of every cell of a row; looks stay."""
        if row not in self._spans:
            return
        held = self._row(row)
        for position, cell in held.cells.items():
            self._note_lost(row, position, cell)
            held.cells[position] = _cell(row, position, None, cell.style, self._styles)

    def _note_lost(self, row: int, position: int, cell: _Cell) -> None:
        """Remember what else hangs on a cell that is overwritten: a shared text, a shared formula."""
        if _IS_SHARED_TEXT.search(cell.attributes) and (text := _VALUE.search(cell.inside)):
            self.lost_texts.add(int(text[1]))
        if b"<f" not in cell.inside:
            return
        self.touched_formulas = True
        if match := _SHARED.search(cell.inside):
            self._lost_formulas[match[1].decode()] = (
                f"{letter_of(position)}{row}",
                unescape(match[2].decode()),
            )

    def xml(self) -> bytes:
        """The sheet with its changes."""
        pieces, at = [], 0
        fresh = sorted(row for row, held in self._rows.items() if row not in self._spans and held.cells)
        for number, (start, end) in sorted(self._spans.items()):
            while fresh and fresh[0] < number:
                pieces += [self._body[at:start], self._rows[fresh.pop(0)].xml]
                at = start
            if number in self._rows:
                pieces += [self._body[at:start], self._rows[number].xml]
                at = end
        pieces += [self._body[at:], *(self._rows[number].xml for number in fresh)]
        if self._lost_formulas:
            body = b"".join(pieces)
            for number_shared, (place, formula) in self._lost_formulas.items():
                body = _unshared(body, number_shared, place, formula)
            pieces = [body]
        return b"".join([self._before, b"<sheetData>", *pieces, b"</sheetData>", self._after])


def _in_pieces(body: bytes) -> Iterator[bytes]:
    """Whole rows, a piece at a time: one search through all of a large sheet would hold up the window."""
    start = 0
    while start < len(body):
        end = body.find(b"</row>", start + PIECE)
        end = len(body) if end < 0 else end
        yield body[start:end]
        start = end


def _count_cells(piece: bytes) -> int:
    return sum(map(piece.count, _CELL_STARTS))


def _parsed(xml: bytes) -> _Row:
    match = _ROW.match(xml)
    if match is None:
        raise UnusualSheetError
    cells = {}
    for cell in _CELL.finditer(match[2] or b""):
        place = _PLACE.search(cell[1])
        if place is None:
            raise UnusualSheetError
        cells[position_of(place[1].decode())] = _Cell(cell[1], cell[2] or b"")
    return _Row(_SPANS.sub(b"", match[1]), cells)


def _cell(
    row: int, position: int, content: Content, style: int, styles: CellStyles, *, is_share: bool = False
) -> _Cell:
    attributes = f' r="{letter_of(position)}{row}"' + (f' s="{style}"' if style else "")
    if content is None:
        return _Cell(attributes.encode(), b"")
    if isinstance(content, str):
        inside = f'<is><t xml:space="preserve">{xml_text(content)}</t></is>'
        return _Cell(attributes.encode() + b' t="inlineStr"', inside.encode())
    number = day_number(content) if isinstance(content, date) else content
    if is_share and styles.is_per_cent(style):
        number /= 100
    return _Cell(attributes.encode(), f"<v>{repr(number).removesuffix('.0')}</v>".encode())


def _unshared(body: bytes, number: str, place: str, formula: str) -> bytes:
    """Give the cells that shared a formula their own, since the cell that held it is overwritten."""
    from openpyxl.formula.translate import Translator

    user = re.compile(rb'(<c\b[^>]*\br="([A-Z]+\d+)"[^>]*>)<f\b[^>]*\bsi="%s"[^>]*/>' % number.encode())

    def own(match: re.Match[bytes]) -> bytes:
        there = Translator(f"={formula}", origin=place).translate_formula(match[2].decode())
        return match[1] + b"<f>" + escape(there[1:]).encode() + b"</f>"

    return user.sub(own, body)


def without_comments(xml: bytes, rows: Iterable[int]) -> bytes:
    """Take the words out of comments on some rows."""
    gone = frozenset(rows)

    def emptied(match: re.Match[bytes]) -> bytes:
        place = _COMMENT_PLACE.search(match[0])
        if place is None or int(place[1]) not in gone:
            return match[0]
        nothing = b"<text><t></t></text>" if match[1] == b"comment" else b"<text></text>"
        return re.sub(rb"<text\b[^>]*>.*?</text>", nothing, match[0], flags=re.DOTALL)

    return re.sub(rb"<(comment|threadedComment)\b.*?</\1>", emptied, xml, flags=re.DOTALL)
