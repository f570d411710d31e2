"""The Data place: every table of the plan, edited where it stands."""

from ui.places.data.place import ORDER, DataPlace

__all__ = ["ORDER", "DataPlace"]
