"""Tables of a page as tables of Word: heads on every sheet, no row split, figures to the right."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from planner.report.pages import Cell, Row, Table, TableColumn
from planner.report.table_text import plain_text, shown_columns
from ui.printing.marks import HAIRLINE, INK, QUIET_INK, UNITS_IN_A_POINT
from ui.printing.tables import cell_lines, column_widths, row_face, with_unit
from ui.printing.typesetting import SMALL, Typesetter

TWIPS = 20
"""In a point."""
BETWEEN = 70.0
"""Units of white at the right of each cell."""
ABOVE = 10.0
"""Units of white above and below a cell's text."""
SLACK = 1.05
"""Word's type comes in half points, and another machine's font may run wider than this one's."""


def table_xml(table: Table, setter: Typesetter, width: float, *, is_tight: bool = False) -> str:
    """A table as Word's own markup, ``width`` units wide; columns of bars alone are left out."""
    setter = Typesetter(setter.scale * SLACK)
    shown = shown_columns(table)
    columns = tuple(table.columns[at] for at in shown)
    rows = tuple(Row(tuple(row.cells[at] for at in shown), row.is_strong) for row in table.rows)
    bare = column_widths(Table(columns, rows), setter, width - BETWEEN * len(columns))
    if is_tight:
        rows = tuple(_kept_short(row, columns, bare, setter) for row in rows)
    widths = [_twips(one + BETWEEN) for one in bare]
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    body = "".join(_row(row, columns, widths) for row in rows)
    properties = _properties(sum(widths), 0.0 if is_tight else ABOVE)
    return (
        f"<w:tbl {nsdecls('w')}>{properties}<w:tblGrid>{grid}</w:tblGrid>"
        f"{_head(columns, widths, setter)}{body}</w:tbl>"
    )


def _kept_short(row: Row, columns: Sequence[TableColumn], widths: Sequence[float], setter: Typesetter) -> Row:
    """A row no higher than on paper: its words are shortened as they are there."""
    face = row_face(row, setter)
    short = (
        " ".join(cell_lines(cell, column, wide, face, setter))
        for cell, column, wide in zip(row.cells, columns, widths, strict=True)
    )
    return Row(tuple(short), row.is_strong)


def _properties(width: int, above: float) -> str:
    margins = "".join(
        f'<w:{side} w:w="{_twips(wide)}" w:type="dxa"/>'
        for side, wide in (("top", above), ("left", 0.0), ("bottom", above), ("right", BETWEEN))
    )
    inside = f'<w:insideH w:val="single" w:sz="2" w:space="0" w:color="{HAIRLINE.lstrip("#")}"/>'
    bottom = f'<w:bottom w:val="single" w:sz="2" w:space="0" w:color="{HAIRLINE.lstrip("#")}"/>'
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>'
        f"<w:tblBorders>{bottom}{inside}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )


def _head(columns: Sequence[TableColumn], widths: Sequence[int], setter: Typesetter) -> str:
    line = _line("bottom")
    low = '<w:vAlign w:val="bottom"/>'
    size = f'<w:sz w:val="{round(SMALL * setter.scale / SLACK / UNITS_IN_A_POINT * 2)}"/>'
    face = f'<w:b/><w:color w:val="{QUIET_INK.lstrip("#")}"/>{size}'
    cells = "".join(
        _cell(with_unit(column.title), column, wide, line + low, face)
        for column, wide in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: Row, columns: Sequence[TableColumn], widths: Sequence[int]) -> str:
    line = _line("top") if row.is_strong else ""
    weight = "<w:b/>" if row.is_strong else ""
    cells = "".join(
        _cell(cell, column, wide, line, weight)
        for cell, column, wide in zip(row.cells, columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(cell: Cell, column: TableColumn, width: int, own: str, face: str) -> str:
    side = '<w:jc w:val="right"/>' if column.is_number else ""
    text = escape(plain_text(cell))
    run = f'<w:r><w:rPr>{face}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{own}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="Tabletext"/>{side}</w:pPr>{run}</w:p></w:tc>'
    )


def _line(side: str) -> str:
    """A strong line at one side of a cell."""
    return (
        f'<w:tcBorders><w:{side} w:val="single" w:sz="6" w:space="0" w:color="{INK.lstrip("#")}"/>'
        "</w:tcBorders>"
    )


def _twips(units: float) -> int:
    return round(units / UNITS_IN_A_POINT * TWIPS)
