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
from statistics import median
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
from tests.benchmarks.measure import at_least, rounds

RUNS = 5
RECALCULATIONS = 5
"""In each run of LibreOffice that times them."""
LEAST_TIMES = 50
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Timing"/></library:library>
"""
_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Timing"
 script:language="StarBasic">
Sub Main()
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL(ConvertToURL("{book}"), "_blank", 0, hidden())
  file = FreeFile
  Open "{out}" For Output As #file
  For at = 1 To {runs}
    start = GetSystemTicks()
    book.calculateAll()
    Print #file, CStr(GetSystemTicks() - start)
  Next at
  Close #file
  book.close(True)
End Sub
</script:module>
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
    with TemporaryDirectory() as name:
        folder = Path(name)
        book, plan_book = folder / "exit costs.xlsx", folder / "plan.xlsx"
        write_exit_cost_sheet(results, book)
        write_plan(plan, plan_book)
        conversion = _conversion(program, book, folder)
        recalculation = _recalculation(program, book, folder)
        recalculated: list[float] = []
        each = rounds(
            [
                partial(_costs, results),
                partial(evaluate, plan, scenario, rules),
                lambda: recalculated.extend(recalculation()),
                conversion,
                partial(_evaluation, plan_book, scenario, folder / "results.xlsx"),
            ],
            RUNS,
        )
    costing, everything, _, theirs, ours = map(median, each)
    alone = median(recalculated)
    print(f"Spreadsheet, {len(results.people):,} people:")
    print(f"  LibreOffice, a process that opens, works out the exit costs and saves: {1000 * theirs:,.0f} ms")
    print(f"  ours, a process that opens the plan, works out everything and saves: {1000 * ours:,.0f} ms")
    print(f"  process against process: LibreOffice takes {theirs / ours:.1f} times as long as ours")
    print(f"  LibreOffice, working out the open workbook again: {1000 * alone:,.0f} ms")
    print(f"  the engine, the exit costs: {1000 * costing:,.1f} ms; all that it works out:"
          f" {1000 * everything:,.0f} ms, which is {alone / everything:.1f} times faster")  # fmt: skip
    return at_least("working out alone against the exit costs alone", alone / costing, LEAST_TIMES)


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


def _conversion(program: str, book: Path, folder: Path) -> Callable[[], None]:
    """What loads the workbook, works it out and saves it again, in a profile of its own."""
    profile, out = folder / "conversion", folder / "out"
    (profile / "user").mkdir(parents=True)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.write_text(_ALWAYS_RECALCULATE, encoding="utf-8")

    def convert() -> None:
        _office(program, profile, "--convert-to", "xlsx", "--outdir", str(out), str(book))
        if not (out / book.name).is_file():
            raise RuntimeError("LibreOffice wrote nothing")

    return convert


def _recalculation(program: str, book: Path, folder: Path) -> Callable[[], list[float]]:
    """What opens the workbook and gives the seconds that LibreOffice takes for each working out of it."""
    profile, out = folder / "recalculation", folder / "ticks.txt"
    _office(program, profile, "--terminate_after_init")  # makes the profile, and a library without macros
    library = profile / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    macro = _MACRO.format(book=book, out=out, runs=RECALCULATIONS)
    (library / "Timing.xba").write_text(macro, encoding="utf-8")

    def recalculate() -> list[float]:
        _office(program, profile, "macro:///Standard.Timing.Main()")
        taken = [int(line) / 1000 for line in out.read_text(encoding="utf-8").split()]
        out.unlink()
        return taken

    return recalculate


def _office(program: str, profile: Path, *arguments: str) -> None:
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
