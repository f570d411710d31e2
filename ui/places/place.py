"""What every place is: a view of the document that refreshes itself while it is looked at."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.targets import Target
from ui.settings import Settings


class Place(QWidget):
    """A view of the document. Derived places fill ``column`` and say how to ``refresh``.

    Signals:
        wanted: another place, and what it is to show.
        said: a sentence for the bar, and its tone.
        asked: a ``Question`` for the bar.
    """

    name = ""
    title = ""
    settings: Settings | None = None
    """Where a place keeps choices of its user's; the window gives it."""
    wanted = Signal(str, object)
    said = Signal(str, str)
    asked = Signal(object)

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.desk = desk
        self.setAccessibleName(self.title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 8)
        self.column.setSpacing(8)
        self._is_stale = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._refresh_if_stale)
        for signal in (document.changed, document.assessed, document.chosen, document.evaluated):
            signal.connect(self.mark_stale)
        document.names_shown.connect(self.mark_stale)

    @property
    def is_stale(self) -> bool:
        """Whether the document holds something that is not shown yet."""
        return self._is_stale

    def mark_stale(self) -> None:
        """Refresh once events are done, or when next looked at."""
        self._is_stale = True
        if self.isVisible():
            self._soon.start()

    def refresh(self) -> None:
        """Show what the document holds now."""
        raise NotImplementedError

    def bring(self, target: Target) -> None:
        """Bring into sight what another place asked for; places that are never asked do nothing."""

    def focus_find(self) -> None:
        """Put the cursor where the place's table is searched."""

    def toggle_filters(self) -> None:
        """Show or hide the filter under each head of the place's table."""

    def print_out(self) -> bool:
        """Print what the place shows, where that is paper; False where it has none of its own."""
        return False

    def recolour(self) -> None:
        """Follow the colours in use where they are painted by hand."""
        self.mark_stale()

    def be_current(self) -> None:
        """Be up to date at once: before something is looked for here."""
        self._refresh_if_stale()

    # Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh what went stale out of sight."""
        super().showEvent(event)
        self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.refresh()
