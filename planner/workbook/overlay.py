"""Texts laid over the cells of a table: what would change is known before anything does."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from planner.base.findings import Severity
from planner.model.plan import Plan, Unread
from planner.model.table_edits import CellEdit, add_rows, next_row, put_cells
from planner.model.tables import TABLES, Column, TableSpec
from planner.workbook.entry import Entered, reader_of, written
from planner.workbook.layout import plain

Texts = Sequence[str]
CHANGES = ("row", "key", "column", "before", "after", "remark", "severity")


@dataclass(frozen=True, slots=True)
class Target:
    """Where texts go.

    Attributes:
        rows: identities of the rows from the first cell down, as the user sees them.
        keys: the columns from the first cell to the right, as the user sees them.
        selected: how many rows and columns are selected from the first cell on; a block that goes
            into them a whole number of times is repeated.
        kept: columns that are to stay as they are.
    """

    rows: Sequence[int]
    keys: Sequence[str]
    selected: tuple[int, int] = (1, 1)
    kept: Collection[str] = ()


@dataclass(frozen=True, eq=False)
class Overlay:
    """What texts would do to a table.

    Attributes:
        table: the table.
        before, after: the plan without and with them.
        changes: one row a cell that would be another, in the columns of ``CHANGES``: the row's
            identity, the column's key and title, what stands there and would stand there, and what
            is to be said about it.
        added: how many rows would be added at the end.
        unread: how many texts cannot be read; they would be kept as they are, their rows in error.
        beyond: how many columns of the texts lie to the right of the table's last.
        kept: titles of columns that would have changed, but are to stay as they are.
    """

    table: str
    before: Plan
    after: Plan
    changes: pd.DataFrame
    added: int = 0
    unread: int = 0
    beyond: int = 0
    kept: tuple[str, ...] = ()

    @cached_property
    def cells(self) -> int:
        """How many cells of rows that are there would be others."""
        return int((self.changes["row"] < next_row(self.before, self.table)).sum())


def lay(
    plan: Plan, table: str, block: Sequence[Texts], target: Target, defaults: Mapping[str, Any] | None = None
) -> Overlay:
    """Lay a block of texts over the cells from a first one on; rows that are missing are added.

    Where the block's first row holds nothing but titles of the table's columns, each column of the
    block goes to the one that its title names.

    Args:
        plan: the plan.
        table: the table.
        block: rows of texts, all of one length.
        target: where they go.
        defaults: what further columns of added rows hold.
    """
    spec = TABLES[table]
    keys: Sequence[str] = target.keys
    if (named := columns_named(block, spec)) is not None:
        block, keys = block[1:], named
    else:
        block = _repeated(block, target)
    width = len(block[0]) if block else 0
    columns = {
        key: [row[at] for row in block] for at, key in enumerate(keys[:width]) if key not in target.kept
    }
    missing = len(block) - len(target.rows)
    found = lay_columns(plan, table, columns, target.rows[: len(block)], max(0, missing), defaults)
    titles = tuple(spec.column(key).title for key in keys[:width] if key in target.kept)
    return replace(found, beyond=max(0, width - len(keys)), kept=titles)


def lay_columns(
    plan: Plan,
    table: str,
    columns: Mapping[str, Texts],
    rows: Sequence[int],
    added: int = 0,
    defaults: Mapping[str, Any] | None = None,
) -> Overlay:
    """Lay whole columns of texts over rows that need not lie together, and over rows to be added."""
    spec = TABLES[table]
    first = next_row(plan, table)
    grown = plan
    if added:
        given = defaults or {spec.columns[0].key: None}
        grown = add_rows(plan, table, {key: [value] * added for key, value in given.items()})
    places = [*rows, *range(first, first + added)]
    edits: list[CellEdit] = []
    parts: list[pd.DataFrame] = []
    unread = 0
    for key, texts in columns.items():
        changed = _changed(grown, spec, spec.column(key), texts, places)
        edits += changed.edits
        parts.append(changed.table)
        unread += changed.unread
    after = put_cells(grown, table, edits) if edits else grown
    return Overlay(table, plan, after, _in_order(parts, places), added, unread)


def columns_named(block: Sequence[Texts], spec: TableSpec) -> list[str] | None:
    """The columns that the first row of a block names; None where that row is no row of titles."""
    if len(block) < 2:
        return None
    by_title = {plain(one.title): one.key for one in spec.columns}
    named = [by_title.get(plain(text), "") for text in block[0]]
    return named if all(named) and len(set(named)) == len(named) else None


def _repeated(block: Sequence[Texts], target: Target) -> Sequence[Texts]:
    """The block as often as the selection takes it."""
    if not block or not block[0]:
        return block
    high, wide = target.selected
    down, across = high // len(block), wide // len(block[0])
    if high % len(block) or wide % len(block[0]) or down * across <= 1:
        return block
    return [list(row) * across for row in block] * down


@dataclass(frozen=True, slots=True)
class _Changed:
    """The cells of one column that would be others."""

    edits: list[CellEdit]
    table: pd.DataFrame
    unread: int


def _changed(plan: Plan, spec: TableSpec, column: Column, texts: Texts, rows: Sequence[int]) -> _Changed:
    read = reader_of(column, spec.name, plan)
    known = _unread_texts(plan.unread, spec.name, column.key)
    cells = plan.table(spec.name)[column.key]
    held = cells.array[cells.index.get_indexer(pd.Index(rows))] if len(rows) else []
    edits: list[CellEdit] = []
    lines: list[tuple[Any, ...]] = []
    unread = 0
    for row, text, value in zip(rows, texts, held, strict=True):
        found = read(text)
        before = known.get(row) or written(value, column)
        after = written(found.value, column) if found.is_readable else text.strip()
        unread += not found.is_readable
        if before == after and (row in known) != found.is_readable:
            continue
        edits.append(CellEdit(row, column.key, found.value, "" if found.is_readable else after))
        lines.append((row, column.key, column.title, before, after, *_remark(found)))
    return _Changed(edits, pd.DataFrame(lines, columns=list(CHANGES)), unread)


def _remark(found: Entered) -> tuple[str, str]:
    if found.finding is None:
        return "", ""
    severity = found.finding.severity
    sign = "Cannot be read: " if severity is Severity.ERROR else ""
    return f"{sign}{found.finding.message}", str(severity)


def _unread_texts(unread: Iterable[Unread], table: str, key: str) -> dict[int, str]:
    return {one.row: one.text for one in unread if one.table == table and one.column == key}


def _in_order(parts: Sequence[pd.DataFrame], rows: Sequence[int]) -> pd.DataFrame:
    """All changes, row by row as the user sees them; those that cannot be read first."""
    parts = [one for one in parts if len(one)]
    if not parts:
        return pd.DataFrame({name: pd.Series([], dtype="object") for name in CHANGES})
    together = pd.concat(parts, ignore_index=True)
    place = pd.Index(rows).get_indexer(pd.Index(together["row"]))
    is_fine = (together["severity"] != str(Severity.ERROR)).to_numpy()
    order = np.lexsort((place, is_fine))
    return together.iloc[order].reset_index(drop=True)
