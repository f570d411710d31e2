"""How each mode looks on the board: its letter on its colour, on a light or a dark ground."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from planner.model.tables import MODES
from planner.report.board import SEVERAL
from planner.report.colours import MID_GREY, MODE_COLOURS
from ui.places.functions import cell_words
from ui.theme import Type, colours, font, seen
from ui.tones import LIGHT

TINT_LIGHT, TINT_DARK = 40, 84
"""How much of a mode's colour (of 255) lies under its share."""
LEAST_BADGE = 14
DARKEST = 90
"""Lightness below which a colour would not tint a dark ground."""
BRIGHT = 0.36
"""Luminance from which a letter is dark instead of white; either way its contrast is over 3 to 1."""


@dataclass(frozen=True, slots=True)
class ModeLook:
    """The colours of a mode: of its badge, the letter on it, and the bar under its share."""

    letter: str
    badge: QColor
    on_badge: QColor
    tint: QColor


def mode_looks() -> dict[int, ModeLook]:
    """The look of every mode, by its position, and of several, in the colours in use."""
    is_dark = QColor(colours().base).lightness() < 128
    found = {}
    for mode in (*range(len(MODES)), SEVERAL):
        colour = MID_GREY if mode == SEVERAL else MODE_COLOURS[MODES[mode]]
        badge = QColor(seen(colour))
        tint = QColor(colour if QColor(colour).lightness() > DARKEST else badge)
        tint.setAlpha(TINT_DARK if is_dark else TINT_LIGHT)
        ink = QColor(LIGHT.text) if _luminance(badge) > BRIGHT else QColor("#FFFFFF")
        found[mode] = ModeLook(cell_words.letter(mode), badge, ink, tint)
    return found


def badge_size() -> int:
    """Pixels of a badge's side: it holds a small letter at any size of text."""
    return max(LEAST_BADGE, QFontMetrics(font(Type.SMALL, bold=True)).height() - 1)


def draw_badge(painter: QPainter, box: QRectF, look: ModeLook) -> None:
    """Draw a mode's letter on its colour; the painter has the font of the letter."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.badge)
    painter.drawRoundedRect(box, 2, 2)
    painter.setPen(look.on_badge)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, look.letter)


def _luminance(colour: QColor) -> float:
    return 0.2126 * colour.redF() + 0.7152 * colour.greenF() + 0.0722 * colour.blueF()
