"""One table of the plan on the screen, with its tools; it knows cells and keys, and no plan."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from planner.base.findings import Finding
from ui.models.columns import Column
from ui.places.data.staying_menu import StayingMenu
from ui.places.frame_table import FrameTable
from ui.widgets.cell_editors import Options
from ui.widgets.cell_view import CellView


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with cells or rows.

    Attributes:
        text: what the menu calls it.
        do: does it.
        key: its key while the table has the focus; empty for none.
        button: what its button beside the search says; empty for none.
        tip: what it does, for its button.
        parts: whether a line is drawn above it in the menu.
    """

    text: str
    do: Callable[[], object]
    key: str = ""
    button: str = ""
    tip: str = ""
    parts: bool = False


class PlanTable(FrameTable):
    """A table whose cells are edited where they stand.

    Args:
        options: what may stand in a cell.
        columns_chosen: told the keys of the columns shown, in order, when the user chose others.
        grouping_chosen: told the key of a column to group by.
    """

    def __init__(
        self,
        options: Options,
        columns_chosen: Callable[[list[str]], object],
        grouping_chosen: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        self.cells = CellView("Staff", options)
        super().__init__("Staff", parent=parent, view=self.cells)
        self._columns_chosen = columns_chosen
        self._grouping_chosen = grouping_chosen
        self._acts: tuple[Act, ...] = ()
        self._extra: Callable[[], Sequence[Act]] = tuple
        self._buttons: dict[str, QPushButton] = {}
        self._rail = QWidget()
        self._left = QHBoxLayout(self._rail)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(0)
        self._tools.insertWidget(0, self._rail)
        self._beside.append(self._rail)
        self._title.set_words("")
        self._title.setMinimumWidth(0)
        self.columns_menu = StayingMenu("Columns", self)
        self.columns_menu.aboutToShow.connect(self._list_columns)
        self.group_menu = QMenu("Group by", self)
        self.group_menu.aboutToShow.connect(self._list_groupings)
        self.cells.offer(self._fill_menu)
        self.view.heads.sectionMoved.connect(self._keep_columns)

    def give_acts(self, acts: Sequence[Act], extra: Callable[[], Sequence[Act]]) -> None:
        """Say what can be done here; ``extra`` gives what can be done with the cell in hand besides."""
        self._acts, self._extra = tuple(acts), extra
        for act in acts:
            if act.key:
                self.cells.answer(act.key, act.do)
            if act.button:
                button = QPushButton(act.button)
                button.setProperty("rank", "link")
                button.setToolTip(f"{act.tip or act.text} ({act.key})" if act.key else act.tip or act.text)
                button.clicked.connect(partial(_without_check, act.do))
                self._buttons[act.button] = button
                self._left.addWidget(button)
        for text, menu, tip in (
            ("Group by", self.group_menu, "Put the rows in groups, with subtotals"),
            ("Columns", self.columns_menu, "Choose the columns that are shown"),
        ):
            self._left.addWidget(_menu_button(text, menu, tip))

    def button(self, name: str) -> QPushButton:
        """One of the buttons, by what it says."""
        return self._buttons[name]

    def give_tools(self, has_rows: bool) -> None:
        """Show the tools that work on rows and columns, or put them away where there are none to change."""
        for at in range(self._tools.count()):
            item = self._tools.itemAt(at)
            if item is not None and (tool := item.widget()) is not None:
                tool.setVisible(has_rows)
        self.view.verticalHeader().setVisible(has_rows)

    def rename(self, title: str) -> None:
        """Name the table for a screen reader; its tab says it to the eye."""
        self.view.setAccessibleName(title)
        self.search.setAccessibleName(f"Find in {title}")

    # ------------------------------------------------------------ columns

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns alone, in this order; all where none is given."""
        known = [at for key in keys if (at := self.model.column_of(key)) >= 0]
        self.cells.lay_columns(known or list(range(self.model.columnCount())))

    def columns_shown(self) -> list[Column]:
        """The columns shown, from left to right."""
        return [self.model.columns[at] for at in self.cells.columns_seen()]

    def _list_columns(self) -> None:
        self.columns_menu.clear()
        shown = {one.key for one in self.columns_shown()}
        everything = self.columns_menu.addAction("All columns, in their own order")
        everything.triggered.connect(self._show_all_columns)
        self.columns_menu.addSeparator()
        for one in self.model.columns:
            action = self.columns_menu.addAction(one.title.replace("\n", ", ").replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(one.key in shown)
            action.setData(one.key)
            action.toggled.connect(self._choose_columns)

    def _choose_columns(self) -> None:
        wanted = {one.data() for one in self.columns_menu.actions() if one.isChecked()}
        if not wanted:
            self._list_columns()  # a table has one column at least
            return
        seen = [one.key for one in self.columns_shown() if one.key in wanted]
        new = [one.key for one in self.model.columns if one.key in wanted and one.key not in seen]
        for key in new:
            seen.insert(self._place_among(key, seen), key)
        self.show_columns(seen)
        self._columns_chosen(seen)

    def _place_among(self, key: str, seen: Sequence[str]) -> int:
        """Behind the nearest column before it in the table's own order."""
        own = [one.key for one in self.model.columns]
        before = [one for one in own[: own.index(key)] if one in seen]
        return seen.index(before[-1]) + 1 if before else 0

    def _show_all_columns(self) -> None:
        self.show_columns([one.key for one in self.model.columns])
        self._columns_chosen([])

    def _keep_columns(self) -> None:
        self._columns_chosen([one.key for one in self.columns_shown()])

    def _list_groupings(self) -> None:
        self.group_menu.clear()
        for one in self.columns_shown():
            if not self.model.is_hidden(one.key):
                action = self.group_menu.addAction(one.title.partition("\n")[0].replace("&", "&&"))
                action.setData(one.key)
                action.triggered.connect(partial(_without_check, partial(self._grouping_chosen, one.key)))

    # ------------------------------------------------------------ cells

    def keys_of(self, columns: Sequence[int]) -> list[str]:
        """The keys of columns given by their logical numbers."""
        return [self.model.columns[at].key for at in columns]

    def take_in_hand(self, identity: int, key: str) -> bool:
        """Go to a cell; False where its row is not shown."""
        row, column = self.model.row_of(identity), max(0, self.model.column_of(key))
        if row < 0:
            return False
        if self.cells.isColumnHidden(column):
            self.cells.setColumnHidden(column, False)
        self.cells.go_to(row, column)
        return True

    def finding_in_hand(self) -> Finding | None:
        """What was found in the cell in hand."""
        at = self.cells.currentIndex()
        if not at.isValid():
            return None
        return self.model.marks.get((self.model.identity(at.row()), self.model.columns[at.column()].key))

    def next_mark(self, step: int) -> tuple[int, str] | None:
        """The next cell with a finding among the rows shown: its row's identity and its column.

        Args:
            step: 1 for the next, -1 for the one before.
        """
        marks = list(self.model.marks)
        if not marks or not self.model.rowCount():
            return None
        shown = pd.Index(self.model.identities(0))
        rows = shown.get_indexer(pd.Index([row for row, _ in marks]))
        heads = self.view.heads
        columns = np.array([heads.visualIndex(max(0, self.model.column_of(key))) for _, key in marks])
        width = heads.count() + 1
        places = rows * width + columns
        at = self.cells.currentIndex()
        here = at.row() * width + heads.visualIndex(at.column()) if at.isValid() else -1
        candidates = np.flatnonzero(rows >= 0)
        if len(candidates) == 0:
            return None
        ahead = (places - here) * step
        ahead = np.where(ahead > 0, ahead, ahead + (len(shown) + 1) * width)
        return marks[int(candidates[np.argmin(ahead[candidates])])]

    # ------------------------------------------------------------ the menu of a cell

    def _fill_menu(self, menu: QMenu) -> None:
        for act in (*self._extra(), *self._acts):
            if act.parts:
                menu.addSeparator()
            action: QAction = menu.addAction(f"{act.text}\t{act.key}" if act.key else act.text)
            action.triggered.connect(partial(_without_check, act.do))


def _menu_button(text: str, menu: QMenu, tip: str) -> QPushButton:
    made = QPushButton(text)
    made.setToolTip(tip)
    made.setProperty("rank", "link")
    made.setMenu(menu)
    return made


def _without_check(do: Callable[[], object], _is_checked: bool = False) -> None:
    do()
