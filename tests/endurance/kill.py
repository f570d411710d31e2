"""Kills sessions at random moments and sees what is left: ``python -m tests.endurance.kill --times 100``.

After each kill the plan's workbook must open and be a state that was saved, its history unbroken. A new
window must offer back whatever was not saved, and of all edits at most those of the last ten seconds may
be lost. What is brought back must be saved into the workbook as it was before the kill.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QPushButton

from planner.base.places import samples
from planner.model.history import first_broken
from planner.workbook.read import read_plan
from tests.endurance.doomed import digest
from ui.app import build_window
from ui.document.recovery import Sidecar
from ui.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
MAY_BE_LOST = 10.0
"""Seconds of edits before a kill."""
SHORT_LIFE, LONG_LIFE = (0.2, 3.0), (3.0, 14.0)
"""Seconds of editing before the moment of the kill is looked for."""
SHARE_SHORT = 0.2
PATIENCE = 60.0
PASSWORD = "Sesame, 2012"
MOMENTS = ("any moment", "while saving", "while a copy is kept")


class BrokenPromiseError(AssertionError):
    """Something was lost or spoilt that may not be."""


@dataclass(frozen=True)
class Life:
    """One session that was killed.

    Attributes:
        plan: its workbook.
        settings: its settings, beside which its recovery copies stand.
        password: what opens the workbook; empty where it is not protected.
        lines: what it wrote down.
        killed: when it was killed.
    """

    plan: Path
    settings: Path
    password: str
    lines: list[dict]
    killed: float

    def states(self) -> list[tuple[float, str]]:
        """When the plan came to be what; the first is what was opened."""
        return [(line["at"], line["state"]) for line in self.lines if line["what"] == "state"]

    def may_stand_in_the_file(self) -> set[str]:
        """What was opened or saved last, and what was being saved since."""
        found = {self.states()[0][1]}
        for line in self.lines:
            if line["what"] == "saved":
                found = {line["state"]}
            elif line["what"] == "saving":
                found.add(line["state"])
        return found

    def lost(self, held: str) -> float:
        """How many seconds of edits before the kill are not in a state that was held on to."""
        states = self.states()
        last = max((at for at, (_, state) in enumerate(states) if state == held), default=None)
        if last is None:
            raise BrokenPromiseError("what is left is no state that the plan ever had")
        return 0.0 if last == len(states) - 1 else max(0.0, self.killed - states[last + 1][0])


def live_and_die(folder: Path, rng: random.Random, moment: str) -> Life:
    """Start a session on a fresh plan and kill it."""
    plan, settings, log = folder / "Mine.xlsx", folder / "own" / "settings.ini", folder / "log.jsonl"
    name = rng.choice(("Twelve people", "Twelve people", "Airedale, Bradford and Leeds"))
    password = PASSWORD if rng.random() < 0.25 else ""
    sample = samples() / f"{name}.xlsx"
    if password:
        from msoffcrypto.format.ooxml import OOXMLFile

        with sample.open("rb") as plain, plan.open("wb") as sealed:
            OOXMLFile(plain).encrypt(password, sealed)
    else:
        shutil.copy(sample, plan)
    told = [str(plan), str(settings), str(log), str(rng.random()), password]
    with (folder / "said.txt").open("wb") as said:
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.endurance.doomed", *told], cwd=ROOT, stdout=said, stderr=said
        )
        try:
            wait_until(lambda: log.exists() and log.stat().st_size > 0, child)
            time.sleep(rng.uniform(*(SHORT_LIFE if rng.random() < SHARE_SHORT else LONG_LIFE)))
            wait_for_moment(moment, log, settings.parent / "recovery", rng)
        finally:
            killed = time.time()
            child.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
            child.wait()
    if child.returncode != -signal.SIGKILL:
        raise BrokenPromiseError(f"it ended by itself: {(folder / 'said.txt').read_text()[-2000:]}")
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines(keepends=True)
             if line.endswith("\n")]  # fmt: skip
    return Life(plan, settings, password, lines, killed)


def wait_until(is_so, child=None) -> None:
    """Wait, but not for ever."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > until or (child is not None and child.poll() is not None):
            raise BrokenPromiseError("nothing came of it")
        time.sleep(0.005)


def wait_for_moment(moment: str, log: Path, recovery: Path, rng: random.Random) -> None:
    """Wait for the next save or copy to begin, for a few seconds at most, and a little into it."""
    saves = log.read_text(encoding="utf-8").count('"saving"')
    copies = _listed(recovery)
    until = time.monotonic() + 5
    while moment != "any moment" and time.monotonic() < until:
        if moment == "while saving" and log.read_text(encoding="utf-8").count('"saving"') > saves:
            break
        if moment == "while a copy is kept" and _listed(recovery) - copies:
            break
        time.sleep(0.002)
    time.sleep(rng.uniform(0, 0.3) ** 2)


def _listed(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()} if folder.is_dir() else set()


# ------------------------------------------------------------------------------- what is left


