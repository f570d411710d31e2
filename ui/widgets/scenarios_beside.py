"""A button with a list of scenarios, of which a few are ticked to stand beside the one in hand."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from planner.report.wording import counted

MOST_BESIDE = 5
"""Scenarios beside the one in hand: a comparison has no room for more."""


class ScenariosBeside(QToolButton):
    """Says how many scenarios are set beside the one in hand, and lets the user tick others.

    Signals:
        ticked: others are set beside it.
    """

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("shape", "button")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._is_offered = False
        self._say()
        self._menu.triggered.connect(self._tell)

    @property
    def names(self) -> tuple[str, ...]:
        """The scenarios that are set beside the one in hand."""
        return tuple(str(one.data()) for one in self._menu.actions() if one.isChecked())

    def offer(self, scenarios: Iterable[str], in_hand: str, usual: Iterable[str] = ()) -> None:
        """Offer all scenarios but the one in hand.

        Those offered before stay as they were chosen; of those offered first, ``usual`` are ticked.
        """
        others = [one for one in scenarios if one != in_hand]
        if [str(one.data()) for one in self._menu.actions()] == others:
            return
        chosen = set(self.names) if self._is_offered else set(usual)
        self._menu.clear()
        self._is_offered = True
        for name in others:
            action = self._menu.addAction(name.replace("&", "&&"))
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name in chosen and len(self.names) < MOST_BESIDE)
        self._say()

    def tick(self, names: Iterable[str]) -> None:
        """Set these scenarios, and no others, beside the one in hand."""
        wanted = set(names)
        for action in self._menu.actions():
            action.setChecked(action.data() in wanted)
        self._tell()

    def forget(self) -> None:
        """Another plan is in hand: the next scenarios offered are the first."""
        self._is_offered = False
        self._menu.clear()

    # ------------------------------------------------------------ inside

    def _tell(self) -> None:
        self._say()
        self.ticked.emit()

    def _say(self) -> None:
        """Say how many, and let no more be ticked than there is room for."""
        names = self.names
        for action in self._menu.actions():
            action.setEnabled(action.isChecked() or len(names) < MOST_BESIDE)
        self.setText(counted(len(names), "scenario") if names else "No scenario")
        self.setAccessibleName(f"Scenarios beside the one in hand: {', '.join(names) or 'none'}")
        self.setToolTip("\n".join(names) or "Set up to five scenarios beside the one in hand")
        self.setEnabled(bool(self._menu.actions()))
