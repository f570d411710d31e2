"""The timetable of a scenario: what happens when, by when it must, and what a moved date changes."""

from planner.engine.timetable.clock import Clock, clock_of
from planner.engine.timetable.consequences import Consequences, consequences_of
from planner.engine.timetable.moving import goes_along, is_of_plan, moved, why_fixed
from planner.engine.timetable.steps import Kind, MovedBy, Step
from planner.engine.timetable.timetable import Timetable, timetable_of

__all__ = [
    "Clock",
    "Consequences",
    "Kind",
    "MovedBy",
    "Step",
    "Timetable",
    "clock_of",
    "consequences_of",
    "goes_along",
    "is_of_plan",
    "moved",
    "timetable_of",
    "why_fixed",
]
