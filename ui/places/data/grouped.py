"""The table in sight in groups of one column, with subtotals; to be read, opened and closed."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner.model.subtotals import Positions, subtotals
from planner.model.tables import BANDS
from ui.models.columns import Column
from ui.models.frame_model import FrameModel
from ui.models.group_model import GroupModel
from ui.theme import Type
from ui.widgets.labels import ElidedLabel
from ui.widgets.table_view import TableView


class GroupView(TableView):
    """A table of groups: Right opens one, Left closes it, Enter and double-click do either.

    Signals:
        row_wanted: the place in the frame of a row that was double-clicked.
    """

    row_wanted = Signal(int)

    def __init__(self, name: str, model: GroupModel, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._groups = model
        self.setModel(model)
        self.setSortingEnabled(False)
        self.heads.setSectionsMovable(False)
        self.opened.connect(self._turn)

    def _turn(self, row: int) -> None:
        group = self._groups.group_at(row)
        if group >= 0:
            self._groups.set_open(group, not self._groups.is_open(group))
        elif self._groups.position(row) >= 0:
            self.row_wanted.emit(self._groups.position(row))

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close by the arrow keys, as in a tree."""
        row = self.currentIndex().row()
        group = self._groups.group_at(row)
        if event.key() == Qt.Key.Key_Right and group >= 0:
            self._groups.set_open(group, True)
        elif event.key() == Qt.Key.Key_Left and row >= 0:
            heading = self._groups.heading_of(row)
            if heading == row:
                self._groups.set_open(group, False)
            elif heading >= 0:
                self.select_row(heading)
        else:
            super().keyPressEvent(event)


class GroupedTable(QWidget):
    """Rows in groups, under a line that says by what and how to go back.

    Signals:
        left: the user wants the table itself again.
        row_wanted: the place in the frame of a row that the user wants to see there.
    """

    left = Signal()
    row_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = GroupModel(self)
        self.view = GroupView("Groups", self.model)
        self.view.row_wanted.connect(self.row_wanted)
        self._words = ElidedLabel("", Type.HEADING)
        self._asked: tuple[object, ...] | None = None
        self._rows: Positions = np.empty(0, np.intp)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._words, 1)
        for text, tip, do in (
            ("Open all", "Show the rows of every group", self.open_all),
            ("Close all", "Show the groups alone", self.close_all),
            ("Copy", "Copy the rows selected, or all that are shown, for Excel", self.view.copy),
            ("Back to the table", "Show the rows without groups, to be edited", self.left.emit),
        ):
            button = QPushButton(text)
            button.setProperty("rank", "link")
            button.setToolTip(tip)
            button.clicked.connect(partial(_do, do))
            line.addWidget(button)
        column.addLayout(line)
        column.addWidget(self.view, 1)

    def show_groups(
        self, of: FrameModel, name: str, by: Column, columns: Sequence[Column], hidden: Collection[str]
    ) -> None:
        """Show the rows that a model shows, in groups of one of its columns; what adds up stands first."""
        rows, adding = of.positions(), [one for one in columns if one.adds_up]
        asked = (of.frame, by, tuple(columns), frozenset(hidden))
        if self._is_shown(asked, rows):
            return
        self._asked, self._rows = asked, rows
        order = BANDS if by.key == "band" else ()
        groups = subtotals(of.frame, by.key, [one.key for one in adding], rows, order)
        shown = [one for one in (*adding, *(one for one in columns if not one.adds_up)) if one.key != by.key]
        at = self.view.currentIndex().row()
        self.model.show_groups(of.frame, shown, by, groups, frozenset(hidden))
        title = by.title.partition("\n")[0]
        count = f"{len(rows):,} of {of.total:,} rows" if len(rows) < of.total else f"{of.total:,} rows"
        self._words.set_words(f"{name} by {title.lower() if title[1:2].islower() else title}, {count}")
        self.view.setAccessibleName(f"{name} by {title}")
        self.view.fit()
        self.view.select_row(max(0, at))

    def _is_shown(self, asked: tuple[object, ...], rows: Positions) -> bool:
        """Whether these very rows are shown so already."""
        known = self._asked
        is_same = known is not None and known[0] is asked[0] and known[1:] == asked[1:]
        return is_same and np.array_equal(self._rows, rows)

    def open_all(self) -> None:
        """Show the rows of every group."""
        self.model.open_all(True)

    def close_all(self) -> None:
        """Show the groups alone."""
        self.model.open_all(False)


def _do(what: Callable[[], object], _is_checked: bool = False) -> None:
    what()
