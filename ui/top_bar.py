"""The top of the window: the plan, the scenario and the year in hand, and the four figures."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from planner.base.findings import Severity
from planner.base.money import pounds_text
from ui import figures
from ui.document.plan_document import PlanDocument
from ui.places.targets import ChartOf
from ui.theme import Type
from ui.widgets.figure_tile import FigureTile
from ui.widgets.labels import ElidedLabel, label

WORKING = "…"


class TopBar(QFrame):
    """Shows what is in hand, and lets the user take another scenario or year.

    Signals:
        wanted: the place behind a figure, and what to show there.
    """

    wanted = Signal(str, object)

    def __init__(self, document: PlanDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._document = document
        self._name = ElidedLabel(size=Type.HEADING)
        self.scenario = QComboBox()
        self.scenario.setAccessibleName("Scenario")
        self.year = QComboBox()
        self.year.setAccessibleName("Financial year")
        self.redundancy = FigureTile("Redundancy cost")
        self.talent = FigureTile("Talent lost")
        self.operating = FigureTile("Operating cost")
        self.findings = FigureTile("Findings")
        self._lay_out()
        self.scenario.activated.connect(lambda at: document.choose(self.scenario.itemText(at)))
        self.year.activated.connect(lambda at: document.choose_year(self.year.itemText(at)))
        for tile, place, target in (
            (self.redundancy, "results", ChartOf("functions")),
            (self.talent, "results", ChartOf("talent")),
            (self.operating, "results", ChartOf("targets")),
            (self.findings, "checks", None),
        ):
            tile.clicked.connect(lambda _=False, place=place, what=target: self.wanted.emit(place, what))
        for signal in (document.opened, document.changed, document.assessed):
            signal.connect(self.refresh)
        for signal in (document.chosen, document.evaluated):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is in hand now."""
        document = self._document
        self.setVisible(document.plan is not None)
        if document.plan is None:
            return
        self._name.set_words(document.name)
        _fill(self.scenario, document.scenarios, document.scenario)
        results = document.results
        if results is not None:
            _fill(self.year, results.years, document.year)
        self._show_money()
        self._show_findings()

    def _show_money(self) -> None:
        results, year = self._document.results, self._document.year
        if results is None:
            for tile in (self.redundancy, self.talent, self.operating):
                tile.set_figure(WORKING, "being worked out")
            return
        head = results.headline
        self.redundancy.set_figure(
            pounds_text(head.redundancy_cost), f"{figures.fte(head.redundancies_fte)} FTE redundant"
        )
        self.talent.set_figure(figures.percent(head.talent_lost_percent), "of its weighted value")
        over = head.over_target.get(year)
        meaning, tone = _against_target(over)
        cost = pounds_text(head.operating_cost.get(year))
        self.operating.set_figure(cost, meaning, tone, f"Operating cost {year}")

    def _show_findings(self) -> None:
        found = self._document.findings
        if self._document.assessment is None:
            self.findings.set_figure(WORKING, "being looked for")
            return
        counts = {one: sum(finding.severity is one for finding in found) for one in Severity}
        errors = counts[Severity.ERROR]
        parts = [_counted(counts[one], str(one)) for one in Severity if counts[one]]
        tone = "error" if errors else "warning" if counts[Severity.WARNING] else "good"
        self.findings.set_figure(f"{len(found):,}", ", ".join(parts) or "nothing to mend", tone)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 0, 4)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self._name)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        words = label("&Scenario", tone="muted")
        words.setBuddy(self.scenario)
        choices.addWidget(words)
        self.scenario.setMinimumContentsLength(10)
        self.scenario.setMaximumWidth(400)
        self.scenario.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choices.addWidget(self.scenario, 20)
        choices.addWidget(self.year)
        choices.addStretch(1)
        left.addLayout(choices)
        row.addLayout(left, 1)
        row.addSpacing(12)
        for tile in (self.redundancy, self.talent, self.operating, self.findings):
            row.addWidget(tile)


def _against_target(over: float | None) -> tuple[str, str]:
    """How a cost stands against its target, in words, and the tone of it."""
    if over is None or over != over:  # noqa: PLR0124 — NaN: no receiver has a target
        return "no target is given", ""
    if over > 0:
        return f"{pounds_text(over)} over target", "error"
    return f"{pounds_text(-over)} under target", "good"


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _fill(box: QComboBox, words: tuple[str, ...], current: str) -> None:
    if tuple(box.itemText(at) for at in range(box.count())) != words:
        box.clear()
        box.addItems(words)
    box.setCurrentText(current)
    box.setToolTip(current)
