"""A line over time: its scale at the left, the nil line, what happens when, and the figure at its end."""

from math import isfinite

from planner.report.colours import ACCENT, BLUE
from planner.report.pages import Bar, LineChart, Note
from ui.printing.bars import GRID, scale_of, short_pounds
from ui.printing.marks import INK, QUIET_INK, Line, Mark, Track
from ui.printing.strips import Flow, Strip, note
from ui.printing.typesetting import SMALL, Typesetter

HEIGHT = 1_500.0
"""Of the field in which the line runs."""
THICK = 20.0


def line_chart(block: LineChart, setter: Typesetter, width: float) -> Flow:
    """A line as one strip, never parted."""
    known = [value for value in block.values if isfinite(value)]
    if len(known) < 2:
        return note(Note(block.when_empty), setter, width)
    return Flow((_Field(block, setter, width).strip(),), gap=setter.gap(50))


class _Field:
    """Where a line runs: everything of the chart is placed against it."""

    def __init__(self, block: LineChart, setter: Typesetter, width: float) -> None:
        self._block, self._setter = block, setter
        self._face = setter.face(SMALL)
        self._quiet = setter.face(SMALL, colour=QUIET_INK)
        self._bold = setter.face(SMALL, is_bold=True)
        self._scale = scale_of([Bar(value, ACCENT) for value in block.values])
        self._ticks = [(tick, short_pounds(tick)) for tick in self._scale.ticks]
        named = max(setter.width(text, self._quiet) for _, text in self._ticks)
        self._left = named + setter.gap(60)
        self._right = width - setter.width(block.ending, self._bold) - setter.gap(70)
        self._height = setter.gap(HEIGHT)
        self._lanes = min(2, len(block.moments))
        self._top = self._lanes * setter.leading(self._face) + setter.gap(30)

    def strip(self) -> Strip:
        marks = [*self._grid(), *self._moments(), self._line(), *self._end(), *self._months()]
        below = self._setter.leading(self._quiet) + self._setter.gap(40)
        return Strip(self._top + self._height + below, tuple(marks))

    def _x(self, at: int) -> float:
        return self._left + (self._right - self._left) * at / (len(self._block.values) - 1)

    def _y(self, value: float) -> float:
        return self._top + self._height - self._scale.at(value, self._height)

    def _grid(self) -> list[Mark]:
        """A faint line at each round amount, a strong one at nil, each with its amount."""
        marks: list[Mark] = []
        half = self._setter.leading(self._quiet) / 2
        for tick, text in self._ticks:
            y = self._y(tick)
            is_nil = tick == 0
            look = (INK, 9.0) if is_nil else (GRID, 5.0)
            marks.append(Line(self._left, y, self._right - self._left, 0, look[0], self._setter.gap(look[1])))
            room = self._left - self._setter.gap(40)
            marks.append(self._setter.words_to_right(0, y - half, text, self._quiet, room))
        return marks

    def _moments(self) -> list[Mark]:
        """An upright dashed line at each moment, its words above the field in one of two lanes."""
        marks: list[Mark] = []
        for nth, moment in enumerate(sorted(self._block.moments, key=lambda one: one.at)):
            x, lane = self._x(moment.at), nth % 2
            top = lane * self._setter.leading(self._face)
            foot = self._top + self._height
            start = top + self._setter.gap(12)
            marks.append(Line(x, start, 0, foot - start, QUIET_INK, self._setter.gap(8), is_dashed=True))
            wide = self._setter.width(moment.words, self._face)
            gap = self._setter.gap(24)
            fits = x + gap + wide <= self._right + self._setter.gap(400)
            left = x + gap if fits else max(0.0, x - gap - wide)
            marks.append(self._setter.words(left, top, moment.words, self._face, wide + 1))
        return marks

    def _line(self) -> Track:
        points = [
            (self._x(at), self._y(value)) for at, value in enumerate(self._block.values) if isfinite(value)
        ]
        return Track(0, 0, tuple(points), BLUE, self._setter.gap(THICK))

    def _end(self) -> list[Mark]:
        """The figure at the line's end, beside it."""
        last = max(at for at, value in enumerate(self._block.values) if isfinite(value))
        leading = self._setter.leading(self._bold)
        y = min(self._y(self._block.values[last]) - leading / 2, self._top + self._height - leading)
        x = self._x(last) + self._setter.gap(40)
        wide = self._setter.width(self._block.ending, self._bold)
        return [self._setter.words(x, y, self._block.ending, self._bold, wide + 1)]

    def _months(self) -> list[Mark]:
        """The points of time that are named, each below its place; those that would collide are left out."""
        marks: list[Mark] = []
        top, free = self._top + self._height + self._setter.gap(20), 0.0
        for tick in self._block.ticks:
            x = self._x(tick.at)
            marks.append(Line(x, self._top + self._height, 0, self._setter.gap(20), QUIET_INK, 5))
            wide = self._setter.width(tick.words, self._quiet)
            left = min(max(0.0, x - wide / 2), self._right - wide / 2)
            if left >= free:
                marks.append(self._setter.words(left, top, tick.words, self._quiet, wide + 1))
                free = left + wide + self._setter.gap(50)
        return marks
