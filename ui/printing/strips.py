"""Text blocks as strips: level pieces of a page that are never cut."""

from dataclasses import dataclass

from planner.report.colours import BLUE, DARK_BLUE
from planner.report.pages import Figure, Figures, Heading, Note, Paragraph, Points
from ui.printing.marks import QUIET_INK, Face, Line, Mark, Words, moved
from ui.printing.typesetting import BODY, FIGURE, SMALL, Typesetter

GUTTER = 140.0
"""Between blocks side by side."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a page; its marks are placed from its own top left."""

    height: float
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """A block as strips, from the top down.

    Attributes:
        strips: what may be parted between sheets, but not itself cut.
        head: stands above the first strip, and above the first on each further sheet.
        gap: white space above.
        is_held: never the last thing on a sheet, as a heading.
        keeps: how many of its first, and of its last, strips stand together.
        clings: stays with what is above it, as a note.
        again: stands above the next block where that runs on over another sheet, as a heading does.
    """

    strips: tuple[Strip, ...]
    head: Strip | None = None
    gap: float = 70.0
    is_held: bool = False
    keeps: int = 2
    clings: bool = False
    again: Strip | None = None

    @property
    def height(self) -> float:
        """How high it is when it is not parted, without the gap."""
        return sum(strip.height for strip in self.strips) + (self.head.height if self.head else 0.0)

    @property
    def whole(self) -> Strip:
        """All of it as one strip."""
        parts = (self.head, *self.strips) if self.head else self.strips
        return stack(parts)


def stack(parts: tuple[Strip, ...], gap: float = 0.0) -> Strip:
    """Put strips one below the other and make them one."""
    marks: list[Mark] = []
    top = 0.0
    for part in parts:
        marks += moved(part.marks, 0, top)
        top += part.height + gap
    return Strip(max(0.0, top - gap), tuple(marks))


def heading(block: Heading, setter: Typesetter, width: float) -> Flow:
    """A heading over a thin line, with where its working is found at the right."""
    face = setter.face(BODY, is_bold=True, colour=DARK_BLUE)
    small = setter.face(SMALL, colour=QUIET_INK)
    text = f"Working: {block.working}" if block.working else ""
    wide = setter.width(text, small)
    height = setter.leading(face) + setter.gap(20)
    marks: list[Mark] = [
        setter.words(0, 0, block.text, face, width - wide - setter.gap(60)),
        Line(0, height - setter.gap(8), width, 0, DARK_BLUE, setter.gap(7)),
    ]
    if text:
        marks.append(_on_line_of(marks[0], setter.words_to_right(0, 0, text, small, width)))
    more = setter.words(0, 0, f"{block.text} (continued)", face, width)
    again = Strip(setter.leading(face) + setter.gap(30), (more,))
    return Flow((Strip(height, tuple(marks)),), gap=setter.gap(85), is_held=True, again=again)


def _on_line_of(leader: Mark, words: Words) -> Words:
    """The same words on the baseline of others."""
    return Words(words.x, leader.y, words.text, words.face, words.width, words.room)


def paragraph(block: Paragraph, setter: Typesetter, width: float) -> Flow:
    """Running text that opens with a few words in bold."""
    parts = [(block.lead, setter.face(BODY, is_bold=True)), (block.text, setter.face(BODY))]
    return Flow(_line_strips(parts, setter, width, block.most_lines), gap=setter.gap(36))


def note(block: Note, setter: Typesetter, width: float) -> Flow:
    """Small print."""
    parts = [(block.text, setter.face(SMALL, colour=QUIET_INK))]
    return Flow(_line_strips(parts, setter, width, block.most_lines), gap=setter.gap(26), clings=True)


def points(block: Points, setter: Typesetter, width: float) -> Flow:
    """A numbered list; each point is one strip."""
    number = setter.face(BODY, is_bold=True, colour=BLUE)
    indent = setter.gap(125)
    strips = []
    for at, item in enumerate(block.items, start=1):
        parts = [(item.lead, setter.face(BODY, is_bold=True)), (item.text, setter.face(BODY))]
        text = stack(_line_strips(parts, setter, width - indent, item.most_lines))
        marks = (setter.words(0, 0, f"{at}", number, indent), *moved(text.marks, indent, 0))
        strips.append(Strip(text.height + setter.gap(22), marks))
    return Flow(tuple(strips), gap=setter.gap(30))


def _line_strips(
    parts: list[tuple[str, Face]], setter: Typesetter, width: float, most: int = 0
) -> tuple[Strip, ...]:
    """One strip for each line of a text in several faces."""
    base = parts[-1][1]
    return tuple(
        Strip(setter.leading(base), tuple(_line_words(line, setter, width)))
        for line in setter.runs(parts, width, most)
    )


def _line_words(line: list[tuple[str, Face]], setter: Typesetter, width: float) -> list[Words]:
    """The words of one line; neighbours of one face are written as one."""
    drawn: list[Words] = []
    x = 0.0
    for word, face in line:
        if drawn and drawn[-1].face == face:
            last = drawn.pop()
            drawn.append(setter.words(last.x, 0, f"{last.text} {word}", face, width - last.x + 1))
        else:
            drawn.append(setter.words(x, 0, word, face, width - x + 1))
        x = drawn[-1].x + drawn[-1].width + setter.width(" ", face)
    return drawn


def figures(block: Figures, setter: Typesetter, width: float) -> Flow:
    """Headline figures side by side, each under a strong line."""
    count = len(block.items)
    room = (width - GUTTER * (count - 1)) / count
    drawn = [_figure(item, setter, room) for item in block.items]
    marks: list[Mark] = []
    for at, strip in enumerate(drawn):
        marks += moved(strip.marks, at * (room + GUTTER), 0)
    return Flow((Strip(max(strip.height for strip in drawn), tuple(marks)),), gap=setter.gap(90))


def _figure(item: Figure, setter: Typesetter, room: float) -> Strip:
    """One figure: its name, its amount, what it means, where its working is."""
    bold = setter.face(BODY, is_bold=True)
    small = setter.face(SMALL)
    quiet = setter.face(SMALL, colour=QUIET_INK)
    large = setter.face(_largest(item.value, setter, room), is_bold=True, colour=DARK_BLUE)
    rule = Strip(setter.gap(40), (Line(0, 0, room, 0, BLUE, setter.gap(22)),))
    lines = [(item.label, bold), (item.value, large)]
    lines += [(line, small) for line in setter.lines(item.meaning, small, room, 4)]
    lines += [(line, quiet) for line in setter.lines(f"Working: {item.working}", quiet, room, 2)]
    strips = [Strip(setter.leading(f), (setter.words(0, 0, text, f, room),)) for text, f in lines]
    return stack((rule, *strips))


def _largest(text: str, setter: Typesetter, room: float) -> int:
    """The largest size of type, up to that of figures, in which a text fits its room."""
    size = FIGURE
    while size > BODY and setter.width(text, setter.face(size, is_bold=True)) > room:
        size -= 5
    return size
