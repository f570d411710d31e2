"""Functions: what becomes of each, who does it, and which pools it is made of."""

import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.models import columns as c
from ui.places.frame_table import FrameTable
from ui.places.place import Place
from ui.places.targets import PeopleBehind

FUNCTIONS = (
    c.words("function", "Code"),
    c.words("name", "Function", wide=True),
    c.words("kind", "Kind"),
    c.count("heads", "People"),
    c.fte("fte", "Now"),
    c.percentage("claimed_percent", "Claimed", "How much of the function receivers have claimed"),
    c.fte("unclaimed_fte", "Unclaimed", "Work that no receiver has claimed: it has no posts"),
    c.fte("posts_fte", "Posts", "Posts at the receivers"),
    c.fte("placed_fte", "Placed", "Expected to be filled by people in post now"),
    c.percentage("cover_percent", "Cover day 1", "Placed against what the work requires on the first day"),
    c.fte("redundant_fte", "Redundant"),
    c.money("redundancy_cost", "Redundancy"),
    c.percentage("talent_lost_percent", "Talent lost"),
)
SERVICES = (
    c.words("name", "Receiver", wide=True),
    c.words("mode", "Mode"),
    c.money("staff", "Staff"),
    c.money("vacancies", "Vacancies"),
    c.money("non_pay", "Non-pay"),
    c.money("cost", "Cost"),
    c.money("income", "Income"),
)
POOLS = (
    c.words("pool", "Pool", wide=True),
    c.count("heads", "People"),
    c.fte("fte", "Now"),
    c.fte("posts_fte", "Posts"),
    c.odds("chance_left_over", "Left over"),
    c.fte("redundant_fte", "Redundant"),
    c.money("redundancy_cost", "Redundancy"),
)


class FunctionsPlace(Place):
    """One row a function; below it, who does the one in hand, and its pools."""

    name = "functions"
    title = "Functions"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.table = FrameTable("Functions", FUNCTIONS)
        self.services = FrameTable("Who does it", SERVICES)
        self.pools = FrameTable("Its pools", POOLS)
        self.pools.setToolTip("Double-click a pool to see its people")
        self.services.say_empty("Nobody does it", "No receiver has claimed it in this scenario, or it stops.")
        below = QSplitter(Qt.Orientation.Horizontal)
        below.addWidget(self.services)
        below.addWidget(self.pools)
        below.setSizes([660, 520])
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.table)
        both.addWidget(below)
        both.setSizes([380, 210])
        both.setChildrenCollapsible(False)
        self.column.addWidget(both)
        self._in_hand = ""
        self._pools = pd.DataFrame()
        self.table.say_empty(
            "Being worked out", "The functions appear as soon as the scenario is worked out."
        )
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open_people)
        self.pools.opened.connect(self._open_pool)

    def refresh(self) -> None:
        """Show the functions of the scenario in hand."""
        results = self.document.results
        if results is None:
            return
        kept = self._in_hand
        self.table.show_frame(results.functions)
        found = results.functions.index[results.functions["function"] == kept]
        self.table.choose_or_first(int(found[0]) if len(found) else -1)

    def focus_find(self) -> None:
        """Search the functions."""
        self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the functions by column."""
        self.table.toggle_filters()

    def _choose(self, position: int) -> None:
        results, year = self.document.results, self.document.year
        if results is None or position < 0:
            return
        row = results.functions.iloc[position]
        self._in_hand = str(row["function"])
        done = results.services
        done = done[(done["function"] == self._in_hand) & (done["year"] == year)]
        names = results.receivers.drop_duplicates("receiver").set_index("receiver")["name"]
        self.services.rename(f"Who does {row['name']} in {year}")
        self.services.show_frame(done.assign(name=done["receiver"].map(names)))
        self._pools = results.pools[results.pools["function"] == self._in_hand]
        self.pools.rename(f"Pools of {row['name']}")
        self.pools.show_frame(self._pools)

    def _open_people(self, position: int) -> None:
        results = self.document.results
        if results is not None and position >= 0:
            function = str(results.functions["function"].iloc[position])
            self.wanted.emit("people", PeopleBehind("function", function))

    def _open_pool(self, position: int) -> None:
        if 0 <= position < len(self._pools):
            self.wanted.emit("people", PeopleBehind("pool", str(self._pools["pool"].iloc[position])))
