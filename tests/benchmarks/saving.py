"""Saving a plan of 5,000 people and 40 staff columns against the fastest plain write of the same cells."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.cell import WriteOnlyCell

from planner.model.plan import Plan
from planner.model.table_edits import CellEdit, put_cells
from planner.model.tables import STAFF
from planner.workbook.read import Reading, read_plan
from planner.workbook.samples import generated_plan
from planner.workbook.write import write_plan
from tests.benchmarks.measure import medians, verdict

PEOPLE, COLUMNS = 5_000, 40
LARGEST_RATIO = 1.5
RUNS = 5
EDITED = 5_000
"""Cells that differ from the file, in a save into it."""

Cells = Mapping[str, Sequence[Sequence[tuple[Any, str]]]]
"""The rows of each sheet; a cell is its value and the number format it is shown in."""


def main() -> bool:
    """Measure; tell whether the bar is met."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        reading, plan = _prepared(folder / "wide.xlsx")
        edited = _edited(plan)
        save_new = partial(write_plan, plan, folder / "new.xlsx")
        save_into = partial(_save_into, reading, edited, folder / "into.xlsx")
        save_new()
        new, into = _cells(folder / "new.xlsx"), _cells(folder / "wide.xlsx")
        tasks: list[Callable[[], object]] = [
            save_new,
            partial(_by_xlsxwriter, new, folder / "plain.xlsx"),
            partial(_by_openpyxl, new, folder / "plain.xlsx"),
            save_into,
            partial(_by_xlsxwriter, into, folder / "plain.xlsx"),
            partial(_by_openpyxl, into, folder / "plain.xlsx"),
        ]
        wall = medians(tasks, RUNS)
        work = [_worked(task) for task in tasks]
    print(f"Saving, {PEOPLE:,} people and {COLUMNS} staff columns:")
    met = _compared("a new workbook", wall[:3], work[:3])
    return _compared(f"into the user's own, {EDITED:,} cells changed", wall[3:], work[3:]) and met


def _compared(what: str, wall: Sequence[float], work: Sequence[float]) -> bool:
    """Print what was measured of ours, xlsxwriter and openpyxl; tell whether ours is fast enough."""
    names = ("ours", "xlsxwriter in constant memory", "openpyxl, write-only")
    for name, seconds, busy in zip(names, wall, work, strict=True):
        print(f"  {what}, {name}: {1000 * seconds:,.0f} ms, of the processor {1000 * busy:,.0f} ms")
    met = verdict(f"{what} against the faster", wall[0] / min(wall[1:]), LARGEST_RATIO)
    return verdict(f"{what} by the processor's time", work[0] / min(work[1:]), LARGEST_RATIO) and met


def _prepared(path: Path) -> tuple[Reading, Plan]:
    """A plan's workbook with columns of the user's own, up to the number asked for, as it is read."""
    write_plan(generated_plan(PEOPLE, 6, 2, 44, seed=1), path)
    book = openpyxl.load_workbook(path)
    sheet = book[STAFF.sheet]
    for column in range(sheet.max_column + 1, COLUMNS + 1):
        sheet.cell(1, column, f"Local {column}")
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, column, f"note {row % 90}")
    book.save(path)
    reading = read_plan(path)
    return reading, reading.plan


def _edited(plan: Plan) -> Plan:
    """The plan with some hundreds of cells of its staff changed."""
    rows = plan.staff.index[:: max(1, len(plan.staff) // EDITED)].tolist()[:EDITED]
    return put_cells(plan, STAFF.name, [CellEdit(row, "notes", f"seen {row}") for row in rows])


def _save_into(reading: Reading, plan: Plan, path: Path) -> None:
    write_plan(plan, path, original=reading.original, origin=reading.origin, before=reading.plan)


def _cells(path: Path) -> Cells:
    book = openpyxl.load_workbook(path, read_only=True)
    return {
        sheet.title: [
            [(cell.value, getattr(cell, "number_format", None) or "General") for cell in row] for row in sheet
        ]
        for sheet in book
    }


def _by_xlsxwriter(cells: Cells, path: Path) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    looks: dict[str, Any] = {}
    for name, rows in cells.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for position, (value, code) in enumerate(row):
                if value is None:
                    continue
                if code not in looks:
                    looks[code] = book.add_format({"num_format": code})
                if isinstance(value, str):
                    sheet.write_string(at, position, value, looks[code])
                elif isinstance(value, int | float):
                    sheet.write_number(at, position, value, looks[code])
                else:
                    sheet.write_datetime(at, position, value, looks[code])
    book.close()


def _by_openpyxl(cells: Cells, path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    for name, rows in cells.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_styled(sheet, value, code) for value, code in row])
    book.save(path)


def _styled(sheet: Any, value: Any, code: str) -> Any:
    if value is None:
        return None
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = code
    return cell


def _worked(task: Callable[[], object]) -> float:
    """Seconds of the processor that a run takes, at the least of some: what else goes on is not counted."""
    taken = []
    for _ in range(3):
        start = process_time()
        task()
        taken.append(process_time() - start)
    return min(taken)
