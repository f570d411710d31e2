"""Turns the rows of somebody's list into rows of a plan's table, with a finding for all that is not plain."""

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from planner.base.errors import WrongUseError
from planner.base.findings import Finding, Severity, in_order
from planner.base.ticks import Tick, no_tick, share_of
from planner.model.plan import Unread
from planner.model.tables import TABLES, frame_of
from planner.workbook.bringing_in.amounts import with_amounts
from planner.workbook.bringing_in.body import Body, findings_on_body, sort_body
from planner.workbook.bringing_in.cells import Reading, Taken, bands_of_steps, series, take_cells, take_column
from planner.workbook.bringing_in.compound import code_for
from planner.workbook.bringing_in.fields import (
    BROUGHT_IN,
    field_of,
    fields_of,
    month_of_amount,
    parts_of_amount,
)
from planner.workbook.bringing_in.findings_on_columns import findings_on_columns
from planner.workbook.bringing_in.group_lines import with_functions_of_groups
from planner.workbook.bringing_in.lacking import Defaults, with_defaults, with_organisation_said
from planner.workbook.bringing_in.ledger_heads import is_account
from planner.workbook.bringing_in.ledgers import added_up, months_missing, names_of_centres
from planner.workbook.bringing_in.live_rows import live_rows
from planner.workbook.bringing_in.mapping import Mapping
from planner.workbook.bringing_in.merged_down import with_merged_filled
from planner.workbook.bringing_in.notes import NOTHING, Told, about_cells
from planner.workbook.bringing_in.sheet import SourceSheet
from planner.workbook.bringing_in.splits import split_by_cost
from planner.workbook.bringing_in.totals import Counted, counted, own_totals, summed_keys
from planner.workbook.recognise import is_blank
from planner.workbook.remarks import about_sheet
from planner.workbook.totals import ControlTotal
from planner.workbook.words import shown

_LONGEST_LEAD = 8


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """The rows of a list as those of a plan's table.

    Attributes:
        table: the table.
        sheet: the sheet as findings name it.
        frame: the rows, with all of the table's columns.
        keys: the columns of the plan that the list says something about.
        findings: what there is to say, worst first, with the file's own cells.
        totals: the file's own totals beside what was read.
        counted: what came in.
        unread: cells that could not be taken; their row is that of ``frame``.
        names: names that stand beside codes: (column, code) -> name.
        letters: column -> its letters in the file.
        sheet_rows: row of ``frame`` -> the number of its row in the file.
    """

    table: str
    sheet: str
    frame: pd.DataFrame
    keys: tuple[str, ...]
    findings: tuple[Finding, ...]
    totals: tuple[ControlTotal, ...]
    counted: Counted
    unread: tuple[Unread, ...]
    names: Dictionary[tuple[str, str], str] = field(default_factory=dict)
    letters: Dictionary[str, str] = field(default_factory=dict)
    sheet_rows: Dictionary[int, int] = field(default_factory=dict)

    def cell(self, row: int, key: str = "") -> str:
        """The file's cell of a row of ``frame``; its first column where the file has none for ``key``."""
        letters = self.letters.get(key) or next(iter(self.letters.values()), "A")
        return f"{letters}{self.sheet_rows[row]}"


def bring_in(
    sheet: SourceSheet, mapping: Mapping, defaults: Defaults | None = None, tick: Tick = no_tick
) -> BroughtIn:
    """Read a sheet by a mapping.

    Nothing is put right in silence: what is understood is noted, what is not is a finding with its
    cell and what to do, and the row comes in with that cell unread.

    Args:
        sheet: the sheet.
        mapping: what its columns are.
        defaults: what holds for every row where it has no column.
        tick: told of progress; may raise ``CancelledError``.

    Raises:
        WrongUseError: the mapping is of no table.
    """
    if mapping.table not in BROUGHT_IN:
        raise WrongUseError(f"'{sheet.title}' is not taken for any table. Say what it is.")
    table, defaults = mapping.table, defaults or Defaults()
    tick(0.0, f"Sorting the rows of {sheet.title}")
    places = {one.key: one.place for one in mapping.columns if one.place < sheet.width}
    body = sort_body(sheet, mapping.header_row, places, table)
    sheet, merged = with_merged_filled(sheet, mapping, body.kept)
    taken = Taken([*sheet.findings, *merged])
    taken.findings += findings_on_columns(sheet, mapping) + findings_on_body(sheet, body, table)
    if "organisation" in TABLES[table].keys and "organisation" not in places and not defaults.organisation:
        defaults = with_organisation_said(defaults, sheet, mapping, taken)
    rows: Sequence[int] = body.kept
    if table == "staff":
        rows, found = live_rows(sheet, places, rows)
        taken.findings += found
    line = mapping.column_for("line")
    reading = Reading(sheet, table, places, rows, line is not None and is_account(line.header))
    taken.names |= names_of_centres(sheet, mapping, rows)
    frame, shares = _frame(reading, taken, share_of(tick, 0.3, 0.9))
    tick(0.9, f"Adding up {sheet.title}")
    if table in ("staff", "posts") and "function" not in places and not defaults.function:
        frame = with_functions_of_groups(frame, body, reading, taken)
    frame = with_defaults(frame, defaults, reading, taken)
    if table == "staff" and shares is not None:
        frame, unknown, found = split_by_cost(frame, shares, sheet, places)
        taken.findings += found
        frame = _without_unknown_parts(frame, unknown, reading, taken)
    if table == "posts":
        frame = _with_post_numbers(frame, reading, taken)
    frame = _without_shifted(frame, body, reading, taken)
    return _together(frame, reading, body, taken, mapping)


