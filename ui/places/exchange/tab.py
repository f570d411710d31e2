"""What every tab of Exchange is: a part of the place that follows the document while it is looked at."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.asking import Asking
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.jobs.failure import reason


class Tab(QWidget):
    """A tab. Derived ones lay themselves out and say how to ``refresh``.

    Signals:
        said: a sentence for the bar, and its tone.
    """

    said = Signal(str, str)
    name = ""
    title = ""

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.desk = desk
        self._asking: Asking | None = None
        self.setAccessibleName(self.title)

    def refresh(self) -> None:
        """Show what the document holds now."""
        raise NotImplementedError

    def forget(self) -> None:
        """Another plan is in hand: let go of all that is of the one before, passwords first."""

    def focus_find(self) -> None:
        """Put the cursor where the tab's table is searched; tabs without one do nothing."""

    def toggle_filters(self) -> None:
        """Show or hide the filter under each head; tabs without a table do nothing."""

    @property
    def asking(self) -> Asking:
        """Asks for files, first in the plan's folder."""
        if self._asking is None:
            self._asking = Asking(self)
            if self.document.path is not None:
                self._asking.folder = self.document.path.parent
        return self._asking

    def is_the_plan(self, path: Path) -> bool:
        """Whether a file is the plan's own; the bar then says that it is not written over."""
        own = self.document.path
        is_own = own is not None and path.resolve() == own.resolve()
        if is_own:
            self.said.emit(f"{path.name} is the plan itself. Choose another name.", "error")
        return is_own

    def tell(self, what: str, error: Exception) -> None:
        """Say in the bar what was not done, and why."""
        self.said.emit(f"{what} {reason(error)}", "error")
