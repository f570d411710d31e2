"""One person's history as a page of text: what is recorded, dates of service, what was done and by whom."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from planner.base.dates import long_date
from planner.report.person_history import Recorded, recorded_anywhere, staff_dates
from ui.document.moments import moment_text
from ui.tones import Colours

if TYPE_CHECKING:
    from planner.model.history import Entry
    from planner.model.plan import Plan


def history_page(plan: "Plan", employee: str, entries: "Sequence[Entry]", tones: Colours) -> str:
    """The history as HTML that a text browser shows and copies.

    Args:
        plan: the plan in hand.
        employee: the employee number.
        entries: what was done about them, newest first.
        tones: the colours in use.
    """
    recorded = recorded_anywhere(plan, employee)
    dates = staff_dates(plan, employee)
    parts = ["<h4>Recorded, by scenario</h4>"]
    parts.append(_rows([_recorded(one, tones) for one in recorded], tones, "Nothing is recorded yet."))
    parts.append("<h4>Dates in the staff list</h4>")
    parts.append(
        _rows([f"{escape(title)}: {long_date(day)}" for title, day in dates], tones, "The list gives none.")
    )
    parts.append("<h4>What was done, newest first</h4>")
    parts.append(_rows([_entry(one, tones) for one in entries], tones, "Nothing in this plan's history."))
    return "".join(parts)


def recorded_words(one: Recorded) -> str:
    """What is recorded, in a line: ``Offered P17 at NHS Leeds North CCG, from 1 April 2013; locked``."""
    words = one.words[:1].upper() + one.words[1:]
    day = f", {long_date(one.on)}" if one.on is not None else ""
    return f"{words}{day}; {'locked' if one.is_locked else 'not locked: the odds decide'}"


def _recorded(one: Recorded, tones: Colours) -> str:
    origin = f" (from {one.origin})" if one.origin else ""
    lines = [f"<b>{escape(one.scenario)}</b>{escape(origin)}", escape(recorded_words(one))]
    if one.reason:
        lines.append(f'<span style="color:{tones.muted}">{escape(one.reason)}</span>')
    return "<br>".join(lines)


def _entry(one: "Entry", tones: Colours) -> str:
    said = f"{moment_text(one.when)}, {one.who}" + (f": {one.why}" if one.why else "")
    return f'{escape(one.what)}<br><span style="color:{tones.muted}">{escape(said)}</span>'


def _rows(cells: Sequence[str], tones: Colours, otherwise: str) -> str:
    if not cells:
        return f'<p style="color:{tones.muted}">{otherwise}</p>'
    line = f'style="border-bottom:1px solid {tones.grid}"'
    rows = "".join(f"<tr><td {line}>{one}</td></tr>" for one in cells)
    return f'<table width="100%" cellspacing="0" cellpadding="3">{rows}</table>'
