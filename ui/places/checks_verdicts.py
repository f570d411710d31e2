"""The checks of a scenario as a table, and what is done about one: accepted with a reason, or opened."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from planner.model.results import Behind, CheckResult
from ui.document.journal import user_name
from ui.models import columns as c
from ui.models.columns import Column
from ui.theme import Type
from ui.widgets.labels import label

if TYPE_CHECKING:
    from planner.base.ticks import Tick
    from planner.model.acceptance import Acceptance
    from planner.model.results import Results


def judged_figure(value: float) -> str:
    """A measure or a threshold: to one place where it is not whole, years without a comma."""
    return "–" if value != value else f"{value:.1f}".removesuffix(".0")  # noqa: PLR0124 — NaN: not known


CHECKS = (
    c.words("passed", "Result"),
    c.words("severity", "Severity"),
    c.words("name", "Check"),
    c.words("message", "What it says", wide=True),
    Column("measure", "Measure", judged_figure, is_number=True),
    Column("threshold", "Threshold", judged_figure, is_number=True),
    c.words("unit", "Unit"),
)
OPENED = ("function", "pool", "receiver")
"""What stands behind a check and has people to show."""


def checks_of(results: "Results", tick: "Tick") -> tuple[CheckResult, ...]:
    """What every check says of a scenario, worst first, on a worker thread."""
    from planner.checks.directory import with_judgement

    tick(0.0, "Checking the scenario")
    return tuple(sorted(with_judgement(results).checks, key=lambda one: (one.passed, not one.is_open)))


def checks_frame(checks: Sequence[CheckResult]) -> pd.DataFrame:
    """Checks as a table, in their order."""
    return pd.DataFrame(
        [
            (verdict(one), one.severity, one.name, one.message, one.measure, one.threshold, one.unit)
            for one in checks
        ],
        columns=[one.key for one in CHECKS],
    )


def verdict(check: CheckResult) -> str:
    """Whether a check is met, in words."""
    return "met" if check.passed else "accepted" if check.accepted else "not met"


def count_words(checks: Sequence[CheckResult]) -> str:
    """How many checks ask for attention, and how many are accepted."""
    accepted = sum(bool(one.accepted) for one in checks)
    words = f"{sum(one.is_open for one in checks):,} of {len(checks):,} not met"
    return f"{words}, {accepted:,} accepted" if accepted else words


def opened_by(check: CheckResult) -> Behind | None:
    """What stands first behind a check and has people to show; None where nothing has."""
    return next((one for one in check.behind if one.kind in OPENED), None)


def acceptance_of(check: CheckResult, reason: str) -> "Acceptance":
    """That the user accepts, today, what a check found."""
    from planner.model.acceptance import Acceptance

    return Acceptance(check.key, check.measure, reason.strip(), user_name(), date.today())


class VerdictPanel(QFrame):
    """Says what a check found, and takes the reason for which that is accepted.

    Signals:
        accepted: the check in hand, and the reason given.
        withdrawn: the check in hand, which is not accepted any more.
        behind_wanted: the check in hand, to see who is behind it.
    """

    accepted = Signal(object, str)
    withdrawn = Signal(object)
    behind_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("The check in hand")
        self._check: CheckResult | None = None
        self._name = label(size=Type.HEADING)
        self._message = label(wraps=True)
        self._standing = label(tone="muted", wraps=True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why this is accepted")
        self.reason.setPlaceholderText("Why this can be accepted")
        self.reason.textChanged.connect(self._show_button)
        self.reason.returnPressed.connect(self._accept)
        self.accept = QPushButton("Accept it")
        self.accept.setProperty("rank", "first")
        self.withdraw = QPushButton("Withdraw acceptance")
        self.behind = QPushButton("Who is behind it")
        self.accept.clicked.connect(self._accept)
        self.withdraw.clicked.connect(self._withdraw)
        self.behind.clicked.connect(self._open)
        self._lay_out()
        self.hide()

    def show_check(self, check: CheckResult | None, refusal: str = "") -> None:
        """Take a check in hand.

        Args:
            check: what it found; None hides the panel.
            refusal: why nothing can be accepted in this scenario; empty where it can.
        """
        is_other = check is None or self._check is None or check.name != self._check.name
        self._check = check
        self.setVisible(check is not None)
        if check is None:
            return
        self._name.setText(f"{check.name}: {verdict(check)}")
        self._message.setText(check.message)
        self._standing.setText(self._standing_words(check, refusal))
        self._standing.setVisible(bool(self._standing.text()))
        can = bool(check.key) and not refusal
        for one in (self.reason, self.accept):
            one.setVisible(can and check.is_open)
        self.withdraw.setVisible(can and bool(check.accepted))
        self.behind.setVisible(opened_by(check) is not None)
        if is_other or not check.is_open:
            self.reason.clear()
        self._show_button()

    # ------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        above = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(4)
        for one in (self._name, self._message, self._standing):
            words.addWidget(one)
        above.addLayout(words, 1)
        above.addWidget(self.behind)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.reason, 1)
        below.addWidget(self.accept)
        below.addWidget(self.withdraw, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(above)
        column.addLayout(below)

    def _standing_words(self, check: CheckResult, refusal: str) -> str:
        if check.accepted:
            return f"Accepted: {check.accepted}"
        if check.passed:
            return ""
        return refusal if check.key else "This must hold, and cannot be accepted."

    def _show_button(self) -> None:
        self.accept.setEnabled(bool(self.reason.text().strip()))

    def _accept(self) -> None:
        if self._check is not None and self.reason.isVisible() and self.accept.isEnabled():
            self.accepted.emit(self._check, self.reason.text())

    def _withdraw(self) -> None:
        self.withdrawn.emit(self._check)

    def _open(self) -> None:
        self.behind_wanted.emit(self._check)
