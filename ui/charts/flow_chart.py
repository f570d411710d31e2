"""The flow picture: nodes in three columns and bands between them, painted sharp at any size."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from planner.report.colours import ACCENT, DARK_GREY, MID_GREY, REST, Look, Pattern
from planner.report.flow_words import band_words, flow_sentence, node_words, others_words
from planner.report.flows import Flows, Kind, Measure, folded
from ui import figures
from ui.charts.canvas import soft
from ui.charts.flow_keys import Item, next_item
from ui.charts.flow_layout import Layout, Spot, layout_of, least_height, line_height
from ui.charts.patterns import brush_of
from ui.theme import Type, colours, font, seen

FEWEST = 6
"""Nodes of a column that are shown whatever the room."""
MARGIN = 6
POST = 4
OUTCOMES: Mapping[str, Look] = {
    "p_redundant": Look(DARK_GREY, Pattern.GRID),
    "p_resigned": Look(MID_GREY, Pattern.RISING),
    "p_ended": Look(MID_GREY, Pattern.LEVEL),
    "p_mars": Look(MID_GREY, Pattern.DOTS),
    "p_left": Look(MID_GREY, Pattern.FALLING),
}
PLAIN, FAINT, STRONG = 105, 28, 205
"""How solid a band is: by itself, beside the one in hand, and in hand."""


@dataclass(frozen=True, slots=True)
class _Ink:
    """What a band is filled with."""

    colour: str
    pattern: Qt.BrushStyle


class FlowChart(QWidget):
    """Shows flows; arrows move over nodes and bands, Enter or a press opens one.

    Where there is no room for all nodes of a column, the least stand together; ``show_all`` makes the
    room that every one wants.

    Signals:
        chosen: the ``Item`` of ``flows`` in hand, or None.
        opened: the ``Item`` that was pressed, or on which Enter was pressed.
        arranged: what stands together may be others than before.
    """

    chosen = Signal(object)
    opened = Signal(object)
    arranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole: Flows | None = None
        self._flows: Flows | None = None
        self._layout: Layout | None = None
        self._looks: Mapping[str, Look] = {}
        self._hand: Item | None = None
        self._is_unfolded = False
        self.setAccessibleName("Flow")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(420)

    @property
    def flows(self) -> Flows | None:
        """What is drawn: the whole, or what there is room for."""
        return self._flows

    @property
    def hand(self) -> Item | None:
        """The node or band in hand."""
        return self._hand

    @property
    def is_folded(self) -> bool:
        """Whether some nodes stand together."""
        return self._flows is not None and any(one.kind is Kind.OTHERS for one in self._flows.nodes)

    def set_flows(self, flows: Flows, looks: Mapping[str, Look]) -> None:
        """Draw other flows; ``looks`` are those of the receivers by code."""
        self._whole, self._looks, self._hand = flows, looks, None
        self._arrange()

    def show_all(self, shown: bool) -> None:
        """Give each node a place of its own, or fold the least together again."""
        self._is_unfolded = shown
        self._hand = None
        self._arrange()

    def take(self, item: Item | None) -> None:
        """Take a node or band in hand, or none."""
        if item == self._hand:
            return
        self._hand = item
        self.setAccessibleDescription(self.words(item) if item else self._summary())
        self.chosen.emit(item)
        self.update()

    def words(self, item: Item) -> str:
        """What a node or band is, in words."""
        if self._flows is None:
            return ""
        if not item.is_node:
            return band_words(self._flows, item.at)
        node = self._flows.nodes[item.at]
        more = f" {others_words(node)}" if node.kind is Kind.OTHERS else ""
        return node_words(self._flows, item.at) + more

    def item_at(self, x: float, y: float) -> Item | None:
        """The node or band at a point: the thinner one where bands cross."""
        if self._layout is None:
            return None
        spot = QPointF(x - MARGIN, y - MARGIN)
        for at, node in enumerate(self._layout.spots):
            if node.reach.contains(spot):
                return Item(at, is_node=True)
        hit = [(band.thickness, at) for at, band in self._layout.ribbons.items() if band.reach.contains(spot)]
        return Item(min(hit)[1], is_node=False) if hit else None

    def centre_of(self, item: Item) -> tuple[float, float]:
        """A point on a node or band."""
        if self._layout is None:
            return 0.0, 0.0
        if item.is_node:
            centre = self._layout.spots[item.at].area.center()
        else:
            centre = self._layout.ribbons[item.at].shape.boundingRect().center()
        return centre.x() + MARGIN, centre.y() + MARGIN

    # ------------------------------------------------------------ Qt's own

    def sizeHint(self) -> QSize:
        """A picture of a fair size."""
        return QSize(720, 420)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the type and the colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bands, then the nodes and their words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours().base))
        painter.translate(MARGIN, MARGIN)
        if self._flows is not None and self._layout is not None:
            self._paint_bands(painter, self._flows, self._layout)
            self._paint_nodes(painter, self._flows, self._layout)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the mouse is on."""
        spot = event.position()
        item = self.item_at(spot.x(), spot.y())
        shape = Qt.CursorShape.PointingHandCursor if item else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.take(item)
        QToolTip.showText(event.globalPosition().toPoint(), self.words(item) if item else "", self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was pressed."""
        item = self.item_at(event.position().x(), event.position().y())
        if item is not None and event.button() == Qt.MouseButton.LeftButton:
            self.take(item)
            self.opened.emit(item)

    def leaveEvent(self, event: QEvent) -> None:
        """Let go of what the mouse was on, unless the keyboard is here."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.take(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the first node in hand."""
        super().focusInEvent(event)
        if self._hand is None and self._flows is not None and self._flows.nodes:
            self.take(Item(0, is_node=True))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go."""
        super().focusOutEvent(event)
        self.take(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, open with Enter or the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._hand:
            self.opened.emit(self._hand)
            return
        drawn = self._layout.ribbons if self._layout else {}
        found = next_item(self._flows, drawn, self._hand, Qt.Key(event.key())) if self._flows else None
        if found is None:
            super().keyPressEvent(event)
        else:
            self.take(found)

    # ------------------------------------------------------------ inside

    def _arrange(self) -> None:
        """Fold to what there is room for, and lay it out."""
        if self._whole is None:
            return
        metrics, held = QFontMetrics(font(Type.SMALL)), self._hand
        fewest = self._whole if self._is_unfolded else folded(self._whole, FEWEST)
        self.setMinimumHeight(math.ceil(least_height(fewest, metrics)) + 2 * MARGIN)
        self._flows = fewest if self._is_unfolded else self._that_fit(self._whole, metrics)
        room = max(self.height(), self.minimumHeight()) - 2 * MARGIN
        words = [f"{one.name}  {_short(self._flows, one.value)}" for one in self._flows.nodes]
        width = max(1, self.width() - 2 * MARGIN)
        self._layout = layout_of(self._flows, width, room, metrics, words)
        if held is not None and held.at >= len(self._flows.nodes if held.is_node else self._flows.value):
            self._hand = None
        self.setAccessibleDescription(self._summary())
        self.arranged.emit()
        self.update()

    def _that_fit(self, whole: Flows, metrics: QFontMetrics) -> Flows:
        """As many nodes as there is room for, but not fewer than are worth a picture."""
        room = max(self.height(), self.minimumHeight()) - 2 * MARGIN
        low, high = FEWEST, max(FEWEST, int(room / line_height(metrics)))
        while low < high:
            most = (low + high + 1) // 2
            fits = least_height(folded(whole, most), metrics) <= room
            low, high = (most, high) if fits else (low, most - 1)
        return folded(whole, low)

    def _summary(self) -> str:
        return flow_sentence(self._flows) if self._flows is not None else ""

    def _ink(self, flows: Flows, target: int) -> _Ink:
        """A band is of the colour of where it goes."""
        node = flows.nodes[target]
        if node.column == 1:
            return _Ink(colours().muted, Qt.BrushStyle.SolidPattern)
        look = OUTCOMES.get(node.code) or (
            REST if node.kind is Kind.OTHERS else self._looks.get(node.code, ACCENT)
        )
        return _Ink(seen(look.colour), brush_of(look.pattern))

    def _alpha(self, flows: Flows, at: int) -> int:
        if self._hand is None:
            return PLAIN
        ends = (int(flows.source[at]), int(flows.target[at]))
        is_in_hand = self._hand.at in ends if self._hand.is_node else self._hand.at == at
        return STRONG if is_in_hand else FAINT

    def _paint_bands(self, painter: QPainter, flows: Flows, layout: Layout) -> None:
        for at, band in sorted(layout.ribbons.items(), key=lambda one: -one[1].thickness):
            target = int(flows.target[at])
            ink, alpha = self._ink(flows, target), self._alpha(flows, at)
            if flows.nodes[target].column == 1:
                alpha = min(alpha, PLAIN) // 2 if alpha < STRONG else PLAIN + 30
            painter.fillPath(band.shape, soft(ink.colour, alpha))
            if flows.nodes[target].kind is Kind.OUTCOME:
                painter.fillPath(band.shape, QBrush(soft(ink.colour, alpha), ink.pattern))

    def _paint_nodes(self, painter: QPainter, flows: Flows, layout: Layout) -> None:
        tones = colours()
        painter.setFont(font(Type.SMALL))
        for at, (node, spot) in enumerate(zip(flows.nodes, layout.spots, strict=True)):
            if node.column == 1:
                self._paint_box(painter, spot)
            else:
                ink = (
                    self._ink(flows, at)
                    if node.column == 2
                    else _Ink(tones.muted, Qt.BrushStyle.SolidPattern)
                )
                painter.fillRect(spot.area, soft(ink.colour, 110))
                painter.fillRect(spot.area, QBrush(QColor(ink.colour), ink.pattern))
            self._write(painter, spot.words, node.name, _short(flows, node.value), node.column)
            if self._hand == Item(at, is_node=True):
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(tones.focus if self.hasFocus() else tones.accent), 2))
                painter.drawRect(spot.area.adjusted(-1, -1, 1, 1))

    def _paint_box(self, painter: QPainter, spot: Spot) -> None:
        """A box that its words stand in, or two posts beside them where it is lower than they are."""
        tones = colours()
        if spot.area.height() >= spot.words.height():
            painter.setPen(QPen(QColor(tones.line), 1))
            painter.setBrush(QColor(tones.window))
            painter.drawRect(spot.area)
            return
        for left in (spot.area.left(), spot.area.right() - POST):
            post = QRectF(left, spot.area.top(), POST, spot.area.height())
            painter.fillRect(post, QColor(tones.muted))

    def _write(self, painter: QPainter, room: QRectF, name: str, amount: str, column: int) -> None:
        """The name, elided in the middle where it must be, and the amount, always whole."""
        metrics, tones = painter.fontMetrics(), colours()
        taken = metrics.horizontalAdvance(amount)
        wide = max(0.0, room.width() - taken - 8 - (8 if column == 1 else 0))
        short = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, int(wide))
        text = metrics.horizontalAdvance(short) + 6 + taken
        left = (room.right() - text, room.center().x() - text / 2, room.left())[column]
        line = QRectF(left, room.center().y() - metrics.height() / 2, text + 2, metrics.height())
        painter.setPen(QColor(tones.text))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
        painter.setPen(QColor(tones.muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, amount)


def _short(flows: Flows, value: float) -> str:
    """An amount as it stands beside a name; its unit is in the heading."""
    return figures.fte(value) if flows.measure is Measure.PEOPLE else figures.pounds_short(value)
