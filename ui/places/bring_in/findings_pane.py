"""What there is to say about a list, put together by cause, and each cell of the cause in hand."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from planner.base.findings import Finding
from ui import figures
from ui.models import columns as c
from ui.models.columns import Column
from ui.places.bring_in.before_bar import BeforeBar
from ui.places.frame_table import FrameTable

if TYPE_CHECKING:
    from planner.workbook.bringing_in.by_cause import Cause

CAUSES = (
    c.words("severity", "Severity"),
    Column("cells", "Found", figures.whole, is_number=True, tip="How often it was found"),
    c.words("column", "Column"),
    c.words("message", "What was found", wide=True),
    c.words("where", "Cells"),
    c.words("remedy", "What to do", wide=True),
)
CELLS = (
    c.words("cell", "Cell"),
    c.words("value", "What is there"),
    c.words("message", "What was found", wide=True),
)
_OPTION = re.compile(r" \(--[a-z-]+(?:[^)]*)\)")
"""How the command line would be told; the window has a control for it."""


class FindingsPane(QWidget):
    """What was put right before, over two tables: causes, and the cells of the cause in hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.causes = FrameTable("Findings by cause", CAUSES)
        self.causes.say_empty("Nothing was found", "Every cell could be read, and all of it fits.")
        self.cells = FrameTable("Cells", CELLS)
        self.cells.say_empty("No cause in hand", "Choose a line above to see each of its cells.")
        self.before = BeforeBar()
        self._groups: tuple[Cause, ...] = ()
        self._hides: frozenset[str] = frozenset()
        both = QSplitter(Qt.Orientation.Vertical)
        both.setObjectName("causesAndCells")
        both.addWidget(self.causes)
        both.addWidget(self.cells)
        both.setChildrenCollapsible(False)
        both.setSizes([240, 160])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.before)
        column.addWidget(both, 1)
        self.causes.chosen.connect(self._choose)

    def show_causes(self, causes: "Sequence[Cause]", *, shows_names: bool) -> None:
        """Show findings by cause."""
        self._groups = tuple(causes)
        self._hides = frozenset() if shows_names else frozenset({"Name", "First name", "Last name"})
        rows = [
            (
                str(one.first.severity),
                float(len(one.findings)),
                one.first.column,
                self._told(one.first),
                one.where,
                without_options(one.first.remedy),
            )
            for one in self._groups
        ]
        self.causes.show_frame(pd.DataFrame(rows, columns=[one.key for one in CAUSES]))
        self._choose(-1)
        self.causes.choose_or_first(-1)

    def _choose(self, at: int) -> None:
        found = self._groups[at].findings if 0 <= at < len(self._groups) else ()
        rows = [(one.place, self._value(one), self._told(one)) for one in found]
        self.cells.show_frame(pd.DataFrame(rows, columns=[one.key for one in CELLS], dtype="str"))

    def _value(self, one: Finding) -> str:
        return "•••" if one.column in self._hides and one.value else one.value

    def _told(self, one: Finding) -> str:
        words = without_options(one.message)
        return words.replace(one.value, "•••") if one.column in self._hides and one.value else words


def without_options(words: str) -> str:
    """A remedy without what only a command line has."""
    return _OPTION.sub("", words)
