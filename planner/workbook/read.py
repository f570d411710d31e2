"""Reads a plan workbook: from a file to a plan, with a finding for everything that was not plain."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from planner.base.errors import NotAPlanError
from planner.base.findings import Finding, Severity, in_order
from planner.base.ticks import Tick, no_tick
from planner.model.history import first_broken
from planner.model.plan import Facts, Plan, Unread
from planner.model.tables import TABLES, Kind, TableSpec, frame_of
from planner.workbook.clean import Cleaned, blanks, clean, held, percentages
from planner.workbook.codes import match_codes
from planner.workbook.facts import read_facts
from planner.workbook.grid import MIDNIGHT, Grid, Workbook
from planner.workbook.headings import findings_on_headers
from planner.workbook.layout import IMPORT_HINT, PLAN_SHEET, letter_of, plain, sheets_known
from planner.workbook.losses import losses
from planner.workbook.origin import Origin, TableOrigin
from planner.workbook.password import unlocked
from planner.workbook.recognise import Headers, find_headers, is_blank
from planner.workbook.remarks import about_sheet, findings_on
from planner.workbook.rows import Rows, sort_rows
from planner.workbook.safety import OLE_STARTS, ZIP_STARTS, contents_of, safe_parts
from planner.workbook.sights import is_refused
from planner.workbook.totals import ControlTotal, control_totals
from planner.workbook.words import shown

_TEXT_ENDINGS = frozenset({".csv", ".txt", ".tsv", ".ods", ".xls", ".xlsb", ".fods"})
_REQUIRED = ("plan", *(name for name, spec in TABLES.items() if spec.required))


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a plan workbook.

    Attributes:
        plan: the plan, with blanks where a cell could not be taken (``plan.unread`` says which).
        findings: from reading only, worst first.
        totals: the file's own totals beside those of the rows read.
        origin: where everything stands in the file.
        original: the workbook's content, without its password; a save writes into it.
        path: the file.
    """

    plan: Plan
    findings: tuple[Finding, ...]
    totals: tuple[ControlTotal, ...]
    origin: Origin
    original: bytes | None
    path: Path


@dataclass(frozen=True, slots=True)
class _Table:
    """One table, read."""

    frame: pd.DataFrame
    origin: TableOrigin
    findings: list[Finding]
    unread: list[Unread]
    totals: list[ControlTotal]


def read_plan(path: Path, password: str | None = None, tick: Tick = no_tick) -> Reading:
    """Read a plan workbook, whatever is wrong with what it says.

    Args:
        path: an ``.xlsx`` or ``.xlsm`` workbook.
        password: what opens it, where it is protected.
        tick: told of progress; may raise ``CancelledError``.

    Raises:
        FileRefusedError: it cannot be opened, safely or at all; ``PasswordNeededError``,
            ``WrongPasswordError``, ``HostileFileError`` and ``NotAPlanError`` say why.
    """
    path = Path(path)
    tick(0.0, "Opening the file")
    content = _workbook_in(contents_of(path), path, password)
    workbook = Workbook(content, safe_parts(content, path.name), path.name)
    sheets, findings = _sheets_of_plan(workbook.sheet_names)
    if not sheets:
        raise NotAPlanError(f"{path.name} has none of a plan's sheets. {IMPORT_HINT}")
    findings += losses(content, sheets.values())
    read: dict[str, _Table] = {}
    facts, origin = Facts(), Origin(plan_sheet=sheets.get("plan", PLAN_SHEET))
    for done, (table, sheet) in enumerate(sheets.items()):
        tick(0.05 + 0.9 * done / len(sheets), f"Reading {sheet}")
        grid = workbook.grid(sheet)
        if table == "plan":
            facts, cells, found = read_facts(grid.rows, sheet)
            origin = replace(origin, facts=cells)
            findings += found
        elif result := _read_table(grid, TABLES[table], findings):
            read[table] = result
    findings += [finding for result in read.values() for finding in result.findings]
    frames = {name: read[name].frame if name in read else _blank(name) for name in TABLES}
    unread = tuple(cell for result in read.values() for cell in result.unread)
    plan = Plan(facts=facts, unread=unread, **frames)
    origin = replace(origin, tables={name: result.origin for name, result in read.items()})
    tick(0.97, "Matching codes")
    plan, found = match_codes(plan, origin)
    found += _findings_on_history(plan, origin)
    totals = tuple(total for result in read.values() for total in result.totals)
    return Reading(plan, in_order(findings + found), totals, origin, content, path)


def _findings_on_history(plan: Plan, origin: Origin) -> list[Finding]:
    """Say where the chain of the history is broken."""
    broken = first_broken(plan)
    if broken is None:
        return []
    row, sheet = int(plan.history.index[broken]), origin.sheet("history")
    return [
        Finding(
            Severity.WARNING, sheet, origin.cell("history", row, "hash"), "Hash", "",
            "The history does not hold together here: a row was altered, put in or moved by hand.",
            "Compare it with an earlier copy of the file; figures do not depend on it.",
            "history-broken", "history", row,
        )
    ]  # fmt: skip


@cache
def _blank(table: str) -> pd.DataFrame:
    """A table without rows, made once: frames are never changed in place."""
    return frame_of(TABLES[table])


def _workbook_in(content: bytes, path: Path, password: str | None) -> bytes:
    """The content of an unprotected workbook, whatever the file holds it in."""
    if content.startswith(OLE_STARTS):
        content = unlocked(content, path.name, password)
    if content.startswith(ZIP_STARTS):
        return content
    kind = (
        "a spreadsheet of another kind" if path.suffix.lower() in _TEXT_ENDINGS else "not an Excel workbook"
    )
    raise NotAPlanError(
        f"{path.name} is {kind}, or is damaged. Choose a plan workbook (.xlsx). {IMPORT_HINT}"
    )


