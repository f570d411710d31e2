"""Parts of a plan that are sent out as workbooks, and what comes back in them."""

from planner.workbook.slices.accepting import accept
from planner.workbook.slices.changes import Change, Changes
from planner.workbook.slices.parts import FIXED, WAYS, Part, part_of, parts_by
from planner.workbook.slices.returning import changes_in
from planner.workbook.slices.sending import slice_content, write_slice

__all__ = [
    "FIXED",
    "WAYS",
    "Change",
    "Changes",
    "Part",
    "accept",
    "changes_in",
    "part_of",
    "parts_by",
    "slice_content",
    "write_slice",
]
