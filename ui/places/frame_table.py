"""A table of a frame with its heading, its search and its filters: what most places are made of."""

from collections.abc import Collection, Sequence
from time import perf_counter

import pandas as pd
from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.models.arrangement import Slices
from ui.models.columns import Column
from ui.models.frame_model import FrameModel, Marks, Unread
from ui.theme import Type
from ui.widgets.brief_button import BriefButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.table_view import TableView

TYPING_PAUSE = 120
"""Milliseconds without a key after which a search starts."""
SHORT_TITLE = 110
"""Pixels of a heading that the search beside it leaves whole."""
SEARCH = (72, 200)
"""Pixels of the field of the search: the least, and the most."""
AT_A_TIME = 0.005
"""Seconds of searching between two looks at what the user does."""


class FrameTable(QWidget):
    """Shows a frame as a table that can be searched, filtered, sorted and copied.

    Signals:
        chosen: the place in the frame of the row in hand, or -1.
        opened: the place in the frame of the row that was opened.
    """

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column] = (),
        parent: QWidget | None = None,
        view: TableView | None = None,
        model: FrameModel | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = model if model is not None else FrameModel(columns)
        self.model.setParent(self)
        self.view = view or TableView(name)
        self.empty = EmptyState("Nothing here", "")
        self._title = ElidedLabel(name, Type.HEADING)
        self._count = label(tone="muted")
        self.search = QLineEdit()
        self._by_column = BriefButton("Filter by column", "Filter")
        self._waiting = QTimer(self)
        self._slices: Slices[None] | None = None
        self._slicing = QTimer(self)
        self._build(name)
        self.view.setModel(self.model)
        self.model.filled.connect(self.view.fit)
        self.view.row_chosen.connect(lambda row: self.chosen.emit(self._position(row)))
        self.view.opened.connect(lambda row: self.opened.emit(self._position(row)))

    def show_frame(
        self,
        frame: pd.DataFrame,
        columns: Sequence[Column] | None = None,
        *,
        marks: Marks | None = None,
        unread: Unread | None = None,
    ) -> None:
        """Show another frame; the filters stay in force as long as the columns do."""
        others = columns is not None and tuple(columns) != self.model.columns
        if others:
            self._waiting.stop()
            self.search.clear()
            self._waiting.stop()
            self._by_column.setChecked(False)
            self.view.heads.setSortIndicator(-1, self.view.heads.sortIndicatorOrder())
        self.model.set_frame(frame, columns, marks=marks, unread=unread)
        if others:
            self.filter_now()
        self._tell_count()

    def follow_frame(
        self, frame: pd.DataFrame, *, marks: Marks | None = None, unread: Unread | None = None
    ) -> None:
        """Show what became of the same rows, each where it stands, with the cell in hand still in hand."""
        held = self._in_hand()
        if not self.model.follow(frame, marks=marks, unread=unread):
            self._take_in_hand(held)
        self._tell_count()

    def hide_columns(self, keys: Collection[str]) -> None:
        """Show dots in these columns."""
        self.model.hide(keys)

    def rename(self, title: str) -> None:
        """Give the table another heading."""
        self._title.set_words(title)
        self.view.setAccessibleName(title)
        self._fit_tools()

    def add_tool(self, tool: QWidget) -> None:
        """Put another control beside the search."""
        self._tools.insertWidget(1, tool)
        self._beside.append(tool)
        self._fit_tools()

    def say_empty(self, title: str, advice: str) -> None:
        """Say what stands there while there are no rows at all."""
        self.empty.say(title, advice)

    def choose(self, position: int) -> bool:
        """Select the row of a place in the frame; False where a filter hides it."""
        row = self.model.row_at(position)
        self.view.select_row(row)
        return row >= 0

    def choose_or_first(self, position: int) -> None:
        """Select the row of a place in the frame, or the first row where that is -1 or hidden."""
        if (position < 0 or not self.choose(position)) and self.model.rowCount():
            self.view.select_row(0)

    def clear_filters(self) -> None:
        """Show every row again."""
        self.search.clear()
        self._by_column.setChecked(False)
        self.filter_now()

    def toggle_filters(self) -> None:
        """Show or hide the filter under each head."""
        self._by_column.toggle()

    def filter_now(self) -> None:
        """Put the words typed in force."""
        self._begin_to_filter()
        while self._slices is not None:
            self._go_on()

    @property
    def is_filtering(self) -> bool:
        """Whether words that were typed are not in force yet."""
        return self._waiting.isActive() or self._slices is not None

    # ------------------------------------------------------------ inside

    def _build(self, name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._tools = tools = QHBoxLayout()
        tools.setSpacing(8)
        self.search.setPlaceholderText("Find")
        self.search.setAccessibleName(f"Find in {name}")
        self.search.setClearButtonEnabled(True)
        for button in self.search.findChildren(QToolButton):
            button.setAccessibleName("Clear the search")
        self.search.setMinimumWidth(SEARCH[0])
        self.search.setMaximumWidth(SEARCH[1])
        self.search.textChanged.connect(self._wait)
        self._by_column.setCheckable(True)
        self._by_column.setProperty("rank", "link")
        self._by_column.setAccessibleName(f"Filter {name} by column")
        self._by_column.setToolTip("A filter under each head: words, >10, 5..9, =8a (Ctrl+Shift+L)")
        self._by_column.toggled.connect(self._show_filters)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(TYPING_PAUSE)
        self._waiting.timeout.connect(self._begin_to_filter)
        self._slicing.setInterval(0)
        self._slicing.timeout.connect(self._go_on)
        copy = QPushButton("Copy")
        copy.setProperty("rank", "link")
        copy.setAccessibleName(f"Copy {name} as cells")
        copy.setToolTip("Copy the rows selected, or all, for Excel")
        copy.clicked.connect(self.view.copy)
        self._title.keep_whole(SHORT_TITLE)
        tools.addWidget(self._title, 1)
        self._beside: list[QWidget] = [self._count, self.search, self._by_column, copy]
        for one in self._beside:
            tools.addWidget(one)
        column.addLayout(tools)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)  # before it is filled: on its own it would show a window of its own
        for page in (self.empty, self.view):
            self._stack.addWidget(page)

    def _wait(self) -> None:
        """Search once no key has been pressed for a moment."""
        self._waiting.start()

    def _begin_to_filter(self) -> None:
        """Look for what was typed, in slices: keys and scrolling go before it."""
        self._waiting.stop()
        asked = {self.model.columns[at].key: words for at, words in self.view.heads.words().items()}
        self._slices = self.model.filtering(self.search.text(), asked)
        self._slicing.start()

    def _go_on(self) -> None:
        until = perf_counter() + AT_A_TIME
        while self._slices is not None and perf_counter() < until:
            try:
                next(self._slices)
            except StopIteration:
                self._slices = None
                self._slicing.stop()
                self._tell_count()

    def _in_hand(self) -> tuple[int, int, int]:
        """The identity of the row in hand, its column, and how far the table is scrolled."""
        at = self.view.currentIndex()
        identity = self.model.identity(at.row()) if at.isValid() else -1
        return identity, at.column(), self.view.verticalScrollBar().value()

    def _take_in_hand(self, held: tuple[int, int, int]) -> None:
        identity, column, scrolled = held
        row = self.model.row_of(identity) if identity >= 0 else -1
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row, column))
        self.view.verticalScrollBar().setValue(scrolled)

    def _show_filters(self, shown: bool) -> None:
        self.view.heads.show_filters(shown)
        if shown:
            self.view.heads.filters_changed.connect(self._wait)
            self.view.heads.field(0).setFocus()
        else:
            self.view.heads.filters_changed.disconnect(self._wait)
            self.filter_now()

    def _position(self, row: int) -> int:
        return self.model.position(row) if row >= 0 else -1

    def _tell_count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        rows = "row" if total == 1 else "rows"
        self._count.setText(f"{total:,} {rows}" if shown == total else f"{shown:,} of {total:,} {rows}")
        self._stack.setCurrentWidget(self.view if total else self.empty)
        self._fit_tools()

    def _fit_tools(self) -> None:
        """Say less beside a heading that would not be whole: first of the filter, then of the count."""
        if not self.isVisible() or not self._by_column.isVisibleTo(self):
            return  # measuring takes a while, and is done when it is shown; tools that are put away stay so
        beside = [one for one in self._beside if one is self._count or one.isVisibleTo(self)]
        givers = (self.search, self._by_column)
        fixed: int = sum(one.sizeHint().width() for one in beside if one not in givers)
        room = self.width() - self._title.whole_width - fixed - len(beside) * self._tools.spacing()
        usual, least = (self.search.sizeHint().width(), SEARCH[0]) if self.search in beside else (0, 0)
        is_brief = room < usual + self._by_column.full_width
        self._by_column.be_brief(is_brief)
        is_all = self.model.rowCount() == self.model.total
        left = room - (self._by_column.brief_width if is_brief else self._by_column.full_width)
        self._count.setVisible(not is_all or left >= least)
        if not self._count.isVisibleTo(self):
            left += self._count.sizeHint().width() + self._tools.spacing()
        self.search.setMaximumWidth(max(SEARCH[0], min(left, SEARCH[1])))

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much beside the heading as there is room for."""
        super().resizeEvent(event)
        self._fit_tools()

    def showEvent(self, event: QShowEvent) -> None:
        """Say as much as there is room for, now that it is looked at."""
        super().showEvent(event)
        self._fit_tools()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_tools()
