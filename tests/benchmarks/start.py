"""From starting the process to a usable window with the sample in it; and the memory that takes."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Timer
from time import perf_counter

from planner.base.places import samples
from tests.benchmarks.measure import verdict

RUNS = 7
LARGEST_RATIO = 1.6
LARGEST_MEMORY = 400
LONGEST_SECONDS = 60
SAMPLE = "Airedale, Bradford and Leeds.xlsx"

_BARE = """
import sys
import pandas
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("ready"))
window.show()
def ready():
    print("ready", flush=True)
    application.quit()
QTimer.singleShot(0, ready)
sys.exit(application.exec())
"""

_OURS = """
import resource, sys
from pathlib import Path
from ui.__main__ import load_engine
load_engine()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import theme
from ui.app import build_window
from ui.settings import Settings
application = QApplication([])
settings = Settings()
theme.dress(application, settings.appearance)
window = build_window(settings)
window.show()
def worked_out():
    print("worked out", flush=True)
    QTimer.singleShot(2000, settled)
def settled():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak / 1024, flush=True)
    window.close()
    application.quit()
def ready():
    print("ready", flush=True)
    if window.document.results is not None:
        worked_out()
    else:
        window.document.evaluated.connect(lambda: QTimer.singleShot(0, worked_out))
window.document.opened.connect(lambda: QTimer.singleShot(0, ready))
QTimer.singleShot(0, lambda: window.open_file(Path(sys.argv[1])))
sys.exit(application.exec())
"""


def main() -> bool:
    """Measure; tell whether the bars are met."""
    if sys.platform == "win32":
        print("Start: skipped, peak memory is not to be had on Windows this way")
        return True
    sample = samples() / SAMPLE
    bare: list[list[float]] = []
    ours: list[list[float]] = []
    with TemporaryDirectory() as home:
        for _ in range(RUNS + 1):
            bare.append(_marks(_BARE, [], Path(home)))
            ours.append(_marks(_OURS, [str(sample)], Path(home)))
    bare_ready = median(run[0] for run in bare[1:])
    ready, worked_out, memory = (median(run[at] for run in ours[1:]) for at in range(3))
    print(f"Start, with {SAMPLE}:")
    print(f"  a bare window that has imported pandas: {1000 * bare_ready:,.0f} ms")
    print(f"  the plan in the window: {1000 * ready:,.0f} ms; its figures too: {1000 * worked_out:,.0f} ms")
    met = verdict("the plan in the window against the bare window", ready / bare_ready, LARGEST_RATIO)
    return verdict("peak memory", memory, LARGEST_MEMORY, "MB") and met


def _marks(script: str, arguments: list[str], home: Path) -> list[float]:
    """Seconds from the start of the process to each line it prints; a number it prints, as it is."""
    environment = os.environ | {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "PYTHONPATH": str(Path.cwd()),
    }
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    start = perf_counter()
    with (
        TemporaryFile("w+") as complaints,
        subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=environment,
            text=True,
        ) as process,
    ):
        watchdog = Timer(LONGEST_SECONDS, process.kill)
        watchdog.start()
        marks = [
            float(line) if line[0].isdigit() else perf_counter() - start for line in process.stdout or ()
        ]
        watchdog.cancel()
        if process.wait():
            complaints.seek(0)
            raise RuntimeError(f"The process ended with {process.returncode}: {complaints.read()}")
    return marks
