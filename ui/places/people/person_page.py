"""One person's card as a page of text: where they may go, what it would cost, the working line by line."""

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from planner.base.dates import long_date
from planner.base.money import pounds_text
from ui import figures
from ui.tones import Colours

if TYPE_CHECKING:
    from planner.engine.explain import PersonWorking
    from planner.rules.working import Reference, Step

TOTALS = ("annual_pay", "employer_cost", "lump_sum", "cost_if_redundant", "expected_cost")
"""Figures whose lines stand out."""


LEAST_ODDS = 0.0005
"""Odds below this are 0.0% on the page and left out of where they may go."""


def person_page(working: "PersonWorking", names: Mapping[str, str], tones: Colours) -> str:
    """The card as HTML that a text browser shows and copies.

    Args:
        working: what the engine wrote out.
        names: receivers' names by code.
        tones: the colours in use.
    """
    parts = ["<h4>Where they may go</h4>", _placed(working, names, tones)]
    parts += ["<h4>The working, line by line</h4>", '<table width="100%" cellspacing="0" cellpadding="2">']
    parts += [_step(step, tones) for step in working.steps]
    parts.append("</table>")
    return "".join(parts)


def _placed(working: "PersonWorking", names: Mapping[str, str], tones: Colours) -> str:
    from planner.engine.explain import STAGE_NAMES

    if not working.placed:
        return f'<p style="color:{tones.muted}">Nowhere: no post is open to this pool.</p>'
    rows = [
        f"<tr><td>{escape(names.get(receiver, receiver))}"
        f'<br><span style="color:{tones.muted}">'
        f"{escape(STAGE_NAMES.get(stage, stage.capitalize()))}</span></td>"
        f'<td align="right" valign="top">{figures.odds(odds)}</td></tr>'
        for receiver, stage, odds in working.placed
        if odds >= LEAST_ODDS
    ]
    return f'<table width="100%" cellspacing="0" cellpadding="2">{"".join(rows)}</table>'


def _step(step: "Step", tones: Colours) -> str:
    """One line: what was worked out and its result, then what went in and by which rule."""
    label = escape(step.label)
    result = escape(amount(step.result, step.unit))
    if step.figure in TOTALS:
        label, result = f"<b>{label}</b>", f"<b>{result}</b>"
    inputs = "; ".join(
        f"{escape(name)} {escape(_input(value))}" for name, value in step.inputs if _is_known(value)
    )
    below = [f'<span style="color:{tones.muted}">{inputs}</span>'] if inputs else []
    below += [f'<span style="color:{tones.accent}">{escape(rule)}</span>' for rule in _rules(step)]
    small = "".join(f"<br><small>{line}</small>" for line in below)
    return (
        f'<tr><td style="border-bottom:1px solid {tones.grid}">{label}{small}</td>'
        f'<td align="right" valign="top" style="border-bottom:1px solid {tones.grid}">{result}</td></tr>'
    )


def _rules(step: "Step") -> list[str]:
    """The dated rules of a step, those of one source and day together."""
    grouped: dict[tuple[object, str, str], list[Reference]] = {}
    for rule in step.rules:
        grouped.setdefault((rule.start, rule.source, rule.status), []).append(rule)
    return [_rule(rules[0], len(rules)) for rules in grouped.values()]


def _rule(rule: "Reference", number: int) -> str:
    since = f", from {long_date(rule.start)}" if rule.start else ""
    more = f" and {number - 1} more" if number > 1 else ""
    return f"{rule.label}{more}{since}. {rule.source} ({rule.status})"


def amount(value: float | str, unit: str) -> str:
    """A result in its unit: ``£93,343.85``, ``24.2%``, ``20 years``."""
    if isinstance(value, str):
        return value
    if unit == "£":
        return pounds_text(value, pence=True)
    if unit == "odds":
        return figures.odds(value)
    return f"{figures.exact(round(value, 4))} {unit}".strip()


def _input(value: float | str) -> str:
    return value if isinstance(value, str) else figures.exact(round(value, 4))


def _is_known(value: float | str) -> bool:
    return isinstance(value, str) or (value == value and abs(value) != float("inf"))  # noqa: PLR0124 — NaN
