"""Edits of what is recorded of people: record, lock, take back. Each takes a plan and gives another.

What may not be recorded, and why, is said by ``fault`` and its kin in ``placement_faults``.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from planner.model.occupancy import fold
from planner.model.placement_words import BY_NAME, Result, in_words, names_by_code
from planner.model.plan import Plan
from planner.model.scenario import Scenario, scenario_of
from planner.model.table_edits import CellEdit, add_rows, delete_rows, put_cells
from planner.model.tables import PLACEMENTS

KEYS = tuple(key for key in PLACEMENTS.keys if key != "scenario")
Row = Mapping[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Recording:
    """What is to be recorded of somebody.

    Attributes:
        result: a name of ``placement_words.RESULTS`` ("offered").
        receiver: where they go; blank where the post says it.
        post: the post they take, or blank.
        on: the day of the move or the last day; None for the plan's own.
        reason: why, in the user's words.
        is_locked: whether it decides in place of odds; None for as the result has it.
        job: the function of the job that is meant, of somebody who has several; blank for all.
        match: how well the post suits, 0 to 100; None for what was recorded of the same post before.
    """

    result: str
    receiver: str = ""
    post: str = ""
    on: date | None = None
    reason: str = ""
    is_locked: bool | None = None
    job: str = ""
    match: float | None = None

    @property
    def kind(self) -> Result:
        """What is recorded."""
        return BY_NAME[self.result]

    @property
    def locks(self) -> bool:
        """Whether it decides in place of odds; who is in the pool has nothing that could."""
        wanted = self.kind.locks if self.is_locked is None else self.is_locked
        return wanted and self.kind.outcome != "pool"


def record(plan: Plan, scenario: str, employee: str, recording: Recording) -> Plan:
    """Record a result of one person; it takes the place of what was recorded for that job."""
    return record_all(plan, scenario, (employee,), recording)


def record_all(plan: Plan, scenario: str, employees: Sequence[str], recording: Recording) -> Plan:
    """Record the same result of several people."""
    return record_each(plan, scenario, [(one, recording) for one in employees])


def record_each(plan: Plan, scenario: str, recordings: Sequence[tuple[str, Recording]]) -> Plan:
    """Record of several people something of their own each; of one person's, each about another job."""
    after = plan
    left = list(recordings)
    while left:
        now = dict(reversed(left))
        held = _Held.of(after, scenario, list(now))
        wanted = {one: held.with_recording(one, recording) for one, recording in now.items()}
        after = _with_own_rows(after, scenario, wanted)
        for pair in now.items():
            left.remove(pair)
    return after


def set_lock(plan: Plan, scenario: str, employees: Sequence[str], is_locked: bool) -> Plan:
    """Lock what is recorded of these people, so that it decides in place of odds; or unlock it.

    What a scenario inherits is made its own by it. People of whom nothing is recorded stay as they are.
    """
    held = _Held.of(plan, scenario, employees)
    flag = "Y" if is_locked else None
    wanted = {}
    for one in employees:
        rows = held.rows[one]
        after = [row if is_locked and row["outcome"] == "pool" else {**row, "locked": flag} for row in rows]
        if any(
            (row["locked"] == "Y") != (new["locked"] == "Y") for row, new in zip(rows, after, strict=True)
        ):
            wanted[one] = after
    return _with_own_rows(plan, scenario, wanted)


def take_back(plan: Plan, scenario: str, employee: str, job: str = "") -> Plan:
    """Take away what a scenario itself records of a person, so that it is as it was before.

    What the scenario inherits, if anything, holds again. With a ``job`` only that job's goes.
    """
    return take_back_all(plan, scenario, (employee,), job)


