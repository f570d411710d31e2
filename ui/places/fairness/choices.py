"""What is asked of fairness: two rows of choices, worked by keyboard or mouse."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from planner.engine.fairness.question import Basis, Outcome
from planner.engine.fairness.standing import By
from planner.report.equality_words import TITLES
from ui.places.fairness.jobs import FIRST, Wanted
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import label
from ui.widgets.scenarios_beside import ScenariosBeside

LARGEST = "Largest group"
BYS = {
    By.PLAN: "Whole plan",
    By.FUNCTION: "By function",
    By.BAND: "By band",
    By.POOL: "By pool",
    By.STAGE: "By stage",
}
BASES = {Basis.ODDS: "Odds, before selection", Basis.NAMES: "Names, after selection"}
SMALL_TIP = (
    "Shows counts of 1 to 4 on this screen, by which people may be recognised. They are never on paper. "
    "Take the tick away before others look, and do not copy them."
)


class Choices(QWidget):
    """The question, as the user puts it together.

    Signals:
        chosen: something else is asked.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What is compared")
        self.characteristic = ChoiceBox("Characteristic", least=10)
        self.outcome = ChoiceBox("Outcome", least=12)
        self.by = ChoiceBox("By what", least=9)
        self.basis = ChoiceBox("Odds or names", least=18)
        self.reference = ChoiceBox("Group compared with", least=10)
        self.small = QCheckBox("Show small numbers")
        self.small.setToolTip(SMALL_TIP)
        self.beside = ScenariosBeside()
        self._lay_out()
        for box in (self.outcome, self.by, self.basis, self.reference):
            box.activated.connect(self._chosen)
        self.characteristic.activated.connect(self._another_characteristic)
        self.small.clicked.connect(self._chosen)
        self.beside.ticked.connect(self.chosen)

    @property
    def wanted(self) -> Wanted:
        """What is asked now."""
        at = self.reference.currentIndex()
        return Wanted(
            str(self.characteristic.currentData() or FIRST),
            Outcome(self.outcome.currentData()),
            By(self.by.currentData()),
            Basis(self.basis.currentData()),
            self.reference.currentText() if at > 0 else "",
            self.small.isChecked(),
            self.beside.names,
        )

    def offer(self, titles: Sequence[tuple[str, str]], groups: Sequence[str]) -> None:
        """Offer the characteristics that the list holds (key and title), and the groups of the one chosen."""
        key, group = self.characteristic.currentData(), self.reference.currentText()
        with QSignalBlocker(self.characteristic), QSignalBlocker(self.reference):
            self.characteristic.clear()
            for one, title in titles:
                self.characteristic.addItem(title, one)
            self.characteristic.setCurrentIndex(max(0, self.characteristic.findData(key)))
            self.reference.clear()
            self.reference.addItems([LARGEST, *groups])
            self.reference.setCurrentIndex(max(0, self.reference.findText(group)))
        is_by_stage = self.by.currentData() == By.STAGE
        self.outcome.setEnabled(not is_by_stage)
        if is_by_stage:
            self.outcome.setCurrentIndex(self.outcome.findData(str(Outcome.PLACED)))

    def choose_characteristic(self, key: str) -> None:
        """Ask for another characteristic."""
        self.characteristic.setCurrentIndex(max(0, self.characteristic.findData(key)))
        self._another_characteristic()

    def hide_small(self) -> None:
        """Another plan is in hand: its small numbers are not shown until that is asked for."""
        self.small.setChecked(False)

    # ------------------------------------------------------------ inside

    def _chosen(self) -> None:
        self.chosen.emit()

    def _another_characteristic(self) -> None:
        """Another characteristic has other groups: they are compared with the largest."""
        self.reference.setCurrentIndex(0)
        self.chosen.emit()

    def _lay_out(self) -> None:
        for box, titles in ((self.outcome, TITLES), (self.by, BYS), (self.basis, BASES)):
            for key, title in titles.items():
                box.addItem(title, str(key))
        self.characteristic.addItem("Sex", FIRST)
        self.reference.addItem(LARGEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(
            _row((("&Compare", self.characteristic), ("&Outcome", self.outcome), ("B&y", self.by)))
        )
        second = _row((("O&n", self.basis), ("Compared &with", self.reference), ("Beside", self.beside)))
        second.insertWidget(second.count() - 1, self.small)
        column.addLayout(second)


def _row(fields: Iterable[tuple[str, QWidget]]) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(8)
    for words, field in fields:
        name = label(words, tone="muted")
        name.setBuddy(field)
        made.addWidget(name)
        made.addWidget(field)
    made.addStretch(1)
    return made
