"""Where results are recorded: of the person in hand, or of all who are selected."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.base.dates import long_date
from planner.model import placement_edits as edits
from planner.model import placement_faults as faults
from planner.model.placement_edits import Recording
from planner.model.placement_words import BY_NAME, POOL, RESULTS
from planner.model.plan import Plan
from planner.model.tables import BASELINE, PLACEMENTS
from planner.workbook.entry import entered
from ui.document.plan_document import PlanDocument
from ui.places.people.post_choice import Job, PostChoice
from ui.widgets.labels import label

KERNED = 4
"""Pixels that a label with a letter underlined wants more than it says."""
JOBS = "One of several jobs: a post of this job's function decides it alone, anything else the others too"


class RecordPanel(QScrollArea):
    """Records, locks and takes back; what cannot be done is said above the buttons.

    Signals:
        copy_wanted: the scenario cannot be changed, and the user wants a copy of it.
    """

    copy_wanted = Signal()

    def __init__(self, document: PlanDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Record a result")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._document = document
        self._people: tuple[str, ...] = ()
        self._job = Job()
        self._which = ""
        self._offered: tuple[object, ...] = ()
        self.whom = label(tone="muted", wraps=True)
        self.result = QComboBox()
        self.result.setMinimumContentsLength(8)
        self.result.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.result.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.result.addItems([one.name[:1].upper() + one.name[1:] for one in RESULTS])
        self.place = PostChoice()
        self.filled_too = QCheckBox("Filled posts too")
        self.on = QLineEdit()
        self.reason = QLineEdit()
        self.locked = QCheckBox("Locked")
        self.refusal = label(tone="warning", wraps=True)
        self.said = label(tone="error", wraps=True)
        self.record = QPushButton("Record")
        self.take_back = QPushButton("Take back")
        self.lock = QPushButton("Lock")
        self.unlock = QPushButton("Unlock")
        self.copy = QPushButton("Copy the scenario")
        self._lay_out()
        self.result.currentIndexChanged.connect(self._follow_result)
        self.filled_too.toggled.connect(self._offer)
        for changed in (self.place.currentIndexChanged, self.on.textEdited, self.result.currentIndexChanged):
            changed.connect(self._hush)
        for button, do in (
            (self.record, self._record),
            (self.take_back, self._take_back),
            (self.lock, self._lock),
            (self.unlock, self._unlock),
            (self.copy, self.copy_wanted.emit),
        ):
            button.clicked.connect(do)
        self._follow_result()

    def show_people(self, people: tuple[str, ...], job: Job, which: str = "") -> None:
        """Take others in hand.

        Args:
            people: employee numbers.
            job: the job of the person in hand, for which posts are sought.
            which: the function of the job that is meant, of somebody who has several.
        """
        if people != self._people:
            self._clear()
        if (people, job, which) != (self._people, self._job, self._which):
            self._people, self._job, self._which = people, job, which
            self.refresh()

    def refresh(self) -> None:
        """Follow the plan and the scenario in hand."""
        plan, scenario = self._document.plan, self._document.scenario
        if plan is None or not self.isVisible():
            self._offered = ()
            return
        refusal = faults.scenario_fault(plan, scenario)
        self.refusal.setText(refusal)
        for told in (self.refusal, self.copy):
            told.setVisible(bool(refusal))
        for one in (self.record, self.result, self.place, self.on, self.reason, self.locked, self.filled_too):
            one.setEnabled(not refusal and bool(self._people))
        self._tell_buttons(plan, scenario, bool(refusal))
        self._offer()

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        room = QWidget()
        room.setObjectName("room")
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 8, 8, 4)
        column.setSpacing(8)
        form = self._form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(4)
        rows: tuple[tuple[str, QWidget, str], ...] = (
            ("&Result", self.result, "Result"),
            ("&To", self.place, "Post or receiver"),
            ("", self.filled_too, "Show posts that are filled too"),
            ("&Date", self.on, "Date, day first"),
            ("Reaso&n", self.reason, "Reason"),
            ("", self.locked, "Locked: decides in place of odds"),
        )
        for words, field, name in rows:
            field.setAccessibleName(name)
            form.addRow(words, field)
            if words:  # Qt measures a text with a letter underlined too narrow where letters are kerned
                beside = form.labelForField(field)
                beside.setMinimumWidth(beside.sizeHint().width() + KERNED)
        self.locked.setToolTip("It then decides in place of the odds")
        self.reason.setPlaceholderText("For the plan's history")
        buttons, locks = QHBoxLayout(), QHBoxLayout()
        self.record.setProperty("rank", "first")
        for one in (self.record, self.take_back):
            buttons.addWidget(one)
        for one in (self.lock, self.unlock):
            locks.addWidget(one)
        for row in (buttons, locks):
            row.setSpacing(8)
            row.addStretch(1)
        for told in (self.refusal, self.copy, self.whom, self.said):
            told.hide()
        column.addWidget(self.refusal)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.whom)
        column.addLayout(form)
        column.addWidget(self.said)
        column.addLayout(buttons)
        column.addLayout(locks)
        column.addStretch(1)
        self.setWidget(room)

    # ------------------------------------------------------------ following

    def _follow_result(self) -> None:
        kind = BY_NAME[RESULTS[self.result.currentIndex()].name]
        for field in (self.place, self.filled_too):
            self._form.setRowVisible(field, kind.needs_place)
        self.locked.setChecked(kind.locks)
        self._form.setRowVisible(self.locked, kind.outcome != "pool")
        facts = self._document.plan.facts if self._document.plan is not None else None
        if facts is not None:
            usual = facts.transfer_date if kind.needs_place else facts.closure
            self.on.setPlaceholderText(f"Day first; blank is {long_date(usual)}")
        self._offer()

    def _offer(self) -> None:
        plan, scenario = self._document.plan, self._document.scenario
        wanted = (plan, scenario, self._job, self.filled_too.isChecked())
        same = len(self._offered) == len(wanted) and all(
            one is two or (not isinstance(one, Plan) and one == two)
            for one, two in zip(self._offered, wanted, strict=True)
        )
        if plan is None or scenario == BASELINE or same or not self.isVisible() or not self._people:
            return
        self._offered = wanted
        filled = self.place.offer(plan, scenario, self._job, filled_too=self.filled_too.isChecked())
        self.filled_too.setText(f"Filled posts too ({filled:,})" if filled else "Filled posts too")

    def _tell_buttons(self, plan: Plan, scenario: str, is_closed: bool) -> None:
        several = len(self._people) > 1
        self.whom.setVisible(several or bool(self._which))
        self.whom.setText(f"The same for the {len(self._people):,} people selected" if several else JOBS)
        self.record.setText(f"Record for {len(self._people):,}" if several else "Record")
        self.lock.setText("Lock all placed" if several else "Lock")
        self.lock.setToolTip("Those who have accepted or are placed: it then decides in place of odds")
        state = edits.standing(plan, scenario, self._people)
        self.take_back.setEnabled(not is_closed and bool(state.recorded))
        self.lock.setEnabled(not is_closed and bool(state.placed if several else state.unlocked))
        self.unlock.setEnabled(not is_closed and bool(state.locked))

    def _clear(self) -> None:
        self._say("")
        self.place.setCurrentIndex(-1)
        self.on.clear()
        self.reason.clear()
        self.filled_too.setChecked(False)

    def _say(self, words: str) -> None:
        """Say why something was not done; nothing once it is."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.said.setAccessibleDescription(words)
        if words:
            self.ensureWidgetVisible(self.said)

    def _hush(self) -> None:
        self._say("")

    # ------------------------------------------------------------ doing

    def _recording(self, plan: Plan) -> Recording | None:
        """What the fields say; None where the date cannot be read."""
        taken = entered(self.on.text(), PLACEMENTS.column("date"), PLACEMENTS.name, plan)
        if not taken.is_readable:
            self._say(
                f"{taken.finding.message} {taken.finding.remedy}" if taken.finding else "Mend the date."
            )
            self.on.setFocus()
            return None
        receiver, post = self.place.place
        return Recording(
            RESULTS[self.result.currentIndex()].name,
            receiver,
            post,
            taken.value if isinstance(taken.value, date) else None,
            self.reason.text(),
            self.locked.isChecked(),
            self._which,
        )

    def _record(self) -> None:
        plan, scenario, people = self._document.plan, self._document.scenario, self._people
        recording = self._recording(plan) if plan is not None else None
        if plan is None or recording is None:
            return
        self._do(
            faults.fault_of_all(plan, scenario, people, recording),
            lambda: edits.record_all(plan, scenario, people, recording),
            edits.step_name(plan, people, recording),
            recording.reason,
        )

    def _take_back(self) -> None:
        plan, scenario, people = self._document.plan, self._document.scenario, self._people
        if plan is None:
            return
        step = f"Take back {edits.people_words(people)}"
        if edits.standing(plan, scenario, people).own:
            fault = faults.take_back_fault(plan, scenario, people, self._which)
            self._do(fault, lambda: edits.take_back_all(plan, scenario, people, self._which), step)
        else:
            back = Recording(POOL.name, job=self._which)
            fault = faults.fault_of_all(plan, scenario, people, back)
            self._do(fault, lambda: edits.record_all(plan, scenario, people, back), step)

    def _lock(self) -> None:
        plan, scenario = self._document.plan, self._document.scenario
        if plan is None:
            return
        state = edits.standing(plan, scenario, self._people)
        people = state.placed if len(self._people) > 1 else state.unlocked
        self._do(
            faults.lock_fault(plan, scenario, people),
            lambda: edits.set_lock(plan, scenario, people, True),
            f"Lock {edits.people_words(people)}",
        )

    def _unlock(self) -> None:
        plan, scenario, people = self._document.plan, self._document.scenario, self._people
        if plan is None:
            return
        locked = edits.standing(plan, scenario, people).locked
        self._do(
            faults.scenario_fault(plan, scenario),
            lambda: edits.set_lock(plan, scenario, locked, False),
            f"Unlock {edits.people_words(locked)}",
        )

    def _do(self, fault: str, make: Callable[[], Plan], step: str, why: str = "") -> None:
        """Make one step of it, or say why not."""
        if fault:
            self._say(fault)
            return
        self._say("")
        self._document.edit(step, make(), why=why)

    # Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        """Offer posts once there is somebody to see them."""
        super().showEvent(event)
        self.refresh()
