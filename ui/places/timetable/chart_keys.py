"""The keys of the chart: to another row, to fold a group, to aim a step at another day and move it there."""

from datetime import date, timedelta
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from planner.base.dates import DAYS_IN_A_WEEK, months_after
from planner.engine.timetable import Step
from ui.places.timetable.chart_painter import Ghost
from ui.places.timetable.chart_rows import Row

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Chart(Protocol):
    """What keys need of a chart."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""

    @property
    def row(self) -> Row:
        """The row in hand."""

    @property
    def page(self) -> int:
        """How many rows are in sight."""

    @property
    def step(self) -> Step | None:
        """The step in hand."""

    @property
    def ghost(self) -> Ghost | None:
        """The step aimed at another day."""

    def aim(self, to: date) -> None:
        """Show the step in hand on another day."""

    def drop(self) -> None:
        """Move it there."""

    def release(self) -> None:
        """Leave it where it is."""

    def fold(self) -> None:
        """Fold or open the group in hand."""

    def go_by(self, rows: int) -> None:
        """Go so many rows down."""


def press(chart: Chart, event: QKeyEvent) -> bool:
    """Do what a key asks for; False where it asks for nothing."""
    key = Qt.Key(event.key())
    on_row = (
        _press_on_group(chart, key) if chart.row.is_head else _press_on_step(chart, key, event.modifiers())
    )
    return on_row or _press_to_row(chart, key)


def _press_on_step(chart: Chart, key: Qt.Key, keys: Qt.KeyboardModifier) -> bool:
    """Aim, drop and let go."""
    step = chart.step
    if step is not None and step.moved_by and key in WAYS:
        now = chart.ghost.to if chart.ghost is not None else step.begins
        chart.aim(_further(now, WAYS[key], keys))
    elif key in ENTER and chart.ghost is not None:
        chart.drop()
    elif key == Qt.Key.Key_Escape and chart.ghost is not None:
        chart.release()
    else:
        return False
    return True


def _further(day: date, way: int, keys: Qt.KeyboardModifier) -> date:
    """A day further; with Shift a week, with Ctrl a month."""
    if keys & Qt.KeyboardModifier.ControlModifier:
        return months_after(day, way)
    days = DAYS_IN_A_WEEK if keys & Qt.KeyboardModifier.ShiftModifier else 1
    return day + timedelta(days=way * days)


def _press_on_group(chart: Chart, key: Qt.Key) -> bool:
    """Fold and open."""
    is_asked = {Qt.Key.Key_Left: not chart.row.is_folded, Qt.Key.Key_Right: chart.row.is_folded}
    if key in (*ENTER, Qt.Key.Key_Space) or is_asked.get(key, False):
        chart.fold()
        return True
    return False


def _press_to_row(chart: Chart, key: Qt.Key) -> bool:
    """Go to another row."""
    everything = len(chart.rows)
    by = {
        Qt.Key.Key_Up: -1,
        Qt.Key.Key_Down: 1,
        Qt.Key.Key_PageUp: -chart.page,
        Qt.Key.Key_PageDown: chart.page,
        Qt.Key.Key_Home: -everything,
        Qt.Key.Key_End: everything,
    }.get(key)
    if by is None:
        return False
    chart.go_by(by)
    return True
