"""The charts of Results over time: cash month by month, and cost year by year."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from planner.base.money import pounds_text
from planner.report.breakdowns import SYSTEM, every_year
from planner.report.colours import AQUA, DARK_PINK, ORANGE, PURPLE, Pattern, receiver_looks
from planner.report.wording import short_name
from ui import figures
from ui.places.results_bars import against, short_of

if TYPE_CHECKING:
    from planner.model.results import Results
    from ui.charts.months import Moment
    from ui.charts.years import YearColumn
    from ui.places.chart_panel import ChartPanel

PARTS = {
    "running": ("Running costs", AQUA, Pattern.SOLID),
    "redundancy": ("Redundancy", DARK_PINK, Pattern.RISING),
    "pay_in_lieu": ("Notice paid in lieu", ORANGE, Pattern.FALLING),
    "double_running": ("Double running", PURPLE, Pattern.GRID),
}
"""What a month's saving is made of: its name, colour and pattern."""


def draw_cash(panel: "ChartPanel", results: "Results", table: pd.DataFrame) -> None:
    """Cumulative cash as a line."""
    names = [figures.month(month) for month in table["month"]]
    values = [float(value) for value in table["cumulative"]]
    tips = [
        f"{name}: {pounds_text(value)} {'better' if value >= 0 else 'worse'} than going on as now\n"
        f"{pounds_text(saving)} in this month"
        for name, value, saving in zip(names, values, table["saving"], strict=True)
    ]
    panel.show_line(names, values, tips, _moments(results, table))


def draw_months(panel: "ChartPanel", results: "Results", table: pd.DataFrame) -> None:
    """What each month's saving is made of, as stacked columns."""
    from ui.charts.month_stacks import Stack
    from ui.charts.patterns import brush_of

    names = [figures.month(month) for month in table["month"]]
    stacks = [
        Stack(words, tuple(table[key].astype(float)), colour, brush_of(pattern))
        for key, (words, colour, pattern) in PARTS.items()
        if key == "running" or table[key].any()
    ]
    tips = []
    for name, row in zip(names, table.to_dict("records"), strict=True):
        parts = [f"{PARTS[key][0]} {pounds_text(row[key])}" for key in PARTS if round(row[key])]
        tips.append("\n".join([f"{name}: {pounds_text(row['saving'])} in all", *parts]))
    total = ("Saving in all", [float(value) for value in table["saving"]])
    panel.show_stacks(names, stacks, total, tips, _moments(results, table))


def _moments(results: "Results", table: pd.DataFrame) -> "list[Moment]":
    from ui.charts.months import Moment

    months = [str(month) for month in table["month"]]
    known = (
        (f"{results.plan.facts.transfer_date:%Y-%m}", "transfer"),
        (results.headline.payback_month, "paid back"),
    )
    said: dict[int, str] = {}
    for month, words in known:
        if month in months:
            at = months.index(month)
            said[at] = f"{said[at]}, {words}" if at in said else words
    return [Moment(at, words) for at, words in said.items()]


def draw_years(panel: "ChartPanel", results: "Results", table: pd.DataFrame) -> None:
    """A panel of columns for the whole system and for each receiver."""
    from ui.charts.patterns import brush_of
    from ui.charts.years import YearPanel

    looks = receiver_looks(results.plan.receivers)
    years: dict[str, list[dict[Any, Any]]] = {}
    for row in every_year(results).to_dict("records"):
        years.setdefault(str(row["receiver"]), []).append(row)
    panels = []
    for receiver, name in zip(table["receiver"], table["name"], strict=True):
        look = looks.get(str(receiver))
        panels.append(
            YearPanel(
                name=short_name(str(name)),
                columns=_columns(years[str(receiver)], str(name)),
                colour=look.colour if look else "",
                pattern=brush_of(look.pattern if look else Pattern.SOLID),
                is_whole=receiver == SYSTEM,
            )
        )
    panel.show_years(panels)


def _columns(rows: list[dict[Any, Any]], name: str) -> "tuple[YearColumn, ...]":
    from ui.charts.years import YearColumn

    found = []
    for row in rows:
        over = float(row["over"])
        how = against(over)
        beside = how if how in ("no target", "on target") else f"{pounds_text(abs(over))} {how}"
        found.append(
            YearColumn(
                year=str(row["year"]),
                value=float(row["total"]),
                target=float(row["target"]),
                written=f"{figures.pounds_short(row['total'])}{short_of(over)}",
                tip=f"{name}, {row['year']}\n{pounds_text(row['total'])}\n"
                f"Target {pounds_text(row['target'])}: {beside}",
                is_over=how == "over",
            )
        )
    return tuple(found)