def _frame(reading: Reading, taken: Taken, tick: Tick) -> "tuple[pd.DataFrame, pd.Series[Any] | None]":
    """Read the plan's columns that the sheet has; the split of costs beside them."""
    index = pd.Index(reading.numbers, dtype="int64")
    arrays: dict[str, Any] = {}
    columns = TABLES[reading.table].columns
    for done, column in enumerate(columns):
        if column.key in reading.places:
            tick(done / len(columns), f"Reading {column.title} of {reading.sheet.title}")
            arrays[column.key] = series(take_column(reading, column.key, taken), column, index)
    if reading.table == "staff":
        _add_names(arrays, reading, index)
        steps = bands_of_steps(reading, taken)
        if steps is not None:
            column = field_of("staff", "band").column
            stepped = replace_places(reading, "band", "spine_point")
            arrays["band"] = series(take_cells(stepped, "band", steps, taken), column, index)
    blank = frame_of(
        TABLES[reading.table], {TABLES[reading.table].keys[0]: [None] * len(index)}, reading.numbers
    )
    frame = blank.assign(**arrays)
    if "split" not in reading.places or reading.table != "staff":
        return frame, None
    return frame, pd.Series(take_column(reading, "split", taken), index=index)


def replace_places(reading: Reading, key: str, like: str) -> Reading:
    """The same list, with one field read from the column of another."""
    return replace(reading, places={**reading.places, key: reading.places[like]})


def _add_names(arrays: dict[str, Any], reading: Reading, index: pd.Index) -> None:
    """Put first and last names together, where the list has them apart."""
    if "name" in arrays or not {"first_name", "last_name"} & reading.places.keys():
        return
    parts = [reading.cells(key) for key in ("first_name", "last_name") if key in reading.places]
    joined = [
        " ".join(shown(cell).strip() for cell in cells if not is_blank(cell))
        for cells in zip(*parts, strict=True)
    ]
    arrays["name"] = pd.Series([text or None for text in joined], index=index, dtype="str")


def _with_post_numbers(frame: pd.DataFrame, reading: Reading, taken: Taken) -> pd.DataFrame:
    """Give posts that have no number one: of their position, else of their organisation and row."""
    if "post" in reading.places or frame.empty:
        return frame
    posts = [taken.numbers.get(at, "") for at in range(len(frame))]
    if not all(posts) or len(set(posts)) < len(posts):
        lead = frame["receiver"].fillna("Post").astype(object)
        posts = [f"{_initials(str(who))}-{row}" for who, row in zip(lead, frame.index, strict=True)]
    taken.findings.append(
        about_sheet(
            Severity.NOTE, reading.sheet.title,
            f"The list gives posts no number; each is numbered, the first '{posts[0]}'.", NOTHING,
            "posts-numbered", column="Post", table="posts",
        )
    )  # fmt: skip
    return frame.assign(post=pd.Series(posts, index=frame.index, dtype="str"))


def _initials(name: str) -> str:
    """A short lead for the numbers of an organisation's posts."""
    return code_for(name, longest=_LONGEST_LEAD).replace(" ", "")


def _without_unknown_parts(
    frame: pd.DataFrame, unknown: Sequence[int], reading: Reading, taken: Taken
) -> pd.DataFrame:
    """Leave the FTE unread of rows that are split by a percentage that is blank or cannot be read."""
    rows = sorted({*unknown, *(one.row for one in taken.unread if one.column == "split")})
    has_fte = {one.row for one in taken.unread if one.column == "fte"}
    place = reading.places.get("fte", reading.places["split"])
    taken.unread += [
        Unread("staff", row, "fte", shown(reading.sheet.rows[row - 1][place]) or "?")
        for row in rows
        if row not in has_fte
    ]
    return frame.assign(fte=frame["fte"].where(~frame.index.isin(rows)))


