"""Reads a part that came back: its rows by reference, and what was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from planner.base.errors import FileRefusedError, NotAPlanError
from planner.model.plan import Unread
from planner.model.tables import TABLES, frame_of
from planner.workbook.clean import clean, held
from planner.workbook.grid import Workbook
from planner.workbook.layout import plain
from planner.workbook.origin import TableOrigin
from planner.workbook.read import Reading, read_plan
from planner.workbook.safety import safe_parts
from planner.workbook.slices.parts import COLUMNS
from planner.workbook.slices.sending import AS_SENT, COVER, FACTS, REF, seal_of
from planner.workbook.words import shown

_FIND_WITHIN = 60
"""Rows of the cover in which the program's own facts are looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Returned:
    """A part that came back.

    Attributes:
        plan_name, scenario, part: as the cover says.
        sent_on: the day on which it was sent; None where the cover does not say.
        sent: the rows of each table as they were sent, by reference.
        back: the rows as they come back, in the columns that are there.
        refs: of each row that comes back, in the order of ``back``; "" for a new row.
        unread: cells that could not be taken, by the identities of ``back``.
        notes: what is odd about the file.
    """

    plan_name: str
    scenario: str
    part: str
    sent_on: date | None
    sent: Mapping[str, pd.DataFrame]
    back: Mapping[str, pd.DataFrame]
    refs: Mapping[str, Sequence[str]]
    unread: tuple[Unread, ...]
    notes: tuple[str, ...]


def read_returned(path: Path, password: str | None = None) -> Returned:
    """Read a part that came back.

    Raises:
        FileRefusedError: it cannot be opened, or is not a part that was sent from a plan.
    """
    path = Path(path)
    reading = read_plan(path, password)
    if reading.original is None:
        raise _no_part(path)
    workbook = Workbook(reading.original, safe_parts(reading.original, path.name), path.name)
    sheets = {plain(name): name for name in workbook.sheet_names}
    if plain(COVER) not in sheets or plain(AS_SENT) not in sheets:
        raise _no_part(path)
    facts = _facts(workbook.grid(sheets[plain(COVER)]).rows, path)
    sent, seal = _sent(workbook.grid(sheets[plain(AS_SENT)]).rows)
    notes = []
    if seal != shown(facts["Seal"]):
        notes.append(
            f"The sheet '{AS_SENT}' is not as it was sent: what is said of how things were may be wrong."
        )
    back, refs = {}, {}
    for table, rows in sent.items():
        found = _back(reading, workbook, table, path)
        if found is None:
            if len(rows):
                sheet = TABLES[table].sheet
                notes.append(f"The sheet '{sheet}' did not come back: nothing is taken from it.")
            continue
        back[table], refs[table] = found
    day = facts["Sent on"]
    return Returned(
        plan_name=shown(facts["Plan"]),
        scenario=shown(facts["Scenario"]),
        part=shown(facts["Part"]),
        sent_on=day.date() if isinstance(day, datetime) else day if isinstance(day, date) else None,
        sent=sent,
        back=back,
        refs=refs,
        unread=reading.plan.unread,
        notes=tuple(notes),
    )


def _no_part(path: Path) -> NotAPlanError:
    return NotAPlanError(
        f"{path.name} is not a part that was sent from a plan: it has no sheets '{COVER}' and '{AS_SENT}'. "
        "Choose the workbook that came back."
    )


def _facts(rows: Sequence[Sequence[Any]], path: Path) -> dict[str, Any]:
    """What the cover says for the program, wherever it stands."""
    found: dict[str, Any] = {}
    for row in rows[:_FIND_WITHIN]:
        cells = [cell for cell in row if cell != ""]
        if len(cells) == 2 and cells[0] in FACTS:
            found[str(cells[0])] = cells[1]
    if missing := [fact for fact in FACTS if fact not in found]:
        raise FileRefusedError(
            f"{path.name} does not say its {', '.join(missing).lower()} on the sheet '{COVER}', and cannot "
            "be set beside the plan. Ask for it again with that sheet as it was sent."
        )
    return found


def _sent(rows: Sequence[Sequence[Any]]) -> tuple[dict[str, pd.DataFrame], str]:
    """What was sent, by table, with the seal that it has now."""
    tables = {spec.sheet: name for name, spec in TABLES.items() if name in COLUMNS}
    keys = {(name, column.title): column.key for name in COLUMNS for column in TABLES[name].columns}
    cells: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in COLUMNS}
    lines = []
    for sheet, ref, title, value, *_ in (row for row in rows[1:] if len(row) >= 4):
        table = tables.get(shown(sheet), "")
        key = keys.get((table, shown(title)))
        if key is None:
            continue
        content = value.date() if isinstance(value, datetime) else value
        lines.append((shown(sheet), shown(ref), key, content))
        cells[table].setdefault(shown(ref), {})[key] = content
    return {table: _sent_rows(table, found) for table, found in cells.items()}, seal_of(lines)


def _sent_rows(table: str, found: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    spec, refs = TABLES[table], list(found)
    frame = frame_of(spec, {key: [None] * len(refs) for key in spec.keys[:1]})
    columns = {}
    for column in spec.columns:
        values = [found[ref].get(column.key, "") for ref in refs]
        columns[column.key] = pd.Series(
            held(clean(values, column, table).content, column), index=frame.index
        ).astype(frame[column.key].dtype)
    return frame.assign(**columns).set_axis(pd.Index(refs, dtype="str"))


def _back(
    reading: Reading, workbook: Workbook, table: str, path: Path
) -> tuple[pd.DataFrame, list[str]] | None:
    """The rows of a table that came back, with their references; None where the sheet did not."""
    place = reading.origin.tables.get(table)
    if place is None:
        return None
    frame = reading.plan.table(table)
    grid = workbook.grid(place.sheet).rows
    header = [shown(cell).strip().casefold() for cell in grid[place.header_row - 1]]
    if REF.casefold() not in header:
        raise FileRefusedError(
            f"{path.name} has no column '{REF}' on the sheet '{place.sheet}', by which its rows are known. "
            "Ask for it again with that column as it was sent."
        )
    at = header.index(REF.casefold())
    refs = [shown(grid[int(row) - 1][at]).strip() for row in frame.index]
    return frame[_there(place, table)], _once(refs)


def _there(place: TableOrigin, table: str) -> list[str]:
    return [key for key in COLUMNS[table] if key in place.columns]


def _once(refs: Sequence[str]) -> list[str]:
    """References of which each stands once: a copied row is a new one."""
    seen: set[str] = set()
    found = []
    for ref in refs:
        found.append("" if ref in seen else ref)
        seen.add(ref)
    return found


def sent_values(frame: pd.DataFrame, key: str) -> "np.ndarray[Any, Any]":
    """A column as values, None for a blank."""
    cells = frame[key]
    values: np.ndarray[Any, Any] = cells.astype(object).to_numpy(dtype=object, copy=True)
    values[cells.isna().to_numpy()] = None
    return values
