"""The bars of Results: each row of a chart's table as a bar, its figure in words and what it is made of."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from planner.base.money import pounds_text
from planner.report.colours import AQUA, ORANGE, REST, Look, Pattern, receiver_looks
from planner.report.redundancy_shares import NOBODY
from planner.report.wording import bare_name
from ui import figures

if TYPE_CHECKING:
    from planner.model.results import Results
    from ui.charts.bars import Bar

MORE, LESS = Look(ORANGE, Pattern.RISING), Look(AQUA, Pattern.FALLING)
"""Steps that add to the cost and that take from it."""


def redundancy_bars(results: "Results", table: pd.DataFrame) -> "list[Bar]":
    """The cost of each function, band, receiver or sender."""
    from ui.charts.bars import Bar
    from ui.charts.patterns import brush_of

    looks = receiver_looks(results.plan.receivers) if "receiver" in table else {}
    looks |= dict.fromkeys(NOBODY, REST)
    found = []
    for row in table.to_dict("records"):
        look = looks.get(str(row.get("receiver", "")))
        name = name_of(row)
        found.append(
            Bar(
                name=name,
                value=float(row["redundancy_cost"]),
                written=pounds_text(row["redundancy_cost"]),
                tip=f"{name}: {pounds_text(row['redundancy_cost'])}\n"
                f"{figures.fte(row['redundant_fte'])} FTE of {figures.fte(row['fte'])} redundant",
                colour=look.colour if look else "",
                pattern=brush_of(look.pattern if look else Pattern.SOLID),
                brief=bare_name(name),
            )
        )
    return found


def name_of(row: dict[Any, Any]) -> str:
    """What a row is of, in words."""
    return str(row["name"]) if "name" in row else f"Band {row['band']}"


def talent_bars(_results: "Results", table: pd.DataFrame) -> "list[Bar]":
    """The points of the headline that each function accounts for."""
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


def cover_bars(_results: "Results", table: pd.DataFrame) -> "list[Bar]":
    """Each function's cover, with its minimum as the mark."""
    from ui.charts.bars import Bar

    return [
        Bar(
            name=str(row["name"]),
            value=float(row["cover_percent"]),
            written=_cover(row),
            tip=_cover_tip(row),
            target=float(row["minimum_percent"]),
            is_over=bool(row["short_fte"] > 0) or row["standing"] == "nobody in post",
        )
        for row in table.to_dict("records")
    ]


def _cover(row: dict[Any, Any]) -> str:
    below = f", below {row['minimum_percent']:g}%" if row["short_fte"] > 0 else ""
    statutory = ", statutory" if row["is_statutory"] else ""
    return f"{figures.percent(row['cover_percent'])}{below}{statutory}"


def _cover_tip(row: dict[Any, Any]) -> str:
    lines = [
        f"{row['name']}: {figures.percent(row['cover_percent'])} covered on day one",
        f"{figures.fte(row['placed_fte'])} FTE placed of {figures.fte(row['required_fte'])} required",
        f"Minimum {figures.percent(row['minimum_percent'])}: {row['standing']}",
    ]
    lines += [f"{figures.fte(row['short_fte'])} FTE short of it"] if row["short_fte"] > 0 else []
    return "\n".join([*lines, "Statutory"] if row["is_statutory"] else lines)


def target_bars(results: "Results", table: pd.DataFrame) -> "list[Bar]":
    """Each receiver's cost, with its target as the mark."""
    from ui.charts.bars import Bar
    from ui.charts.patterns import brush_of

    looks = receiver_looks(results.plan.receivers)
    found = []
    for row in table.to_dict("records"):
        over, look = row["over"], looks.get(str(row["receiver"]))
        how = against(over)
        beside = "" if how == "no target" else f", {pounds_text(abs(over))} {how}"
        parts = "\n".join(
            f"{words} {pounds_text(row[key])}" for key, words in _PARTS.items() if round(row[key])
        )
        found.append(
            Bar(
                name=str(row["name"]),
                value=float(row["total"]),
                written=f"{figures.pounds_short(row['total'])}{short_of(over)}",
                tip=f"{row['name']}\n{pounds_text(row['total'])}{beside}\nTarget "
                f"{pounds_text(row['target'])}\n{parts}",
                colour=look.colour if look else "",
                pattern=brush_of(look.pattern if look else Pattern.SOLID),
                target=float(row["target"]),
                is_over=how == "over",
                brief=bare_name(str(row["name"])),
            )
        )
    return found


_PARTS = {
    "staff": "Staff",
    "vacancies": "Vacancies filled from outside",
    "fixed": "Fixed corporate cost",
    "non_pay": "Non-pay",
    "bought": "Bought and shared",
    "earned": "Earned (taken off)",
}


def against(over: float) -> str:
    """How a cost stands against its target, in a word or two."""
    if over != over:  # noqa: PLR0124 — NaN: no target
        return "no target"
    if round(over) == 0:
        return "on target"
    return "over" if over > 0 else "under"


def short_of(over: float) -> str:
    """How far a cost is from its target, as the end of a label."""
    how = against(over)
    if how == "no target":
        return ""
    return ", on target" if how == "on target" else f", {figures.pounds_short(abs(over))} {how}"


def bridge_bars(_results: "Results", table: pd.DataFrame) -> "list[Bar]":
    """The two totals as whole bars, and each step between them from where the last one ended."""
    from ui.charts.bars import Bar
    from ui.charts.patterns import brush_of

    found = []
    for row in table.to_dict("records"):
        total, amount = bool(row["is_total"]), float(row["amount"])
        look = MORE if amount > 0 else LESS
        written = pounds_text(amount) if total else f"{'+' if amount > 0 else ''}{pounds_text(amount)}"
        direction = "" if total else " more" if amount > 0 else " less"
        found.append(
            Bar(
                name=str(row["name"]),
                value=float(row["end"]),
                start=float(row["start"]),
                written=written,
                tip=f"{row['name']}: {pounds_text(abs(amount) if direction else amount)}{direction}",
                colour="" if total else look.colour,
                pattern=brush_of(Pattern.SOLID if total else look.pattern),
            )
        )
    return found
