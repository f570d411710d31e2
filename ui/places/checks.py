"""Checks: what was found in the data, what the checks of the scenario say, and where each stands."""

from collections.abc import Sequence

import pandas as pd
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QTabBar, QVBoxLayout, QWidget

from planner.base.findings import Finding
from planner.model.results import CheckResult
from planner.model.tables import TABLES
from ui import figures
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.models import columns as c
from ui.models.columns import Column
from ui.places.frame_table import FrameTable
from ui.places.place import Place
from ui.places.targets import DataCell
from ui.theme import Type
from ui.widgets.labels import label

FINDINGS = (
    c.words("severity", "Severity"),
    c.words("place", "Where"),
    c.words("column", "Column"),
    c.words("value", "What is there"),
    c.words("message", "What is wrong", wide=True),
    c.words("remedy", "What to do", wide=True),
)
CHECKS = (
    c.words("passed", "Result"),
    c.words("severity", "Severity"),
    c.words("name", "Check"),
    Column("measure", "Measure", figures.exact, is_number=True),
    Column("threshold", "Threshold", figures.exact, is_number=True),
    c.words("unit", "Unit"),
    c.words("message", "What it says", wide=True),
)


class ChecksPlace(Place):
    """Findings by severity; opening one goes to its row."""

    name = "checks"
    title = "Checks"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("Findings or checks")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.addTab("Findings in the data")
        self._tabs.addTab("Checks of the scenario")
        self._tabs.currentChanged.connect(self.mark_stale)
        self.table = FrameTable("Findings", FINDINGS)
        self._found: tuple[Finding, ...] = ()
        self._in_hand = -1
        self._detail = self._make_detail()
        self.column.addWidget(self._tabs)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self._detail)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open)

    def refresh(self) -> None:
        """Show the findings, or the checks of the scenario in hand."""
        self._found = self.document.findings
        results = self.document.results
        checks = results.checks if results is not None else ()
        failed = sum(not one.passed for one in checks)
        self._tabs.setTabText(0, f"Findings in the data  {len(self._found):,}")
        self._tabs.setTabText(1, f"Checks of the scenario  {failed:,} of {len(checks):,} not met")
        self._choose(-1)
        if self._tabs.currentIndex() == 0:
            self.table.rename("Findings")
            self.table.say_empty(
                "Nothing was found", "Every cell of the plan could be read, and all of it fits."
            )
            self.table.show_frame(findings_frame(self._found), FINDINGS)
        else:
            self.table.rename("Checks")
            self.table.say_empty("No checks yet", "They are run as soon as the scenario is worked out.")
            frame = pd.DataFrame(
                [
                    (verdict(one), one.severity, one.name, one.measure, one.threshold, one.unit, one.message)
                    for one in checks
                ],
                columns=[one.key for one in CHECKS],
            )
            self.table.show_frame(frame, CHECKS)

    def focus_find(self) -> None:
        """Search the findings."""
        self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the findings by column."""
        self.table.toggle_filters()

    def _make_detail(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("panel")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 8, 12, 8)
        words = QVBoxLayout()
        words.setSpacing(4)
        self._where = label(size=Type.HEADING)
        self._what = label(wraps=True)
        self._todo = label(tone="muted", wraps=True)
        for one in (self._where, self._what, self._todo):
            words.addWidget(one)
        self.go_button = QPushButton("Go to the row")
        self.go_button.clicked.connect(lambda: self._open(self._in_hand))
        row.addLayout(words, 1)
        row.addWidget(self.go_button)
        frame.hide()
        return frame

    def _choose(self, position: int) -> None:
        self._in_hand = position if self._tabs.currentIndex() == 0 else -1
        self._detail.setVisible(0 <= self._in_hand < len(self._found))
        if not self._detail.isHidden():
            found = self._found[self._in_hand]
            self._where.setText(" ".join(part for part in (found.place, found.column) if part) or "The file")
            self._what.setText(f"{found.severity.capitalize()}: {found.message}")
            self._todo.setText(found.remedy)
            self.go_button.setVisible(found.table in TABLES and found.row >= 0)

    def _open(self, position: int) -> None:
        if self._tabs.currentIndex() == 0 and 0 <= position < len(self._found):
            found = self._found[position]
            if found.table in TABLES and found.row >= 0:
                self.wanted.emit("data", DataCell(found.table, found.row, found.column))


def verdict(check: CheckResult) -> str:
    """Whether a check is met, in words."""
    return "met" if check.passed else "not met"


def findings_frame(found: Sequence[Finding]) -> pd.DataFrame:
    """Findings as a table, in their order."""
    rows = [(str(f.severity), f.place, f.column, f.value, f.message, f.remedy) for f in found]
    return pd.DataFrame(rows, columns=[one.key for one in FINDINGS], dtype="str")
