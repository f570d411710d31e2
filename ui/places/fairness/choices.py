"""What is asked of fairness: one row of drop-downs, worked by keyboard or mouse."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from planner.engine.fairness.account import MOST_SCENARIOS
from planner.engine.fairness.question import Basis, Outcome
from planner.engine.fairness.standing import By
from planner.report.equality_words import TITLES
from planner.report.wording import counted
from ui.places.fairness.jobs import FIRST, Wanted
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import label

MOST_BESIDE = MOST_SCENARIOS - 1
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
        self.beside_button = QToolButton()
        self.beside_button.setProperty("shape", "button")
        self.beside_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.beside_button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self.beside_button)
        self.beside_button.setMenu(self._menu)
        self._lay_out()
        for box in (self.outcome, self.by, self.basis, self.reference):
            box.activated.connect(self._chosen)
        self.characteristic.activated.connect(self._another_characteristic)
        self.small.clicked.connect(self._chosen)
        self._menu.triggered.connect(self._another_beside)

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
            self.beside,
        )

    @property
    def beside(self) -> tuple[str, ...]:
        """The scenarios that are set beside the one in hand."""
        return tuple(str(one.data()) for one in self._menu.actions() if one.isChecked())

    def offer_scenarios(self, scenarios: Iterable[str], in_hand: str) -> None:
        """Offer all scenarios but the one in hand; those offered before stay as they were chosen."""
        others = [one for one in scenarios if one != in_hand]
        if [str(one.data()) for one in self._menu.actions()] == others and self.beside_button.text():
            return
        chosen = set(self.beside)
        self._menu.clear()
        for name in others:
            action = self._menu.addAction(name.replace("&", "&&"))
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name in chosen)
        self._say_beside()

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

    def tick_beside(self, names: Iterable[str]) -> None:
        """Set these scenarios, and no others, beside the one in hand."""
        wanted = set(names)
        for action in self._menu.actions():
            action.setChecked(action.data() in wanted)
        self._another_beside()

    # ------------------------------------------------------------ inside

    def _chosen(self) -> None:
        self.chosen.emit()

    def _another_characteristic(self) -> None:
        """Another characteristic has other groups: they are compared with the largest."""
        self.reference.setCurrentIndex(0)
        self.chosen.emit()

    def _another_beside(self) -> None:
        self._say_beside()
        self.chosen.emit()

    def _say_beside(self) -> None:
        """Say how many, and let no more be ticked than there is room for."""
        names = self.beside
        for action in self._menu.actions():
            action.setEnabled(action.isChecked() or len(names) < MOST_BESIDE)
        self.beside_button.setText(counted(len(names), "scenario") if names else "No scenario")
        self.beside_button.setAccessibleName(
            f"Scenarios beside the one in hand: {', '.join(names) or 'none'}"
        )
        self.beside_button.setToolTip("\n".join(names) or "Set up to five scenarios beside the one in hand")
        self.beside_button.setEnabled(bool(self._menu.actions()))

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
        second = _row(
            (("O&n", self.basis), ("Compared &with", self.reference), ("Beside", self.beside_button))
        )
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
