"""A table whose cells are selected, edited and filled as in a spreadsheet."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QItemSelectionRange, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QMenu, QWidget

from ui.widgets.cell_editors import CellEditors, Options
from ui.widgets.table_view import TableView

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Rectangle = tuple[range, list[int]]
"""Rows, and columns by their logical numbers in the order in which they are seen."""


class CellView(TableView):
    """A table of cells: F2 or typing edits, Enter goes down, Tab goes right, Ctrl+Tab leaves.

    Keys that mean something here are given by ``answer``; they are taken before the window's own.
    """

    orders_itself = True

    def __init__(self, name: str, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.painter = CellEditors(self, options)
        self.setItemDelegate(self.painter)
        self._answers: dict[QKeySequence, Callable[[], object]] = {}
        self.answer("Ctrl+Tab", partial(self._leave, True))
        self.answer("Ctrl+Shift+Tab", partial(self._leave, False))
        self._menu = QMenu(self)
        self._fill_menu: Callable[[QMenu], object] | None = None
        self._copy: Callable[[], object] | None = None
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setTabKeyNavigation(True)
        self.verticalHeader().setVisible(True)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionsClickable(True)
        self.verticalHeader().setAccessibleName("Rows")

    def answer(self, key: str, do: Callable[[], object]) -> None:
        """Do something on a key ("Ctrl+D") while the table has the focus."""
        self._answers[QKeySequence(key)] = do

    def offer(self, fill: Callable[[QMenu], object]) -> None:
        """Have the menu of a cell filled when it is asked for."""
        self._fill_menu = fill

    def on_copy(self, do: Callable[[], object]) -> None:
        """Have something else copied than every row as it is shown."""
        self._copy = do

    def copy(self) -> None:
        """Copy as was asked for."""
        if self._copy is not None:
            self._copy()
        else:
            super().copy()

    def menu(self) -> QMenu:
        """The menu for the cell in hand."""
        self._menu.clear()
        if self._fill_menu is not None:
            self._fill_menu(self._menu)
        return self._menu

    # ------------------------------------------------------------ what is selected

    def rectangle(self) -> Rectangle:
        """The smallest rectangle around the selected cells, or the cell in hand; may be empty."""
        ranges = self._ranges()
        heads = self.heads
        if not ranges:
            at = self.currentIndex()
            if not at.isValid():
                return range(0), []
            return range(at.row(), at.row() + 1), [at.column()]
        first, last = min(one.top() for one in ranges), max(one.bottom() for one in ranges)
        columns = {at for one in ranges for at in range(one.left(), one.right() + 1)}
        seen = [heads.visualIndex(at) for at in columns if not self.isColumnHidden(at)]
        if not seen:
            return range(0), []
        across = [heads.logicalIndex(at) for at in range(min(seen), max(seen) + 1)]
        return range(first, last + 1), [at for at in across if not self.isColumnHidden(at)]

    def selected_rows(self) -> list[int]:
        """The rows in which any cell is selected, in order; the row in hand where none is."""
        ranges = self._ranges()
        rows = {row for one in ranges for row in range(one.top(), one.bottom() + 1)}
        if not rows and self.currentIndex().isValid():
            rows = {self.currentIndex().row()}
        return sorted(rows)

    def columns_from(self, column: int) -> list[int]:
        """The columns seen from one on to the right."""
        heads = self.heads
        seen = range(heads.visualIndex(column), heads.count())
        return [at for one in seen if not self.isColumnHidden(at := heads.logicalIndex(one))]

    def columns_seen(self) -> list[int]:
        """The columns that are shown, from left to right."""
        heads = self.heads
        seen = [heads.logicalIndex(at) for at in range(heads.count())]
        return [at for at in seen if not self.isColumnHidden(at)]

    def lay_columns(self, columns: Sequence[int]) -> None:
        """Show these columns alone, in this order."""
        heads = self.heads
        heads.blockSignals(True)
        for place, column in enumerate(columns):
            heads.moveSection(heads.visualIndex(column), place)
        heads.blockSignals(False)
        shown = set(columns)
        for column in range(heads.count()):
            self.setColumnHidden(column, column not in shown)
        self.fit()

    def go_to(self, row: int, column: int) -> None:
        """Take one cell in hand and bring it into sight."""
        cell = self.model().index(row, column)
        self.selectionModel().setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(cell)

    def select_cells(self, rows: range, columns: Sequence[int]) -> None:
        """Select the cells of some rows and columns."""
        chosen = QItemSelection()
        for column in columns:
            model = self.model()
            chosen.select(model.index(rows.start, column), model.index(rows.stop - 1, column))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def start_editing(self) -> None:
        """Open the cell in hand."""
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    @property
    def is_editing(self) -> bool:
        """Whether a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState

    # ------------------------------------------------------------ Qt's own

    def event(self, event: QEvent) -> bool:
        """Claim the keys that are answered here before the window's commands have them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            sequence = QKeySequence(event.keyCombination())
            if sequence in self._answers or event.key() == Qt.Key.Key_F2:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys of a spreadsheet."""
        if self.is_editing:
            super().keyPressEvent(event)
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        do = self._answers.get(QKeySequence(event.keyCombination()))
        if do is not None:
            do()
        elif event.key() in ENTER and (plain or event.modifiers() == Qt.KeyboardModifier.ShiftModifier):
            self._step(1 if plain else -1, 0)
        elif event.key() == Qt.Key.Key_F2:
            self.start_editing()
        elif event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
        else:
            QAbstractItemView.keyPressEvent(self, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell; past the last of a row it leaves the table."""
        if self.is_editing:
            return super().focusNextPrevChild(forward)
        return self._step(0, 1 if forward else -1) or QWidget.focusNextPrevChild(self, forward)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go down after Enter, and right or left after Tab, without opening the next cell."""
        kinds = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, kinds.NoHint)
        steps = {kinds.SubmitModelCache: (1, 0), kinds.EditNextItem: (0, 1), kinds.EditPreviousItem: (0, -1)}
        if hint in steps:
            self._step(*steps[hint])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the cell under the mouse, or in hand."""
        at = self.indexAt(event.pos())
        is_by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if is_by_mouse and at.isValid() and not self.selectionModel().isSelected(at):
            self.setCurrentIndex(at)
        where = event.globalPos()
        if not is_by_mouse and self.currentIndex().isValid():
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        if self._fill_menu is not None:
            self.menu().popup(where)

    # inside

    def _ranges(self) -> list[QItemSelectionRange]:
        chosen = self.selectionModel().selection()
        return [one for at in range(chosen.count()) if (one := chosen.at(at)).isValid()]

    def _leave(self, forward: bool) -> None:
        QWidget.focusNextPrevChild(self, forward)

    def _step(self, down: int, right: int) -> bool:
        """Go so many cells down and to the right; tell whether there is one."""
        at = self.currentIndex()
        if not at.isValid():
            return False
        seen = self.columns_seen()
        row = at.row() + down
        place = seen.index(at.column()) + right if at.column() in seen else 0
        if 0 <= row < self.model().rowCount() and 0 <= place < len(seen):
            self.go_to(row, seen[place])
            return True
        return False
