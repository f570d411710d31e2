"""Paints the cells of a table in one go: what a style sheet would do for each takes ten times as long."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QLine, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ui.theme import Type, colours, font

Index = QModelIndex | QPersistentModelIndex
Look = tuple[str, bool, QBrush | None, QPixmap | None, bool]
"""A cell's text, whether it stands right, its ground, the sign in its corner, whether it is bold."""

SIDE = 7
"""Pixels between a cell's edge and its text."""
MOST_KNOWN = 20_000
"""Texts whose widths are kept."""
_SELECTED = int(QStyle.StateFlag.State_Selected.value)
_HAS_FOCUS = int(QStyle.StateFlag.State_HasFocus.value)


@runtime_checkable
class HasLooks(Protocol):
    """A model that says at once all that is painted of a cell."""

    def look(self, row: int, column: int) -> Look:
        """All that is painted of one cell."""
        ...


class CellPainter(QStyledItemDelegate):
    """Paints cells of models that have looks, others as the style does; a text that is cut has a tip."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._looks: HasLooks | None = None
        self._plain = _Face(view.font())
        self._bold = _Face(view.font())
        self.prepare()

    def prepare(self) -> None:
        """Take on the model, the colours and the size of text in use now: before a view is painted."""
        model = self._view.model()
        self._looks = model if isinstance(model, HasLooks) else None
        tones = colours()
        self._text, self._chosen_text = QPen(QColor(tones.text)), QPen(QColor(tones.on_chosen))
        self._chosen = QBrush(QColor(tones.chosen))
        self._focus, self._grid = QPen(QColor(tones.focus), 2), QPen(QColor(tones.grid))
        if self._plain.font != self._view.font():
            self._plain = _Face(self._view.font())
        if self._bold.font != (bold := font(Type.BODY, bold=True)):
            self._bold = _Face(bold)

    def paint_view(self, event: QPaintEvent) -> bool:
        """Paint all cells that an event wants; False where the style has to."""
        view, looks = self._view, self._looks
        if looks is None or not isinstance(view, QTableView) or view.itemDelegate() is not self:
            return False
        area = event.rect()
        first, last = view.rowAt(max(0, area.top())), view.rowAt(area.bottom())
        across = _columns_in(view, area)
        if any(view.itemDelegateForColumn(column) for column, _, _ in across):
            return False
        if first < 0 or not across:
            return True  # beside or below the cells
        last = last if last >= 0 else view.model().rowCount() - 1
        high, top = view.rowHeight(first), view.rowViewportPosition(first)
        chosen, current = self._chosen_cells(first, last), view.currentIndex()
        painter = QPainter(view.viewport())
        lines: list[QLine] = []
        for row in range(first, last + 1):
            for column, left, wide in across:
                is_chosen = any(one.contains(column, row) for one in chosen)
                self._cell(painter, looks.look(row, column), (left, top, wide - 1, high - 1), is_chosen)
            top += high
            lines.append(
                QLine(area.left(), top - 1, min(area.right(), across[-1][1] + across[-1][2]), top - 1)
            )
        lines += [QLine(left + wide - 1, area.top(), left + wide - 1, top - 1) for _, left, wide in across]
        painter.setPen(self._grid)
        painter.drawLines(lines)
        if view.hasFocus() and current.isValid() and first <= current.row() <= last:
            self._ring(painter, view.visualRect(current))
        painter.end()
        return True

    def _chosen_cells(self, first: int, last: int) -> list[QRect]:
        """The selected cells of some rows: columns across, rows down."""
        selection = self._view.selectionModel().selection()
        ranges = [selection.at(at) for at in range(selection.count())]
        return [
            QRect(QPoint(one.left(), one.top()), QPoint(one.right(), one.bottom()))
            for one in ranges
            if one.top() <= last and one.bottom() >= first
        ]

    def _cell(self, painter: QPainter, look: Look, room: tuple[int, int, int, int], is_chosen: bool) -> None:
        text, is_right, ground, sign, is_bold = look
        left, top, width, height = room
        if is_chosen:
            painter.fillRect(left, top, width, height, self._chosen)
        elif ground is not None:
            painter.fillRect(left, top, width, height, ground)
        if text:
            face = self._bold if is_bold else self._plain
            text, advance = face.fitted(text, width - 2 * SIDE)
            painter.setPen(self._chosen_text if is_chosen else self._text)
            painter.setFont(face.font)
            across = left + width - SIDE - advance if is_right else left + SIDE
            painter.drawText(across, top + (height + face.rise) // 2, text)
        if sign is not None:
            painter.drawPixmap(left, top, sign)

    def _ring(self, painter: QPainter, room: QRect) -> None:
        painter.setPen(self._focus)
        painter.drawRect(room.adjusted(1, 1, -1, -1))

    # Qt's own

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell by itself: its ground, its text, its sign, and the ring of the focus."""
        if self._looks is None:
            super().paint(painter, option, index)
            return
        room, state = option.rect, option.state.value
        look = self._looks.look(index.row(), index.column())
        self._cell(painter, look, (room.x(), room.y(), room.width(), room.height()), bool(state & _SELECTED))
        if state & _HAS_FOCUS:
            self._ring(painter, room)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the model's own tip, else the text where it is cut."""
        if event.type() == QEvent.Type.ToolTip and not index.data(Qt.ItemDataRole.ToolTipRole):
            words = str(index.data() or "")
            room = option.rect.width() - 8
            is_cut = view.fontMetrics().horizontalAdvance(words) > room
            QToolTip.showText(event.globalPos(), words if is_cut else "", view)
            return True
        return super().helpEvent(event, view, option, index)


def _columns_in(view: QTableView, area: QRect) -> list[tuple[int, int, int]]:
    """The columns in sight in an area, from left to right: which, where, how wide."""
    heads = view.horizontalHeader()
    found = []
    for visual in range(heads.count()):
        column = heads.logicalIndex(visual)
        left, wide = heads.sectionViewportPosition(column), heads.sectionSize(column)
        if left > area.right():
            break
        if wide > 0 and left + wide > area.left():
            found.append((column, left, wide))
    return found


class _Face:
    """A font with what has been measured in it."""

    def __init__(self, of: QFont) -> None:
        self.font = QFont(of)
        self._metrics = QFontMetrics(self.font)
        self.rise = self._metrics.ascent() - self._metrics.descent()
        self._known: dict[tuple[str, int], tuple[str, int]] = {}

    def fitted(self, text: str, room: int) -> tuple[str, int]:
        """A text, cut in the middle to the room there is, and its width; lines become one."""
        known = self._known.get((text, room))
        if known is not None:
            return known
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        line = " ".join(text.split("\n")) if "\n" in text else text
        wide = self._metrics.horizontalAdvance(line)
        if wide > room:
            line = self._metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, room)
            wide = self._metrics.horizontalAdvance(line)
        found = self._known[text, room] = (line, wide)
        return found
