"""Moving a step: which date of the plan or the scenario it goes by, and the plan with that date moved."""

from datetime import date

from planner.base.errors import EditRefusedError
from planner.engine.timetable.steps import Kind, MovedBy, Step
from planner.model.plan import Plan
from planner.model.timetable_edits import (
    move_announcement,
    move_closure,
    move_function,
    move_transfer_date,
)

_WHY_NOT = {
    Kind.NOTICE: "Notice follows consultation: move the announcement, or the day on which work moves.",
    Kind.PROCUREMENT: "The plan gives no day for it: it goes by the plan’s start and the day of the move.",
    Kind.OPENING: "It stands in Data, Organisations, under Opens.",
    Kind.CLOSURE: "It stands in Data, Organisations, under Closes.",
    Kind.HOSTING: "It stands in Data, Organisations, under Closes.",
    Kind.CONTRACT: "It stands in Data: commitments under Budgets, fixed terms under Staff.",
}


def moved(plan: Plan, scenario: str, step: Step, to: date) -> Plan:
    """The plan in which the date that a step goes by is another.

    Args:
        plan: the plan.
        scenario: the scenario that is edited, where the date is one of its own.
        step: the step that is to begin on another day.
        to: that day.

    Raises:
        EditRefusedError: the step does not go by a date of its own, or the day cannot be.
    """
    match step.moved_by:
        case MovedBy.ANNOUNCED:
            return move_announcement(plan, to)
        case MovedBy.TRANSFER_DATE:
            return move_transfer_date(plan, to)
        case MovedBy.CLOSURE:
            return move_closure(plan, to)
        case MovedBy.FUNCTION:
            return move_function(plan, scenario, step.code, to, step.sender)
    raise EditRefusedError(f"{step.name} cannot be moved here. {why_fixed(step)}")


def why_fixed(step: Step) -> str:
    """Where a step's date stands, if it is not moved in the timetable; empty where it is."""
    return "" if step.moved_by else _WHY_NOT.get(step.kind, "It follows from other dates.")


def is_of_plan(step: Step) -> bool:
    """Whether its date is the plan's, and so the same in every scenario."""
    return step.moved_by in (MovedBy.ANNOUNCED, MovedBy.TRANSFER_DATE, MovedBy.CLOSURE)


def goes_along(step: Step, other: Step) -> bool:
    """Whether another step moves with one that is moved, by as many days."""
    if step.moved_by is MovedBy.TRANSFER_DATE:
        return other.kind is Kind.TRANSFER and other.begins == step.begins
    if step.moved_by in (MovedBy.ANNOUNCED, MovedBy.CLOSURE):
        return other.moved_by is step.moved_by
    return other.key == step.key
