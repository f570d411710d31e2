"""Lays pages out on sheets of A4: what stands where, before anything is painted."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.base.dates import long_date
from planner.base.errors import DoesNotFitError
from planner.report.colours import BLUE, DARK_BLUE, PALE_GREY, Look
from planner.report.pages import (
    BarChart,
    Block,
    Figures,
    Heading,
    Note,
    Page,
    Pair,
    Panel,
    Paragraph,
    Points,
    Stamp,
    Table,
)
from ui.printing.bars import bar_chart
from ui.printing.marks import INK, QUIET_INK, UNITS_IN_A_MM, Area, Line, Mark, moved
from ui.printing.strips import GUTTER, Flow, Strip, figures, heading, note, paragraph, points
from ui.printing.tables import table
from ui.printing.typesetting import BODY, SMALL, TITLE, Typesetter

WIDTH, HEIGHT = 210 * UNITS_IN_A_MM, 297 * UNITS_IN_A_MM
SIDE, TOP, FOOT = 15 * UNITS_IN_A_MM, 12 * UNITS_IN_A_MM, 10 * UNITS_IN_A_MM
MEASURE = WIDTH - 2 * SIDE
SCALES = (1.0, 0.98, 0.96, 0.94, 0.92, 0.9, 0.88, 0.86, 0.84, 0.82, 0.8)
"""How far type may be brought down to keep a page on one side."""
MOST_STRETCH = 110.0
"""How much white a gap may take up on a page that has room to spare."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of paper with everything in its place, from the paper's top left."""

    marks: tuple[Mark, ...]


def lay_out(pages: Sequence[Page]) -> tuple[Sheet, ...]:
    """Lay a pack of pages out and number its sheets.

    Raises:
        DoesNotFitError: a page that must be one side is longer at the smallest type.
    """
    bodies = [(page, body) for page in pages for body in _bodies(page)]
    return tuple(
        Sheet((*body, *_foot(page.stamp, number, len(bodies))))
        for number, (page, body) in enumerate(bodies, start=1)
    )


def _bodies(page: Page) -> list[tuple[Mark, ...]]:
    """The sheets of one page without their feet."""
    if not page.is_one_side:
        return _run_on(page, Typesetter())
    for scale in SCALES:
        setter = Typesetter(scale)
        flows = [_first_head(page, setter), *_flows(page.blocks, setter, MEASURE)]
        spare = _room() - sum(flow.height + flow.gap for flow in flows)
        if spare >= 0:
            return [_spread(flows, spare)]
    raise DoesNotFitError(page.kind)


def _room() -> float:
    """The height that blocks may take on a sheet."""
    return HEIGHT - TOP - FOOT - _foot_height(Typesetter())


def _spread(flows: Sequence[Flow], spare: float) -> tuple[Mark, ...]:
    """Place blocks on one sheet and share out the room to spare between them."""
    open_gaps = [at for at in range(1, len(flows)) if not flows[at - 1].is_held]
    more = min(spare / len(open_gaps), MOST_STRETCH) if open_gaps else 0.0
    marks: list[Mark] = []
    top = TOP
    for at, flow in enumerate(flows):
        top += flow.gap + (more if at in open_gaps else 0.0)
        marks += moved(flow.whole.marks, SIDE, top)
        top += flow.height
    return tuple(marks)


def _run_on(page: Page, setter: Typesetter) -> list[tuple[Mark, ...]]:
    """Place blocks on as many sheets as they need; a table's head stands again on each."""
    bottom = TOP + _room()
    sheets: list[list[Mark]] = [[]]
    head = _first_head(page, setter)
    top = TOP + head.height
    sheets[0] += moved(head.whole.marks, SIDE, TOP)
    flows = _flows(page.blocks, setter, MEASURE)
    for at, flow in enumerate(flows):
        top += flow.gap
        if top + _least(flows[at:]) > bottom:
            top = _turn(sheets, page, setter)
        starts = True
        for strip in flow.strips:
            if top + strip.height + (flow.head.height if starts and flow.head else 0.0) > bottom:
                top = _turn(sheets, page, setter)
                starts = True
            if starts and flow.head:
                sheets[-1] += moved(flow.head.marks, SIDE, top)
                top += flow.head.height
            starts = False
            sheets[-1] += moved(strip.marks, SIDE, top)
            top += strip.height
    return [tuple(marks) for marks in sheets]


