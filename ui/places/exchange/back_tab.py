"""Take changes back: every change of a part beside what is there now, taken line by line."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.base.errors import PasswordNeededError, WrongPasswordError
from planner.model.plan import Plan
from planner.report.wording import counted
from planner.workbook.slices import Changes, parts_by
from planner.workbook.slices.changes import ADDED, CHANGED, REMOVED
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.jobs.failure import reason
from ui.models.tick_model import TickModel
from ui.places.exchange import change_words as words
from ui.places.exchange import jobs
from ui.places.exchange.shrinking_table import ShrinkingTable
from ui.places.exchange.tab import Tab
from ui.theme import Type, scaled
from ui.widgets.labels import label, retone
from ui.widgets.tick_view import TickView

READING, TAKING = "came back", "take changes"
TABLE = 160
"""Pixels of the least height of the table."""
NO_FILE = "No file is chosen."
ASKED = "Choose a part that came back"
ADVICE = (
    "It is set beside the plan, change by change: as it was sent, as it is now, as it comes back. "
    "Nothing is taken until you say so."
)


class BackTab(Tab):
    """Sets a part that came back beside the plan in hand, and takes what is ticked of it."""

    name = "back"
    title = "Take changes back"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.choose_button = QPushButton("Choose the file…")
        self.told = label(NO_FILE, tone="muted", wraps=True)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("Its password")
        self.password.setAccessibleName("Password of the file that came back")
        self.open_button = QPushButton("Open it")
        self.model = TickModel(words.COLUMNS)
        self.view = TickView("Changes that came back")
        self.table = ShrinkingTable("Changes that came back", view=self.view, model=self.model)
        self.table.say_empty(ASKED, ADVICE)
        self.tick_button = QToolButton()
        self.where = label(size=Type.HEADING)
        self.detail = label(wraps=True)
        self.why = QLineEdit()
        self.take_button = QPushButton()
        self.changes: Changes | None = None
        self._path: Path | None = None
        self._of: Plan | None = None
        self._seen: frozenset[words.Known] = frozenset()
        self._wanted: frozenset[words.Known] = frozenset()
        self._shows_names = False
        self._lay_out()
        self._listen()
        self._count()

    def refresh(self) -> None:
        """Set the file beside the plan as it is now."""
        self.table.setMinimumHeight(scaled(TABLE))
        if self.changes is not None and self._shows_names != self.document.shows_names:
            self._fill(self.changes)
        if self.document.plan is not self._of:
            self._read()

    def forget(self) -> None:
        """Nothing of the plan before stays, and no file that belongs to it."""
        self.desk.runner(READING).cancel()
        self._path, self._of, self.changes = None, None, None
        self._seen = self._wanted = frozenset()
        self.password.clear()
        self.why.clear()
        self._ask_password(False)
        self._tell(NO_FILE, "muted")
        self._empty(ASKED, ADVICE)

    def focus_find(self) -> None:
        """Search the changes."""
        self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the changes by column."""
        self.table.toggle_filters()

    # ------------------------------------------------------------ reading what came back

    def open(self, path: Path) -> None:
        """Set a file beside the plan."""
        self._path, self._of, self.changes = path, None, None
        self._seen = self._wanted = frozenset()
        self.password.clear()
        self._ask_password(False)
        self._read()

    def _choose(self) -> None:
        self.asking.to_open(self.open, "Choose the part that came back")

    def _read(self) -> None:
        plan, path = self.document.plan, self._path
        if plan is None or path is None:
            return
        if self.changes is not None:
            lines = self.changes.lines
            self._seen = frozenset(words.known_by(one) for one in lines)
            self._wanted = frozenset(words.known_by(lines[at]) for at in self.model.ticked)
        self._of = plan
        job = partial(jobs.compare, plan, path, self.password.text())
        self.desk.runner(READING).start(f"Reading {path.name}", job, partial(self._show, plan))

    def _show(self, plan: Plan, changes: Changes) -> None:
        """Show what came back, with everything ticked that stands against nothing."""
        if plan is not self.document.plan:
            return
        self._ask_password(False)
        self.changes = changes
        self._fill(changes)
        known = [words.known_by(one) for one in changes.lines]
        ticked = [at for at in words.peaceful(changes) if known[at] not in self._seen]
        ticked += [at for at, one in enumerate(known) if one in self._wanted]
        self.model.offer(words.takeable(changes), ticked)
        self._tell(words.came_back(changes, self._label), "")
        if not changes.lines:
            self._empty("Nothing is left to take", "The plan says what the part says.")
        self._choose_line(-1)

    def _fill(self, changes: Changes) -> None:
        self._shows_names = self.document.shows_names
        frame = words.change_frame(changes, names=self._shows_names)
        self.table.show_frame(frame, words.COLUMNS, marks=words.change_marks(changes))

    def _not_read(self, error: Exception) -> None:
        self.changes = None
        is_locked = isinstance(error, PasswordNeededError | WrongPasswordError)
        self._ask_password(is_locked)
        self._tell(reason(error), "" if isinstance(error, PasswordNeededError) else "error")
        if is_locked:
            self._empty("The file is protected", "Give the password with which it was locked.")
        else:
            self._empty("The file cannot be taken back", reason(error))

    def _stopped(self) -> None:
        if self.changes is None:
            self._of = None
            self._empty(ASKED, ADVICE)

    def _ask_password(self, wanted: bool) -> None:
        for one in (self.password, self.open_button):
            one.setVisible(wanted)
        if wanted and self.isVisible():
            self.password.setFocus()

    def _tell(self, said: str, tone: str) -> None:
        self.told.setText(said)
        retone(self.told, tone)

    def _empty(self, title: str, advice: str) -> None:
        if self.changes is None or not self.changes.lines:
            self.table.say_empty(title, advice)
            self.table.show_frame(words.NOTHING, words.COLUMNS)
            self.model.offer((), ())
            self._choose_line(-1)

    @property
    def _label(self) -> str:
        """What the part that came back is called: the receiver's name rather than its code."""
        if self.changes is None or self.document.plan is None:
            return ""
        by, _, value = self.changes.part.partition(": ")
        return parts_by(self.document.plan, by).get(value, value)

    # ------------------------------------------------------------ ticking

    def _fill_menu(self) -> None:
        """Offer to tick all of a kind; none of it ticks what cannot be taken."""
        menu = self._menu
        menu.clear()
        changes = self.changes
        if changes is None:
            return
        may_be, peaceful = words.takeable(changes), words.peaceful(changes)
        kinds = [(f"Only: {words.KINDS[one].lower()}", words.of_kind(changes, one)) for one in _KINDS]
        for said, places in (
            ("All without a conflict", peaceful), ("All that can be taken", may_be), ("None", []), *kinds,
        ):  # fmt: skip
            count = f"  ({len(places):,})" if places else ""
            action = menu.addAction(f"{said}{count}")
            action.setEnabled(bool(places) or said == "None")
            action.triggered.connect(partial(self._tick, tuple(places)))

    def _tick(self, places: tuple[int, ...], _checked: bool = False) -> None:
        self.model.tick(places)

    def _count(self) -> None:
        count = len(self.model.ticked)
        self.take_button.setText(f"Take {counted(count, 'change')}" if count else "Take what is ticked")
        self.take_button.setEnabled(bool(count) and not self.desk.runner(TAKING).is_busy)
        self.tick_button.setEnabled(self.changes is not None and bool(self.changes.lines))
        self.why.setEnabled(self.tick_button.isEnabled())

    def _choose_line(self, place: int) -> None:
        """Say the line in hand in full under the table."""
        lines = self.changes.lines if self.changes is not None else ()
        is_there = 0 <= place < len(lines)
        self._detail.setVisible(is_there)
        if is_there:
            one = lines[place]
            sent, now, back = words.said_of(one, names=self.document.shows_names)
            self.where.setText(words.heading(one))
            parts = [f"Sent: {sent}", f"Now: {now}"] if sent else []
            self.detail.setText(
                "\n".join(filter(None, [*parts, f"Comes back: {back}", words.remark_of(one)]))
            )

    # ------------------------------------------------------------ taking

    def _take(self) -> None:
        """Take what is ticked, as one step."""
        changes, plan = self.changes, self._of
        if changes is None or plan is None or plan is not self.document.plan or not self.model.ticked:
            return
        taken = [changes.lines[at] for at in self.model.ticked]
        step = words.step_name(taken, self._label)
        job = partial(jobs.take, plan, changes, [one.line for one in taken])
        self.desk.runner(TAKING).start(step, job, partial(self._took, plan, step, self.why.text().strip()))
        self._count()

    def _took(self, before: Plan, step: str, why: str, after: Plan) -> None:
        if self.document.plan is before and self.document.edit(step, after, why=why):
            self.why.clear()
            self.said.emit(f"{step}: done. Undo takes it back.", "note")

    def _not_taken(self, error: Exception) -> None:
        self.tell("Nothing was taken.", error)

    # ------------------------------------------------------------ building

    def _listen(self) -> None:
        self.choose_button.clicked.connect(self._choose)
        self.password.returnPressed.connect(self._read)
        self.open_button.clicked.connect(self._read)
        self.view.turned.connect(self.model.turn)
        self.model.ticks_changed.connect(self._count)
        self.table.chosen.connect(self._choose_line)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.take_button.clicked.connect(self._take)
        self.desk.runner(READING).failed.connect(self._not_read)
        self.desk.runner(READING).cancelled.connect(self._stopped)
        self.desk.runner(TAKING).failed.connect(self._not_taken)
        self.desk.runner(TAKING).ended.connect(self._count)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.choose_button)
        top.addWidget(self.told, 1)
        self.password.setMaximumWidth(220)
        top.addWidget(self.password)
        top.addWidget(self.open_button)
        self._menu = QMenu(self.tick_button)
        self.tick_button.setText("Tick all of a kind")
        self.tick_button.setProperty("shape", "button")
        self.tick_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.tick_button.setMenu(self._menu)
        self.tick_button.setAccessibleName("Tick all changes of a kind")
        self.tick_button.setToolTip("Tick all of a kind. Space ticks the rows selected")
        self.table.add_tool(self.tick_button)
        self._detail = QFrame()
        self._detail.setObjectName("panel")
        inside = QVBoxLayout(self._detail)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(4)
        inside.addWidget(self.where)
        inside.addWidget(self.detail)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.why.setPlaceholderText("Why (goes into the plan’s history)")
        self.why.setAccessibleName("Why the changes are taken")
        self.take_button.setProperty("rank", "first")
        foot.addWidget(self.why, 1)
        foot.addWidget(self.take_button)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self._detail)
        column.addLayout(foot)
        self._ask_password(False)
        self._empty(ASKED, ADVICE)


_KINDS = (CHANGED, ADDED, REMOVED)
