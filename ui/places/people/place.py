"""People: pools and their odds, the people of a pool, and one person's card."""

import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from planner.report.pools import pool_rows
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.frame_table import FrameTable
from ui.places.people.columns import PEOPLE, POOLS
from ui.places.people.person_card import WIDTH, PersonCard
from ui.places.place import Place
from ui.places.targets import PeopleBehind, Target


class PeoplePlace(Place):
    """Pools above, people below, the card of the one in hand beside them."""

    name = "people"
    title = "People"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.pools = FrameTable("Pools", POOLS)
        self.people = FrameTable("People", PEOPLE)
        self.card = PersonCard(document, desk)
        self._everyone = QPushButton("Show everyone")
        self._everyone.setProperty("rank", "link")
        self._everyone.clicked.connect(lambda: self.show_behind(None))
        self._everyone.hide()
        self.people.add_tool(self._everyone)
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self.pools)
        left.addWidget(self.people)
        left.setSizes([220, 380])
        left.setChildrenCollapsible(False)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(left)
        across.addWidget(self.card)
        across.setSizes([1200 - WIDTH, WIDTH])
        across.setStretchFactor(0, 1)
        across.setChildrenCollapsible(False)
        self.column.addWidget(across)
        for table in (self.pools, self.people):
            table.say_empty("Being worked out", "People appear as soon as the scenario is worked out.")
        self._behind: PeopleBehind | None = None
        self._shown = pd.DataFrame()
        self.pools.chosen.connect(self._choose_pool)
        self.people.chosen.connect(self._choose_person)

    def refresh(self) -> None:
        """Show the pools and people of the scenario in hand."""
        results = self.document.results
        if results is None:
            return
        self.pools.chosen.disconnect(self._choose_pool)
        self.pools.show_frame(pool_rows(results))
        self.pools.chosen.connect(self._choose_pool)
        self._show_people()

    def show_behind(self, behind: PeopleBehind | None) -> None:
        """Show only the people behind a figure; None shows everyone."""
        self._behind = behind
        self._show_people()

    def bring(self, target: Target) -> None:
        """Show the people behind a figure."""
        if isinstance(target, PeopleBehind):
            self.people.clear_filters()
            self.show_behind(target)

    def focus_find(self) -> None:
        """Search the people."""
        self.people.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the people by column."""
        self.people.toggle_filters()

    def _show_people(self) -> None:
        results, behind = self.document.results, self._behind
        if results is None:
            return
        everyone = results.people.assign(name=self._names(), at=range(len(results.people)))
        everyone = everyone.sort_values("expected_cost", ascending=False, kind="stable")
        if behind is not None and behind.value in set(everyone[behind.key].astype("str")):
            self._shown = everyone[everyone[behind.key].astype("str") == behind.value]
            self.people.rename(f"People: {behind.key.replace('_', ' ')} {behind.value}")
        else:
            self._shown, behind = everyone, None
            self.people.rename("People")
        self._everyone.setVisible(behind is not None)
        named = self.document.shows_names
        self.people.show_frame(self._shown, [one for one in PEOPLE if named or one.key != "name"])
        if len(self._shown):
            wanted = behind.employee if behind is not None else ""
            found = (self._shown["employee_number"] == wanted).to_numpy().nonzero()[0]
            self.people.choose_or_first(int(found[0]) if len(found) else -1)
        else:
            self.card.show_person(-1)

    def _names(self) -> "pd.Series[str]":
        """Each person's name, as the staff list has it."""
        results, plan = self.document.results, self.document.plan
        if results is None or plan is None:
            return pd.Series(dtype="str")
        listed = plan.staff.drop_duplicates("employee_number").set_index("employee_number")["name"]
        return results.people["employee_number"].map(listed).astype("str")

    def _choose_pool(self, position: int) -> None:
        results = self.document.results
        if results is not None and position >= 0:
            self.show_behind(PeopleBehind("pool", str(results.pools["pool"].iloc[position])))

    def _choose_person(self, position: int) -> None:
        if not 0 <= position < len(self._shown):
            return
        row = self._shown.iloc[position]
        name = str(row["name"]) if self.document.shows_names and isinstance(row["name"], str) else ""
        self.card.show_person(int(row["at"]), name)
