"""An undo step: whole plans, which share their unchanged parts, so that there is no inverse to write."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from planner.model.plan import Plan

STEP_ID = 1

Put = Callable[["Plan", str], None]
"""Takes the plan that is now in hand, and what the user did to have it."""


class ReplacePlan(QUndoCommand):
    """Swaps one plan for another.

    Attributes:
        before, after: the plans.
        field: steps in a row on the same field count as one; empty for a step of its own.
        stands_alone: whether the step is kept apart from the one before, whatever its field.
        why: the reason given for it.
    """

    def __init__(
        self,
        put: Put,
        before: "Plan",
        after: "Plan",
        text: str,
        field: str = "",
        *,
        stands_alone: bool = False,
    ) -> None:
        super().__init__(text)
        self.put = put
        self.before = before
        self.after = after
        self.field = field
        self.stands_alone = stands_alone
        self._is_done = False

    # Qt's own

    def redo(self) -> None:
        """Put the later plan in place."""
        words = f"Redone: {self.text()}" if self._is_done else self.text()
        self._is_done = True
        self.put(self.after, words)

    def undo(self) -> None:
        """Put the earlier plan back."""
        self.put(self.before, f"Undone: {self.text()}")

    def id(self) -> int:
        """Let steps of one kind be tried for merging."""
        return STEP_ID if self.field else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in a step on the same field that followed at once."""
        if not isinstance(other, ReplacePlan) or other.stands_alone:
            return False
        if not self.field or other.field != self.field:
            return False
        self.after = other.after
        return True
