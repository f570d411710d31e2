"""What a proposal may offer besides: each way on other days, and with other numbers of posts."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.places.propose.days_field import DaysField
from ui.theme import Type
from ui.widgets.labels import label

if TYPE_CHECKING:
    from planner.model.plan import Plan

SHARES = ((0.9, "90% of the posts"), (0.95, "95% of the posts"), (1.05, "105% of the posts"))
DAYS_SAY = (
    "Day first, with semicolons between: 1/7/2013; 1/10/2013. Each way of doing a function may then move on "
    "these days too, the work of all its senders on the same one. Receivers must exist by then."
)
POSTS_SAY = (
    "Each way of doing a function may then have so many posts for each one that it would have by itself. "
    "What fewer people leave undone is in no figure, so offer only what the work allows."
)
LONGER_SAYS = "More ways take longer: untick those that need not be looked at under What may change."


class AlsoOffer(QWidget):
    """A field for days and ticks for numbers of posts; nothing is offered until something is named.

    Signals:
        changed: something else is offered.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Also offer")
        self.days_field = DaysField("Other days on which work may move, day first")
        self.ticks = {share: QCheckBox(words) for share, words in SHARES}
        self._lay_out()
        self.days_field.settled.connect(self.changed)
        for tick in self.ticks.values():
            tick.toggled.connect(self.changed)

    @property
    def days(self) -> tuple[date, ...]:
        """Days on which work may move besides."""
        return self.days_field.days

    @property
    def shares(self) -> tuple[float, ...]:
        """Posts for each one that a way would have by itself."""
        return tuple(share for share, tick in self.ticks.items() if tick.isChecked())

    def follow(self, plan: "Plan") -> None:
        """Take days of this plan."""
        self.days_field.follow(plan.facts)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 4, 0)
        column.setSpacing(6)
        days = label("Other days on which work may move", Type.HEADING)
        days.setBuddy(self.days_field)
        column.addWidget(days)
        column.addWidget(self.days_field)
        column.addWidget(label(DAYS_SAY, tone="muted", wraps=True))
        column.addSpacing(4)
        column.addWidget(label("Other numbers of posts", Type.HEADING))
        for tick in self.ticks.values():
            column.addWidget(tick)
        column.addWidget(label(POSTS_SAY, tone="muted", wraps=True))
        column.addSpacing(4)
        column.addWidget(label(LONGER_SAYS, tone="muted", wraps=True))
        column.addStretch(1)
