"""What may be done with each function: as the plan's scenarios do it, and as its receivers could."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from planner.advise.post_numbers import with_post_shares
from planner.advise.question import Choice, Option
from planner.advise.variants import essence, told_apart, with_dates
from planner.base.dates import long_date
from planner.engine.basis import Basis
from planner.model.claims import NEW, Claim, claims_in_force
from planner.model.plan import Plan
from planner.model.tables import BASELINE, SUPPORT_KINDS

CCGS_CHOOSE = ("do", "share", "buy")
"""The modes among which the groups may choose; what passes by law goes the other ways."""
WHOLE = 100.0
LOCAL, NATIONAL, LEADERSHIP = "local", "national", "leadership"
NOBODY = "Nobody has it yet"


@dataclass(frozen=True, slots=True)
class Offered:
    """What is offered beside what the plan's scenarios do.

    Attributes:
        halves: whether half may be bought while each group does the other half.
        may_stop: functions that may stop.
        dates: days on which each option may move too; those outside the plan are left out.
        post_shares: posts that each option may have too, for each one that it would have by itself.
    """

    halves: bool = False
    may_stop: frozenset[str] = frozenset()
    dates: tuple[date, ...] = ()
    post_shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Receivers:
    """Who there is to take work.

    Attributes:
        ccgs, suppliers: codes, in the plan's order.
        names: what each organisation is called.
        people: the population of each; nil where it is not known.
        homes: the groups that the plan's scenarios give each sender's work to; empty where they do not
            tell senders apart.
    """

    ccgs: tuple[str, ...]
    suppliers: tuple[str, ...]
    names: dict[str, str]
    people: dict[str, float]
    homes: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Function:
    """What the plan says of a function; empty where it says nothing."""

    code: str
    name: str
    family: str
    kind: str
    scale: str


def choices_of(basis: Basis, scenario: str, offered: Offered | None = None) -> tuple[Choice, ...]:
    """Say what may be done with each function that has people or money.

    Offered are what the scenario in hand does, what the plan's other scenarios do, and, where groups may
    choose at all, doing it each for itself, sharing it at any host, and, for what is done at scale, buying
    it from any support organisation. Leadership is each group's own. A function with a locked allocation
    stays as it is.

    Args:
        basis: of the plan.
        scenario: the one in hand.
        offered: what may be done besides.
    """
    plan, offered = basis.clean, offered or Offered()
    plan = replace(plan, scenarios=basis.plan.scenarios)
    at_work = set(plan.staff["function"].dropna()) | set(plan.budgets["function"].dropna())
    claims = _claims_by_scenario(plan, scenario)
    receivers = _receivers(plan, claims)
    rows = plan.functions[["code", "name", "family", "kind", "scale"]].fillna("").to_dict("records")
    functions = [_Function(**{str(key): str(cell) for key, cell in row.items()}) for row in rows]
    found = [_choice(one, claims, receivers, offered) for one in functions if one.code in at_work]
    staffed = with_post_shares(basis, scenario, found, offered.post_shares)
    return with_dates(staffed, offered.dates, plan.facts)


def _claims_by_scenario(plan: Plan, scenario: str) -> dict[str, dict[str, tuple[Claim, ...]]]:
    """The claims on each function in each scenario, that in hand first."""
    names = [scenario, *(one for one in plan.scenario_names if one != scenario)]
    functions = [str(code) for code in plan.functions["code"]]
    return {
        name: {code: claims_in_force(plan, name, code) if name != BASELINE else () for code in functions}
        for name in names
    }


def _receivers(plan: Plan, claims: dict[str, dict[str, tuple[Claim, ...]]]) -> _Receivers:
    organisations = plan.organisations
    kinds = organisations["kind"]
    ccgs = tuple(organisations.loc[kinds == "CCG", "code"])
    return _Receivers(
        ccgs=ccgs,
        suppliers=tuple(organisations.loc[kinds.isin(SUPPORT_KINDS), "code"]),
        names=dict(zip(organisations["code"], organisations["name"].fillna(""), strict=True)),
        people=dict(zip(organisations["code"], organisations["population"].fillna(0.0), strict=True)),
        homes=_homes(ccgs, claims),
    )


def _homes(
    ccgs: tuple[str, ...], claims: dict[str, dict[str, tuple[Claim, ...]]]
) -> dict[str, tuple[str, ...]]:
    """The groups that take each sender's work, where these sets do not overlap."""
    found: dict[str, set[str]] = {}
    for functions in claims.values():
        for held in functions.values():
            for claim in held:
                if claim.sender and claim.mode == "do" and claim.receiver in ccgs:
                    found.setdefault(claim.sender, set()).add(claim.receiver)
    together = [code for codes in found.values() for code in codes]
    if len(found) < 2 or len(set(together)) != len(together) or set(together) != set(ccgs):
        return {}
    return {sender: tuple(code for code in ccgs if code in codes) for sender, codes in found.items()}