def _least(flows: Sequence[Flow]) -> float:
    """The height of what must stand together at the start of these blocks."""
    first = flows[0]
    own = first.height if first.is_held else _opening(first)
    return own + (flows[1].gap + _least(flows[1:]) if first.is_held and len(flows) > 1 else 0.0)


def _opening(flow: Flow) -> float:
    head = flow.head.height if flow.head else 0.0
    return head + (flow.strips[0].height if flow.strips else 0.0)


def _turn(sheets: list[list[Mark]], page: Page, setter: Typesetter) -> float:
    """Begin another sheet and say where its blocks begin."""
    head = _further_head(page, setter)
    sheets.append(list(moved(head.marks, SIDE, TOP)))
    return TOP + head.height


def _flows(blocks: Sequence[Block], setter: Typesetter, width: float) -> list[Flow]:
    return [_flow(block, setter, width) for block in blocks]


def _flow(block: Block, setter: Typesetter, width: float) -> Flow:  # noqa: PLR0911 (one line a kind of block)
    """One block as strips."""
    match block:
        case Heading():
            return heading(block, setter, width)
        case Paragraph():
            return paragraph(block, setter, width)
        case Note():
            return note(block, setter, width)
        case Points():
            return points(block, setter, width)
        case Figures():
            return figures(block, setter, width)
        case Table():
            return table(block, setter, width)
        case BarChart():
            return bar_chart(block, setter, width)
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
    for at, flow in enumerate(_flows(blocks, setter, width)):
        top += flow.gap if at else 0.0
        marks += moved(flow.whole.marks, 0, top)
        top += flow.height
    return Strip(top, tuple(marks))


def _first_head(page: Page, setter: Typesetter) -> Flow:
    """What kind of page it is, and its title."""
    kind = setter.face(BODY, is_bold=True, colour=BLUE)
    title = setter.face(TITLE, is_bold=True, colour=DARK_BLUE)
    quiet = setter.face(BODY, colour=QUIET_INK)
    room = MEASURE - setter.width(page.kind, kind) - GUTTER
    of_plan = f"{page.stamp.plan}, {long_date(page.stamp.made_at)}"
    marks = (
        setter.words(0, 0, page.kind, kind, MEASURE),
        setter.words_to_right(MEASURE - room, 0, of_plan, quiet, room),
    )
    lines = [
        Strip(setter.leading(title), (setter.words(0, 0, line, title, MEASURE),))
        for line in setter.lines(page.title, title, MEASURE, 2)
    ]
    return Flow((Strip(setter.leading(kind), marks), *lines), gap=0.0)


def _further_head(page: Page, setter: Typesetter) -> Strip:
    """What stands on top of a page's second and further sheets."""
    face = setter.face(BODY, is_bold=True, colour=BLUE)
    text = f"{page.kind}: {page.title} (continued)"
    height = setter.leading(face) + setter.gap(60)
    return Strip(height, (setter.words(0, 0, text, face, MEASURE),))


def _foot_height(setter: Typesetter) -> float:
    return 2 * setter.leading(setter.face(SMALL)) + 70


def _foot(stamp: Stamp, number: int, count: int) -> tuple[Mark, ...]:
    """Plan, scenario, date and time, rules version, and which sheet of how many."""
    setter = Typesetter()
    face = setter.face(SMALL, colour=QUIET_INK)
    top = HEIGHT - FOOT - 2 * setter.leading(face)
    first = f"Plan: {stamp.plan}    Scenario: {stamp.scenario}"
    second = f"Made {stamp.when}    Rules {stamp.rules_version}    PCT Planner"
    page = f"Page {number} of {count}"
    room = MEASURE - setter.width(page, face) - GUTTER
    return (
        Line(SIDE, top - 25, MEASURE, 0, INK, 5),
        setter.words(SIDE, top, first, face, room),
        setter.words(SIDE, top + setter.leading(face), second, face, MEASURE),
        setter.words_to_right(SIDE, top, page, face, MEASURE),
    )
