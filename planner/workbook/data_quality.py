"""Findings by their cause, and the edits that put right one cell or all of a kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import pandas as pd

from planner.base.findings import Finding, Severity
from planner.model.plan import Plan
from planner.model.table_edits import CellEdit, put_cells
from planner.model.tables import TABLES, Column
from planner.workbook.cause_names import name_of
from planner.workbook.entry import Reader, entered_fact, finding_of, reader_of, written
from planner.workbook.layout import FACT_TITLES

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True, eq=False)
class Cause:
    """The findings of one cause in one column.

    Attributes:
        slug: the cause ("fte-in-hours").
        severity: how much it matters.
        sheet: the sheet as the user's file names it.
        table: the plan's table, or empty.
        column: the column's title, or empty.
        findings: them, in their order; one may stand for many cells.
    """

    slug: str
    severity: Severity
    sheet: str
    table: str
    column: str
    findings: tuple[Finding, ...]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is known by when the plan is judged again."""
        return self.slug, str(self.severity), self.table or self.sheet, self.column

    @property
    def name(self) -> str:
        """What it is called."""
        return name_of(self.slug)

    @property
    def count(self) -> int:
        """How many cells it is in."""
        return sum(one.count for one in self.findings)


def by_cause(findings: Iterable[Finding]) -> tuple[Cause, ...]:
    """Put findings together that have one cause and one column: worst first, then where most cells are."""
    groups: dict[tuple[Severity, str, str, str, str], list[Finding]] = {}
    for one in findings:
        groups.setdefault((one.severity, one.cause, one.sheet, one.table, one.column), []).append(one)
    causes = [
        Cause(slug, severity, sheet, table, column, tuple(found))
        for (severity, slug, sheet, table, column), found in groups.items()
    ]
    return tuple(sorted(causes, key=lambda one: (_RANK[one.severity], -one.count, one.name)))


def cells_of(cause: Cause, plan: Plan) -> tuple[Finding, ...]:
    """The findings of a cause, one for each cell."""
    return tuple(cell for finding in cause.findings for cell in each_cell(finding, plan))


def each_cell(finding: Finding, plan: Plan) -> tuple[Finding, ...]:
    """A finding on many cells as one for each; what stands there is looked up in the plan."""
    if not finding.rows:
        return (finding,)
    column = column_of(finding)
    values = _written(plan, finding.table, column, finding.rows) if column else [""] * len(finding.rows)
    letters = finding.cell.rstrip("0123456789")
    return tuple(
        replace(finding, row=row, cell=f"{letters}{row}", value=value, fix=fix, rows=(), fixes=())
        for row, value, fix in zip_longest(finding.rows, values, finding.fixes)
    )


def alike(cell: Finding, cells: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of some cells in which the same stands as in one of them."""
    return tuple(one for one in cells if one.value == cell.value and is_mendable(one))


def is_mendable(finding: Finding) -> bool:
    """Whether what stands in its cell can be replaced by another value."""
    if finding.table in TABLES:
        return finding.row >= 0 and column_of(finding) is not None
    return finding.column in FACT_TITLES.values()


def column_of(finding: Finding) -> Column | None:
    """The column of the plan that a finding is about."""
    if finding.table not in TABLES:
        return None
    return next((one for one in TABLES[finding.table].columns if one.title == finding.column), None)


def with_fix(findings: Iterable[Finding], fix: str) -> tuple[Finding, ...]:
    """The same findings, each offering one value."""
    return tuple(replace(one, fix=fix) for one in findings)


def fix_refusal(finding: Finding, fix: str) -> str:
    """Why a value cannot stand in the cell of a finding; empty where it can."""
    column = column_of(finding)
    if column is None:
        said = entered_fact(fix, _fact_of(finding)).finding if _fact_of(finding) else None
    elif not fix and column.required:
        return f"{column.title} cannot be blank."
    else:
        said = finding_of(fix, column, finding.table, finding.row)
    return said.message if said is not None and said.severity is Severity.ERROR else ""


def apply_fixes(plan: Plan, findings: Iterable[Finding]) -> Plan:
    """Put what findings offer in their cells.

    Findings without an offer, on rows that are gone, and offers that cannot be read change nothing. Of
    several findings on one cell the first counts.
    """
    by_table: dict[str, dict[tuple[int, str], str]] = {}
    facts: dict[str, object] = {}
    for finding in findings:
        if (column := column_of(finding)) is not None:
            cells = by_table.setdefault(finding.table, {})
            for row, fix in zip_longest(finding.rows, finding.fixes) if finding.rows else [_own(finding)]:
                if fix is not None and row >= 0:
                    cells.setdefault((row, column.key), fix)
        elif finding.fix is not None and (key := _fact_of(finding)):
            found = entered_fact(finding.fix, key)
            if found.is_readable:
                facts.setdefault(key, found.value)
    for table, cells in by_table.items():
        edits = _edits(plan, table, cells)
        plan = put_cells(plan, table, edits) if edits else plan
    return plan.with_facts(**facts) if facts else plan


def _own(finding: Finding) -> tuple[int, str | None]:
    return finding.row, finding.fix


def _edits(plan: Plan, table: str, cells: Mapping[tuple[int, str], str]) -> list[CellEdit]:
    spec, there = TABLES[table], set(plan.table(table).index.tolist())
    readers: dict[str, Reader] = {}
    edits = []
    for (row, key), fix in cells.items():
        if row not in there:
            continue
        if key not in readers:
            readers[key] = reader_of(spec.column(key), table, plan)
        found = readers[key](fix)
        if found.is_readable:
            edits.append(CellEdit(row, key, found.value))
    return edits


def _fact_of(finding: Finding) -> str:
    """The fact of the plan that a finding is about; empty where it is about a table."""
    if finding.table in TABLES:
        return ""
    return next((key for key, title in FACT_TITLES.items() if title == finding.column), "")


def _written(plan: Plan, table: str, column: Column, rows: Sequence[int]) -> list[str]:
    """What stands in the cells of a column, as a user would type it."""
    cells = plan.table(table)[column.key]
    places = cells.index.get_indexer(pd.Index(list(rows)))
    found = ["" if at < 0 else written(cells.iloc[at], column) for at in places.tolist()]
    unread = {one.row: one.text for one in plan.unread if one.table == table and one.column == column.key}
    return [unread.get(row, text) for row, text in zip(rows, found, strict=True)] if unread else found
