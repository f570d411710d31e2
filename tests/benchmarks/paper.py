"""How long the whole pack takes, from a plan that is open to a PDF, and a long list of people."""

import os
from collections.abc import Callable
from datetime import datetime

import pandas as pd

from planner.engine.evaluate import evaluate
from planner.model.plan import Plan
from planner.report.pack.material import Material
from planner.report.packs import pack_of
from planner.report.page_names import PAGE_NAMES
from planner.rules.rulebook import load_rules
from planner.workbook.samples import generated_plan
from tests.benchmarks.measure import seconds, verdict

PACK = (900, 12, 4, 44)
"""Staff, CCGs, senders, functions."""
PEOPLE = (2_600, 12, 4, 44)
"""Of whom, when all work stops, more than 2,000 have odds of redundancy."""
LONGEST = 15.0
LONGEST_LIST = 15.0
"""Seconds."""


def main() -> bool:
    """Measure; tell whether every bar is met."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    plan = generated_plan(*PACK, seed=1)
    print(f"The whole pack of {PACK[0]:,} people and three scenarios:")
    met = verdict("evaluated, laid out and written", *_timed(lambda: _whole_pack(plan)), LONGEST, "s")
    everyone = generated_plan(*PEOPLE, seed=1)
    stopped = everyone.allocations.assign(mode="stop", receiver=pd.NA)
    at_risk = everyone.with_table("allocations", stopped)
    print("A redundancy detail of more than 2,000 people:")
    return met & verdict("laid out and written", *_timed(lambda: _long_list(at_risk)), LONGEST_LIST, "s")


def _timed(do: Callable[[], int]) -> tuple[float]:
    """Seconds of one run; says how many sheets came of it."""
    sheets: list[int] = []
    taken = seconds(lambda: sheets.append(do()))
    print(f"  {sheets[0]:,} sheets")
    return (taken,)


def _whole_pack(plan: Plan) -> int:
    rules = load_rules()
    first, *others = (evaluate(plan, name, rules) for name in (*plan.scenario_names[:2], "Baseline"))
    return _written(Material(first, rules, datetime.now(), others, person=0), PAGE_NAMES)


def _long_list(plan: Plan) -> int:
    rules = load_rules()
    results = evaluate(plan, plan.scenario_names[0], rules)
    return _written(Material(results, rules, datetime.now()), ("detail",))


def _written(material: Material, names: tuple[str, ...]) -> int:
    """Make the pages and paint them as a PDF; how many sheets it has."""
    from ui.printing.layout import lay_out
    from ui.printing.pdf import ensure_application, pdf_of_sheets

    ensure_application()
    sheets = lay_out(pack_of(names, material))
    pdf_of_sheets(sheets)
    return len(sheets)
