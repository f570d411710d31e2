"""Small signs in cells with a finding: told apart by their shape, not by colour alone."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QPolygonF

from planner.base.findings import Severity
from ui.theme import colours

SIZE = 8
"""Pixels of a sign at 100%."""
SHARPNESS = 3
"""Times as many dots as pixels, so that a sign is sharp at 100 to 300%."""


def sign_of(severity: Severity) -> QPixmap:
    """The sign of a finding: a filled disc for an error, a triangle for a warning, a ring for a note."""
    tones = colours()
    colour = {Severity.ERROR: tones.error, Severity.WARNING: tones.warning}.get(severity, tones.accent)
    return _drawn(severity, colour)


def tint_of(severity: Severity) -> QBrush:
    """The ground of a cell with a finding."""
    tones = colours()
    soft = {Severity.ERROR: tones.error_soft, Severity.WARNING: tones.warning_soft}
    return QBrush(QColor(soft.get(severity, tones.accent_soft)))


@cache
def _drawn(severity: Severity, colour: str) -> QPixmap:
    picture = QPixmap(SIZE * SHARPNESS, SIZE * SHARPNESS)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SHARPNESS, SHARPNESS)
    painter.setPen(QPen(QColor(colour), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush if severity is Severity.NOTE else QColor(colour))
    if severity is Severity.WARNING:
        painter.drawPolygon(QPolygonF([QPointF(4, 1), QPointF(7, 6.5), QPointF(1, 6.5)]))
    else:
        painter.drawEllipse(QRectF(1.25, 1.25, 5.5, 5.5))
    painter.end()
    picture.setDevicePixelRatio(SHARPNESS)
    return picture
