"""Writes hand-over lists: a workbook for each receiver, or one with a sheet for each."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from planner.base.dates import long_date
from planner.base.errors import SaveFailedError
from planner.base.ticks import Tick, no_tick
from planner.model.plan import Plan
from planner.workbook.atomic import locked, save_whole
from planner.workbook.cell_values import day_number
from planner.workbook.handover import HandOver, hand_overs
from planner.workbook.live_table import write_text
from planner.workbook.new_book import ExactFloat
from planner.workbook.styles import Looks, looks_of

PERSONAL = "Contains personal data: share it only with those who need it, and lock it with a password."
ONE_WORKBOOK = "Hand-over lists.xlsx"
_PEOPLE_START = 3
_A3 = 8

_TITLES = {
    "employee_number": ("Employee number", 12),
    "name": ("Name", 22),
    "state": ("Stage", 11),
    "start": ("Start date", 12),
    "post": ("Post", 14),
    "post_title": ("Post title", 22),
    "post_band": ("Post band", 8),
    "title": ("Title", 30),
    "function": ("Function", 26),
    "position_title": ("Position now", 24),
    "band": ("Band", 8),
    "spine_point": ("Spine point", 8),
    "fte": ("FTE", 8),
    "basic_pay": ("Full-time basic pay, £ a year", 14),
    "protected_pay": ("Protected pay", 20),
    "coming_from": ("Coming from", 24),
    "continuous_from": ("Continuous service from", 12),
    "reckonable_from": ("Reckonable service from", 12),
    "reckonable_years": ("Reckonable years", 12),
    "contract": ("Contract", 13),
    "contract_ends": ("Contract ends", 12),
    "location": ("Location", 20),
    "who": ("Who is placed in it", 26),
    "filled_fte": ("Filled FTE", 8),
    "vacant_fte": ("Vacant FTE", 8),
    "mode": ("Mode", 9),
    "share": ("Share, %", 8),
    "date": ("From", 12),
}
_POUNDS, _PLAIN = frozenset({"basic_pay"}), frozenset({"spine_point", "share", "reckonable_years"})
_NOBODY = {
    "people": "Nobody is recorded as placed here yet.",
    "posts": "The plan lists no posts here; its posts follow from those who do the work now.",
    "work": "No work is allocated here.",
}


def write_hand_overs(
    plan: Plan,
    scenario: str,
    folder: Path,
    *,
    names: bool = False,
    password: str | None = None,
    one_workbook: bool = False,
    receivers: Iterable[str] = (),
    tick: Tick = no_tick,
) -> tuple[Path, ...]:
    """Write what each receiver of a scenario is handed.

    Args:
        plan: the plan.
        scenario: its name.
        folder: where the workbooks go; it is made where it is not there.
        names: whether people whose placement is locked are named; by default they are numbers.
        password: locks each file; nothing without it touches the disk.
        one_workbook: one workbook with a sheet for each receiver, rather than one for each.
        receivers: only these codes; all by default.
        tick: told of progress; may raise ``CancelledError``.

    Returns:
        The files written.

    Raises:
        SaveFailedError: a file could not be written, or nothing comes to anybody.
        UnknownScenarioError: the plan has no such scenario.
    """
    tick(0.0, "Looking up who goes where")
    wanted = set(receivers)
    found = [one for one in hand_overs(plan, scenario, names=names) if not wanted or one.receiver in wanted]
    if not found:
        raise SaveFailedError("No list was written: nobody, no post and no work goes to a receiver here.")
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveFailedError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    groups = [found] if one_workbook else [[one] for one in found]
    file_names = [ONE_WORKBOOK] if one_workbook else _file_names(found)
    paths: list[Path] = []
    for done, (group, name) in enumerate(zip(groups, file_names, strict=True)):
        tick(0.1 + 0.9 * done / len(groups), f"Writing {name}")
        content = hand_over_content(plan, scenario, group)
        try:
            save_whole(folder / name, locked(content, password) if password else content)
        except SaveFailedError as error:
            raise SaveFailedError(f"{error} {len(paths)} of {len(groups)} lists were written.") from error
        paths.append(folder / name)
    tick(1.0, "Saved")
    return tuple(paths)


def hand_over_content(plan: Plan, scenario: str, lists: Sequence[HandOver]) -> bytes:
    """One workbook as the content of a file: three sheets for one receiver, else one for each."""
    import xlsxwriter

    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    looks = looks_of(book)
    told = f"{plan.facts.plan_name}: {scenario}. Transfer {long_date(plan.facts.transfer_date)}."
    if len(lists) == 1:
        one = lists[0]
        for title, part, frame in _parts(one):
            sheet = book.add_worksheet(title)
            _write_head(sheet, f"{title} for {one.name}", told, looks)
            _write_block(sheet, _PEOPLE_START, part, frame, looks)
            if len(frame):
                sheet.autofilter(_PEOPLE_START, 0, _PEOPLE_START + len(frame), len(frame.columns) - 1)
                sheet.repeat_rows(_PEOPLE_START)
            sheet.freeze_panes(_PEOPLE_START + 1, 1)
    else:
        for one, title in zip(lists, _sheet_names(lists), strict=True):
            sheet = book.add_worksheet(title)
            _write_head(sheet, f"For {one.name}", told, looks)
            row = _PEOPLE_START
            for heading, part, frame in _parts(one):
                sheet.write_string(row, 0, heading, looks.heading)
                row = _write_block(sheet, row + 1, part, frame, looks) + 2
    book.close()
    return content.getvalue()


def _parts(one: HandOver) -> tuple[tuple[str, str, pd.DataFrame], ...]:
    people = one.people if one.people["name"].notna().any() else one.people.drop(columns="name")
    return ("People", "people", people), ("Posts", "posts", one.posts), ("Work", "work", one.work)


def _write_head(sheet: Any, title: str, told: str, looks: Looks) -> None:
    write_text(sheet, 0, 0, title, looks.title, looks)
    sheet.set_row(0, 28)
    sheet.write_string(1, 0, PERSONAL, looks.heading)
    write_text(sheet, 2, 0, told, looks.note, looks)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&LContains personal data&R&A")
    sheet.set_footer("&LContains personal data: protect&RPage &P of &N")


def _write_block(sheet: Any, row: int, part: str, frame: pd.DataFrame, looks: Looks) -> int:
    """Write a table, or what to say where it has no rows; returns the row after it."""
    if frame.empty:
        sheet.write_string(row, 0, _NOBODY[part], looks.note)
        return row + 1
    for at, key in enumerate(map(str, frame.columns)):
        title, width = _TITLES[key]
        if part == "people" or row == _PEOPLE_START:
            sheet.set_column(at, at, width)
        sheet.write_string(row, at, title, looks.required)
        for below, value in enumerate(_cells(frame[key]), start=row + 1):
            _write(sheet, below, at, key, value, looks)
    sheet.set_row(row, 42)
    return row + 1 + len(frame)


def _cells(cells: "pd.Series[Any]") -> list[Any]:
    if cells.dtype.kind == "M":
        return list(cells.to_numpy().astype("datetime64[D]").astype(object))
    return list(cells.to_numpy(dtype=object))


def _write(sheet: Any, row: int, at: int, key: str, value: Any, looks: Looks) -> None:
    if isinstance(value, str):
        write_text(sheet, row, at, value, looks.text, looks)
    elif isinstance(value, date):
        sheet.write_number(row, at, day_number(value), looks.date)
    elif isinstance(value, float | int | np.number) and np.isfinite(value):
        look = looks.pounds if key in _POUNDS else looks.general if key in _PLAIN else looks.number
        sheet.write_number(row, at, ExactFloat(value), look)


# ------------------------------------------------------------------------------- names


def _file_names(lists: Sequence[HandOver]) -> list[str]:
    """A file's name for each receiver that every system takes, no two alike."""
    found: list[str] = []
    for one in lists:
        name = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", f"Hand-over to {one.name}")[:120]
        code = re.sub(r"[^\w.-]+", "-", one.receiver)
        found.append(_unlike(f"{' '.join(name.split())} ({code})", found) + ".xlsx")
    return found


def _sheet_names(lists: Sequence[HandOver]) -> list[str]:
    """A sheet's name for each receiver: 31 characters at most, no two alike."""
    found: list[str] = []
    for one in lists:
        code = re.sub(r"[\[\]:*?/\\']+", " ", one.receiver).strip()[:12]
        name = " ".join(re.sub(r"[\[\]:*?/\\']+", " ", one.name).split())
        found.append(_unlike(f"{code} {name}"[:28].strip() or "Receiver", found))
    return found


def _unlike(name: str, taken: Sequence[str]) -> str:
    """A name that none of those taken is like, whatever the case."""
    known = {one.casefold().removesuffix(".xlsx") for one in taken}
    wanted, number = name, 1
    while wanted.casefold() in known:
        number += 1
        wanted = f"{name} {number}"
    return wanted
