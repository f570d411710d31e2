"""What is asked of a proposal: which functions may change and how, the limits, and what counts."""

from typing import TYPE_CHECKING

import pandas as pd
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from planner.advise.narrowed import Narrowing, key_of
from planner.advise.question import Choice, Question
from planner.report.advice import choice_sentence, choice_table, option_table
from ui.models.tick_model import TickModel
from ui.places.frame_table import FrameTable
from ui.places.propose.also_offer import AlsoOffer
from ui.places.propose.days_field import DaysField
from ui.places.propose.limits_form import LimitsForm
from ui.places.propose.number_field import NumberField
from ui.places.propose.propose_columns import CHOICES, OPTIONS
from ui.theme import scaled
from ui.widgets.labels import label
from ui.widgets.room import Room
from ui.widgets.tab_stack import TabStack
from ui.widgets.tick_view import TickView

if TYPE_CHECKING:
    from planner.model.plan import Plan

FUNCTIONS, LIMITS, OFFER = range(3)
"""The pages."""
LEAST = 120
"""Pixels of the least height of a table."""


class QuestionPanel(QWidget):
    """Three pages: what may change, the limits, and what is offered besides.

    What was narrowed holds by name, also for another plan.

    Signals:
        changed: something else is asked.
        offered_anew: something else is offered, so that there are other ways.
    """

    changed = Signal()
    offered_anew = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What is asked")
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("What may change, limits, or what is offered besides")
        self.model = TickModel(CHOICES)
        self.view = TickView("Functions that may change")
        self.functions = FrameTable("Functions", view=self.view, model=self.model)
        self.option_model = TickModel(OPTIONS)
        self.option_view = TickView("Ways in which the function in hand may be done")
        self.options = FrameTable("Ways", view=self.option_view, model=self.option_model)
        self.options.search.hide()
        self.form = LimitsForm()
        self.also = AlsoOffer()
        self.told = label(tone="muted", wraps=True)
        self.choices: tuple[Choice, ...] = ()
        self._narrowing = Narrowing()
        self._in_hand = -1
        self._is_filling = False
        self._lay_out()
        self._listen()

    def question(self, scenario: str) -> Question:
        """What is asked of a scenario."""
        return Question(scenario, self._narrowing.of(self.choices), self.form.weights, self.form.limits)

    @property
    def faulty(self) -> NumberField | DaysField | None:
        """The first field whose content cannot be taken."""
        fields: tuple[NumberField | DaysField, ...] = (*self.form.fields, self.also.days_field)
        return next((one for one in fields if one.fault), None)

    def bring(self, field: QWidget) -> None:
        """Bring a field into sight, with the cursor in it."""
        self.tabs.setCurrentIndex(OFFER if field is self.also.days_field else LIMITS)
        field.setFocus()

    def show_choices(self, choices: tuple[Choice, ...], plan: "Plan") -> None:
        """Show what may be done with each function of a scenario."""
        self._narrowing = self._narrowing.followed(self.choices, choices)
        self.choices = choices
        self.form.follow(plan)
        self.also.follow(plan)
        self._show()
        self.functions.choose_or_first(self._in_hand)

    def empty(self, title: str, advice: str) -> None:
        """Say why there is nothing to choose from."""
        self.choices = ()
        self.functions.say_empty(title, advice)
        self._show()

    def recolour(self) -> None:
        """Keep a few rows in sight at any size of text."""
        for one in (self.functions, self.options):
            one.setMinimumHeight(scaled(LEAST))

    # ------------------------------------------------------------ showing

    def _show(self) -> None:
        """Show the functions with what is left of their ways, ticked where they may change."""
        self._is_filling = True
        frame = choice_table(self.choices, self._narrowing)
        before = self.functions.model.frame
        if len(frame) and before["name"].tolist() == frame["name"].tolist():
            self.functions.follow_frame(frame)
        else:
            self.functions.show_frame(frame)
        free = [at for at, one in enumerate(self.choices) if one.is_open]
        kept = self._narrowing.kept
        self.model.offer(free, [at for at in free if key_of(self.choices[at]) not in kept])
        self._is_filling = False
        self._show_options()
        self._tell()

    def _show_options(self) -> None:
        self._is_filling = True
        choice = self.choices[self._in_hand] if 0 <= self._in_hand < len(self.choices) else None
        if choice is None:
            self.options.rename("Ways")
            self.options.show_frame(pd.DataFrame({one.key: [] for one in OPTIONS}))
            self.option_model.offer((), ())
        else:
            self.options.rename(choice.name)
            self.options.show_frame(option_table(choice))
            may_be = [at for at in range(len(choice.options)) if at != choice.current]
            self.option_model.offer(may_be if choice.is_open else (), self._narrowing.allowed(choice))
        self._is_filling = False

    def _tell(self) -> None:
        if self.choices:
            asked = self.question("")
            self.told.setText(choice_sentence(asked.choices, asked.combinations))
        else:
            self.told.setText("")

    # ------------------------------------------------------------ narrowing

    def _choose(self, position: int) -> None:
        if position >= 0 and position != self._in_hand:
            self._in_hand = position
            self._show_options()

    def _keep(self) -> None:
        """Functions without a tick stay as they are."""
        if self._is_filling:
            return
        ticked = self.model.ticked
        kept = [key_of(one) for at, one in enumerate(self.choices) if one.is_open and at not in ticked]
        self._narrowing = self._narrowing.keeping(kept)
        self._show()
        self.changed.emit()

    def _allow(self) -> None:
        """Ways without a tick are not proposed."""
        if self._is_filling or not 0 <= self._in_hand < len(self.choices):
            return
        choice = self.choices[self._in_hand]
        self._narrowing = self._narrowing.allowing(choice, self.option_model.ticked)
        self._is_filling = True
        self.functions.follow_frame(choice_table(self.choices, self._narrowing))
        self._is_filling = False
        self._tell()
        self.changed.emit()

    # ------------------------------------------------------------ building

    def _listen(self) -> None:
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.functions.chosen.connect(self._choose)
        self.view.turned.connect(self.model.turn)
        self.model.ticks_changed.connect(self._keep)
        self.option_view.turned.connect(self.option_model.turn)
        self.option_model.ticks_changed.connect(self._allow)
        self.form.changed.connect(self.changed)
        self.also.changed.connect(self.offered_anew)

    def _lay_out(self) -> None:
        for words in ("What may change", "Limits", "Also offer"):
            self.tabs.addTab(words)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.options.say_empty("No function is in hand", "Choose one above.")
        both = QSplitter(Qt.Orientation.Vertical)
        both.setObjectName("functionsAndWays")
        both.addWidget(self.functions)
        both.addWidget(self.options)
        both.setSizes([330, 190])
        both.setChildrenCollapsible(False)
        first = QWidget()
        inside = QVBoxLayout(first)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(both, 1)
        inside.addWidget(self.told)
        self._pages = TabStack()
        self._pages.addWidget(first)
        for one in (self.form, self.also):
            room = Room(one)
            room.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._pages.addWidget(room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        self.recolour()
