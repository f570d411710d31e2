"""Assumptions: every value in force, its range, how sure it is, where it comes from and whose it is."""

from math import isfinite

from planner.model.assumptions import Assumption
from planner.report.pack.material import Material
from planner.report.pack.setting import figure, section, text, whole, words
from planner.report.pages import Block, Note, Page

STATUSES = (
    "published: from the source named; recalled: from memory of it, to be checked; derived: worked out from "
    "published figures; judgement: nobody’s figure but the owner’s."
)
SWITCH, SWITCH_UNIT = "0 or 1", "yes or no"


def assumptions_page(material: Material) -> tuple[Page, ...]:
    """List the assumptions; those that the plan sets itself come first and say what it departs from."""
    entries = material.results.assumptions.entries()
    own = [one for one in entries if one.is_set]
    usual = [one for one in entries if not one.is_set]
    blocks: tuple[Block, ...] = (
        *_listed("Set by this plan", own, "This plan sets none of its own."),
        *_listed("As the program has them", usual, "This plan sets every one of them."),
        Note(STATUSES),
        Note(f"Rules of pay, redundancy, pensions and notice: version {material.results.rules_version}."),
    )
    return (material.page("Assumptions", blocks),)


def _listed(title: str, entries: list[Assumption], when_empty: str) -> tuple[Block, ...]:
    rows = [
        (
            one.meaning or one.key,
            _value(one.value, one.unit),
            f"{_value(one.low, one.unit)} to {_value(one.high, one.unit)}"
            if isfinite(one.low) and isfinite(one.high)
            else "–",
            SWITCH_UNIT if one.unit == SWITCH else one.unit,
            _value(one.default, one.unit),
            text(one.status),
            _source(one),
        )
        for one in entries
    ]
    columns = (
        words("Assumption", 2.4, 4),
        figure("Value"),
        whole("Range"),
        words("Unit", 0.8, 2),
        figure("Usual"),
        whole("Status"),
        words("Source and owner", 1.8, 3),
    )
    return section(title, "Data, Assumptions", columns, rows, None, when_empty)


def _value(value: float, unit: str) -> str:
    """Yes or no where that is meant; whole with separators, else as it is to four places; years as years."""
    if not isfinite(value):
        return "–"
    if unit == SWITCH:
        return "yes" if value else "no"
    if unit == "year":
        return f"{value:.0f}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def _source(one: Assumption) -> str:
    parts = [part for part in (one.source, one.owner) if part and part == part]  # noqa: PLR0124 — a blank cell
    return ", ".join(parts) or "–"
