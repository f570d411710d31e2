"""People: pools above; people, stages and posts below; the card of the one in hand beside them."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from planner.model.names_of_people import with_names
from planner.report.behind import people_where, recorded_of
from planner.report.pools import pool_rows
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.models.frame_model import SORT_ROLE
from ui.places.frame_table import FrameTable
from ui.places.people.behind_words import pools_words, words_of
from ui.places.people.columns import POOLS
from ui.places.people.odds_parts import parts_of_pool
from ui.places.people.people_table import PeopleTable
from ui.places.people.person_card import WIDTH, PersonCard
from ui.places.people.pool_tables import PostsTable, StagesTable
from ui.places.place import Place
from ui.places.targets import PeopleBehind, Target
from ui.widgets.filter_chip import FilterChip
from ui.widgets.names_button import NamesButton
from ui.widgets.odds_bar import OddsDelegate

if TYPE_CHECKING:
    from planner.model.results import Integers, Results
    from ui.document.work import Opened

PEOPLE_TAB, STAGES_TAB, POSTS_TAB = range(3)
OF_POOLS = {"pool", "function", "band"}
"""Filters that choose whole pools; stages and posts are then of those pools alone."""


class PeoplePlace(Place):
    """What is known before selection, pool by pool, and what is recorded after it, person by person."""

    name = "people"
    title = "People"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.pools = FrameTable("Pools", POOLS)
        self.people = PeopleTable()
        self.stages = StagesTable()
        self.posts = PostsTable()
        self.card = PersonCard(document, desk)
        self.tabs = QTabBar()
        self.chip = FilterChip("Show everyone")
        self.names = NamesButton(self.document)
        self._source: Opened | None = None
        self._results: Results | None = None
        self._behind: PeopleBehind | None = None
        self._shown: tuple[object, PeopleBehind | None, bool] = (None, None, False)
        self._everyone: tuple[object, bool, pd.DataFrame] = (None, False, pd.DataFrame())
        self._positions: Integers = np.zeros(0, dtype=np.int64)
        self._lay_out()
        self._listen()

    def refresh(self) -> None:
        """Show the pools and people of the scenario in hand."""
        results = self.document.results
        if self.document.source is not self._source:
            self._source, self._behind = self.document.source, None
        if results is None:
            self.card.follow_plan()
            return
        if results is not self._results:
            self._show_pools(results)
        self._show_people()

    def show_behind(self, behind: PeopleBehind | None) -> None:
        """Show only the people behind a figure; None shows everyone."""
        self._behind = behind
        self._show_people(are_others=True)

    def bring(self, target: Target) -> None:
        """Show the people behind a figure."""
        if isinstance(target, PeopleBehind):
            self.people.clear_filters()
            self.tabs.setCurrentIndex(PEOPLE_TAB)
            self.show_behind(target)

    def focus_find(self) -> None:
        """Search the people."""
        self.tabs.setCurrentIndex(PEOPLE_TAB)
        self.people.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the people by column."""
        self.tabs.setCurrentIndex(PEOPLE_TAB)
        self.people.toggle_filters()

    def recolour(self) -> None:
        """Follow the colours in use where they are painted by hand."""
        self.card.recolour()
        self.mark_stale()

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        for words in ("People", "Stages", "Posts"):
            self.tabs.addTab(words)
        self.tabs.setAccessibleName("People, stages or posts")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.tabs)
        above.addStretch(1)
        above.addWidget(self.names)
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(above)
        column.addWidget(self.chip)
        self._panels = QStackedLayout()
        column.addLayout(self._panels, 1)
        for table in (self.people, self.stages, self.posts):
            self._panels.addWidget(table)
        left = QSplitter(Qt.Orientation.Vertical)
        for one in (self.pools, panel):
            left.addWidget(one)
        left.setSizes([210, 390])
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(left)
        across.addWidget(self.card)
        across.setSizes([1200 - WIDTH, WIDTH])
        across.setStretchFactor(0, 3)
        across.setStretchFactor(1, 1)
        for splitter in (left, across):
            splitter.setChildrenCollapsible(False)
        self.column.addWidget(across)
        self.pools.say_empty("Being worked out", "Pools appear as soon as the scenario is worked out.")
        at = next(place for place, one in enumerate(POOLS) if one.key == "odds")
        self._bars = OddsDelegate(parts_of_pool, SORT_ROLE, self.pools.view)
        self.pools.view.setItemDelegateForColumn(at, self._bars)

    def _listen(self) -> None:
        self.pools.chosen.connect(self._choose_pool)
        self.people.chosen.connect(self._choose_person)
        self.people.opened.connect(self._open_card)
        self.tabs.currentChanged.connect(self._turn)
        self.chip.cleared.connect(partial(self.show_behind, None))
        self.card.copy_wanted.connect(self._copy_scenario)
        self.people.selected.connect(self._tell_selected)

    # ------------------------------------------------------------ showing

    def _show_pools(self, results: "Results") -> None:
        rows, before = pool_rows(results), self._results
        self._results = results
        if before is not None and rows["pool"].equals(before.pools["pool"]):
            self.pools.follow_frame(rows)
            return
        self.pools.chosen.disconnect(self._choose_pool)
        self.pools.show_frame(rows)
        behind = self._behind
        if behind is not None and behind.key == "pool":
            found = np.flatnonzero((rows["pool"] == behind.value).to_numpy())
            self._behind = behind if len(found) else None
            self.pools.choose(int(found[0]) if len(found) else -1)
        self.pools.chosen.connect(self._choose_pool)

    def _show_people(self, *, are_others: bool = False) -> None:
        results, behind, named = self.document.results, self._behind, self.document.shows_names
        if results is None:
            return
        if are_others or self._shown[0] is not results or self._shown != (results, behind, named):
            self._shown = (results, behind, named)
            everyone = self._all_people(results, are_named=named)
            found = (
                None if behind is None else people_where(results, ((behind.key, behind.value), *behind.also))
            )
            self._positions = np.arange(len(everyone)) if found is None else found
            frame = everyone if found is None else everyone.take(found)
            self._tell_who(results, behind, f"{len(frame):,} of {len(everyone):,} people")
            if are_others:
                wanted = behind.employee if behind is not None else ""
                self.people.show_others(frame, are_named=named, employee=wanted)
            else:
                self.people.show_again(frame, are_named=named)
            if frame.empty:
                self.card.show_person(-1)
        self._show_panel()

    def _tell_who(self, results: "Results", behind: PeopleBehind | None, count: str) -> None:
        said = words_of(results, behind) if behind is not None else ""
        self.chip.say(f"Shown: {said} ({count})" if said else "")
        self.people.view.setAccessibleName(f"People: {said}" if said else "People")

    def _all_people(self, results: "Results", *, are_named: bool) -> pd.DataFrame:
        """Everyone with what is recorded of them, and with names only where they are asked for."""
        of, named, rows = self._everyone
        if of is results and named == are_named:
            return rows
        rows = results.people.assign(recorded=recorded_of(results))
        if are_named:
            rows = with_names(rows, results.plan)
        self._everyone = (results, are_named, rows)
        return rows

    def _show_panel(self) -> None:
        """Fill the panel in sight, of the pools in hand."""
        results, behind, tab = self.document.results, self._behind, self.tabs.currentIndex()
        self._panels.setCurrentIndex(tab)
        if results is None or tab == PEOPLE_TAB:
            return
        pools, whose = np.arange(len(results.pools)), "every pool"
        if behind is not None and {behind.key, *(key for key, _ in behind.also)} <= OF_POOLS:
            pools = np.unique(results.people["pool_at"].to_numpy()[self._positions])
            whose = pools_words(results, behind)
        (self.stages if tab == STAGES_TAB else self.posts).show_pools(results, pools, whose)

    def _turn(self, _tab: int) -> None:
        self._show_panel()

    # ------------------------------------------------------------ choosing

    def _choose_pool(self, position: int) -> None:
        results = self.document.results
        if results is not None and 0 <= position < len(results.pools):
            self.show_behind(PeopleBehind("pool", str(results.pools["pool"].iloc[position])))

    def _choose_person(self, position: int) -> None:
        if not 0 <= position < len(self._positions):
            return
        at, (_, named, rows) = int(self._positions[position]), self._everyone
        name = rows["name"].iloc[at] if named else ""
        self.card.show_person(at, name if isinstance(name, str) else "")

    def _open_card(self, position: int) -> None:
        """Go to the card of a person: where they are double-clicked, or on Enter."""
        self._choose_person(position)
        self.card.tabs.setFocus()

    def _tell_selected(self) -> None:
        """Record of all who are selected."""
        results, people, at = self.document.results, self.people.people(), self.card.position
        if results is not None and 0 <= at < len(results.people) and self.card.employee in people:
            self.card.show_people(people, results.people.iloc[at].to_dict())

    def _copy_scenario(self) -> None:
        """Copy the scenario in hand, so that something can be recorded, and take the copy in hand."""
        from planner.model.scenario_edits import copy_scenario, name_fault

        plan, name = self.document.plan, self.document.scenario
        if plan is None:
            return
        tries = (f"{name} (copy{'' if nth == 1 else f' {nth}'})" for nth in range(1, 1000))
        new = next(one for one in tries if not name_fault(plan, one))
        if self.document.edit(f"Copy scenario {name}", copy_scenario(plan, name, new)):
            self.document.choose(new)
            self.said.emit(f"{new} is in hand now; record in it.", "note")
