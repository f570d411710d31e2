"""What a sheet of an .xlsx shows beside its values: hidden rows, merged cells, percentages."""

import re
from typing import NamedTuple

from planner.workbook.bringing_in.sheet import Span
from planner.workbook.grid import Grid
from planner.workbook.layout import position_of

_HIDDEN = re.compile(rb'<row\b(?=[^>]*\br="(\d+)")(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_STYLED = re.compile(rb'<c\b(?=[^>]*\br="([A-Z]+)(\d+)")(?=[^>]*\bs="(\d+)")')
_MOST_MERGED = 10_000


class Marks(NamedTuple):
    """What was seen."""

    hidden_rows: frozenset[int]
    merged: tuple[Span, ...]
    per_cent: frozenset[tuple[int, int]]


def marks_of(grid: Grid) -> Marks:
    """Look a sheet's XML through for marks."""
    xml = grid.read_xml()
    hidden = frozenset(int(row[1]) - 1 for row in _HIDDEN.finditer(xml)) if b"hidden=" in xml else frozenset()
    merged: list[Span] = []
    for span in _MERGED.finditer(xml):
        merged.append(
            (int(span[2]) - 1, position_of(span[1].decode()), int(span[4]) - 1, position_of(span[3].decode()))
        )
        if len(merged) >= _MOST_MERGED:
            break
    return Marks(hidden, tuple(merged), _per_cent(grid, xml))


def _per_cent(grid: Grid, xml: bytes) -> frozenset[tuple[int, int]]:
    if not any(b's="%d"' % style in xml for style in grid.per_cent_styles):
        return frozenset()
    return frozenset(
        (int(cell[2]) - 1, position_of(cell[1].decode()))
        for cell in _STYLED.finditer(xml)
        if int(cell[3]) in grid.per_cent_styles
    )
