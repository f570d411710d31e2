"""What stands on a sheet once it is laid out: words, lines and filled areas, each in its place.

Lengths are in units, ten to a point; places are from the top left, downwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from planner.report.colours import Look

UNITS_IN_A_POINT = 10
UNITS_IN_AN_INCH = 72 * UNITS_IN_A_POINT
UNITS_IN_A_MM = UNITS_IN_AN_INCH / 25.4

INK = "#212B32"
QUIET_INK = "#425563"
HAIRLINE = "#AEB7BD"


@dataclass(frozen=True, slots=True)
class Face:
    """How words look: size in units, weight and colour."""

    size: int
    is_bold: bool = False
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text on its baseline.

    Attributes:
        x, y: where the baseline begins.
        text: what is written.
        face: how.
        width: how wide the text is.
        room: how wide it may be.
    """

    x: float
    y: float
    text: str
    face: Face
    width: float
    room: float


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line, level or upright; ``width`` and ``height`` say how far it goes."""

    x: float
    y: float
    width: float
    height: float
    colour: str = HAIRLINE
    thickness: float = 5.0
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """A line through points, which are from ``x`` and ``y``."""

    x: float
    y: float
    points: tuple[tuple[float, float], ...]
    colour: str
    thickness: float

    @property
    def width(self) -> float:
        """How far to the right it reaches."""
        return max(x for x, _ in self.points)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle filled with a colour and its pattern, outlined or not."""

    x: float
    y: float
    width: float
    height: float
    look: Look
    is_outlined: bool = True


Mark = Words | Line | Track | Area


def moved(marks: Iterable[Mark], right: float, down: float) -> tuple[Mark, ...]:
    """The same marks elsewhere."""
    return tuple(replace(mark, x=mark.x + right, y=mark.y + down) for mark in marks)
