"""What is still to be said about a plan's cells once some of them are others than were read."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from planner.base.findings import Finding
from planner.model.plan import Plan, Unread
from planner.model.tables import TABLES, same_values
from planner.workbook.entry import finding_of
from planner.workbook.layout import FACT_TITLES
from planner.workbook.read import Reading


def standing_findings(plan: Plan, reading: Reading | None) -> list[Finding]:
    """The findings of a reading whose cells are as they were, and those on texts entered since.

    Args:
        plan: the plan in hand.
        reading: what it was read from; None where it was not read.
    """
    if reading is None:
        return _on_entries(plan.unread)
    if plan is reading.plan:
        return list(reading.findings)
    known = set(reading.plan.unread)
    entries = _on_entries(one for one in plan.unread if one not in known)
    return [*_untouched(reading, plan), *reading.origin.relocate(entries)]


def _on_entries(unread: Iterable[Unread]) -> list[Finding]:
    """Findings on texts that a user entered and that could not be taken."""
    said = [finding_of(one.text, TABLES[one.table].column(one.column), one.table, one.row) for one in unread]
    return [one for one in said if one is not None]


def _untouched(reading: Reading, plan: Plan) -> list[Finding]:
    before = reading.plan
    same = {name for name in TABLES if same_values(before.table(name), plan.table(name))}
    was, now = _texts(before), _texts(plan)
    kept = []
    for finding in reading.findings:
        table = finding.table
        if table not in TABLES:
            is_kept = _is_fact_untouched(finding, before, plan)
        elif finding.row < 0 or not finding.column:
            is_kept = True
        else:
            key = _key_of(table, finding.column)
            cell = (table, finding.row, key)
            is_kept = was.get(cell) == now.get(cell) and (
                table in same or _content(before, *cell) == _content(plan, *cell)
            )
        if is_kept:
            kept.append(finding)
    return kept


def _texts(plan: Plan) -> dict[tuple[str, int, str], str]:
    return {(one.table, one.row, one.column): one.text for one in plan.unread}


def _is_fact_untouched(finding: Finding, before: Plan, plan: Plan) -> bool:
    keys = [key for key, title in FACT_TITLES.items() if title == finding.column]
    return all(getattr(before.facts, key) == getattr(plan.facts, key) for key in keys)


def _key_of(table: str, title: str) -> str:
    return next((one.key for one in TABLES[table].columns if one.title == title), "")


def _content(plan: Plan, table: str, row: int, key: str) -> Any:
    """A cell; None where it is blank; its own kind of nothing where there is no such cell."""
    frame = plan.table(table)
    if row not in frame.index:
        return NotImplemented
    if not key:
        return None
    value: Any = frame.at[row, key]
    return None if pd.isna(value) else value
