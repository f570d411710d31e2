"""Paints sheets, as lines and letters at any resolution, on whatever Qt can paint on."""

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from planner.report.colours import Look, Pattern
from ui.printing.layout import Sheet
from ui.printing.marks import Area, Face, Line, Mark, Track, Words
from ui.printing.typesetting import font_of

HATCH = 38.0
"""From one line of a pattern to the next, in units."""
HATCH_LINE = 13.0
OUTLINE = 6.0
TINT = 0.16
"""How much of its colour lies behind a pattern."""


def paint_sheet(painter: QPainter, sheet: Sheet, paper: QRectF) -> None:
    """Paint one sheet as large as the paper allows, in its middle; A4 on A4 is exact."""
    form = sheet.form
    scale = min(paper.width() / form.width, paper.height() / form.height)
    left, top = paper.width() - form.width * scale, paper.height() - form.height * scale
    painter.save()
    painter.translate(paper.x() + left / 2, paper.y() + top / 2)
    painter.scale(scale, scale)
    paint_marks(painter, sheet.marks)
    painter.restore()


def paint_marks(painter: QPainter, marks: Iterable[Mark], within: QRectF | None = None) -> None:
    """Paint marks in their places; where a part of the paper is given, only those that may show there."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fonts: dict[Face, QFont] = {}
    for mark in marks:
        if within is None or _may_show(mark, within):
            _paint(painter, mark, fonts)


def _may_show(mark: Mark, within: QRectF) -> bool:
    """Whether a mark may be seen in a part of the paper."""
    match mark:
        case Words():
            return within.top() - mark.face.size < mark.y < within.bottom() + mark.face.size
        case Line() | Area():
            return mark.y <= within.bottom() + OUTLINE and mark.y + mark.height >= within.top() - OUTLINE
        case Track():
            return True


def _paint(painter: QPainter, mark: Mark, fonts: dict[Face, QFont]) -> None:
    match mark:
        case Words():
            if mark.face not in fonts:
                fonts[mark.face] = font_of(mark.face)
            painter.setFont(fonts[mark.face])
            painter.setPen(QColor(mark.face.colour))
            painter.drawText(QPointF(mark.x, mark.y), mark.text)
        case Line():
            pen = _pen(mark.colour, mark.thickness)
            if mark.is_dashed:
                pen.setDashPattern([4.0, 3.0])
            painter.setPen(pen)
            painter.drawLine(QLineF(mark.x, mark.y, mark.x + mark.width, mark.y + mark.height))
        case Track():
            pen = _pen(mark.colour, mark.thickness)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF([QPointF(mark.x + x, mark.y + y) for x, y in mark.points]))
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
