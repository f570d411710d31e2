"""The places: one view each, in the order of the work."""
