"""Matches codes between tables whatever their capitals: every reference takes its table's own spelling."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from planner.base.findings import Finding
from planner.model.plan import Plan
from planner.model.tables import BASELINE, TABLES, Column, Kind
from planner.workbook.clean import Remark
from planner.workbook.origin import Origin
from planner.workbook.remarks import findings_on
from planner.workbook.sights import Sight

IDENTITIES: Mapping[str, str] = {
    "organisations": "code",
    "functions": "code",
    "scenarios": "scenario",
    "staff": "employee_number",
    "posts": "post",
}
"""The column by which the rows of a table are referred to."""

Texts = list[Any]


def match_codes(plan: Plan, origin: Origin) -> tuple[Plan, list[Finding]]:
    """Give every reference the spelling of the table it refers to.

    References that match nothing are left as they are, and so are codes of one table that differ
    only in capitals: a reference to either is taken by its own spelling.
    """
    findings: list[Finding] = []
    spellings: dict[str, _Spellings] = {}
    for name, spec in TABLES.items():
        frame = plan.table(name)
        changed: dict[str, Any] = {}
        for column in spec.columns if len(frame) else ():
            if not _refers(column, name):
                continue
            cells = frame[column.key].to_numpy(dtype=object)
            distinct = _distinct(cells)
            if not distinct:
                continue
            if column.refers_to not in spellings:
                spellings[column.refers_to] = _spellings_of(plan, column.refers_to)
            respelt = _respelt(distinct, column, spellings[column.refers_to])
            if respelt:
                findings += _notes(cells, respelt, column, name, list(frame.index), origin)
                changed[column.key] = pd.Series(
                    [respelt.get(cell, cell) for cell in cells], dtype="str", index=frame.index
                )
        if changed:
            plan = plan.with_table(name, frame.assign(**changed))
    return plan, findings


def respeller(plan: Plan, column: Column, table: str) -> Callable[[str], str] | None:
    """Give what respells one cell of a column as the plan's own tables do.

    Returns:
        A function from a cell to the cell respelt; None where the column refers to no table.
    """
    if not _refers(column, table):
        return None
    spellings = _spellings_of(plan, column.refers_to)
    if column.kind is Kind.LIST:
        return lambda cell: _respelt_list(cell, spellings)
    return spellings.of


def _refers(column: Column, table: str) -> bool:
    """Whether cells name rows of another table, or of their own; keys of the register may name bodies."""
    return bool(column.refers_to) and IDENTITIES.get(table) != column.key


def _distinct(cells: Any) -> set[str]:
    return {cell for cell in set(cells) if isinstance(cell, str)}


class _Spellings:
    """The codes of one table, and how each is written there."""

    def __init__(self, codes: set[str]) -> None:
        self._exact = codes

    @cached_property
    def _by_folded(self) -> Mapping[str, str]:
        return {code.casefold(): code for code in sorted(self._exact, reverse=True)}

    def of(self, code: str) -> str:
        """The spelling of a code; the code itself where the table has none like it."""
        return code if code in self._exact else self._by_folded.get(code.casefold(), code)


def _spellings_of(plan: Plan, table: str) -> _Spellings:
    codes = _distinct(plan.table(table)[IDENTITIES[table]].to_numpy(dtype=object))
    return _Spellings(codes | ({BASELINE} if table == "scenarios" else set()))


def _respelt(distinct: set[str], column: Column, spellings: _Spellings) -> dict[str, str]:
    """The cells that change: as they stand -> as the table spells them."""
    is_list = column.kind is Kind.LIST
    spelt = {cell: _respelt_list(cell, spellings) if is_list else spellings.of(cell) for cell in distinct}
    return {cell: text for cell, text in spelt.items() if text != cell}


def _respelt_list(cell: str, spellings: _Spellings) -> str:
    """A list with each of its codes respelt; the list as it stands where all are spelt well."""
    items = [item.strip() for item in cell.split(";")]
    respelt = [spellings.of(item) for item in items]
    return cell if respelt == items else "; ".join(respelt)


def _notes(
    cells: Any, respelt: Mapping[str, str], column: Column, table: str, rows: list[int], origin: Origin
) -> list[Finding]:
    changed = np.flatnonzero([cell in respelt for cell in cells])
    remarks = [Remark(int(at), cells[at], Sight(respelt[cells[at]], "case-ignored")) for at in changed]
    place = origin.tables.get(table)
    letters = place.columns.get(column.key, "") if place else ""
    return findings_on(remarks, column, table, origin.sheet(table), letters, rows)
