"""What every tab of a place is: a part of the place that follows the document while it is looked at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk


class PlaceTab(QWidget):
    """A tab. Derived ones lay themselves out; what a tab has no use for does nothing.

    Signals:
        said: a sentence for the bar, and its tone.
        wanted: another place, and what it is to show.
    """

    said = Signal(str, str)
    wanted = Signal(str, object)
    title = ""

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.desk = desk
        self.setAccessibleName(self.title)

    def refresh(self) -> None:
        """Show what the document holds now, where the tab looks for itself."""

    def forget(self) -> None:
        """Another plan is in hand: let go of all that is of the one before, passwords first."""

    def recolour(self) -> None:
        """Follow the colours and the size of text where they are painted by hand."""

    def focus_find(self) -> None:
        """Put the cursor where the tab's table is searched."""

    def toggle_filters(self) -> None:
        """Show or hide the filter under each head."""
