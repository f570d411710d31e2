"""Data: the plan's own tables, edited where they stand, each cell with a finding marked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedLayout, QTabBar, QWidget

from planner.model.plan import Plan
from planner.model.tables import TABLES
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.models.columns import plan_columns
from ui.places.data import facts
from ui.places.data.cell_work import CellWork
from ui.places.data.edits import TableEdits
from ui.places.data.finding_marks import FindingMarks, where_findings_are
from ui.places.data.grouped import GroupedTable
from ui.places.data.options import offered
from ui.places.data.paste_panel import PastePanel
from ui.places.data.plan_table import Act, PlanTable
from ui.places.place import Place
from ui.places.targets import DataCell, Target
from ui.widgets.cell_editors import Option

ORDER = (
    "staff",
    "organisations",
    "functions",
    "budgets",
    "posts",
    "scenarios",
    "allocations",
    "placements",
    "assumptions",
    "practices",
)
PLAN = "plan"
"""The tab of the plan's name and dates, which comes before the tables."""
TABS = (PLAN, *ORDER)
PERSONAL = ("name",)
"""Columns of the staff table that are hidden until names are asked for."""
ADVICE = {
    "posts": "Posts are then worked out from the functions and their holders.",
    "placements": "Then each person's odds decide where they go.",
    "assumptions": "Then every assumption has the value of the program's register.",
    "allocations": "Nothing moves until functions are given to receivers.",
    "practices": "CCG sizes puts them in when practices are moved, or a grouping is kept.",
    "budgets": "Without them non-pay counts as nil.",
}
ADD = "Add row puts one in; cells copied from Excel are pasted with Ctrl+V."


