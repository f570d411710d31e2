"""Fairness: what becomes of people by protected characteristic, and whether chance would do as much."""

from ui.places.fairness.place import FairnessPlace

__all__ = ["FairnessPlace"]
