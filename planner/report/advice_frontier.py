"""The frontier as tables and sentences: its points, the plan's scenarios among them, and what is known."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from planner.advise.proposal import Frontier, Point
from planner.base.money import pounds_text
from planner.report.wording import counted, percent_text

AXES: Mapping[str, str] = {
    "redundancy_cost": "Redundancy cost, £",
    "talent_lost_percent": "Talent lost, %",
    "operating_cost": "Operating cost, £ a year",
}
"""What the frontier is drawn by."""


def points_of(frontier: Frontier) -> tuple[Point, ...]:
    """The points of the frontier, then the plan's scenarios."""
    return (*frontier.points, *frontier.present)


def point_name(frontier: Frontier, position: int) -> str:
    """What a point is called: its number on the frontier, or the scenario that it is."""
    if position < len(frontier.points):
        name = frontier.points[position].name
        return f"{position + 1}  {name}" if name else f"{position + 1}"
    point = frontier.present[position - len(frontier.points)]
    return f"{point.name} (dominated)" if point.is_dominated else point.name


def point_table(frontier: Frontier) -> pd.DataFrame:
    """Every point: point, redundancy_cost, talent_lost_percent, operating_cost, over_target, standing."""
    points = points_of(frontier)
    figures = [one.figures for one in points]
    return pd.DataFrame(
        {
            "point": [point_name(frontier, at) for at in range(len(points))],
            "redundancy_cost": [one.redundancy_cost for one in figures],
            "talent_lost_percent": [one.talent_lost_percent for one in figures],
            "operating_cost": [one.operating_cost for one in figures],
            "over_target": [one.over_target for one in figures],
            "changes": [_changes(frontier, one) for one in points],
            "standing": [point_standing(one) for one in points],
        }
    )


def _changes(frontier: Frontier, point: Point) -> float:
    if not point.picks:
        return np.nan
    pairs = zip(point.picks, frontier.question.present, strict=True)
    return float(sum(pick != now for pick, now in pairs))


def point_standing(point: Point) -> str:
    """What is known of a point, in a few words."""
    if point.is_dominated:
        return "dominated: another is no worse in all three and better in one"
    if point.is_proven:
        return "proven" if point.gap_percent < 0.005 else f"proven within {point.gap_percent:.2f}%"
    if point.name:
        return "not dominated by any point found"
    return f"best found, within {point.gap_percent:.2f}%"


def frontier_sentence(frontier: Frontier) -> str:
    """How many points there are, how many are proven, and which scenarios are dominated."""
    proven = sum(one.is_proven for one in frontier.points)
    points = counted(len(frontier.points), "point")
    said = f"{points} that no other is better than in all three, {proven:,} proven."
    beaten = [one.name for one in frontier.present if one.is_dominated]
    if beaten:
        said += f" Dominated: {', '.join(beaten)}."
    return f"{said} It was stopped early." if frontier.was_stopped else said


def point_words(frontier: Frontier, position: int) -> str:
    """A point with its figures, for its tip."""
    point = points_of(frontier)[position]
    figures = point.figures
    return "\n".join(
        (
            point_name(frontier, position),
            f"Redundancy cost {pounds_text(figures.redundancy_cost)}",
            f"Talent lost {percent_text(figures.talent_lost_percent)}",
            f"Operating cost {pounds_text(figures.operating_cost)} a year",
            point_standing(point),
        )
    )
