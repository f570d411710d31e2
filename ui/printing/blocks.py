"""Each kind of block as strips."""

from collections.abc import Sequence

from planner.report.colours import DARK_BLUE, PALE_GREY, Look
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
    Table,
)
from ui.printing.bars import bar_chart
from ui.printing.line_chart import line_chart
from ui.printing.marks import Area, Mark, moved
from ui.printing.strips import GUTTER, Flow, Strip, figures, heading, note, paragraph, points
from ui.printing.tables import table
from ui.printing.typesetting import Typesetter

LONGEST_LINE = 5_200.0
"""Running text is set no wider than this: on a sheet on its side the eye would lose its line."""


def flows_of(blocks: Sequence[Block], setter: Typesetter, width: float) -> list[Flow]:
    """Blocks as strips, in their order."""
    return [flow_of(block, setter, width) for block in blocks]


def flow_of(block: Block, setter: Typesetter, width: float) -> Flow:  # noqa: PLR0911 (one line a kind of block)
    """One block as strips."""
    line = width if width <= LONGEST_LINE else min(width, setter.gap(LONGEST_LINE))
    match block:
        case Heading():
            return heading(block, setter, width)
        case Paragraph():
            return paragraph(block, setter, line)
        case Note():
            return note(block, setter, line)
        case Points():
            return points(block, setter, line)
        case Figures():
            return figures(block, setter, width)
        case Table():
            return table(block, setter, width)
        case BarChart():
            return bar_chart(block, setter, width)
        case LineChart():
            return line_chart(block, setter, width)
        case Pair():
            return _pair(block, setter, width)
        case Panel():
            return _panel(block, setter, width)


def _pair(block: Pair, setter: Typesetter, width: float) -> Flow:
    """Two columns of blocks side by side, never parted."""
    room = (width - GUTTER) / 2
    left = _column(block.left, setter, room)
    right = _column(block.right, setter, room)
    marks = (*left.marks, *moved(right.marks, room + GUTTER, 0))
    return Flow((Strip(max(left.height, right.height), marks),), gap=setter.gap(85))


def _panel(block: Panel, setter: Typesetter, width: float) -> Flow:
    """Blocks on a pale ground behind a strong edge, never parted."""
    inset = setter.gap(80)
    inner = _column(block.blocks, setter, width - 2 * inset)
    height = inner.height + 1.4 * inset
    ground = Area(0, 0, width, height, Look(PALE_GREY), is_outlined=False)
    edge = Area(0, 0, setter.gap(30), height, Look(DARK_BLUE), is_outlined=False)
    return Flow((Strip(height, (ground, edge, *moved(inner.marks, inset, 0.7 * inset))),), gap=setter.gap(90))


def _column(blocks: Sequence[Block], setter: Typesetter, width: float) -> Strip:
    """Blocks under each other as one strip; the first needs no white above."""
    marks: list[Mark] = []
    top = 0.0
    for at, flow in enumerate(flows_of(blocks, setter, width)):
        top += flow.gap if at else 0.0
        marks += moved(flow.whole.marks, 0, top)
        top += flow.height
    return Strip(top, tuple(marks))
