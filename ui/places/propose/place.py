"""The place Propose: a better scenario and why, the frontier, and people matched to posts; a tab for each."""

from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.place import Place
from ui.places.propose.frontier_tab import FrontierTab
from ui.places.propose.match_tab import MatchTab
from ui.places.propose.propose_tab import ProposeTab
from ui.places.propose.tab import Tab
from ui.widgets.tab_stack import TabStack


class ProposePlace(Place):
    """Advice: nothing changes until the user opens a proposal as a scenario, or records a match."""

    name = "propose"
    title = "Propose"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Proposal, frontier or match")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.stack = TabStack()
        self.proposal = ProposeTab(document, desk)
        self.frontier = FrontierTab(document, desk, self.proposal)
        self.match = MatchTab(document, desk)
        self._all: tuple[Tab, ...] = (self.proposal, self.frontier, self.match)
        for one in self._all:
            self.tabs.addTab(one.title)
            self.stack.addWidget(one)
            one.said.connect(self.said)
            one.wanted.connect(self.wanted)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._turn_to)
        self._give_room()

    @property
    def tab(self) -> Tab:
        """The tab in sight."""
        return self._all[self.stack.currentIndex()]

    def refresh(self) -> None:
        """Show what the document holds in the tab in sight."""
        self.tab.refresh()

    def recolour(self) -> None:
        """Follow the colours and the size of text in every tab."""
        for one in self._all:
            one.recolour()
        self.mark_stale()

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
