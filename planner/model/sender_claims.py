"""Changes to the claims on one function, sender by sender; shares stay within the whole."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from planner.base.errors import EditRefusedError
from planner.model.claims import NEW, Claim, claims_in_force, put_claims
from planner.model.plan import Plan
from planner.model.scenario import lineage
from planner.model.scenario_edits import refusal
from planner.model.who_may import function_name, organisation_name

HAIR = 1e-6
"""Per cent. Shares may come to this much above the whole, as a third three times does."""
DUST = 1e-9
"""Per cent. A share of less is none."""
WHOLE = 100.0
"""Per cent."""

Change = Callable[[list[Claim], float], list[Claim]]
"""Takes one sender's claims and what is left of its 100%; gives the claims in their place."""


def change_claims(
    plan: Plan, scenario: str, function: str, sender: str, change: Change, *, needs_left: bool = False
) -> Plan:
    """Make a change to one sender's claims, or to each sender's in turn.

    Where one sender's are to differ and some claims are on the work of all, those become claims of
    each sender first; with ``needs_left`` also where only some claims name a sender, for then no one
    figure is what is left.

    Raises:
        EditRefusedError: as ``put_shares``, and whatever the change raises.
    """
    held = list(claims_in_force(plan, scenario, function))
    senders = list(dict.fromkeys(claim.sender for claim in held))
    is_mixed = "" in senders and len(senders) > 1
    if (sender and "" in senders) or (needs_left and is_mixed):
        held = _sender_by_sender(plan, held)
        senders = list(dict.fromkeys(claim.sender for claim in held))
    for one in [sender] if sender else senders or [""]:
        mine = [claim for claim in held if claim.sender == one]
        after = [replace(claim, sender=one) for claim in change(mine, left_of(held, one))]
        others = [claim for claim in held if claim.sender != one]
        held = [*others, *after]
    return put_shares(plan, scenario, function, held)


def put_shares(plan: Plan, scenario: str, function: str, claims: Sequence[Claim]) -> Plan:
    """Put claims in force where the scenario may be changed and the shares stay within the whole.

    A scenario based on this one that would thereby come to more than the whole, since it has other
    claims of its own, keeps all the claims on the function that it had.

    Raises:
        EditRefusedError: the scenario is the baseline or locked, or shares come to more than 100%; or
            a locked scenario based on it would.
    """
    if reason := refusal(plan, scenario):
        raise EditRefusedError(reason)
    if (over := _over(claims)) > HAIR:
        raise EditRefusedError(
            f"{function_name(plan, function)} would come to {WHOLE + over:.6g}%: {over:.6g}% more than "
            "the whole. Bring another share down first."
        )
    after = put_claims(plan, scenario, function, claims)
    return _spare_heirs(plan, after, scenario, function)


def left_of(claims: Sequence[Claim], sender: str) -> float:
    """What is left of 100% of a sender's work; of all senders', what every one of them has left."""
    for_all = sum(claim.share for claim in claims if not claim.sender)
    named: dict[str, float] = {}
    for claim in claims:
        if claim.sender:
            named[claim.sender] = named.get(claim.sender, 0.0) + claim.share
    own = named.get(sender, 0.0) if sender else max(named.values(), default=0.0)
    return WHOLE - for_all - own


def left_by_sender(claims: Sequence[Claim]) -> dict[str, float]:
    """What is left of 100% for each sender that a claim names; for all the rest, under an empty name.

    Where every claim names a sender there is no rest.
    """
    senders = dict.fromkeys(claim.sender for claim in claims) or {"": None}
    for_all = sum(claim.share for claim in claims if not claim.sender)
    return {sender: left_of(claims, sender) if sender else WHOLE - for_all for sender in senders}


def is_of(claim: Claim, sender: str) -> bool:
    """Whether a claim is on the work of a sender; every claim is on that of all."""
    return not sender or claim.sender in ("", sender)


def refuse_locked(plan: Plan, claim: Claim) -> None:
    """Refuse to change a claim that is locked.

    Raises:
        EditRefusedError: it is.
    """
    if claim.locked:
        who = (
            f"What {organisation_name(plan, claim.receiver)} has of it" if claim.receiver else "That it stops"
        )
        raise EditRefusedError(f"{who} is locked. Take the lock off below the board first.")


def _over(claims: Sequence[Claim]) -> float:
    """How far any sender's shares are beyond the whole; below nil where none are."""
    return max((-left_of(claims, sender) for sender in {claim.sender for claim in claims}), default=-WHOLE)


def _spare_heirs(before: Plan, after: Plan, scenario: str, function: str) -> Plan:
    """Let each scenario that inherits from another stay within the whole."""
    chains = {name: lineage(before, name) for name in before.scenario_names}
    heirs = [name for name, chain in chains.items() if scenario in chain[1:]]
    for heir in sorted(heirs, key=lambda name: len(chains[name])):
        if _over(claims_in_force(after, heir, function)) <= HAIR:
            continue
        if reason := refusal(before, heir):
            raise EditRefusedError(
                f"{heir} is based on {scenario} and would come to more than 100%"
                f" of {function_name(before, function)}. {reason}"
            )
        after = put_claims(after, heir, function, claims_in_force(before, heir, function))
    return after


def _sender_by_sender(plan: Plan, claims: Sequence[Claim]) -> list[Claim]:
    """The same claims, each naming its sender."""
    found: list[Claim] = []
    for code in plan.senders["code"].dropna().unique():
        for claim in claims:
            if claim.sender == code:
                found.append(claim)
            elif not claim.sender:
                found.append(replace(claim, sender=str(code), row=NEW))
    return found
