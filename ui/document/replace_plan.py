"""An undo step: whole plans, which share their unchanged parts, so that there is no inverse to write."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from planner.model.plan import Plan

STEP_ID = 1


class ReplacePlan(QUndoCommand):
    """Swaps one plan for another."""

    def __init__(
        self, put: "Callable[[Plan], None]", before: "Plan", after: "Plan", text: str, field: str = ""
    ) -> None:
        super().__init__(text)
        self.put = put
        self.before = before
        self.after = after
        self.field = field

    # Qt's own

    def redo(self) -> None:
        """Put the later plan in place."""
        self.put(self.after)

    def undo(self) -> None:
        """Put the earlier plan back."""
        self.put(self.before)

    def id(self) -> int:
        """Let steps of one kind be tried for merging."""
        return STEP_ID if self.field else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in a step on the same field that followed at once."""
        if not isinstance(other, ReplacePlan) or not self.field or other.field != self.field:
            return False
        self.after = other.after
        return True
