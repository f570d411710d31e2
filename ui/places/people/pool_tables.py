"""The stages and the posts of the pools in hand, as tables."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.model.tables import BASELINE
from planner.report.pools import posts_open_to, stages_of
from ui.places.frame_table import FrameTable
from ui.places.people.columns import POSTS, STAGES

if TYPE_CHECKING:
    from planner.model.results import Integers, Results


class StagesTable(FrameTable):
    """What each stage places, and at which receivers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Stages", STAGES, parent)
        self.say_empty("Nobody is placed", "No post is open to these pools in this scenario.")
        self._shown: tuple[object, ...] = ()

    def show_pools(self, results: "Results", pools: "Integers", whose: str) -> None:
        """Show the stages of some pools (positions)."""
        wanted = (results, whose)
        if self._shown and self._shown[0] is results and self._shown[1] == whose:
            return
        self._shown = wanted
        self.rename(f"Stages of {whose}")
        self.show_frame(stages_of(results, pools))


class PostsTable(FrameTable):
    """The posts of the functions and bands of the pools, and who is in them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Posts", POSTS, parent)
        self._shown: tuple[object, ...] = ()

    def show_pools(self, results: "Results", pools: "Integers", whose: str) -> None:
        """Show the posts of some pools (positions)."""
        if self._shown and self._shown[0] is results and self._shown[1] == whose:
            return
        self._shown = (results, whose)
        advice = "Nothing moves in the baseline; choose or copy a scenario."
        if results.scenario != BASELINE:
            advice = (
                "No receiver takes work of this function and band. Functions is where it is given to one."
            )
        self.say_empty("No posts", advice)
        self.rename(f"Posts for {whose}")
        self.show_frame(posts_open_to(results, pools))
