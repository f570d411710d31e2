"""How high blocks are on a slide, so that none runs over its foot; all lengths in points."""

from collections.abc import Sequence
from math import isfinite

from planner.report.pages import (
    BarChart,
    Block,
    Figures,
    Heading,
    LineChart,
    Note,
    Pair,
    Panel,
    Paragraph,
    Points,
    Row,
    Table,
)
from ui.printing.blocks import flow_of
from ui.printing.marks import UNITS_IN_A_POINT, Face
from ui.printing.typesetting import Typesetter

WIDTH, HEIGHT = 960.0, 540.0
SIDE, TOP, FOOT = 40.0, 84.0, 34.0
"""White at the sides; where blocks begin, below the title; where they end, above the foot."""
MEASURE = WIDTH - 2 * SIDE
BETWEEN = 28.0
"""Between blocks side by side."""
TEXT, SMALL, CELL, LABEL, FIGURE = 14.0, 10.0, 10.5, 12.0, 26.0
"""Sizes of type."""
LINE = 1.22
GAP = 6.0
HEADING = 24.0
INSET = 12.0
HEAD = 9.9
"""Of the heads of tables: smaller than the cells by as much as on paper, whose columns they share."""
CELL_SIDE, CELL_ABOVE = 4.0, 2.5
LEAST_CHART, MOST_CHART = 120.0, 320.0
PER_BAR = 22.0
ENLARGED = 1.35
"""How much larger a paper's chart stands on a slide."""
SLACK = 0.96
"""Part of a line that words are reckoned to fill: another machine's font may be wider."""
_SETTER = Typesetter()


def lines_of(text: str, size: float, width: float, *, is_bold: bool = False) -> int:
    """How many lines a text takes."""
    face = Face(round(size * UNITS_IN_A_POINT), is_bold)
    return max(1, len(_SETTER.lines(text, face, width * SLACK * UNITS_IN_A_POINT)))


def text_height(text: str, size: float, width: float) -> float:
    """How high running text is."""
    return lines_of(text, size, width) * size * LINE


def row_height(row: Row, widths: Sequence[float], most_lines: int = 9, size: float = CELL) -> float:
    """How high a row of a table is, in type of a size; bars take no room."""
    cells = [
        lines_of(cell, size, wide - 2 * CELL_SIDE, is_bold=row.is_strong)
        for cell, wide in zip(row.cells, widths, strict=True)
        if isinstance(cell, str)
    ]
    return min(most_lines, max([1, *cells])) * size * LINE + 2 * CELL_ABOVE


def is_plain(block: BarChart | LineChart) -> bool:
    """Whether PowerPoint has such a chart: bars that begin at nil, have a figure, and no target across."""
    return isinstance(block, BarChart) and all(
        isfinite(bar.value) and not bar.start and not isfinite(bar.mark) for bar in block.bars
    )


def chart_height(block: BarChart | LineChart, width: float) -> float:
    """How high a chart is: one of PowerPoint's own, or a picture of the paper's, enlarged."""
    if isinstance(block, BarChart) and is_plain(block):
        return min(MOST_CHART, max(LEAST_CHART, PER_BAR * len(block.bars) + 16))
    drawn = flow_of(block, _SETTER, width / ENLARGED * UNITS_IN_A_POINT).whole.height
    return min(MOST_CHART, drawn / UNITS_IN_A_POINT * ENLARGED)


def height_of(block: Block, width: float) -> float:  # noqa: PLR0911 (one line a kind of block)
    """How high a block is that is not parted; a table is as high as its head."""
    match block:
        case Heading():
            return HEADING
        case Paragraph():
            return text_height(f"{block.lead} {block.text}", TEXT, width)
        case Note():
            return text_height(block.text, SMALL, width)
        case Points():
            return sum(
                text_height(f"{one.lead} {one.text}", TEXT, width - 20) + GAP / 2 for one in block.items
            )
        case Figures():
            room = (width - BETWEEN * (len(block.items) - 1)) / len(block.items)
            below = max(text_height(f"{one.meaning}", SMALL, room) for one in block.items)
            return LABEL * LINE + FIGURE * LINE + below + GAP
        case BarChart() | LineChart():
            is_empty = not (block.bars if isinstance(block, BarChart) else block.values)
            return SMALL * LINE if is_empty else chart_height(block, width)
        case Pair():
            half = (width - BETWEEN) / 2
            return max(stack_height(block.left, half), stack_height(block.right, half))
        case Panel():
            return stack_height(block.blocks, width - 2 * INSET) + 2 * INSET
        case Table():
            return (len(block.rows) + 2) * (CELL * LINE + 2 * CELL_ABOVE)


def stack_height(blocks: Sequence[Block], width: float) -> float:
    """How high blocks are under each other."""
    return sum(height_of(block, width) for block in blocks) + GAP * max(0, len(blocks) - 1)
