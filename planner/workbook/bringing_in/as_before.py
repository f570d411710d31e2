"""Cells of a list that say what a user put right before: offered again, and read so where they say so."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from planner.base.findings import Finding, Severity
from planner.model.plan import Plan
from planner.model.tables import TABLES, Column
from planner.workbook.bringing_in.notes import NOTHING
from planner.workbook.bringing_in.sheet import SourceSheet
from planner.workbook.entry import finding_of
from planner.workbook.remarks import about_sheet
from planner.workbook.words import shown

if TYPE_CHECKING:
    from planner.workbook.bringing_in.bring_in import BroughtIn
    from planner.workbook.bringing_in.mapping import Mapping as ColumnMapping
    from planner.workbook.remembered_fixes import RememberedFixes

CAUSE = "put-right-as-before"

Mended = Mapping[tuple[str, str], str]
"""What is read in place of a text of a column: (field, text) -> text."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A text of a list that was put right before.

    Attributes:
        key: the column of the plan.
        title: its title.
        text: what stands in the list.
        fix: what was put in its place; empty where the cell was cleared.
        cells: how many cells it is in.
    """

    key: str
    title: str
    text: str
    fix: str
    cells: int


def offers(
    sheet: SourceSheet, mapping: "ColumnMapping", brought: "BroughtIn", plan: Plan, known: "RememberedFixes"
) -> tuple[Offer, ...]:
    """Find the texts of a list that are at fault, and what each was put right as before.

    Args:
        sheet: the list as its file has it.
        mapping: what its columns are.
        brought: its rows.
        plan: the plan that it is laid beside; a code that this has is not at fault.
        known: what was put right before.
    """
    found = []
    rows = sorted({number - 1 for number in brought.sheet_rows.values()})
    for one in mapping.columns:
        column = _kept_column(mapping.table, one.key)
        before = known.for_column(mapping.table, column.title) if column is not None else {}
        if column is None or not before or one.place >= sheet.width:
            continue
        texts = Counter(shown(sheet.rows[at][one.place]).strip() for at in rows)
        found += [
            Offer(one.key, column.title, text, fix, texts[text])
            for text, fix in before.items()
            if text in texts and _is_at_fault(text, column, mapping.table, plan)
        ]
    return tuple(found)


def with_mended(sheet: SourceSheet, mapping: "ColumnMapping", mended: Mended) -> SourceSheet:
    """The list with other texts in the place of some, and a note on each."""
    if not mended:
        return sheet
    rows = list(sheet.rows)
    notes: list[Finding] = []
    for one in mapping.columns:
        texts = {text: fix for (key, text), fix in mended.items() if key == one.key}
        if texts and one.place < sheet.width:
            changed = _put(rows, range(mapping.header_row + 1, len(rows)), one.place, texts)
            notes += _notes(sheet, mapping.table, one.key, one.place, changed)
    return replace(sheet, rows=rows, findings=(*sheet.findings, *notes))


def _kept_column(table: str, key: str) -> Column | None:
    return next((one for one in TABLES[table].columns if one.key == key), None) if table else None


def _is_at_fault(text: str, column: Column, table: str, plan: Plan) -> bool:
    """Whether a text would be spoken of if it stood in the plan."""
    if column.refers_to in ("organisations", "functions"):
        codes = plan.table(column.refers_to)["code"].dropna()
        return text.casefold() not in {str(code).casefold() for code in codes}
    return finding_of(text, column, table, -1) is not None


def _put(
    rows: list[Sequence[Any]], places: Iterable[int], place: int, texts: Mapping[str, str]
) -> dict[tuple[str, str], list[int]]:
    """Put texts in a column; the rows where each was put, by what stood there and what stands there now."""
    changed: dict[tuple[str, str], list[int]] = {}
    for at in places:
        text = shown(rows[at][place]).strip()
        if text in texts:
            rows[at] = [*rows[at][:place], texts[text], *rows[at][place + 1 :]]
            changed.setdefault((text, texts[text]), []).append(at)
    return changed


def _notes(
    sheet: SourceSheet, table: str, key: str, place: int, changed: Mapping[tuple[str, str], Sequence[int]]
) -> list[Finding]:
    column = _kept_column(table, key)
    title = column.title if column is not None else key
    return [
        about_sheet(
            Severity.NOTE, sheet.title, _words(title, text, fix, len(rows)), NOTHING, CAUSE, table=table,
            column=title, cell=sheet.cell(rows[0], place), value=text,
        )
        for (text, fix), rows in changed.items()
    ]  # fmt: skip


def _words(title: str, text: str, fix: str, count: int) -> str:
    cells = "1 cell" if count == 1 else f"{count:,} cells"
    read = f"'{fix}'" if fix else "blank"
    return f"{title} '{text}' is read as {read} in {cells}, as you put it right before."
