"""The tables of the functions board: columns that stay, columns that scroll, totals at the foot."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHeaderView, QScrollBar, QWidget

from planner.report.board import Board
from ui.places.functions.board_foot import BoardFoot
from ui.places.functions.board_grid import BoardGrid
from ui.places.functions.board_model import BEFORE, FROZEN, HEADS, NAME, BoardModel, Second
from ui.places.functions.cell_painter import ARROW, SIDE, CellPainter
from ui.places.functions.steps import WHOLE_ROW
from ui.theme import Type, font, row_height, scaled
from ui.widgets.labels import ElidedLabel

LEAST_NAME, MOST_NAME = 132, 280
MOST_RECEIVER = 168
EDGES = 4
"""Pixels of the lines around the tables."""
NAME_PART = 5
"""The column of names takes one part in so many of the width."""
WIDEST_TEXT = "-1,234.5 under"
HINT = "Drag work to move it; by keys: Space, arrows, Enter. F1 for more."


class BoardTables(QWidget):
    """Shows a board: two tables that are one, with a foot.

    Signals:
        row_chosen: the row in hand, or -1.
    """

    row_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("boardView")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Functions board")
        self.model = BoardModel(self)
        self.grid = BoardGrid("Functions by receiver", self.model, self)
        self.frozen = BoardGrid("Functions", self.model, self)
        self.foot = BoardFoot(self._across, self)
        self.cell_painters = (CellPainter(self.frozen, self.model), CellPainter(self.grid, self.model))
        self._folded: set[str] = set()
        self._tie()
        self._lay_out()
        self._listen()

    @property
    def board(self) -> Board | None:
        """What is shown."""
        return self.model.board

    @property
    def current(self) -> tuple[int, int]:
        """The row in hand and its column of the board (``WHOLE_ROW`` for a name); -1 for none."""
        index = self.grid.currentIndex()
        return index.row(), max(index.column() - BEFORE, WHOLE_ROW)

    def set_board(self, board: Board) -> None:
        """Show another board; the cell in hand stays in hand."""
        self.model.set_board(board)
        self.foot.set_board(board)
        if not self.grid.currentIndex().isValid() and board.rows:
            self.choose(min(1, len(board.rows) - 1), WHOLE_ROW)
            self.grid.verticalScrollBar().setValue(0)

    def set_second(self, second: Second) -> None:
        """Show another figure below the shares."""
        self.model.set_second(second)
        self._set_row_height()

    def choose(self, row: int, column: int) -> None:
        """Take a cell in hand, by its row and its column of the board."""
        at = NAME if column == WHOLE_ROW else column + BEFORE
        self.grid.setCurrentIndex(self.model.index(row, at))

    def fold(self, row: int) -> None:
        """Fold or unfold the family that a row heads."""
        board = self.board
        if board is not None and board.rows[row].is_heading:
            self._folded ^= {board.rows[row].family}
            self._hide_folded()

    def is_folded(self, row: int) -> bool:
        """Whether the family that a row heads is folded."""
        return self.board is not None and self.board.rows[row].family in self._folded

    def restyle(self) -> None:
        """Take up the colours and the size of type in use."""
        for one in (*self.cell_painters, self.frozen.heads, self.grid.heads, self.foot):
            one.restyle()
        self._measure()
        self.repaint_cells()

    def repaint_cells(self) -> None:
        """Paint all cells anew."""
        for grid in (self.frozen, self.grid):
            grid.viewport().update()

    def cell_box(self, row: int, column: int) -> QRect:
        """Where a cell of the model stands in this widget; empty where it is out of sight."""
        grid = self.frozen if column < FROZEN else self.grid
        box = grid.visualRect(self.model.index(row, column))
        return QRect(grid.viewport().mapTo(self, box.topLeft()), box.size())

    # ------------------------------------------------------------ inside

    def _tie(self) -> None:
        """Let the two tables be one: the same cell in hand, the same rows in sight."""
        self.frozen.setSelectionModel(self.grid.selectionModel())
        self.frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frozen.setFocusProxy(self.grid)
        self.setFocusProxy(self.grid)
        self.frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for grid, painter in zip((self.frozen, self.grid), self.cell_painters, strict=True):
            grid.setItemDelegate(painter)
        mine, other = self.grid.verticalScrollBar(), self.frozen.verticalScrollBar()
        mine.valueChanged.connect(other.setValue)
        other.valueChanged.connect(mine.setValue)

    def _lay_out(self) -> None:
        self.across = QScrollBar(Qt.Orientation.Horizontal)
        self.across.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.across.hide()
        hint = ElidedLabel(HINT, Type.SMALL)
        hint.setIndent(SIDE)
        layout = QGridLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.frozen, 0, 0)
        layout.addWidget(self.grid, 0, 1)
        layout.addWidget(self.foot, 1, 0, 1, 2)
        layout.addWidget(hint, 2, 0)
        layout.addWidget(self.across, 2, 1)
        layout.setColumnStretch(1, 1)
        layout.setRowStretch(0, 1)

    def _listen(self) -> None:
        self.model.modelReset.connect(self._after_reset)
        self.grid.selectionModel().currentChanged.connect(self._tell_current)
        bar = self.grid.horizontalScrollBar()
        bar.rangeChanged.connect(self._follow_range)
        bar.valueChanged.connect(self.across.setValue)
        bar.valueChanged.connect(self.foot.update)
        self.across.valueChanged.connect(bar.setValue)
        for grid in (self.frozen, self.grid):
            grid.clicked_at.connect(self._click)

    def _after_reset(self) -> None:
        self._measure()
        self._hide_folded()

    def _measure(self) -> None:
        """Give columns, rows and heads their sizes."""
        metrics = QFontMetrics(font(Type.SMALL, bold=True))
        narrow = metrics.horizontalAdvance(HEADS[BEFORE]) + 2 * SIDE + 2
        mode = QHeaderView.ResizeMode.Fixed
        for grid in (self.frozen, self.grid):
            grid.heads.setSectionResizeMode(mode)
            grid.heads.setFixedHeight(self.grid.heads.sizeHint().height())
        for column in range(self.model.columnCount()):
            is_frozen = column < FROZEN
            self.frozen.setColumnHidden(column, not is_frozen)
            self.grid.setColumnHidden(column, is_frozen)
            if is_frozen:
                self.frozen.setColumnWidth(column, narrow)
        self._set_row_height()
        self._share_out_width()

    def _set_row_height(self) -> None:
        """Functions have room for two lines; headings of families for one."""
        single = row_height()
        for grid in (self.frozen, self.grid):
            grid.verticalHeader().setDefaultSectionSize(single + self.cell_painters[0].second_line)
            for at, row in enumerate(self.board.rows if self.board is not None else ()):
                if row.is_heading:
                    grid.setRowHeight(at, single)
        self._hide_folded()

    def _name_width(self) -> int:
        return max(scaled(LEAST_NAME), min(scaled(MOST_NAME), self.width() // NAME_PART))

    def _share_out_width(self) -> None:
        """Give the names their part of the width, and the receivers what is left, within reason."""
        self.frozen.setColumnWidth(NAME, self._name_width())
        width = self.frozen.heads.length()
        self.frozen.setFixedWidth(width)
        self.foot.set_span(width + 1, self.width() - self.grid.verticalScrollBar().sizeHint().width())
        least = QFontMetrics(font(Type.SMALL, bold=True)).horizontalAdvance(WIDEST_TEXT) + 2 * SIDE
        receivers = max(1, self.model.columnCount() - FROZEN)
        room = (self.width() - width - self.grid.verticalScrollBar().sizeHint().width() - EDGES) // receivers
        for column in range(FROZEN, self.model.columnCount()):
            self.grid.setColumnWidth(column, max(least, min(room, scaled(MOST_RECEIVER))))

    def _hide_folded(self) -> None:
        board = self.board
        if board is None:
            return
        rows = enumerate(board.rows)
        self._mark_folded(frozenset(at for at, row in rows if row.is_heading and row.family in self._folded))
        for at, row in enumerate(board.rows):
            is_hidden = not row.is_heading and row.family in self._folded
            if self.grid.isRowHidden(at) != is_hidden:
                for grid in (self.frozen, self.grid):
                    grid.setRowHidden(at, is_hidden)
        self.repaint_cells()

    def _mark_folded(self, rows: frozenset[int]) -> None:
        for painter in self.cell_painters:
            painter.folded = rows

    def _across(self, receiver: int) -> tuple[int, int]:
        column = receiver + FROZEN
        left = self.grid.columnViewportPosition(column) + self.grid.x() + self.grid.viewport().x()
        return left, self.grid.columnWidth(column)

    def _follow_range(self, least: int, most: int) -> None:
        self.across.setRange(least, most)
        self.across.setPageStep(self.grid.horizontalScrollBar().pageStep())
        self.across.setSingleStep(self.grid.horizontalScrollBar().singleStep())
        self.across.setVisible(most > least)
        self.foot.update()

    def _tell_current(self, current: QModelIndex, before: QModelIndex) -> None:
        self.repaint_cells()
        if current.isValid():
            self.grid.scrollTo(current)
        if current.row() != before.row() or not before.isValid():
            self.row_chosen.emit(current.row())

    def _click(self, row: int, column: int, where: QPoint) -> None:
        board = self.board
        is_arrow = column == NAME and where.x() < 2 * SIDE + ARROW
        if board is not None and is_arrow and board.rows[row].is_heading:
            self.fold(row)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names their part of the new width."""
        super().resizeEvent(event)
        if self.board is not None and event.oldSize().width() != event.size().width():
            self._share_out_width()