def _without_shifted(frame: pd.DataFrame, body: Body, reading: Reading, taken: Taken) -> pd.DataFrame:
    """Leave unread the rows of a text file that have more cells than headers: theirs may have moved."""
    if not body.shifted:
        return frame
    required = [one.key for one in TABLES[reading.table].columns if one.required]
    key = next((one for one in reversed(required) if one in reading.places), required[0])
    sheet, place = reading.sheet, reading.places.get(key, 0)
    column = frame[key].copy()
    told = []
    for at in body.shifted:
        if at + 1 not in frame.index:
            continue
        text = shown(sheet.rows[at][place])
        told.append(Told(sheet.cell(at, place), at + 1, text, _shifted_words(sheet, at, body, reading)))
        column[at + 1] = np.nan
        taken.unread = [one for one in taken.unread if (one.row, one.column) != (at + 1, key)]
        taken.unread.append(Unread(reading.table, at + 1, key, text or "?"))
    title = field_of(reading.table, key).title
    taken.findings += about_cells(
        Severity.ERROR, sheet.title, "too-many-cells", told,
        "Put quotation marks round the text that holds the separator, or take the extra cell out.",
        table=reading.table, column=title,
    )  # fmt: skip
    return frame.assign(**{key: column})


def _shifted_words(sheet: SourceSheet, at: int, body: Body, reading: Reading) -> str:
    usual = sorted(sheet.lengths[row] for row in body.kept)[len(body.kept) // 2]
    title = TABLES[reading.table].sheet
    beside = f"where others have {usual}" if usual < sheet.lengths[at] else "more than there are headers"
    return (
        f"Row {at + 1} has {sheet.lengths[at]} cells, {beside}: its cells may have "
        f"moved, and it cannot be read as a row of {title}."
    )


# ---------------------------------------------------------------------------------- together


def _together(frame: pd.DataFrame, reading: Reading, body: Body, taken: Taken, mapping: Mapping) -> BroughtIn:
    table, sheet = reading.table, reading.sheet
    sums = {
        key: float(frame[key].sum()) for key in summed_keys(table, reading.places) if key in frame.columns
    }
    frame, unread, sheet_rows, by_amount = with_amounts(frame, reading, taken)
    sums |= by_amount
    if table == "budgets" and (reading.is_ledger or any(map(month_of_amount, by_amount))):
        frame, unread, sheet_rows, found = added_up(frame, _of_table(unread, table), sheet_rows, sheet.title)
        taken.findings += [*found, *_months_missing(reading, list(by_amount))]
    heads = float(frame["employee_number"].nunique()) if table == "staff" else np.nan
    totals, found = own_totals(sheet, table, reading.places, sums, body.totals, heads)
    taken.findings += found
    if frame.empty:
        taken.findings.append(_no_rows(reading))
    kept = [key for key in fields_of(table) if key in reading.places and fields_of(table)[key].is_kept]
    unsaid = {one.column for one in unread} - set(kept)
    filled = [
        key for key in TABLES[table].keys if key not in kept and (key in unsaid or frame[key].notna().any())
    ]
    letters = {one.key: one.letters for one in mapping.columns}
    return BroughtIn(
        table, sheet.title, frame, (*kept, *filled), in_order(_in_table(taken.findings, table)), totals,
        counted(frame, table), _of_table(unread, table), dict(taken.names), letters, sheet_rows,
    )  # fmt: skip


def _months_missing(reading: Reading, amounts: Sequence[str]) -> list[Finding]:
    """Say where a list has some months of a year and not all."""
    months: dict[str, list[int]] = {}
    for key in amounts:
        if month_of_amount(key):
            months.setdefault(parts_of_amount(key)[1], []).append(month_of_amount(key))
    place = min((reading.places[key] for key in amounts), default=0)
    cell = reading.sheet.cell(reading.rows[0] if reading.rows else 0, place)
    return months_missing(months, reading.sheet.title, cell)


def _of_table(unread: Sequence[Unread], table: str) -> tuple[Unread, ...]:
    """Unread cells of the plan's own columns."""
    return tuple(one for one in unread if one.column in TABLES[table].keys)


def _in_table(findings: Sequence[Finding], table: str) -> list[Finding]:
    return [one if one.table else replace(one, table=table) for one in findings]


def _no_rows(reading: Reading) -> Finding:
    return about_sheet(
        Severity.ERROR, reading.sheet.title, "There are no rows under the headers.",
        "Choose another sheet, or say which row holds the headers.", "no-rows", table=reading.table,
    )  # fmt: skip
