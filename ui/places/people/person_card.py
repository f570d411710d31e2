"""One person's card: who, the odds as a bar, the working, what is recorded, and their history."""

from collections.abc import Hashable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QTabBar, QTextBrowser, QVBoxLayout, QWidget

from planner.base.money import pounds_text
from ui import figures
from ui.document import work
from ui.document.plan_document import BASELINE, PlanDocument
from ui.jobs.desk import Desk
from ui.places.people.odds_parts import parts_of_person
from ui.places.people.person_page import person_page
from ui.places.people.post_choice import Job
from ui.places.people.record_panel import RecordPanel
from ui.theme import Type, colours, scaled
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.odds_bar import OddsBar

if TYPE_CHECKING:
    from planner.engine.explain import PersonWorking
    from planner.model.results import Results

WIDTH, NARROWEST = 380, 330
WORKING, RECORD, HISTORY = range(3)


class PersonCard(QFrame):
    """Shows one person of the results; names only where they were asked for.

    Signals:
        copy_wanted: the user wants a copy of the scenario to record in.
    """

    copy_wanted = Signal()

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("Person")
        self.setMinimumWidth(scaled(NARROWEST))
        self._document = document
        self._desk = desk
        self._position = -1
        self._employee = ""
        self._pool = ""
        self._who = ElidedLabel(size=Type.HEADING)
        self._what = ElidedLabel()
        self._recorded = ElidedLabel()
        self._cost = label(size=Type.FIGURE)
        self._meaning = label(tone="muted", wraps=True)
        self.odds = OddsBar("Odds of this person")
        self.tabs = QTabBar()
        self.page = _browser("The working of this person's figures")
        self.record = RecordPanel(document)
        self.history = _browser("This person's history")
        self.empty = EmptyState("Choose a person", "Their odds, their cost and the working stand here.")
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn)
        self.record.copy_wanted.connect(self.copy_wanted)

    @property
    def position(self) -> int:
        """The place in ``Results.people`` of the person shown, or -1."""
        return self._position

    @property
    def employee(self) -> str:
        """The employee number of the person shown, or blank."""
        return self._employee

    @property
    def pool(self) -> str:
        """The pool in which the person is shown, or blank."""
        return self._pool

    def show_person(self, position: int, name: str = "") -> None:
        """Show the person at a place in the results; -1 shows nobody."""
        results = self._document.results
        self._position = position if results is not None else -1
        self._stack.setCurrentIndex(0 if self._position < 0 else 1)
        if results is None or position < 0:
            self._employee = self._pool = ""
            return
        row = results.people.iloc[position].to_dict()
        self._employee, self._pool = str(row["employee_number"]), str(row["pool"])
        self._who.set_words(name or f"Employee {self._employee}")
        about = [figures.text(row["position_title"]), f"band {row['band']}", f"{figures.fte(row['fte'])} FTE"]
        self._what.set_words(", ".join(part for part in about if part))
        self._cost.setText(pounds_text(row["expected_cost"], pence=True))
        self._meaning.setText(
            f"expected: {figures.odds(row['p_redundant'])} odds of redundancy on "
            f"{figures.day(row['last_day'])} at {pounds_text(row['cost_if_redundant'], pence=True)}"
        )
        self.odds.set_parts(parts_of_person(row))
        self.show_people((self._employee,), row)
        self._tell_recorded()
        self.page.clear()
        self._explain(results)

    def show_people(self, people: tuple[str, ...], row: Mapping[Hashable, Any]) -> None:
        """Record of these people from now on; ``row`` is the one in hand among them."""
        job = Job(str(row["function"]), str(row["band"]), float(row["fte"]), people)
        several = len(people) == 1 and self._has_several_jobs()
        self.record.show_people(people, job, job.function if several else "")

    def follow_plan(self) -> None:
        """Show what the plan records of the person, which needs no working out."""
        self._tell_recorded()
        self.record.refresh()

    def recolour(self) -> None:
        """Write the pages in the colours in use."""
        results = self._document.results
        if results is not None and self._position >= 0:
            self._explain(results)
        self._write_history()

    # ------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        self.tabs.setAccessibleName("Parts of the card")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for words in ("&Working", "&Record", "H&istory"):
            self.tabs.addTab(words)
        working = QWidget()
        inner = QVBoxLayout(working)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self._cost)
        inner.addWidget(self._meaning)
        inner.addWidget(self.page, 1)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        for page in (working, self.record, self.history):
            self._pages.addWidget(page)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(12, 8, 4, 4)
        column.setSpacing(4)
        for part in (self._who, self._what, self._recorded, self.odds, self.tabs):
            column.addWidget(part)
        column.addWidget(pages, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(shown)

    def _tell_recorded(self) -> None:
        from planner.report.person_history import recorded_in
        from ui.places.people.history_page import recorded_words

        plan, scenario = self._document.plan, self._document.scenario
        if plan is None or not self._employee:
            return
        found = () if scenario == BASELINE else recorded_in(plan, scenario, self._employee)
        said = "; ".join(
            recorded_words(one) + (f" (from {one.origin})" if one.origin else "") for one in found
        )
        self._recorded.set_words(said or "Nothing recorded in this scenario")
        self._write_history()

    def _turn(self, tab: int) -> None:
        self._pages.setCurrentIndex(tab)
        self._write_history()

    def _write_history(self) -> None:
        """Write the page of history, where it is looked at."""
        from ui.places.people.history_page import history_page

        plan = self._document.plan
        if plan is not None and self._employee and self.tabs.currentIndex() == HISTORY:
            entries = self._document.history_of(self._employee)
            self.history.setHtml(history_page(plan, self._employee, entries, colours()))

    def _has_several_jobs(self) -> bool:
        """Whether the person has rows beside theirs: people stand by employee number."""
        results, at = self._document.results, self._position
        if results is None:
            return False
        near = results.people["employee_number"].iloc[max(0, at - 1) : at + 2]
        return int((near == self._employee).sum()) > 1

    def _explain(self, results: "Results") -> None:
        job = partial(work.explain, results, self._position)
        self._desk.runner("person").start("Writing out the working", job, partial(self._fill, results))

    def _fill(self, results: "Results", working: "PersonWorking") -> None:
        if results is not self._document.results:
            return
        named = results.receivers.drop_duplicates("receiver")
        names = dict(zip(named["receiver"], named["name"], strict=True))
        self.page.setHtml(person_page(working, names, colours()))


def _browser(name: str) -> QTextBrowser:
    made = QTextBrowser()
    made.setAccessibleName(name)
    made.setOpenLinks(False)
    made.setFrameShape(QFrame.Shape.NoFrame)
    return made
