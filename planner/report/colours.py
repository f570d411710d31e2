"""The one colour and pattern that each receiver keeps on screen, on paper and in Excel.

Colours are from the NHS palette. Each kind of receiver has its own shades; a pattern tells apart
what a black-and-white printer, or an eye that does not see colour, would not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

BLUE, DARK_BLUE, BRIGHT_BLUE, LIGHT_BLUE = "#005EB8", "#003087", "#0072CE", "#41B6E6"
AQUA, GREEN, LIGHT_GREEN, DARK_GREEN = "#00A499", "#009639", "#78BE20", "#006747"
YELLOW, ORANGE, RED, PINK, DARK_PINK = "#FFB81C", "#ED8B00", "#DA291C", "#AE2573", "#7C2855"
PURPLE, DARK_GREY, MID_GREY, PALE_GREY = "#330072", "#425563", "#768692", "#E8EDEE"


class Pattern(StrEnum):
    """How an area is filled."""

    SOLID = "solid"
    RISING = "rising lines"
    DOTS = "dots"
    FALLING = "falling lines"
    GRID = "grid"
    LEVEL = "level lines"


@dataclass(frozen=True, slots=True)
class Look:
    """A colour (``#005EB8``) and the pattern that goes with it."""

    colour: str
    pattern: Pattern = Pattern.SOLID


ACCENT = Look(BLUE)
"""What is not about any one receiver."""

REST = Look(MID_GREY, Pattern.RISING)
"""The others, counted together."""

MODE_COLOURS: Mapping[str, str] = {
    "do": BLUE,
    "share": AQUA,
    "buy": YELLOW,
    "board": PURPLE,
    "move": PINK,
    "stop": DARK_GREY,
}
"""The colour of each way of doing work; a letter always goes with it."""

_PATTERNS = tuple(Pattern)
_FAMILIES: Mapping[str, str] = {
    "CCG": "commissioners",
    "CSO hosted": "support",
    "CSO social enterprise": "support",
    "CSO private": "support",
    "Board national": "board",
    "Board area team": "board",
    "Local authority": "councils",
    "Provider": "providers",
}
_SHADES: Mapping[str, tuple[str, ...]] = {
    "commissioners": (BLUE, LIGHT_BLUE, DARK_BLUE, BRIGHT_BLUE),
    "support": (GREEN, DARK_GREEN, AQUA, LIGHT_GREEN),
    "board": (PURPLE,),
    "councils": (DARK_GREY,),
    "providers": (PINK,),
    "others": (ORANGE,),
}


_FIRST_PATTERN: Mapping[str, int] = {"councils": 5, "providers": 3, "others": 4}
"""Families whose first colour is as light as another family's: without colour, their pattern tells."""


def receiver_looks(receivers: pd.DataFrame) -> dict[str, Look]:
    """Give each receiver its look, by code, from its kind and its place in the plan.

    Neighbours in the plan differ in pattern and, where their kind has several shades, in colour. Looks
    repeat only after six of each shade.

    Args:
        receivers: ``Plan.receivers``, in the order of the plan.
    """
    met: dict[str, int] = {}
    looks: dict[str, Look] = {}
    for code, kind in zip(receivers["code"], receivers["kind"], strict=True):
        family = _FAMILIES.get(kind, "others")
        turn, shade = divmod(met.get(family, 0), len(_SHADES[family]))
        met[family] = met.get(family, 0) + 1
        pattern = _PATTERNS[(_FIRST_PATTERN.get(family, 0) + shade - turn) % len(_PATTERNS)]
        looks[code] = Look(_SHADES[family][shade], pattern)
    return looks
