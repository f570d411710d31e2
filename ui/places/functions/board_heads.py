"""The heads of the functions board: the kind of receiver above all of its columns, below it each name."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.places.functions.board_model import BEFORE, FROZEN, HEADS, BoardModel
from ui.theme import Type, colours, font

SIDE = 5
LINES = 2
"""Lines for a receiver's name."""


class BoardHeads(QHeaderView):
    """Paints heads in two storeys; a kind can be lit up as the place to drop something."""

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._board_model = model
        self._lit = ""
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.restyle()

    def restyle(self) -> None:
        """Take up the font in use."""
        self._font = font(Type.SMALL, bold=True)
        self._line = QFontMetrics(self._font).height()
        self._storey = self._line + 5

    def light(self, kind: str) -> None:
        """Light up a kind of receiver, or none."""
        if kind != self._lit:
            self._lit = kind
            self.viewport().update()

    def kind_at(self, x: int, y: int) -> str:
        """The kind whose head is at a place in the viewport; empty where it is a receiver's own."""
        board = self._board_model.board
        section = self.logicalIndexAt(x)
        if board is None or section < FROZEN or y > self._storey:
            return ""
        return board.receivers[section - FROZEN].kind

    # Qt's own

    def sizeHint(self) -> QSize:
        """Room for a line of kinds and two of names."""
        return QSize(super().sizeHint().width(), self._storey + LINES * self._line + 6)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one head, and its part of its kind's."""
        board, tones = self._board_model.board, colours()
        painter.save()
        painter.fillRect(rect, QColor(tones.window))
        painter.setPen(QColor(tones.grid))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(tones.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self._font)
        painter.setPen(QColor(tones.muted))
        if board is not None and section >= FROZEN:
            name = rect.adjusted(SIDE, self._storey + 1, -SIDE, -3)
            self._paint_name(painter, name, board.receivers[section - FROZEN].short)
            self._paint_kind(painter, rect, section)
        elif section < FROZEN:
            side = Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignRight
            inside = rect.adjusted(SIDE, 2, -SIDE, -3)
            painter.drawText(inside, side | Qt.AlignmentFlag.AlignBottom, HEADS[section])
        painter.restore()

    # inside

    def _paint_name(self, painter: QPainter, box: QRect, name: str) -> None:
        """A name on one line or two; what does not fit is left out of its middle."""
        metrics = painter.fontMetrics()
        first, rest = _broken(name, metrics, box.width())
        lines = [
            line
            for line in (first, metrics.elidedText(rest, Qt.TextElideMode.ElideMiddle, box.width()))
            if line
        ]
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, "\n".join(lines))

    def _paint_kind(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The part of the kind's head that lies over one column; its words stay in sight."""
        board, tones = self._board_model.board, colours()
        if board is None:
            return
        kind, first, last = next(one for one in board.kind_spans() if one[1] <= section - BEFORE < one[2])
        left = self.sectionViewportPosition(first + BEFORE)
        right = self.sectionViewportPosition(last - 1 + BEFORE) + self.sectionSize(last - 1 + BEFORE)
        storey = QRect(rect.left(), rect.top(), rect.width(), self._storey)
        if kind == self._lit:
            painter.fillRect(storey, QColor(tones.accent_soft))
        painter.setClipRect(storey)
        painter.setPen(QColor(tones.line))
        painter.drawLine(storey.bottomLeft(), storey.bottomRight())
        if section - BEFORE == last - 1:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        seen = QRect(
            max(left, 0) + SIDE,
            storey.top(),
            min(right, self.width()) - max(left, 0) - 2 * SIDE,
            storey.height(),
        )
        painter.setPen(QColor(tones.accent if kind == self._lit else tones.text))
        words = painter.fontMetrics().elidedText(kind, Qt.TextElideMode.ElideMiddle, seen.width())
        painter.drawText(seen, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _broken(name: str, metrics: QFontMetrics, room: int) -> tuple[str, str]:
    """A name in two: as many whole words as fit, and the rest."""
    words = name.split()
    first = ""
    for at, word in enumerate(words):
        longer = f"{first} {word}".strip()
        if first and metrics.horizontalAdvance(longer) > room:
            return first, " ".join(words[at:])
        first = longer
    return "", first
