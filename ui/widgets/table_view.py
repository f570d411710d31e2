"""A table as every place shows one: dense rows, columns that fit, cells that copy."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from ui.theme import Type, font, row_height, scaled
from ui.widgets.cell_painter import CellPainter
from ui.widgets.filter_header import FilterHeader

WIDEST = 240
"""Pixels that a column takes at most before the room that is left over is shared out."""
LEAST_WIDE = 120
"""Pixels down to which a wide column gives way before the table scrolls."""
NARROWEST = 40
SAMPLE_ROWS = 40
"""Rows looked at for the width of a column."""
MEASURED = 4
"""Cells measured of them: the longest."""
SIDE = 20
"""Pixels beside a text: its margins and the sort arrow's room."""
WIDE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Of a head: whether its column takes the room that is left over."""


class TableView(QTableView):
    """A sortable table; Ctrl+C copies the selected cells with their heads.

    Signals:
        opened: the row that was double-clicked, or on which Enter was pressed.
        row_chosen: the row the keyboard or the mouse is on, or -1.
        headed: other columns stand there: time to give them the widths and the order that were kept.
        arranged: the user gave a column a width or another place.
    """

    opened = Signal(int)
    row_chosen = Signal(int)
    headed = Signal()
    orders_itself = False
    """Whether who shows the table keeps the order of its columns, and not the window for it."""
    arranged = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.heads = FilterHeader(self)
        self.setHorizontalHeader(self.heads)
        self._fitted: tuple[str, ...] = ()
        self._by_hand: dict[int, int] = {}
        self._wanted: dict[int, int] = {}
        self._is_fitting = False
        self.heads.sectionResized.connect(self._keep_width)
        self.heads.sectionMoved.connect(self._tell_moved)
        self.painter = CellPainter(self)
        self.setItemDelegate(self.painter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.setSortingEnabled(True)
        self.heads.setSortIndicatorClearable(True)
        self.heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; its columns are fitted when it has others, and whenever ``fit`` is asked."""
        super().setModel(model)
        if model is not None:
            # Asked which columns are wholly selected, Qt asks the model for each cell; heads show none.
            self.heads.setSelectionModel(QItemSelectionModel(model, self.heads))
            model.modelReset.connect(self._after_reset)
            self.selectionModel().currentRowChanged.connect(self._tell_row)
            self.fit()

    def fit_again(self) -> None:
        """Fit the columns anew, whatever their heads were; widths set by hand are given up."""
        self._by_hand.clear()
        self.fit()

    def fit(self) -> None:
        """Give each column the width that its cells want; wide columns share what is left."""
        self._wanted.clear()
        self._share_room()

    def _share_room(self) -> None:
        """Share the room there is now; no column is narrower because fewer rows are left in sight."""
        model = self.model()
        if (heads := self._heads()) != self._fitted:
            self._fitted = heads
            self._wanted.clear()
            self.arrange({}, ())
            self.headed.emit()
        shown = [at for at in range(model.columnCount()) if not self.isColumnHidden(at)]
        widest, least = scaled(WIDEST), scaled(LEAST_WIDE)
        kept = {at: self._by_hand.get(at) or min(self._wanted_width(at), widest) for at in shown}
        wide = [
            column
            for column in shown
            if column not in self._by_hand and model.headerData(column, Qt.Orientation.Horizontal, WIDE_ROLE)
        ]
        spare = self.viewport().width() - sum(kept.values())
        if spare < sum(least - kept[column] for column in wide):
            spare = 0  # it scrolls whatever gives way
        for nth, column in enumerate(wide):
            more = max(spare // (len(wide) - nth), min(0, least - kept[column]))
            kept[column] += more
            spare -= more
        self._is_fitting = True
        for column, width in kept.items():
            self.setColumnWidth(column, width)
        self._is_fitting = False

    @property
    def titles(self) -> tuple[str, ...]:
        """The heads of all columns, shown or not, in the model's order."""
        return self._heads()

    @property
    def arrangement(self) -> tuple[dict[int, int], tuple[int, ...]]:
        """The widths that the user set, by column, and all columns in the order they stand."""
        order = tuple(self.heads.logicalIndex(at) for at in range(self.heads.count()))
        return dict(self._by_hand), order

    def arrange(self, widths: Mapping[int, int], order: Sequence[int]) -> None:
        """Give columns their widths at the next fit, and put them in an order; without one, the model's."""
        self._by_hand = dict(widths)
        self._is_fitting = True
        for at, column in enumerate(order or range(self.heads.count())):
            if not self.orders_itself and self.heads.visualIndex(column) != at:
                self.heads.moveSection(self.heads.visualIndex(column), at)
        self._is_fitting = False

    def set_width(self, column: int, width: int) -> None:
        """Give a column a width that stays, as if it were dragged."""
        self._by_hand[column] = max(width, scaled(NARROWEST))
        self.setColumnWidth(column, self._by_hand[column])
        self.arranged.emit()

    def select_row(self, row: int) -> None:
        """Bring a row into sight and select it."""
        if 0 <= row < self.model().rowCount():
            self.selectRow(row)
            self.scrollTo(self.model().index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    def copy(self) -> None:
        """Put the selected cells on the clipboard with their heads; all of them where none is."""
        QGuiApplication.clipboard().setText(self.as_text())

    def as_text(self) -> str:
        """The selected cells, or all, as tab-separated lines under their heads."""
        model = self.model()
        found = self.selectionModel().selection()
        ranges = [found.at(nth) for nth in range(found.size())]
        chosen = sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})
        rows = chosen if len(chosen) > 1 else range(model.rowCount())
        columns = [at for at in range(model.columnCount()) if not self.isColumnHidden(at)]
        heads = [str(model.headerData(at, Qt.Orientation.Horizontal)).replace("\n", ", ") for at in columns]
        lines = ["\t".join(heads)]
        lines += map("\t".join, zip(*(self._texts(at, rows) for at in columns), strict=True))
        return "\n".join(lines)

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells in the colours and the font of now."""
        self.painter.prepare()
        if not self.painter.paint_view(event):
            super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on Ctrl+C, open on Enter."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room among the columns."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another size of text."""
        super().changeEvent(event)
        rows = self.verticalHeader()
        if event.type() == QEvent.Type.StyleChange and rows.defaultSectionSize() != row_height():
            rows.setDefaultSectionSize(row_height())
            if self.model() is not None:
                self.fit()

    # inside

    def _texts(self, column: int, rows: Sequence[int]) -> list[str]:
        """What a column shows in some rows; asked cell by cell only where the model knows no better."""
        model = self.model()
        if (texts := getattr(model, "texts", None)) is not None:
            found: list[str] = texts(column, rows)
            return found
        return [str(model.index(row, column).data() or "") for row in rows]

    def _after_reset(self) -> None:
        if self._heads() != self._fitted:
            self.fit()
        self.row_chosen.emit(-1)

    def _heads(self) -> tuple[str, ...]:
        model = self.model()
        horizontal = Qt.Orientation.Horizontal
        return tuple(str(model.headerData(at, horizontal)) for at in range(model.columnCount()))

    def _keep_width(self, column: int, _before: int, after: int) -> None:
        """Leave a width alone once the user has set it."""
        if not self._is_fitting and after and QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._by_hand[column] = after
            self.arranged.emit()

    def _tell_moved(self, *_where: int) -> None:
        if not self._is_fitting:
            self.arranged.emit()

    def _tell_row(self, current: QModelIndex) -> None:
        self.row_chosen.emit(current.row() if current.isValid() else -1)

    def _wanted_width(self, column: int) -> int:
        """As measured when the table was filled."""
        if column not in self._wanted:
            self._wanted[column] = self._measured_width(column)
        return self._wanted[column]

    def _measured_width(self, column: int) -> int:
        """Room for the head and for the longest of the first cells; the longest by letters are measured."""
        model = self.model()
        head = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        bold = QFontMetrics(font(Type.SMALL, bold=True))
        widest = max((bold.horizontalAdvance(line) for line in head.split("\n")), default=0)
        rows = range(min(model.rowCount(), SAMPLE_ROWS))
        cells = sorted({str(model.index(row, column).data() or "") for row in rows}, key=len)
        widest = max([widest, *(_width(self, words) for words in cells[-MEASURED:])])
        return max(scaled(NARROWEST), widest + scaled(SIDE))


def _width(widget: QWidget, words: str) -> int:
    return widget.fontMetrics().horizontalAdvance(words)
