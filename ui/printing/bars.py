"""Bars: their scale from nil, their ticks, and charts made of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isfinite

from planner.base.money import pounds_text
from planner.base.round_steps import round_step
from planner.report.pages import Bar, BarChart, ChartBar, Note
from ui.printing.marks import INK, QUIET_INK, Area, Face, Line, Mark
from ui.printing.strips import Flow, Strip, note
from ui.printing.typesetting import SMALL, Typesetter

GRID = "#D8DDE0"
WHITE = "#FFFFFF"
MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """What a column of bars reaches from and to; nil is always on it."""

    low: float
    high: float

    def at(self, value: float, width: float) -> float:
        """How far from the left a value stands."""
        return (value - self.low) / (self.high - self.low) * width

    @property
    def ticks(self) -> tuple[float, ...]:
        """Round values on the scale, nil among them, a few at most."""
        step = round_step((self.high - self.low) / MOST_TICKS, (1, 2, 5, 10))
        first, last = -floor(-self.low / step), floor(self.high / step)
        return tuple(step * turn for turn in range(first, last + 1))


def scale_of(bars: Sequence[Bar]) -> Scale:
    """The scale that holds every bar and its mark."""
    ends = [end for bar in bars for end in (bar.value, bar.mark) if isfinite(end)]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    return Scale(low, high if high > low else low + 1.0)


def tick_marks(scale: Scale, x: float, top: float, width: float, setter: Typesetter) -> list[Mark]:
    """The ticks' values in one line, each under its grid line; those that would collide are left out."""
    face = setter.face(SMALL, colour=QUIET_INK)
    marks: list[Mark] = []
    free = x
    for tick in scale.ticks:
        text = short_pounds(tick)
        wide = setter.width(text, face)
        left = min(max(x, x + scale.at(tick, width) - wide / 2), x + width - wide)
        if left >= free:
            marks.append(setter.words(left, top, text, face, wide + 1))
            free = left + wide + setter.gap(30)
    return marks


def short_pounds(pounds: float) -> str:
    """A round amount in few letters: ``£2m``, ``£500k``."""
    for size, letter in ((1_000_000, "m"), (1_000, "k")):
        if abs(pounds) >= size:
            return f"{'-' if pounds < 0 else ''}£{abs(pounds) / size:g}{letter}"
    return pounds_text(pounds)


def grid_marks(scale: Scale, x: float, width: float, height: float) -> list[Mark]:
    """A faint line at each tick, a stronger one at nil."""
    return [
        Line(x + scale.at(tick, width), 0, 0, height, GRID if tick else QUIET_INK, 4 if tick else 6)
        for tick in scale.ticks
    ]


def bar_marks(
    bar: Bar, scale: Scale, x: float, width: float, height: float, setter: Typesetter, *, start: float = 0.0
) -> list[Mark]:
    """One bar from nil, or from ``start``, and its mark across it."""
    marks: list[Mark] = []
    inset = min(height * 0.22, setter.gap(35))
    begin = x + scale.at(start, width)
    if isfinite(bar.value) and bar.value:
        end = x + scale.at(start + bar.value, width)
        marks.append(Area(min(begin, end), inset, abs(end - begin), height - 2 * inset, bar.look))
    if isfinite(bar.mark):
        at = x + scale.at(bar.mark, width)
        place = (at, setter.gap(6), 0.0, height - setter.gap(12))
        marks += [Line(*place, WHITE, setter.gap(26)), Line(*place, INK, setter.gap(16))]
    return marks


def bar_chart(block: BarChart, setter: Typesetter, width: float) -> Flow:
    """Bars under each other on one scale, the name before and the figure after each."""
    if not block.bars:
        return note(Note(block.when_empty), setter, width)
    lanes = _lanes(block, setter, width)
    strips = tuple(_bar_strip(bar, lanes, setter) for bar in block.bars)
    return Flow((Strip(setter.gap(10)), *strips), gap=setter.gap(20), keeps=3)


@dataclass(frozen=True, slots=True)
class _BarLanes:
    """Where the names stand, where the bars run, how wide a figure may be, and how high a bar is."""

    name: float
    left: float
    room: float
    figure: float
    between: float
    height: float
    scale: Scale


def _lanes(block: BarChart, setter: Typesetter, width: float) -> _BarLanes:
    between = setter.gap(40)
    faces = [_bar_face(bar, setter) for bar in block.bars]
    figure = max(setter.width(bar.text, face) for bar, face in zip(block.bars, faces, strict=True)) + 1
    longest = max(setter.width(bar.label, face) for bar, face in zip(block.bars, faces, strict=True)) + 1
    name = min(longest, (width - figure) * 0.56)
    left = name + between
    ends = [Bar(end, bar.look, bar.mark) for bar in block.bars for end in (bar.start, bar.start + bar.value)]
    return _BarLanes(
        name,
        left,
        width - left - figure - between,
        figure,
        between,
        setter.leading(faces[0]) + setter.gap(18),
        scale_of(ends),
    )


def _bar_strip(bar: ChartBar, lanes: _BarLanes, setter: Typesetter) -> Strip:
    """One bar from where it starts, its name before it and its figure after it."""
    face, scale = _bar_face(bar, setter), lanes.scale
    reach = [end for end in (bar.start, bar.start + bar.value, bar.mark, 0.0) if isfinite(end)]
    end = lanes.left + scale.at(max(reach), lanes.room) + lanes.between
    nil = lanes.left + scale.at(0, lanes.room)
    drawn = Bar(bar.value, bar.look, bar.mark)
    marks = bar_marks(drawn, scale, lanes.left, lanes.room, lanes.height, setter, start=bar.start)
    return Strip(
        lanes.height,
        (
            setter.words(0, setter.gap(9), bar.label, face, lanes.name),
            *marks,
            Line(nil, 0, 0, lanes.height, QUIET_INK, setter.gap(6)),
            setter.words(end, setter.gap(9), bar.text, face, lanes.figure),
        ),
    )


def _bar_face(bar: ChartBar, setter: Typesetter) -> Face:
    return setter.face(SMALL + 4, is_bold=bar.is_strong)