# ---------------------------------------------------------------- one function


def _choice(
    function: _Function,
    claims: dict[str, dict[str, tuple[Claim, ...]]],
    receivers: _Receivers,
    offered: Offered,
) -> Choice:
    code, (in_hand, *_) = function.code, claims
    held = claims[in_hand][code]
    options = [_described(held, receivers, "" if in_hand == BASELINE else in_hand)]
    options += [
        _described(functions[code], receivers, name)
        for name, functions in claims.items()
        if name not in (in_hand, BASELINE) and functions[code]
    ]
    if _may_choose(options, function):
        options += [_described(made, receivers) for made in _made(function, options, receivers, offered)]
    if code in offered.may_stop:
        options.append(_described((Claim("", "", "stop", WHOLE),), receivers))
    why = next((claim.reason or "Locked in the scenario" for claim in held if claim.locked), "")
    return Choice(
        function=code,
        name=function.name or code,
        family=function.family,
        sender="",
        options=_without_two_alike(options),
        is_locked=any(claim.locked for claim in held),
        why_locked=why,
    )


def _may_choose(options: Sequence[Option], function: _Function) -> bool:
    """Whether the groups may choose: where any scenario lets them, or none has placed it and it is theirs."""
    claimed = [one for one in options if one.claims]
    if not claimed:
        return function.scale != NATIONAL
    return any(claim.mode in CCGS_CHOOSE for one in claimed for claim in one.claims)


def _made(
    function: _Function, known: Sequence[Option], receivers: _Receivers, offered: Offered
) -> Iterable[tuple[Claim, ...]]:
    """The ways of doing a function that the plan's receivers allow."""
    everyone, homes = receivers.ccgs, receivers.homes
    if everyone and not any(_is_each_for_itself(option, receivers) for option in known):
        yield _each_for_itself(receivers)
    if function.kind == LEADERSHIP:
        return
    if len(everyone) > 1:
        yield from ((Claim("", host, "share", WHOLE),) for host in everyone)
    if homes and max(map(len, homes.values())) > 1:
        yield _shared_at_home(receivers)
    if function.scale == LOCAL:
        return
    for supplier in receivers.suppliers:
        yield (Claim("", supplier, "buy", WHOLE),)
        if offered.halves and everyone:
            own = _each_for_itself(receivers)
            half = tuple(replace(claim, share=round(claim.share / 2, 2)) for claim in own)
            yield (*half, *_rest_bought(supplier, half))


def _is_each_for_itself(option: Option, receivers: _Receivers) -> bool:
    modes = {claim.mode for claim in option.claims}
    return modes == {"do"} and set(option.receivers) == set(receivers.ccgs)


def _shared_at_home(receivers: _Receivers) -> tuple[Claim, ...]:
    """The largest group of each home hosts for the others of that home."""
    largest = {
        sender: max(codes, key=lambda code: receivers.people[code])
        for sender, codes in receivers.homes.items()
    }
    return tuple(
        Claim(sender, largest[sender], "share", WHOLE, customers=";".join(codes))
        for sender, codes in receivers.homes.items()
    )


