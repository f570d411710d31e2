"""Edits of one claim at a time, and of all claims on a function by one measure.

Each takes a plan and gives another.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from planner.base.errors import EditRefusedError
from planner.model.claims import Claim, claims_in_force
from planner.model.plan import Plan
from planner.model.sender_claims import WHOLE, change_claims, left_of, put_shares, refuse_locked
from planner.model.who_may import (
    function_name,
    kind_of,
    mode_refusal,
    modes_of,
    organisation_name,
    refuse_mode,
)


def change_claim(plan: Plan, scenario: str, function: str, at: int, **cells: Any) -> Plan:
    """Change some of what one claim says; ``at`` is its place in ``claims_in_force``.

    Raises:
        EditRefusedError: it is locked and is not being unlocked, its receiver may not take it so, or
            shares would come to more than 100%.
    """
    claims = list(claims_in_force(plan, scenario, function))
    before = claims[at]
    if set(cells) != {"locked"}:
        refuse_locked(plan, before)
    after = replace(before, **cells)
    if after.mode == "stop":
        after = replace(after, receiver="", customers="")
    elif not after.receiver:
        raise EditRefusedError("Work that goes on needs a receiver. Choose one, or let it stop.")
    elif "receiver" in cells and "mode" not in cells and mode_refusal(plan, after.receiver, after.mode):
        after = replace(after, mode=modes_of(kind_of(plan, after.receiver))[0])
    if after.receiver:
        refuse_mode(plan, after.receiver, after.mode)
    if not 0 <= after.share <= WHOLE:
        raise EditRefusedError(f"A share is from 0 to 100%, not {after.share:g}%.")
    claims[at] = after
    return put_shares(plan, scenario, function, claims)


def add_claim(plan: Plan, scenario: str, function: str, sender: str, receiver: str) -> Plan:
    """Add a receiver, with what is unclaimed; with no share where nothing is.

    Raises:
        EditRefusedError: the scenario is not to be changed.
    """
    claims = list(claims_in_force(plan, scenario, function))
    share = max(0.0, round(left_of(claims, sender), 9))
    claims.append(Claim(sender, receiver, modes_of(kind_of(plan, receiver))[0], share))
    return put_shares(plan, scenario, function, claims)


def drop_claim(plan: Plan, scenario: str, function: str, at: int) -> Plan:
    """Take one claim away; ``at`` is its place in ``claims_in_force``.

    Raises:
        EditRefusedError: it is locked.
    """
    claims = list(claims_in_force(plan, scenario, function))
    refuse_locked(plan, claims[at])
    return put_shares(plan, scenario, function, [*claims[:at], *claims[at + 1 :]])


def split_equally(plan: Plan, scenario: str, function: str, sender: str) -> Plan:
    """Share out all that does not stop and is not locked equally among those who claim it.

    Raises:
        EditRefusedError: nobody claims it.
    """
    return _shared_out(plan, scenario, function, sender, lambda receivers: dict.fromkeys(receivers, 1.0))


def split_by_population(plan: Plan, scenario: str, function: str, sender: str) -> Plan:
    """Share out all that does not stop and is not locked by the claimants' population.

    Raises:
        EditRefusedError: nobody claims it, or a population is not known.
    """
    codes = plan.organisations["code"]
    known = dict(zip(codes, plan.organisations["population"], strict=True))

    def weights(receivers: Sequence[str]) -> dict[str, float]:
        without = [one for one in receivers if not known.get(one, 0.0) > 0]
        if without:
            raise EditRefusedError(
                f"{organisation_name(plan, without[0])} has no population. Share out equally, or type shares."
            )
        return {one: float(known[one]) for one in receivers}

    return _shared_out(plan, scenario, function, sender, weights)


def _shared_out(
    plan: Plan,
    scenario: str,
    function: str,
    sender: str,
    weights: Callable[[Sequence[str]], Mapping[str, float]],
) -> Plan:
    """Give each claimant its part by weight of all that is theirs or unclaimed."""
    free = 0

    def change(claims: list[Claim], left: float) -> list[Claim]:
        nonlocal free
        open_to = [claim for claim in claims if claim.receiver and not claim.locked]
        receivers = list(dict.fromkeys(claim.receiver for claim in open_to))
        free += len(receivers)
        total = sum(claim.share for claim in open_to) + max(left, 0.0)
        parts = weights(receivers)
        for receiver in receivers:
            mine = [claim for claim in open_to if claim.receiver == receiver]
            now = sum(claim.share for claim in mine)
            its = total * parts[receiver] / sum(parts.values())
            for claim in mine:
                within = claim.share / now if now > 0 else 1 / len(mine)
                claims[claims.index(claim)] = replace(claim, share=its * within)
        return claims

    found = change_claims(plan, scenario, function, sender, change)
    if not free:
        raise EditRefusedError(f"Nobody claims {function_name(plan, function)} yet. Add a receiver first.")
    return found
