"""The sheet Risk of the results workbook: what draws came to, as values, with their number and their seed.

A spreadsheet cannot draw them again to the same figures, so that nothing here is a formula.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from planner.model.results import Results
from planner.risk import tables
from planner.risk.outcome import Risk
from planner.workbook.live_table import write_text
from planner.workbook.styles import Looks

BINS = 20
_WIDE, _FIGURE = 60, 15
_EXACT = frozenset(("draws", "share", "value", "low", "high"))
"""What is written with as many places as it has."""
_SPREADS = (
    ("name", "Figure"), ("unit", "Unit"), ("expected", "Evaluated"), ("mean", "Mean"),
    ("error", "+ or - (95%)"), ("p10", "P10"), ("p50", "P50"), ("p90", "P90"),
)  # fmt: skip
_TARGETS = (
    ("name", "Receiver"), ("year", "Year"), ("target", "Target, £"), ("chance", "Meets target, % of draws"),
    ("expected", "Over target, evaluated, £"), ("mean", "Mean, £"), ("p10", "P10, £"), ("p50", "P50, £"),
    ("p90", "P90, £"),
)  # fmt: skip
_BINS = (
    ("low", "Redundancy cost from, £"),
    ("high", "to, £"),
    ("draws", "Draws"),
    ("share", "Share of draws"),
)
_ASSUMED = (
    ("meaning", "Assumption"), ("treated", "Treated"), ("value", "Value"), ("low", "Low"), ("high", "High"),
    ("unit", "Unit"),
)  # fmt: skip


def write_risk(sheet: Any, results: Results, risk: Risk, looks: Looks) -> None:
    """Write the draws of a scenario: spreads, provision, chances of targets, and what was drawn.

    Args:
        sheet: an empty sheet.
        results: of the scenario.
        risk: draws of it.
        looks: the formats of the workbook.
    """
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, 8, _FIGURE)
    write_text(sheet, 0, 0, f"Risk: {results.scenario}", looks.title, looks)
    sheet.set_row(0, 28)
    told = (
        f"{risk.draws:,} draws from seed {risk.seed}. Values, not formulas: a spreadsheet cannot draw them."
    )
    sheet.write_string(1, 0, told, looks.note)
    row = _write(sheet, 3, "How the main figures spread", tables.spread_rows(risk), _SPREADS, looks)
    row = _write_provision(sheet, row, risk, looks)
    every = [tables.chances(risk, str(year)) for year in risk.years["year"]]
    chances = pd.concat(every, ignore_index=True) if every else pd.DataFrame()
    if len(chances):
        row = _write(sheet, row, "Chance of meeting each target", chances, _TARGETS, looks)
    row = _write(sheet, row, "How often redundancy costs so much", risk.cost.histogram(BINS), _BINS, looks)
    _write(sheet, row, "Assumptions that have a range", tables.assumptions_of(risk), _ASSUMED, looks)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _write_provision(sheet: Any, row: int, risk: Risk, looks: Looks) -> int:
    book = risk.provision
    sheet.write_string(row, 0, "Provision", looks.heading)
    for below, (label, amount) in enumerate(
        (
            (f"To book: the mean, which covers {book.percentile:.0f} draws of 100", book.amount),
            (f"In reserve, to cover {book.reserve_percentile:.0f} of 100", book.reserve),
        ),
        start=1,
    ):
        sheet.write_string(row + below, 0, label, looks.plain)
        sheet.write_number(row + below, 1, amount, looks.pounds)
    return row + 4


def _write(
    sheet: Any, row: int, title: str, frame: pd.DataFrame, columns: Sequence[tuple[str, str]], looks: Looks
) -> int:
    """Write a table from a row on; returns the row where the next may begin."""
    sheet.write_string(row, 0, title, looks.heading)
    sheet.set_row(row + 1, 32)
    units = frame["unit"].tolist() if "unit" in frame else [""] * len(frame)
    for at, (key, head) in enumerate(columns):
        is_text = frame[key].dtype == object or isinstance(frame[key].dtype, pd.StringDtype)
        sheet.write_string(row + 1, at, head, looks.required if is_text else looks.over_figures)
        for below, value in enumerate(frame[key].tolist(), start=row + 2):
            if isinstance(value, str):
                write_text(sheet, below, at, value, looks.plain, looks)
            elif np.isfinite(value):
                is_money = "£" in head or units[below - row - 2] == "£"
                look = looks.pounds if is_money else looks.general if key in _EXACT else looks.number
                sheet.write_number(below, at, float(value), look)
    return row + len(frame) + 3
