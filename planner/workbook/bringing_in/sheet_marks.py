"""What a sheet of an .xlsx shows beside its values: what is hidden, merged, a percentage, a padded code."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from defusedxml.ElementTree import fromstring

from planner.workbook.bringing_in.sheet import Span
from planner.workbook.grid import Grid
from planner.workbook.layout import position_of
from planner.workbook.safety import Parts

_HIDDEN = re.compile(rb'<row\b(?=[^>]*\br="(\d+)")(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_STYLED = re.compile(rb'<c\b(?=[^>]*\br="([A-Z]+)(\d+)")(?=[^>]*\bs="(\d+)")')
_NOUGHTS = re.compile(r"0{2,20}")
_STYLES = "xl/styles.xml"
_MOST_MERGED = 10_000


class Marks(NamedTuple):
    """What was seen, by rows and columns counted from 0.

    Attributes:
        hidden_rows: rows that are hidden.
        merged: merged cells.
        per_cent: cells shown as percentages.
        padded: cells shown with noughts in front -> how many digits they are shown with.
    """

    hidden_rows: frozenset[int]
    merged: tuple[Span, ...]
    per_cent: frozenset[tuple[int, int]]
    padded: Mapping[tuple[int, int], int]


def padded_styles(parts: Parts) -> Mapping[int, int]:
    """Cell styles, by number, that show a number with noughts in front -> with how many digits."""
    if not parts.has(_STYLES):
        return {}
    root = fromstring(parts.read(_STYLES))
    digits = {
        one.get("numFmtId"): len(one.get("formatCode") or "")
        for one in root.iter()
        if one.tag.endswith("}numFmt") and _NOUGHTS.fullmatch(one.get("formatCode") or "")
    }
    cells = next((one for one in root if one.tag.endswith("}cellXfs")), ())
    return {
        number: digits[style.get("numFmtId")]
        for number, style in enumerate(cells)
        if style.get("numFmtId") in digits
    }


def marks_of(grid: Grid, padded: Mapping[int, int]) -> Marks:
    """Look a sheet's XML through for marks.

    Args:
        grid: the sheet.
        padded: as ``padded_styles`` gives them.
    """
    xml = grid.read_xml()
    hidden = frozenset(int(row[1]) - 1 for row in _HIDDEN.finditer(xml)) if b"hidden=" in xml else frozenset()
    merged: list[Span] = []
    for span in _MERGED.finditer(xml):
        merged.append(
            (int(span[2]) - 1, position_of(span[1].decode()), int(span[4]) - 1, position_of(span[3].decode()))
        )
        if len(merged) >= _MOST_MERGED:
            break
    wanted = {style for style in (*grid.per_cent_styles, *padded) if b's="%d"' % style in xml}
    styled = _styled(xml, wanted)
    shares = frozenset(at for at, style in styled.items() if style in grid.per_cent_styles)
    noughts = {at: padded[style] for at, style in styled.items() if style in padded}
    return Marks(hidden, tuple(merged), shares, noughts)


def _styled(xml: bytes, wanted: set[int]) -> dict[tuple[int, int], int]:
    """The cells that have one of some styles, and which."""
    if not wanted:
        return {}
    return {
        (int(cell[2]) - 1, position_of(cell[1].decode())): int(cell[3])
        for cell in _STYLED.finditer(xml)
        if int(cell[3]) in wanted
    }
