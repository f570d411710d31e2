"""Points by two measures, labelled, each kind with a shape of its own; chosen by mouse or arrow keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from ui.charts.canvas import ValueAxis, canvas, dye
from ui.theme import Type, colours, font

NEAR = 14.0
"""Pixels from a point within which the mouse is on it."""
MARGIN = 0.08
"""Part of the span that is left free at each side."""
SIZE, CHOSEN, BESIDE = 11, 18, 8
"""Pixels of a dot, of the one in hand, and from its middle to its label."""
WIDEST = 200
"""Pixels of a label at most."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """One point.

    Attributes:
        x, y: where it is.
        label: what stands beside it.
        tip: what is said of it.
        is_named: whether it is one of the plan's own, drawn as a square.
        is_hollow: whether another is better in everything.
    """

    x: float
    y: float
    label: str
    tip: str
    is_named: bool = False
    is_hollow: bool = False


class ScatterChart(QWidget):
    """Dots on two axes, titled; labels that would touch others are left out, but not of the dot in hand.

    Signals:
        chosen: the number of the dot that was clicked or gone to.
    """

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._dots: tuple[Dot, ...] = ()
        self._titles = ("", "")
        self._shows: tuple[Callable[[float], str], Callable[[float], str]] = (str, str)
        self._chosen = -1
        self._across = ValueAxis("bottom", self._show_across)
        self._up = ValueAxis("left", self._show_up)
        self.plot = canvas(name, {"bottom": self._across, "left": self._up})
        self.plot.viewport().installEventFilter(self)
        self.plot.viewport().setMouseTracking(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(self.plot)

    @property
    def dots(self) -> tuple[Dot, ...]:
        """What is drawn."""
        return self._dots

    @property
    def in_hand(self) -> int:
        """The number of the dot in hand, or -1."""
        return self._chosen

    def set_dots(
        self,
        dots: Sequence[Dot],
        titles: tuple[str, str],
        shows: tuple[Callable[[float], str], Callable[[float], str]],
    ) -> None:
        """Draw other dots; ``titles`` and ``shows`` are of the axis across and the axis up."""
        self._dots, self._titles, self._shows = tuple(dots), titles, shows
        if self._chosen >= len(self._dots):
            self._chosen = -1
        self._describe()
        self.draw()

    def choose(self, at: int) -> None:
        """Mark one dot as the one in hand."""
        if at != self._chosen:
            self._chosen = at
            self._describe()
            self.draw()

    def draw(self) -> None:
        """Draw everything in the colours in use."""
        plot, tones = self.plot, colours()
        plot.clear()
        dye(plot)
        for side, title in zip(("bottom", "left"), self._titles, strict=True):
            axis = plot.getAxis(side)
            axis.setLabel(title, color=tones.text)
            axis.label.setFont(font(Type.SMALL))
        if not self._dots:
            return
        for span, values in ((plot.setXRange, self._xs), (plot.setYRange, self._ys)):
            low, high = min(values), max(values)
            room = (high - low) or abs(high) * MARGIN or 1.0
            span(low - MARGIN * room, high + (MARGIN * 1.6) * room, padding=0)
        plot.showGrid(x=True, y=True, alpha=0.12)
        for at in sorted(range(len(self._dots)), key=lambda one: one == self._chosen):
            self._draw_dot(at)
        self._write_labels()

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new size."""
        super().resizeEvent(event)
        self.draw()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which dot the keys go on from."""
        super().focusInEvent(event)
        self.setProperty("held", True)
        if self._chosen < 0 and self._dots:
            self._go_to(0)
        self.draw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the keys."""
        super().focusOutEvent(event)
        self.setProperty("held", False)
        self.draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from dot to dot by where they stand across, or to the ends."""
        order = sorted(range(len(self._dots)), key=lambda at: (self._dots[at].x, self._dots[at].y))
        key = Qt.Key
        steps = {int(key.Key_Right): 1, int(key.Key_Down): 1, int(key.Key_Left): -1, int(key.Key_Up): -1}
        if not order:
            super().keyPressEvent(event)
        elif event.key() in steps:
            place = order.index(self._chosen) if self._chosen in order else -1
            self._go_to(order[max(0, min(len(order) - 1, place + steps[event.key()]))])
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(order[0 if event.key() == Qt.Key.Key_Home else -1])
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse over the dots."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            at = self._dot_at(event.position())  # type: ignore[attr-defined]
            if at >= 0:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self._go_to(at)
        elif event.type() == QEvent.Type.MouseMove:
            at = self._dot_at(event.position())  # type: ignore[attr-defined]
            shape = Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor
            self.plot.viewport().setCursor(shape)
            words = self._dots[at].tip if at >= 0 else ""
            QToolTip.showText(event.globalPosition().toPoint(), words, self)  # type: ignore[attr-defined]
        return super().eventFilter(watched, event)

    # inside

    @property
    def _xs(self) -> list[float]:
        return [one.x for one in self._dots]

    @property
    def _ys(self) -> list[float]:
        return [one.y for one in self._dots]

    def _show_across(self, value: float) -> str:
        return self._shows[0](value)

    def _show_up(self, value: float) -> str:
        return self._shows[1](value)

    def _go_to(self, at: int) -> None:
        self.choose(at)
        self.chosen.emit(at)

    def _describe(self) -> None:
        """Say in words what is drawn and which dot is in hand."""
        across, up = self._titles
        said = f"{len(self._dots)} points; across {across}; up {up}."
        if 0 <= self._chosen < len(self._dots):
            said += f" In hand: {self._dots[self._chosen].tip}".replace("\n", ", ")
        self.setAccessibleDescription(said)

    def _draw_dot(self, at: int) -> None:
        one, tones, is_chosen = self._dots[at], colours(), at == self._chosen
        tone = tones.muted if one.is_hollow else tones.warning if one.is_named else tones.bar
        ring = tones.focus if is_chosen and self.property("held") else tones.text if is_chosen else tone
        self.plot.addItem(
            pg.ScatterPlotItem(
                [one.x],
                [one.y],
                symbol="s" if one.is_named else "o",
                size=CHOSEN if is_chosen else SIZE,
                brush=tones.base if one.is_hollow else tone,
                pen=pg.mkPen(ring, width=3 if is_chosen else 1.6),
            )
        )

    def _write_labels(self) -> None:
        """Write labels, those of the dot in hand and of named dots first, where they touch no other."""
        metrics, tones = QFontMetrics(font(Type.SMALL)), colours()
        taken: list[Box] = []
        order = sorted(
            range(len(self._dots)), key=lambda at: (at != self._chosen, not self._dots[at].is_named, at)
        )
        spots = [self._pixel(one) for one in self._dots]
        for at in order:
            one = self._dots[at]
            words = metrics.elidedText(one.label, Qt.TextElideMode.ElideMiddle, WIDEST)
            size = (metrics.horizontalAdvance(words) + 6.0, float(metrics.height()))
            others = [*taken, *(_round(spot) for place, spot in enumerate(spots) if place != at)]
            side = self._side_of(spots[at], size, others)
            if side == 0 and at != self._chosen:
                continue
            side = side or 1
            gap = BESIDE + (CHOSEN - SIZE if at == self._chosen else 0)
            taken.append(_beside(spots[at], size, side))
            item = pg.TextItem(words, color=tones.text, anchor=(0 if side > 0 else 1, 0.5))
            item.setFont(font(Type.SMALL, bold=at == self._chosen))
            item.setPos(self._value_at(spots[at] + QPointF(side * gap, 0)))
            self.plot.addItem(item)

    def _side_of(self, spot: QPointF, size: tuple[float, float], others: "list[Box]") -> int:
        """On which side a label touches nothing: 1 for right, -1 for left, 0 for neither."""
        for side in (1, -1):
            box = _beside(spot, size, side)
            if box[0] >= 0 and box[2] <= self.plot.width() and not any(_touch(box, one) for one in others):
                return side
        return 0

    def _pixel(self, dot: Dot) -> QPointF:
        return QPointF(self.plot.mapFromScene(self.plot.getViewBox().mapViewToScene(QPointF(dot.x, dot.y))))

    def _value_at(self, position: QPointF) -> QPointF:
        return QPointF(self.plot.getViewBox().mapSceneToView(self.plot.mapToScene(position.toPoint())))

    def _dot_at(self, position: QPointF) -> int:
        """The dot under the mouse, or -1."""
        near = [((self._pixel(one) - position).manhattanLength(), at) for at, one in enumerate(self._dots)]
        distance, at = min(near, default=(NEAR + 1, -1))
        return at if distance <= NEAR else -1


def _beside(spot: QPointF, size: tuple[float, float], side: int) -> Box:
    """The box of a label at one side of a dot."""
    near, far = spot.x() + side * BESIDE, spot.x() + side * (BESIDE + size[0])
    return min(near, far), spot.y() - size[1] / 2, max(near, far), spot.y() + size[1] / 2


def _round(spot: QPointF) -> Box:
    """The box of a dot."""
    half = SIZE / 2
    return spot.x() - half, spot.y() - half, spot.x() + half, spot.y() + half


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
