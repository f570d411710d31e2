"""Exit costs by the engine against LibreOffice working out the same by live formulas.

Two comparisons, each like with like: the costing alone on either side, and a process on either side from
its start to a saved file. The engine's costing also finds pay in lieu of notice and what a mutually agreed
resignation would pay, which the workbook is given or does without; its process works out all else besides.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from planner.base.money import to_the_penny
from planner.engine.evaluate import evaluate
from planner.engine.exits import entitlements_of, exits_of, service_of
from planner.engine.workings import Workings, whole_pay
from planner.model.results import Results
from planner.rules.rulebook import load_rules
from planner.workbook.exit_cost_sheet import write_exit_cost_sheet
from planner.workbook.samples import generated_plan
from planner.workbook.write import write_plan
from tests.benchmarks.measure import at_least, medians

RUNS = 5
LEAST_TIMES = 50
ALWAYS, NEVER = 0, 1
"""LibreOffice's own numbers for recalculating a workbook when it is loaded."""
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop></item>
</oor:items>
"""


def main() -> bool:
    """Measure; tell whether the bar is met."""
    program = shutil.which("soffice")
    if program is None:
        print("Spreadsheet: skipped, LibreOffice is not installed")
        return True
    plan = generated_plan(5_000, 30, 12, 44, seed=1)
    scenario = plan.scenario_names[-1]
    rules = load_rules()
    results = evaluate(plan, scenario, rules)
    [costing, everything] = medians([partial(_costs, results), partial(evaluate, plan, scenario, rules)], 15)
    with TemporaryDirectory() as name:
        folder = Path(name)
        book, plan_book = folder / "exit costs.xlsx", folder / "plan.xlsx"
        write_exit_cost_sheet(results, book)
        write_plan(plan, plan_book)
        idle, working, ours = medians(
            [
                _conversion(program, book, folder, NEVER),
                _conversion(program, book, folder, ALWAYS),
                partial(_evaluation, plan_book, scenario, folder / "results.xlsx"),
            ],
            RUNS,
        )
    print(f"Spreadsheet, {len(results.people):,} people:")
    print(f"  the engine's exit costs alone: {1000 * costing:,.1f} ms; a whole evaluation:"
          f" {1000 * everything:,.0f} ms")  # fmt: skip
    print(f"  LibreOffice, a process that opens and saves without working out: {1000 * idle:,.0f} ms")
    print(f"  LibreOffice, a process that opens, works out and saves: {1000 * working:,.0f} ms")
    print(f"  ours, a process that opens the plan, works out everything and saves: {1000 * ours:,.0f} ms")
    print(f"  process against process: LibreOffice takes {working / ours:.1f} times as long as ours")
    recalculation = working - idle
    print(f"  LibreOffice's working out alone, the difference of its two: {1000 * recalculation:,.0f} ms")
    print(f"  against a whole evaluation: {recalculation / everything:.1f} times as long")
    return at_least("working out alone against exit costs alone", recalculation / costing, LEAST_TIMES)


def _costs(results: Results) -> None:
    """Work out everyone's exit cost from pay, dates and pension facts, as an evaluation does."""
    work = results.workings
    if not isinstance(work, Workings):
        raise TypeError("these results did not come from the engine")
    holders, assumptions, rules = work.ground.holders, work.ground.assumptions, work.ground.rules
    starts = work.priced.notice_starts
    due = entitlements_of(holders, service_of(holders, rules), starts, assumptions, rules)
    exits = exits_of(holders, due, starts, whole_pay(holders), holders.ended, assumptions, rules)
    to_the_penny(work.filled.odds.redundant * exits.cost)


def _evaluation(plan: Path, scenario: str, out: Path) -> None:
    """Open a plan, work out a scenario and save its workbook of results, in a process of its own."""
    command = [sys.executable, "-m", "planner", "evaluate", plan, "--scenario", scenario, "--xlsx", out]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def _conversion(program: str, book: Path, folder: Path, mode: int) -> Callable[[], None]:
    """What loads the workbook and saves it again, in a profile of its own."""
    profile = folder / f"profile {mode}"
    (profile / "user").mkdir(parents=True)
    settings = _SETTINGS.format(mode=mode)
    (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    out = folder / f"out {mode}"
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(out),
        str(book),
    ]

    def convert() -> None:
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        if not (out / book.name).is_file():
            raise RuntimeError("LibreOffice wrote nothing")

    return convert
