"""The tools above the board: which view, whose work, what stands below the shares, and the legend."""

import pandas as pd
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QWidget

from planner.model.plan import Plan
from ui.places.functions.board_model import Second
from ui.places.functions.legend import Legend

VIEWS = (
    ("Board", "Who takes what: drag work to move it"),
    ("List", "What becomes of each function"),
    ("Flow", "Where people and money go"),
)
_TIPS = {
    Second.FTE: "Posts in FTE below each share",
    Second.COST: "Cost a year in thousands of pounds below each share",
    Second.NOTHING: "Shares alone, in lower rows",
}
ALL = "All senders"
ALL_AND_ONE = 2
"""Choices where there is but one sender: then there is nothing to choose."""


class BoardTools(QWidget):
    """Says what the user chose.

    Signals:
        view_changed: the place of the view in ``VIEWS``.
        sender_changed: whose work is shown is another.
        second_changed: what stands below the shares.
    """

    view_changed = Signal(int)
    sender_changed = Signal()
    second_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views = QButtonGroup(self)
        self._seconds = QButtonGroup(self)
        self.senders = QComboBox()
        self.senders.setAccessibleName("Whose work is shown")
        self.senders.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.senders.setMinimumContentsLength(14)
        self.legend = Legend()
        self.details = QPushButton("Details")
        self.details.setCheckable(True)
        self.details.setProperty("rank", "segment")
        self.details.setProperty("end", True)
        self.details.setAccessibleName("Details of the function in hand")
        self.details.setToolTip("Below the board: who takes the function in hand, its cost, its pools")
        self._codes: list[str] = []
        self._organisations: pd.DataFrame | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for at, (title, tip) in enumerate(VIEWS):
            row.addWidget(_segment(self._views, at, title, tip))
        row.addSpacing(12)
        row.addWidget(self.senders)
        row.addSpacing(12)
        for at, second in enumerate(Second):
            row.addWidget(_segment(self._seconds, at, second.value, _TIPS[second]))
        row.addSpacing(12)
        row.addWidget(self.details)
        row.addStretch(1)
        row.addSpacing(8)
        row.addWidget(self.legend)
        for group in (self._views, self._seconds):
            group.buttons()[-1].setProperty("end", True)
        self._views.button(0).setChecked(True)
        self._seconds.button(0).setChecked(True)
        self._views.idClicked.connect(self._change_view)
        self._seconds.idClicked.connect(lambda at: self.second_changed.emit(tuple(Second)[at]))
        self.senders.activated.connect(lambda _at: self.sender_changed.emit())

    @property
    def view(self) -> int:
        """Which view is chosen."""
        return self._views.checkedId()

    @property
    def whose(self) -> str:
        """Whose work is shown; empty for that of all."""
        at = self.senders.currentIndex()
        return self._codes[at] if 0 <= at < len(self._codes) else ""

    def choose_view(self, view: int) -> None:
        """Take another view."""
        if view != self.view:
            self._views.button(view).click()

    def choose_second(self, second: Second) -> None:
        """Show another figure below the shares."""
        self._seconds.button(tuple(Second).index(second)).click()

    def show_senders(self, plan: Plan) -> None:
        """Offer the senders of a plan; where there is but one, there is nothing to choose."""
        if plan.organisations is self._organisations:
            return
        self._organisations = plan.organisations
        frame = plan.senders.dropna(subset=["code"]).drop_duplicates("code")
        codes = ["", *frame["code"].tolist()]
        if codes != self._codes:
            kept = self.whose
            self._codes = codes
            self.senders.clear()
            self.senders.addItem(ALL)
            self.senders.addItems([str(name) for name in frame["name"].fillna(frame["code"])])
            self.senders.setCurrentIndex(codes.index(kept) if kept in codes else 0)
        self._show_for(self.view)

    def _change_view(self, view: int) -> None:
        self._show_for(view)
        self.view_changed.emit(view)

    def _show_for(self, view: int) -> None:
        """Show what the board alone needs, and the senders where there are several."""
        for one in (*self._seconds.buttons(), self.legend):
            one.setVisible(view == 0)
        self.details.setVisible(view != len(VIEWS) - 1)
        self.senders.setVisible(view == 0 and self.senders.count() > ALL_AND_ONE)


def _segment(group: QButtonGroup, at: int, title: str, tip: str) -> QPushButton:
    made = QPushButton(title)
    made.setCheckable(True)
    made.setProperty("rank", "segment")
    made.setToolTip(tip)
    made.setAccessibleDescription(tip)
    group.addButton(made, at)
    return made
