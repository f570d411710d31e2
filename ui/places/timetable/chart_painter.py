"""Paints the chart of the timetable: months at the head, a name and a mark or bar in each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from planner.base.dates import long_date
from planner.engine.timetable import Kind, Step
from planner.report.timetable import margin_text
from planner.report.wording import counted
from ui.places.timetable.chart_rows import Row
from ui.places.timetable.day_axis import DayAxis
from ui.theme import Type, colours, font, scaled

BAR, MARK, PAD = 9, 5, 6
"""Pixels at 100%: a bar's height, half a mark's width, and the space beside a text."""
LEAST_BAR = 3
SHORTEST_MONTH = 28
QUARTER = 3
"""Months after which a line is stronger."""
FILLS = {
    Kind.CONSULTATION: Qt.BrushStyle.SolidPattern,
    Kind.NOTICE: Qt.BrushStyle.BDiagPattern,
    Kind.PROCUREMENT: Qt.BrushStyle.FDiagPattern,
    Kind.CONTRACT: Qt.BrushStyle.Dense6Pattern,
}
"""How a bar is filled; a kind is told apart without its colour."""


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where a step would go: its place in the timetable, the day, and the steps that go along."""

    at: int
    to: date
    days: int
    along: frozenset[int]


def paint_head(painter: QPainter, axis: DayAxis, height: float, name_width: float) -> None:
    """Years above months, over the chart."""
    tones = colours()
    half = height / 2
    painter.fillRect(QRectF(0, 0, painter.viewport().width(), height), QColor(tones.window))
    painter.setFont(font(Type.SMALL))
    is_short = axis.day_width * SHORTEST_MONTH < painter.fontMetrics().horizontalAdvance("Mar") + 4
    painter.setPen(QColor(tones.muted))
    painter.drawText(QRectF(PAD, 0, name_width - PAD, height), Qt.AlignmentFlag.AlignVCenter, "Step")
    year_from = axis.left
    months = list(axis.months())
    for nth, (month, left, right) in enumerate(months):
        name = f"{month:%b}"[0] if is_short else f"{month:%b}"
        if right - left >= painter.fontMetrics().horizontalAdvance(name):
            painter.drawText(QRectF(left, half, right - left, half), Qt.AlignmentFlag.AlignCenter, name)
        is_last = nth == len(months) - 1
        if is_last or months[nth + 1][0].year != month.year:
            painter.drawText(
                QRectF(year_from + 3, 0, right - year_from - 3, half),
                Qt.AlignmentFlag.AlignVCenter,
                f"{month.year}",
            )
            painter.drawLine(QPointF(year_from, 0), QPointF(year_from, height))
            year_from = right
    painter.setPen(QColor(tones.line))
    painter.drawLine(QPointF(0, height - 1), QPointF(painter.viewport().width(), height - 1))


def paint_grid(painter: QPainter, axis: DayAxis, top: float, bottom: float) -> None:
    """Faint lines where months begin, stronger ones for quarters."""
    tones = colours()
    for month, left, _right in axis.months():
        is_quarter = (month.month - 1) % QUARTER == 0
        painter.setPen(QColor(tones.line if is_quarter else tones.grid))
        painter.drawLine(QPointF(left, top), QPointF(left, bottom))


