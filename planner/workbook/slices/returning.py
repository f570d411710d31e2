"""Sets what came back beside what is in the plan now: each change in a line, conflicts named."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from planner.model.pairing import folded, paired
from planner.model.plan import Plan
from planner.model.scenario import scenario_of
from planner.model.scenario_edits import refusal
from planner.model.tables import TABLES, Column
from planner.workbook.cell_values import unread_cells
from planner.workbook.slices.changes import (
    ADDED,
    ALREADY,
    CHANGED,
    NOWHERE,
    REMOVED,
    Change,
    Changes,
    plain_value,
    same,
)
from planner.workbook.slices.parts import COLUMNS, FIXED, OF_SCENARIOS
from planner.workbook.slices.returned import Returned, read_returned, sent_values

WAYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "staff": (
        ("employee_number", "assignment_number"),
        ("employee_number", "function", "position_title"),
        ("employee_number",),
    ),
    "functions": (("code",),),
    "allocations": (
        ("function", "sender", "receiver", "mode"),
        ("function", "sender", "receiver"),
    ),
    "placements": (
        ("employee_number", "post", "outcome"),
        ("employee_number", "receiver"),
        ("employee_number",),
    ),
    "posts": (("post", "receiver"), ("post",)),
}
"""By what a row that was sent is known in the plan as it is now, the surest first."""


def changes_in(plan: Plan, path: Path, password: str | None = None) -> Changes:
    """Set what came back beside the plan as it is now. Changes nothing.

    Args:
        plan: the plan.
        path: the workbook that came back.
        password: what opens it, where it is protected.

    Raises:
        FileRefusedError: it cannot be opened, or is not a part that was sent from a plan.
        UnknownScenarioError: the plan has no longer the scenario whose rows were sent.
    """
    returned = read_returned(path, password)
    resolved = scenario_of(plan, returned.scenario)
    notes = list(returned.notes)
    if returned.plan_name != (plan.facts.plan_name.strip() or "Plan"):
        notes.append(f"It was sent from a plan called '{returned.plan_name}'.")
    known = {name: _codes(plan, name) for name in ("organisations", "functions", "staff")}
    known["posts"] = frozenset(folded(resolved.posts["post"]).dropna())
    lines: list[Change] = []
    already = 0
    for table in COLUMNS:
        if table not in returned.back:
            continue
        now = getattr(resolved, table) if table in OF_SCENARIOS else plan.table(table)
        for change in _Table(plan, returned, table, now, known).changes():
            if change.line < 0:
                already += 1
            else:
                lines.append(replace(change, line=len(lines) + 1))
    return Changes(returned.part, returned.scenario, returned.sent_on, tuple(lines), already, tuple(notes))


class _Table:
    """One table as it was sent, is now, and comes back."""

    def __init__(
        self,
        plan: Plan,
        returned: Returned,
        table: str,
        now: pd.DataFrame,
        known: Mapping[str, frozenset[str]],
    ) -> None:
        self.plan, self.table, self.now, self.known = plan, table, now, known
        self.scenario = returned.scenario
        self.sent, self.back = returned.sent[table], returned.back[table]
        refs = [ref if ref in self.sent.index else "" for ref in returned.refs[table]]
        self.ref_rows = {ref: at for at, ref in enumerate(refs) if ref}
        self.new_rows = [at for at, ref in enumerate(refs) if not ref]
        self.odd = {(one.row, one.column): one.text for one in returned.unread if one.table == table}
        self.odd_now = unread_cells(plan, table)
        self.place = self._places()
        self.closed = refusal(plan, self.scenario) if table in OF_SCENARIOS else ""

    def _places(self) -> dict[str, int]:
        """The position in the plan's rows of each row that was sent."""
        compared = [key for key in COLUMNS[self.table] if key != "scenario"]
        first = list(WAYS[self.table][0])
        ways = ([*first, *(key for key in compared if key not in first)], *WAYS[self.table])
        sent, now = paired(self.sent, self.now, ways)
        return {str(self.sent.index[one]): int(other) for one, other in zip(sent, now, strict=True)}

    def changes(self) -> Iterator[Change]:
        """Cells that changed, rows that are gone, and rows that are new."""
        columns = [column for column in TABLES[self.table].columns if column.key in self.back]
        found = [one for column in columns for one in self._cells(column)]
        yield from (change for _, change in sorted(found, key=lambda one: one[0]))
        for ref in self.sent.index:
            if ref not in self.ref_rows:
                yield self._removed(str(ref))
        for at in self.new_rows:
            yield self._added(at)

    # ------------------------------------------------------------------------------ cells

    def _cells(self, column: Column) -> Iterator[tuple[int, Change]]:
        """The cells of a column that changed, each with the place of its row in what was sent."""
        sent = sent_values(self.sent, column.key)
        back = sent_values(self.back, column.key)
        now = sent_values(self.now, column.key)
        for at, ref in enumerate(map(str, self.sent.index)):
            if ref not in self.ref_rows:
                continue
            position = self.ref_rows[ref]
            odd = self.odd.get((int(self.back.index[position]), column.key))
            value = back[position] if odd is None else odd
            if same(value, sent[at]):
                continue
            place = self.place.get(ref)
            row = NOWHERE if place is None else int(self.now.index[place])
            is_now = None if place is None else now[place]
            if (row, column.key) in self.odd_now:
                is_now = self.odd_now[row, column.key]
            if odd is not None and same(odd, is_now):
                continue
            where = self._about(self.sent, at)
            if place is not None and same(value, is_now):
                yield at, Change(ALREADY, self.table, row, where, CHANGED, column.key)
                continue
            fault = self._fault_of_cell(column, value, odd is not None, place)
            is_conflict = place is None or not same(is_now, sent[at])
            line = Change(0, self.table, row, where, CHANGED, column.key, sent[at], is_now, value)
            yield at, replace(line, is_conflict=is_conflict, fault=fault)

    def _fault_of_cell(self, column: Column, value: Any, is_odd: bool, place: int | None) -> str:
        if column.key in FIXED[self.table]:
            return f"{column.title} says what the row is about, and is not taken from a part."
        return self._closed_to(place) or self._fault_of_value(column, value, is_odd)

    def _closed_to(self, place: int | None) -> str:
        """Why a row of the plan cannot be changed."""
        if place is None:
            return "The row is no longer in the plan."
        if self.closed:
            return self.closed
        if "locked" in self.now and self.now["locked"].iloc[place] == "Y":
            return "It is locked in the plan. Unlock it there first."
        return ""

    def _fault_of_value(self, column: Column, value: Any, is_odd: bool) -> str:
        """Why a value cannot be taken."""
        if is_odd:
            return f"'{value}' cannot be taken as {column.title}."
        if value is None:
            return f"{column.title} may not be blank." if column.required else ""
        if column.refers_to in self.known:
            codes = [one.strip() for one in str(value).split(";")]
            lost = [one for one in codes if one and one.casefold() not in self.known[column.refers_to]]
            if lost:
                return f"The plan has no {_ONE[column.refers_to]} '{lost[0]}'."
        if isinstance(value, float):
            too_low = column.low is not None and value < column.low
            if too_low or (column.high is not None and value > column.high):
                most = "" if column.high is None else f" and at most {column.high:g}"
                return f"{column.title} is at least {column.low or 0:g}{most}, not {value:g}."
        return ""

    # ------------------------------------------------------------------------------- rows

    def _removed(self, ref: str) -> Change:
        place = self.place.get(ref)
        where = self._about(self.sent, int(self.sent.index.get_loc(ref)))  # type: ignore[arg-type]
        if place is None:
            return Change(ALREADY, self.table, NOWHERE, where, REMOVED)
        row = int(self.now.index[place])
        differs = [
            key
            for key in self.back
            if not same(self.sent[key].loc[ref], self.now[key].iloc[place]) and key != "scenario"
        ]
        fault = self._closed_to(place)
        if self.table not in OF_SCENARIOS:
            fault = (
                "Rows of this sheet are not taken out by a part: they come and go with the plan's own lists."
            )
        elif not fault and self.now["scenario"].iloc[place] != self.scenario:
            base = self.now["scenario"].iloc[place]
            whose = f"'{base}'" if isinstance(base, str) else "every scenario"
            fault = f"It comes from {whose}. Take it out there."
        return Change(0, self.table, row, where, REMOVED, is_conflict=bool(differs), fault=fault)

    def _added(self, at: int) -> Change:
        cells: dict[str, Any] = {str(key): plain_value(self.back[key].iloc[at]) for key in self.back}
        row = int(self.back.index[at])
        odd = {key: text for (one, key), text in self.odd.items() if one == row}
        if "scenario" in cells:
            cells["scenario"] = cells["scenario"] or self.scenario
        where = self._about(self.back, at)
        one = self.back.iloc[[at]].reindex(columns=list(COLUMNS[self.table]))
        one = one.astype({key: self.now[key].dtype for key in one})
        first = list(WAYS[self.table][0])
        alike = [*first, *(key for key in cells if key not in (*first, "scenario"))]
        if not odd and len(paired(one, self.now, [alike])[0]):
            return Change(ALREADY, self.table, NOWHERE, where, ADDED)
        taken = set(self.place.values())
        free = self.now.iloc[[at for at in range(len(self.now)) if at not in taken]]
        is_conflict = bool(len(paired(one, free, WAYS[self.table][-1:])[0]))
        return Change(
            0, self.table, NOWHERE, where, ADDED, is_conflict=is_conflict,
            fault=self._fault_of_row(cells, odd), cells=cells | odd,
        )  # fmt: skip

    def _fault_of_row(self, cells: Mapping[str, Any], odd: Mapping[str, str]) -> str:
        if self.table == "staff":
            return "New people come into the plan with a staff list, not with a part."
        if self.table == "functions":
            return "New functions are added in the plan, not with a part."
        if self.closed:
            return self.closed
        if cells.get("scenario") != self.scenario and self.table in OF_SCENARIOS:
            return f"It is for '{cells.get('scenario')}', and this part is of '{self.scenario}'."
        for column in TABLES[self.table].columns:
            value = odd.get(column.key, cells.get(column.key))
            if fault := self._fault_of_value(column, value, column.key in odd):
                return fault
        return ""

    def _about(self, frame: pd.DataFrame, at: int) -> str:
        """What a row is about, by numbers and codes; never by a person's name."""
        cells = {key: plain_value(frame[key].iloc[at]) for key in frame}
        if self.table == "allocations":
            to = cells.get("receiver") or cells.get("mode") or "nobody"
            sender = f" from {cells['sender']}" if cells.get("sender") else ""
            return f"{cells.get('function') or 'a function'}{sender} to {to}"
        if self.table == "placements":
            return str(cells.get("employee_number") or "somebody")
        first = {"staff": "employee_number", "functions": "code", "posts": "post"}[self.table]
        return str(cells.get(first) or "a new row")


_ONE = {"organisations": "organisation", "functions": "function", "staff": "employee number", "posts": "post"}


def _codes(plan: Plan, table: str) -> frozenset[str]:
    key = "employee_number" if table == "staff" else "code"
    return frozenset(folded(plan.table(table)[key]).dropna())
