"""What every tab of Propose is: a part of the place that follows the document while it is looked at."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk


class Tab(QWidget):
    """A tab. Derived ones lay themselves out and say how to ``refresh``.

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

    @property
    def standing(self) -> tuple[Any, str]:
        """The plan as judged and the scenario in hand: what an answer is of."""
        return self.document.assessment, self.document.scenario

    def refresh(self) -> None:
        """Show what the document holds now."""
        raise NotImplementedError

    def recolour(self) -> None:
        """Follow the colours and the size of text where they are painted by hand."""

    def focus_find(self) -> None:
        """Put the cursor where the tab's table is searched."""

    def toggle_filters(self) -> None:
        """Show or hide the filter under each head."""
