"""Writes one part of a plan as a workbook that can be filled in and sent back."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from planner.base.dates import long_date
from planner.model.plan import Plan
from planner.model.tables import TABLES, Column, Kind
from planner.workbook.atomic import locked, save_whole
from planner.workbook.cell_values import Content, column_contents, day_number, header_of, unread_cells
from planner.workbook.live_table import write_text
from planner.workbook.new_book import ROOM, write_content
from planner.workbook.slices.parts import ESTABLISHMENT, FIXED, OF_SCENARIOS, ORGANISATION, RECEIVER, Part
from planner.workbook.styles import DEEP_BLUE, FONT, GREY, PALE_BLUE, Looks, look_of, looks_of, width_of

COVER, AS_SENT, REF = "About this part", "As sent", "Ref"
FACTS = ("Plan", "Scenario", "Part", "Sent on", "Form", "Seal")
"""What the cover says for the program that reads it again."""
FORM = "1"
LETTERS = {"staff": "S", "functions": "F", "allocations": "A", "placements": "P", "posts": "T"}
"""What the references of each table's rows begin with."""
_LISTS = {"organisations": "'Organisations'!$A$2:$A${}", "functions": "'Functions'!$B$2:$B${}"}
_ORGANISATION_KEYS = ("code", "name", "kind")

_NOTES = {
    "staff": "The people. Change what is wrong; who comes or goes is seen from the staff list.",
    "functions": "What they do.",
    "allocations": "Who takes which share of the work, and how. Rows may be added and taken out.",
    "placements": "What is recorded of people. Rows may be added and taken out.",
    "posts": "The posts of receivers. Rows may be added and taken out.",
    "organisations": "Codes to choose from. Not read when this comes back.",
}
_WHAT = {
    RECEIVER: "The receiver's work and posts, and the people placed with it.",
    ORGANISATION: "The people of the organisation, what they do, and where it goes.",
    ESTABLISHMENT: "The people of the establishment, what they do, and where it goes.",
}
_RULES = (
    "Change cells in columns with a dark header. Those with a pale header say what a row is about, and stay.",
    f"Leave the column {REF} as it is: it ties each row to the plan. A new row has none.",
    "To take a row out, delete it.",
    "Rows may be sorted, columns moved, and sheets and columns of your own added.",
    f"Leave the sheet {AS_SENT} as it is. By it your changes are told from those made elsewhere meanwhile.",
    "Dates are day first; FTE is 1 for full time; a share of 60% is written 60.",
    "When this comes back, each change is shown beside the plan as it then is, and taken line by line.",
)


def slice_content(plan: Plan, part: Part, on: date) -> bytes:
    """A part of a plan as a workbook: a cover, its tables, codes to choose from, and what was sent.

    Raises:
        SaveFailedError: a text is longer than a cell can hold.
    """
    import xlsxwriter

    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    looks = looks_of(book)
    pale = book.add_format(
        {
            "bold": True, "font_name": FONT, "font_size": 10, "font_color": DEEP_BLUE, "bg_color": PALE_BLUE,
            "text_wrap": True, "valign": "top", "border": 1, "border_color": "white",
        }
    )  # fmt: skip
    grey = book.add_format({"font_name": FONT, "font_size": 10, "font_color": GREY, "valign": "top"})
    cover = book.add_worksheet(COVER)
    sent: list[tuple[str, str, str, Content]] = []
    for table in part.tables:
        sheet = book.add_worksheet(TABLES[table].sheet)
        sent += _write_table(sheet, plan, part, table, (looks, pale, grey))
    _write_organisations(book.add_worksheet("Organisations"), plan, looks)
    _write_sent(book.add_worksheet(AS_SENT), sent, looks)
    _write_cover(cover, plan, part, on, sent, looks)
    book.close()
    return content.getvalue()


def write_slice(
    plan: Plan, part: Part, path: Path, password: str | None = None, on: date | None = None
) -> None:
    """Save a part of a plan as a workbook.

    Args:
        plan: the plan.
        part: what to send of it.
        path: the file; one that is there is replaced, or left whole where that fails.
        password: locks the file; nothing without it touches the disk.
        on: the day on which it is sent; today by default.

    Raises:
        SaveFailedError: the file could not be written; the message says why and what to do.
    """
    content = slice_content(plan, part, on or date.today())
    save_whole(Path(path), locked(content, password) if password else content)


def seal_of(sent: Iterable[tuple[str, str, str, Content]]) -> str:
    """A short sign of what was sent, by which it is seen whether the sheet was changed since."""
    lines = sorted("\x1f".join((sheet, ref, key, in_words(value))) for sheet, ref, key, value in sent)
    return hashlib.sha256("\x1e".join(lines).encode("utf-8", "replace")).hexdigest()[:16]


def in_words(value: Content) -> str:
    """A cell as text that is the same whatever program has saved it meanwhile."""
    if isinstance(value, float | int):
        return f"{value:.12g}"
    return value.isoformat() if isinstance(value, date) else str(value or "").strip()


def refs_of(table: str, count: int) -> list[str]:
    """The references of a table's rows: S1, S2 and so on."""
    return [f"{LETTERS[table]}{number}" for number in range(1, count + 1)]


# ------------------------------------------------------------------------------- sheets


