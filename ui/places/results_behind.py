"""What stands behind a bar of Results: people, lines of a cost, or what a month is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from planner.report import breakdowns
from planner.report.cost_bridge import bridge_lines
from planner.report.redundancy_shares import people_of_receiver
from ui import figures
from ui.models import columns as c
from ui.models.columns import Column
from ui.places.results_bars import name_of
from ui.places.targets import PeopleBehind

if TYPE_CHECKING:
    from planner.model.results import Results

    Row = dict[Any, Any]

_PERSON = (
    c.words("employee_number", "Employee\nnumber"),
    c.words("position_title", "Position", wide=True),
    c.words("pool", "Pool"),
    c.fte("fte", "Now"),
    c.count("complete_years", "Service\nyears", "Complete years of reckonable service"),
    c.money("cost_if_redundant", "If redundant"),
    c.odds("p_placed", "Placed"),
    c.odds("p_redundant", "Redundant"),
    c.money("expected_cost", "Expected"),
)
PEOPLE = _PERSON
PEOPLE_OF_RECEIVER = (
    *_PERSON,
    c.percentage("share_percent", "Share", "How much of the person's function the receiver takes"),
    c.money("cost_share", "Its share"),
)
PEOPLE_BY_TALENT = (
    *_PERSON[:5],
    c.odds("p_placed", "Placed"),
    Column("talent_value", "Talent\nweight", figures.fte, is_number=True),
    Column("talent_lost", "Likely to\nbe lost", figures.fte, is_number=True),
)
LINES = (
    c.words("line", "Line"),
    c.money("amount", "Amount"),
    c.words("part", "Made of", wide=True),
)
AMOUNTS = (c.words("line", "Line"), c.money("amount", "Amount"))


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a bar.

    Attributes:
        title: what it is.
        frame, columns: its rows.
        opens: who is asked for when one of the rows, a person, is opened; None where rows are not people.
    """

    title: str
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    opens: PeopleBehind | None = None


Finder = Callable[["Results", str, pd.DataFrame, int], Behind]
"""Finds what stands behind a row, from the results, the year, the chart's table and the row's place."""


def people_with(key: str, column: str) -> Finder:
    """The people whose ``column`` is the row's ``key``, those first who cost most."""

    def find(results: "Results", _year: str, table: pd.DataFrame, at: int) -> Behind:
        row = table.iloc[at].to_dict()
        return _people(results, row, column, str(row[key]), "expected_cost", PEOPLE)

    return find


def people_by_talent(results: "Results", _year: str, table: pd.DataFrame, at: int) -> Behind:
    """The people of a function, those first whose loss weighs most."""
    row = table.iloc[at].to_dict()
    return _people(results, row, "function", str(row["function"]), "talent_lost", PEOPLE_BY_TALENT)


def people_of_receivers(results: "Results", _year: str, table: pd.DataFrame, at: int) -> Behind:
    """The people whose redundancy falls to a receiver by the shares that it takes."""
    row = table.iloc[at].to_dict()
    people = people_of_receiver(results, str(row["receiver"]))
    title = f"The people whose work goes there: {row['name']}. Double-click to see their card"
    return Behind(title, people, PEOPLE_OF_RECEIVER, PeopleBehind("function", ""))


def cost_lines(results: "Results", year: str, table: pd.DataFrame, at: int) -> Behind:
    """A receiver's cost in a year, line by line."""
    row = table.iloc[at].to_dict()
    lines = breakdowns.receiver_lines(results, str(row["receiver"]), year)
    return Behind(f"What {row['name']} costs in {year}, line by line", lines, LINES)


def year_lines(results: "Results", _year: str, table: pd.DataFrame, at: int) -> Behind:
    """A receiver's, or the system's, cost line by line, in every year."""
    row = table.iloc[at].to_dict()
    lines = breakdowns.lines_by_year(results, str(row["receiver"]))
    columns = (c.words("line", "Line"), *(c.money(year, year) for year in results.years))
    return Behind(f"What {row['name']} costs, year by year", lines, columns)


def step_lines(results: "Results", year: str, table: pd.DataFrame, at: int) -> Behind:
    """What one bar of the bridge is made of."""
    row = table.iloc[at].to_dict()
    title = (
        f"What {row['name']} is made of in {year}"
        if row["is_total"]
        else f"{row['name']}: what changes in {year}"
    )
    return Behind(title, bridge_lines(results, year, str(row["step"])), AMOUNTS)


def month_lines(results: "Results", _year: str, table: pd.DataFrame, at: int) -> Behind:
    """What a month is made of."""
    title = f"What {figures.month(table['month'].iloc[at])} is made of"
    return Behind(title, breakdowns.month_lines(results, at), AMOUNTS)


def _people(
    results: "Results", row: "Row", key: str, value: str, order: str, columns: tuple[Column, ...]
) -> Behind:
    people = results.people[results.people[key] == value]
    people = people.sort_values(order, ascending=False, kind="stable")
    title = f"The people behind it: {name_of(row)}. Double-click to see their card"
    return Behind(title, people, columns, PeopleBehind(key, value))
