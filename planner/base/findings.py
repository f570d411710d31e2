"""A finding: something about the user's data that they should know, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in the user's data.

    Attributes:
        severity: error, only what makes a figure impossible; warning; note.
        sheet: the sheet as the user's file names it.
        cell: ``H27``, or empty where the finding is about a sheet or the file.
        column: the header as the plan names it, or empty.
        value: what is there, as text.
        message: what is wrong, in a sentence.
        remedy: what to do about it.
        cause: a short slug; findings of one cause are grouped.
        table: the plan's table ("staff"), or empty.
        row: the row's identity in that table, or -1.
        fix: a value that may be put in the cell instead, or None.
        rows: the identities of all rows that a finding on many cells of a column stands for, ``row``
            first; empty where it stands for one cell.
        fixes: what may be put in the cell of each of ``rows``; empty where nothing is offered.
    """

    severity: Severity
    sheet: str
    cell: str
    column: str
    value: str
    message: str
    remedy: str
    cause: str
    table: str = ""
    row: int = -1
    fix: str | None = None
    rows: tuple[int, ...] = ()
    fixes: tuple[str | None, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands: ``Staff!H27``, ``Staff``, or empty for the file."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    @property
    def count(self) -> int:
        """How many cells it stands for."""
        return len(self.rows) or 1


def has_error(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding makes a figure impossible."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings: worst first, then as they stand in the workbook's sheets."""
    rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    return tuple(sorted(findings, key=lambda f: (rank[f.severity], f.sheet, f.row, f.column)))
