"""No answer: which limits clash, and how far they would have to give."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner.advise.proposal import Infeasible
from planner.report import advice
from ui.places.frame_table import FrameTable
from ui.places.propose.propose_columns import RELAXED
from ui.theme import Type, scaled
from ui.widgets.labels import label

LEAST = 120
"""Pixels of the least height of the table."""


class ClashPanel(QWidget):
    """Shows limits that cannot hold together.

    Signals:
        relaxed: the limits are to give way so far that there is an answer.
        taken: the combination that breaks them least is to be opened as a scenario.
    """

    relaxed = Signal()
    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Limits that clash")
        self.heading = label("The limits cannot all be met", Type.HEADING)
        self.told = label(wraps=True)
        self.clash = label(wraps=True)
        self.least = FrameTable("The least that they would have to give", RELAXED)
        self.relax_button = QPushButton("Relax the limits so")
        self.take_button = QPushButton("Open the nearest as a scenario")
        self.least.search.hide()
        self.found: Infeasible | None = None
        self._lay_out()
        self.relax_button.clicked.connect(self.relaxed)
        self.take_button.clicked.connect(self.taken)

    def show_clash(self, found: Infeasible, names: Mapping[str, str]) -> None:
        """Show which limits clash and the least that would do; ``names`` are of organisations, by code."""
        self.found = found
        self.told.setText(advice.clash_sentence(found))
        self.clash.setText("\n".join(advice.clash_lines(found, names)))
        self.least.show_frame(advice.relaxation_table(found, names))
        self.may_open(True)

    def may_open(self, is_fresh: bool) -> None:
        """Let the limits be relaxed and the nearest combination be opened; not where the plan is another."""
        self.relax_button.setEnabled(is_fresh and self.found is not None and bool(self.found.relaxation))
        self.take_button.setEnabled(is_fresh and self.found is not None and bool(self.found.picks))

    def recolour(self) -> None:
        """Keep rows in sight at any size of text."""
        self.least.setMinimumHeight(scaled(LEAST))

    def _lay_out(self) -> None:
        self.relax_button.setProperty("rank", "first")
        self.relax_button.setToolTip("Put these into the limits at the left; then propose again")
        self.least.say_empty("Nothing is known of what would do", "Ease one of the limits above.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for one in (self.heading, self.told, self.clash):
            column.addWidget(one)
        column.addWidget(self.least, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.take_button)
        foot.addWidget(self.relax_button)
        column.addLayout(foot)
        self.recolour()
