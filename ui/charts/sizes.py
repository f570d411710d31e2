"""Pounds a head by size of population: curves named at their ends, and CCGs as points among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, log

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from planner.report.colours import PINK
from ui.charts.canvas import soft
from ui.theme import Type, colours, font, scaled, seen

Floats = npt.NDArray[np.float64]
TICKS = (5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000)
MANY = 24
"""Points of the CCGs chosen from which on each is small."""
NEAR = 9
"""Pixels within which the mouse is on a point."""
ROUNDING = 1.0001
"""A tick at the very end of the scale is still on it."""
MOST_ABOVE = 3.0
"""Times the highest line up to which the ends of all curves are shown."""
ROOM_ABOVE = 1.14
"""Of the highest line, so that its words have room above it."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One curve: its name, its values at the chart's populations, its colour and how it is dashed."""

    name: str
    values: Floats
    colour: str
    dash: Qt.PenStyle = Qt.PenStyle.SolidLine
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """One CCG: its people, its £ a head, what its tip says, and its kind: "other", "plan" or "chosen"."""

    people: float
    amount: float
    tip: str
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """A level line with its words: a target, or a published price."""

    amount: float
    words: str
    is_target: bool = False


class SizeChart(QWidget):
    """Curves over a scale of people that grows by ratios; amounts from nil.

    Signals:
        clicked: the number of the point that was clicked.
    """

    clicked = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._people: Floats = np.empty(0)
        self._curves: tuple[Curve, ...] = ()
        self._spots: tuple[Spot, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(scaled(260), scaled(150))

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The points, in the order that they are drawn."""
        return self._spots

    @property
    def curves(self) -> tuple[Curve, ...]:
        """The curves."""
        return self._curves

    def show_curves(
        self, people: Floats, curves: Sequence[Curve], spots: Sequence[Spot], lines: Sequence[Line]
    ) -> None:
        """Draw other curves, points and lines."""
        order = {"other": 0, "plan": 1, "chosen": 2}
        self._people, self._curves, self._lines = people, tuple(curves), tuple(lines)
        self._spots = tuple(sorted(spots, key=lambda one: order[one.kind]))
        named = [f"{one.name} £{one.values[-1]:,.2f} a head" for one in self._curves]
        chosen = [one.tip for one in self._spots if one.kind != "other"]
        self.setAccessibleDescription("; ".join([*named, *(one.words for one in self._lines), *chosen]))
        self.update()

    # ------------------------------------------------------------ inside

    @property
    def _plot(self) -> QRectF:
        """Where the curves are: right of the amounts, above the people, left of the curves' names."""
        metrics = QFontMetrics(font(Type.SMALL, bold=True))
        left = metrics.horizontalAdvance("£25") + 12
        names = max((metrics.horizontalAdvance(one.name) for one in self._curves), default=0)
        foot = 2 * metrics.height() + 10
        key = metrics.height() + 8
        return QRectF(left, key, max(40.0, self.width() - left - names - 16), self.height() - foot - key)

    @property
    def _top(self) -> float:
        levels = [one.amount for one in self._lines if isfinite(one.amount)]
        strong = [float(np.nanmax(one.values)) for one in self._curves if one.is_strong and len(one.values)]
        high = max([1.0, *levels, *strong])
        ends = [float(one.values[-1]) for one in self._curves if len(one.values)]
        return max([high, *(min(end, MOST_ABOVE * high) for end in ends)]) * ROOM_ABOVE

    def _x(self, people: float) -> float:
        plot, low, high = self._plot, float(self._people[0]), float(self._people[-1])
        return plot.left() + log(people / low) / log(high / low) * plot.width()

    def _y(self, amount: float) -> float:
        plot = self._plot
        return plot.bottom() - amount / self._top * plot.height()

    def _is_inside(self, spot: Spot) -> bool:
        return bool(len(self._people)) and (
            self._people[0] <= spot.people <= self._people[-1] and isfinite(spot.amount)
        )

    def _spot_at(self, position: QPointF) -> int:
        """The number of the point that is nearest to a place, of those near enough; -1 for none."""
        best, found = float(scaled(NEAR)), -1
        for at, spot in enumerate(self._spots):
            if self._is_inside(spot):
                away = QPointF(self._x(spot.people), self._y(max(0.0, spot.amount))) - position
                distance = (away.x() ** 2 + away.y() ** 2) ** 0.5
                if distance <= best:
                    best, found = distance, at
        return found

    def _paint_scale(self, painter: QPainter) -> None:
        tones, plot, metrics = colours(), self._plot, painter.fontMetrics()
        step = 5 if self._top <= 35 else 10 if self._top <= 70 else 20
        for amount in range(0, int(self._top) + 1, step):
            y = self._y(amount)
            painter.setPen(QPen(QColor(tones.muted if amount == 0 else tones.grid), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(tones.muted))
            right = QRectF(0, y - metrics.height() / 2, plot.left() - 6, metrics.height())
            painter.drawText(right, Qt.AlignmentFlag.AlignRight, f"£{amount}")
        free = -1.0
        for people in TICKS:
            if not self._people[0] <= people <= self._people[-1] * ROUNDING:
                continue
            x, words = self._x(people), f"{people:,}"
            wide = metrics.horizontalAdvance(words)
            painter.setPen(QPen(QColor(tones.grid), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            if x - wide / 2 > free:
                painter.setPen(QColor(tones.muted))
                painter.drawText(QPointF(x - wide / 2, plot.bottom() + metrics.ascent() + 3), words)
                free = x + wide / 2 + 10
        painter.setPen(QColor(tones.muted))
        painter.drawText(
            QRectF(plot.left(), plot.bottom() + metrics.height() + 4, plot.width(), metrics.height()),
            Qt.AlignmentFlag.AlignHCenter,
            "people of one CCG",
        )

    def _paint_lines(self, painter: QPainter) -> None:
        """Level lines; the target's words stand at the left, others at the right, where no curve is low."""
        tones, plot, metrics = colours(), self._plot, painter.fontMetrics()
        for one in self._lines:
            y = self._y(one.amount)
            tone = QColor(tones.text if one.is_target else tones.muted)
            painter.setPen(QPen(tone, 2 if one.is_target else 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            words = metrics.elidedText(one.words, Qt.TextElideMode.ElideRight, int(plot.width()) - 12)
            wide = metrics.horizontalAdvance(words) + 4
            left = plot.left() + 4 if one.is_target else max(plot.left() + 4, plot.right() - wide)
            ground = QRectF(left, y - metrics.height() - 1, wide, metrics.height())
            painter.fillRect(ground, soft(tones.base, 215))
            painter.setPen(tone)
            painter.drawText(ground.adjusted(2, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_curves(self, painter: QPainter) -> None:
        plot = self._plot
        painter.save()
        painter.setClipRect(plot.adjusted(0, 0, 1, 1))
        for one in self._curves:
            points = [
                QPointF(self._x(float(people)), self._y(float(amount)))
                for people, amount in zip(self._people, one.values, strict=True)
                if isfinite(amount)
            ]
            painter.setPen(QPen(QColor(seen(one.colour)), 3 if one.is_strong else 2, one.dash))
            painter.drawPolyline(QPolygonF(points))
        painter.restore()
        self._name_curves(painter)

    def _name_curves(self, painter: QPainter) -> None:
        """Write each curve's name right of its end, one below the other where they would touch."""
        plot, line = self._plot, painter.fontMetrics().height()
        ends = sorted(
            ((self._y(min(float(one.values[-1]), self._top)), one) for one in self._curves),
            key=lambda pair: pair[0],
        )
        free = 0.0
        for y, one in ends:
            top = max(y - line / 2, free)
            painter.setFont(font(Type.SMALL, bold=one.is_strong))
            painter.setPen(QColor(colours().text))
            painter.drawText(QPointF(plot.right() + 6, top + painter.fontMetrics().ascent()), one.name)
            free = top + line
        painter.setFont(font(Type.SMALL))

    def _paint_spots(self, painter: QPainter) -> None:
        is_crowded = sum(spot.kind == "chosen" for spot in self._spots) > MANY
        for spot in self._spots:
            if self._is_inside(spot):
                where = QPointF(self._x(spot.people), self._y(max(0.0, spot.amount)))
                _draw_mark(painter, where, spot.kind, is_small=is_crowded)

    def _paint_key(self, painter: QPainter) -> None:
        """What the points are, above the plot."""
        metrics, x = painter.fontMetrics(), self._plot.left() + 6
        held = {one.kind for one in self._spots}
        for kind, words in (
            ("chosen", "CCGs chosen"),
            ("plan", "CCGs in the plan"),
            ("other", "CCGs of April 2013"),
        ):
            wide = 9 + metrics.horizontalAdvance(words) + 20
            if kind in held and x + wide - 20 <= self.width():
                _draw_mark(painter, QPointF(x, metrics.height() / 2 + 2), kind)
                painter.setPen(QColor(colours().muted))
                painter.drawText(QPointF(x + 9, metrics.ascent() + 2), words)
                x += wide

    # Qt's own

    def sizeHint(self) -> QSize:
        """A picture of a fair size."""
        return QSize(480, 280)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours().base))
        painter.setFont(font(Type.SMALL))
        if len(self._people):
            self._paint_scale(painter)
            self._paint_curves(painter)
            self._paint_spots(painter)
            self._paint_lines(painter)
            self._paint_key(painter)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the mouse is on."""
        at = self._spot_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), self._spots[at].tip if at >= 0 else "", self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which point was clicked."""
        if (at := self._spot_at(event.position())) >= 0:
            self.clicked.emit(at)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the type and the colours."""
        super().changeEvent(event)
        self.update()


def _draw_mark(painter: QPainter, where: QPointF, kind: str, *, is_small: bool = False) -> None:
    """A diamond for a CCG chosen, a full dot for one in the plan, a small ring for another."""
    tones = colours()
    size = scaled(5)
    painter.setPen(QPen(QColor(tones.base), 1))
    if kind == "chosen":
        size = scaled(3 if is_small else 5)
        painter.setBrush(QColor(seen(PINK)))
        corners = [QPointF(0, -size), QPointF(size, 0), QPointF(0, size), QPointF(-size, 0)]
        painter.drawPolygon(QPolygonF([where + corner for corner in corners]))
    elif kind == "plan":
        painter.setBrush(QColor(tones.text))
        painter.drawEllipse(where, size * 0.9, size * 0.9)
    else:
        painter.setPen(QPen(soft(tones.muted, 150), 1))
        painter.setBrush(soft(tones.muted, 50))
        painter.drawEllipse(where, size * 0.5, size * 0.5)
