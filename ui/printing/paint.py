"""Paints sheets, as lines and letters at any resolution, on whatever Qt can paint on."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from planner.report.colours import Look, Pattern
from ui.printing.layout import HEIGHT, WIDTH, Sheet
from ui.printing.marks import Area, Line, Mark, Words
from ui.printing.typesetting import font_of

HATCH = 38.0
"""From one line of a pattern to the next, in units."""
HATCH_LINE = 13.0
OUTLINE = 6.0
TINT = 0.16
"""How much of its colour lies behind a pattern."""


def paint_sheet(painter: QPainter, sheet: Sheet, paper: QRectF) -> None:
    """Paint one sheet as large as the paper allows, in its middle; A4 on A4 is exact."""
    scale = min(paper.width() / WIDTH, paper.height() / HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(
        paper.x() + (paper.width() - WIDTH * scale) / 2, paper.y() + (paper.height() - HEIGHT * scale) / 2
    )
    painter.scale(scale, scale)
    for mark in sheet.marks:
        _paint(painter, mark)
    painter.restore()


def _paint(painter: QPainter, mark: Mark) -> None:
    match mark:
        case Words():
            painter.setFont(font_of(mark.face))
            painter.setPen(QColor(mark.face.colour))
            painter.drawText(QPointF(mark.x, mark.y), mark.text)
        case Line():
            painter.setPen(_pen(mark.colour, mark.thickness))
            painter.drawLine(QLineF(mark.x, mark.y, mark.x + mark.width, mark.y + mark.height))
        case Area():
            _paint_area(painter, mark)


def _paint_area(painter: QPainter, area: Area) -> None:
    """Fill a rectangle; a pattern is drawn over a tint of its colour."""
    box = QRectF(area.x, area.y, area.width, area.height)
    look = area.look
    is_solid = look.pattern is Pattern.SOLID
    painter.fillRect(box, QBrush(QColor(look.colour) if is_solid else _tint(look.colour)))
    if not is_solid:
        painter.save()
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        _paint_pattern(painter, box, look)
        painter.restore()
    if area.is_outlined:
        painter.setPen(_pen(look.colour, OUTLINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)


def _paint_pattern(painter: QPainter, box: QRectF, look: Look) -> None:
    if look.pattern is Pattern.DOTS:
        _paint_dots(painter, box, look.colour)
        return
    painter.setPen(_pen(look.colour, HATCH_LINE))
    across, down = box.width(), box.height()
    lines: list[QLineF] = []
    if look.pattern is Pattern.RISING:
        lines += [QLineF(x, box.bottom(), x + down, box.top()) for x in _steps(box.x() - down, across + down)]
    if look.pattern is Pattern.FALLING:
        lines += [QLineF(x, box.top(), x + down, box.bottom()) for x in _steps(box.x() - down, across + down)]
    if look.pattern is Pattern.GRID:
        lines += [QLineF(x, box.top(), x, box.bottom()) for x in _steps(box.x(), across)]
    if look.pattern in (Pattern.GRID, Pattern.LEVEL):
        lines += [QLineF(box.left(), y, box.right(), y) for y in _steps(box.y(), down)]
    painter.drawLines(lines)


def _paint_dots(painter: QPainter, box: QRectF, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for row, y in enumerate(_steps(box.y(), box.height())):
        for x in _steps(box.x() + (HATCH / 2 if row % 2 else 0), box.width()):
            painter.drawEllipse(QPointF(x, y), HATCH_LINE * 0.75, HATCH_LINE * 0.75)


def _steps(start: float, length: float) -> list[float]:
    """Places a pattern's step apart over a length, the first half a step in."""
    return [start + HATCH * (turn + 0.5) for turn in range(int(length / HATCH) + 1)]


def _tint(colour: str) -> QColor:
    """A colour mostly white."""
    full = QColor(colour)
    parts = (round(255 - (255 - part) * TINT) for part in (full.red(), full.green(), full.blue()))
    return QColor(*parts)


def _pen(colour: str, thickness: float) -> QPen:
    return QPen(QColor(colour), thickness, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
