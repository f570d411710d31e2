"""Steps about work: when each function moves or stops, and by when its procurement must begin."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Any

import numpy as np
import pandas as pd

from planner.base.dates import months_after, to_date
from planner.engine.allocation import STOP
from planner.engine.columns import ABSENT, Integers
from planner.engine.market.routes import routes
from planner.engine.timetable.steps import Kind, MovedBy, Step, next_day, with_words
from planner.engine.workings import Workings
from planner.model.results import Results

PROCUREMENT = "Procurement"
NO_DAY = "No day is planned for it: it is taken to begin with the plan."


@dataclass(frozen=True, slots=True)
class Move:
    """The work of one function that moves on one day.

    Attributes:
        function: its position.
        sender: the sender's position; ``ABSENT`` for all of them.
        on: the day.
        claims: positions of the claims on it.
    """

    function: int
    sender: int
    on: date
    claims: Integers


def moves_of(work: Workings) -> tuple[Move, ...]:
    """Every move of the scenario, by family and function; a function whose senders agree moves once."""
    claims, land = work.ground.claims, work.ground.land
    live = claims.portion_share > 0
    found = []
    for function in np.lexsort((np.arange(len(land.functions)), land.family)):
        groups = np.flatnonzero(claims.group_function == function)
        groups = groups[np.isin(groups, claims.portion_group[live])]
        if not len(groups):
            continue
        days = np.unique(claims.group_transfer[groups])
        for sets in [groups] if len(days) == 1 else [groups[at : at + 1] for at in range(len(groups))]:
            portions = live & np.isin(claims.portion_group, sets)
            sender = ABSENT if len(days) == 1 else int(claims.group_sender[sets[0]])
            taken = np.unique(claims.portion_claim[portions])
            day = to_date(claims.group_transfer[sets[0]])
            found.append(Move(int(function), sender, day, taken))
    return tuple(found)


def transfer_steps(work: Workings, moves: tuple[Move, ...], opens: Mapping[int, date]) -> tuple[Step, ...]:
    """The day on which each function moves; not after its senders close, nor before its receivers open.

    Args:
        work: the scenario.
        moves: as ``moves_of`` gives them.
        opens: the day on which receivers open, by position; those without one are open.
    """
    return tuple(_transfer(work, move, opens) for move in moves)


def _transfer(work: Workings, move: Move, opens: Mapping[int, date]) -> Step:
    claims, land, facts = work.ground.claims, work.ground.land, work.ground.facts
    name = land.function_names[move.function]
    title = name if move.sender == ABSENT else f"{name} at {land.names[move.sender]}"
    receivers = [int(one) for one in dict.fromkeys(claims.receiver[move.claims].tolist()) if one != ABSENT]
    waits = [(opens[one], one) for one in receivers if one in opens]
    earliest, last_to_open = max(waits) if waits else (None, ABSENT)
    only_stops = bool((claims.mode[move.claims] == STOP).all())
    step = Step(
        Kind.TRANSFER,
        land.families[land.family[move.function]],
        title,
        move.on,
        move.on,
        last_safe=next_day(facts.closure),
        earliest=earliest,
        moved_by=MovedBy.FUNCTION,
        code=str(land.functions[move.function]),
        sender="" if move.sender == ABSENT else str(land.organisations[move.sender]),
    )
    is_early = earliest is not None and move.on < earliest
    why = f", when {land.names[last_to_open]} opens" if is_early else ", the day after the senders close"
    return with_words(step, title, "stop" if only_stops else "move", why, _takers(work, receivers))


def _takers(work: Workings, receivers: list[int]) -> str:
    names = work.ground.land.names
    if not receivers:
        return "Nobody takes it on."
    if len(receivers) == 1:
        return f"It goes to {names[receivers[0]]}."
    return f"It goes to {names[receivers[0]]} and {len(receivers) - 1} more."


def procurement_steps(results: Results) -> tuple[Step, ...]:
    """By when procurement, or a call-off from a framework, must begin for what is bought.

    The plan gives no day on which it begins: its own first day is taken.
    """
    start = results.plan.facts.plan_start
    return tuple(_procurement(way, start) for way in routes(results).to_dict("records"))


def _procurement(way: Mapping[Hashable, Any], start: date) -> Step:
    months, what = float(way["months"]), "Call-off" if way["is_framework"] else "Procurement"
    step = Step(
        Kind.PROCUREMENT,
        PROCUREMENT,
        f"{what}, {way['name']}",
        start,
        months_after(start, ceil(months)) - timedelta(days=1),
        last_safe=pd.Timestamp(way["begin_by"]).date(),
        code=str(way["function"]),
    )
    takes = f", since it takes {months:g} {'month' if months == 1 else 'months'}"
    why = takes if way["is_given"] else f"{takes} (assumed)"
    return with_words(step, f"{what} of {way['name']}", why=why, after=NO_DAY)
