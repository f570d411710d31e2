"""Matches codes between tables whatever their capitals: every reference takes its table's own spelling."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from planner.base.findings import Finding, Severity
from planner.model.plan import Plan, Unread
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


def match_codes(plan: Plan, origin: Origin) -> tuple[Plan, list[Finding]]:
    """Give every reference the spelling of the table it refers to.

    Two codes of one table that differ only in capitals are an error at the later one, which becomes
    an unread cell. References that match nothing are left as they are.
    """
    findings: list[Finding] = []
    spellings: dict[str, _Spellings] = {}
    for table, key in IDENTITIES.items():
        frame = plan.table(table)
        spellings[table] = _Spellings(frame[key], reserved=BASELINE if table == "scenarios" else "")
        if clashes := spellings[table].clashes:
            plan, found = _without_clashes(plan, origin, table, key, clashes)
            findings += found
    for name, spec in TABLES.items():
        frame = plan.table(name)
        changed: dict[str, Any] = {}
        for column in spec.columns:
            if not column.refers_to or column.key in _own_identity(name):
                continue
            matched, found = _match(frame[column.key], column, name, spellings[column.refers_to], origin)
            if found:
                changed[column.key] = matched
                findings += found
        if changed:
            plan = plan.with_table(name, frame.assign(**changed))
    return plan, findings


def _own_identity(table: str) -> tuple[str, ...]:
    return (IDENTITIES[table],) if table in IDENTITIES else ()


class _Spellings:
    """The codes of one table, and how each is written there."""

    def __init__(self, codes: "pd.Series[str]", reserved: str) -> None:
        self.exact: set[str] = set(codes.dropna()) | ({reserved} if reserved else set())
        self.by_folded: dict[str, str] = {reserved.casefold(): reserved} if reserved else {}
        self.clashes: dict[str, str] = {}
        if reserved or len({code.casefold() for code in self.exact}) < len(self.exact):
            self._look_for_clashes(codes, reserved)
        for code in codes.dropna():
            self.by_folded.setdefault(code.casefold(), code)

    def _look_for_clashes(self, codes: "pd.Series[str]", reserved: str) -> None:
        first = {reserved.casefold(): reserved} if reserved else {}
        for code in codes.dropna():
            before = first.setdefault(code.casefold(), code)
            if before != code:
                self.clashes[code] = before

    def of(self, code: str) -> str:
        """The spelling of a code; the code itself where the table has none like it."""
        return code if code in self.exact else self.by_folded.get(code.casefold(), code)


def _without_clashes(
    plan: Plan, origin: Origin, table: str, key: str, clashes: Mapping[str, str]
) -> tuple[Plan, list[Finding]]:
    """Make unread the codes that differ only in capitals from an earlier one."""
    frame = plan.table(table)
    column = TABLES[table].column(key)
    rows = frame.index[frame[key].isin(list(clashes))]
    findings = []
    unread = list(plan.unread)
    for row in rows:
        code = str(frame.at[row, key])
        unread.append(Unread(table, int(row), key, code))
        findings.append(
            Finding(
                Severity.ERROR, origin.sheet(table), origin.cell(table, int(row), key), column.title, code,
                f"{column.title} '{code}' differs from '{clashes[code]}' only in its capitals.",
                f"Write '{clashes[code]}' if it is the same, or give it another code.",
                "codes_alike", table, int(row), clashes[code],
            )
        )  # fmt: skip
    from dataclasses import replace

    kept = frame[key].where(~frame.index.isin(rows))
    return replace(plan.with_table(table, frame.assign(**{key: kept})), unread=tuple(unread)), findings


def _match(
    cells: "pd.Series[str]", column: Column, table: str, spellings: _Spellings, origin: Origin
) -> tuple["pd.Series[str]", list[Finding]]:
    """Match one column of references; no findings where nothing had to change."""
    is_list = column.kind is Kind.LIST
    respelt = {}
    for cell in cells.dropna().unique():
        text = _respelt_list(cell, spellings) if is_list else spellings.of(cell)
        if text != cell:
            respelt[cell] = text
    if not respelt:
        return cells, []
    places = np.flatnonzero(cells.isin(list(respelt)))
    remarks = [
        Remark(int(at), cells.iat[at], Sight(respelt[cells.iat[at]], "case_ignored")) for at in places
    ]
    letters = _letters(origin, table, column.key)
    findings = findings_on(remarks, column, table, origin.sheet(table), letters, list(cells.index))
    return cells.replace(respelt), findings


def _letters(origin: Origin, table: str, key: str) -> str:
    place = origin.tables.get(table)
    return place.columns.get(key, "") if place else ""


def _respelt_list(cell: str, spellings: _Spellings) -> str:
    """A list with each of its codes respelt; the list as it stands where all are spelt well."""
    items = [item.strip() for item in cell.split(";")]
    respelt = [spellings.of(item) for item in items]
    return cell if respelt == items else "; ".join(respelt)
