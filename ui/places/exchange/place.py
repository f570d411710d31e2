"""Exchange: parts sent out and taken back, copies to release, and the plan's history."""

from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.exchange.back_tab import BackTab
from ui.places.exchange.copies_tab import CopiesTab
from ui.places.exchange.history_tab import HistoryTab
from ui.places.exchange.send_tab import SendTab
from ui.places.exchange.tab import Tab
from ui.places.place import Place
from ui.places.targets import Exchange, Target
from ui.widgets.tab_stack import TabStack


class ExchangePlace(Place):
    """What leaves the plan as a file and what comes back into it, a tab for each."""

    name = "exchange"
    title = "Exchange"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Send, take back, release or history")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.stack = TabStack()
        self.send = SendTab(document, desk)
        self.back = BackTab(document, desk)
        self.copies = CopiesTab(document, desk)
        self.history = HistoryTab(document, desk)
        self._all: tuple[Tab, ...] = (self.send, self.back, self.copies, self.history)
        for one in self._all:
            self.tabs.addTab(one.title)
            self.stack.addWidget(one)
            one.said.connect(self.said)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._turn_to)
        self._give_room()
        self._source = document.source
        document.opened.connect(self._follow_plan)

    @property
    def tab(self) -> Tab:
        """The tab in sight."""
        return self._all[self.stack.currentIndex()]

    def refresh(self) -> None:
        """Show what the document holds in the tab in sight."""
        self.tab.refresh()

    def bring(self, target: Target) -> None:
        """Turn to the tab that was asked for."""
        if isinstance(target, Exchange):
            what = "release" if target.what == "hand over" else target.what
            names = [one.name for one in self._all]
            if what in names:
                self.tabs.setCurrentIndex(names.index(what))
                self.be_current()
            if self.tab is self.copies:
                self.copies.go_to(target.what)

    def focus_find(self) -> None:
        """Search the table in sight."""
        self.tab.focus_find()

    def toggle_filters(self) -> None:
        """Filter the table in sight by column."""
        self.tab.toggle_filters()

    def _turn_to(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self._give_room()
        self.mark_stale()

    def _give_room(self) -> None:
        """Let only the tab in sight say how much room the place wants at least."""
        for one in self._all:
            policy = QSizePolicy.Policy.Preferred if one is self.tab else QSizePolicy.Policy.Ignored
            one.setSizePolicy(policy, policy)

    def _follow_plan(self) -> None:
        """Let go of the plan before, where another file was opened; a save is no other plan."""
        if self.document.source is not self._source:
            self._source = self.document.source
            for one in self._all:
                one.forget()