def _write_table(
    sheet: Any, plan: Plan, part: Part, table: str, formats: tuple[Looks, Any, Any]
) -> list[tuple[str, str, str, Content]]:
    """Write one table; returns each of its cells as it was sent."""
    looks, pale, grey = formats
    spec, frame, unread = TABLES[table], part.tables[table], unread_cells(plan, table)
    refs = refs_of(table, len(frame))
    sheet.set_column(0, 0, 6)
    sheet.write_string(0, 0, REF, pale)
    for row, ref in enumerate(refs, start=1):
        sheet.write_string(row, 0, ref, grey)
    sent: list[tuple[str, str, str, Content]] = []
    for at, column in enumerate(part.columns[table], start=1):
        is_fixed = column.key in FIXED[table]
        header, look = header_of(column), look_of(column, looks)
        sheet.set_column(at, at, width_of(column, header))
        sheet.write_string(0, at, header, pale if is_fixed else looks.required)
        cells = column_contents(frame, column, unread)
        for row, (ref, value) in enumerate(zip(refs, cells, strict=True), start=1):
            if value is not None:
                write_content(sheet, row, at, value, look, looks)
                sent.append((spec.sheet, ref, column.key, value))
        if not is_fixed or table in OF_SCENARIOS:
            _offer(sheet, at, column, len(frame), plan, part)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(frame), 1), len(part.columns[table]))
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&CPersonal data: protect&RPage &P of &N")
    return sent


def _offer(sheet: Any, at: int, column: Column, rows: int, plan: Plan, part: Part) -> None:
    """A drop-down list where a column has few values or those of another sheet."""
    choices: Sequence[str] = column.choices or (("Y", "N") if column.kind is Kind.FLAG else ())
    source: Any = list(choices) if choices and len(",".join(choices)) <= 255 else None
    if column.refers_to in _LISTS and column.kind is not Kind.LIST:
        count = (
            len(plan.organisations) if column.refers_to == "organisations" else len(part.tables["functions"])
        )
        source = "=" + _LISTS[column.refers_to].format(count + 1)
    if source:
        rule = {"validate": "list", "source": source, "ignore_blank": True, "error_type": "warning"}
        rule |= {"error_message": f"{column.title} does not usually hold this. Keep it?"}
        sheet.data_validation(1, at, rows + ROOM, at, rule)


def _write_organisations(sheet: Any, plan: Plan, looks: Looks) -> None:
    for at, key in enumerate(_ORGANISATION_KEYS):
        column = TABLES["organisations"].column(key)
        sheet.set_column(at, at, (14, 48, 20)[at])
        sheet.write_string(0, at, column.title, looks.optional)
        for row, text in enumerate(column_contents(plan.organisations, column, {}), start=1):
            write_content(sheet, row, at, text, looks.text, looks)
    sheet.freeze_panes(1, 0)


def _write_sent(sheet: Any, sent: Sequence[tuple[str, str, str, Content]], looks: Looks) -> None:
    """Write what was sent, a row for each cell."""
    for at, (title, width) in enumerate((("Sheet", 14), (REF, 8), ("Column", 26), ("Value", 40))):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, looks.optional)
    titles = {(spec.sheet, column.key): column.title for spec in TABLES.values() for column in spec.columns}
    for row, (table, ref, key, value) in enumerate(sent, start=1):
        for at, text in enumerate((table, ref, titles[table, key])):
            sheet.write_string(row, at, text, looks.plain)
        write_content(sheet, row, 3, value, looks.general, looks)
    sheet.freeze_panes(1, 0)
    sheet.print_area(0, 0, 0, 3)  # nobody wants its hundreds of pages


def _write_cover(
    sheet: Any,
    plan: Plan,
    part: Part,
    on: date,
    sent: Sequence[tuple[str, str, str, Content]],
    looks: Looks,
) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, 92)
    write_text(sheet, 0, 1, f"{part.label}: part of a plan", looks.title, looks)
    sheet.set_row(0, 28)
    sheet.write_string(1, 1, f"{_WHAT.get(part.by, _WHAT_ELSE)} Sent on {long_date(on)}.", looks.note)
    sheet.write_string(2, 1, "It holds personal data about staff: protect it as such.", looks.note)
    sheet.write_string(4, 1, "What may be changed", looks.heading)
    row = 5
    for rule in _RULES:
        sheet.merge_range(row, 1, row, 2, rule, looks.wrapped)
        sheet.set_row(row, 30 if len(rule) > 105 else 15)
        row += 1
    sheet.write_string(row + 1, 1, "The sheets", looks.heading)
    row += 2
    for table in (*part.tables, "organisations"):
        name = TABLES[table].sheet
        sheet.write_url(row, 1, f"internal:'{name}'!A1", looks.link, name)
        sheet.write_string(row, 2, _NOTES[table], looks.wrapped)
        row += 1
    sheet.write_string(row + 1, 1, "For the program", looks.heading)
    values: tuple[str | date, ...] = (
        plan.facts.plan_name or "Plan", part.scenario, f"{part.by}: {part.value}", on, FORM, seal_of(sent),
    )  # fmt: skip
    for below, (label, value) in enumerate(zip(FACTS, values, strict=True), start=row + 2):
        sheet.write_string(below, 1, label, looks.plain)
        if isinstance(value, date):
            sheet.write_number(below, 2, day_number(value), looks.date)
        else:
            write_text(sheet, below, 2, value, looks.text, looks)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)


_WHAT_ELSE = "The functions of the family, the people who do the work, and where it goes."
