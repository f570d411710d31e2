"""What every tab of Exchange can do besides: ask for files, and say what was not done."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.asking import Asking
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.jobs.failure import reason
from ui.places.place_tab import PlaceTab


class Tab(PlaceTab):
    """A tab of Exchange, known by its name; it asks for files and says what became of them."""

    name = ""

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self._asking: Asking | None = None

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
