"""What each column must hold by itself: a value where one is needed, a known choice, a number in range."""

import numpy as np

from planner.base.findings import Severity
from planner.engine.admission.ledger import Fault, Ledger
from planner.engine.admission.rows import Rows, shown
from planner.model.tables import Column, Kind

HAIR = 1e-6
"""Per cent. A share, and shares together, may be this much above the whole, as a third three times is."""

FLAGS = ("Y", "N")
HOURS_IN_A_FULL_WEEK = 37.5
MOST_HOURS = 60.0
SOFT_CHOICES = {("functions", "kind"), ("functions", "scale")}
"""Choices that say something about a row and make no figure impossible, as flags do."""
OWN_CHECKS = {("staff", "fte")}
"""Ranges that are judged elsewhere, with more to say."""


def judge_columns(rows: Rows, ledger: Ledger) -> None:
    """Find blanks, unknown choices and numbers out of range, column by column."""
    for column in rows.spec.columns if len(rows) else ():
        if column.required:
            _required(rows, column, ledger)
        if column.choices or column.kind is Kind.FLAG:
            _choices(rows, column, column.choices or FLAGS, ledger)
        if column.kind.is_number and (rows.spec.name, column.key) not in OWN_CHECKS:
            _range(rows, column, ledger)


def _required(rows: Rows, column: Column, ledger: Ledger) -> None:
    missing = ~rows.known(column.key) & ~rows.unread(column.key)
    fault = Fault(
        "missing",
        Severity.ERROR,
        column.key,
        f"{column.title} is blank; every row of {rows.spec.sheet} needs one.",
        f"Fill in {column.title}, or take the row out.",
        f"have no {column.title}",
    )
    if len(rows) > 1 and missing.all():
        ledger.report_all(rows, fault, missing)
    else:
        ledger.report(rows, fault, missing)


def _choices(rows: Rows, column: Column, choices: tuple[str, ...], ledger: Ledger) -> None:
    codes, distinct = rows.coded(column.key)
    odd = np.array([text not in choices for text in distinct] + [False], dtype=bool)
    if not odd.any():
        return
    is_soft = column.kind is Kind.FLAG or (rows.spec.name, column.key) in SOFT_CHOICES
    folded = {choice.casefold(): choice for choice in choices}
    ledger.report(
        rows,
        Fault(
            "not-a-choice",
            Severity.WARNING if is_soft else Severity.ERROR,
            column.key,
            lambda at: f"{column.title} is '{distinct[codes[at]]}', which is not one of the values known.",
            f"Use one of: {', '.join(choices)}.",
            f"have a {column.title} that is not one of the values known",
            fix=lambda at: folded.get(str(distinct[codes[at]]).strip().casefold()),
        ),
        odd[codes],
    )


def _range(rows: Rows, column: Column, ledger: Ledger) -> None:
    values = rows.numbers(column.key)
    low = -np.inf if column.low is None else column.low
    high = np.inf if column.high is None else column.high + (HAIR if column.kind is Kind.PERCENT else 0)
    outside = (values < low) | (values > high) | np.isinf(values)
    if not outside.any():
        return
    ledger.report(
        rows,
        Fault(
            "out-of-range",
            Severity.ERROR,
            column.key,
            lambda at: f"{column.title} is {shown(values[at])}; it {_expected(column)}.",
            f"Correct {column.title}, or leave it blank where it is not known."
            if not column.required
            else f"Correct {column.title}.",
            f"have a {column.title} that is out of range: it {_expected(column)}",
        ),
        outside,
    )


def _expected(column: Column) -> str:
    if column.low is not None and column.high is not None:
        return f"must be from {shown(float(column.low))} to {shown(float(column.high))}"
    if column.low is not None:
        return f"must be {shown(float(column.low))} or more"
    return "must be a number"


def judge_fte(rows: Rows, ledger: Ledger) -> None:
    """Find FTEs that no post has: below nil, hours a week, above the most that can be."""
    fte, column = rows.numbers("fte"), rows.column("fte")
    most = float(column.high or 0)
    hours = (fte > most) & (fte <= MOST_HOURS) & (fte >= 7)
    odd = ((fte < 0) | (fte > most)) & ~hours
    range_text = f"FTE runs from 0 to {most:g}"
    ledger.report(
        rows,
        Fault(
            "fte-in-hours",
            Severity.ERROR,
            "fte",
            lambda at: f"FTE is {fte[at]:g}, which looks like hours a week; {range_text}.",
            f"Divide the hours by {HOURS_IN_A_FULL_WEEK:g}.",
            f"have an FTE that looks like hours a week; {range_text}",
            fix=lambda at: f"{min(fte[at] / HOURS_IN_A_FULL_WEEK, most):.4g}",
        ),
        hours,
    )
    ledger.report(
        rows,
        Fault(
            "fte-out-of-range",
            Severity.ERROR,
            "fte",
            lambda at: f"FTE is {shown(fte[at])}; {range_text}.",
            "Put the contracted full-time equivalent: 1 is full time, 0.5 half time.",
            f"have an FTE that cannot be; {range_text}",
        ),
        odd,
    )
    ledger.report(
        rows,
        Fault(
            "fte-nil",
            Severity.WARNING,
            "fte",
            "FTE is 0, so this row counts as a head without pay or cost.",
            "Check the contracted hours; a person who does not work any may be left out of the list.",
            "have an FTE of 0",
        ),
        fte == 0,
    )
