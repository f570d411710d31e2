"""One person's card: who, the odds as a bar, and the page with the working."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedLayout, QTextBrowser, QVBoxLayout, QWidget

from planner.base.money import pounds_text
from planner.report.colours import AQUA, BLUE, DARK_BLUE, LIGHT_BLUE, MID_GREY, ORANGE
from ui import figures
from ui.document import work
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.people.person_page import person_page
from ui.theme import Type, colours
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.odds_bar import OddsBar, Part

if TYPE_CHECKING:
    from planner.engine.explain import PersonWorking
    from planner.model.results import Results

PARTS = (
    ("p_placed", "Placed", BLUE, Qt.BrushStyle.SolidPattern),
    ("p_redundant", "Redundant", ORANGE, Qt.BrushStyle.DiagCrossPattern),
    ("p_resigned", "Resigned", LIGHT_BLUE, Qt.BrushStyle.BDiagPattern),
    ("p_left", "Left, unpaid", MID_GREY, Qt.BrushStyle.Dense4Pattern),
    ("p_mars", "MARS", AQUA, Qt.BrushStyle.HorPattern),
    ("p_ended", "Contract ends", DARK_BLUE, Qt.BrushStyle.FDiagPattern),
)
WIDTH = 380


class PersonCard(QFrame):
    """Shows one person of the results; names only where they were asked for."""

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("Person")
        self.setMinimumWidth(280)
        self._document = document
        self._desk = desk
        self._position = -1
        self._who = ElidedLabel(size=Type.HEADING)
        self._what = ElidedLabel()
        self._cost = label(size=Type.FIGURE)
        self._meaning = label(tone="muted", wraps=True)
        self.odds = OddsBar("Odds of this person")
        self.page = QTextBrowser()
        self.page.setAccessibleName("The working of this person's figures")
        self.page.setOpenLinks(False)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.empty = EmptyState("Choose a person", "Their odds, their cost and the working stand here.")
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(12, 8, 4, 4)
        column.setSpacing(4)
        for one in (self._who, self._what, self._cost, self._meaning, self.odds):
            column.addWidget(one)
        column.addWidget(self.page, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(shown)

    @property
    def position(self) -> int:
        """The place in ``Results.people`` of the person shown, or -1."""
        return self._position

    def show_person(self, position: int, name: str = "") -> None:
        """Show the person at a place in the results; -1 shows nobody."""
        results = self._document.results
        self._position = position if results is not None else -1
        self._stack.setCurrentIndex(0 if self._position < 0 else 1)
        if results is None or position < 0:
            return
        row = results.people.iloc[position]
        self._who.set_words(name or f"Employee {row['employee_number']}")
        about = [figures.text(row["position_title"]), f"band {row['band']}", f"{figures.fte(row['fte'])} FTE"]
        self._what.set_words(", ".join(part for part in about if part))
        self._cost.setText(pounds_text(row["expected_cost"], pence=True))
        self._meaning.setText(
            f"expected: {figures.odds(row['p_redundant'])} odds of redundancy on "
            f"{figures.day(row['last_day'])} at {pounds_text(row['cost_if_redundant'], pence=True)}"
        )
        self.odds.set_parts(
            [
                Part(words, float(row[key]), figures.odds(row[key]), colour, pattern)
                for key, words, colour, pattern in PARTS
            ]
        )
        self.page.clear()
        self._desk.runner("person").start(
            "Writing out the working", partial(work.explain, results, position), partial(self._fill, results)
        )

    def _fill(self, results: "Results", working: "PersonWorking") -> None:
        if results is not self._document.results:
            return
        named = results.receivers.drop_duplicates("receiver")
        names = dict(zip(named["receiver"], named["name"], strict=True))
        self.page.setHtml(person_page(working, names, colours()))