class RowPainter:
    """Paints rows, one at a time, on an axis and beside a column of names."""

    def __init__(self, painter: QPainter, axis: DayAxis, name_width: float, steps: Sequence[Step]) -> None:
        self._painter = painter
        self._axis = axis
        self._names = name_width
        self._steps = steps
        self._tones = colours()
        self._ground = self._tones.base

    def ground(self, box: QRectF, *, is_head: bool, is_chosen: bool) -> None:
        """Fill a row's ground."""
        tones = self._tones
        self._ground = tones.chosen if is_chosen else tones.base
        if is_chosen:
            self._painter.fillRect(box, QColor(tones.chosen))
        elif is_head:
            self._painter.fillRect(
                QRectF(box.left(), box.top(), self._names, box.height()), QColor(tones.window)
            )

    def head(self, box: QRectF, row: Row, *, is_chosen: bool) -> None:
        """A group: whether it is folded, its name, and how it stands."""
        tones, painter = self._tones, self._painter
        late = sum(not self._steps[at].fits for at in row.members)
        ink = tones.on_chosen if is_chosen else tones.text
        painter.setFont(font(Type.BODY, bold=True))
        sign = "▸" if row.is_folded else "▾"
        self._name(box, f"{sign} {row.group}", ink, indent=PAD)
        begins = min(self._steps[at].begins for at in row.members)
        ends = max(self._steps[at].ends for at in row.members)
        left, right = self._edges(begins, ends)
        middle = box.center().y()
        painter.setPen(QPen(QColor(tones.muted), 1.0))
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        for x in (left, right):
            painter.drawLine(QPointF(x, middle - 3), QPointF(x, middle + 3))
        painter.setFont(font(Type.SMALL))
        words = counted(len(row.members), "step") if row.is_folded else ""
        if late:
            words = f"! {late:,} of {counted(len(row.members), 'step')} not in time"
        self._beside(box, left, right, words, tones.error if late else tones.muted)

    def step(self, box: QRectF, step: Step, *, is_chosen: bool, is_moving: bool) -> None:
        """A step: its name, its bar or mark, its last safe day, and what there is to spare."""
        tones, painter = self._tones, self._painter
        painter.setFont(font(Type.BODY))
        self._name(box, step.name, tones.on_chosen if is_chosen else tones.text, indent=PAD + scaled(14))
        painter.setOpacity(0.45 if is_moving else 1.0)
        left, right = self._margin(box, step)
        begun, ended = self._mark(box, step)
        painter.setOpacity(1.0)
        if is_moving:
            return  # the ghost says its day there
        words, is_well = margin_text(step), step.fits
        painter.setFont(font(Type.SMALL, bold=not is_well))
        self._beside(
            box,
            min(left, begun),
            max(right, ended),
            words if is_well else f"! {words}",
            tones.muted if is_well else tones.error,
        )

    def ghost(self, box: QRectF, step: Step, days: int, *, is_led: bool) -> None:
        """Where a step would go, dashed; the one that is moved says its day."""
        tones, painter, axis = self._tones, self._painter, self._axis
        begins, ends = step.begins + timedelta(days=days), step.ends + timedelta(days=days)
        left, right = self._edges(begins, ends)
        middle = box.center().y()
        painter.setPen(QPen(QColor(tones.accent), 1.6, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if step.begins == step.ends:
            painter.drawPolygon(_diamond(left, middle, scaled(MARK) + 1))
            right = left + scaled(MARK)
        else:
            painter.drawRect(
                QRectF(left, middle - scaled(BAR) / 2, max(right - left, LEAST_BAR), scaled(BAR))
            )
        if not is_led:
            return
        painter.setFont(font(Type.SMALL, bold=True))
        words = long_date(begins)
        wide = painter.fontMetrics().horizontalAdvance(words) + 2 * PAD
        start = right + PAD if right + PAD + wide <= axis.right else left - scaled(MARK) - PAD - wide
        label = QRectF(max(start, axis.left), box.top() + 2, wide, box.height() - 4)
        painter.setPen(QColor(tones.accent))
        painter.setBrush(QColor(tones.raised))
        painter.drawRoundedRect(label, 3, 3)
        painter.setPen(QColor(tones.text))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)

    # ------------------------------------------------------------ inside

    def _name(self, box: QRectF, words: str, ink: str, indent: float) -> None:
        painter, room = self._painter, self._names - indent - PAD
        short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, int(room))
        painter.setPen(QColor(ink))
        area = QRectF(box.left() + indent, box.top(), room, box.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, short)

    def _edges(self, begins: date, ends: date) -> tuple[float, float]:
        """Pixels from which to which it runs, within what is in sight."""
        axis = self._axis
        right = axis.x_of(ends + timedelta(days=1)) if ends > begins else axis.x_of(begins)
        return axis.clipped(axis.x_of(begins)), axis.clipped(right)

    def _mark(self, box: QRectF, step: Step) -> tuple[float, float]:
        """The bar or mark; gives the pixels from which to which it stands."""
        tones, painter, axis = self._tones, self._painter, self._axis
        left, right = self._edges(step.begins, step.ends)
        middle = box.center().y()
        tone = QColor(tones.bar if step.fits else tones.error)
        if step.begins == step.ends:
            if not axis.holds(step.begins):
                self._beyond(left, middle, is_after=step.begins > axis.last)
                return left, left
            size = scaled(MARK)
            painter.setPen(QPen(tone, 1.4))
            is_led = step.kind in (Kind.NOTIFICATION, Kind.OPENING) or not step.is_known
            painter.setBrush(QColor(tones.base) if is_led else tone)
            if step.kind is Kind.CLOSURE:
                painter.drawRect(QRectF(left - size + 1, middle - size + 1, 2 * size - 2, 2 * size - 2))
            else:
                painter.drawPolygon(_diamond(left, middle, size))
            return left - size, left + size
        area = QRectF(left, middle - scaled(BAR) / 2, max(right - left, LEAST_BAR), scaled(BAR))
        soft = QColor(tone)
        soft.setAlpha(60)
        painter.fillRect(area, soft)
        painter.fillRect(area, QBrush(tone, FILLS.get(step.kind, Qt.BrushStyle.SolidPattern)))
        painter.setPen(QPen(tone, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        return area.left(), area.right()

    def _margin(self, box: QRectF, step: Step) -> tuple[float, float]:
        """The last safe day, or the earliest that a step goes before, joined to where it begins."""
        axis, painter, tones = self._axis, self._painter, self._tones
        limit = step.earliest if step.is_too_early else step.last_safe
        begun = axis.clipped(axis.x_of(step.begins))
        if limit is None:
            return begun, begun
        x, middle = axis.clipped(axis.x_of(limit)), box.center().y()
        tone = QColor(tones.text if step.fits else tones.error)
        style = Qt.PenStyle.DotLine if step.fits else Qt.PenStyle.SolidLine
        painter.setPen(QPen(tone, 1.0 if step.fits else 2.0, style))
        painter.drawLine(QPointF(min(x, begun), middle), QPointF(max(x, begun), middle))
        if axis.holds(limit):
            self._flag(box, x, tone, points_right=step.is_too_early)
        return min(x, begun) - scaled(MARK), max(x, begun) + 1

    def _flag(self, box: QRectF, x: float, tone: QColor, *, points_right: bool) -> None:
        """A stroke with a small flag: to the left at the last safe day, to the right at the earliest."""
        top, bottom = box.top() + 3, box.bottom() - 3
        self._painter.setPen(QPen(tone, 1.6))
        self._painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        reach = scaled(MARK) if points_right else -scaled(MARK)
        self._painter.setBrush(tone)
        self._painter.setPen(Qt.PenStyle.NoPen)
        corners = [QPointF(x, top), QPointF(x + reach, top + 3), QPointF(x, top + 6)]
        self._painter.drawPolygon(QPolygonF(corners))

    def _beyond(self, x: float, middle: float, *, is_after: bool) -> None:
        """An arrow at the edge: it is out of sight."""
        reach = -scaled(MARK) if is_after else scaled(MARK)
        self._painter.setPen(QPen(QColor(self._tones.muted), 1.4))
        for up in (-scaled(MARK), scaled(MARK)):
            self._painter.drawLine(QPointF(x + reach, middle + up), QPointF(x, middle))

    def _beside(self, box: QRectF, left: float, right: float, words: str, ink: str) -> None:
        """Words after a mark, or before it where there is no room."""
        if not words:
            return
        painter, axis = self._painter, self._axis
        wide = painter.fontMetrics().horizontalAdvance(words) + 2
        if right + PAD + wide <= axis.right:
            start = right + PAD
        elif left - PAD - wide >= axis.left:
            start = left - PAD - wide
        else:
            return
        area = QRectF(start, box.top(), wide, box.height())
        painter.fillRect(area.adjusted(-2, 4, 0, -4), QColor(self._ground))
        painter.setPen(QColor(ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)


def _diamond(x: float, y: float, size: float) -> QPolygonF:
    return QPolygonF([QPointF(x - size, y), QPointF(x, y - size), QPointF(x + size, y), QPointF(x, y + size)])
