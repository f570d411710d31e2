"""Each way of doing a function on other days too, where the user offers them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from planner.advise.question import Choice, Option
from planner.base.dates import long_date
from planner.model.plan import Facts


def dates_fault(dates: Iterable[date], facts: Facts) -> str:
    """Say which of some days no work can move on, and the remedy; blank where all will do."""
    outside = next((one for one in dates if not facts.plan_start <= one <= facts.horizon), None)
    if outside is None:
        return ""
    return (
        f"{long_date(outside)} is outside the plan. Offer days from {long_date(facts.plan_start)} "
        f"to {long_date(facts.horizon)}."
    )


def with_dates(choices: Sequence[Choice], dates: Iterable[date], facts: Facts) -> tuple[Choice, ...]:
    """Offer each option of each choice on these days too, all of its senders' work on the same one.

    A locked choice stays as it is, an option on its own day is offered on that day once, and what nobody
    has moves on no day.

    Args:
        choices: as they are without.
        dates: days; those outside the plan are left out.
        facts: the plan's.
    """
    days = [one for one in sorted(set(dates)) if not dates_fault([one], facts)]
    return tuple(
        choice if choice.is_locked else replace(choice, options=_dated(choice.options, days, facts))
        for choice in choices
    )


def essence(option: Option, usual: date | None = None) -> tuple[object, ...]:
    """What an option comes to, whatever it is called; equal where two are alike.

    Args:
        option: the one.
        usual: the day that a claim without one moves on; None where that is another than any.
    """
    return option.posts_share, frozenset(
        (
            claim.sender,
            claim.receiver,
            claim.mode,
            claim.share,
            frozenset(one.strip() for one in claim.customers.split(";") if one.strip()),
            claim.date or usual,
        )
        for claim in option.claims
    )


def told_apart(options: Iterable[Option]) -> tuple[Option, ...]:
    """The same options; labels that agree say which is which."""
    labels: dict[str, int] = {}
    told = []
    for option in options:
        labels[option.label] = again = labels.get(option.label, 0) + 1
        as_in = f"as in {option.found_in}" if option.found_in else f"way {again}"
        told.append(replace(option, label=f"{option.label} ({as_in})") if again > 1 else option)
    return tuple(told)


def _dated(options: Sequence[Option], days: Iterable[date], facts: Facts) -> tuple[Option, ...]:
    found = {essence(one, facts.transfer_date): one for one in reversed(options)}
    made = []
    for day in days:
        for option in options:
            claims = tuple(replace(claim, date=day) for claim in option.claims)
            label = f"{option.label.replace(_from(option.date), '')}{_from(day)}"
            other = replace(option, label=label, claims=claims, found_in="", varies=option.label)
            key = essence(other, facts.transfer_date)
            if claims and key not in found:
                found[key] = other
                made.append(other)
    return told_apart((*options, *made))


def _from(day: date | None) -> str:
    return f", from {long_date(day)}" if day is not None else ""
