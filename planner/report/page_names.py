"""The names of the pages that a pack may hold: known before anything that makes them is loaded."""

PAGE_NAMES = (
    "board",
    "comparison",
    "years",
    "receivers",
    "close-down",
    "functions",
    "pools",
    "talent",
    "cash",
    "risk",
    "market",
    "ccg-sizes",
    "hr1",
    "tracker",
    "equality",
    "detail",
    "handover",
    "person",
    "checks",
    "assumptions",
)
"""In the order in which a whole pack has them."""
PAPER_SIZES = ("A4", "A3")
"""On which a pack may be set; the first is the usual."""
EVERY_PAGE = "all"
"""Stands for all of them that have something to say and tell of no single person."""
