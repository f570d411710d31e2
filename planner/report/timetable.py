"""The timetable as tables and sentences: steps, what a moved date changes, and what a move is called."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from planner.base.dates import long_date
from planner.base.money import pounds_text
from planner.engine.timetable import Consequences, Kind, MovedBy, Step, Timetable
from planner.report.wording import counted, fte_text, listed, within

LEAST_POUND = 0.5
"""£ that is written as £1; less is nothing."""
LEAST_FTE = 0.005
"""FTE that is written as 0.01; less is nobody."""
MOST_NAMED = 2


def standing(step: Step) -> str:
    """How a step stands, in a word or two: ``Too late``, ``Fits``; empty where nothing presses."""
    if step.is_too_early:
        return "Too early"
    if not step.is_known:
        return "No day given"
    if step.days_to_spare is None:
        return ""
    return "Fits" if step.fits else "Too late"


def margin_text(step: Step) -> str:
    """How much a step has to spare: ``24 days too late``; empty where nothing presses."""
    spare = step.days_to_spare
    if not step.is_known:
        return "no day given"
    if spare is None:
        return ""
    if spare == 0:
        return "last safe day"
    days = counted(abs(spare), "day")
    return f"{days} to spare" if spare > 0 else f"{days} too {'early' if step.is_too_early else 'late'}"


def steps_table(timetable: Timetable) -> pd.DataFrame:
    """Every step, a row each, in the order of the timetable.

    Returns:
        standing, name, group, begins, ends, last_safe, days_to_spare (below nil: too late, or too
        early), said.
    """
    steps = timetable.steps
    frame = pd.DataFrame(
        {
            "standing": [standing(step) for step in steps],
            "name": [step.name for step in steps],
            "group": [step.group for step in steps],
            "begins": _days([step.begins if step.is_known else None for step in steps]),
            "ends": _days([step.ends for step in steps]),
            "last_safe": _days([step.last_safe for step in steps]),
            "days_to_spare": pd.Series([step.days_to_spare for step in steps], dtype="float64"),
            "said": [step.said for step in steps],
        }
    )
    return frame.astype(dict.fromkeys(("standing", "name", "group", "said"), "str"))


def overview(timetable: Timetable) -> str:
    """One sentence: how many steps no longer fit, or that all do."""
    late, pressed = timetable.late, sum(step.last_safe is not None for step in timetable.steps)
    if not pressed:
        return "Nothing in this scenario has a last safe day."
    if not late:
        return f"All {counted(pressed, 'step')} with a last safe day fit."
    does = "does" if len(late) == 1 else "do"
    return f"{len(late):,} of {counted(pressed, 'step')} with a last safe day {does} not fit."


def moving_words(step: Step, to: date) -> str:
    """What moving a step is called in Undo: ``Move Contracting to 1 July 2013``."""
    day = long_date(to)
    match step.moved_by:
        case MovedBy.ANNOUNCED:
            return f"Announce proposals on {day}"
        case MovedBy.TRANSFER_DATE:
            return f"Move the transfer date to {day}"
        case MovedBy.CLOSURE:
            return f"Move the closure to {day}"
    return f"Move {step.name} to {day}"


def consequence_sentences(found: Consequences) -> tuple[str, ...]:
    """What a moved date changes, sentence by sentence: money, people, then steps."""
    said = [*_money(found), *_people(found)]
    if found.no_longer_fits:
        said.append(f"No longer fits: {_named(found.no_longer_fits)}.")
    if found.fits_again:
        said.append(f"Fits now: {_named(found.fits_again)}.")
    return tuple(said) or ("It changes no cost, and every step stands as it did.",)


def _money(found: Consequences) -> list[str]:
    said = []
    if abs(found.redundancy_cost) >= LEAST_POUND:
        words = f"Redundancy cost {_by(found.redundancy_cost)}"
        if abs(found.pay_in_lieu) >= LEAST_POUND:
            words += f", pay in lieu within it {_by(found.pay_in_lieu)}"
        said.append(f"{words}.")
    elif abs(found.pay_in_lieu) >= LEAST_POUND:
        said.append(f"Pay in lieu {_by(found.pay_in_lieu)}.")
    if abs(found.double_running) >= LEAST_POUND:
        said.append(f"Double running {_by(found.double_running)}.")
    if abs(found.cash) >= LEAST_POUND:
        said.append(f"Cash spent to the plan’s horizon {_by(found.cash)}.")
    return said


def _people(found: Consequences) -> list[str]:
    said = []
    if abs(found.redundancies_fte) >= LEAST_FTE:
        way = "up" if found.redundancies_fte > 0 else "down"
        said.append(f"Redundancies {way} {fte_text(abs(found.redundancies_fte))} FTE.")
    for number, what in (
        (found.more_years, "at risk would have another year of service"),
        (found.fewer_years, "at risk would have a year of service less"),
        (found.newly_entitled, "at risk would reach 104 weeks, and redundancy pay"),
        (found.no_longer_entitled, "at risk would miss 104 weeks, and redundancy pay"),
    ):
        if number:
            said.append(f"{counted(number, 'person', 'people')} {what}.")
    return said


def _by(amount: float) -> str:
    """``up £1,234``, ``down £56``."""
    return f"{'up' if amount > 0 else 'down'} {pounds_text(abs(amount))}"


def _named(steps: Sequence[Step]) -> str:
    names = [f"{_called(step)} ({margin_text(step)})" for step in steps]
    return listed(names, most=MOST_NAMED)


def _called(step: Step) -> str:
    """A step's name where its group does not stand beside it."""
    is_at = step.kind in (Kind.CONSULTATION, Kind.NOTICE, Kind.NOTIFICATION)
    return f"{within(step.name)} at {step.code}" if is_at else step.name


def _days(days: Sequence[date | None]) -> "pd.Series[pd.Timestamp]":
    return pd.Series([pd.NaT if one is None else pd.Timestamp(one) for one in days], dtype="datetime64[s]")
