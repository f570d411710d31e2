"""Below the board, about the function in hand: who takes it, who does it at what cost, its pools."""

import pandas as pd
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QTabBar, QVBoxLayout, QWidget

from planner.model.results import Results
from planner.model.who_may import function_name
from ui.document.plan_document import PlanDocument
from ui.models import columns as c
from ui.places.frame_table import FrameTable
from ui.places.functions.board_edits import BoardEdits
from ui.places.functions.split_panel import SplitPanel
from ui.theme import Type
from ui.widgets.labels import ElidedLabel

SERVICES = (
    c.words("name", "Receiver", wide=True),
    c.words("mode", "Mode"),
    c.money("staff", "Staff"),
    c.money("vacancies", "Vacancies"),
    c.money("non_pay", "Non-pay"),
    c.money("cost", "Cost"),
    c.money("income", "Income"),
)
POOLS = (
    c.words("pool", "Pool", wide=True),
    c.count("heads", "People"),
    c.fte("fte", "Now"),
    c.fte("posts_fte", "Posts"),
    c.odds("chance_left_over", "Left over"),
    c.fte("redundant_fte", "Redundant"),
    c.money("redundancy_cost", "Redundancy"),
)
TABS = ("Who takes it", "What it costs", "Its pools")


class FunctionPanels(QWidget):
    """Three tabs about one function; only the one in sight is filled.

    Signals:
        pool_opened: the pool whose people are wanted.
    """

    pool_opened = Signal(str)

    def __init__(self, document: PlanDocument, edits: BoardEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.split = SplitPanel(document, edits)
        self.services = FrameTable("What it costs", SERVICES)
        self.pools = FrameTable("Its pools", POOLS)
        self.tabs = QTabBar()
        self.title = ElidedLabel(size=Type.HEADING)
        self._function, self._sender = "", ""
        self._pools = pd.DataFrame()
        self._lay_out()
        self.tabs.currentChanged.connect(self._change_tab)
        self.pools.opened.connect(self._open_pool)

    @property
    def function(self) -> str:
        """The function in hand."""
        return self._function

    def show_function(self, function: str, sender: str) -> None:
        """Show what the document holds about a function."""
        self._function, self._sender = function, sender
        if (plan := self._document.plan) is not None:
            self.title.set_words(function_name(plan, function) if function else "")
        results = self._document.results
        at = self.tabs.currentIndex()
        if at == 0:
            self.split.show_function(function, sender)
        elif results is not None and function:
            (self._show_services if at == 1 else self._show_pools)(results)

    # ------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        self.tabs.setAccessibleName("About the function in hand")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for title in TABS:
            self.tabs.addTab(title)
        self.pools.setToolTip("Double-click a pool to see its people")
        self.services.say_empty("Nobody does it", "No receiver has claimed it in this scenario, or it stops.")
        self.pools.say_empty("Nobody is in it", "No staff row names this function.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.tabs)
        above.addWidget(self.title, 1)
        column.addLayout(above)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        for panel in (self.split, self.services, self.pools):
            self._stack.addWidget(panel)

    def _change_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.show_function(self._function, self._sender)

    def _show_services(self, results: Results) -> None:
        done, year = results.services, self._document.year
        done = done[((done["function"] == self._function) & (done["year"] == year)).to_numpy()]
        names = results.receivers.drop_duplicates("receiver").set_index("receiver")["name"]
        self.services.rename(f"What it costs in {year}")
        self.services.show_frame(done.assign(name=done["receiver"].map(names)))

    def _show_pools(self, results: Results) -> None:
        self._pools = results.pools[(results.pools["function"] == self._function).to_numpy()]
        self.pools.rename("Its pools")
        self.pools.show_frame(self._pools)

    def _open_pool(self, position: int) -> None:
        if 0 <= position < len(self._pools):
            self.pool_opened.emit(str(self._pools["pool"].iloc[position]))
