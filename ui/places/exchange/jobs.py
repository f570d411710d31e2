"""What Exchange has done off the UI thread, as plain functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from planner.base.ticks import Tick
from planner.model.history import Entry, entries_of, first_broken
from planner.model.plan import Plan

if TYPE_CHECKING:
    from planner.model.results import Results
    from planner.workbook.handover import HandOver
    from planner.workbook.origin import Origin
    from planner.workbook.slices import Changes, Part


@dataclass(frozen=True, slots=True)
class PartWish:
    """Which part of a plan is to be sent: as ``part_of`` takes it."""

    by: str
    value: str
    scenario: str
    names: bool


@dataclass(frozen=True, slots=True)
class ListsWish:
    """Which hand-over lists are wanted, and how: as ``write_hand_overs`` takes it."""

    scenario: str
    names: bool
    one_workbook: bool
    receivers: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Chronicle:
    """The history of a plan.

    Attributes:
        entries: oldest first; those of this session last.
        sealed: how many of them came with the plan.
        broken: the place of the first one that was altered by hand; None where none was.
        cell: where that stands in the file; empty where it is not known.
    """

    entries: tuple[Entry, ...]
    sealed: int
    broken: int | None
    cell: str


def cut(plan: Plan, wish: PartWish, tick: Tick) -> "Part":
    """Cut the part that is wished for."""
    from planner.workbook.slices import part_of

    tick(0.0, "Looking what the part holds")
    return part_of(plan, wish.by, wish.value, wish.scenario, names=wish.names)


def send(plan: Plan, part: "Part", path: Path, password: str, tick: Tick) -> Path:
    """Write a part as a workbook."""
    from planner.workbook.slices import write_slice

    tick(0.0, f"Writing {path.name}")
    write_slice(plan, part, path, password or None)
    return path


def compare(plan: Plan, path: Path, password: str, tick: Tick) -> "Changes":
    """Set what came back beside the plan."""
    from planner.workbook.slices import changes_in

    tick(0.0, f"Reading {path.name}")
    return changes_in(plan, path, password or None)


def take(plan: Plan, changes: "Changes", lines: Sequence[int], tick: Tick) -> Plan:
    """The plan with these lines of what came back."""
    from planner.workbook.slices import accept

    tick(0.0, "Taking the changes")
    return accept(plan, changes, lines)


def left_out(results: "Results", tick: Tick) -> tuple[str, ...]:
    """What a copy for release of these results would not say."""
    from planner.workbook.release import taken_out

    tick(0.0, "Looking what would be taken out")
    return taken_out(results.plan, results)


def release(results: "Results", path: Path, password: str, tick: Tick) -> Path:
    """Write a copy for release."""
    from planner.workbook.release import release_copy

    release_copy(results.plan, results, path, password or None, tick)
    return path


def handed(plan: Plan, scenario: str, tick: Tick) -> "tuple[HandOver, ...]":
    """What each receiver would be handed."""
    from planner.workbook.handover import hand_overs

    tick(0.0, "Looking up who goes where")
    return hand_overs(plan, scenario)


def hand_over(plan: Plan, wish: ListsWish, folder: Path, password: str, tick: Tick) -> tuple[Path, ...]:
    """Write hand-over lists into a folder."""
    from planner.workbook.handover_book import write_hand_overs

    return write_hand_overs(
        plan, wish.scenario, folder, names=wish.names, password=password or None,
        one_workbook=wish.one_workbook, receivers=wish.receivers, tick=tick,
    )  # fmt: skip


def chronicle(plan: Plan, since: Sequence[Entry], origin: "Origin | None", tick: Tick) -> Chronicle:
    """The history that came with a plan, checked, and what was done since it was opened."""
    tick(0.0, "Checking the history")
    before = entries_of(plan)
    broken = first_broken(plan)
    cell = ""
    if broken is not None and origin is not None:
        at = origin.cell("history", int(plan.history.index[broken]), "hash")
        cell = f"{origin.sheet('history')}!{at}" if at else ""
    return Chronicle((*before, *since), len(before), broken, cell)


def handed_frame(lists: "Sequence[HandOver]") -> pd.DataFrame:
    """A row for each list: its receiver, and how many people, posts and claims stand in it."""
    rows = [
        (one.name, one.people["employee_number"].nunique(), len(one.posts), len(one.work)) for one in lists
    ]
    return pd.DataFrame(rows, columns=["name", "people", "posts", "work"])
