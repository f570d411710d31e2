"""Match people to posts: a pool, who suits which of its named posts, and what is recorded of it."""

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from planner.model.names_of_people import with_names
from planner.model.tables import BASELINE
from planner.report.wording import counted
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.models.tick_model import TickModel
from ui.places.frame_table import FrameTable
from ui.places.propose.detail_panel import DetailPanel
from ui.places.propose.match_columns import POOLS, match_columns
from ui.places.propose.tab import Tab
from ui.theme import scaled
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.names_button import NamesButton
from ui.widgets.tick_view import TickView

if TYPE_CHECKING:
    from planner.advise.match import MatchPool
    from planner.advise.matched import Match
    from planner.base.ticks import Tick
    from ui.document.work import Assessment

LISTING, MATCHING = "pools to match", "match"
LEAST, DETAIL = 150, 118
"""Pixels of the least height of a table, and of what is said of the person in hand."""
NO_POSTS = (
    "No pool has named posts",
    "Name posts in the table Posts of Data, with their skills and location; people are matched to those.",
)
NOBODY = ("Nobody to match yet", "People are matched here once a pool has named posts.")
CHOOSE = ("Choose a pool", "Who suits which of its named posts is then worked out.")


def list_pools(assessment: "Assessment", scenario: str, tick: "Tick") -> "tuple[MatchPool, ...]":
    """Look for pools with named posts, on a worker thread."""
    from planner.advise.match import matchable_pools

    return matchable_pools(assessment.basis, scenario, tick)


def match_people(
    assessment: "Assessment", scenario: str, pool: str, ring_fence: bool, tick: "Tick"
) -> "Match":
    """Match a pool, on a worker thread."""
    from planner.advise.match import match

    return match(assessment.basis, scenario, pool, ring_fence=ring_fence, tick=tick)


