"""Columns year by year: one panel an organisation, each year's target as a labelled line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.charts.canvas import soft
from ui.theme import Type, colours, font, seen

LEAST = 230
"""Pixels that a panel is wide at least."""
COLUMNS = 48
"""Pixels that columns are high at least."""
GAP = 16
SHARE = 0.64
"""Of its place that a column takes up."""
SIDE = 12


@dataclass(frozen=True, slots=True)
class YearColumn:
    """One year: its amount and its target (NaN for none), and both in words."""

    year: str
    value: float
    target: float
    written: str
    tip: str
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class YearPanel:
    """One organisation's years, and how its columns are filled; a whole has a scale of its own."""

    name: str
    columns: tuple[YearColumn, ...]
    colour: str = ""
    pattern: Qt.BrushStyle = Qt.BrushStyle.SolidPattern
    is_whole: bool = False


class YearChart(QWidget):
    """Panels side by side; where they do not all fit, the one in hand and the whole.

    Panels of parts share one scale from nil; the whole has its own.

    Signals:
        clicked: the number of the panel that was clicked.
    """

    clicked = Signal(int)

    def __init__(self, name: str, show: Callable[[float], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._show = show
        self._panels: tuple[YearPanel, ...] = ()
        self._chosen = 0
        self._wide = LEAST
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 96)

    @property
    def panels(self) -> tuple[YearPanel, ...]:
        """All panels, whether they are in sight or not."""
        return self._panels

    @property
    def in_sight(self) -> tuple[int, ...]:
        """The numbers of the panels that are drawn, from the left."""
        fit = max(1, (self.width() - GAP) // self._wide)
        if len(self._panels) <= fit:
            return tuple(range(len(self._panels)))
        parts = [at for at, one in enumerate(self._panels) if not one.is_whole]
        wholes = [at for at, one in enumerate(self._panels) if one.is_whole]
        if self._chosen in wholes or not wholes:
            return (*wholes, *parts)[:1] if fit < 2 else (*wholes, *parts[: fit - len(wholes)])
        return (self._chosen, *wholes)[:fit]

    def set_panels(self, panels: Sequence[YearPanel]) -> None:
        """Draw other panels."""
        self._panels, self._chosen = tuple(panels), 0
        self._fit()
        self.draw()

    def choose(self, at: int) -> None:
        """Take one panel in hand."""
        self._chosen = at
        self.draw()

    def draw(self) -> None:
        """Draw everything in the colours in use."""
        said = [
            f"{one.name}: " + ", ".join(f"{year.year} {year.written}" for year in one.columns)
            for one in (self._panels[at] for at in self.in_sight if at < len(self._panels))
        ]
        self.setAccessibleDescription("; ".join(said))
        self.update()

    # ------------------------------------------------------------ Qt's own

    def sizeHint(self) -> QSize:
        """A picture of a fair size."""
        return QSize(480, 300)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the panels in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours().base))
        for at, area in self._areas():
            self._paint_panel(painter, at, area)
        if hidden := len(self._panels) - len(self.in_sight):
            self._say_hidden(painter, hidden)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the mouse is on."""
        words = ""
        for at, area in self._areas():
            for column, box in zip(self._panels[at].columns, self._boxes(at, area), strict=True):
                if box.contains(event.position()):
                    words = column.tip
        self.setCursor(Qt.CursorShape.PointingHandCursor if words else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the panel that was pressed in hand."""
        for at, area in self._areas():
            if area.contains(event.position()):
                self.clicked.emit(at)
                return

    def changeEvent(self, event: QEvent) -> None:
        """Follow the type."""
        super().changeEvent(event)
        self._fit()
        self.update()

    # ------------------------------------------------------------ inside

    def _areas(self) -> list[tuple[int, QRectF]]:
        shown = self.in_sight
        if not shown:
            return []
        wide = (self.width() - GAP) / len(shown)
        high = self.height() - 8 - (self._line() if len(shown) < len(self._panels) else 0)
        return [(at, QRectF(GAP / 2 + turn * wide, 4, wide, high)) for turn, at in enumerate(shown)]

    def _say_hidden(self, painter: QPainter, hidden: int) -> None:
        line = self._line()
        room = QRectF(GAP, self.height() - line - 2, self.width() - 2 * GAP, line)
        painter.setFont(font(Type.SMALL))
        painter.setPen(QColor(colours().muted))
        painter.drawText(room, f"{hidden:,} more: choose a row of the table to see its years.")

    def _fit(self) -> None:
        """Keep the room that the words want, and some for the columns."""
        self._wide = self._least()
        self.setMinimumHeight(6 * self._line() + COLUMNS)

    def _least(self) -> int:
        """Pixels that a panel needs so that the figures of neighbouring years do not touch."""
        metrics = QFontMetrics(font(Type.SMALL))
        widest = max(
            (
                (metrics.horizontalAdvance(words) + 8) * len(panel.columns)
                for panel in self._panels
                for one in panel.columns
                for words in one.written.split(", ", 1)
            ),
            default=0,
        )
        return max(LEAST, widest + 2 * SIDE)

    def _line(self) -> int:
        return self.fontMetrics().height() + 2

    def _plot(self, area: QRectF) -> QRectF:
        """Where columns stand: below the name, above the years and their figures."""
        line = self._line()
        return area.adjusted(SIDE, line + 6, -SIDE, -(3 * line + 2))

    def _scale(self, at: int) -> tuple[float, float]:
        """The least and the greatest amount of the panels that share a scale."""
        whole = self._panels[at].is_whole
        alike = [self._panels[one] for one in self.in_sight if self._panels[one].is_whole == whole]
        ends = [
            end
            for panel in alike
            for one in panel.columns
            for end in (one.value, one.target)
            if not isnan(end)
        ]
        return min(0.0, *ends, 0.0), max(0.0, *ends, 0.0) or 1.0

    def _height_of(self, at: int, plot: QRectF, amount: float) -> float:
        """Where an amount is on the paper, with a line left free above for a target's words."""
        low, high = self._scale(at)
        top, bottom = plot.top() + self._line(), plot.bottom()
        return bottom - (amount - low) / (high - low) * (bottom - top)

    def _boxes(self, at: int, area: QRectF) -> list[QRectF]:
        plot, columns = self._plot(area), self._panels[at].columns
        wide = plot.width() / max(1, len(columns))
        nil = self._height_of(at, plot, 0.0)
        found = []
        for turn, one in enumerate(columns):
            end = nil if isnan(one.value) else self._height_of(at, plot, one.value)
            left = plot.left() + (turn + (1 - SHARE) / 2) * wide
            found.append(QRectF(left, min(nil, end), wide * SHARE, max(1.0, abs(end - nil))))
        return found

    def _paint_panel(self, painter: QPainter, at: int, area: QRectF) -> None:
        tones, panel, plot, line = colours(), self._panels[at], self._plot(area), self._line()
        if at == self._chosen and len(self.in_sight) > 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft(tones.accent, 20))
            painter.drawRoundedRect(area.adjusted(2, 0, -2, 0), 3, 3)
        painter.setFont(font(Type.BODY, bold=True))
        scale = " (its own scale)" if panel.is_whole and len(self.in_sight) > 1 else ""
        room = int(area.width() - 2 * SIDE)
        name = painter.fontMetrics().elidedText(panel.name + scale, Qt.TextElideMode.ElideMiddle, room)
        painter.setPen(QColor(tones.text))
        painter.drawText(QRectF(area.left() + SIDE, area.top(), room, line), name)
        painter.setFont(font(Type.SMALL))
        nil = self._height_of(at, plot, 0.0)
        painter.setPen(QPen(QColor(tones.muted), 1))
        painter.drawLine(QPointF(plot.left(), nil), QPointF(plot.right(), nil))
        for column, box in zip(panel.columns, self._boxes(at, area), strict=True):
            self._paint_column(painter, panel, column, box)
            self._write(painter, column, box, plot)
        self._paint_targets(painter, at, plot)

    def _paint_column(self, painter: QPainter, panel: YearPanel, column: YearColumn, box: QRectF) -> None:
        if isnan(column.value):
            return
        tone = seen(panel.colour) if panel.colour else colours().bar
        if panel.pattern is not Qt.BrushStyle.SolidPattern:
            painter.fillRect(box, soft(tone, 100))
        painter.fillRect(box, QBrush(QColor(tone), panel.pattern))
        painter.setPen(QPen(QColor(tone), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)

    def _write(self, painter: QPainter, column: YearColumn, box: QRectF, plot: QRectF) -> None:
        """The year below its column, and below it the amount and how it stands to its target."""
        tones, line = colours(), self._line()
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        wide = box.width() / SHARE
        tone = tones.error if column.is_over else tones.text
        lines = [column.year, *([] if isnan(column.value) else column.written.split(", ", 1))]
        for turn, (words, colour) in enumerate(zip(lines, (tones.muted, tones.text, tone), strict=False)):
            foot = QRectF(box.center().x() - wide / 2, plot.bottom() + 2 + turn * line, wide, line)
            painter.setPen(QColor(colour))
            painter.drawText(foot, middle | Qt.TextFlag.TextDontClip, words)

    def _paint_targets(self, painter: QPainter, at: int, plot: QRectF) -> None:
        """A stroke across each column at its target; the words once, where the target first stands."""
        tones, panel = colours(), self._panels[at]
        wide = plot.width() / max(1, len(panel.columns))
        written: set[str] = set()
        for turn, one in enumerate(panel.columns):
            if isnan(one.target):
                continue
            y = self._height_of(at, plot, one.target)
            left = plot.left() + turn * wide
            painter.setPen(QPen(QColor(tones.text), 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(left, y), QPointF(left + wide, y))
            words = f"target {self._show(one.target)}"
            if words not in written:
                written.add(words)
                self._label(painter, QPointF(left, y), words)

    def _label(self, painter: QPainter, spot: QPointF, words: str) -> None:
        tones, metrics = colours(), painter.fontMetrics()
        wide, high = metrics.horizontalAdvance(words) + 6, metrics.height()
        ground = QRectF(spot.x(), spot.y() - high - 2, wide, high)
        painter.fillRect(ground, soft(tones.base, 215))
        painter.setPen(QColor(tones.text))
        painter.drawText(ground.adjusted(3, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
