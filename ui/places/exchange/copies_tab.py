"""Copies to release: the copy that names nobody, and beside it the lists for those who take over."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.exchange.lists_panel import ListsPanel
from ui.places.exchange.release_panel import ReleasePanel
from ui.places.exchange.tab import Tab


class CopiesTab(Tab):
    """Two panels side by side."""

    name = "release"
    title = "Copies to release"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.release = ReleasePanel(document, desk)
        self.lists = ListsPanel(document, desk)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        for one in (self.release, self.lists):
            across.addWidget(_framed(one), 1)
            one.said.connect(self.said)

    def refresh(self) -> None:
        """Show what both would hold now."""
        self.release.refresh()
        self.lists.refresh()

    def forget(self) -> None:
        """Nothing of the plan before stays."""
        self.release.forget()
        self.lists.forget()

    def focus_find(self) -> None:
        """Search the receivers."""
        self.lists.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the receivers by column."""
        self.lists.table.toggle_filters()

    def go_to(self, what: str) -> None:
        """Put the cursor into the copy ("release") or the lists ("hand over")."""
        (self.lists.view if what == "hand over" else self.release.list).setFocus()


def _framed(inside: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName("panel")
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(inside)
    return frame
