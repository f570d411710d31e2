"""Edits of the plan's tables as the user makes them: each one step that can be undone."""

from collections.abc import Callable, Sequence

from planner.base.dates import long_date
from planner.base.findings import Severity
from planner.model.new_rows import copy_rows, first_values
from planner.model.plan import FACT_NAMES
from planner.model.table_edits import CellEdit, add_rows, delete_rows, next_row, put_cells
from planner.model.tables import TABLES
from planner.workbook.entry import entered, entered_fact, written
from planner.workbook.overlay import Overlay
from ui.document.plan_document import PlanDocument
from ui.places.data import steps

FACTS = tuple(name for name in FACT_NAMES if name != "format_version")
"""The facts of a plan that a user may change; a row of the tab Plan each, in this order."""

Say = Callable[[str, str], object]


class TableEdits:
    """Turns what a user does in a table into edits of the document.

    Args:
        document: the open plan.
        say: told a sentence and its tone, where there is something to be said.
    """

    def __init__(self, document: PlanDocument, say: Say) -> None:
        self._document = document
        self._say = say

    def enter(self, table: str, row: int, key: str, text: str) -> bool:
        """Put what was typed in a cell; what cannot be read is kept as it was typed."""
        plan = self._document.plan
        if plan is None or row not in plan.table(table).index:
            return False
        column = TABLES[table].column(key)
        found = entered(text, column, table, plan)
        kept = {(one.row, one.column): one.text for one in plan.unread if one.table == table}
        before = kept.get((row, key), written(plan.table(table).at[row, key], column))
        after = written(found.value, column) if found.is_readable else text.strip()
        step = steps.changing(plan, table, row, key, before, after)
        edit = CellEdit(row, key, found.value, "" if found.is_readable else after)
        is_done = self._document.edit(step, put_cells(plan, table, [edit]))
        if is_done and found.finding is not None:
            tone = "error" if found.finding.severity is Severity.ERROR else "warning"
            self._say(f"{found.finding.message} {found.finding.remedy}", tone)
        return is_done

    def enter_fact(self, place: int, text: str) -> bool:
        """Put what was typed in one of ``FACTS``; a date that cannot be read is not taken."""
        plan = self._document.plan
        if plan is None:
            return False
        key = FACTS[place]
        found = entered_fact(text, key)
        if found.finding is not None:
            left = "" if found.is_readable else f" It stays {fact_text(getattr(plan.facts, key))}."
            self._say(f"{found.finding.message}{left}", "warning" if found.is_readable else "error")
        if not found.is_readable:
            return False
        before, after = fact_text(getattr(plan.facts, key)), fact_text(found.value)
        step = steps.changing_fact(key, before, after)
        return self._document.edit(step, plan.with_facts(**{key: found.value}))

    def put(self, overlay: Overlay, doing: str, joined: str = "of") -> bool:
        """Make what was laid over a table the plan."""
        if overlay.before is not self._document.plan:
            return False
        count = len(overlay.changes)
        step = steps.counted(doing, count, overlay.table, joined)
        if count == 1:
            one = overlay.changes.iloc[0]
            if not overlay.added:
                step = steps.changing(
                    overlay.before, overlay.table, int(one["row"]), one["key"], one["before"], one["after"]
                )
        return self._document.edit(step, overlay.after)

    def add_row(self, table: str) -> int:
        """Add a row at the end of a table; gives its identity, or -1 where none was added."""
        plan = self._document.plan
        if plan is None or table not in TABLES:
            return -1
        values = first_values(plan, table, self._document.scenario) or {TABLES[table].columns[0].key: None}
        after = add_rows(plan, table, {key: [value] for key, value in values.items()})
        return next_row(plan, table) if self._document.edit(steps.of_rows("Add", 1, table), after) else -1

    def delete_rows(self, table: str, rows: Sequence[int]) -> bool:
        """Take rows away."""
        plan = self._document.plan
        if plan is None or table not in TABLES or not rows:
            return False
        after = delete_rows(plan, table, rows)
        return self._document.edit(steps.of_rows("Delete", len(rows), table), after)

    def duplicate_rows(self, table: str, rows: Sequence[int]) -> int:
        """Add copies of rows at the end; gives the identity of the first copy, or -1 where none was made."""
        plan = self._document.plan
        if plan is None or table not in TABLES or not rows:
            return -1
        step = steps.of_rows("Duplicate", len(rows), table)
        is_done = self._document.edit(step, copy_rows(plan, table, rows))
        return next_row(plan, table) if is_done else -1


def fact_text(value: object) -> str:
    """A fact as a user reads it: dates as 31 March 2013."""
    return value if isinstance(value, str) else long_date(value)  # type: ignore[arg-type]
