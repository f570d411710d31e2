"""How the workbooks that the program writes look: colours, formats, widths."""

from dataclasses import dataclass
from typing import Any

from planner.model.tables import Column, Kind

DATE_FORMAT = "dd/mm/yyyy"
POUNDS = "£#,##0.00;-£#,##0.00"
WHOLE_POUNDS = "£#,##0;-£#,##0"
NUMBER = "#,##0.00"
THOUSANDS = "#,##0"
SHARE = "0.0%"
FONT = "Arial"
DEEP_BLUE, MID_BLUE, PALE_BLUE, GREY = "#003087", "#41719C", "#E8EDEE", "#595959"

_WIDTHS = {
    Kind.CODE: 14,
    Kind.BAND: 8,
    Kind.FLAG: 10,
    Kind.DATE: 13,
    Kind.MONEY: 15,
    Kind.NUMBER: 11,
    Kind.PERCENT: 10,
    Kind.YEAR: 10,
    Kind.CHOICE: 16,
    Kind.LIST: 24,
    Kind.TEXT: 20,
}
_WIDE = {
    "name": 32,
    "description": 48,
    "reason": 40,
    "notes": 40,
    "position_title": 32,
    "source": 32,
    "what": 60,
}
_EXACT = frozenset({"fte", "fixed_fte", "fte_per_100k"})
"""Columns of FTE, which are shown to two places."""
_THOUSANDS = frozenset({"population"})


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of one workbook under construction."""

    title: Any
    heading: Any
    plain: Any
    note: Any
    wrapped: Any
    link: Any
    required: Any
    optional: Any
    over_figures: Any
    optional_over_figures: Any
    text: Any
    literal: Any
    date: Any
    pounds: Any
    whole_pounds: Any
    number: Any
    thousands: Any
    share: Any
    general: Any
    total: Any
    total_pounds: Any
    total_number: Any


def looks_of(book: Any) -> Looks:
    """Make the formats in a workbook under construction."""

    def look(**properties: Any) -> Any:
        return book.add_format({"font_name": FONT, "font_size": 10, "valign": "top", **properties})

    header = {"bold": True, "font_color": "white", "text_wrap": True, "border": 1, "border_color": "white"}
    total = {"bold": True, "top": 1, "bg_color": PALE_BLUE}
    return Looks(
        title=look(bold=True, font_size=18, font_color=DEEP_BLUE),
        heading=look(bold=True, font_size=12, font_color=DEEP_BLUE),
        plain=look(),
        note=look(font_color=GREY, italic=True),
        wrapped=look(text_wrap=True),
        link=look(font_color=DEEP_BLUE, underline=1),
        required=look(bg_color=DEEP_BLUE, **header),
        optional=look(bg_color=MID_BLUE, **header),
        over_figures=look(bg_color=DEEP_BLUE, align="right", **header),
        optional_over_figures=look(bg_color=MID_BLUE, align="right", **header),
        text=look(num_format="@"),
        literal=look(num_format="@", quote_prefix=True),
        date=look(num_format=DATE_FORMAT, align="left"),
        pounds=look(num_format=POUNDS),
        whole_pounds=look(num_format=WHOLE_POUNDS),
        number=look(num_format=NUMBER),
        thousands=look(num_format=THOUSANDS),
        share=look(num_format=SHARE),
        general=look(),
        total=look(**total),
        total_pounds=look(num_format=POUNDS, **total),
        total_number=look(num_format=NUMBER, **total),
    )


def look_of(column: Column, looks: Looks) -> Any:
    """How the cells of a column of the plan look."""
    if column.kind is Kind.DATE:
        return looks.date
    if column.kind is Kind.MONEY:
        return looks.pounds
    if column.key in _EXACT:
        return looks.number
    if column.key in _THOUSANDS:
        return looks.thousands
    if column.kind in (Kind.NUMBER, Kind.PERCENT):
        return looks.general
    return looks.text


def head_of(column: Column, looks: Looks) -> Any:
    """How the header of a column of the plan looks: dark where it is needed, at the right over figures."""
    is_figure = column.kind.is_number and column.kind is not Kind.YEAR
    if column.required:
        return looks.over_figures if is_figure else looks.required
    return looks.optional_over_figures if is_figure else looks.optional


def width_of(column: Column, header: str) -> float:
    """How wide a column of the plan is, in characters."""
    wide = _WIDE.get(column.key, _WIDTHS[column.kind])
    longest_word = max(len(word) for word in header.split())
    return max(wide, longest_word + 2)