class DataPlace(Place):
    """The tables of the plan, and before them its name and dates."""

    name = "data"
    title = "Data"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.edits = TableEdits(document, self.said.emit)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("Tables of the plan")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.addTab("Plan")
        for name in ORDER:
            self._tabs.addTab(TABLES[name].sheet)
        self._tabs.setCurrentIndex(1)
        self._tabs.currentChanged.connect(self._change_table)
        self.table = PlanTable(self._options, self._keep_columns, self.group_by)
        self.table.model.allow_edits(self._enter, ())
        self.panel = PastePanel()
        self.grouped = GroupedTable()
        self.work = CellWork(document, desk, self.table, self.panel, self.edits, self.said.emit)
        self.table.give_acts(self._acts(), self._offers)
        self._grouped_by = ""
        self._marks = FindingMarks()
        self._source: object = None
        self._shown = ""
        self._lay_out()

    # ------------------------------------------------------------ what is in sight

    @property
    def shown_table(self) -> str:
        """The table in sight ("staff"), or ``plan`` for the name and dates."""
        return TABS[self._tabs.currentIndex()]

    def show_table(self, name: str) -> None:
        """Bring one table into sight."""
        self._tabs.setCurrentIndex(TABS.index(name))
        self.be_current()

    def refresh(self) -> None:
        """Show the table in sight as the plan has it now."""
        plan = self.document.plan
        if plan is None:
            return
        for at, name in enumerate(ORDER, start=1):
            words = f"{TABLES[name].sheet}  {len(plan.table(name)):,}"
            if self._tabs.tabText(at) != words:
                self._tabs.setTabText(at, words)
        if self.panel.overlay is not None and self.panel.overlay.before is not plan:
            self.panel.dismiss()
        if self._source is not self.document.source:
            self._source, self._shown = self.document.source, ""
        if self.shown_table == PLAN:
            self._show_facts(plan)
        else:
            self._show_rows(plan, self.shown_table)
        self._show_groups()

    def bring(self, target: Target) -> None:
        """Take a cell of the plan's tables in hand."""
        plan = self.document.plan
        if plan is None or not isinstance(target, DataCell) or target.table not in ORDER:
            return
        self.show_table(target.table)
        self.group_by("")
        if target.row not in plan.table(target.table).index:
            return
        self.table.clear_filters()
        keys = {one.title: one.key for one in TABLES[target.table].columns}
        self.table.take_in_hand(target.row, keys.get(target.column, ""))
        self.table.view.setFocus()

    def focus_find(self) -> None:
        """Search the table in sight; the plan's name and dates need no search."""
        self.group_by("")
        if self.shown_table != PLAN:
            self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the table in sight by column."""
        self.group_by("")
        if self.shown_table != PLAN:
            self.table.toggle_filters()

    def group_by(self, key: str) -> None:
        """Put the rows in sight in groups of one column; empty for no groups."""
        if key == self._grouped_by:
            return
        self._grouped_by = key
        self._show_groups()
        (self.grouped.view if key else self.table.view).setFocus()

    # ------------------------------------------------------------ rows and findings

    def add_row(self) -> None:
        """Add a row at the end, and go to the first cell that wants something."""
        self._go_to_new(self.edits.add_row(self.shown_table))

    def duplicate_rows(self) -> None:
        """Add copies of the selected rows at the end."""
        self.be_current()
        self._go_to_new(self.edits.duplicate_rows(self.shown_table, self._selected()))

    def delete_rows(self) -> None:
        """Take the selected rows away."""
        self.be_current()
        self.edits.delete_rows(self.shown_table, self._selected())

    def next_finding(self, step: int = 1) -> None:
        """Go to the next cell with a finding, or with -1 to the one before."""
        found = self.table.next_mark(step)
        if found is None:
            self.said.emit(where_findings_are(self.document, self.shown_table), "note")
        else:
            self.table.take_in_hand(*found)
            self.table.view.setFocus()

    # ------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        self.grouped.left.connect(self._leave_groups)
        self.grouped.row_wanted.connect(self._leave_groups_for)
        self.panel.taken.connect(self.work.put_in)
        self.panel.left.connect(self.work.leave)
        self.column.addWidget(self._tabs)
        self.column.addWidget(self.panel, 2)
        self._stack = QStackedLayout()
        self.column.addLayout(self._stack, 3)
        for page in (self.table, self.grouped):
            self._stack.addWidget(page)
        self.table.cells.on_copy(self.work.copy_all)

    def _acts(self) -> tuple[Act, ...]:
        work, only = self.work, self._if_table
        pasting = "Put in cells copied from Excel, once you have seen what changes"
        adding = Act("Add a row", only(self.add_row), "Alt+Insert", "Add row", "Add a row at the end")
        return (
            Act("Edit the cell", self.table.cells.start_editing, "F2"),
            Act("Copy", work.copy, "Ctrl+C", parts=True),
            Act("Paste…", self._paste, "Ctrl+V", "Paste", pasting),
            Act("Clear", only(work.clear), "Delete"),
            Act("Fill down", only(work.fill_down), "Ctrl+D"),
            Act("Fill with the first cell", only(work.fill), "Ctrl+Return"),
            replace(adding, parts=True),
            Act("Duplicate rows", only(self.duplicate_rows), "Alt+Shift+Insert", "Duplicate"),
            Act("Delete rows", only(self.delete_rows), "Alt+Delete", "Delete", "Take the selected rows away"),
            Act("Next finding", only(self.next_finding), "F8", "Next finding", parts=True),
            Act("Finding before", only(self._finding_before), "Shift+F8"),
        )

    def _paste(self) -> None:
        self.be_current()
        if self.shown_table == PLAN:
            self._paste_fact()
        else:
            self.work.paste()

    def _paste_fact(self) -> None:
        at = self.table.cells.currentIndex()
        if at.isValid() and self.table.keys_of([at.column()]) == [facts.VALUE]:
            self.edits.enter_fact(at.row(), QGuiApplication.clipboard().text())

    def _if_table(self, do: Callable[[], object]) -> Callable[[], None]:
        """The same, on the table as it is now; not for the plan's name and dates, which stay a row each."""

        def done() -> None:
            if self.shown_table != PLAN:
                self.be_current()
                do()

        return done

    def _offers(self) -> Sequence[Act]:
        """What is offered in place of what stands in the cell in hand."""
        found = self.table.finding_in_hand()
        if found is None or found.fix is None:
            return ()
        words = f"Use {found.fix}" if found.fix else "Clear the cell, as is offered"
        return (Act(words, partial(self.work.use_fix, found.fix)),)

    def _finding_before(self) -> None:
        self.next_finding(-1)

    def _selected(self) -> list[int]:
        rows = self.table.cells.selected_rows()
        return [self.table.model.identity(row) for row in rows]

    def _go_to_new(self, identity: int) -> None:
        if identity < 0:
            return
        self.be_current()
        spec = TABLES[self.shown_table]
        frame = self.table.model.frame
        blank = frame.loc[identity].isna()
        wanting = [one.key for one in spec.columns if one.required and blank[one.key]]
        key = next(iter(wanting), spec.columns[0].key)
        if not self.table.take_in_hand(identity, key):
            self.table.clear_filters()
            self.table.take_in_hand(identity, key)
        self.table.view.setFocus()

    def _enter(self, row: int, key: str, text: str) -> bool:
        if self._shown == PLAN:
            return self.edits.enter_fact(row, text)
        return self.edits.enter(self._shown, row, key, text)

    def _options(self, index: QModelIndex | QPersistentModelIndex) -> Sequence[Option]:
        plan = self.document.plan
        if plan is None or self._shown == PLAN:
            return ()
        return offered(plan, self._shown, self.table.model.columns[index.column()].key)

    def _change_table(self) -> None:
        self._grouped_by = ""
        self.panel.dismiss()
        self.mark_stale()
        if self.isVisible():
            self.be_current()

    def _show_facts(self, plan: Plan) -> None:
        self.work.name, self.work.hidden = PLAN, frozenset()
        frame = facts.facts_frame(plan)
        if self._shown == PLAN:
            self.table.follow_frame(frame)
            return
        self._shown = PLAN
        self.table.give_tools(False)
        self.table.rename("Plan")
        self.table.model.allow_edits(self._enter, {facts.VALUE})
        self.table.hide_columns(())
        self.table.show_frame(frame, facts.COLUMNS)
        self.table.show_columns([])

    def _show_rows(self, plan: Plan, name: str) -> None:
        spec, frame = TABLES[name], plan.table(name)
        marks = self._marks.of(self.document, name)
        unread = {(one.row, one.column): one.text for one in plan.unread if one.table == name}
        hidden = frozenset(PERSONAL if name == "staff" and not self.document.shows_names else ())
        self.work.name, self.work.hidden = name, hidden
        if self._shown == name:
            self.table.follow_frame(frame, marks=marks, unread=unread)
            self.table.hide_columns(hidden)
            return
        self._shown = name
        self.table.give_tools(True)
        self.table.rename(spec.sheet)
        self.table.say_empty(f"The plan has no {spec.sheet.lower()}", f"{ADVICE.get(name, '')} {ADD}".strip())
        self.table.model.allow_edits(self._enter, spec.keys)
        self.table.hide_columns(hidden)
        self.table.show_frame(frame, plan_columns(spec), marks=marks, unread=unread)
        self.table.show_columns(self._kept_columns(name))

    def _show_groups(self) -> None:
        key = self._grouped_by if self.shown_table != PLAN else ""
        at = self.table.model.column_of(key) if key else -1
        if at < 0:
            self._stack.setCurrentWidget(self.table)
            return
        shown = self.table.columns_shown()
        sheet = TABLES[self.shown_table].sheet
        self.grouped.show_groups(
            self.table.model, sheet, self.table.model.columns[at], shown, self.work.hidden
        )
        self._stack.setCurrentWidget(self.grouped)

    def _leave_groups(self) -> None:
        self.group_by("")

    def _leave_groups_for(self, position: int) -> None:
        self.group_by("")
        self.table.take_in_hand(int(self.table.model.frame.index[position]), "")

    def _kept_columns(self, name: str) -> list[str]:
        kept = self.settings.kept(f"columns/{name}") if self.settings is not None else None
        return [kept] if isinstance(kept, str) else list(kept or [])

    def _keep_columns(self, keys: list[str]) -> None:
        if self.settings is not None and self._shown in ORDER:
            self.settings.keep(f"columns/{self._shown}", keys)
