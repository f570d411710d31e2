"""A plan: one immutable value that holds a cluster's facts, tables and scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Self

import pandas as pd

from planner.model.tables import BASELINE, SENDER_KINDS, TABLES, frame_of, same_values

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """The plan's name and dates (sheet ``Plan``)."""

    plan_name: str = "Untitled plan"
    transfer_date: date = date(2013, 4, 1)
    closure: date = date(2013, 3, 31)
    plan_start: date = date(2012, 4, 1)
    announced: date = date(2012, 4, 1)
    horizon: date = date(2016, 3, 31)
    format_version: int = FORMAT_VERSION


def a_year_before(day: date) -> date:
    """The same day a year earlier: the default first month of a plan."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell whose content could not be taken; it stands in the plan until it is mended."""

    table: str
    row: int
    column: str
    text: str


def _blank(name: str) -> pd.DataFrame:
    return frame_of(TABLES[name])


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Everything in one plan workbook. Never changed; ``with_table`` and kin give a new one.

    Two plans are equal when they hold the same facts and the same rows in the same order.
    Unchanged tables are shared between a plan and those made from it.

    Attributes:
        facts: name and dates.
        organisations … history: one frame for each table of ``planner.model.tables``.
        unread: cells that could not be taken; their rows are left out of every figure.
    """

    facts: Facts = Facts()
    organisations: pd.DataFrame = field(default_factory=lambda: _blank("organisations"))
    staff: pd.DataFrame = field(default_factory=lambda: _blank("staff"))
    functions: pd.DataFrame = field(default_factory=lambda: _blank("functions"))
    budgets: pd.DataFrame = field(default_factory=lambda: _blank("budgets"))
    posts: pd.DataFrame = field(default_factory=lambda: _blank("posts"))
    scenarios: pd.DataFrame = field(default_factory=lambda: _blank("scenarios"))
    allocations: pd.DataFrame = field(default_factory=lambda: _blank("allocations"))
    placements: pd.DataFrame = field(default_factory=lambda: _blank("placements"))
    assumptions: pd.DataFrame = field(default_factory=lambda: _blank("assumptions"))
    practices: pd.DataFrame = field(default_factory=lambda: _blank("practices"))
    history: pd.DataFrame = field(default_factory=lambda: _blank("history"))
    unread: tuple[Unread, ...] = ()

    def table(self, name: str) -> pd.DataFrame:
        """Return the frame of one table ("staff")."""
        frame: pd.DataFrame = getattr(self, TABLES[name].name)
        return frame

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Every table by name, in the order of the workbook's sheets."""
        return {name: self.table(name) for name in TABLES}

    def with_table(self, name: str, frame: pd.DataFrame) -> Self:
        """Return a plan in which one table is another."""
        return replace(self, **{TABLES[name].name: frame})  # type: ignore[arg-type]

    def with_facts(self, **facts: object) -> Self:
        """Return a plan in which some of the facts are others."""
        return replace(self, facts=replace(self.facts, **facts))  # type: ignore[arg-type]

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """The scenarios that a user has made, in the order of the sheet."""
        names = self.scenarios["scenario"].dropna()
        return tuple(str(name) for name in names if str(name) != BASELINE)

    @property
    def senders(self) -> pd.DataFrame:
        """The organisations that close."""
        return self.organisations[self.organisations["kind"].isin(SENDER_KINDS)]

    @property
    def receivers(self) -> pd.DataFrame:
        """The organisations that may take people or work."""
        kind = self.organisations["kind"]
        return self.organisations[kind.notna() & ~kind.isin(SENDER_KINDS)]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Plan):
            return NotImplemented
        return (
            self.facts == other.facts
            and _by_position(self) == _by_position(other)
            and all(same_values(self.table(name), other.table(name)) for name in TABLES)
        )

    __hash__ = None  # type: ignore[assignment]


def _by_position(plan: Plan) -> frozenset[tuple[str, int, str, str]]:
    """Unread cells with the place of their row in its table instead of its identity."""
    return frozenset(
        (cell.table, int(plan.table(cell.table).index.get_loc(cell.row)), cell.column, cell.text)  # type: ignore[arg-type]
        for cell in plan.unread
    )


FACT_NAMES = tuple(one.name for one in fields(Facts))
