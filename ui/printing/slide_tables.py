"""Tables of a page as tables of PowerPoint, as many rows as a slide has room for."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from planner.report.pages import Row, Table, TableColumn
from planner.report.table_text import plain_text, shown_columns
from ui.printing.marks import HAIRLINE, INK, QUIET_INK, UNITS_IN_A_POINT
from ui.printing.slide_room import CELL, CELL_ABOVE, CELL_SIDE, HEAD, row_height
from ui.printing.tables import column_widths, with_unit
from ui.printing.typesetting import FAMILIES, SMALL, Typesetter

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own table style without lines and grounds."""
LEAST_ROWS = 2
"""Rows that a table ends with on a further slide, so that a total is never alone."""
HEAD_LINES = 2
"""Columns are wide enough for their heads in two."""
_SCALE = CELL * UNITS_IN_A_POINT / (SMALL + 4) * 1.06
"""Of our paper's tables to a slide's, with a little room for wider fonts."""


def add_table(
    slide: Any, table: Table, rows: Sequence[Row], place: tuple[float, float, float], bottom: float
) -> tuple[int, float]:
    """Add a table's head and as many of ``rows`` as end above ``bottom``, one at least.

    Args:
        slide: PowerPoint's.
        table: whose columns they are, and whose widths they take.
        rows: those that are left to show.
        place: left, top and width in points.
        bottom: in points from the top of the slide.

    Returns:
        How many rows were added, and how high the table is in points.
    """
    left, top, width = place
    shown = shown_columns(table)
    columns = tuple(table.columns[at] for at in shown)
    whole = Table(columns, tuple(_only(row, shown) for row in table.rows))
    room = (width - 2 * CELL_SIDE * len(columns)) * UNITS_IN_A_POINT
    widths = [
        one / UNITS_IN_A_POINT + 2 * CELL_SIDE for one in column_widths(whole, Typesetter(_SCALE), room)
    ]
    head = Row(tuple(with_unit(column.title) for column in columns), is_strong=True)
    heights = [row_height(head, widths, HEAD_LINES, HEAD)]
    taken: list[Row] = []
    for row in (_only(one, shown) for one in rows):
        high = row_height(row, widths)
        if taken and top + sum(heights) + high > bottom:
            break
        taken.append(row)
        heights.append(high)
    while 0 < len(rows) - len(taken) < LEAST_ROWS < len(taken):
        taken.pop()
        heights.pop()
    frame = slide.shapes.add_table(
        len(taken) + 1, len(columns), Pt(left), Pt(top), Pt(width), Pt(sum(heights))
    )
    _fill(frame, (head, *taken), columns, widths, heights)
    return len(taken), sum(heights)


def _only(row: Row, shown: Sequence[int]) -> Row:
    return Row(tuple(row.cells[at] for at in shown), row.is_strong)


def _fill(
    frame: Any,
    rows: Sequence[Row],
    columns: Sequence[TableColumn],
    widths: Sequence[float],
    heights: Sequence[float],
) -> None:
    made = frame.table
    properties = made._tbl.tblPr  # noqa: SLF001 - the library has no call for a table's style
    properties.find("{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId").text = PLAIN
    made.horz_banding = False
    for column, wide in zip(made.columns, widths, strict=True):
        column.width = Pt(wide)
    for at, (row, high) in enumerate(zip(rows, heights, strict=True)):
        made.rows[at].height = Pt(high)
        cells = made.rows[at].cells
        for cell, value, column in zip(cells, row.cells, columns, strict=True):
            _write(cell, plain_text(value), column, is_head=at == 0, is_strong=row.is_strong)


def _write(cell: Any, text: str, column: TableColumn, *, is_head: bool, is_strong: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(CELL_SIDE)
    cell.margin_top = cell.margin_bottom = Pt(CELL_ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.TOP
    line = cell.text_frame.paragraphs[0]
    line.alignment = PP_ALIGN.RIGHT if column.is_number else PP_ALIGN.LEFT
    run = line.add_run()
    run.text = text or "\u00a0"  # an empty cell would be as high as large type
    run.font.name, run.font.size, run.font.bold = (
        FAMILIES[0],
        Pt(HEAD if is_head else CELL),
        is_head or is_strong,
    )
    run.font.color.rgb = RGBColor.from_string((QUIET_INK if is_head else INK).lstrip("#"))
    cell._tc.get_or_add_tcPr().append(_line("lnB", INK if is_head else HAIRLINE))  # noqa: SLF001


def _line(side: str, colour: str) -> Any:
    """A line at one side of a cell, for which the library has no call."""
    fill = f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'
    return parse_xml(f'<a:{side} {nsdecls("a")} w="6350">{fill}</a:{side}>')
