"""What the chart of CCG sizes shows: curves, the CCGs of April 2013, the plan's, and those chosen."""

from math import isfinite

import pandas as pd
from PySide6.QtCore import Qt

from planner.engine.ccg_sizes.study import Study
from planner.report.ccg_sizes import pounds_a_head
from planner.report.colours import DARK_BLUE, MODE_COLOURS
from ui.charts.sizes import Curve, Line, SizeChart, Spot

LEFT = "left for the work"
DASHES = {"do": Qt.PenStyle.DashLine, "share": Qt.PenStyle.DotLine, "buy": Qt.PenStyle.DashDotLine}
NAMES = {"do": "cost to do", "share": "cost to share", "buy": "cost to buy"}


def draw(chart: SizeChart, study: Study, chosen: pd.DataFrame) -> None:
    """Draw a study, with the CCGs of the grouping in hand."""
    curves = study.curves
    drawn = [Curve(LEFT, curves.left, DARK_BLUE, is_strong=True)]
    if study.needs.known:
        drawn += [Curve(NAMES[way], getattr(curves, way), MODE_COLOURS[way], DASHES[way]) for way in NAMES]
    lines = [
        Line(
            study.terms.allowance, f"Allowance {pounds_a_head(study.terms.allowance)} a head", is_target=True
        ),
        Line(
            study.terms.price_average,
            f"Support sold at {pounds_a_head(study.terms.price_average)} on average",
        ),
    ]
    chart.show_curves(curves.population, drawn, [*_real(study), *_chosen(chosen)], lines)


def _real(study: Study) -> list[Spot]:
    frame = study.real
    return [
        Spot(people, left, _tip(name, people, left), "plan" if is_in_plan else "other")
        for name, people, left, is_in_plan in zip(
            frame["ccg"], frame["population"], frame["left_per_head"], frame["is_in_plan"], strict=True
        )
        if isfinite(left)
    ]


def _chosen(frame: pd.DataFrame) -> list[Spot]:
    return [
        Spot(people, left, _tip(name, people, left), "chosen")
        for name, people, left in zip(frame["ccg"], frame["population"], frame["left_per_head"], strict=True)
        if isfinite(left)
    ]


def _tip(name: str, people: float, left: float) -> str:
    return f"{name}: {people:,.0f} people, {pounds_a_head(left)} a head left"
