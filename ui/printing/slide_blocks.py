"""Lays the blocks of pages out on slides, from the top down and on over as many as they need."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from planner.base.dates import long_date
from planner.report.colours import BLUE, DARK_BLUE, PALE_GREY
from planner.report.pages import (
    BarChart,
    Block,
    Figures,
    Heading,
    LineChart,
    Note,
    Page,
    Pair,
    Panel,
    Paragraph,
    Points,
    Table,
)
from ui.printing.marks import INK, QUIET_INK
from ui.printing.slide_charts import add_chart
from ui.printing.slide_room import (
    BETWEEN,
    FIGURE,
    FOOT,
    GAP,
    HEIGHT,
    INSET,
    LABEL,
    LINE,
    MEASURE,
    SIDE,
    SMALL,
    TEXT,
    TOP,
    WIDTH,
    height_of,
    lines_of,
    stack_height,
    text_height,
)
from ui.printing.slide_tables import add_table
from ui.printing.typesetting import FAMILIES

if TYPE_CHECKING:
    from pptx.presentation import Presentation

TITLE_ONLY = 5
"""The layout of a new presentation that has a title and nothing else."""
BOTTOM = HEIGHT - FOOT
LEAST_TABLE = 110.0
"""A table begins on a slide only where a few rows have room."""
NUMBER = 120.0
"""Points at the right of the foot for the number of the slide."""


class Deck:
    """The slides as they fill."""

    def __init__(self, made: "Presentation") -> None:
        self._made = made
        self._layout = made.slide_layouts[TITLE_ONLY]
        self._slide: Any = None
        self._top = TOP
        self._above: Heading | None = None

    def add(self, page: Page) -> None:
        """Lay one page out, beginning on a slide of its own."""
        self._begin(page, page.title)
        blocks = list(_parted(page.blocks))
        for at, block in enumerate(blocks):
            before = blocks[at - 1] if at else None
            self._above = before if isinstance(before, Heading) else None
            below = blocks[at + 1] if at + 1 < len(blocks) else None
            self._place(block, below, page)

    def _begin(self, page: Page, title: str) -> None:
        """Begin a slide: what kind of page it is, its title, and its foot."""
        self._slide = self._made.slides.add_slide(self._layout)
        self._top = TOP
        head = self._slide.shapes.title
        head.left, head.top, head.width, head.height = Pt(SIDE), Pt(34), Pt(MEASURE), Pt(44)
        size = 26.0 if lines_of(title, 26, MEASURE, is_bold=True) == 1 else 17.0
        _write(head.text_frame, title, size, DARK_BLUE, is_bold=True)
        head.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        head.text_frame.margin_left = head.text_frame.margin_right = 0
        head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._text(page.kind, SIDE, 16, MEASURE / 2, 18, LABEL, BLUE, is_bold=True)
        of_plan = f"{page.stamp.plan}, {long_date(page.stamp.made_at)}"
        right = self._text(of_plan, WIDTH / 2, 16, MEASURE / 2, 18, SMALL, QUIET_INK)
        right.paragraphs[0].alignment = PP_ALIGN.RIGHT
        stamp = page.stamp
        foot = f"Scenario: {stamp.scenario}    Made {stamp.when}    Rules {stamp.rules_version}"
        self._text(
            f"{foot}    {page.caution}".strip(), SIDE, HEIGHT - 24, MEASURE - NUMBER, 16, SMALL, QUIET_INK
        )

    def number(self) -> None:
        """Say on each slide which it is of how many, once all are there."""
        count = len(self._made.slides)
        for at, slide in enumerate(self._made.slides, start=1):
            self._slide = slide
            said = self._text(
                f"Slide {at:,} of {count:,}", WIDTH - SIDE - NUMBER, HEIGHT - 24, NUMBER, 16, SMALL, QUIET_INK
            )
            said.paragraphs[0].alignment = PP_ALIGN.RIGHT

    def _place(self, block: Block, below: Block | None, page: Page) -> None:
        if isinstance(block, Table):
            self._place_table(block, page)
            return
        needed = height_of(block, MEASURE)
        if isinstance(block, Heading) and self._top > TOP:
            self._top += GAP
        if isinstance(block, Heading) and below is not None:
            needed += LEAST_TABLE if isinstance(below, Table) else GAP + height_of(below, MEASURE)
        if self._top + needed > BOTTOM and self._top > TOP:
            self._begin(page, f"{page.title} (continued)")
        self._draw(block, SIDE, self._top, MEASURE)
        self._top += height_of(block, MEASURE) + GAP

    def _place_table(self, block: Table, page: Page) -> None:
        """As many rows as there is room for, and on on further slides under the same heads."""
        rest = block.rows
        if self._top + LEAST_TABLE > BOTTOM:
            self._begin(page, f"{page.title} (continued)")
        while rest:
            used, height = add_table(self._slide, block, rest, (SIDE, self._top, MEASURE), BOTTOM)
            rest = rest[used:]
            self._top += height + GAP
            if rest:
                self._begin(page, f"{page.title} (continued)")
                self._say_again()

    def _say_again(self) -> None:
        """Above the rest of a table, say what it is of."""
        if self._above is not None:
            again = Heading(f"{self._above.text} (continued)")
            self._draw(again, SIDE, self._top, MEASURE)
            self._top += height_of(again, MEASURE)

    # ------------------------------------------------------------ drawing

    def _draw(self, block: Block, left: float, top: float, width: float) -> None:
        match block:
            case Heading():
                self._text(block.text, left, top, width, 20, TEXT, DARK_BLUE, is_bold=True)
            case Paragraph():
                self._sentences((block,), left, top, width)
            case Note():
                self._text(block.text, left, top, width, height_of(block, width), SMALL, QUIET_INK)
            case Points():
                self._sentences(block.items, left, top, width, numbered=True)
            case Figures():
                self._figures(block, left, top, width)
            case BarChart() | LineChart():
                if not (block.bars if isinstance(block, BarChart) else block.values):
                    self._text(block.when_empty, left, top, width, 14, SMALL, QUIET_INK)
                else:
                    add_chart(self._slide, block, (left, top, width, height_of(block, width)))
            case Pair():
                half = (width - BETWEEN) / 2
                self._stack(block.left, left, top, half)
                self._stack(block.right, left + half + BETWEEN, top, half)
            case Panel():
                self._ground(left, top, width, height_of(block, width))
                self._stack(block.blocks, left + INSET, top + INSET, width - 2 * INSET)
            case Table():
                add_table(self._slide, block, block.rows, (left, top, width), HEIGHT)

    def _stack(self, blocks: Sequence[Block], left: float, top: float, width: float) -> None:
        for block in blocks:
            self._draw(block, left, top, width)
            top += height_of(block, width) + GAP

    def _figures(self, block: Figures, left: float, top: float, width: float) -> None:
        room = (width - BETWEEN * (len(block.items) - 1)) / len(block.items)
        for at, item in enumerate(block.items):
            x = left + at * (room + BETWEEN)
            self._text(item.label, x, top, room, LABEL * LINE, LABEL, INK, is_bold=True)
            value = top + LABEL * LINE
            self._text(item.value, x, value, room, FIGURE * LINE, FIGURE, DARK_BLUE, is_bold=True)
            below = text_height(item.meaning, SMALL, room)
            self._text(item.meaning, x, value + FIGURE * LINE, room, below, SMALL, QUIET_INK)

    def _sentences(
        self, items: Sequence[Paragraph], left: float, top: float, width: float, *, numbered: bool = False
    ) -> None:
        for number, item in enumerate(items, start=1):
            inset = 20.0 if numbered else 0.0
            if numbered:
                self._text(str(number), left, top, inset, TEXT * LINE, TEXT, DARK_BLUE, is_bold=True)
            height = text_height(f"{item.lead} {item.text}", TEXT, width - inset)
            frame = self._text("", left + inset, top, width - inset, height, TEXT, INK)
            line = frame.paragraphs[0]
            for words, is_bold in ((f"{item.lead} " if item.lead else "", True), (item.text, False)):
                if words:
                    _run(line, words, TEXT, INK, is_bold=is_bold)
            top += height + GAP / 2

    def _text(
        self,
        text: str,
        left: float,
        top: float,
        width: float,
        height: float,
        size: float,
        colour: str,
        *,
        is_bold: bool = False,
    ) -> Any:
        box = self._slide.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(height))
        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        if text:
            _write(frame, text, size, colour, is_bold=is_bold)
        return frame

    def _ground(self, left: float, top: float, width: float, height: float) -> None:
        """A pale ground with a strong left edge."""
        for wide, colour in ((width, PALE_GREY), (3.0, DARK_BLUE)):
            shape = self._slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(left), Pt(top), Pt(wide), Pt(height))
            shape.fill.solid()
            shape.fill.fore_color.rgb = _colour(colour)
            shape.line.fill.background()
            shape.shadow.inherit = False


def _parted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks with those taken apart that would not go on one slide as they are."""
    for block in blocks:
        if isinstance(block, Pair) and _is_too_high(block):
            yield from _parted(block.left)
            yield from _parted(block.right)
        elif isinstance(block, Panel) and _is_too_high(block):
            yield from _parted(block.blocks)
        elif isinstance(block, Points) and _is_too_high(block):
            yield from block.items
        else:
            yield block


def _is_too_high(block: Block) -> bool:
    return stack_height((block,), MEASURE) > BOTTOM - TOP or _holds_table(block)


def _holds_table(block: Block) -> bool:
    """Whether a table stands within: it is set as wide as the slide, where it can run on."""
    match block:
        case Pair():
            return any(isinstance(one, Table) or _holds_table(one) for one in (*block.left, *block.right))
        case Panel():
            return any(isinstance(one, Table) or _holds_table(one) for one in block.blocks)
        case _:
            return False


def _write(frame: Any, text: str, size: float, colour: str, *, is_bold: bool) -> None:
    """One run of text in a frame."""
    frame.clear()
    _run(frame.paragraphs[0], text, size, colour, is_bold=is_bold)


def _run(line: Any, text: str, size: float, colour: str, *, is_bold: bool) -> None:
    run = line.add_run()
    run.text = text
    font = run.font
    font.name, font.size, font.bold, font.color.rgb = FAMILIES[0], Pt(size), is_bold, _colour(colour)


def _colour(colour: str) -> RGBColor:
    made: RGBColor = RGBColor.from_string(colour.lstrip("#"))
    return made
