"""A new plan workbook: a cover that explains it, the plan's facts, and a sheet for each table."""

from dataclasses import fields
from datetime import date
from io import BytesIO
from typing import Any

from planner.base.ticks import Tick, no_tick
from planner.model.plan import Facts, Plan
from planner.model.tables import TABLES, Column, Kind, TableSpec
from planner.workbook.cell_values import (
    Content,
    check_length,
    column_contents,
    day_number,
    for_new_book,
    header_of,
    is_like_a_formula,
    unread_cells,
)
from planner.workbook.layout import FACT_TITLES, PLAN_SHEET, letter_of
from planner.workbook.styles import Looks, head_of, look_of, looks_of, width_of

COVER = "About this plan"
"""A name that no table goes by, so that reading passes the sheet over."""
MADE_HERE = "A plan of PCT Planner"
"""What the properties of a workbook say that this program made."""
ROOM = 500
"""Rows under a table that have its lists and formats already."""
LONGEST_LIST = 255
"""Characters that the choices of a drop-down list may come to."""

_A3, _A4 = 8, 9
_MANY_COLUMNS = 16

TABLE_NOTES = {
    "organisations": "Every body that closes (PCT, SHA) and every body that may take work or people.",
    "staff": "One row for each job. People with two jobs have two rows and one employee number.",
    "functions": "What the organisations do, and how many people it takes.",
    "budgets": "What each function costs at each organisation, by line and year.",
    "posts": "Posts that receivers will have. Without any, posts are derived from those who do the work now.",
    "scenarios": "The options. A scenario holds only what differs from the one that it is based on.",
    "allocations": "Who takes which share of which function, and how.",
    "placements": "What has been decided about people. Locked rows count; others are for information.",
    "assumptions": "Values that differ from the register of assumptions, with who set them and why.",
    "practices": "General practices and the CCG that each is to belong to, where they were grouped here.",
    "history": "What was changed, when, by whom and why. Kept by the program.",
}
FACT_NOTES = {
    "plan_name": "What the plan is called on screen and on paper.",
    "transfer_date": "The day on which work and people move.",
    "closure": "The last day of the organisations that close.",
    "plan_start": "The first month of the plan.",
    "announced": "The day on which the closure was announced.",
    "horizon": "The last month of the plan.",
    "format_version": "For the program: which form this workbook has.",
}
RULES = (
    "Fill in the columns with a dark header; the others may stay blank.",
    "Dates are day first: 07/11/2002 is 7 November 2002.",
    "FTE is 1 for full time and 0.5 for half time, not hours. Annual salary is for full time.",
    "A share of 60% is written 60.",
    "Codes tie the sheets together: write a function or organisation everywhere as on its own sheet.",
    "Lists of customers or skills are separated by a semicolon.",
    "Columns and sheets of your own may be added anywhere; they are kept when the plan is saved.",
)


class ExactFloat(float):
    """A number that is written with all of its digits; the seventeenth would be dropped otherwise."""

    def __format__(self, specification: str) -> str:
        """Every digit, whatever is asked for."""
        return repr(float(self))


def new_book(plan: Plan, tick: Tick = no_tick) -> bytes:
    """Write a plan as a new workbook.

    Raises:
        SaveFailedError: a text is longer than a cell can hold.
    """
    import xlsxwriter

    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    title = "".join(letter for letter in plan.facts.plan_name if letter.isprintable())
    book.set_properties({"title": title, "comments": MADE_HERE})
    looks = looks_of(book)
    _write_cover(book.add_worksheet(COVER), plan, looks)
    _write_facts(book.add_worksheet(PLAN_SHEET), plan.facts, looks)
    for done, spec in enumerate(_sheets_of(plan)):
        tick(done / (len(TABLES) + 1), f"Writing {spec.sheet}")
        _write_table(book.add_worksheet(spec.sheet), plan, spec, looks)
    tick(len(TABLES) / (len(TABLES) + 1), "Putting the workbook together")
    book.close()
    return content.getvalue()


def _sheets_of(plan: Plan) -> list[TableSpec]:
    """The tables that have a sheet: all, but for those that are only there for their rows."""
    return [spec for name, spec in TABLES.items() if spec.is_written_empty or len(plan.table(name))]


