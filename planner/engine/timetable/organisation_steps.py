"""Steps about organisations: who closes, who opens, what is committed until when, and the Board's exit."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from planner.base.dates import to_date
from planner.base.money import pounds_text
from planner.engine.columns import ABSENT
from planner.engine.timetable.people_steps import THE_PLAN
from planner.engine.timetable.steps import Kind, MovedBy, Step, with_words
from planner.engine.timetable.work_steps import Move
from planner.engine.workings import Workings

ORGANISATIONS = "Organisations"
CONTRACTS = "Contracts and commitments"
HOSTED = "CSO hosted"
EXIT_YEAR = "check_board_exit_threshold"
"""The assumption of the year by whose end in March the Board hosts nobody any more."""


def opening_days(work: Workings) -> dict[int, date]:
    """The day on which organisations open, by position; those without one are open."""
    opens = work.ground.clean.organisations["opens"]
    return {at: pd.Timestamp(one).date() for at, one in enumerate(opens) if not pd.isna(one)}


def plan_steps(work: Workings, moves: tuple[Move, ...]) -> tuple[Step, ...]:
    """The day on which work moves unless it has one of its own, and the last day of the senders."""
    facts = work.ground.facts
    own = sum(move.on != facts.transfer_date for move in moves)
    moved = len(moves) - own
    many = "No function goes" if not moved else "1 function goes" if moved == 1 else f"{moved:,} functions go"
    said = f"{many} by it"
    transfer = Step(
        Kind.TRANSFER,
        THE_PLAN,
        "Work moves",
        facts.transfer_date,
        facts.transfer_date,
        said=f"{said}, {own:,} by a day of {'its' if own == 1 else 'their'} own." if own else f"{said}.",
        moved_by=MovedBy.TRANSFER_DATE,
    )
    closure = Step(
        Kind.CLOSURE,
        THE_PLAN,
        "Last day of those not placed",
        facts.closure,
        facts.closure,
        last_safe=work.ground.rules.key_dates["abolition"].day,
        moved_by=MovedBy.CLOSURE,
    )
    why = ", the last day of primary care trusts and strategic health authorities"
    return (transfer, with_words(closure, "The senders’ closure", "be", why))


def organisation_steps(work: Workings, moves: tuple[Move, ...]) -> tuple[Step, ...]:
    """Each sender's closure and the opening of each receiver that takes work, as the plan gives them."""
    taking = _first_moves(work, moves)
    opens = opening_days(work)
    return (*_closures(work), *_openings(work, taking, opens), *_hosting(work, taking))


def commitment_steps(work: Workings) -> tuple[Step, ...]:
    """What is committed past the day on which its function moves, and fixed terms that end before."""
    facts, land = work.ground.facts, work.ground.land
    budgets = work.ground.clean.budgets
    held = budgets[budgets["committed_until"].notna()]
    found = []
    for code, lines in held.groupby("function", sort=False):
        until = pd.Timestamp(lines["committed_until"].max()).date()
        at = land.functions.get_loc(code)
        last_year = lines.loc[lines["year"] == lines["year"].max(), "amount"].sum()
        found.append(
            Step(
                Kind.CONTRACT,
                CONTRACTS,
                f"Committed: {land.function_names[at]}",
                min(facts.plan_start, until),
                until,
                said=f"{pounds_text(float(last_year))} a year cannot be released before then.",
                code=str(code),
            )
        )
    return (*found, *_fixed_terms(work))


def _fixed_terms(work: Workings) -> tuple[Step, ...]:
    holders = work.ground.holders
    ends = holders.last_day[holders.ended]
    if not len(ends):
        return ()
    people = len(np.unique(holders.employee[holders.ended]))
    many = "1 person is" if people == 1 else f"{people:,} people are"
    said = f"{many} on a fixed term that ends before the work moves: no notice is needed."
    first, last = to_date(ends.min()), to_date(ends.max())
    return (Step(Kind.CONTRACT, CONTRACTS, "Fixed terms end", first, last, said=said),)


def _first_moves(work: Workings, moves: tuple[Move, ...]) -> dict[int, date]:
    """The first day on which each receiver takes work, by position."""
    found: dict[int, date] = {}
    for move in moves:
        for one in work.ground.claims.receiver[move.claims].tolist():
            if one != ABSENT:
                found[one] = min(move.on, found.get(one, move.on))
    return found


def _closures(work: Workings) -> list[Step]:
    """Senders that close on a day of their own; all others close on the plan's."""
    land, facts = work.ground.land, work.ground.facts
    closes = work.ground.clean.organisations["closes"]
    last = work.ground.rules.key_dates["abolition"].day
    found = []
    for at in np.flatnonzero(land.is_sender).tolist():
        given = closes.iloc[at]
        on = facts.closure if pd.isna(given) else pd.Timestamp(given).date()
        step = Step(
            Kind.CLOSURE,
            ORGANISATIONS,
            f"{land.names[at]} closes",
            on,
            on,
            last_safe=last,
            moved_by=MovedBy.CLOSURE if pd.isna(given) else MovedBy.NOTHING,
            code=str(land.organisations[at]),
        )
        found.append(with_words(step, land.names[at], "close"))
    return found


def _openings(work: Workings, taking: Mapping[int, date], opens: Mapping[int, date]) -> list[Step]:
    land = work.ground.land
    found = []
    for at in sorted(set(taking) & set(opens)):
        step = Step(
            Kind.OPENING,
            ORGANISATIONS,
            f"{land.names[at]} opens",
            opens[at],
            opens[at],
            last_safe=taking[at],
            code=str(land.organisations[at]),
        )
        found.append(with_words(step, land.names[at], "open", ", when its first work moves"))
    return found


def _hosting(work: Workings, taking: Mapping[int, date]) -> list[Step]:
    """The end of the Board's hosting of each support organisation that takes work."""
    land, closes = work.ground.land, work.ground.clean.organisations["closes"]
    last = date(int(work.ground.assumptions[EXIT_YEAR]), 3, 31)
    found = []
    for at in sorted(taking):
        if land.kinds[at] != HOSTED:
            continue
        given = closes.iloc[at]
        on = last if pd.isna(given) else pd.Timestamp(given).date()
        step = Step(
            Kind.HOSTING,
            ORGANISATIONS,
            f"The Board leaves {land.names[at]}",
            on,
            on,
            last_safe=last,
            code=str(land.organisations[at]),
            is_known=not pd.isna(given),
        )
        after = "" if step.is_known else "No day is given: put one under Closes in Data, Organisations."
        found.append(with_words(step, f"Hosting of {land.names[at]} by the Board", "end", after=after))
    return found
