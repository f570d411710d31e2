"""Files spoilt in many ways, each given to the command line: ``python -m tests.endurance.odd_files``.

    python -m tests.endurance.odd_files [FILES…] [--times 300] [--seed 1] [--large] [--keep FOLDER]

Workbooks (the samples, what LibreOffice makes of them, and any that are named) are changed in their
bytes, in their XML and in their cells. Each is checked, evaluated and brought in, by the command line, in
a process of its own that is watched: an error of the program's own, a minute without an end, or more than
1.5 GB of memory is a fault. So is a cell whose value was changed to something odd where the plan that is
read has another value there and no finding names the cell. ``--large`` tries very long lists instead.
"""

import argparse
import contextlib
import io
import json
import multiprocessing
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.base.places import samples
from planner.cli import main as command_line
from tests.endurance import large_files
from tests.endurance.spoiling import Spoilt, sources_in, spoilt_books

PATIENCE = 60
"""Seconds that a command may take."""
MOST_MEMORY = 1_500_000
"""Kilobytes that a process may hold."""
_DONE, _HAS_ERRORS, _WRONG_USE = 0, 1, 2


@dataclass(frozen=True)
class Fault:
    """What went wrong with a file: with which command, and how."""

    path: Path
    how_spoilt: str
    command: str
    what: str


def main(words: list[str]) -> int:
    """Try the files; 0 where nothing went wrong."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("files", nargs="*", type=Path)
    asked.add_argument("--times", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--large", action="store_true")
    asked.add_argument("--as-they-are", action="store_true", help="try the named files without spoiling them")
    asked.add_argument("--keep", type=Path, help="where files at fault are kept")
    wanted = asked.parse_args(words)
    os.environ["PCT_PLANNER_TRACE"] = "1"
    _warm_up()
    faults: list[Fault] = []
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for one in _files(wanted, folder):
            found, told = tried(one, folder)
            outcomes.update(told)
            for fault in found:
                print(f"FAULT {fault.command} {one.path.name} ({one.how}):\n{fault.what}\n", flush=True)
                _keep(one.path, wanted.keep)
            faults += found
            if wanted.large:
                print(f"{one.path.name}: {'; '.join(sorted(told))}", flush=True)
            if not wanted.as_they_are:
                one.path.unlink(missing_ok=True)
    print(f"{sum(outcomes.values())} commands; {len(faults)} faults; {dict(outcomes.most_common(12))}")
    return 1 if faults else 0


def _files(wanted: argparse.Namespace, folder: Path) -> Iterator[Spoilt]:
    if wanted.as_they_are:
        yield from (Spoilt(path, "as it is") for path in wanted.files)
    elif wanted.large:
        yield from (Spoilt(path, "large") for path in large_files.made_in(folder))
    else:
        chance = random.Random(wanted.seed)
        yield from spoilt_books(
            sources_in(folder, [*samples().glob("*.xlsx"), *wanted.files]), wanted.times, chance, folder
        )


def _warm_up() -> None:
    """Load what the commands need, so that the processes made from this one have it."""
    plan = str(max(samples().glob("*.xlsx")))
    with contextlib.redirect_stdout(io.StringIO()), tempfile.TemporaryDirectory() as name:
        command_line(["evaluate", plan, "--scenario", "Baseline"])
        command_line(["import", plan, "--into", str(Path(name) / "new.xlsx")])


def _keep(path: Path, folder: Path | None) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / path.name).write_bytes(path.read_bytes())


# --------------------------------------------------------------------------- one file


def tried(one: Spoilt, folder: Path) -> tuple[list[Fault], list[str]]:
    """Give a file to each command that takes one; the faults, and how each command ended."""
    into = folder / "into.xlsx"
    commands = [
        ["check", str(one.path), "--json", str(folder / "check.json")],
        ["evaluate", str(one.path), "--scenario", "Baseline", "--json", str(folder / "figures.json")],
        ["import", str(one.path), "--into", str(into), "--json", str(folder / "import.json")],
    ]
    if one.is_list:
        commands = commands[2:]
    faults, told = [], []
    for words in commands:
        into.unlink(missing_ok=True)
        what, how = _watched(partial_of(words, one))
        told.append(f"{words[0]} {how}")
        if what:
            faults.append(Fault(one.path, one.how, words[0], what))
    return faults, told


def partial_of(words: list[str], one: Spoilt) -> Callable[[], str]:
    """What is done in the process that is watched; it says what is wrong, or nothing."""

    def do() -> str:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = command_line(words)
        if code not in (_DONE, _HAS_ERRORS, _WRONG_USE):
            return f"exit code {code}: {said.getvalue()[-2000:]}"
        if code == _WRONG_USE and "Baseline" not in said.getvalue() and words[0] != "import":
            return f"wrong use: {said.getvalue()[-500:]}"
        if words[0] == "check":
            return _wrongly_silent(one, Path(words[-1]))
        return ""

    return do


def _wrongly_silent(one: Spoilt, report: Path) -> str:
    """Whether a cell that was spoilt came in as something else without a word."""
    if not one.cell:
        return ""
    findings = json.loads(report.read_text())["findings"]
    if any(found["cell"] == one.cell for found in findings):
        return ""
    sheet = one.cell.partition("!")[0]
    if any(
        found["sheet"] == sheet and not found["cell"] and found["severity"] == "error" for found in findings
    ):
        return ""
    from planner.workbook.read import read_plan

    there = one.read_back(read_plan(one.path).plan)
    return (
        ""
        if there is None
        else f"{one.cell} was made {one.value!r:.80}, is read as {there!r:.80}, and nothing is said"
    )


def _watched(do: Callable[[], str]) -> tuple[str, str]:
    """Do something in a process of its own; what is wrong, and how it ended, in a word."""
    here, there = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=_child, args=(do, there))
    began = time.monotonic()
    child.start()
    there.close()
    try:
        result: Any = here.recv() if here.poll(PATIENCE * 3) else ("no end", "hangs", 0, 0.0)
    except EOFError:
        result = ("the process died", "dies", 0, 0.0)
    if child.is_alive():
        child.join(2)
    if child.is_alive():
        child.kill()
    child.join()
    what, how, memory, seconds = result
    if not what and memory > MOST_MEMORY:
        what, how = f"{memory / 1e6:.2f} GB of memory", "takes much memory"
    if not what and seconds > PATIENCE:
        what, how = f"{seconds:.0f} s of the processor", "takes long"
    if time.monotonic() - began > PATIENCE / 6:
        how += f" (in {seconds:.0f} s, {memory / 1e6:.2f} GB)"
    return what, how


def _child(do: Callable[[], str], pipe: Any) -> None:
    signal.alarm(PATIENCE * 3)
    try:
        what = do()
        how = "done" if not what else "wrong"
    except MemoryError:
        what, how = "out of memory", "fails"
    except BaseException:  # noqa: BLE001 - whatever it is, it is what is looked for
        what, how = traceback.format_exc(), "fails"
    used = resource.getrusage(resource.RUSAGE_SELF)
    pipe.send((what, how, used.ru_maxrss, used.ru_utime + used.ru_stime))
    pipe.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
