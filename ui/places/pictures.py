"""Pictures of parts of the window, for papers and slides: sharp at twice the screen's size."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QGuiApplication, QPixmap
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.tones import LIGHT

COPIED = "The chart is on the clipboard as a picture."
"""What the user is told."""
SHARPER = 2
"""Pixels of a picture for each of the screen's."""


def sharp_picture(of: QWidget, redraw: Callable[[], object]) -> QPixmap:
    """Paint a widget with all that is in it, at twice its size, in the colours of white paper.

    Args:
        of: what is painted.
        redraw: draws what does not follow other colours by itself.
    """
    is_light = theme.colours() is LIGHT
    made = QPixmap(of.size() * SHARPER)
    made.setDevicePixelRatio(SHARPER)
    made.fill(QColor(LIGHT.base))
    with theme.in_light_colours(of):
        if not is_light:
            redraw()
        of.render(made)
    if not is_light:
        redraw()
    return made


def copy_picture(of: QWidget, redraw: Callable[[], object]) -> None:
    """Put a ``sharp_picture`` on the clipboard."""
    QGuiApplication.clipboard().setPixmap(sharp_picture(of, redraw))
