"""Reading a page as its reader does: its tables, figures and words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planner.report.pages import (
    Bar,
    BarChart,
    Block,
    Figure,
    Figures,
    Heading,
    LineChart,
    Note,
    Page,
    Pair,
    Panel,
    Paragraph,
    Points,
    Row,
    Table,
)


def blocks_of(page: Page) -> list[Block]:
    """Every block, those within others too."""
    return list(_within(page.blocks))


def _within(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        match block:
            case Pair():
                yield from _within((*block.left, *block.right))
            case Panel():
                yield from _within(block.blocks)


def table_of(page: Page, title: str) -> Table:
    """The table under a heading that begins with these words."""
    blocks = blocks_of(page)
    for one, below in pairwise(blocks):
        if isinstance(one, Heading) and one.text.startswith(title) and isinstance(below, Table):
            return below
    headings = [one.text for one in blocks if isinstance(one, Heading)]
    raise AssertionError(f"no table {title!r} among {headings}")


def figure_of(page: Page, label: str) -> Figure:
    """The headline figure with a label that begins with these words."""
    every = [item for one in blocks_of(page) if isinstance(one, Figures) for item in one.items]
    return next(item for item in every if item.label.startswith(label))


def column_of(table: Table, title: str) -> list[str]:
    """The cells of a column, totals left out."""
    return [str(row.cells[at_of(table, title)]) for row in table.rows if not row.is_strong]


def total_of(table: Table, title: str) -> str:
    """The cell of a column in the row of totals."""
    return str(_total(table).cells[at_of(table, title)])


def at_of(table: Table, title: str) -> int:
    """Where a column stands."""
    return [column.title for column in table.columns].index(title)


def _total(table: Table) -> Row:
    return next(row for row in table.rows if row.is_strong)


def number(text: str) -> float:
    """A figure as it stands in a cell; blank and dash are nil."""
    plain = text.replace(",", "").replace("£", "").replace("%", "").replace("+", "")
    return float(plain) if plain not in ("", "–") else 0.0


def text_of(page: Page) -> str:
    """All that is written on a page."""
    return "\n".join((page.kind, page.title, *(words for one in blocks_of(page) for words in _words(one))))


def _words(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{block.text} {block.working}"
        case Paragraph():
            yield f"{block.lead} {block.text}"
        case Note():
            yield block.text
        case Points():
            yield from (f"{item.lead} {item.text}" for item in block.items)
        case Figures():
            yield from (f"{one.label} {one.value} {one.meaning} {one.working}" for one in block.items)
        case Table():
            yield " ".join(column.title for column in block.columns)
            yield from (_cells(row) for row in block.rows)
        case BarChart():
            yield from (f"{bar.label} {bar.text}" for bar in block.bars)
        case LineChart():
            yield " ".join((block.ending, *(one.words for one in (*block.ticks, *block.moments))))


def _cells(row: Row) -> str:
    return " ".join(cell for cell in row.cells if not isinstance(cell, Bar))
