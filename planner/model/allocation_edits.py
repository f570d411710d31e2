"""Edits of who does what: move, share out, leave unclaimed, stop. Each takes a plan and gives another.

A ``sender`` that is empty means the work of all of them. Where a function's claims name their senders,
such an edit is made to each sender's claims in turn. Where they name none and one sender's are to
differ, they first become claims of each sender. Shares of one sender's work never come to more
than 100%.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum

from planner.base.errors import EditRefusedError, NothingToMoveError
from planner.model.claims import NEW, Claim, claims_in_force
from planner.model.plan import Plan
from planner.model.sender_claims import DUST, WHOLE, change_claims, is_of, refuse_locked
from planner.model.who_may import function_name, kind_of, modes_of, organisation_name, refuse_mode


class Beside(Enum):
    """What a share may be with that is no receiver."""

    UNCLAIMED = "unclaimed"
    STOPS = "stops"
    EVERYTHING = "everything"
    """Only to take from: the whole function, whoever has it."""


Taker = str | Beside
"""A receiver's code, or what stands beside the receivers."""


# ---------------------------------------------------------------- moving


def move(
    plan: Plan,
    scenario: str,
    function: str,
    sender: str,
    source: Taker,
    target: Taker,
    part: float = 1.0,
    mode: str = "",
) -> Plan:
    """Move what one has of a function to another.

    Customers, date and reason go along where they still mean something, and the mode where the new
    receiver is of the same sort.

    Args:
        plan: the plan.
        scenario: the scenario that is edited.
        function: the function's code.
        sender: whose work; empty for all senders'.
        source: who gives; ``EVERYTHING`` for the whole function, ``UNCLAIMED`` for what is left.
        target: who takes.
        part: how much of what the source has, 0 to 1.
        mode: the mode it is then in; empty for the usual one.

    Raises:
        NothingToMoveError: the source has nothing of it.
        EditRefusedError: a claim is locked, or the target may not take it in that mode.
    """
    return move_among(plan, scenario, function, sender, source, {target: 1.0}, part, mode)


def move_among(
    plan: Plan,
    scenario: str,
    function: str,
    sender: str,
    source: Taker,
    targets: Mapping[Taker, float],
    part: float = 1.0,
    mode: str = "",
) -> Plan:
    """Move what one has of a function to several, in proportion to their weights. Otherwise as ``move``.

    Raises:
        NothingToMoveError, EditRefusedError: as ``move``.
    """
    if len(targets) == 1 and source in targets:
        return plan
    for target in targets:
        _refuse_target(plan, target, mode)
    total = sum(targets.values())
    weights = {target: weight / total for target, weight in targets.items()}
    moved = 0.0

    def change(claims: list[Claim], left: float) -> list[Claim]:
        nonlocal moved
        kept, pieces = _taken_out(plan, claims, left, source, part, set(targets))
        moved += sum(piece.share for piece in pieces)
        for piece in pieces:
            for at, (target, weight) in enumerate(weights.items()):
                row = piece.row if at == 0 else NEW
                _add(kept, _refitted(plan, replace(piece, row=row), target, piece.share * weight, mode))
        return kept

    is_all_left = source in (Beside.UNCLAIMED, Beside.EVERYTHING)
    found = change_claims(plan, scenario, function, sender, change, needs_left=is_all_left)
    if moved <= DUST:
        raise NothingToMoveError(_nothing_there(plan, function, source, targets))
    return found


def by_population(plan: Plan, receivers: Iterable[str]) -> Mapping[Taker, float]:
    """Weights of receivers by their population, for ``move_among``; equal ones where it is not known."""
    codes = plan.organisations["code"]
    known = dict(zip(codes, plan.organisations["population"], strict=True))
    people: dict[Taker, float] = {one: float(known.get(one, 0.0)) for one in receivers}
    if not all(number > 0 for number in people.values()):
        return dict.fromkeys(people, 1.0)
    return people