def take_back_all(plan: Plan, scenario: str, employees: Sequence[str], job: str = "") -> Plan:
    """Take away what a scenario itself records of several people."""
    held = _Held.of(plan, scenario, employees)
    wanted = {one: held.without_recording(one, job) if job else [] for one in employees}
    return _with_own_rows(plan, scenario, wanted)


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with what is recorded of some people, each as employee numbers.

    Attributes:
        recorded: those of whom something is recorded, here or in a scenario that this is based on.
        own: those of whom this scenario itself records something.
        locked: those of whom something is locked.
        unlocked: those of whom a decision is recorded that is not locked.
        placed: those of the unlocked who have accepted a post or are placed.
    """

    recorded: tuple[str, ...]
    own: tuple[str, ...]
    locked: tuple[str, ...]
    unlocked: tuple[str, ...]
    placed: tuple[str, ...]


def standing(plan: Plan, scenario: str, employees: Iterable[str]) -> Standing:
    """Tell how it stands with what is recorded of these people in a scenario."""
    rows = scenario_of(plan, scenario).placements
    rows = rows[rows["employee_number"].isin(list(employees))]
    is_locked = rows["locked"] == "Y"
    decides = ~is_locked & (rows["outcome"] != "pool")
    is_there = (rows["outcome"] == "placed") & ~rows["stage"].isin(["slated", "offered"])

    def numbers(which: "pd.Series[bool]") -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(one) for one in rows.loc[which, "employee_number"]))

    return Standing(
        recorded=numbers(rows["outcome"].notna()),
        own=numbers(rows["scenario"] == scenario),
        locked=numbers(is_locked),
        unlocked=numbers(decides),
        placed=numbers(decides & is_there),
    )


def step_name(plan: Plan, employees: Sequence[str], recording: Recording) -> str:
    """The step as the menu calls it: ``Record E1042: offered P17 at NHS Leeds North CCG``."""
    who = people_words(employees)
    kind = recording.kind
    receiver = recording.receiver or _receiver_of(plan, recording.post)
    said = in_words(names_by_code(plan), kind.outcome, kind.stage, receiver, recording.post)
    return f"Record {who}: {said}"


def people_words(employees: Sequence[str], most: int = 6) -> str:
    """Employee numbers in a sentence: ``E1, E2 and E3``; of many, the first and how many others."""
    if len(employees) > most + 1:
        return f"{', '.join(employees[:most])} and {len(employees) - most:,} others"
    return " and ".join(part for part in (", ".join(employees[:-1]), *employees[-1:]) if part)


def _receiver_of(plan: Plan, post: str) -> str:
    if not post:
        return ""
    found = plan.posts.loc[plan.posts["post"] == post, "receiver"]
    return str(found.iloc[0]) if len(found) else ""


def _with_own_rows(plan: Plan, scenario: str, wanted: Mapping[str, Sequence[Row]]) -> Plan:
    """Give people these rows of a scenario's own; rows keep their places as far as there are any."""
    frame = plan.placements
    mine = frame[(frame["scenario"] == scenario) & frame["employee_number"].isin(list(wanted))]
    identities: dict[str, list[int]] = {}
    for row, employee in zip(mine.index, mine["employee_number"], strict=True):
        identities.setdefault(str(employee), []).append(int(row))
    edits: list[CellEdit] = []
    added: list[Row] = []
    gone: list[int] = []
    for employee, rows in wanted.items():
        places = identities.get(employee, [])
        for row, cells in zip(places, rows, strict=False):
            edits += [CellEdit(row, key, cells[key]) for key in KEYS]
        added += rows[len(places) :]
        gone += places[len(rows) :]
    after = put_cells(plan, "placements", edits) if edits else plan
    if gone:
        after = delete_rows(after, "placements", gone)
    if not added:
        return after
    values: dict[str, list[Any]] = {key: [row[key] for row in added] for key in KEYS}
    return add_rows(after, "placements", {"scenario": [scenario] * len(added), **values})


