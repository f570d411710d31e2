"""A column as the window shows it, and those of the plan's own tables."""

from dataclasses import dataclass
from functools import cache, partial

from planner.model.tables import Column as PlanColumn
from planner.model.tables import Kind, TableSpec
from planner.workbook.entry import written
from ui import figures
from ui.figures import Show


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table in the window.

    Attributes:
        key: the column of the frame.
        title: its head; units stand here, on a line of their own.
        show: turns a cell into text.
        is_number: aligned right, and compared as a number in filters.
        is_wide: takes the room that is left over.
        tip: what the column means, shown over its head.
        write: turns a cell into what a user would type there, exact and without separators.
        adds_up: whether the sum over some rows means something.
    """

    key: str
    title: str
    show: Show = figures.text
    is_number: bool = False
    is_wide: bool = False
    tip: str = ""
    write: Show = figures.text
    adds_up: bool = False


def words(key: str, title: str, *, wide: bool = False, tip: str = "") -> Column:
    """A column of text."""
    return Column(key, title, figures.text, is_wide=wide, tip=tip)


def codes(key: str, title: str, tip: str = "") -> Column:
    """A column of constants' names, written as words."""
    return Column(key, title, figures.code, tip=tip)


def money(key: str, title: str, tip: str = "") -> Column:
    """A column of whole pounds."""
    return Column(key, f"{title}\n£", figures.whole, is_number=True, tip=tip)


def signed(key: str, title: str, tip: str = "") -> Column:
    """A column of whole pounds with their sign; its title says the unit itself."""
    return Column(key, title, figures.signed, is_number=True, tip=tip)


def fte(key: str, title: str, tip: str = "") -> Column:
    """A column of full-time equivalents."""
    return Column(key, f"{title}\nFTE", figures.fte, is_number=True, tip=tip)


def percentage(key: str, title: str, tip: str = "") -> Column:
    """A column of percentages from 0 to 100."""
    return Column(key, f"{title}\n%", figures.one_place, is_number=True, tip=tip)


def odds(key: str, title: str, tip: str = "") -> Column:
    """A column of odds from 0 to 1, written as percentages."""
    return Column(key, title, figures.odds, is_number=True, tip=tip)


def count(key: str, title: str, tip: str = "") -> Column:
    """A column of whole numbers."""
    return Column(key, title, figures.whole, is_number=True, tip=tip)


_SHOWN = {
    Kind.MONEY: figures.blank(figures.exact),
    Kind.NUMBER: figures.blank(figures.exact),
    Kind.PERCENT: figures.blank(figures.exact),
    Kind.YEAR: figures.year,
    Kind.DATE: figures.day,
}
_WIDE = {"name", "position_title", "description", "reason", "source"}


@cache
def plan_columns(spec: TableSpec) -> tuple[Column, ...]:
    """The columns of one of the plan's tables, as a user typed them in; made once."""
    return tuple(_plan_column(one) for one in spec.columns)


def _plan_column(one: PlanColumn) -> Column:
    show = figures.blank(figures.fte) if one.key == "fte" else _SHOWN.get(one.kind, figures.text)
    title = f"{one.title}\n{one.unit}" if one.unit else one.title
    is_number = one.kind.is_number and one.kind is not Kind.YEAR
    return Column(
        one.key,
        title,
        show,
        is_number=is_number,
        is_wide=one.key in _WIDE,
        write=partial(written, column=one),
        adds_up=one.adds_up,
    )
