"""Thin widgets: what Qt has, dressed and named; they know nothing of plans."""
