"""Paints the cells of the functions board: share and mode, FTE or cost, headings, what is carried."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from planner.report.board import FIRST_RECEIVER, NO_MODE, UNCLAIMED, Board
from ui.places.functions import cell_words
from ui.places.functions.board_model import BEFORE, NAME, NOW, BoardModel, Second
from ui.places.functions.mode_looks import ModeLook, badge_size, draw_badge, mode_looks
from ui.theme import Type, colours, font

SIDE = 5
"""Pixels between a cell's edge and its text."""
INDENT = 14
ARROW = 12
BAR = 3
"""Pixels of the bar that shows a share along a cell's foot."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[int, int]


class CellPainter(QStyledItemDelegate):
    """Paints every cell; the view tells it which cell is carried and where it would go.

    Attributes:
        held, target: (row, column) of the model, or None.
        is_refused: whether the target may not take what is carried.
        folded: the rows of families that are folded.
    """

    def __init__(self, view: QTableView, model: BoardModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.held: Cell | None = None
        self.target: Cell | None = None
        self.is_refused = False
        self.folded: frozenset[int] = frozenset()
        self.restyle()

    def restyle(self) -> None:
        """Take up the colours and fonts in use."""
        tones = colours()
        self._looks = mode_looks()
        self._text, self._muted = QColor(tones.text), QColor(tones.muted)
        self._heading = QColor(tones.window)
        self._warning, self._warning_soft = QColor(tones.warning), QColor(tones.warning_soft)
        self._accent, self._soft, self._error = (
            QColor(tones.accent),
            QColor(tones.accent_soft),
            QColor(tones.error),
        )
        self._body, self._bold = font(Type.BODY), font(Type.BODY, bold=True)
        self._small, self._badge = font(Type.SMALL), font(Type.SMALL, bold=True)
        self._small_height = QFontMetrics(self._small).height()
        self._size = badge_size()

    @property
    def second_line(self) -> int:
        """Pixels that the second line of a cell takes."""
        return 0 if self._model.second is Second.NOTHING else self._small_height - 1

    # Qt's own

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        board = self._model.board
        if board is None:
            return
        row, column, box = index.row(), index.column(), option.rect
        if board.rows[row].is_heading:
            painter.fillRect(box, self._heading)
        if column == NAME:
            self._paint_name(painter, box, board, row)
        elif column == NOW:
            painter.setPen(self._text)
            painter.setFont(self._bold if board.rows[row].is_heading else self._body)
            painter.drawText(box.adjusted(0, 0, -SIDE, 0), _RIGHT, cell_words.fte(board.fte_now[row]))
        else:
            self._paint_share(painter, box, board, row, column - BEFORE)
        self._paint_frame(painter, box, (row, column))

    # inside

    def _paint_name(self, painter: QPainter, box: QRect, board: Board, row: int) -> None:
        one = board.rows[row]
        painter.setPen(self._text)
        if one.is_heading:
            painter.setFont(self._bold)
            self._paint_arrow(painter, box, is_folded=row in self.folded)
        else:
            painter.setFont(self._body)
        room = box.adjusted(SIDE + INDENT, 0, -SIDE, 0)
        name = painter.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, _LEFT, name)

    def _paint_arrow(self, painter: QPainter, box: QRect, *, is_folded: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._muted, 1.6))
        painter.translate(box.left() + SIDE + ARROW / 2 - 1, box.center().y() + 1)
        if is_folded:
            painter.rotate(-90)
        painter.drawPolyline(
            [QRect(-4, -2, 0, 0).topLeft(), QRect(0, 2, 0, 0).topLeft(), QRect(4, -2, 0, 0).topLeft()]
        )
        painter.restore()

    def _paint_share(self, painter: QPainter, box: QRect, board: Board, row: int, column: int) -> None:
        held = float(board.share[row, column])
        if held == 0 and board.fte[row, column] == 0:
            return
        is_heading = board.rows[row].is_heading
        mode = int(board.mode[row, column])
        inside = box.adjusted(0, 0, -1, -1)
        if is_heading:
            self._paint_sum(painter, box, column, held)
            return
        if column == UNCLAIMED:
            painter.fillRect(inside, self._warning_soft)
        elif mode != NO_MODE:
            self._paint_bar(painter, inside, held, self._looks[mode])
        line = box.adjusted(SIDE, 1, -SIDE, -self.second_line - 1)
        if mode != NO_MODE:
            painter.setFont(self._badge)
            badge = QRectF(line.left(), line.center().y() - self._size / 2 + 1, self._size, self._size)
            draw_badge(painter, badge, self._looks[mode])
        painter.setFont(self._body)
        painter.setPen(self._warning if column == UNCLAIMED else self._text)
        painter.drawText(line, _RIGHT, cell_words.percent(held, self._model.places))
        if board.is_locked[row, column]:
            self._paint_lock(painter, line)
        if self.second_line:
            self._paint_second(painter, box, board, row, column)

    def _paint_sum(self, painter: QPainter, box: QRect, column: int, share: float) -> None:
        """A family's share, on its heading."""
        painter.setFont(self._badge)
        painter.setPen(self._warning if column == UNCLAIMED else self._muted)
        painter.drawText(box.adjusted(SIDE, 0, -SIDE, 0), _RIGHT, self._family_share(share))

    def _family_share(self, share: float) -> str:
        """Families' shares are means: they have a place more where the functions' are whole."""
        return cell_words.percent(share) if self._model.places else cell_words.plain_percent(share)

    def _paint_bar(self, painter: QPainter, box: QRect, share: float, look: ModeLook) -> None:
        """A tint over the whole cell, and along its foot a bar as long as the share."""
        painter.fillRect(box, look.tint)
        long = round(box.width() * min(share, 100.0) / 100)
        painter.fillRect(QRect(box.left(), box.bottom() - BAR + 1, long, BAR), look.badge)

    def _paint_second(self, painter: QPainter, box: QRect, board: Board, row: int, column: int) -> None:
        if self._model.second is Second.FTE:
            words = cell_words.fte(board.fte[row, column])
        elif column < FIRST_RECEIVER or board.cost[row, column] != board.cost[row, column]:
            return
        else:
            words = cell_words.thousands(board.cost[row, column])
        painter.setFont(self._small)
        painter.setPen(self._muted)
        painter.drawText(
            box.adjusted(SIDE, 0, -SIDE, -BAR),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom,
            words,
        )

    def _paint_lock(self, painter: QPainter, line: QRect) -> None:
        """A small padlock beside the badge."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, middle = line.left() + self._size + 3, line.center().y() + 1
        painter.setPen(QPen(self._text, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(QRectF(left + 1.5, middle - 5, 5, 7), 0, 180 * 16)
        painter.fillRect(QRectF(left, middle - 1, 8, 6), self._text)
        painter.restore()

    def _paint_frame(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        """A frame around the cell in hand, the one carried, and the one it would go to."""
        current = self._view.selectionModel().currentIndex()
        is_current = (current.row(), current.column()) == cell
        if not is_current and cell not in (self.held, self.target):
            return
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(self._accent, 2)
        if cell == self.target:
            soft = QColor(self._error if self.is_refused else self._accent)
            pen = QPen(soft, 2)
            soft.setAlpha(48)
            painter.fillRect(box, soft)
        elif cell == self.held:
            pen = QPen(self._accent, 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()