def examine(life: Life) -> Counter:
    """Look at what a kill left, as its user would; raise where a promise is broken."""
    seen = Counter(kills=1)
    read = read_plan(life.plan, password=life.password or None).plan
    in_file = digest(read)
    require(in_file in life.may_stand_in_the_file(), "the workbook is no state that was saved")
    require(first_broken(read) is None, "the history in the workbook is broken")
    sidecars = [Sidecar.read(one) for one in (life.settings.parent / "recovery").glob("*.json")]
    window = build_window(Settings(life.settings))
    try:
        window.show()
        settle(window)
        is_offered = window.offers.bar.isVisible()
        is_whole = is_offered and "cannot be brought back" not in window.offers.bar.words
        if is_whole:
            held = bring_back(window, life)
        else:
            held = in_file
            wrong = [one for one in sidecars if one is None or one.workbook]
            require(not is_offered or not wrong, "a copy that was whole once is broken")
        lost = life.lost(held)
        require(lost <= MAY_BE_LOST, f"edits of {lost:.1f} seconds are lost")
        dirty_for = life.lost(in_file)
        require(is_offered or dirty_for <= MAY_BE_LOST, "nothing is offered")
        seen += Counter(offered=is_whole, unfinished=is_offered and not is_whole)
        seen["nothing to offer"] += not is_offered
        if not is_whole:
            open_again(window, life)
    finally:
        close(window)
    require(_listed(life.settings.parent / "recovery") == set(), "recovery copies are left behind")
    require(_listed(life.plan.parent) == {"Mine.xlsx", "own", "log.jsonl", "said.txt"}, "something is left")
    seen["most lost, in ms"] = round(1_000 * lost)
    return seen


def bring_back(window, life: Life) -> str:
    """Bring the changes back, save them, and see that the workbook holds them."""
    document = window.document
    press(window.offers.bar, "Bring them back")
    settle(window)
    if life.password:
        require(window.messages.field.isVisible(), "a protected copy opens without its password")
        window.messages.field.setText(life.password)
        window.messages.field.returnPressed.emit()
        settle(window)
    require(document.plan is not None, f"nothing was brought back: {window.messages.words}")
    require(document.is_dirty, "what was brought back passes for saved")
    require(document.path == life.plan, "what was brought back has lost its file")
    held = digest(document.plan)
    window.session.save(life.plan)
    settle(window)
    require(not document.is_dirty, f"what was brought back was not saved: {window.messages.words}")
    read = read_plan(life.plan, password=life.password or None).plan
    require(digest(read) == held, "the workbook holds something else than what was brought back")
    require(first_broken(read) is None, "the history is broken after changes were brought back")
    return held


def open_again(window, life: Life) -> None:
    """Open the workbook as a user would who was offered nothing; the dead session's lock is no bar."""
    if window.offers.bar.isVisible():
        press(window.offers.bar, "Throw it away")
    window.open_file(life.plan)
    settle(window)
    if life.password:
        window.session.give_password(life.password)
        settle(window)
    require(window.document.path == life.plan, f"the plan does not open: {window.messages.words}")


def settle(window) -> None:
    """Let a window do all that it has to do."""
    until, calm = time.monotonic() + PATIENCE, 0
    desk = window.session.desk
    while calm < 5:
        QApplication.processEvents()
        time.sleep(0.01)
        is_busy = desk.is_busy or any(desk.runner(one).is_busy for one in ("orphans", "recovery"))
        calm = 0 if is_busy else calm + 1
        require(time.monotonic() < until, "the window does not come to rest")


def press(bar, text: str) -> None:
    """Press a button of a bar."""
    next(one for one in bar.findChildren(QPushButton) if one.text() == text and one.isVisible()).click()


def close(window) -> None:
    """Close a window for good."""
    window.document.undo_stack.setClean()
    window.close()
    window.session.settings._file.sync()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def require(is_kept: bool, promise: str) -> None:
    """Raise where a promise is broken."""
    if not is_kept:
        raise BrokenPromiseError(promise)


def run(times: int, seed: int) -> Counter:
    """Kill so many sessions; returns what was seen, and raises at the first broken promise."""
    total: Counter = Counter()
    for number in range(times):
        rng = random.Random(f"{seed}/{number}")
        moment = MOMENTS[number % len(MOMENTS)]
        folder = Path(tempfile.mkdtemp(prefix="killed-"))
        try:
            life = live_and_die(folder, rng, moment)
            seen = examine(life)
        except Exception as error:
            error.add_note(f"kill {number} of seed {seed}, {moment}; what is left stands in {folder}")
            raise
        shutil.rmtree(folder)
        most = max(total.pop("most lost, in ms", 0), seen.pop("most lost, in ms"))
        total += seen
        total["most lost, in ms"] = most
        print(f"{number + 1}: {moment}, {len(life.lines)} lines: {dict(+seen)}; {most} ms", flush=True)
    return total


def main() -> None:
    """Take the number of kills from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    application = QApplication([])
    total = run(chosen.times, chosen.seed)
    print(dict(total))
    application.quit()


if __name__ == "__main__":
    main()
