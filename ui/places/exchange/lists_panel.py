"""Hand-over lists: for which receivers, with or without names, under which password."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from planner.model.plan import Plan
from planner.report.wording import counted
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.jobs.failure import reason
from ui.models import columns as c
from ui.models.tick_model import TickModel
from ui.places.exchange import jobs
from ui.places.exchange.jobs import ListsWish
from ui.places.exchange.shrinking_table import ShrinkingTable
from ui.places.exchange.tab import Tab
from ui.theme import Type, scaled
from ui.widgets.labels import label
from ui.widgets.password_fields import PasswordFields
from ui.widgets.tick_view import TickView

if TYPE_CHECKING:
    from planner.workbook.handover import HandOver

LOOKING, WRITING = "hand-overs", "write hand-overs"
COLUMNS = (
    c.words("name", "Receiver", wide=True),
    c.count("people", "People"),
    c.count("posts", "Posts"),
    c.count("work", "Lines\nof work"),
)
PERSONAL = (
    "The lists contain personal data: employee numbers, pay, service. Share each only with those who need "
    "it, and lock it with a password."
)
NOBODY = "Nothing comes to anybody"
NOBODY_ADVICE = "In this scenario no work, no post and nobody goes to a receiver. Choose another at the top."


class ListsPanel(Tab):
    """Writes for each receiver who and what comes to it."""

    name = "hand over"
    title = "Hand-over lists"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.model = TickModel(COLUMNS)
        self.view = TickView("Receivers of hand-over lists")
        self.table = ShrinkingTable("Receivers", COLUMNS, view=self.view, model=self.model)
        self.names = QCheckBox("Name the people whose placement is locked")
        self.one = QCheckBox("One workbook with a sheet for each receiver")
        self.password = PasswordFields("Without a password anybody who gets hold of them can read them.")
        self.write_button = QPushButton()
        self.write_button.setProperty("rank", "first")
        self.table.rename("")  # the panel has a heading of its own
        self.view.setAccessibleName("Receivers of hand-over lists")
        self._looked: tuple[Plan, str] | None = None
        self._lists: tuple[HandOver, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(self.title, Type.HEADING))
        column.addWidget(label(PERSONAL, wraps=True))
        column.addWidget(self.table, 1)
        for one in (self.names, self.one, self.password, self.write_button):
            column.addWidget(one)
        self.view.turned.connect(self.model.turn)
        self.model.ticks_changed.connect(self._enable)
        self.password.changed.connect(self._enable)
        self.write_button.clicked.connect(self._ask)
        self.desk.runner(LOOKING).failed.connect(self._not_looked)
        self.desk.runner(WRITING).failed.connect(self._not_written)
        self._enable()

    def refresh(self) -> None:
        """Look who is handed anything in the scenario in hand."""
        self.table.setMinimumHeight(scaled(150))
        plan, scenario = self.document.plan, self.document.scenario
        if plan is None or (self._looked and self._looked[0] is plan and self._looked[1] == scenario):
            return
        self._looked = (plan, scenario)
        job = partial(jobs.handed, plan, scenario)
        self.desk.runner(LOOKING).start("Looking up who goes where", job, partial(self._show, plan, scenario))

    def forget(self) -> None:
        """Nothing of the plan before stays."""
        self.password.forget()
        self.names.setChecked(False)
        self._looked, self._lists = None, ()
        self.model.offer((), ())

    @property
    def wish(self) -> ListsWish:
        """What is chosen."""
        receivers = tuple(self._lists[at].receiver for at in self.model.ticked)
        return ListsWish(self.document.scenario, self.names.isChecked(), self.one.isChecked(), receivers)

    def _show(self, plan: Plan, scenario: str, lists: "tuple[HandOver, ...]") -> None:
        """List the receivers; those ticked before stay ticked, all of them at first."""
        if self._looked is None or self._looked[0] is not plan or self._looked[1] != scenario:
            return
        before, ticked = [one.receiver for one in self._lists], set(self.wish.receivers)
        self._lists = lists
        self.table.say_empty(NOBODY, NOBODY_ADVICE)
        self.table.show_frame(jobs.handed_frame(lists), COLUMNS)
        kept = [at for at, one in enumerate(lists) if one.receiver in ticked or one.receiver not in before]
        self.model.offer(range(len(lists)), kept)

    def _not_looked(self, error: Exception) -> None:
        self._looked = None
        self.table.say_empty("The lists could not be looked at", reason(error))

    def _enable(self) -> None:
        count = len(self.model.ticked)
        self.write_button.setText(f"Write {counted(count, 'list')}…" if count else "Tick a receiver")
        self.write_button.setEnabled(bool(count) and self.password.is_settled)

    def _ask(self) -> None:
        self.asking.to_fill("Choose the folder for the lists", self._write)

    def _write(self, folder: Path) -> None:
        plan = self.document.plan
        if plan is not None:
            job = partial(jobs.hand_over, plan, self.wish, folder, self.password.password)
            self.desk.runner(WRITING).start("Writing the lists", job, self._written)

    def _written(self, paths: tuple[Path, ...]) -> None:
        files = counted(len(paths), "workbook")
        lock = "" if self.password.password else " They are not locked: send them by a way that is."
        self.said.emit(
            f"Wrote {files} in {paths[0].parent}. They contain personal data.{lock}",
            "note" if self.password.password else "warning",
        )

    def _not_written(self, error: Exception) -> None:
        self.tell("The lists were not written.", error)
