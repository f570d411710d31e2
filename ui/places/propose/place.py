"""The place Propose: a better scenario and why, the frontier, and people matched to posts; a tab for each."""

from PySide6.QtWidgets import QWidget

from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.propose.frontier_tab import FrontierTab
from ui.places.propose.match_tab import MatchTab
from ui.places.propose.propose_tab import ProposeTab
from ui.places.tabbed_place import TabbedPlace


class ProposePlace(TabbedPlace):
    """Advice: nothing changes until the user opens a proposal as a scenario, or records a match."""

    name = "propose"
    title = "Propose"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.proposal = ProposeTab(document, desk)
        self.frontier = FrontierTab(document, desk, self.proposal)
        self.match = MatchTab(document, desk)
        self.hold((self.proposal, self.frontier, self.match), "Proposal, frontier or match")
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.stack, 1)
