"""Edits of dates: the plan's own, and the day on which a function moves. Each gives another plan."""

from dataclasses import replace
from datetime import date

from planner.base.dates import long_date
from planner.base.errors import EditRefusedError, NothingToMoveError
from planner.model.claims import Claim, claims_in_force
from planner.model.plan import Plan
from planner.model.sender_claims import change_claims, refuse_locked
from planner.model.who_may import function_name


def move_announcement(plan: Plan, to: date) -> Plan:
    """Announce the proposals on another day: consultation begins then, in every scenario.

    Raises:
        EditRefusedError: work would have moved by then.
    """
    if to > plan.facts.transfer_date:
        raise EditRefusedError(
            f"Work moves on {long_date(plan.facts.transfer_date)}: proposals cannot be announced after that."
        )
    return plan.with_facts(announced=to)


def move_transfer_date(plan: Plan, to: date) -> Plan:
    """Move work on another day, in every scenario, but for functions that have a day of their own.

    Raises:
        EditRefusedError: the day is outside the plan, or before the announcement.
    """
    _refuse_outside(plan, to)
    if to < plan.facts.announced:
        raise EditRefusedError(
            f"Proposals are announced on {long_date(plan.facts.announced)}: work cannot move before that."
        )
    return plan.with_facts(transfer_date=to)


def move_closure(plan: Plan, to: date) -> Plan:
    """Make another day the last of the senders and of those who are not placed, in every scenario.

    Raises:
        EditRefusedError: the day is outside the plan.
    """
    _refuse_outside(plan, to)
    return plan.with_facts(closure=to)


def move_function(plan: Plan, scenario: str, function: str, to: date, sender: str = "") -> Plan:
    """Move a function on another day; on the plan's own transfer date it goes by that again.

    What the scenario inherits becomes its own.

    Args:
        plan: the plan.
        scenario: the scenario that is edited.
        function: the function's code.
        to: the day on which it moves.
        sender: whose work; empty for all senders'.

    Raises:
        EditRefusedError: the day is outside the plan, an allocation is locked, or the scenario is not
            to be changed.
        NothingToMoveError: nobody takes the function.
    """
    _refuse_outside(plan, to)
    own = None if to == plan.facts.transfer_date else to
    if not claims_in_force(plan, scenario, function):
        raise NothingToMoveError(
            f"Nobody takes {function_name(plan, function)} yet: give it to a receiver on the board first."
        )

    def dated(claims: list[Claim], _left: float) -> list[Claim]:
        for claim in claims:
            if claim.date != own:
                refuse_locked(plan, claim)
        return [replace(claim, date=own) for claim in claims]

    return change_claims(plan, scenario, function, sender, dated)


def _refuse_outside(plan: Plan, to: date) -> None:
    first, last = plan.facts.plan_start, plan.facts.horizon
    if not first <= to <= last:
        raise EditRefusedError(
            f"{long_date(to)} is outside the plan, which runs from {long_date(first)} to {long_date(last)}."
        )
