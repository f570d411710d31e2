"""Brings other people's spreadsheets into the tables of a plan.

``open_source`` reads a file, ``guess`` says what a sheet is and what each column of it holds,
``bring_in`` turns its rows into those of a plan, and ``put_into`` puts them into one.
"""

from planner.workbook.bringing_in.bring_in import BroughtIn, bring_in
from planner.workbook.bringing_in.guess import guess, guesses
from planner.workbook.bringing_in.into import PutIn, put_into
from planner.workbook.bringing_in.judged import judged
from planner.workbook.bringing_in.lacking import Defaults
from planner.workbook.bringing_in.mapping import Mapping
from planner.workbook.bringing_in.open_file import Source, open_source
from planner.workbook.bringing_in.preview import Preview, preview
from planner.workbook.bringing_in.sheet import SourceSheet

__all__ = [
    "BroughtIn",
    "Defaults",
    "Mapping",
    "Preview",
    "PutIn",
    "Source",
    "SourceSheet",
    "bring_in",
    "guess",
    "guesses",
    "judged",
    "open_source",
    "preview",
    "put_into",
]
