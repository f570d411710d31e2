"""Charts and sheets as pictures, for a paper or a slide made elsewhere."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from planner.report.pages import BarChart, LineChart
from ui.printing.blocks import flow_of
from ui.printing.layout import Sheet
from ui.printing.marks import UNITS_IN_AN_INCH, Mark, moved
from ui.printing.paint import paint_marks
from ui.printing.typesetting import Typesetter

DOTS_PER_INCH = 220
"""Sharp on paper and on a large screen, and not too much for a slide."""
MARGIN = 60.0
CHART_WIDTH = 5_000.0
"""Units: 500 points, about as wide as a column of a paper."""


def picture_of(sheet: Sheet) -> QImage:
    """A sheet as a picture."""
    return _painted(sheet.marks, sheet.form.width, sheet.form.height)


def chart_picture(
    block: BarChart | LineChart, width: float = CHART_WIDTH, margin: float = MARGIN, scale: float = 1.0
) -> QImage:
    """A chart as a picture with a white margin, ``width`` units wide without it, its type at ``scale``."""
    whole = flow_of(block, Typesetter(scale), width).whole
    marks = moved(whole.marks, margin, margin)
    return _painted(marks, width + 2 * margin, whole.height + 2 * margin)


def as_png(image: QImage) -> bytes:
    """A picture as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know no buffer here
    return bytes(buffer.data().data())


def _painted(marks: Sequence[Mark], width: float, height: float) -> QImage:
    scale = DOTS_PER_INCH / UNITS_IN_AN_INCH
    made = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
    made.setDotsPerMeterX(round(DOTS_PER_INCH / 0.0254))
    made.setDotsPerMeterY(round(DOTS_PER_INCH / 0.0254))
    made.fill(QColor("white"))
    painter = QPainter(made)
    painter.scale(scale, scale)
    paint_marks(painter, marks)
    painter.end()
    return made
