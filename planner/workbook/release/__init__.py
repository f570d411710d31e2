"""The copy of a plan's results that may be released: about groups of people, never about a person."""

from planner.workbook.release.book import release_content, release_copy, taken_out
from planner.workbook.release.people import LEAST, NOT_SHOWN

__all__ = ["LEAST", "NOT_SHOWN", "release_content", "release_copy", "taken_out"]
