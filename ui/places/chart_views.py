"""Each chart of Results: what it draws, the table beside it, and what stands behind a bar."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from planner.base.money import pounds_text
from planner.report import breakdowns
from planner.report.colours import Pattern, receiver_looks
from ui import figures
from ui.models import columns as c
from ui.models.columns import Column

if TYPE_CHECKING:
    from planner.model.results import Results
    from ui.charts.bars import Bar


@dataclass(frozen=True, slots=True)
class ChartView:
    """One chart.

    Attributes:
        name, tab: how the program knows it, and what its button says.
        heading: what it shows; ``{year}`` is the year in hand.
        columns: those of the table beside it.
        table: its rows, from the results and the year.
        bars: its bars, from the results and its rows; None for the line over months.
        key: the column of ``people`` that a bar stands for; empty where it is not of people.
        advice: what it means when there is nothing to draw.
    """

    name: str
    tab: str
    heading: str
    columns: tuple[Column, ...]
    table: "Callable[[Results, str], pd.DataFrame]"
    bars: "Callable[[Results, pd.DataFrame], list[Bar]] | None"
    key: str
    advice: str


def _redundancy_bars(_results: "Results", table: pd.DataFrame) -> "list[Bar]":
    from ui.charts.bars import Bar

    return [
        Bar(
            name=str(row.get("name", f"Band {row['band']}" if "band" in row else "")),
            value=float(row["redundancy_cost"]),
            written=pounds_text(row["redundancy_cost"]),
            tip=f"{pounds_text(row['redundancy_cost'])}\n{figures.fte(row['redundant_fte'])} FTE of "
            f"{figures.fte(row['fte'])} redundant",
        )
        for row in table.to_dict("records")
    ]


def _talent_bars(_results: "Results", table: pd.DataFrame) -> "list[Bar]":
    from ui.charts.bars import Bar

    return [
        Bar(
            name=str(row["name"]),
            value=float(row["points"]),
            written=f"{row['points']:.2f}",
            tip=f"{row['name']}: {row['points']:.2f} points of the headline\n"
            f"{figures.percent(row['talent_lost_percent'])} of the function's own talent",
        )
        for row in table.to_dict("records")
    ]


def _target_bars(results: "Results", table: pd.DataFrame) -> "list[Bar]":
    from ui.charts.bars import Bar
    from ui.charts.patterns import brush_of

    looks = receiver_looks(results.plan.receivers)
    found = []
    for row in table.to_dict("records"):
        over, look = row["over"], looks.get(str(row["receiver"]))
        how = _against(over)
        beside = "" if how == "no target" else f", {pounds_text(abs(over))} {how}"
        found.append(
            Bar(
                name=str(row["name"]),
                value=float(row["total"]),
                written=f"{figures.pounds_short(row['total'])}{_short(over, how)}",
                tip=f"{row['name']}\n{pounds_text(row['total'])}{beside}\nof {pounds_text(row['target'])}",
                colour=look.colour if look else "",
                pattern=brush_of(look.pattern if look else Pattern.SOLID),
                target=float(row["target"]),
                is_over=how == "over",
            )
        )
    return found


def _against(over: float) -> str:
    """How a cost stands against its target, in a word or two."""
    if over != over:  # noqa: PLR0124 — NaN: no target
        return "no target"
    if round(over) == 0:
        return "on target"
    return "over" if over > 0 else "under"


def _short(over: float, how: str) -> str:
    if how == "no target":
        return ""
    return ", on target" if how == "on target" else f", {figures.pounds_short(abs(over))} {how}"


VIEWS = (
    ChartView(
        "functions",
        "Redundancy by function",
        "Redundancy cost by function",
        (
            c.words("name", "Function", wide=True),
            c.count("heads", "People"),
            c.fte("redundant_fte", "Redundant"),
            c.money("redundancy_cost", "Redundancy"),
        ),
        lambda results, _year: breakdowns.redundancy_by_function(results),
        _redundancy_bars,
        "function",
        "Nobody is likely to be redundant in this scenario.",
    ),
    ChartView(
        "bands",
        "by band",
        "Redundancy cost by band",
        (
            c.words("band", "Band", wide=True),
            c.count("heads", "People"),
            c.fte("redundant_fte", "Redundant"),
            c.money("redundancy_cost", "Redundancy"),
        ),
        lambda results, _year: breakdowns.redundancy_by_band(results),
        _redundancy_bars,
        "band",
        "Nobody counts in this plan yet.",
    ),
    ChartView(
        "talent",
        "Talent lost",
        "Talent lost by function, percentage points of the headline",
        (
            c.words("name", "Function", wide=True),
            c.fte("fte", "Now"),
            Column("points", "Of headline\npoints", lambda value: f"{value:.2f}", is_number=True),
            c.percentage("talent_lost_percent", "Of its own"),
        ),
        lambda results, _year: breakdowns.talent_by_function(results),
        _talent_bars,
        "function",
        "No talent is lost in this scenario.",
    ),
    ChartView(
        "targets",
        "Cost against target",
        "Operating cost against target (upright stroke), {year}",
        (
            c.words("name", "Receiver", wide=True),
            c.money("total", "Cost"),
            c.money("target", "Target"),
            Column("over", "Over (+)\n£", figures.signed, is_number=True),
            c.percentage("over_percent", "Over (+)"),
        ),
        breakdowns.cost_against_target,
        _target_bars,
        "",
        "No receiver has a cost or a target in this year.",
    ),
    ChartView(
        "cash",
        "Cumulative cash",
        "Cumulative cash against the baseline",
        (
            Column("month", "Month", figures.month, is_wide=True),
            c.money("total", "Scenario"),
            c.money("baseline", "Baseline"),
            Column("saving", "Saving\n£", figures.signed, is_number=True),
            Column("cumulative", "Cumulative\n£", figures.signed, is_number=True),
        ),
        lambda results, _year: results.months,
        None,
        "",
        "There are no months between the plan's start and its horizon.",
    ),
)
