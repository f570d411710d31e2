"""Compare: scenarios side by side, in figures and charts, and only what differs between them."""

from ui.places.compare.place import ComparePlace

__all__ = ["ComparePlace"]