def _each_for_itself(receivers: _Receivers) -> tuple[Claim, ...]:
    """Each group does its own, by population: of its own sender's work where the plan tells them apart."""
    by_sender = receivers.homes or {"": receivers.ccgs}
    return tuple(
        Claim(sender, code, "do", share)
        for sender, codes in by_sender.items()
        for code, share in zip(codes, _percent([receivers.people[one] for one in codes]), strict=True)
    )


def _rest_bought(supplier: str, half: Sequence[Claim]) -> Iterable[Claim]:
    """What is left of each sender's work, bought by the groups that do the other half."""
    for sender in dict.fromkeys(claim.sender for claim in half):
        own = [claim for claim in half if claim.sender == sender]
        customers = ";".join(claim.receiver for claim in own) if sender else ""
        share = round(WHOLE - sum(claim.share for claim in own), 2)
        yield Claim(sender, supplier, "buy", share, customers=customers)


def _percent(people: Sequence[float]) -> list[float]:
    """Shares of 100 by population, to two places, that come to 100 exactly; equal where none is known."""
    weights = np.array(people) if sum(people) > 0 else np.ones(len(people))
    exact = weights / weights.sum() * WHOLE * 100
    whole = np.floor(exact).astype(np.int64)
    short = round(WHOLE * 100) - int(whole.sum())
    order = np.argsort(whole - exact, kind="stable")
    whole[order[:short]] += 1
    return [one / 100 for one in whole.tolist()]


# ---------------------------------------------------------------- words


def _described(claims: tuple[Claim, ...], receivers: _Receivers, found_in: str = "") -> Option:
    """An option of these claims, freed of locks and rows, under a label that says what is done."""
    free = tuple(replace(claim, locked=False, row=NEW) for claim in claims)
    shares: dict[str, float] = {}
    for claim in free:
        shares[claim.mode] = shares.get(claim.mode, 0.0) + claim.share
    named = [claim for claim in free if claim.receiver]
    return Option(
        label=_label(free, receivers),
        mode=max(shares, key=lambda mode: shares[mode]) if shares else "",
        receivers=tuple(dict.fromkeys(claim.receiver for claim in named)),
        claims=free,
        found_in=found_in,
    )


def _label(claims: Sequence[Claim], receivers: _Receivers) -> str:
    """What is done, in plain words: the ways in the order of their claims, with who does it."""
    if not claims:
        return NOBODY
    ways: dict[str, list[str]] = {}
    for claim in claims:
        ways.setdefault(claim.mode, []).append(claim.receiver)
    said = [_way(mode, list(dict.fromkeys(codes)), receivers) for mode, codes in ways.items()]
    text = "; ".join(said)
    senders = {claim.sender for claim in claims}
    claimed = sum(claim.share for claim in claims) / len(senders)
    unclaimed = f"; {WHOLE - claimed:g}% not claimed" if claimed < WHOLE - 1 else ""  # a hair of rounding
    days = {claim.date for claim in claims}
    day = next(iter(days)) if len(days) == 1 else None
    when = f", from {long_date(day)}" if day is not None else ""
    return text[:1].upper() + text[1:] + unclaimed + when


def _way(mode: str, codes: list[str], receivers: _Receivers) -> str:
    names = [receivers.names.get(code) or code for code in codes]
    who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    if mode == "do":
        return "each group does its own" if set(codes) == set(receivers.ccgs) else f"done by {who}"
    if mode == "stop":
        return "stop"
    if mode == "board":
        return f"the Board: {who}"
    return {"share": "share, hosted by ", "buy": "buy from ", "move": "move to "}[mode] + who


def _without_two_alike(options: Iterable[Option]) -> tuple[Option, ...]:
    """The options, the first of any that come to the same."""
    kept: dict[tuple[object, ...], Option] = {}
    for option in options:
        kept.setdefault(essence(option), option)
    return told_apart(kept.values())
