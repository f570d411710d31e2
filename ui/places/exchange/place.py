"""Exchange: parts sent out and taken back, copies to release, and the plan's history."""

from PySide6.QtWidgets import QWidget

from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.exchange.back_tab import BackTab
from ui.places.exchange.copies_tab import CopiesTab
from ui.places.exchange.history_tab import HistoryTab
from ui.places.exchange.send_tab import SendTab
from ui.places.exchange.tab import Tab
from ui.places.tabbed_place import TabbedPlace
from ui.places.targets import Exchange, Target


class ExchangePlace(TabbedPlace):
    """What leaves the plan as a file and what comes back into it, a tab for each."""

    name = "exchange"
    title = "Exchange"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.send = SendTab(document, desk)
        self.back = BackTab(document, desk)
        self.copies = CopiesTab(document, desk)
        self.history = HistoryTab(document, desk)
        self._all: tuple[Tab, ...] = (self.send, self.back, self.copies, self.history)
        self.hold(self._all, "Send, take back, release or history")
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.stack, 1)
        self._source = document.source
        document.opened.connect(self._follow_plan)

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

    def _follow_plan(self) -> None:
        """Let go of the plan before, where another file was opened; a save is no other plan."""
        if self.document.source is not self._source:
            self._source = self.document.source
            for one in self._all:
                one.forget()
