"""Functions: who does what, moved by mouse or keys on a board of functions and receivers."""

from ui.places.functions.place import FunctionsPlace

__all__ = ["FunctionsPlace"]