def _sheets_of_plan(names: Sequence[str]) -> tuple[dict[str, str], list[Finding]]:
    """Which sheet holds each table; findings on those that are missing or stand twice."""
    sheets: dict[str, str] = {}
    findings = []
    known = sheets_known()
    usual = {"plan": PLAN_SHEET} | {name: spec.sheet for name, spec in TABLES.items()}
    for name in sorted(names, key=lambda one: one not in usual.values()):
        table = known.get(plain(name))
        if table is None:
            continue
        if table in sheets:
            findings.append(_sheet_twice(name, sheets[table]))
        else:
            sheets[table] = name
    findings += [_sheet_missing(usual[table]) for table in _REQUIRED if table not in sheets]
    if "budgets" not in sheets:
        findings.append(_no_budgets())
    ordered = ("plan", *TABLES)
    return {table: sheets[table] for table in ordered if table in sheets}, findings


def _sheet_twice(name: str, first: str) -> Finding:
    return about_sheet(
        Severity.WARNING, name, f"Sheets '{first}' and '{name}' go by one name. '{first}' is read.",
        "Rename the one that is not the plan's.", "sheet-twice",
    )  # fmt: skip


def _sheet_missing(sheet: str) -> Finding:
    return about_sheet(
        Severity.ERROR, sheet, f"There is no sheet '{sheet}', which every plan needs.",
        f"Add a sheet called '{sheet}', or rename the one that holds it.", "missing-sheet",
    )  # fmt: skip


def _no_budgets() -> Finding:
    return about_sheet(
        Severity.WARNING, TABLES["budgets"].sheet,
        "There is no sheet 'Budgets': operating costs are of staff only, with no non-pay or income.",
        "Add a sheet called 'Budgets'.", "no-budgets",
    )  # fmt: skip


def _read_table(grid: Grid, spec: TableSpec, findings: list[Finding]) -> _Table | None:
    """Read one table from its sheet; None, with a finding, where the sheet holds none."""
    headers = find_headers(grid.rows, spec.name)
    if headers is None:
        is_empty = all(is_blank(cell) for row in grid.rows for cell in row)
        if spec.required or not is_empty:
            findings.append(_no_headers(grid.name, spec, is_empty))
        return None
    body = grid.rows[headers.row + 1 :]
    columns: Sequence[Sequence[Any]] = list(zip(*body, strict=True)) or [()] * len(grid.rows[headers.row])
    rows = sort_rows(columns, headers, spec, len(body))
    numbers = np.asarray(rows.kept, dtype=np.int64) + headers.row + 2
    frame, found, unread = _frame(grid, spec, headers, rows, columns, numbers)
    last = int(numbers[-1]) if len(numbers) else headers.row + 1
    letters = {key: letter_of(place) for key, place in headers.positions.items()}
    first_row = headers.row + 2
    origin = TableOrigin(
        grid.name, headers.row + 1, letters, last, rows.totals[-1] + first_row if rows.totals else 0
    )
    totals, on_totals = control_totals(frame, spec, origin, columns, headers, rows)
    found += findings_on_headers(headers, rows, spec, grid, first_row) + on_totals
    return _Table(frame, origin, found, unread, totals)


def _no_headers(sheet: str, spec: TableSpec, is_empty: bool) -> Finding:
    needed = ", ".join(column.title for column in spec.columns if column.required)
    return about_sheet(
        Severity.ERROR if spec.required or not is_empty else Severity.NOTE, sheet,
        f"Sheet '{sheet}' is empty." if is_empty else f"Sheet '{sheet}' has no row of headers that is known.",
        f"Write these headers above the rows: {needed}.", "no-headers", table=spec.name,
    )  # fmt: skip


def _frame(
    grid: Grid, spec: TableSpec, headers: Headers, rows: Rows, columns: Sequence[Sequence[Any]],
    numbers: np.ndarray[Any, Any],
) -> tuple[pd.DataFrame, list[Finding], list[Unread]]:  # fmt: skip
    """Read the rows of a table into a frame, column by column."""
    findings: list[Finding] = []
    unread: list[Unread] = []
    arrays: dict[str, Any] = {}
    row_numbers = numbers.tolist()
    for column in spec.columns:
        place = headers.positions.get(column.key)
        if place is None:
            arrays[column.key] = held(blanks(len(numbers), column), column)
            continue
        cells = (
            columns[place]
            if len(rows.kept) == len(columns[place])
            else [columns[place][at] for at in rows.kept]
        )
        if column.kind is Kind.DATE and MIDNIGHT in cells:
            cells = grid.with_days_below_nil(place, row_numbers, cells)
        cleaned = clean(cells, column, spec.name)
        if column.kind is Kind.PERCENT:
            cleaned = percentages(cleaned, cells, _formatted(grid, place, row_numbers))
        arrays[column.key] = held(cleaned.content, column)
        if cleaned.remarks:
            findings += findings_on(
                cleaned.remarks, column, spec.name, grid.name, letter_of(place), row_numbers
            )
            unread += _unread(cleaned, spec.name, column.key, row_numbers)
    return pd.DataFrame(arrays, index=pd.Index(numbers, dtype="int64"), copy=False), findings, unread


def _formatted(grid: Grid, place: int, numbers: Sequence[int]) -> np.ndarray[Any, Any] | None:
    rows = grid.per_cent_rows(place)
    return np.array([number - 1 in rows for number in numbers], dtype=bool) if rows else None


def _unread(cleaned: Cleaned, table: str, key: str, numbers: Sequence[int]) -> list[Unread]:
    return [
        Unread(table, numbers[remark.position], key, shown(remark.cell))
        for remark in cleaned.remarks
        if is_refused(remark.sight)
    ]
