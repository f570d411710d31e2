"""Odds as one bar: of one person or pool with a key below it, or in a cell of a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.theme import Type, colours, font, scaled, seen

BAR = 20
LINE = 20
COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the bar.

    Attributes:
        name: what it is ("Placed").
        share: 0 to 1.
        written: the share as text.
        colour, pattern: how it is filled; the pattern tells it apart without colour.
    """

    name: str
    share: float
    written: str
    colour: str
    pattern: Qt.BrushStyle = Qt.BrushStyle.SolidPattern


class OddsBar(QWidget):
    """A bar of parts that fill it, with a labelled key below."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._parts: tuple[Part, ...] = ()
        self._columns = COLUMNS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_parts(())

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts shown."""
        return self._parts

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Show other parts; those of no size are named in the key all the same."""
        self._parts = tuple(parts)
        said = ", ".join(f"{one.name} {one.written}" for one in self._parts)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        self._fit()
        self.updateGeometry()
        self.update()

    def _fit(self) -> None:
        """Set the key in as many columns as hold its names in full."""
        measured = QFontMetrics(font(Type.BODY))
        widest = max((measured.horizontalAdvance(one.name) for one in self._parts), default=0)
        wanted = widest + measured.horizontalAdvance("100.0%") + scaled(10) + scaled(8)
        columns = COLUMNS if wanted * COLUMNS <= self.width() else 1
        if columns != self._columns:
            self._columns = columns
            self.updateGeometry()

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the key for the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The bar and as many lines of key as its parts want."""
        lines = -(-len(self._parts) // self._columns)
        return QSize(200, scaled(BAR) + scaled(6) + _line() * lines + 2)

    def minimumSizeHint(self) -> QSize:
        """As the hint."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar, then the key."""
        painter = QPainter(self)
        tones = colours()
        high, line, square = scaled(BAR), _line(), scaled(10)
        paint_bar(painter, QRectF(0, 0, self.width() - 1, high - 1), self._parts)
        painter.setFont(font(Type.BODY))
        across = self.width() // self._columns
        figure = painter.fontMetrics().horizontalAdvance("100.0%")
        gap = scaled(12)
        for at, part in enumerate(self._parts):
            x, y = (at % self._columns) * (across + gap // 2), high + scaled(6) + (at // self._columns) * line
            _fill(painter, QRectF(x, y + scaled(3), square, square), part)
            painter.setPen(QColor(tones.text if part.share else tones.muted))
            left, room = x + square + 6, across - square - figure - gap
            name = painter.fontMetrics().elidedText(part.name, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(left, y, room, line, Qt.AlignmentFlag.AlignLeft, name)
            right = x + across - figure - gap // 2
            painter.drawText(right, y, figure, line, Qt.AlignmentFlag.AlignRight, part.written)
        painter.end()


class OddsDelegate(QStyledItemDelegate):
    """Paints the odds in a cell of a table as a bar; its words stand in the tip."""

    def __init__(self, parts_of: Callable[[Any], Sequence[Part]], role: int, parent: QWidget) -> None:
        """Take what makes parts of a cell's value, and the role that gives the value."""
        super().__init__(parent)
        self._parts_of = parts_of
        self._role = role

    # Qt's own

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground of the cell, then the bar."""
        value = index.data(self._role)
        if value is None:
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours().chosen))
        area = QRectF(option.rect).adjusted(6, 6, -7, -7)
        paint_bar(painter, area, self._parts_of(value))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Say the odds in words."""
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), str(index.data() or ""), view)
            return True
        return super().helpEvent(event, view, option, index)


def paint_bar(painter: QPainter, area: QRectF, parts: Sequence[Part]) -> None:
    """Fill an area with parts side by side, and frame it."""
    left = area.left()
    for part in parts:
        width = part.share * area.width()
        _fill(painter, QRectF(left, area.top(), width, area.height()), part)
        left += width
    painter.setPen(QColor(colours().line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area)


def _line() -> int:
    """Pixels from one line of the key to the next."""
    return max(scaled(LINE), QFontMetrics(font(Type.BODY)).height() + 2)


def _fill(painter: QPainter, area: QRectF, part: Part) -> None:
    if area.width() <= 0:
        return
    tone = seen(part.colour)
    soft = QColor(tone)
    if part.pattern != Qt.BrushStyle.SolidPattern:
        soft.setAlpha(90)
        painter.fillRect(area, soft)
    painter.fillRect(area, QBrush(QColor(tone), part.pattern))