def give_all(plan: Plan, scenario: str, function: str, sender: str, receiver: Taker, mode: str = "") -> Plan:
    """Give the whole of a function to one. Raises as ``move``."""
    return move(plan, scenario, function, sender, Beside.EVERYTHING, receiver, mode=mode)


def unclaim(plan: Plan, scenario: str, function: str, sender: str, receiver: Taker) -> Plan:
    """Leave unclaimed what one has of a function. Raises as ``move``."""
    return move(plan, scenario, function, sender, receiver, Beside.UNCLAIMED)


def stop(plan: Plan, scenario: str, function: str, sender: str) -> Plan:
    """Let the whole of a function stop. Raises as ``move``."""
    return give_all(plan, scenario, function, sender, Beside.STOPS)


# ---------------------------------------------------------------- shares and modes


def set_share(
    plan: Plan, scenario: str, function: str, sender: str, receiver: Taker, share: float, mode: str = ""
) -> Plan:
    """Set one's share of a function, 0 to 100; others keep theirs.

    Raises:
        EditRefusedError: the shares would come to more than 100%, a claim is locked, the receiver may
            not take the work, or the function is shared out sender by sender and no sender is named.
    """
    return set_shares(plan, scenario, function, sender, {receiver: (mode, share)})


def set_shares(
    plan: Plan, scenario: str, function: str, sender: str, shares: Mapping[Taker, tuple[str, float]]
) -> Plan:
    """Set several shares of a function at once: receiver -> (mode, share); an empty mode stays.

    Raises:
        EditRefusedError: as ``set_share``.
    """
    for receiver, (mode, share) in shares.items():
        _refuse_target(plan, receiver, mode)
        if not 0 <= share <= WHOLE:
            raise EditRefusedError(f"A share is from 0 to 100%, not {share:g}%.")
    if not sender and any(claim.sender for claim in claims_in_force(plan, scenario, function)):
        raise EditRefusedError(
            f"{function_name(plan, function)} is shared out sender by sender. Choose a sender first, "
            "or drag the work, which moves every sender's."
        )

    def change(claims: list[Claim], _left: float) -> list[Claim]:
        for receiver, (mode, share) in shares.items():
            claims = _with_share(plan, claims, receiver, mode, share)
        return claims

    return change_claims(plan, scenario, function, sender, change)


def set_mode(plan: Plan, scenario: str, function: str, sender: str, receiver: str, mode: str) -> Plan:
    """Set the mode in which a receiver takes a function; one that has nothing takes what is unclaimed.

    Raises:
        EditRefusedError: the receiver may not take work in that mode, a claim is locked, or there is
            nothing to take.
    """
    if mode == "stop":
        return move(plan, scenario, function, sender, receiver, Beside.STOPS)
    refuse_mode(plan, receiver, mode)
    held = claims_in_force(plan, scenario, function)
    if not any(claim.receiver == receiver and claim.share > 0 for claim in held if is_of(claim, sender)):
        return move(plan, scenario, function, sender, Beside.UNCLAIMED, receiver, mode=mode)

    def change(claims: list[Claim], _left: float) -> list[Claim]:
        kept: list[Claim] = []
        for claim in claims:
            is_its = claim.receiver == receiver and claim.mode != mode
            if is_its:
                refuse_locked(plan, claim)
            _add(kept, _refitted(plan, claim, receiver, claim.share, mode) if is_its else claim)
        return kept

    return change_claims(plan, scenario, function, sender, change)


# ---------------------------------------------------------------- claims of one sender


