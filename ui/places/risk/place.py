"""The place Risk: draws of the scenario in hand, what they came to, and what moves them; a tab for each."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.report import risk_figures
from planner.risk import DRAWS, SEED
from ui.document.plan_document import BASELINE, PlanDocument
from ui.jobs.desk import Desk
from ui.places.risk import jobs
from ui.places.tabbed_place import TabbedPlace
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from planner.model.results import Results
    from planner.risk.outcome import Risk
    from ui.places.risk.tab import Tab

LEAST, MOST, STEP = 100, 200_000, 1_000
RUNNER, KEPT = "risk", "risk/draws"
STALE = "Before the last change: the range of the plan as it is now follows in a moment."
IS_BASELINE = (
    "Nothing moves in the baseline",
    "Choose a scenario at the top of the window: what may happen in it is drawn.",
)
WAITING = "Being worked out", "The first draws begin by themselves once the figures are there."


class RiskPlace(TabbedPlace):
    """Shows the draws that the document has of the scenario in hand, and draws as many as asked for."""

    name = "risk"
    title = "Risk"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        from ui.places.risk.basis_tab import BasisTab
        from ui.places.risk.levers_tab import LeversTab
        from ui.places.risk.spread_tab import SpreadTab
        from ui.places.risk.stress_tab import StressTab
        from ui.places.risk.targets_tab import TargetsTab

        self.draws, self.seed = QSpinBox(), QSpinBox()
        self.run_button = QPushButton("&Draw")
        self.state = ElidedLabel()
        self.empty = EmptyState(*WAITING)
        self.spread = SpreadTab(document, desk)
        self.targets = TargetsTab(document, desk)
        self.levers = LeversTab(document, desk)
        self.basis = BasisTab(document, desk)
        self.stress = StressTab(document, desk)
        self._all: tuple[Tab, ...] = (self.spread, self.targets, self.levers, self.stress, self.basis)
        self.hold(self._all, "Spread, targets, what matters, stress or what was drawn")
        self._shown: dict[int, tuple[object, ...]] = {}
        self._held: tuple[Risk, Results] | None = None
        self._is_restored = False
        self._lay_out()
        self._listen()

    def refresh(self) -> None:
        """Show the draws of the scenario in hand, or those before the last change until others are there."""
        self._restore()
        document = self.document
        results, risk = document.results, document.risk
        is_baseline = document.scenario == BASELINE
        self.run_button.setEnabled(results is not None and not is_baseline)
        if is_baseline:
            self._held = None
            self.state.set_words("")
            self.empty.say(*IS_BASELINE)
        elif results is not None and risk is not None:
            self._held = (risk, results)
            self.state.set_words(risk_figures.drawn_sentence(risk))
        elif self._is_of_before():
            self.state.set_words(STALE)
        else:
            self._held = None
            self.state.set_words("")
            self.empty.say(*WAITING)
        if self._held is not None:
            self._show_tab(*self._held)
        self.views.setCurrentWidget(self.stack if self._is_shown() else self.empty)

    # ------------------------------------------------------------ drawing

    def draw(self) -> None:
        """Draw as many as are asked for; what is shown stays until they are there."""
        if (results := self.document.results) is not None:
            job = partial(jobs.draw, results, self.draws.value(), self.seed.value())
            then = partial(self.document.keep_risk, of=results)
            self.desk.runner(RUNNER).start(f"Drawing {self.draws.value():,} times", job, then)

    def _is_of_before(self) -> bool:
        """Whether what is shown is of the scenario in hand, before something changed."""
        held = self._held
        return (
            held is not None and held[1].scenario == self.document.scenario and self.document.plan is not None
        )

    def _is_shown(self) -> bool:
        """Whether the tab in sight shows the draws held, and not those of another scenario."""
        if self._held is None:
            return False
        risk, *_ = self._shown.get(self.tabs.currentIndex(), (None,))
        if risk is not self._held[0]:
            self.empty.say(*WAITING)
        return risk is self._held[0]

    def _show_tab(self, risk: "Risk", results: "Results") -> None:
        """Show the draws in the tab in sight; the others follow when they are looked at."""
        at, wanted = self.tabs.currentIndex(), (risk, results, self.document.year)
        is_now = results is self.document.results
        if is_now and self._shown.get(at) != wanted:
            self._shown[at] = wanted
            self._all[at].show_risk(risk, results)

    def _stopped(self, tab: "Tab") -> None:
        self._shown.pop(self._all.index(tab), None)

    # ------------------------------------------------------------ building

    def _listen(self) -> None:
        self.document.drawn.connect(self.mark_stale)
        self.document.opened.connect(self._forget)
        self.run_button.clicked.connect(self.draw)
        self.draws.editingFinished.connect(self._keep_number)
        for one in (self.levers, self.stress, self.basis):
            self.desk.runner(one.runner).cancelled.connect(one.stopped)
            self.desk.runner(one.runner).cancelled.connect(partial(self._stopped, one))

    def _restore(self) -> None:
        """Take up the number of draws of the last time."""
        if not self._is_restored and self.settings is not None:
            self._is_restored = True
            self.draws.setValue(int(self.settings.kept(KEPT, DRAWS)))

    def _keep_number(self) -> None:
        """Remember how many draws the user wants."""
        if self.settings is not None:
            self.settings.keep(KEPT, str(self.draws.value()))

    def _forget(self) -> None:
        """Another plan is in hand: nothing of the one before is shown."""
        if self._held is not None and self._held[1].plan is not self.document.plan:
            self._held = None
            self._shown.clear()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, box, value, least, most, step, name in (
            ("D&raws", self.draws, DRAWS, LEAST, MOST, STEP, "Number of draws"),
            ("Se&ed", self.seed, SEED, 0, 1_000_000, 1, "Seed: the same seed gives the same draws"),
        ):
            said = label(words)
            said.setBuddy(box)
            box.setRange(least, most)
            box.setSingleStep(step)
            box.setGroupSeparatorShown(True)
            box.lineEdit().setTextMargins(5, 0, 5, 0)
            box.setValue(value)
            box.setAccessibleName(name)
            box.setToolTip(name)
            row.addWidget(said)
            row.addWidget(box)
        self.run_button.setProperty("rank", "first")
        self.run_button.setToolTip("Draw what may happen so many times; what is shown stays until it is done")
        row.addWidget(self.run_button)
        row.addWidget(self.state, 1)
        shown = QWidget()
        room = QVBoxLayout(shown)
        room.setContentsMargins(0, 0, 0, 0)
        self.views = QStackedWidget()
        self.views.addWidget(self.empty)
        self.views.addWidget(self.stack)
        room.addWidget(self.views)
        self.column.addLayout(row)
        self.column.addWidget(self.tabs)
        self.column.addWidget(shown, 1)