class MatchTab(Tab):
    """Suggests by suitability alone; what is ticked is recorded as slated, and a competition decides ties."""

    title = "Match people to posts"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.pools = FrameTable("Pools", POOLS)
        self.fence = QCheckBox("With the whole ring-fence (its family and band)")
        self.told = label(wraps=True)
        self.left = label(tone="muted", wraps=True)
        self.names = NamesButton(document)
        self.model = TickModel(match_columns(are_named=False))
        self.view = TickView("People and the posts that suit them")
        self.people = FrameTable("People and the posts that suit them", view=self.view, model=self.model)
        self.detail = DetailPanel("What the score is made of", DETAIL)
        self.take_button = QPushButton()
        self.match: Match | None = None
        self._of: tuple[Any, str] = (None, "")
        self._pool = ""
        self._shown: tuple[Any, bool] = (None, False)
        self._lay_out()
        self._listen()
        self._forget()

    def refresh(self) -> None:
        """List the pools of the scenario in hand, and match the one chosen anew where something changed."""
        if self.standing != self._of and self.document.assessment is not None:
            self._list()
        elif self.match is not None and self._shown != (self.match, self.document.shows_names):
            self._show_match(self.match)

    def recolour(self) -> None:
        """Keep a few rows in sight at any size of text."""
        for one in (self.pools, self.people):
            one.setMinimumHeight(scaled(LEAST))
        self.detail.fit()

    def focus_find(self) -> None:
        """Search the people, or the pools while no pool is matched."""
        (self.people if self.match is not None else self.pools).search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the people by column."""
        self.people.toggle_filters()

    # ------------------------------------------------------------ working out

    def _list(self) -> None:
        assessment, scenario = self.document.assessment, self.document.scenario
        if assessment is None:
            return
        self._of = (assessment, scenario)
        if scenario == BASELINE:
            self._forget()
            self.pools.say_empty(
                "Nothing moves in the baseline", "Choose a scenario at the top of the window, or copy one."
            )
            self.pools.show_frame(pd.DataFrame({one.key: [] for one in POOLS}))
            return
        job = partial(list_pools, assessment, scenario)
        self.desk.runner(LISTING).start("Looking for named posts", job, partial(self._show_pools, self._of))

    def _show_pools(self, of: tuple[Any, str], found: "tuple[MatchPool, ...]") -> None:
        if of != self.standing:
            return
        from planner.report.matching import pool_table

        frame = pool_table(found)
        self.pools.say_empty(*NO_POSTS)
        kept = self._pool
        self.pools.chosen.disconnect(self._choose_pool)
        self.pools.show_frame(frame)
        self.pools.chosen.connect(self._choose_pool)
        names = frame["pool"].tolist()
        if kept in names:
            self.pools.choose(names.index(kept))
            self._work_out(kept)
        else:
            self._forget()
        if not names:
            self.people.say_empty(*NOBODY)

    def _choose_pool(self, position: int) -> None:
        if 0 <= position < self.pools.model.total:
            self._work_out(str(self.pools.model.frame["pool"].iloc[position]))

    def _turn_fence(self, _is_on: bool) -> None:
        if self._pool:
            self._work_out(self._pool)

    def _work_out(self, pool: str) -> None:
        assessment, scenario = self._of
        self._pool = pool
        job = partial(match_people, assessment, scenario, pool, self.fence.isChecked())
        self.desk.runner(MATCHING).start(f"Matching {pool}", job, partial(self._take_match, self._of))

    def _take_match(self, of: tuple[Any, str], found: "Match") -> None:
        if of == self.standing:
            self._show_match(found)

    # ------------------------------------------------------------ showing

    def _forget(self) -> None:
        self.match, self._pool, self._shown = None, "", (None, False)
        self.people.rename("People")
        self.people.say_empty(*CHOOSE)
        self.people.show_frame(pd.DataFrame({one.key: [] for one in self.model.columns}))
        self.model.offer((), ())
        self.all_button.setEnabled(False)
        self.told.setText(
            "Choose a pool. People are matched by band, function, skills, location and stated preference."
        )
        self.left.hide()
        self._choose_person(-1)

    def _show_match(self, found: "Match") -> None:
        """Show who suits what; nothing is ticked until the user does."""
        from planner.report.matching import match_sentence, match_table, posts_left_sentence

        is_named = self.document.shows_names
        is_same = self._shown[0] is found
        ticked = self.model.ticked if is_same else ()
        self.match, self._shown = found, (found, is_named)
        frame = match_table(found)
        if is_named:
            frame = with_names(frame, self._of[0].plan)
        self.people.rename(f"{found.pool} and its ring-fence" if found.is_ring_fence else found.pool)
        self.people.say_empty("Nobody is in the pool", "Choose another.")
        self.people.show_frame(frame, match_columns(are_named=is_named))
        may_be = range(len(found.pairs)) if self.document.may_edit else ()
        self.model.offer(may_be, ticked)
        self.all_button.setEnabled(bool(may_be))
        self.told.setText(match_sentence(found))
        left = posts_left_sentence(found)
        self.left.setText(left)
        self.left.setVisible(bool(left))
        self.people.choose_or_first(-1)

    def _choose_person(self, position: int) -> None:
        """Say of the person in hand what each score is made of."""
        from planner.report.matching import detail_of

        is_there = self.match is not None and 0 <= position < self.model.total
        if self.match is not None and is_there:
            self.detail.say(*detail_of(self.match, position))
        else:
            self.detail.say("", ("What each score is made of stands here for the person in hand.",))

    def _count(self) -> None:
        count = len(self.model.ticked)
        self.take_button.setText(
            f"Record {counted(count, 'person', 'people')} as slated" if count else "Record as slated"
        )
        self.take_button.setEnabled(count > 0)
        refusal = self.document.refusal()
        tip = "Tick people who are matched, with the mouse or with Space. They are recorded, not locked."
        self.take_button.setToolTip(refusal or tip)

    def _tick_all(self) -> None:
        if self.match is not None:
            everyone = range(len(self.match.pairs))
            self.model.tick(() if len(self.model.ticked) == len(everyone) else everyone)

    # ------------------------------------------------------------ taking

    def _take(self) -> None:
        """Record what is ticked, as one step."""
        from planner.advise.taking import take_fault, take_name, take_pairs

        plan, scenario, found = self.document.plan, self.document.scenario, self.match
        if plan is None or found is None or self.standing != self._of:
            return
        pairs = [found.pairs[at] for at in self.model.ticked]
        if said := take_fault(plan, scenario, pairs):
            self.said.emit(said, "error")
            return
        step = take_name(pairs)
        why = f"Matched by suitability in {found.pool}"
        if self.document.edit(step, take_pairs(plan, scenario, pairs), why=why):
            self.said.emit(
                f"{counted(len(pairs), 'person', 'people')} recorded as slated. Undo takes it back.", "note"
            )

    # ------------------------------------------------------------ building

    def _listen(self) -> None:
        self.pools.chosen.connect(self._choose_pool)
        self.fence.toggled.connect(self._turn_fence)
        self.people.chosen.connect(self._choose_person)
        self.view.turned.connect(self.model.turn)
        self.model.ticks_changed.connect(self._count)
        self.take_button.clicked.connect(self._take)
        self.all_button.clicked.connect(self._tick_all)

    def _lay_out(self) -> None:
        self.all_button = QPushButton("Tick all matched")
        self.all_button.setProperty("rank", "link")
        self.take_button.setProperty("rank", "first")
        self.people.add_tool(self.names)
        left = QWidget()
        left.setAccessibleName("Pools")
        under = _column(left)
        under.addWidget(self.pools, 1)
        under.addWidget(self.fence)
        right = QWidget()
        right.setAccessibleName("The match")
        column = _column(right)
        column.addWidget(self.told)
        column.addWidget(self.left)
        column.addWidget(self.people, 1)
        column.addWidget(self.detail)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        note = "Blind to pay, age, service, cost and protected characteristics. Nothing is locked."
        foot.addWidget(ElidedLabel(note), 1)
        foot.addWidget(self.all_button)
        foot.addWidget(self.take_button)
        column.addLayout(foot)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setObjectName("poolsAndMatch")
        both.addWidget(left)
        both.addWidget(right)
        both.setSizes([394, 826])
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 3)
        both.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(both)
        self.recolour()


def _column(of: QWidget) -> QVBoxLayout:
    made = QVBoxLayout(of)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(6)
    return made