def _write_cover(sheet: Any, plan: Plan, looks: Looks) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, 92)
    sheet.write_string(0, 1, for_new_book(plan.facts.plan_name or "Plan"), looks.title)
    sheet.set_row(0, 28)
    sheet.write_string(
        1, 1, "A plan for the transition. Open it with PCT Planner, or read and edit it here.", looks.note
    )
    sheet.write_string(2, 1, "It holds personal data about staff: protect it as such.", looks.note)
    sheet.write_string(4, 1, "The sheets", looks.heading)
    notes = {PLAN_SHEET: "The plan's name and dates."} | {
        spec.sheet: TABLE_NOTES[spec.name] for spec in _sheets_of(plan)
    }
    for row, (name, note) in enumerate(notes.items(), start=5):
        sheet.write_url(row, 1, f"internal:'{name}'!A1", looks.link, name)
        sheet.write_string(row, 2, note, looks.wrapped)
    start = 6 + len(notes)
    sheet.write_string(start, 1, "How to fill them in", looks.heading)
    for row, rule in enumerate(RULES, start=start + 1):
        sheet.merge_range(row, 1, row, 2, rule, looks.wrapped)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 1)


def _write_facts(sheet: Any, facts: Facts, looks: Looks) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 36)
    sheet.set_column(2, 2, 60)
    for column, title in enumerate(("Key", "Value", "What it is")):
        sheet.write_string(0, column, title, looks.required)
    for row, fact in enumerate(fields(facts), start=1):
        value = getattr(facts, fact.name)
        sheet.write_string(row, 0, FACT_TITLES[fact.name], looks.plain)
        write_content(
            sheet,
            row,
            1,
            fact_content(value),
            looks.date if isinstance(value, date) else looks.general,
            looks,
        )
        sheet.write_string(row, 2, FACT_NOTES[fact.name], looks.note)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def fact_content(value: object) -> Content:
    """A fact of the plan as the content of a cell."""
    if isinstance(value, date):
        return value
    return float(value) if isinstance(value, int) else str(value)


def _write_table(sheet: Any, plan: Plan, spec: TableSpec, looks: Looks) -> None:
    frame, unread = plan.table(spec.name), unread_cells(plan, spec.name)
    last = len(frame)
    for at, column in enumerate(spec.columns):
        header, look = header_of(column), look_of(column, looks)
        sheet.set_column(at, at, width_of(column, header))
        sheet.write_string(0, at, header, head_of(column, looks))
        for row, content in enumerate(column_contents(frame, column, unread), start=1):
            if content is not None:
                if isinstance(content, str):
                    check_length(content, spec, row + 1, column)
                write_content(sheet, row, at, content, look, looks)
        _offer_choices(sheet, at, column, last, plan)
    end = len(spec.columns) - 1
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(last, 1), end)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{letter_of(end)}{last + ROOM}"})
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A3 if end >= _MANY_COLUMNS else _A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(
        f"&L{spec.sheet}&CPersonal data: protect&RPage &P of &N"
        if spec.name == "staff"
        else "&L&A&RPage &P of &N"
    )


def write_content(sheet: Any, row: int, column: int, content: Content, look: Any, looks: Looks) -> None:
    """Write one cell; text is never a formula."""
    if isinstance(content, str):
        sheet.write_string(
            row, column, for_new_book(content), looks.literal if is_like_a_formula(content) else look
        )
    elif isinstance(content, date):
        sheet.write_number(row, column, day_number(content), looks.date)
    elif content is not None:
        sheet.write_number(row, column, ExactFloat(content), look)


def _offer_choices(sheet: Any, at: int, column: Column, last: int, plan: Plan) -> None:
    """A drop-down list in the cells of a column that has few values, or the codes of another sheet."""
    rule: dict[str, Any] | None = None
    choices = column.choices or (("Y", "N") if column.kind is Kind.FLAG else ())
    if choices and len(",".join(choices)) <= LONGEST_LIST:
        rule = {"validate": "list", "source": list(choices)}
    elif column.refers_to and column.kind is not Kind.LIST:
        target = TABLES[column.refers_to]
        rows = len(plan.table(target.name)) + ROOM
        rule = {"validate": "list", "source": f"='{target.sheet}'!$A$2:$A${rows + 1}"}
    elif column.low is not None and column.high is not None:
        rule = {"validate": "decimal", "criteria": "between", "minimum": column.low, "maximum": column.high}
    if rule:
        rule |= {
            "ignore_blank": True,
            "error_type": "warning",
            "error_title": column.title[:32],
            "error_message": f"{column.title} does not usually hold this. Keep it?",
        }
        sheet.data_validation(1, at, last + ROOM, at, rule)
