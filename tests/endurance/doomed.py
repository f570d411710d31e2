"""A session that edits and saves like a user in a great hurry, until it is killed.

It writes down each state of the plan that it had, and each save that it began and ended, and makes sure
of every line on the disk before it goes on.
"""

import hashlib
import json
import os
import random
import sys
import time
from dataclasses import astuple
from pathlib import Path

import pandas as pd

from planner.model.plan import Plan
from planner.model.scenario_edits import copy_scenario, delete_scenario, snapshot_scenario
from planner.model.table_edits import CellEdit, add_rows, delete_rows, put_cells
from planner.model.tables import TABLES
from ui.document.plan_document import BASELINE

BETWEEN_EDITS = (5, 120)
"""Milliseconds between two edits of one burst."""
PAUSE = (500, 4_000)
"""Milliseconds of a pause, in which a copy may be kept for want of edits."""


def digest(plan: Plan) -> str:
    """What a plan holds but for its history, in a few letters that are the same in every process."""
    seen = hashlib.sha256(repr(astuple(plan.facts)).encode())
    for name in TABLES:
        if name != "history":
            frame = plan.table(name).reset_index(drop=True)
            seen.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    return seen.hexdigest()[:20]


class Log:
    """Lines of JSON, each on the disk before the next thing happens."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8")

    def write(self, what: str, state: str) -> None:
        self._file.write(json.dumps({"at": time.time(), "what": what, "state": state}) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())


class Doomed:
    """Drives a window by a timer."""

    def __init__(self, window, log: Log, rng: random.Random) -> None:
        from PySide6.QtCore import QTimer

        self.window, self.document, self.log, self.rng = window, window.document, log, rng
        self.count = 0
        self.saves, self.pauses = rng.choice((0, 0.01, 0.04)), rng.choice((0, 0.04))
        self.document.changed.connect(self.note)
        window.session.saved.connect(lambda _path: self.log.write("saved", self.saving))
        self.saving = ""
        self.timer = QTimer(window)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.step)
        self.note()
        self.step()

    def note(self) -> None:
        self.log.write("state", digest(self.document.plan))

    def step(self) -> None:
        what = self.rng.random()
        if what < self.saves:
            self.save()
        elif what < 0.12:
            self.document.undo_stack.undo()
        elif what < 0.18:
            self.document.undo_stack.redo()
        else:
            self.edit()
        span = PAUSE if self.rng.random() < self.pauses else BETWEEN_EDITS
        self.timer.start(self.rng.randint(*span))

    def save(self) -> None:
        if self.document.is_dirty and not self.window.session.desk.runner("save").is_busy:
            self.saving = digest(self.document.plan)
            self.log.write("saving", self.saving)
            self.window.session.save(self.document.path)

    def edit(self) -> None:
        plan, rng = self.document.plan, self.rng
        self.count += 1
        scenarios = [one for one in self.document.scenarios if one != BASELINE]
        match rng.choice(("fte", "fte", "fte", "name", "type", "add", "delete", "copy", "snapshot", "drop")):
            case "fte":
                row = int(rng.choice(list(plan.staff.index)))
                after = put_cells(plan, "staff", [CellEdit(row, "fte", round(rng.uniform(0.1, 1.0), 2))])
                self.document.edit(f"Change FTE in row {row}", after)
            case "name":
                self.document.edit("Rename the plan", plan.with_facts(plan_name=f"Plan {self.count}"))
            case "type":
                typed = plan.with_facts(plan_name=f"{plan.facts.plan_name[:40]}{rng.choice('abc')}")
                self.document.edit("Rename the plan", typed, field="plan_name")
            case "add":
                code = [f"N{self.count}"]
                person = {key: [plan.staff[key].iloc[0]] for key in ("organisation", "function", "band")}
                after = add_rows(plan, "staff", {"employee_number": code, "fte": [1.0], **person})
                self.document.edit(f"Add {code[0]}", after)
            case "delete" if len(plan.staff) > 4:
                after = delete_rows(plan, "staff", [int(rng.choice(list(plan.staff.index)))])
                self.document.edit("Delete a row", after)
            case "copy" | "snapshot" as how if len(scenarios) < 6:
                make = copy_scenario if how == "copy" else snapshot_scenario
                self.document.edit("New scenario", make(plan, rng.choice(scenarios), f"S{self.count}"))
            case "drop" if len(scenarios) > 2:
                self.document.edit("Delete scenario", delete_scenario(plan, rng.choice(scenarios)))


def main(plan: str, settings: str, log: str, seed: str, password: str) -> None:
    """Open a plan in a window of its own settings and edit it until the end."""
    from PySide6.QtWidgets import QApplication

    from ui.app import build_window
    from ui.settings import Settings

    application = QApplication([])
    window = build_window(Settings(Path(settings)))
    window.show()
    window.open_file(Path(plan))
    if password:
        window.session.password_wanted.connect(lambda _words: window.session.give_password(password))
    drivers = []

    def begin() -> None:
        if not drivers:
            drivers.append(Doomed(window, Log(Path(log)), random.Random(seed)))

    window.document.opened.connect(begin)
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
