"""The six outcomes as parts of a bar: each keeps its colour and pattern, of a person and of a pool."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt

from planner.model.results import OUTCOME_ODDS
from planner.report.colours import AQUA, BLUE, DARK_BLUE, LIGHT_BLUE, MID_GREY, ORANGE
from ui import figures
from ui.places.people.columns import OUTCOMES
from ui.widgets.odds_bar import Part

_FILLS = {
    "p_placed": (BLUE, Qt.BrushStyle.SolidPattern),
    "p_redundant": (ORANGE, Qt.BrushStyle.DiagCrossPattern),
    "p_resigned": (LIGHT_BLUE, Qt.BrushStyle.BDiagPattern),
    "p_left": (MID_GREY, Qt.BrushStyle.Dense4Pattern),
    "p_mars": (AQUA, Qt.BrushStyle.HorPattern),
    "p_ended": (DARK_BLUE, Qt.BrushStyle.FDiagPattern),
}


def parts_of_person(row: Mapping[Any, Any]) -> tuple[Part, ...]:
    """The odds of a row of ``Results.people``."""
    return tuple(
        Part(words[:1].upper() + words[1:], float(row[key]), figures.odds(row[key]), *_FILLS[key])
        for key, words in OUTCOMES.items()
    )


def parts_of_pool(odds: tuple[float, ...]) -> tuple[Part, ...]:
    """The odds of a pool, in the order of ``OUTCOME_ODDS``."""
    return parts_of_person(dict(zip(OUTCOME_ODDS, odds, strict=True)))
