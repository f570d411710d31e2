"""Tables as strips: one head, and one strip for each row, so that no row is ever cut."""

from dataclasses import dataclass

from planner.report.pages import Bar, Cell, Row, Table, TableColumn
from ui.printing.bars import Scale, bar_marks, grid_marks, scale_of, tick_marks
from ui.printing.marks import HAIRLINE, INK, QUIET_INK, Face, Line, Mark
from ui.printing.strips import Flow, Strip
from ui.printing.typesetting import SMALL, Typesetter

BETWEEN = 90.0
"""Between columns."""
PADDING = 12.0
"""Above and below the text of a row."""

SHORT_HEAD = 8
"""Letters of a head that stand on one line."""
KEPT_ROWS = 3
"""Rows that stand together at a table's beginning, and at its end with the total."""


@dataclass(frozen=True, slots=True)
class _Lane:
    """Where one column stands, and the scale of its bars."""

    column: TableColumn
    x: float
    width: float
    scale: Scale | None


def table(block: Table, setter: Typesetter, width: float) -> Flow:
    """A table as a head and rows."""
    lanes = _lanes(block, setter, width)
    head = _head(lanes, setter, width)
    strips = tuple(_row(row, lanes, setter, width) for row in block.rows)
    return Flow(strips, head, gap=setter.gap(24), keeps=KEPT_ROWS)


def _lanes(block: Table, setter: Typesetter, width: float) -> list[_Lane]:
    """Give each column its place: numbers as wide as they need, the others share what is left."""
    between = setter.gap(BETWEEN)
    widths = column_widths(block, setter, width - between * (len(block.columns) - 1))
    lanes = []
    x = 0.0
    for at, (column, wide) in enumerate(zip(block.columns, widths, strict=True)):
        bars = [cell for row in block.rows if isinstance(cell := row.cells[at], Bar)]
        lanes.append(_Lane(column, x, wide, scale_of(bars) if bars else None))
        x += wide + between
    return lanes


def column_widths(block: Table, setter: Typesetter, width: float) -> list[float]:
    """The width of each column; they add to the width given."""
    natural = [_natural(block, at, setter) for at in range(len(block.columns))]
    fixed = {at for at, column in enumerate(block.columns) if column.is_number or column.is_whole}
    while True:
        left = width - sum(natural[at] for at in fixed)
        weight = sum(column.weight for at, column in enumerate(block.columns) if at not in fixed)
        shares = [left * column.weight / weight if weight else 0.0 for column in block.columns]
        slim = {at for at in range(len(shares)) if at not in fixed and natural[at] < shares[at]}
        if not slim or len(slim | fixed) == len(shares):
            return [natural[at] if at in fixed else shares[at] for at in range(len(shares))]
        fixed |= slim


def _natural(block: Table, at: int, setter: Typesetter) -> float:
    """How wide a column would like to be; bars would like all there is."""
    column = block.columns[at]
    wide = 0.0
    for row in block.rows:
        cell = row.cells[at]
        if isinstance(cell, Bar):
            return float("inf")
        wide = max(wide, setter.width(cell, row_face(row, setter)))
    return max(wide, _head_width(column.title, setter)) + 1


def _head_width(title: str, setter: Typesetter) -> float:
    """The least width at which a head takes no more than two lines."""
    face = _head_face(setter)
    words = with_unit(title).split(" ")
    ways = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words) + 1)]
    return min((max(setter.width(line, face) for line in way) for way in ways), default=0.0)


def with_unit(title: str) -> str:
    """A head whose unit stays on the line of the word before it; a short head is never parted."""
    if len(title) <= SHORT_HEAD:
        return title.replace(" ", "\u00a0")
    words, _, unit = title.rpartition(" ")
    return f"{words}\u00a0{unit}" if words and len(unit) <= len("FTE") else title


def _head(lanes: list[_Lane], setter: Typesetter, width: float) -> Strip:
    """The heads of the columns over a line; the ticks of a scale of bars stand under its title."""
    face = _head_face(setter)
    leading = setter.leading(face)
    titles = [setter.lines(with_unit(lane.column.title), face, lane.width, 2) for lane in lanes]
    depth = max(len(lines) + (lane.scale is not None) for lines, lane in zip(titles, lanes, strict=True))
    marks: list[Mark] = []
    for lane, lines in zip(lanes, titles, strict=True):
        ticks = lane.scale is not None
        top = (depth - len(lines) - ticks) * leading
        for at, line in enumerate(lines):
            marks.append(_placed(line, lane, top + at * leading, face, setter))
        if lane.scale:
            marks += tick_marks(lane.scale, lane.x, (depth - 1) * leading, lane.width, setter)
    height = depth * leading + setter.gap(14)
    marks.append(Line(0, height - setter.gap(4), width, 0, INK, setter.gap(5)))
    return Strip(height, tuple(marks))


def _row(row: Row, lanes: list[_Lane], setter: Typesetter, width: float) -> Strip:
    """One row, as high as its longest cell, over a hairline; a total stands under a line."""
    face = row_face(row, setter)
    leading = setter.leading(face)
    padding = setter.gap(PADDING)
    cells = [
        cell_lines(cell, lane.column, lane.width, face, setter)
        for cell, lane in zip(row.cells, lanes, strict=True)
    ]
    height = max(1, *(len(lines) for lines in cells)) * leading + 2 * padding
    marks: list[Mark] = [Line(0, height, width, 0, HAIRLINE, setter.gap(3))]
    if row.is_strong:
        marks.append(Line(0, 0, width, 0, INK, setter.gap(5)))
    for cell, lines, lane in zip(row.cells, cells, lanes, strict=True):
        if lane.scale:
            marks += grid_marks(lane.scale, lane.x, lane.width, height)
        if isinstance(cell, Bar) and lane.scale:
            marks += bar_marks(cell, lane.scale, lane.x, lane.width, height, setter)
        for at, line in enumerate(lines):
            marks.append(_placed(line, lane, padding + at * leading, face, setter))
    return Strip(height, tuple(marks))


def cell_lines(cell: Cell, column: TableColumn, width: float, face: Face, setter: Typesetter) -> list[str]:
    """The lines of a cell: one is shortened in the middle, more at the end."""
    if isinstance(cell, Bar):
        return []
    if column.is_number or column.is_whole:
        return [cell]
    if column.most_lines == 1:
        return [setter.shorten(cell, face, width)]
    return setter.lines(cell, face, width, column.most_lines)


def _placed(text: str, lane: _Lane, top: float, face: Face, setter: Typesetter) -> Mark:
    place = setter.words_to_right if lane.column.is_number else setter.words
    return place(lane.x, top, text, face, lane.width)


def row_face(row: Row, setter: Typesetter) -> Face:
    """The face in which a row is set."""
    return setter.face(SMALL + 4, is_bold=row.is_strong)


def _head_face(setter: Typesetter) -> Face:
    return setter.face(SMALL, is_bold=True, colour=QUIET_INK)
