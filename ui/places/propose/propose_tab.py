"""The tab Propose: what is asked at the left, the proposal or the clash at the right."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from planner.advise import SECONDS
from planner.advise.proposal import Infeasible, Proposal
from planner.base.errors import PlannerError
from planner.model.placement_words import names_by_code
from planner.model.scenario_edits import name_fault
from planner.model.tables import BASELINE
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.jobs.failure import reason
from ui.places.propose import jobs
from ui.places.propose.answer_panel import AnswerPanel
from ui.places.propose.clash_panel import ClashPanel
from ui.places.propose.question_panel import LIMITS, QuestionPanel
from ui.places.propose.run_row import RunRow
from ui.places.propose.tab import Tab
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.tab_stack import TabStack

if TYPE_CHECKING:
    from planner.advise.question import Choice, Question
    from planner.model.plan import Plan

ASKING, PROPOSING = "what may change", "propose"
BEFORE = "The plan or the question has changed since; {} again."


class ProposeTab(Tab):
    """Asks for the best combination of options, shows it with its proof, and opens it as a scenario.

    Signals:
        asked_anew: what is asked, or what it is asked of, is another.
    """

    title = "Propose"
    asked_anew = Signal()

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.asked = QuestionPanel()
        self.run = RunRow(self, PROPOSING, "Propose", SECONDS)
        self.stale = label(tone="warning", wraps=True)
        self.idle = EmptyState(
            "Nothing is proposed yet",
            "Say at the left what may change and what must hold, then press Propose.",
        )
        self.answer = AnswerPanel()
        self.clash = ClashPanel()
        self._of: tuple[Any, str] = (None, "")
        self._is_looking = False
        self._answered: tuple[Any, Any] = (None, None)
        self._lay_out()
        self._listen()

    @property
    def question(self) -> "Question | None":
        """What is asked now; None where there is nothing to ask, or it cannot be read."""
        if not self.asked.choices or self._of != self.standing or self._is_looking:
            return None
        return self.asked.question(self.document.scenario)

    def refresh(self) -> None:
        """Offer what may be done in the scenario in hand; an answer of another plan is marked as such."""
        if self.standing == self._of or self.document.assessment is None:
            return
        self._of = of = self.standing
        if self.run.is_busy:
            self.run.drop()
            self.said.emit("The plan has changed meanwhile; propose again.", "note")
        if self.document.scenario == BASELINE:
            self._is_looking = False
            self.asked.empty(
                "Nothing moves in the baseline", "Choose a scenario at the top of the window, or copy one."
            )
        else:
            self._look(of)
        self._mark_stale()

    def recolour(self) -> None:
        """Follow the size of text."""
        for one in (self.asked, self.answer, self.clash):
            one.recolour()

    def focus_find(self) -> None:
        """Search what is proposed, or the functions while nothing is."""
        is_answer = self._pages.currentWidget() is self.answer
        (self.answer.picks if is_answer else self.asked.functions).search.setFocus()
        self.asked.tabs.setCurrentIndex(self.asked.tabs.currentIndex() if is_answer else 0)

    def toggle_filters(self) -> None:
        """Filter the table that is searched."""
        is_answer = self._pages.currentWidget() is self.answer
        (self.answer.picks if is_answer else self.asked.functions).toggle_filters()

    # ------------------------------------------------------------ asking

    def _look(self, of: tuple[Any, str]) -> None:
        """Look for the ways of doing each function, those that are offered besides among them."""
        also, self._is_looking = self.asked.also, True
        job = partial(jobs.choices, of[0], of[1], also.days, also.shares)
        then = partial(self._show_choices, of)
        self.desk.runner(ASKING).start("Looking at what may be done with each function", job, then)

    def _offer(self) -> None:
        """Look anew where something else is offered, unless a day cannot be taken."""
        if fault := self.asked.also.days_field.fault:
            self.said.emit(fault, "error")
        elif self.asked.choices:
            self._look(self._of)
        self._mark_stale()

    def _show_choices(self, of: tuple[Any, str], found: "tuple[Choice, ...]") -> None:
        plan = self.document.plan
        if of == self.standing and plan is not None:
            self._is_looking = False
            self.asked.show_choices(found, plan)
            self._mark_stale()
            self.asked_anew.emit()

    def _ask(self) -> None:
        """Look for the best combination."""
        if (field := self.asked.faulty) is not None:
            self.asked.bring(field)
            self.said.emit(field.fault, "error")
            return
        question, assessment = self.question, self.document.assessment
        if question is None and self._is_looking:
            self.said.emit("The ways of doing each function are looked for; press again in a moment.", "note")
            return
        if question is None or assessment is None:
            self.said.emit("There is nothing to choose from in this scenario.", "note")
            return

        work = partial(jobs.propose, assessment, question, self.run.seconds.value())
        self.run.start("Proposing", work, partial(self._answer, self._of, question))

    def _answer(self, of: tuple[Any, str], question: "Question", found: "Proposal | Infeasible") -> None:
        if of != self.standing:
            return
        self._answered = (of, question)
        plan: Plan = of[0].plan
        if isinstance(found, Proposal):
            self.answer.show_proposal(found, names_by_code(plan))
            self._pages.setCurrentWidget(self.answer)
        else:
            self.clash.show_clash(found, names_by_code(plan))
            self._pages.setCurrentWidget(self.clash)
        self._mark_stale()

    def _failed(self, error: Exception) -> None:
        self.said.emit(reason(error), "error")

    def _mark_stale(self) -> None:
        """Say so where what is shown answers another question, or is of another plan."""
        of, question = self._answered
        is_fresh = of is not None and of == self.standing and question == self.question
        self.stale.setText(BEFORE.format("propose") if of is not None and not is_fresh else "")
        self.stale.setVisible(bool(self.stale.text()))
        self.answer.may_open(of is not None and of == self.standing)
        self.clash.may_open(of is not None and of == self.standing)

    def _changed(self) -> None:
        self._mark_stale()
        self.asked_anew.emit()

    # ------------------------------------------------------------ taking

    def _take(self) -> None:
        """Open the proposal as a scenario."""
        from planner.advise.written import as_scenario

        if self.answer.proposal is not None:
            self.open_scenario(partial(as_scenario, proposal=self.answer.proposal))

    def _take_nearest(self) -> None:
        """Open the combination that breaks the limits least as a scenario."""
        from planner.advise.written import picks_as_scenario

        if (found := self.clash.found) is not None:
            said = "Breaks the limits least, of all combinations found"
            make = partial(picks_as_scenario, question=found.question, picks=found.picks, description=said)
            self.open_scenario(make)

    def open_scenario(self, make: Any, base: str = "Proposed from") -> None:
        """Add what ``make(plan, name=…)`` gives to the plan as one step, and take it in hand."""
        plan, scenario = self.document.plan, self.document.scenario
        if plan is None:
            return
        tries = (f"{base} {scenario}{'' if nth == 1 else f' ({nth})'}" for nth in range(1, 1000))
        name = next(one for one in tries if not name_fault(plan, one))
        try:
            after = make(plan, name=name)
        except PlannerError as error:
            self.said.emit(str(error), "error")
            return
        if self.document.edit(f"Open the proposal as {name}", after):
            self.document.choose(name)
            self.said.emit(f"{name} is in hand now. Undo takes it back.", "note")

    def _relax(self) -> None:
        """Put the least that would do into the limits."""
        from planner.advise.relaxed import relaxed_limits

        if self.clash.found is not None:
            self.asked.form.put(relaxed_limits(self.clash.found))
            self.asked.tabs.setCurrentIndex(LIMITS)
            self._changed()
            self.said.emit("The limits at the left are relaxed. Press Propose.", "note")

    # ------------------------------------------------------------ building

    def _listen(self) -> None:
        self.run.asked.connect(self._ask)
        self.run.failed.connect(self._failed)
        self.asked.changed.connect(self._changed)
        self.asked.offered_anew.connect(self._offer)
        self.answer.taken.connect(self._take)
        self.clash.taken.connect(self._take_nearest)
        self.clash.relaxed.connect(self._relax)

    def _lay_out(self) -> None:
        self._pages = TabStack()
        for one in (self.idle, self.answer, self.clash):
            self._pages.addWidget(one)
        right = QWidget()
        right.setAccessibleName("The proposal")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.run)
        column.addWidget(self.stale)
        column.addWidget(self._pages, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setObjectName("questionAndProposal")
        both.addWidget(self.asked)
        both.addWidget(right)
        both.setSizes([480, 740])
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 2)
        both.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(both)
        self.stale.hide()
