"""Puts rows that were brought in into a plan: one new plan, the old one untouched."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from planner.base.findings import Finding, Severity
from planner.model.plan import Plan, Unread
from planner.model.table_edits import CellEdit, add_rows, next_row, put_cells
from planner.model.tables import TABLES, Kind
from planner.workbook.bringing_in.bring_in import BroughtIn
from planner.workbook.bringing_in.naming import name_all
from planner.workbook.bringing_in.notes import Told, about_cells
from planner.workbook.entry import written

KEYS: Mapping[str, tuple[str, ...]] = {
    "staff": ("employee_number", "assignment_number"),
    "posts": ("post", "scenario"),
    "organisations": ("code",),
    "functions": ("code",),
    "budgets": ("organisation", "function", "line", "year"),
}
"""What a row of each table is known by; rows alike in it are told apart by their order."""
_NAMED_DIFFERENCES = 3


@dataclass(frozen=True, slots=True)
class PutIn:
    """A plan with rows that were brought in.

    Attributes:
        plan: the plan.
        findings: what there is to say: what was proposed, and which rows are there already.
        added: rows that are new.
        replaced: rows that took the place of others.
        same: rows that were there already, alike.
        conflicts: rows that were there already with other content, and were left as they are.
        rows: row of the plan -> row of what was brought in.
        frame: the rows that were brought in, with the plan's own codes.
        differing: row of the plan -> row of what was brought in, where their content differs.
    """

    plan: Plan
    findings: tuple[Finding, ...] = ()
    added: int = 0
    replaced: int = 0
    same: int = 0
    conflicts: int = 0
    rows: Mapping[int, int] = field(default_factory=dict)
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)
    differing: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Rows that were brought in, in a plan's own codes.

    Attributes:
        plan: the plan, with the organisations and functions that the rows name and it lacked.
        frame: the rows.
        findings: what was proposed.
    """

    plan: Plan
    frame: pd.DataFrame
    findings: tuple[Finding, ...]


Replace = bool | Collection[tuple[int, str]]
"""Whether rows take the place of those that are there; or which cells do, by row of the list and column."""


def put_into(plan: Plan | None, brought: BroughtIn, *, replace: Replace = False) -> PutIn:
    """Put rows into a plan, or into a new one where ``plan`` is None.

    Organisations and functions that the rows name and the plan lacks are proposed, as rows. A row
    with the key of one that is there leaves it as it is, and is named; with ``replace`` it takes its
    place, in the columns that the list has or in those that ``replace`` names.
    """
    coded = in_codes(plan if plan is not None else Plan(), brought)
    return _put_rows(coded.plan, brought, coded.frame, list(coded.findings), replace)


def in_codes(plan: Plan, brought: BroughtIn) -> Coded:
    """Give rows the codes of a plan, with a row in it for each organisation and function that it lacks."""
    frame = brought.frame
    findings: list[Finding] = []
    for column in TABLES[brought.table].columns:
        if column.refers_to not in ("organisations", "functions") or column.kind is Kind.LIST:
            continue
        texts = frame[column.key].dropna().astype(str)
        names = {code: name for (key, code), name in brought.names.items() if key == column.key}
        named = name_all(
            texts, column.refers_to, plan, names, sheet=brought.sheet, column=column.title,
            is_receiver=column.key == "receiver",
        )  # fmt: skip
        findings += named.findings
        plan = _with_proposed(plan, column.refers_to, named.proposed)
        frame = frame.assign(
            **{column.key: frame[column.key].map(named.codes).astype(frame[column.key].dtype)}
        )
    return Coded(plan, frame, tuple(findings))


def _with_proposed(plan: Plan, table: str, rows: Sequence[Mapping[str, Any]]) -> Plan:
    if not rows:
        return plan
    values = {key: [row.get(key) for row in rows] for key in TABLES[table].keys}
    return add_rows(plan, table, values)


def _put_rows(
    plan: Plan,
    brought: BroughtIn,
    frame: pd.DataFrame,
    findings: list[Finding],
    replace: Replace,
) -> PutIn:
    table, keys = brought.table, KEYS[brought.table]
    there = dict(zip(_known_by(plan.table(table), keys), plan.table(table).index.tolist(), strict=True))
    new: list[int] = []
    same: dict[int, int] = {}
    differ: dict[int, int] = {}
    unread = {one.row for one in brought.unread}
    standing = plan.table(table)
    is_same = _sameness(standing, frame, brought.keys)
    for row, key in zip(frame.index.tolist(), _known_by(frame, keys), strict=True):
        old = there.get(key)
        if old is None or _is_nobody(key):
            new.append(row)
        elif row not in unread and is_same(old, row):
            same[old] = row
        else:
            differ[old] = row
    cells = None if isinstance(replace, bool) else frozenset(replace)
    wanted = {row for row, _ in cells} if cells is not None else set(differ.values()) if replace else set()
    taken = {old: row for old, row in differ.items() if row in wanted}
    kept = {old: row for old, row in differ.items() if old not in taken}
    findings += _said(standing, frame, brought, kept, replace=False)
    findings += _said(standing, frame, brought, taken, replace=True)
    plan, rows = _added(plan, table, frame, new)
    if taken:
        plan = put_cells(plan, table, _edits(frame, brought, taken, cells))
    rows |= same | taken
    fresh = set(new)
    plan = _with_unread(plan, brought, {row: old for old, row in rows.items() if row in fresh})
    return PutIn(
        plan, tuple(findings), len(new), len(taken), len(same), len(kept), rows, frame, differ
    )  # fmt: skip


