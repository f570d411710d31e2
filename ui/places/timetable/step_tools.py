"""Above the chart: the step in hand, the day it is to begin on as typed, and which months are shown."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from planner.base.dates import long_date
from planner.engine.timetable import Step
from planner.workbook.entry import entered_fact
from ui.theme import scaled
from ui.widgets.labels import ElidedLabel, label

FIELD = 144
"""Pixels at 100%: 30 September 2012."""


class StepTools(QWidget):
    """Says which step is in hand and takes a day for it.

    Signals:
        day_entered: the day on which the step in hand is to begin.
        refused: why what was typed is no day.
        whole_plan: whether every month of the plan is to be shown.
    """

    day_entered = Signal(object)
    refused = Signal(str)
    whole_plan = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel("")
        self.name.setProperty("tone", "")
        self.field = QLineEdit()
        self.field.setAccessibleName("Day on which the step begins")
        self.field.setPlaceholderText("31 March 2013")
        self.field.setToolTip("Type a day and press Enter: 31/03/2013 or 31 March 2013")
        self.fit()
        self.move_button = QPushButton("Move")
        self.move_button.setAccessibleName("Move the step to this day")
        self.whole = QCheckBox("Whole plan")
        self.whole.setToolTip("Show every month to the plan’s horizon")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label("Step in hand:", tone="muted"))
        row.addWidget(self.name, 1)
        for one in (self.field, self.move_button, self.whole):
            row.addWidget(one)
        self.field.returnPressed.connect(self._enter)
        self.move_button.clicked.connect(self._enter)
        self.whole.toggled.connect(self.whole_plan)

    def show_step(self, step: Step | None, to: date | None = None) -> None:
        """Show the step in hand, and the day it is aimed at or begins on."""
        self.name.set_words(step.name if step is not None else "none; choose one in the chart")
        can = step is not None and bool(step.moved_by)
        self.field.setEnabled(can)
        self.move_button.setEnabled(can)
        self.field.setText(long_date(to or step.begins) if step is not None and step.is_known else "")

    def fit(self) -> None:
        """Give the field room for the longest day in the size of text in use."""
        self.field.setFixedWidth(scaled(FIELD))

    def _enter(self) -> None:
        found = entered_fact(self.field.text(), "transfer_date")
        if isinstance(found.value, date):
            self.day_entered.emit(found.value)
        else:
            self.refused.emit(
                f"“{self.field.text().strip()}” is not a day. Type it as 31 March 2013 or 31/03/2013."
            )
