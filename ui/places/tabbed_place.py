"""A place of several tabs, of which one is in sight."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.place import Place
from ui.places.place_tab import PlaceTab
from ui.widgets.tab_stack import TabStack


class TabbedPlace(Place):
    """Hands what is asked of it to the tab in sight. Derived ones ``hold`` tabs and place the two parts.

    Attributes:
        tabs: the names of the tabs.
        stack: the tabs themselves.
    """

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.stack = TabStack()
        self._held_tabs: tuple[PlaceTab, ...] = ()

    @property
    def tab(self) -> PlaceTab:
        """The tab in sight."""
        return self._held_tabs[self.stack.currentIndex()]

    def hold(self, tabs: Sequence[PlaceTab], name: str) -> None:
        """Take the tabs, once; ``name`` is what the row of their names is called."""
        self._held_tabs = tuple(tabs)
        self.tabs.setAccessibleName(name)
        for one in tabs:
            self.tabs.addTab(one.title)
            self.stack.addWidget(one)
            one.said.connect(self.said)
            one.wanted.connect(self.wanted)
        self.tabs.currentChanged.connect(self._turn_to)
        self._give_room()

    def refresh(self) -> None:
        """Show what the document holds in the tab in sight."""
        self.tab.refresh()

    def recolour(self) -> None:
        """Follow the colours and the size of text in every tab."""
        for one in self._held_tabs:
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
        for one in self._held_tabs:
            policy = QSizePolicy.Policy.Preferred if one is self.tab else QSizePolicy.Policy.Ignored
            one.setSizePolicy(policy, policy)
