"""The foot of the functions board, always in sight: what each receiver costs against its target."""

from collections.abc import Callable
from math import isnan

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from planner.report.board import FIRST_RECEIVER, Board
from ui import figures
from ui.places.functions import cell_words
from ui.theme import Type, colours, font

SIDE = 5
ROWS = 3

Across = Callable[[int], tuple[int, int]]
"""Gives the left edge, within the foot, and the width of a receiver, by its place."""


class BoardFoot(QWidget):
    """Three lines below the receivers' columns: cost, target, over or under."""

    def __init__(self, across: Across, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._across = across
        self._board: Board | None = None
        self._left, self._right = 0, 0
        self.restyle()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Receivers' cost against their targets")

    def restyle(self) -> None:
        """Take up the fonts in use."""
        self._plain, self._bold = font(Type.SMALL), font(Type.SMALL, bold=True)
        self._line = QFontMetrics(self._plain).height() + 2
        self.updateGeometry()

    def set_board(self, board: Board) -> None:
        """Show the totals of another board."""
        self._board = board
        said = f"{board.receivers_over} of {len(board.receivers)} receivers are over their target"
        self.setAccessibleDescription(f"{said}; the head of each column says by how much")
        self.update()

    def set_span(self, left: int, right: int) -> None:
        """Where the receivers' figures begin and end; the lines' names stand before."""
        self._left, self._right = left, right
        self.update()

    def words_at(self, receiver: int) -> tuple[str, str, str]:
        """The three lines of a receiver: cost, target, over or under."""
        board = self._board
        if board is None:
            return "", "", ""
        return (
            figures.thousands(board.total[receiver]),
            figures.thousands(board.target[receiver]),
            _signed_verdict(float(board.over[receiver])),
        )

    # Qt's own

    def sizeHint(self) -> QSize:
        """Three lines of small type."""
        return QSize(100, ROWS * self._line + 8)

    def minimumSizeHint(self) -> QSize:
        """The same height in any width."""
        return QSize(40, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Say a receiver's totals in full where the mouse rests on them."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._receiver_at(event.pos())
            words = cell_words.of_column(self._board, at + FIRST_RECEIVER) if self._board and at >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names of the lines, then each receiver that is in sight."""
        board, tones = self._board, colours()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tones.window))
        painter.setPen(QColor(tones.line))
        painter.drawLine(0, 0, self.width(), 0)
        if board is None:
            return
        self._paint_names(painter, board.year)
        painter.setClipRect(QRect(self._left, 0, self._right - self._left, self.height()))
        for at in range(len(board.receivers)):
            left, width = self._across(at)
            if left + width > self._left and left < self._right:
                self._paint_receiver(painter, at, QRect(left, 4, width, self.height() - 8))

    # inside

    def _paint_names(self, painter: QPainter, year: str) -> None:
        painter.setFont(self._plain)
        painter.setPen(QColor(colours().muted))
        box = QRect(SIDE, 4, self._left - 2 * SIDE, self._line)
        for words in (f"Cost in {year}, £000", "Target, £000", "Over (+) or under (-), £000"):
            short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, short)
            box.translate(0, self._line)

    def _paint_receiver(self, painter: QPainter, at: int, box: QRect) -> None:
        tones = colours()
        painter.setPen(QColor(tones.grid))
        painter.drawLine(box.right(), 1, box.right(), self.height())
        over = float(self._board.over[at]) if self._board is not None else 0.0
        verdict = tones.error if over > 0 else tones.good if over < 0 else tones.muted
        line = QRect(box.left(), box.top(), box.width() - SIDE - 1, self._line)
        inks = (tones.text, tones.muted, verdict)
        for row, (words, ink) in enumerate(zip(self.words_at(at), inks, strict=True)):
            painter.setFont(self._plain if row == 1 else self._bold)
            painter.setPen(QColor(ink))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
            line.translate(0, self._line)

    def _receiver_at(self, where: QPoint) -> int:
        if self._board is None or where.x() < self._left:
            return -1
        for at in range(len(self._board.receivers)):
            left, width = self._across(at)
            if left <= where.x() < left + width:
                return at
        return -1


def _signed_verdict(over: float) -> str:
    """Over or under with its sign and its word: ``+12.3 over``; a dash where there is no target."""
    if isnan(over):
        return figures.UNKNOWN
    words = cell_words.verdict(over, figures.thousands)
    return words if words == "on target" else f"{'+' if over > 0 else '-'}{words}"
