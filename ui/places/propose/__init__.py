"""Propose: what a better scenario would be and why, the frontier, and who suits which post."""

from ui.places.propose.place import ProposePlace

__all__ = ["ProposePlace"]
