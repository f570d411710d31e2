"""What the clipboard takes of a page: its tables as tables, its charts and sheets as pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QImage, QPainter

from planner.report.pages import BarChart, Block, Heading, LineChart, Page, Pair, Panel, Table
from planner.report.table_text import as_html, as_lines
from ui.printing.blocks import flow_of
from ui.printing.layout import Sheet
from ui.printing.marks import UNITS_IN_AN_INCH, Mark, moved
from ui.printing.paint import paint_marks
from ui.printing.typesetting import Typesetter

DOTS_PER_INCH = 220
"""Sharp on paper and on a large screen, and not too much for a slide."""
MARGIN = 60.0
CHART_WIDTH = 5_000.0
"""Units: 500 points, about as wide as a column of a paper."""


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


def picture_of(sheet: Sheet) -> QImage:
    """A sheet as a picture."""
    return _painted(sheet.marks, sheet.form.width, sheet.form.height)


def chart_picture(block: BarChart | LineChart) -> QImage:
    """A chart as a picture with a white margin."""
    whole = flow_of(block, Typesetter(), CHART_WIDTH).whole
    marks = moved(whole.marks, MARGIN, MARGIN)
    return _painted(marks, CHART_WIDTH + 2 * MARGIN, whole.height + 2 * MARGIN)


def _painted(marks: Sequence[Mark], width: float, height: float) -> QImage:
    scale = DOTS_PER_INCH / UNITS_IN_AN_INCH
    made = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
    made.setDotsPerMeterX(round(DOTS_PER_INCH / 0.0254))
    made.setDotsPerMeterY(round(DOTS_PER_INCH / 0.0254))
    made.fill(QColor("white"))
    painter = QPainter(made)
    painter.scale(scale, scale)
    paint_marks(painter, marks)
    painter.end()
    return made
