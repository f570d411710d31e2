"""Next month's staff list beside the plan: who joined, who left, what changed, and taking it in."""

from planner.model.refresh.affected import affected
from planner.model.refresh.applying import Choices, Leaver, apply
from planner.model.refresh.reconciling import Reconciliation, reconcile
from planner.model.refresh.same_people import SamePerson

__all__ = ["Choices", "Leaver", "Reconciliation", "SamePerson", "affected", "apply", "reconcile"]
