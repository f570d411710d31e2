"""Patterns of the report's colours as Qt fills them."""

from PySide6.QtCore import Qt

from planner.report.colours import Pattern

_BRUSHES = {
    Pattern.SOLID: Qt.BrushStyle.SolidPattern,
    Pattern.RISING: Qt.BrushStyle.BDiagPattern,
    Pattern.DOTS: Qt.BrushStyle.Dense5Pattern,
    Pattern.FALLING: Qt.BrushStyle.FDiagPattern,
    Pattern.GRID: Qt.BrushStyle.CrossPattern,
    Pattern.LEVEL: Qt.BrushStyle.HorPattern,
}


def brush_of(pattern: Pattern) -> Qt.BrushStyle:
    """The fill that draws a pattern."""
    return _BRUSHES[pattern]
