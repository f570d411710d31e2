"""Bring in: other people's spreadsheets, looked at, confirmed and put into the plan."""

from ui.places.bring_in.place import BringInPlace

__all__ = ["BringInPlace"]
