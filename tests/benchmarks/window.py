"""How long an edit takes to reach the screen: from the edit until every figure in sight is another."""

import os
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from planner.model.table_edits import CellEdit, put_cells
from planner.workbook.samples import generated_plan
from planner.workbook.write import write_plan
from tests.benchmarks.measure import verdict
from ui import theme
from ui.app import build_window
from ui.main_window import MainWindow
from ui.settings import Settings

SIZES = ((5_000, 12, 4, 60, 100), (60_000, 211, 151, 60, 1_000))
"""Staff, CCGs, senders, functions; the longest that an edit may take, in milliseconds."""
PLACES = ("functions", "people", "results", "compare", "data")
EDITS = 40
PATIENCE = 60.0
A_MOMENT = 0.001
"""Seconds that the window waits for events, as it does under a user; without, it would hold up the work."""


def main() -> bool:
    """Measure; tell whether every bar is met."""
    application = QApplication.instance() or QApplication([])
    theme.dress(application)
    met = True
    for *size, longest in SIZES:
        with TemporaryDirectory() as folder:
            met &= _measure(Path(folder), tuple(size), longest)
    return met


def _measure(folder: Path, size: tuple[int, ...], longest: float) -> bool:
    path = folder / "plan.xlsx"
    write_plan(generated_plan(*size, seed=1), path)
    window = build_window(Settings(folder / "settings.ini"))
    window.resize(1366, 728)
    window.show()
    window.open_file(path)
    _until_shown(window, lambda: window.document.results is not None)
    print(f"An edit of a share with {size[0]:,} staff, {size[1]} CCGs, {size[2]} senders:")
    met = True
    for name in PLACES:
        window.go(name)
        _until_shown(window, lambda: True)
        times = [_edit(window, at) for at in range(EDITS)]
        ninety_five = quantiles(times, n=20)[-1]
        print(f"    {name}: median {1000 * median(times):,.0f} ms, longest {1000 * max(times):,.0f} ms")
        met &= verdict(f"{name}, 95 of 100 within", 1000 * ninety_five, longest, "ms")
    window.document.undo_stack.setClean()
    window.close()
    return met


def _edit(window: MainWindow, at: int) -> float:
    """Change one share of the scenario in hand, and wait until it is all on the screen."""
    document = window.document
    plan = document.plan
    rows = plan.allocations[plan.allocations["scenario"] == document.scenario]
    row = int(rows.index[at % len(rows)])
    share = float(rows["share"].loc[row])
    after = put_cells(plan, "allocations", [CellEdit(row, "share", share - 1 if share > 1 else share + 1)])
    before = document.results
    start = perf_counter()
    document.edit("Change a share", after)
    _until_shown(window, lambda: document.results is not None and document.results is not before)
    return perf_counter() - start


def _until_shown(window: MainWindow, is_there: object) -> None:
    """Let the window work until the figures are there, the place in hand shows them and nothing waits."""
    end = perf_counter() + PATIENCE
    application = QApplication.instance()
    while perf_counter() < end:
        application.processEvents()
        sleep(A_MOMENT)
        place = window.current_place
        if is_there() and not window.session.desk.is_busy and place is not None and not place.is_stale:
            application.processEvents()
            return
    raise TimeoutError("The window did not come to rest.")
