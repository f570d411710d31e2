"""The functions as a list: what becomes of each, its cover and what it costs."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.model.results import Results
from ui.models import columns as c
from ui.places.frame_table import FrameTable

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


class FunctionList(QWidget):
    """One row a function.

    Signals:
        chosen: the code of the function in hand.
        opened: the code of a function whose people are wanted.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = FrameTable("Functions", FUNCTIONS)
        self.table.say_empty(
            "Being worked out", "The functions appear as soon as the scenario is worked out."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self._codes: list[str] = []
        self.table.chosen.connect(lambda at: self._tell(at, self.chosen.emit))
        self.table.opened.connect(lambda at: self._tell(at, self.opened.emit))

    def show_results(self, results: Results, in_hand: str) -> None:
        """Show the functions of a scenario, the one in hand selected."""
        self._codes = results.functions["function"].tolist()
        self.table.show_frame(results.functions)
        self.table.choose_or_first(self._codes.index(in_hand) if in_hand in self._codes else -1)

    def _tell(self, at: int, tell: Callable[[str], None]) -> None:
        if 0 <= at < len(self._codes):
            tell(self._codes[at])
