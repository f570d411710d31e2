"""Faults written down as findings: one by one while they are few, grouped where they are many."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.base.findings import Finding, Severity
from planner.engine.admission.rows import Booleans, Integers, Rows

Words = str | Callable[[int], str]
"""What is said of a row: the same of all, or made from its position in the table."""

FEW = 20
"""Warnings and notes of one cause and column that are shown one by one."""
MANY_ERRORS = 200
"""Errors of one cause and column that are shown one by one; the rest are grouped."""
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which rows can be wrong.

    Attributes:
        cause: a short slug.
        severity: error, only what makes a figure impossible; warning; note.
        column: the column it is about.
        message: what is wrong with a row, in a sentence.
        remedy: what to do about it.
        of_many: what is wrong with many rows, as a phrase after their number.
        fix: a value that may be put in the cell instead.
    """

    cause: str
    severity: Severity
    column: str
    message: Words
    remedy: Words
    of_many: str
    fix: Callable[[int], str | None] | None = None


def odd_person(cause: str, column: str, what: str, remedy: str) -> Fault:
    """A warning about a person; ``what`` reads on from "This person"."""
    many = f"have this: the person {what}"
    return Fault(cause, Severity.WARNING, column, f"This person {what}.", remedy, many)


class Ledger:
    """Collects findings while a plan is judged."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def fact(
        self, cause: str, severity: Severity, column: str, message: str, remedy: str, value: str
    ) -> None:
        """Write down a fault in one of the plan's facts."""
        self.findings.append(Finding(severity, "Plan", "", column, value, message, remedy, cause))

    def report(self, rows: Rows, fault: Fault, where: Booleans | Integers) -> None:
        """Write down a fault of some rows; an error refuses them.

        Cells that could not be taken have their finding already and are passed over.

        Args:
            rows: the table.
            fault: what is wrong.
            where: (rows,) mask, or positions.
        """
        at = np.flatnonzero(where) if where.dtype == bool else np.asarray(where, dtype=np.int64)
        if not len(at):
            return
        at = at[~rows.unread(fault.column)[at]]
        is_error = fault.severity is Severity.ERROR
        if is_error:
            rows.refused[at] = True
        singly = (at[:MANY_ERRORS] if is_error else at[:0]) if len(at) > _limit(fault) else at
        self.findings.extend(_single(rows, fault, int(one)) for one in singly)
        rest = at[len(singly) :]
        if len(rest):
            self.findings.append(_group(rows, fault, rest, len(at)))

    def report_all(self, rows: Rows, fault: Fault, where: Booleans) -> None:
        """Write down one fault that every row shares as a single finding."""
        at = np.flatnonzero(where)
        if fault.severity is Severity.ERROR:
            rows.refused[at] = True
        self.findings.append(_group(rows, fault, at, len(at)))


def _limit(fault: Fault) -> int:
    return MANY_ERRORS if fault.severity is Severity.ERROR else FEW


def _said(words: Words, at: int) -> str:
    return words if isinstance(words, str) else words(at)


def _single(rows: Rows, fault: Fault, at: int) -> Finding:
    return Finding(
        severity=fault.severity,
        sheet=rows.spec.sheet,
        cell=rows.cell(fault.column, at),
        column=rows.column(fault.column).title,
        value=rows.text_at(fault.column, at),
        message=_said(fault.message, at),
        remedy=_said(fault.remedy, at),
        cause=fault.cause,
        table=rows.spec.name,
        row=int(rows.index[at]),
        fix=fault.fix(at) if fault.fix else None,
    )


def _group(rows: Rows, fault: Fault, at: Integers, total: int) -> Finding:
    first = int(at[0])
    offer = fault.fix
    more = "more " if total > len(at) else ""
    examples = ", ".join(str(rows.index[one]) for one in at[:EXAMPLES])
    ending = " …" if len(at) > EXAMPLES else ""
    return Finding(
        severity=fault.severity,
        sheet=rows.spec.sheet,
        cell=rows.cell(fault.column, first),
        column=rows.column(fault.column).title,
        value=rows.text_at(fault.column, first),
        message=f"{len(at):,} {more}rows {fault.of_many} (rows {examples}{ending}).",
        remedy=_said(fault.remedy, first),
        cause=fault.cause,
        table=rows.spec.name,
        row=int(rows.index[first]),
        fix=offer(first) if offer else None,
        rows=tuple(rows.index[at].tolist()),
        fixes=tuple(offer(one) for one in at.tolist()) if offer else (),
    )
