"""A field for several days; blank where none is named."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.advise.variants import dates_fault
from planner.base.dates import long_date
from planner.model.plan import Facts, Plan
from planner.model.tables import Column, Kind
from planner.workbook.entry import Entered, entered

DAY = Column("day", "Day", Kind.DATE)
BETWEEN = "; "


class DaysField(QLineEdit):
    """Takes days as a cell of the plan would, with semicolons between: ``1/7/2013; 1 October 2013``.

    Signals:
        settled: other days stand in the field, and it was left or entered.
    """

    settled = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = Facts()
        self._before = ""
        self.setAccessibleName(name)
        self.setPlaceholderText("no other day")
        self.editingFinished.connect(self._tell)

    @property
    def days(self) -> tuple[date, ...]:
        """The days in their order; none where something cannot be read or is outside the plan."""
        return () if self.fault else self._readable

    @property
    def fault(self) -> str:
        """What is wrong with what stands there, and the remedy; blank where nothing is."""
        for one in self._entered:
            if not one.is_readable:
                finding = one.finding
                return f"{finding.message} {finding.remedy}" if finding is not None else "It cannot be read."
        return dates_fault(self._readable, self._facts)

    def follow(self, facts: Facts) -> None:
        """Take days of another plan."""
        self._facts = facts

    # Qt's own

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the days in full once the field is left."""
        super().focusOutEvent(event)
        if not self.fault:
            self.setText(BETWEEN.join(long_date(one) for one in self._readable))
            self._before = self.text()

    # inside

    @property
    def _entered(self) -> list[Entered]:
        pieces = [one.strip() for one in self.text().split(BETWEEN.strip())]
        return [entered(one, DAY, "allocations", Plan()) for one in pieces if one]

    @property
    def _readable(self) -> tuple[date, ...]:
        return tuple(sorted({one.value for one in self._entered if isinstance(one.value, date)}))

    def _tell(self) -> None:
        if self.text() != self._before:
            self._before = self.text()
            self.settled.emit()
