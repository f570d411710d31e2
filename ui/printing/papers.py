"""Paper: its sizes, which way up it lies, and how much of it a page may use."""

from dataclasses import dataclass
from enum import StrEnum

from planner.report.pages import Page
from ui.printing.marks import UNITS_IN_A_MM

SIDE, TOP, FOOT = 15 * UNITS_IN_A_MM, 12 * UNITS_IN_A_MM, 10 * UNITS_IN_A_MM


class Paper(StrEnum):
    """The sizes of paper."""

    A4 = "A4"
    A3 = "A3"


class Way(StrEnum):
    """Which way up pages stand."""

    AS_NEEDED = "as each page needs"
    UPRIGHT = "upright"
    SIDEWAYS = "on its side"


_SIZES_MM = {Paper.A4: (210, 297), Paper.A3: (297, 420)}
_TYPE = {Paper.A4: 1.0, Paper.A3: 1.2}
"""Type grows with the paper, by less than the paper does: a larger sheet holds more, and reads easier."""


@dataclass(frozen=True, slots=True)
class Form:
    """One sheet of paper as it lies.

    Attributes:
        width, height: in units.
        scale: of type.
    """

    width: float
    height: float
    scale: float

    @property
    def measure(self) -> float:
        """The width between the margins."""
        return self.width - 2 * SIDE

    @property
    def is_wide(self) -> bool:
        """Whether it lies on its side."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Setting:
    """What a pack is printed on."""

    paper: Paper = Paper.A4
    way: Way = Way.AS_NEEDED

    def form_of(self, page: Page) -> Form:
        """The sheet that a page asks for; one that must be a single side stands upright."""
        short, long = (size * UNITS_IN_A_MM for size in _SIZES_MM[self.paper])
        is_wide = page.is_wide if self.way is Way.AS_NEEDED else self.way is Way.SIDEWAYS
        if is_wide and not page.is_one_side:
            return Form(long, short, _TYPE[self.paper])
        return Form(short, long, _TYPE[self.paper])


USUAL = Setting()