def _known_by(frame: pd.DataFrame, keys: Sequence[str]) -> list[tuple[Any, ...]]:
    """What each row is known by: its key, and which of the rows with that key it is."""
    seen: dict[tuple[Any, ...], int] = {}
    known = []
    for row in zip(*(frame[key].tolist() for key in keys), strict=True):
        key = tuple(_folded(cell) for cell in row)
        seen[key] = seen.get(key, 0) + 1
        known.append((*key, seen[key]))
    return known


def _folded(cell: Any) -> Any:
    return cell.casefold() if isinstance(cell, str) else _or_none(cell)


def _or_none(cell: Any) -> Any:
    return None if pd.isna(cell) else cell


def _is_nobody(key: tuple[Any, ...]) -> bool:
    """Whether a key names nothing: a row that lacks its number is like no other."""
    return key[0] is None


def _sameness(standing: pd.DataFrame, frame: pd.DataFrame, keys: Sequence[str]) -> Callable[[int, int], bool]:
    """Give what tells whether a row of the plan and one of the list are alike in the list's columns."""
    old = dict(zip(standing.index.tolist(), _tuples(standing, keys), strict=True))
    new = dict(zip(frame.index.tolist(), _tuples(frame, keys), strict=True))
    return lambda there, here: bool(old[there] == new[here])


def _tuples(frame: pd.DataFrame, keys: Sequence[str]) -> list[tuple[Any, ...]]:
    columns = [frame[key].astype(object).where(frame[key].notna(), None).tolist() for key in keys]
    return list(zip(*columns, strict=True)) if columns else [()] * len(frame)


def _differences(old: Any, new: Any, keys: Sequence[str]) -> list[str]:
    """The columns of the list in which two rows are not alike."""
    return [key for key in keys if _or_none(old[key]) != _or_none(new[key])]


def _added(plan: Plan, table: str, frame: pd.DataFrame, new: Sequence[int]) -> tuple[Plan, dict[int, int]]:
    if not new:
        return plan, {}
    first = next_row(plan, table)
    chosen = frame.loc[list(new)]
    values = {
        key: chosen[key].astype(object).where(chosen[key].notna(), None).tolist() for key in chosen.columns
    }
    return add_rows(plan, table, values), {first + at: row for at, row in enumerate(new)}


def _edits(
    frame: pd.DataFrame,
    brought: BroughtIn,
    rows: Mapping[int, int],
    cells: Collection[tuple[int, str]] | None,
) -> list[CellEdit]:
    texts = {(one.row, one.column): one.text for one in brought.unread}
    return [
        CellEdit(old, key, _or_none(frame.at[row, key]), texts.get((row, key), ""))
        for old, row in rows.items()
        for key in brought.keys
        if cells is None or (row, key) in cells
    ]


def _with_unread(plan: Plan, brought: BroughtIn, rows: Mapping[int, int]) -> Plan:
    """Keep what could not be read of new rows, where the plan has a column for it."""
    from dataclasses import replace

    own = TABLES[brought.table].keys
    added = tuple(
        Unread(brought.table, rows[one.row], one.column, one.text)
        for one in brought.unread
        if one.row in rows and one.column in own
    )
    return replace(plan, unread=plan.unread + added) if added else plan


def _said(
    standing: pd.DataFrame,
    frame: pd.DataFrame,
    brought: BroughtIn,
    differ: Mapping[int, int],
    *,
    replace: bool,
) -> list[Finding]:
    """Name the rows that are there already with other content."""
    spec, key = TABLES[brought.table], KEYS[brought.table][0]
    told = []
    for old, row in differ.items():
        changed = _differences(standing.loc[old], frame.loc[row], brought.keys)
        said = [
            f"{spec.column(one).title} is {_shown(standing.at[old, one], spec.column(one))} in the plan and "
            f"{_shown(frame.at[row, one], spec.column(one))} here"
            for one in changed[:_NAMED_DIFFERENCES]
        ]
        more = f", and {len(changed) - len(said)} more differ" if len(changed) > len(said) else ""
        name = str(frame.at[row, key])
        what = f"{spec.column(key).title} '{name}' is in the plan already: {'; '.join(said)}{more}."
        what = what if said else f"{spec.column(key).title} '{name}' is in the plan already."
        ending = " The row is replaced." if replace else " The plan's row is left as it is."
        told.append(Told(brought.cell(row, key), brought.sheet_rows[row], name, what + ending))
    say = {"table": brought.table, "column": spec.column(key).title}
    if replace:
        return about_cells(Severity.NOTE, brought.sheet, "row-replaced", told, **say)
    remedy = "Say that rows are to be replaced (--replace), or take the row out of the list."
    return about_cells(Severity.ERROR, brought.sheet, "row-conflict", told, remedy, **say)


def _shown(value: Any, column: Any) -> str:
    return f"'{written(value, column)}'" if pd.notna(value) else "blank"
