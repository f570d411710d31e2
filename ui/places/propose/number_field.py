"""A field for an amount, a percentage or a number; blank where none is set."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.model.plan import Plan
from planner.model.tables import Column, Kind
from planner.workbook.entry import entered
from ui import figures


class NumberField(QLineEdit):
    """Takes what a cell of the plan would take: ``£1,500,000``, ``12%``, ``2.5``.

    Signals:
        settled: what stands in the field is another, and was left or entered.
    """

    settled = Signal()

    def __init__(self, name: str, kind: Kind, blank: str = "no limit", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = Column("figure", name, kind, low=0)
        self._before = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(blank)
        self.setMinimumWidth(72)
        self.editingFinished.connect(self._tell)

    @property
    def value(self) -> float | None:
        """The figure; None where the field is blank or cannot be read."""
        found = entered(self.text(), self._column, "assumptions", Plan()).value
        return float(found) if isinstance(found, float) else None

    @property
    def fault(self) -> str:
        """What is wrong with what stands there, and the remedy; blank where nothing is."""
        found = entered(self.text(), self._column, "assumptions", Plan())
        if not found.is_readable:
            finding = found.finding
            return f"{finding.message} {finding.remedy}" if finding is not None else "It cannot be read."
        if isinstance(found.value, float) and found.value < 0:
            return f"{self._column.title} is below nil. Write nil or more, or leave it blank."
        return ""

    def put(self, value: float | None) -> None:
        """Show a figure, with separators; None leaves the field blank."""
        self.setText("" if value is None else figures.exact(value))
        self._before = self.text()

    # Qt's own

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the figure with its separators once it is left."""
        super().focusOutEvent(event)
        if not self.fault:
            self.put(self.value)

    # inside

    def _tell(self) -> None:
        if self.text() != self._before:
            self._before = self.text()
            self.settled.emit()
