"""Parts of a plan that are sent out as workbooks, and what comes back in them."""

from planner.workbook.slices.accepting import accept
from planner.workbook.slices.changes import Change, Changes
from planner.workbook.slices.parts import WAYS, Part, part_of
from planner.workbook.slices.returning import changes_in
from planner.workbook.slices.sending import slice_content, write_slice

__all__ = [
    "WAYS",
    "Change",
    "Changes",
    "Part",
    "accept",
    "changes_in",
    "part_of",
    "slice_content",
    "write_slice",
]
