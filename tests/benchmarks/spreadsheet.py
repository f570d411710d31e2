"""An evaluation against LibreOffice working out the exit costs alone by live formulas."""

import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from planner.engine.evaluate import evaluate
from planner.rules.rulebook import load_rules
from planner.workbook.exit_cost_sheet import write_exit_cost_sheet
from planner.workbook.samples import generated_plan
from tests.benchmarks.measure import medians, verdict

RUNS = 3
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
    [ours] = medians([partial(evaluate, plan, scenario, rules)], 5)
    with TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "exit costs.xlsx"
        write_exit_cost_sheet(results, book)
        loading, working = medians(
            [_conversion(program, book, folder, mode) for mode in (NEVER, ALWAYS)], RUNS
        )
    print(f"Spreadsheet, {len(results.people):,} people:")
    print(f"  an evaluation, everything in it: {1000 * ours:,.0f} ms")
    print(f"  LibreOffice, open and save without working anything out: {1000 * loading:,.0f} ms")
    print(f"  LibreOffice, open, work out the exit costs and save: {1000 * working:,.0f} ms")
    recalculation = working - loading
    if recalculation > 0:
        alone = f"{1000 * recalculation:,.0f} ms, {recalculation / ours:.1f} of ours"
        print(f"  so its recalculation alone: {alone}")
    else:
        print("  so its recalculation alone is lost in the noise of this machine")
    return verdict("an evaluation against open, work out and save", ours / working, 1.0)


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