def _taken_out(
    plan: Plan, claims: list[Claim], left: float, source: Taker, part: float, targets: set[Taker]
) -> tuple[list[Claim], list[Claim]]:
    """Divide claims into what stays and the pieces that move."""
    kept: list[Claim] = []
    pieces: list[Claim] = []
    for claim in claims:
        moves = source is Beside.EVERYTHING or _taker(claim) == source
        if not moves or claim.share <= DUST or targets == {_taker(claim)}:
            kept.append(claim)
            continue
        refuse_locked(plan, claim)
        if part < 1:
            kept.append(replace(claim, share=claim.share * (1 - part)))
            pieces.append(replace(claim, share=claim.share * part, row=NEW))
        else:
            pieces.append(claim)
    unclaimed = round(left * part, 9)
    takes_it = source in (Beside.UNCLAIMED, Beside.EVERYTHING) and Beside.UNCLAIMED not in targets
    if takes_it and unclaimed > DUST:
        pieces.append(Claim("", "", "", unclaimed))
    return kept, pieces


def _refitted(plan: Plan, claim: Claim, target: Taker, share: float, mode: str) -> Claim | None:
    """A piece as its new holder's claim; None where nobody is to have it."""
    if target is Beside.UNCLAIMED:
        return None
    if target is Beside.STOPS:
        reason = claim.reason if claim.mode == "stop" else ""
        return replace(claim, receiver="", mode="stop", share=share, customers="", reason=reason)
    receiver = str(target)
    usual = modes_of(kind_of(plan, receiver))
    stays = claim.receiver and modes_of(kind_of(plan, claim.receiver)) == usual and claim.mode in usual
    found = mode or (claim.mode if stays else usual[0])
    return replace(
        claim,
        receiver=receiver,
        mode=found,
        share=share,
        customers=claim.customers if found in ("share", "buy") else "",
        reason=claim.reason if found == claim.mode else "",
    )


def _add(claims: list[Claim], piece: Claim | None) -> None:
    """Add a piece to the claim that is like it in all but the share, else as a claim of its own."""
    if piece is None:
        return
    for at, claim in enumerate(claims):
        alike = ("receiver", "mode", "customers", "date")
        if not claim.locked and all(getattr(claim, key) == getattr(piece, key) for key in alike):
            claims[at] = replace(claim, share=claim.share + piece.share)
            return
    claims.append(piece)


def _with_share(plan: Plan, claims: list[Claim], receiver: Taker, mode: str, share: float) -> list[Claim]:
    """The claims with one's share set; where it has several, they keep their proportions."""
    mine = [claim for claim in claims if _taker(claim) == receiver]
    total = sum(claim.share for claim in mine)
    found: list[Claim] = []
    for claim in claims:
        if _taker(claim) != receiver:
            found.append(claim)
            continue
        other_mode = mode not in ("", claim.mode)
        if claim.share != share or other_mode:
            refuse_locked(plan, claim)
        its = share * (claim.share / total if total > 0 else 1 / len(mine))
        if its > DUST:
            changed = replace(claim, share=its)
            found.append(_refitted(plan, changed, receiver, its, mode) or changed if other_mode else changed)
    if not mine and share > DUST:
        _add(found, _refitted(plan, Claim("", "", "", share), receiver, share, mode))
    return found


def _taker(claim: Claim) -> Taker:
    return claim.receiver or Beside.STOPS


# ---------------------------------------------------------------- words


def _refuse_target(plan: Plan, target: Taker, mode: str) -> None:
    if isinstance(target, str) and mode:
        refuse_mode(plan, target, mode)


def _nothing_there(plan: Plan, function: str, source: Taker, targets: Iterable[Taker]) -> str:
    name = function_name(plan, function)
    if source is Beside.UNCLAIMED:
        return f"Nothing of {name} is unclaimed."
    if source is Beside.STOPS:
        return f"Nothing of {name} stops."
    if source is Beside.EVERYTHING:
        takers = [one for one in targets if isinstance(one, str)]
        return (
            f"{name} is all with {organisation_name(plan, takers[0])} already."
            if takers
            else f"{name} is so already."
        )
    return f"{organisation_name(plan, str(source))} has nothing of {name}."
