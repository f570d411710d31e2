"""The name and the dates of the plan that the lists are to begin."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from planner.base.dates import long_date
from planner.model.plan import Facts
from planner.workbook.layout import FACT_TITLES
from ui.widgets.labels import label, retone

ASKED = ("plan_name", "transfer_date", "closure", "announced", "plan_start", "horizon")
ACROSS = 3


class NewPlanRow(QFrame):
    """A field for each fact of a plan; a date that cannot be read says so.

    Signals:
        changed: what was typed is another.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("The new plan")
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        usual = Facts()
        self.fields: dict[str, QLineEdit] = {}
        self._labels = {}
        for at, key in enumerate(ASKED):
            field = self.fields[key] = QLineEdit()
            value = getattr(usual, key)
            field.setText(long_date(value) if isinstance(value, date) else "")
            field.setAccessibleName(f"{FACT_TITLES[key]} of the new plan")
            field.textChanged.connect(self._tell)
            named = self._labels[key] = label(FACT_TITLES[key], tone="muted")
            named.setBuddy(field)
            row, column = divmod(at, ACROSS)
            grid.addWidget(named, row, 2 * column)
            grid.addWidget(field, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        self.fields["plan_name"].setPlaceholderText("Give the new plan a name")

    def facts(self) -> Facts | None:
        """The facts of the new plan; None where one is missing or cannot be read."""
        from planner.workbook.entry import entered_fact

        found = {key: entered_fact(field.text(), key) for key, field in self.fields.items()}
        wanting = [key for key, one in found.items() if not one.is_readable or one.value is None]
        for key, named in self._labels.items():
            is_wrong = key in wanting and bool(self.fields[key].text().strip())
            retone(named, "error" if is_wrong else "muted")
            named.setText(f"{FACT_TITLES[key]}{': not a date' if is_wrong else ''}")
            self.fields[key].setToolTip("Write a date such as 31 March 2013" if is_wrong else "")
        return None if wanting else Facts(**{key: one.value for key, one in found.items()})

    def _tell(self) -> None:
        self.changed.emit()
