"""Paints the cells of a table in one go: what a style sheet would do for each takes ten times as long."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
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
        self._focus = QPen(QColor(tones.focus), 2)
        if self._plain.font != self._view.font():
            self._plain = _Face(self._view.font())
        if self._bold.font != (bold := font(Type.BODY, bold=True)):
            self._bold = _Face(bold)

    # Qt's own

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell: its ground, its text within its room, its sign, and the ring of the focus."""
        if self._looks is None:
            super().paint(painter, option, index)
            return
        text, is_right, ground, sign, is_bold = self._looks.look(index.row(), index.column())
        room, state = option.rect, option.state.value
        left, top, width, height = room.x(), room.y(), room.width(), room.height()
        is_chosen = state & _SELECTED
        if is_chosen:
            painter.fillRect(room, self._chosen)
        elif ground is not None:
            painter.fillRect(room, ground)
        if text:
            face = self._bold if is_bold else self._plain
            text, advance = face.fitted(text, width - 2 * SIDE)
            painter.setPen(self._chosen_text if is_chosen else self._text)
            painter.setFont(face.font)
            across = left + width - SIDE - advance if is_right else left + SIDE
            painter.drawText(across, top + (height + face.rise) // 2, text)
        if sign is not None:
            painter.drawPixmap(left, top, sign)
        if state & _HAS_FOCUS:
            painter.setPen(self._focus)
            painter.drawRect(room.adjusted(1, 1, -1, -1))

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
