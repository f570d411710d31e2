"""What the clipboard takes of a page: its tables as tables, its charts as pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from planner.report.pages import BarChart, Block, Heading, LineChart, Page, Pair, Panel, Table
from planner.report.table_text import as_html, as_lines


@dataclass(frozen=True, slots=True)
class Piece:
    """A table or chart of a page, under the heading that it stands below."""

    title: str
    block: Table | BarChart | LineChart

    @property
    def is_table(self) -> bool:
        """Whether it goes as cells; a chart goes as a picture."""
        return isinstance(self.block, Table)


def pieces_of(page: Page) -> tuple[Piece, ...]:
    """The tables and charts of a page, in their order; empty charts are left out."""
    return tuple(_pieces(page.blocks, page.kind))


def _pieces(blocks: Sequence[Block], title: str) -> Iterator[Piece]:
    for block in blocks:
        match block:
            case Heading():
                title = block.text
            case Table():
                yield Piece(title, block)
            case BarChart() if block.bars:
                yield Piece(title, block)
            case LineChart() if block.values:
                yield Piece(title, block)
            case Pair():
                yield from _pieces(block.left, title)
                yield from _pieces(block.right, title)
            case Panel():
                yield from _pieces(block.blocks, title)


def cells_of(table: Table, title: str) -> QMimeData:
    """A table for Excel, Word and PowerPoint."""
    made = QMimeData()
    made.setText(as_lines(table))
    made.setHtml(as_html(table, title))
    return made
