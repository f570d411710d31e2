"""A table of a page as text, for a paper or a slide made elsewhere."""

from html import escape

from planner.report.pages import Bar, Cell, Row, Table

LEFT, RIGHT = "left", "right"


def as_lines(table: Table) -> str:
    """Its heads and rows, cells parted by tabs, as Excel takes them; bars are left out."""
    shown = shown_columns(table)
    heads = "\t".join(table.columns[at].title for at in shown)
    rows = ("\t".join(plain_text(row.cells[at]) for at in shown) for row in table.rows)
    return "\n".join((heads, *rows))


def as_html(table: Table, title: str = "") -> str:
    """A table as Word and PowerPoint take it: a caption, heads, figures to the right, totals in bold."""
    shown = shown_columns(table)
    sides = [RIGHT if table.columns[at].is_number else LEFT for at in shown]
    heads = "".join(
        f'<th style="text-align:{side}">{escape(table.columns[at].title)}</th>'
        for at, side in zip(shown, sides, strict=True)
    )
    rows = "".join(_row(row, shown, sides) for row in table.rows)
    caption = f"<caption>{escape(title)}</caption>" if title else ""
    return (
        '<meta charset="utf-8"><table border="1" style="border-collapse:collapse;'
        f'font-family:Arial;font-size:9pt">{caption}<tr>{heads}</tr>{rows}</table>'
    )


def _row(row: Row, shown: list[int], sides: list[str]) -> str:
    weight = ";font-weight:bold" if row.is_strong else ""
    cells = (
        f'<td style="text-align:{side}{weight}">{escape(plain_text(row.cells[at]))}</td>'
        for at, side in zip(shown, sides, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def shown_columns(table: Table) -> list[int]:
    """The columns that hold text; one of bars alone says nothing that the figures beside it do not."""
    return [
        at
        for at in range(len(table.columns))
        if not table.rows or not all(isinstance(row.cells[at], Bar) for row in table.rows)
    ]


def plain_text(cell: Cell) -> str:
    """A cell on one line; bars are nothing."""
    return "" if isinstance(cell, Bar) else cell.replace("\t", " ").replace("\n", " ")
