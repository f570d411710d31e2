"""The undo stack of whole plans: it finds the step that a file holds, wherever the user is by then."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoStack

from ui.document.replace_plan import ReplacePlan

if TYPE_CHECKING:
    from planner.model.plan import Plan


class PlanSteps(QUndoStack):
    """Steps without limit; the clean mark may be put on any of them, or on none.

    Attributes:
        is_walking: whether steps are gone through only to put the mark; no plan is to be taken then.
    """

    is_walking = False

    def mark_clean(self, plan: "Plan | None") -> None:
        """Put the clean mark on the nearest step that left this plan; on none where no step does."""
        here = self.index()
        nearest = sorted(range(self.count() + 1), key=lambda one: abs(one - here))
        there = next((one for one in nearest if self._left(one, plan)), None)
        if self.count() == 0:
            self.setClean()
        elif there is None:
            self.resetClean()
        elif there == here:
            self.setClean()
        else:
            self._mark_at(there, here)

    def unmark(self) -> None:
        """Be clean at no step, without a word to anybody: no file holds the plan as it was opened."""
        self.blockSignals(True)
        self.resetClean()
        self.blockSignals(False)

    def _mark_at(self, there: int, here: int) -> None:
        was_clean = self.isClean()
        self.is_walking = True
        self.blockSignals(True)
        self.setIndex(there)
        self.setClean()
        self.setIndex(here)
        self.blockSignals(False)
        self.is_walking = False
        if was_clean:
            self.cleanChanged.emit(False)

    def _left(self, steps: int, plan: "Plan | None") -> bool:
        """Whether so many steps lead to this very plan."""
        command = self.command(max(steps - 1, 0))
        if not isinstance(command, ReplacePlan):
            return False
        return (command.after if steps else command.before) is plan
