"""The chart of Fairness: each group's rate on the band in which it may lie, beside the rate compared with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.engine.fairness.account import Account
from planner.engine.fairness.question import Basis
from planner.engine.fairness.standing import By
from planner.report import equality_words, fairness_tables
from planner.report.colours import MID_GREY
from ui import figures
from ui.charts.bars import Bar
from ui.charts.ranges import RangeChart
from ui.theme import Type
from ui.widgets.labels import ElidedLabel, label

KEY = {
    Basis.ODDS: "Band: where the rate lies in 95 draws of 100 if the odds are right. Stroke: the odds.",
    Basis.NAMES: "Band: Wilson’s interval, 95 in 100. Stroke: the rate of those decided.",
}


class RatesChart(QWidget):
    """A heading, what band and stroke stand for, and a row for each group."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._title = ElidedLabel(size=Type.HEADING)
        self._key = label(tone="muted", wraps=True)
        self.plot = RangeChart("Rates by group", figures.odds)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 1, 1)
        column.setSpacing(2)
        for one in (self._title, self._key):
            column.addWidget(one)
        column.addWidget(self.plot, 1)

    @property
    def key(self) -> str:
        """What band, stroke and broken line stand for."""
        return self._key.text()

    def show_account(self, account: Account, line: str) -> None:
        """Draw the groups of one line."""
        question = account.question
        title = f"{equality_words.title_of(question.characteristic)}: {_outcome(account)}"
        where = f", {line}" if question.by is not By.PLAN and line else ""
        self._title.set_words(f"{title}{where}")
        at = fairness_tables.reference_rate(account, line)
        compared = f" Broken line: {account.reference}." if at == at else ""  # noqa: PLR0124 — NaN: none
        self._key.setText(f"{KEY[question.basis]}{compared}")
        self.plot.setAccessibleName(f"{title}{where}")
        self.plot.set_line(at)
        self.plot.set_bars([_bar(one) for one in fairness_tables.rate_rows(account, line)])

    def redraw(self) -> None:
        """Draw anew in the colours in use."""
        self.plot.draw()


def _outcome(account: Account) -> str:
    return equality_words.TITLES[account.question.outcome].lower()


def _bar(row: fairness_tables.RateRow) -> Bar:
    span = figures.odds(row.low), figures.odds(row.high)
    return Bar(
        row.name,
        row.high,
        row.words,
        f"{row.name}: {row.words}, {span[0]} to {span[1]}",
        colour="" if row.is_compared else MID_GREY,
        pattern=Qt.BrushStyle.SolidPattern if row.is_compared else Qt.BrushStyle.BDiagPattern,
        target=row.rate,
        start=row.low,
    )
