"""People: pools above; people, stages and posts below; the card of the one in hand beside them."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from planner.report.behind import people_where, recorded_of
from planner.report.pools import pool_rows
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.models.columns import Column
from ui.models.frame_model import SORT_ROLE
from ui.places.frame_table import FrameTable
from ui.places.people.behind_words import words_of
from ui.places.people.columns import POOLS, people_columns
from ui.places.people.odds_parts import parts_of_pool
from ui.places.people.person_card import WIDTH, PersonCard
from ui.places.people.pool_tables import PostsTable, StagesTable
from ui.places.place import Place
from ui.places.targets import PeopleBehind, Target
from ui.widgets.filter_chip import FilterChip
from ui.widgets.odds_bar import OddsDelegate

if TYPE_CHECKING:
    from planner.model.results import Integers, Results

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
        self.people = FrameTable("People", people_columns(are_named=False))
        self.stages = StagesTable()
        self.posts = PostsTable()
        self.card = PersonCard(document, desk)
        self.tabs = QTabBar()
        self.chip = FilterChip("Show everyone")
        self.names = QPushButton("Show names")
        self._results: Results | None = None
        self._behind: PeopleBehind | None = None
        self._rows: tuple[object, bool, pd.DataFrame] = (None, False, pd.DataFrame())
        self._frame = pd.DataFrame()
        self._positions: Integers = np.zeros(0, dtype=np.int64)
        self._in_hand = 0
        self._selected_soon = QTimer(self)
        self._lay_out()
        self._listen()

    def refresh(self) -> None:
        """Show the pools and people of the scenario in hand."""
        results = self.document.results
        if results is None:
            self.card.follow_plan()
            return
        if results is not self._results:
            self._show_pools(results)
        self.names.setChecked(self.document.shows_names)
        self._show_people(is_same_list=True)

    def show_behind(self, behind: PeopleBehind | None) -> None:
        """Show only the people behind a figure; None shows everyone."""
        self._behind = behind
        self._show_people(is_same_list=False)

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
        self.names.setCheckable(True)
        self.names.setProperty("rank", "link")
        self.names.setToolTip("Names stay hidden until they are asked for, and for this session only")
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.tabs)
        above.addWidget(self.chip, 1)
        above.addStretch(0)
        above.addWidget(self.names)
        self._panels = QStackedLayout()
        for table in (self.people, self.stages, self.posts):
            self._panels.addWidget(table)
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(above)
        column.addLayout(self._panels, 1)
        left = QSplitter(Qt.Orientation.Vertical)
        for one in (self.pools, panel):
            left.addWidget(one)
        left.setSizes([210, 390])
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(left)
        across.addWidget(self.card)
        across.setSizes([1200 - WIDTH, WIDTH])
        across.setStretchFactor(0, 1)
        for splitter in (left, across):
            splitter.setChildrenCollapsible(False)
        self.column.addWidget(across)
        for table in (self.pools, self.people):
            table.say_empty("Being worked out", "People appear as soon as the scenario is worked out.")
        at = next(place for place, one in enumerate(POOLS) if one.key == "odds")
        self._bars = OddsDelegate(parts_of_pool, SORT_ROLE, self.pools.view)
        self.pools.view.setItemDelegateForColumn(at, self._bars)

    def _listen(self) -> None:
        self.pools.chosen.connect(self._choose_pool)
        self.people.chosen.connect(self._choose_person)
        self.people.opened.connect(self._open_card)
        self.tabs.currentChanged.connect(self._turn)
        self.chip.cleared.connect(partial(self.show_behind, None))
        self.names.toggled.connect(self.document.show_names)
        self.card.copy_wanted.connect(self._copy_scenario)
        self._selected_soon.setSingleShot(True)
        self._selected_soon.setInterval(0)
        self._selected_soon.timeout.connect(self._tell_selected)
        self.people.view.selectionModel().selectionChanged.connect(self._selected_soon.start)

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

    def _show_people(self, *, is_same_list: bool) -> None:
        results, behind = self.document.results, self._behind
        if results is None:
            return
        named = self.document.shows_names
        everyone = self._everyone(results, is_named=named)
        if behind is None:
            positions, frame = np.arange(len(everyone)), everyone
        else:
            positions = people_where(results, ((behind.key, behind.value), *behind.also))
            frame = everyone.take(positions)
        said = words_of(results, behind) if behind is not None else ""
        count = f"{len(frame):,} of {len(everyone):,} people"
        self.chip.say(f"Only {said} ({count})" if said else "")
        self.people.view.setAccessibleName(f"People: {said}" if said else "People")
        self._positions = positions
        columns = people_columns(are_named=named)
        if frame is not self._frame or self.people.model.columns != columns:
            self._put(frame, columns, behind.employee if behind is not None else "", is_same_list)
        self._show_panel()

    def _put(self, frame: pd.DataFrame, columns: tuple[Column, ...], wanted: str, is_same_list: bool) -> None:
        """Fill the table; who was in hand stays so, at the same place on the screen."""
        before, self._frame = self._frame, frame
        kept = (self.card.employee, self.card.pool)
        are_same = columns == self.people.model.columns and _are_same_people(before, frame)
        if is_same_list and are_same:
            self.people.follow_frame(frame)
            self._choose_person(self._in_hand)
        else:
            view, selected = self.people.view, self._selected_of(before)
            down = view.verticalScrollBar().value()
            self.people.say_empty("Nobody", "Nobody is behind that figure. Show everyone brings them back.")
            self.people.show_frame(frame, columns)
            at = self._position_of(*kept) if is_same_list else -1
            if at >= 0 and self.people.choose(at):
                self._select(selected)
                view.verticalScrollBar().setValue(down)
            else:
                self.people.choose_or_first(self._position_of(wanted))
        if frame.empty:
            self.card.show_person(-1)
        self._selected_soon.start()

    def _everyone(self, results: "Results", *, is_named: bool) -> pd.DataFrame:
        """Everyone with what is recorded of them, and with names only where they are asked for."""
        of, named, rows = self._rows
        if of is results and named == is_named:
            return rows
        rows = results.people.assign(recorded=recorded_of(results))
        if is_named:
            staff = results.plan.staff.drop_duplicates("employee_number").set_index("employee_number")["name"]
            rows = rows.assign(name=rows["employee_number"].map(staff).astype("str"))
        self._rows = (results, is_named, rows)
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
            whose = words_of(results, behind)
        (self.stages if tab == STAGES_TAB else self.posts).show_pools(results, pools, whose)

    def _turn(self, _tab: int) -> None:
        self._show_panel()

    # ------------------------------------------------------------ choosing

    def _choose_pool(self, position: int) -> None:
        results = self.document.results
        if results is not None and 0 <= position < len(results.pools):
            self.show_behind(PeopleBehind("pool", str(results.pools["pool"].iloc[position])))

    def _choose_person(self, position: int) -> None:
        if not 0 <= position < len(self._frame):
            return
        self._in_hand = position
        name = (
            self._frame["name"].iloc[position] if self.document.shows_names and "name" in self._frame else ""
        )
        self.card.show_person(int(self._positions[position]), name if isinstance(name, str) else "")

    def _open_card(self, position: int) -> None:
        """Go to the card of a person: where they are double-clicked, or on Enter."""
        self._choose_person(position)
        self.card.tabs.setFocus()

    def _selected_of(self, frame: pd.DataFrame) -> tuple[str, ...]:
        """The employee numbers of the rows selected, which show this frame."""
        selection = self.people.view.selectionModel().selection()
        ranges = [selection.at(at) for at in range(selection.count())]
        rows = sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})
        positions = [self.people.model.position(row) for row in rows]
        numbers = frame["employee_number"].iloc[positions].tolist() if len(frame) else []
        return tuple(dict.fromkeys(numbers))

    def _tell_selected(self) -> None:
        """Record of all who are selected."""
        people = self._selected_of(self._frame)
        if self.card.employee in people and self._in_hand < len(self._frame):
            self.card.show_people(people, self._frame.iloc[self._in_hand].to_dict())

    def _select(self, people: tuple[str, ...]) -> None:
        """Select these people's rows again, where there are several."""
        if len(people) < 2:
            return
        model = self.people.model
        rows = np.flatnonzero(model.shown_frame()["employee_number"].isin(list(people)).to_numpy())
        selection = QItemSelection()
        for run in np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1):
            if len(run):
                selection.select(
                    model.index(int(run[0]), 0), model.index(int(run[-1]), model.columnCount() - 1)
                )
        flag = QItemSelectionModel.SelectionFlag
        self.people.view.selectionModel().select(selection, flag.Select | flag.Rows)

    def _position_of(self, employee: str, pool: str = "") -> int:
        """Where somebody stands in the frame, in that pool if in any; -1 where they do not."""
        if not employee or not len(self._frame):
            return -1
        found = np.flatnonzero((self._frame["employee_number"] == employee).to_numpy()).tolist()
        same = [one for one in found if self._frame["pool"].iloc[one] == pool]
        return int((same or found or [-1])[0])

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


def _are_same_people(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two frames are of the same people, row by row."""
    return (
        len(one) == len(other)
        and one.index.equals(other.index)
        and one["employee_number"].equals(other["employee_number"])
    )
