"""Timetable: what happens when, by when it must, and what a moved date changes."""

from ui.places.timetable.place import TimetablePlace

__all__ = ["TimetablePlace"]
