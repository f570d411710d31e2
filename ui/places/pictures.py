"""Pictures of parts of the window, for papers and slides: sharp at twice the screen's size."""

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

SHARPER = 2
"""Pixels of a picture for each of the screen's."""


def sharp_picture(of: QWidget) -> QPixmap:
    """Paint a widget with all that is in it, at twice its size."""
    made = QPixmap(of.size() * SHARPER)
    made.setDevicePixelRatio(SHARPER)
    made.fill(of.palette().color(of.backgroundRole()))
    of.render(made)
    return made
