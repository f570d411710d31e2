"""The results workbook: live formulas that a spreadsheet recomputes to the same pennies.

It is the manager's own working file, so employee numbers stay in it and names do not.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from planner.base.ticks import Tick, no_tick
from planner.engine.compare import Comparison
from planner.engine.workings import Workings
from planner.model.results import Results
from planner.model.tables import STAGES
from planner.risk.outcome import Risk
from planner.rules.rulebook import load_rules
from planner.workbook.atomic import save_whole
from planner.workbook.exit_cost_sheet import RULES_SHEET, write_working
from planner.workbook.live_sheet import LiveBook
from planner.workbook.live_table import (
    GENERAL,
    LONG,
    NUMBER,
    ODDS,
    POUNDS,
    TEXT,
    LiveColumn,
    LiveTable,
    sum_where,
    write_live_table,
)
from planner.workbook.results_charts import write_charts
from planner.workbook.results_front import write_comparison, write_headline
from planner.workbook.results_people import write_people
from planner.workbook.results_risk import write_risk
from planner.workbook.styles import Looks, looks_of

C = LiveColumn

TAKE_UP, EXPOSURE = "redundancy_retirement_take_up", "re_employment_rate"


def write_results(
    results: Results,
    path: Path,
    comparison: Comparison | None = None,
    tick: Tick = no_tick,
    risk: Risk | None = None,
) -> None:
    """Write the results of one scenario as a workbook.

    Args:
        results: of an evaluation.
        path: the file; one that is there is replaced, or left whole where that fails.
        comparison: scenarios side by side, as a sheet more.
        tick: told of progress; may raise ``CancelledError``.
        risk: draws of the scenario, as a sheet more.

    Raises:
        SaveFailedError: the file could not be written; the message says why and what to do.
    """
    content = results_content(results, comparison, tick, risk)
    tick(0.95, f"Saving {Path(path).name}")
    save_whole(Path(path), content)
    tick(1.0, "Saved")


def results_content(
    results: Results, comparison: Comparison | None = None, tick: Tick = no_tick, risk: Risk | None = None
) -> bytes:
    """The results workbook as the content of a file."""
    made = LiveBook()
    looks = looks_of(made.book)
    front = made.sheet("Headline")
    if comparison is not None:
        write_comparison(made.sheet("Compare"), comparison, looks)
    if risk is not None:
        write_risk(made.sheet("Risk"), results, risk, looks)
    sheets = {
        name: made.sheet(name) for name in ("Charts", "People", "Pools", "Receivers", "Functions", "Months")
    }
    has_workings = isinstance(results.workings, Workings)
    if has_workings:
        sheets |= {name: made.sheet(name) for name in ("Working", RULES_SHEET)}
    sheets |= {name: made.sheet(name) for name in ("Assumptions", "Checks")}
    assumptions = _write_assumptions(sheets["Assumptions"], results, looks)
    tick(0.1, "Writing people")
    people = write_people(
        sheets["People"], results, _assumption_cell(assumptions, results, TAKE_UP), load_rules(), looks
    )
    tick(0.4, "Writing pools, receivers and functions")
    _write_pools(sheets["Pools"], results, people, looks)
    receivers = write_live_table(sheets["Receivers"], results.receivers, RECEIVER_COLUMNS, looks)
    functions = _write_functions(sheets["Functions"], results, people, looks)
    months = _write_months(sheets["Months"], results, looks)
    _write_checks(sheets["Checks"], results, looks)
    if has_workings:
        tick(0.7, "Writing the working of each exit")
        write_working(sheets["Working"], sheets[RULES_SHEET], results, looks)
    exposure = _assumption_cell(assumptions, results, EXPOSURE)
    write_headline(front, results, people, receivers, exposure, looks)
    write_charts(made.book, sheets["Charts"], results, receivers, functions, months, looks)
    front.activate()
    tick(0.8, "Putting the workbook together")
    return made.content()


RECEIVER_COLUMNS = (
    C("receiver", "Receiver"),
    C("name", "Name", LONG),
    C("kind", "Kind"),
    C("year", "Year"),
    C("staff", "Staff", POUNDS, has_total=True),
    C("vacancies", "Vacancies", POUNDS, has_total=True),
    C("fixed", "Fixed corporate cost", POUNDS, has_total=True),
    C("non_pay", "Non-pay", POUNDS, has_total=True),
    C("bought", "Bought", POUNDS, has_total=True),
    C("earned", "Earned", POUNDS, has_total=True),
    C(
        "total",
        "Total",
        POUNDS,
        "={staff}+{vacancies}+{fixed}+{non_pay}+{bought}-{earned}",
        has_total=True,
    ),
    C("target", "Target", POUNDS),
    C("over", "Over target", POUNDS, '=IF(ISNUMBER({target}),{total}-{target},"")'),
    C(
        "over_percent",
        "Over target, %",
        NUMBER,
        '=IF(ISNUMBER({target}),IF({target}=0,"",100*{over}/{target}),"")',
    ),
    C("population", "Population", GENERAL),
)


def _write_pools(sheet: Any, results: Results, people: LiveTable, looks: Looks) -> LiveTable:
    titles = {stage: stage.replace("_", " ").capitalize() for stage in STAGES}
    stages = [stage for stage in STAGES if stage in results.pools.columns]
    cost = sum_where(people, "expected_cost", "pool", "{pool}", results.pools["pool"])
    columns = (
        C("pool", "Pool"),
        C("function", "Function"),
        C("band", "Band"),
        C("sender", "Sender"),
        C("heads", "Heads", GENERAL, has_total=True),
        C("fte", "FTE", NUMBER, has_total=True),
        C("seekers_fte", "Seekers FTE", NUMBER, has_total=True),
        C("posts_fte", "Posts FTE", NUMBER),
        C("chance_left_over", "Chance of being left over", ODDS),
        *(C(stage, titles[stage], NUMBER, has_total=True) for stage in stages),
        C("placed_fte", "Placed FTE", NUMBER, has_total=True),
        C("resigned_fte", "Resigned FTE", NUMBER, has_total=True),
        C("ended_fte", "Contract ended FTE", NUMBER, has_total=True),
        C("mars_fte", "MARS FTE", NUMBER, has_total=True),
        C("left_fte", "Left FTE", NUMBER, has_total=True),
        C("redundant_fte", "Redundant FTE", NUMBER, has_total=True),
        C("redundancy_cost", "Redundancy cost", POUNDS, cost, has_total=True),
    )
    return write_live_table(sheet, results.pools, columns, looks)


def _write_functions(sheet: Any, results: Results, people: LiveTable, looks: Looks) -> LiveTable:
    cost = sum_where(people, "expected_cost", "function", "{function}", results.functions["function"])
    columns = (
        C("function", "Function"),
        C("name", "Name", LONG),
        C("family", "Family"),
        C("kind", "Kind"),
        C("heads", "Heads", GENERAL, has_total=True),
        C("fte", "FTE", NUMBER, has_total=True),
        C("claimed_percent", "Claimed, %", NUMBER),
        C("unclaimed_fte", "Unclaimed FTE", NUMBER, has_total=True),
        C("posts_fte", "Posts FTE", NUMBER, has_total=True),
        C("placed_fte", "Placed FTE", NUMBER, has_total=True),
        C("vacant_fte", "Vacant FTE", NUMBER, has_total=True),
        C("required_fte", "Required FTE", NUMBER, has_total=True),
        C("cover_percent", "Cover on day one, %", NUMBER),
        C("redundancy_cost", "Redundancy cost", POUNDS, cost, has_total=True),
        C("redundant_fte", "Redundant FTE", NUMBER, has_total=True),
        C("talent_value", "Talent value", NUMBER, has_total=True),
        C("talent_lost", "Talent lost", NUMBER, has_total=True),
        C(
            "talent_lost_percent",
            "Talent lost, %",
            NUMBER,
            '=IF({talent_value}=0,"",100*{talent_lost}/{talent_value})',
        ),
    )
    return write_live_table(sheet, results.functions, columns, looks)


MONEY_OF_A_MONTH = {
    "senders_pay": "Senders' pay",
    "senders_non_pay": "Senders' non-pay",
    "receivers_pay": "Receivers' pay",
    "receivers_non_pay": "Receivers' non-pay",
    "fixed": "Fixed corporate cost",
    "redundancy": "Redundancy",
    "pay_in_lieu": "Pay in lieu",
    "double_running": "Double running",
}


def _write_months(sheet: Any, results: Results, looks: Looks) -> LiveTable:
    parts = "+".join(f"{{{key}}}" for key in MONEY_OF_A_MONTH)
    columns = (
        C("month", "Month"),
        *(C(key, title, POUNDS, has_total=True) for key, title in MONEY_OF_A_MONTH.items()),
        C("total", "Total", POUNDS, f"={parts}", has_total=True),
        C("baseline", "Nothing moved", POUNDS, has_total=True),
        C("saving", "Saving", POUNDS, "={baseline}-{total}", has_total=True),
        C("cumulative", "Saving so far", POUNDS, "=SUM({saving_so_far}:{saving})"),
    )
    letters = {column.key: at for at, column in enumerate(columns)}
    first = f"${chr(ord('A') + letters['saving'])}$2"
    columns = tuple(
        C(one.key, one.title, one.look, one.formula.replace("{saving_so_far}", first), one.has_total)
        for one in columns
    )
    return write_live_table(sheet, results.months, columns, looks)


def _write_assumptions(sheet: Any, results: Results, looks: Looks) -> LiveTable:
    entries = results.assumptions.entries()
    frame = pd.DataFrame(
        {
            "key": [entry.key for entry in entries],
            "meaning": [entry.meaning for entry in entries],
            "value": np.array([entry.value for entry in entries], dtype=np.float64),
            "default": np.array([entry.default for entry in entries], dtype=np.float64),
            "low": np.array([entry.low for entry in entries], dtype=np.float64),
            "high": np.array([entry.high for entry in entries], dtype=np.float64),
            "unit": [entry.unit for entry in entries],
            "status": [entry.status for entry in entries],
            "source": [entry.source for entry in entries],
            "owner": [entry.owner for entry in entries],
            "is_set": [entry.is_set for entry in entries],
        }
    )
    titles = ("Key", "Meaning", "Value", "Default", "Low", "High", "Unit", "Status", "Source", "Owner")
    shapes = (TEXT, LONG, *(GENERAL,) * 4, TEXT, TEXT, LONG, TEXT)
    columns = [
        C(key, title, look)
        for key, title, look in zip(frame.columns.astype(str), titles, shapes, strict=False)
    ]
    return write_live_table(sheet, frame, [*columns, C("is_set", "Set in the plan")], looks)


def _assumption_cell(table: LiveTable, results: Results, key: str) -> str:
    keys = list(results.assumptions)
    return f"'{table.sheet}'!${table.letters['value']}${table.first + keys.index(key)}"


def _write_checks(sheet: Any, results: Results, looks: Looks) -> LiveTable:
    checks = results.checks
    frame = pd.DataFrame(
        {
            "name": [check.name for check in checks],
            "severity": [check.severity for check in checks],
            "passed": [bool(check.passed) for check in checks],
            "measure": np.array([check.measure for check in checks], dtype=np.float64),
            "threshold": np.array([check.threshold for check in checks], dtype=np.float64),
            "unit": [check.unit for check in checks],
            "message": [check.message for check in checks],
            "accepted": [check.accepted for check in checks],
        }
    )
    columns = (
        C("name", "Check", LONG),
        C("severity", "Severity"),
        C("passed", "Holds"),
        C("measure", "Measure", GENERAL),
        C("threshold", "Threshold", GENERAL),
        C("unit", "Unit"),
        C("message", "What it found", LONG),
        C("accepted", "Accepted", LONG),
    )
    return write_live_table(sheet, frame, columns, looks)