@dataclass(frozen=True, slots=True)
class _Held:
    """What holds of some people in a scenario.

    Attributes:
        plan, scenario, name: where.
        rows: each person's placements in force, as dicts of ``KEYS``; None for a blank.
        jobs: the functions of each person's jobs.
        functions: the function of each post in force, by its folded code.
    """

    plan: Plan
    scenario: Scenario
    rows: Mapping[str, list[Row]]
    jobs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan, scenario: str, employees: Sequence[str]) -> "_Held":
        """Look up what holds of these people."""
        resolved = scenario_of(plan, scenario)
        staff = plan.staff
        mine = staff[staff["employee_number"].isin(list(employees))]
        jobs: dict[str, tuple[str, ...]] = {}
        for number, function in zip(mine["employee_number"], mine["function"], strict=True):
            before = jobs.get(str(number), ())
            jobs[str(number)] = before if function in before else (*before, str(function))
        posts = resolved.posts.drop_duplicates("post")
        functions = {
            fold(post): str(function) for post, function in zip(posts["post"], posts["function"], strict=True)
        }
        return cls(plan, resolved, _rows_by_person(resolved.placements, employees), jobs, functions)

    def own_rows(self, employee: str) -> list[Row]:
        """The rows that are the scenario's own."""
        frame = self.plan.placements
        return _rows_by_person(frame[frame["scenario"] == self.scenario.name], (employee,))[employee]

    def inherited_rows(self, employee: str) -> list[Row]:
        """What would hold of a person if the scenario had no row of its own."""
        frame = self.plan.placements
        own = (frame["scenario"] == self.scenario.name) & (frame["employee_number"] == employee)
        without = self.plan.with_table("placements", frame[~own])
        return _rows_by_person(scenario_of(without, self.scenario.name).placements, (employee,))[employee]

    def with_recording(self, employee: str, recording: Recording) -> list[Row]:
        """A person's rows once something is recorded of them.

        Of several jobs, a post of a job's own function decides that job; anything else decides all
        that have no such post, and stands first.
        """
        rows, jobs = self.rows[employee], self.jobs.get(employee, ())
        new = self._new_row(employee, recording, rows)
        if len(jobs) < 2 or not recording.job:
            return [new]
        functions = [self._function(row) for row in rows]
        kept = [row for row, of in zip(rows, functions, strict=True) if of in jobs and of != recording.job]
        general = [row for row, of in zip(rows, functions, strict=True) if of not in jobs]
        if self._function(new) == recording.job and len(kept) + len(general) < len(jobs):
            kept += general
        return sorted([*kept, new], key=lambda row: (self._function(row) in jobs, self._function(row)))

    def without_recording(self, employee: str, job: str) -> list[Row]:
        """A person's own rows but that of a job; none where they say no more than is inherited."""
        own = self.own_rows(employee)
        gone = self.row_of_job(employee, job, own)
        kept = [row for at, row in enumerate(own) if at != gone]
        inherited = self.inherited_rows(employee)
        return [] if all(row in inherited for row in kept) else kept

    def row_of_job(self, employee: str, job: str, rows: Sequence[Row]) -> int | None:
        """Find which of a person's rows is about a job; None where each is about another.

        It is the one whose post is of the job's function, else one whose post is of none of theirs.
        """
        functions = [self._function(row) for row in rows]
        if job in functions:
            return functions.index(job)
        jobs = self.jobs.get(employee, ())
        return next((at for at, one in enumerate(functions) if one not in jobs), None)

    def _function(self, row: Row) -> str:
        return self.functions.get(fold(row["post"]), "")

    def _new_row(self, employee: str, recording: Recording, before: Sequence[Row]) -> Row:
        kind = recording.kind
        post = recording.post if kind.needs_place else ""
        receiver = (recording.receiver or self._receiver(post)) if kind.needs_place else ""
        same = [row for row in before if post and fold(row["post"]) == fold(post)]
        cells: dict[Hashable, Any] = dict.fromkeys(KEYS)
        cells |= {
            "employee_number": employee,
            "outcome": kind.outcome,
            "receiver": receiver or None,
            "post": post or None,
            "date": None if recording.on is None else np.datetime64(recording.on, "s"),
            "stage": kind.stage or None,
            "match": recording.match if recording.match is not None else same[0]["match"] if same else None,
            "locked": "Y" if recording.locks else None,
            "reason": recording.reason.strip() or None,
        }
        return cells

    def _receiver(self, post: str) -> str:
        posts = self.scenario.posts
        found = posts.loc[posts["post"] == post, "receiver"]
        return str(found.iloc[0]) if len(found) else ""


def _rows_by_person(frame: pd.DataFrame, employees: Sequence[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {one: [] for one in employees}
    mine = frame[frame["employee_number"].isin(list(found))]
    for row in mine[list(KEYS)].to_dict("records"):
        cells = {key: None if pd.isna(value) else value for key, value in row.items()}
        found[str(row["employee_number"])].append(cells)
    return found
