"""Data: the plan's own tables, each cell with a finding marked."""

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QTabBar, QWidget

from planner.model.tables import TABLES
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.models.columns import plan_columns
from ui.models.frame_model import Marks
from ui.places.frame_table import FrameTable
from ui.places.place import Place
from ui.places.targets import DataCell, Target

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
)
PERSONAL = ("name",)
"""Columns of the staff table that are hidden until names are asked for."""
ADVICE = {
    "posts": "Posts are then worked out from the functions and their holders.",
    "placements": "Then each person's odds decide where they go.",
    "assumptions": "Then every assumption has the value of the program's register.",
    "allocations": "Nothing moves until functions are given to receivers, on this sheet of the workbook.",
    "budgets": "Without them non-pay counts as nil.",
}


class DataPlace(Place):
    """The tables of the plan as they were read."""

    name = "data"
    title = "Data"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("Tables of the plan")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        for name in ORDER:
            self._tabs.addTab(TABLES[name].sheet)
        self._tabs.currentChanged.connect(self.mark_stale)
        self.table = FrameTable("Staff")
        self.column.addWidget(self._tabs)
        self.column.addWidget(self.table, 1)

    @property
    def shown_table(self) -> str:
        """The table in sight ("staff")."""
        return ORDER[self._tabs.currentIndex()]

    def show_table(self, name: str) -> None:
        """Bring one table into sight."""
        self._tabs.setCurrentIndex(ORDER.index(name))
        self.be_current()

    def refresh(self) -> None:
        """Show the table in sight as the plan has it now."""
        plan = self.document.plan
        if plan is None:
            return
        for at, name in enumerate(ORDER):
            self._tabs.setTabText(at, f"{TABLES[name].sheet}  {len(plan.table(name)):,}")
        name = self.shown_table
        spec = TABLES[name]
        self.table.rename(spec.sheet)
        self.table.say_empty(
            f"The plan has no {spec.sheet.lower()}",
            ADVICE.get(name, "Add them to its workbook and open it again."),
        )
        unread = {(one.row, one.column): one.text for one in plan.unread if one.table == name}
        hidden = PERSONAL if name == "staff" and not self.document.shows_names else ()
        self.table.show_frame(plan.table(name), plan_columns(spec), marks=self._marks(name), unread=unread)
        self.table.hide_columns(hidden)

    def bring(self, target: Target) -> None:
        """Select a cell of the plan's tables."""
        plan = self.document.plan
        if plan is None or not isinstance(target, DataCell) or target.table not in ORDER:
            return
        self.show_table(target.table)
        frame = plan.table(target.table)
        if target.row not in frame.index:
            return
        self.table.clear_filters()
        row = self.table.model.row_at(int(frame.index.get_loc(target.row)))  # type: ignore[arg-type]
        keys = {one.title: one.key for one in TABLES[target.table].columns}
        at = max(0, self.table.model.column_of(keys.get(target.column, "")))
        view = self.table.view
        cell = self.table.model.index(row, at)
        view.scrollTo(cell)
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().setCurrentIndex(cell, flags.ClearAndSelect | flags.Rows)
        view.setFocus()

    def focus_find(self) -> None:
        """Search the table in sight."""
        self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the table in sight by column."""
        self.table.toggle_filters()

    def _marks(self, name: str) -> Marks:
        keys = {one.title: one.key for one in TABLES[name].columns}
        found = [one for one in self.document.findings if one.table == name and one.row >= 0]
        return {(one.row, keys.get(one.column, one.column)): one for one in reversed(found)}
