"""A proposal: its figures beside those of now, what is proposed and why, and the room of receivers."""

from collections.abc import Mapping

import pandas as pd
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabBar, QVBoxLayout, QWidget

from planner.advise.proposal import Proposal
from planner.report import advice
from ui import figures
from ui.models.frame_model import FrameModel
from ui.places.frame_table import FrameTable
from ui.places.propose.detail_panel import DetailPanel
from ui.places.propose.propose_columns import FIGURES, PICKS, ROOM
from ui.theme import Type, row_height, scaled
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.tab_stack import TabStack
from ui.widgets.table_view import TableView

LEAST, WHY = 120, 104
"""Pixels of the least height of a table, and of the reasons below it."""
FRAME = 4
SHOWN = {"£": figures.whole, "£ a year": figures.whole, "%": figures.one_place}


class AnswerPanel(QWidget):
    """Shows one proposal.

    Signals:
        taken: it is to be opened as a scenario.
    """

    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What is proposed")
        self.heading = ElidedLabel(size=Type.HEADING)
        self.proof = label(wraps=True)
        self.model = FrameModel(FIGURES, self)
        self.figures = TableView("Now and proposed")
        self.figures.setModel(self.model)
        self.figures.setSortingEnabled(False)
        self.model.filled.connect(self.figures.fit)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Functions or receivers")
        self.picks = FrameTable("Proposed for each function", PICKS)
        self.room = FrameTable("Targets and limits", ROOM)
        self.why = DetailPanel("Why", WHY)
        self.take_button = QPushButton("Open as a scenario")
        self.proposal: Proposal | None = None
        self._positions: list[int] = []
        self._lay_out()
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.picks.chosen.connect(self._choose)
        self.take_button.clicked.connect(self.taken)

    def show_proposal(self, proposal: Proposal, names: Mapping[str, str]) -> None:
        """Show a proposal; ``names`` are of organisations, by code."""
        self.proposal = proposal
        self.heading.set_words(advice.headline_of(proposal))
        self.proof.setText(f"{advice.proof_sentence(proposal.proof)} {advice.difference_sentence(proposal)}")
        self.model.set_frame(_in_words(advice.figures_table(proposal)))
        picks = advice.pick_table(proposal)
        self._positions = [int(one) for one in picks.index]
        self.picks.show_frame(picks)
        self.room.show_frame(advice.room_table(proposal, names))
        self.tabs.setTabText(0, f"Functions  {len(proposal.changed):,} changed")
        self.picks.choose_or_first(-1)
        self.may_open(True)

    def may_open(self, is_fresh: bool) -> None:
        """Let it be opened as a scenario; not where the plan is another by now, or nothing would change."""
        changes = self.proposal is not None and bool(self.proposal.changed)
        self.take_button.setEnabled(is_fresh and changes)
        tip = "Add it to the plan, based on the scenario in hand, and take it in hand"
        self.take_button.setToolTip(tip if changes else "Nothing would change")

    def recolour(self) -> None:
        """Keep rows in sight at any size of text."""
        for one in (self.picks, self.room):
            one.setMinimumHeight(scaled(LEAST))
        rows = row_height() * len(advice.MEASURES)
        self.figures.setFixedHeight(rows + self.figures.heads.sizeHint().height() + FRAME)
        self.why.fit()

    # ------------------------------------------------------------ inside

    def _choose(self, position: int) -> None:
        if self.proposal is None or not 0 <= position < len(self._positions):
            self.why.say("", ())
            return
        self.why.say(*advice.pick_words(self.proposal, self._positions[position]))

    def _lay_out(self) -> None:
        for words in ("Functions", "Receivers"):
            self.tabs.addTab(words)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.take_button.setProperty("rank", "first")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading, 1)
        head.addWidget(self.take_button)
        first = QWidget()
        inside = QVBoxLayout(first)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.picks, 1)
        inside.addWidget(self.why)
        self._pages = TabStack()
        self._pages.addWidget(first)
        self._pages.addWidget(self.room)
        self.room.say_empty("No receiver has a target or a limit", "Targets stand in Organisations, in Data.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.proof)
        column.addWidget(self.figures)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        self.recolour()


def _in_words(frame: pd.DataFrame) -> pd.DataFrame:
    """Each measure with its unit, and its figures in the form of that."""
    shows = [SHOWN.get(unit, figures.whole) for unit in frame["unit"]]
    found = frame.astype(dict.fromkeys(("now", "proposed", "change"), "object"))
    found["measure"] = found["measure"] + ", " + found["unit"]
    for key in ("now", "proposed"):
        found[key] = [show(value) for show, value in zip(shows, frame[key], strict=True)]
    pairs = zip(shows, frame["change"], strict=True)
    found["change"] = [figures.with_sign(value, show) for show, value in pairs]
    return found
