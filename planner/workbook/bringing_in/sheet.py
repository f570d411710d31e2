"""A sheet of somebody's own file as cells, and what the cells alone do not tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.base.findings import Finding
from planner.workbook.layout import letter_of

Row = Sequence[Any]
Span = tuple[int, int, int, int]
"""Merged cells: first row, first column, last row, last column, each counted from 0."""


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """One sheet of a file that is brought in.

    Attributes:
        file: the file's name.
        name: the sheet's name; of a text file, the file's name without its ending.
        rows: the cells from A1, all rows of one length; "" for a blank.
        is_hidden: whether the workbook hides it.
        is_text: whether it is a text file, whose cells have no kinds.
        hidden_rows: rows that the workbook hides, counted from 0.
        merged: its merged cells.
        per_cent: cells that are shown as percentages, by row and column counted from 0.
        lengths: of a text file, how many cells each row has of its own; else empty.
        findings: what there is to say about how it was read.
    """

    file: str
    name: str
    rows: Sequence[Row]
    is_hidden: bool = False
    is_text: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[Span, ...] = ()
    per_cent: frozenset[tuple[int, int]] = frozenset()
    lengths: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def title(self) -> str:
        """What findings call it: the sheet, and the file where that is another name."""
        return self.file if self.is_text else self.name

    def cell(self, row: int, place: int) -> str:
        """The name of a cell by its row and column counted from 0: ``H27``."""
        return f"{letter_of(place)}{row + 1}"


def squared(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows filled up with blanks to one length."""
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]
