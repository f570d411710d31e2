"""How tables of a pack are set: columns of words and figures, and a total where the eye looks."""

from collections.abc import Iterable, Sequence
from math import isnan
from typing import Any

import pandas as pd

from planner.base.dates import long_date
from planner.model.results import Results
from planner.model.tables import BANDS
from planner.report.pages import SMALL_GROUPS, Block, Heading, Note, Row, Table, TableColumn
from planner.report.wording import listed, short_name

NOT_KNOWN = "–"
LEAST_GROUP = 5
"""People in a group below which its figures may be of somebody who is recognised (judgement)."""
MOST_NAMED_BANDS = 3


def words(title: str, weight: float = 1.0, lines: int = 1) -> TableColumn:
    """A column of text that gives way where room is short."""
    return TableColumn(title, weight=weight, most_lines=lines)


def whole(title: str) -> TableColumn:
    """A column of short text that is never shortened."""
    return TableColumn(title, is_whole=True)


def figure(title: str) -> TableColumn:
    """A column of figures."""
    return TableColumn(title, is_number=True)


def section(
    title: str,
    working: str,
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[Any]],
    total: Sequence[Any] | None = None,
    when_empty: str = "",
) -> tuple[Block, ...]:
    """A heading with its table, or with a note of why there is none."""
    made = [Row(tuple(row)) for row in rows]
    if not made:
        return (Heading(title, working=working), Note(when_empty)) if when_empty else ()
    if total is not None:
        made.append(Row(tuple(total), is_strong=True))
    return (Heading(title, working=working), Table(tuple(columns), tuple(made)))


def caution_of(groups: Iterable[float]) -> str:
    """What the foot says of a page with figures of groups of so many people; empty groups tell nothing."""
    return SMALL_GROUPS if any(0 < heads < LEAST_GROUP for heads in groups) else ""


def bands_text(bands: Iterable[str]) -> str:
    """Bands in their order: ``5, 8d and VSM``; more than a few as from which to which."""
    held = set(bands)
    ordered = [one for one in BANDS if one in held] + sorted(held.difference(BANDS))
    if len(ordered) > MOST_NAMED_BANDS:
        return f"{ordered[0]} to {ordered[-1]}"
    return listed(ordered, most=MOST_NAMED_BANDS)


def receiver_names(results: Results) -> dict[str, str]:
    """What each organisation is called on paper, by code."""
    frame = results.plan.organisations
    return {
        str(code): short_name(str(name)) if isinstance(name, str) else str(code)
        for code, name in zip(frame["code"], frame["name"], strict=True)
    }


def function_names(results: Results) -> dict[str, str]:
    """What each function is called, by code."""
    frame = results.functions
    return dict(zip(frame["function"].astype(str), frame["name"].astype(str), strict=True))


def day_text(day: Any) -> str:
    """A day as the NHS writes it; a dash where there is none."""
    return NOT_KNOWN if pd.isna(day) else long_date(pd.Timestamp(day).date())


def count_text(number: float) -> str:
    """A whole number; a dash where it is not known."""
    return NOT_KNOWN if isnan(number) else f"{number:,.0f}"


def mode_text(mode: Any) -> str:
    """How work is done; in the baseline, as now."""
    return str(mode) if isinstance(mode, str) and mode else "as now"


def text(cell: Any) -> str:
    """A cell of text; a dash where it is blank."""
    return str(cell) if cell and cell == cell else NOT_KNOWN  # noqa: PLR0124 — NaN: a blank cell
