"""What one place asks another to show."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataCell:
    """A cell of one of the plan's tables.

    Attributes:
        table: the table ("staff").
        row: the row's identity.
        column: the column's title, or empty for the whole row.
    """

    table: str
    row: int
    column: str = ""


@dataclass(frozen=True, slots=True)
class PeopleBehind:
    """The people behind a figure: those whose ``key`` is ``value``, and ``also`` what else is asked.

    Attributes:
        key: a column of ``Results.people`` ("function", "band", "pool"); "receiver" for people who may
            be placed there; "outcome" for people whose odds of it (``p_redundant``) are not nil; or
            "family" for those whose function is of it.
        value: what it is.
        employee: who of them is to be in hand; empty for the first.
        also: further pairs of key and value, all of which must hold.
        words: what the people are called in the heading; empty to say it by key and value.
    """

    key: str
    value: str
    employee: str = ""
    also: tuple[tuple[str, str], ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class ChartOf:
    """One of the charts of Results, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """What is to be sent out or taken in: "send", "back", "release", "hand over" or "history"."""

    what: str


@dataclass(frozen=True, slots=True)
class Lists:
    """Files of other people's making that are to be brought in; none to ask which."""

    paths: tuple[Path, ...] = ()


Target = DataCell | PeopleBehind | ChartOf | Exchange | Lists
