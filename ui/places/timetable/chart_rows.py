"""The rows of the chart: a head for each group of steps, and its steps unless it is folded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.engine.timetable import Kind, MovedBy, Step

MOST_OPEN = 40
"""Rows above which groups in which all is well begin folded."""
HEAD = -1
_MANY = (Kind.TRANSFER, Kind.OPENING, Kind.CONTRACT, Kind.PROCUREMENT, Kind.NOTICE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        group: the group it is of.
        at: the step's place in the timetable; ``HEAD`` for the group's head.
        members: places of the group's steps, for a head.
        is_folded: whether the steps under a head are hidden.
    """

    group: str
    at: int
    members: tuple[int, ...] = ()
    is_folded: bool = False

    @property
    def is_head(self) -> bool:
        """Whether it is the head of a group."""
        return self.at == HEAD


def rows_of(steps: Sequence[Step], folded: Mapping[str, bool]) -> tuple[Row, ...]:
    """The rows of some steps; ``folded`` is what the user chose, by group."""
    groups: dict[str, list[int]] = {}
    for at, step in enumerate(steps):
        groups.setdefault(step.group, []).append(at)
    is_long = len(steps) + len(groups) > MOST_OPEN
    rows: list[Row] = []
    for group, members in groups.items():
        is_calm = all(_is_calm(steps[at]) for at in members)
        is_folded = folded.get(group, is_long and is_calm)
        rows.append(Row(group, HEAD, tuple(members), is_folded))
        rows += [] if is_folded else [Row(group, at) for at in members]
    return tuple(rows)


def row_of(rows: Sequence[Row], at: int) -> int:
    """The row of a step, or that of its group's head where it is folded; -1 where there is none."""
    for number, row in enumerate(rows):
        if row.at == at or (row.is_folded and at in row.members):
            return number
    return -1


def _is_calm(step: Step) -> bool:
    """Whether a step may be out of sight at first: it fits, and is one of many of its kind."""
    return step.fits and step.kind in _MANY and step.moved_by in (MovedBy.FUNCTION, MovedBy.NOTHING)
