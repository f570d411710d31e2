"""The sets of colours: light, dark and high contrast, and how a colour is made to stand out from a ground."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours.

    Text has a contrast of at least 4.5 to 1 against its ground (7 to 1 in high contrast); the frames of
    controls (``frame``), the focus ring and what is chosen have at least 3 to 1.
    """

    window: str
    base: str
    raised: str
    line: str
    grid: str
    text: str
    muted: str
    accent: str
    accent_soft: str
    on_accent: str
    bar: str
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    good: str
    frame: str
    focus: str
    chosen: str
    on_chosen: str
    disabled: str


LIGHT = Colours(
    window="#F0F4F5",
    base="#FFFFFF",
    raised="#FFFFFF",
    line="#C8D1D8",
    grid="#E4E9EC",
    text="#212B32",
    muted="#4C6272",
    accent="#005EB8",
    accent_soft="#DCEAF7",
    on_accent="#FFFFFF",
    bar="#005EB8",
    error="#A8150C",
    error_soft="#FBE9E7",
    warning="#856000",
    warning_soft="#FFF3D6",
    good="#00703C",
    frame="#76858F",
    focus="#003087",
    chosen="#DCEAF7",
    on_chosen="#212B32",
    disabled="#5F7381",
)
DARK = Colours(
    window="#141C23",
    base="#1B252E",
    raised="#222E39",
    line="#3A4956",
    grid="#2A3742",
    text="#E8EDEE",
    muted="#A9B8C4",
    accent="#62BDF0",
    accent_soft="#1F3F5B",
    on_accent="#0B1A26",
    bar="#41A0E6",
    error="#FF9088",
    error_soft="#452422",
    warning="#FFC861",
    warning_soft="#41341A",
    good="#6AD295",
    frame="#74889A",
    focus="#FFD35C",
    chosen="#1F3F5B",
    on_chosen="#E8EDEE",
    disabled="#8A9AA6",
)
HIGH_CONTRAST = Colours(
    window="#000000",
    base="#000000",
    raised="#000000",
    line="#FFFFFF",
    grid="#8A8A8A",
    text="#FFFFFF",
    muted="#F2F2F2",
    accent="#5CE1FF",
    accent_soft="#00303A",
    on_accent="#000000",
    bar="#5CE1FF",
    error="#FFA79E",
    error_soft="#4A0800",
    warning="#FFE45C",
    warning_soft="#3D3000",
    good="#7CF29A",
    frame="#FFFFFF",
    focus="#FFFF00",
    chosen="#0040C8",
    on_chosen="#FFFFFF",
    disabled="#B4B4B4",
)

PALEST = 60.0
"""Lightness (CIE L*) that stands out from white by 3 to 1."""
FLOOR, SLOPE, TOP = 36.0, 0.77, 96.0
"""On a dark ground lightness runs from the floor, where black would be, with this slope to the top."""
GLARING, CALMED = (0.36, 0.54), 0.55
"""Hues that glare when they are light and full, of 0 to 1, and the share of their fullness that they keep."""


@cache
def stood_out(colour: str, ground: str) -> str:
    """A colour as light or dark as it must be to stand out from a ground by 3 to 1 or more."""
    lightness = _lightness(QColor(colour))
    if _lightness(QColor(ground)) > 50:
        return _at_lightness(QColor(colour), min(lightness, PALEST)).name()
    return _at_lightness(QColor(colour), min(FLOOR + SLOPE * lightness, TOP)).name()


def _lightness(tone: QColor) -> float:
    """CIE L*, from 0 to 100."""
    parts = [tone.redF(), tone.greenF(), tone.blueF()]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return float(116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light)


def _at_lightness(tone: QColor, wanted: float) -> QColor:
    """The same hue as light as wanted; greens that are made lighter lose some of their glare."""
    if abs(_lightness(tone) - wanted) < 0.5:
        return tone
    saturation = tone.hslSaturationF()
    if wanted > _lightness(tone) and GLARING[0] < tone.hslHueF() < GLARING[1]:
        saturation *= CALMED
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        tried = QColor.fromHslF(max(tone.hslHueF(), 0.0), saturation, middle)
        low, high = (middle, high) if _lightness(tried) < wanted else (low, middle)
    return QColor.fromHslF(max(tone.hslHueF(), 0.0), saturation, low)
