"""What every tab of Propose knows besides: what an answer is of."""

from typing import Any

from ui.places.place_tab import PlaceTab


class Tab(PlaceTab):
    """A tab of Propose."""

    @property
    def standing(self) -> tuple[Any, str]:
        """The plan as judged and the scenario in hand: what an answer is of."""
        return self.document.assessment, self.document.scenario
