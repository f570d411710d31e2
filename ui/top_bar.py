"""The top of the window: the plan, the scenario and the year in hand, the four figures, and its buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.base.findings import Severity
from planner.base.money import pounds_text
from ui import figures
from ui.document.plan_document import PlanDocument
from ui.last_edit import LastEdit
from ui.places.targets import ChartOf
from ui.theme import ICON, Type, icon, scaled
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.figure_tile import FigureTile
from ui.widgets.labels import ElidedLabel, label

WORKING = "…"
RANGE_WORKING = "range: working…"
NO_CHANGE = "no change"
LATE = 500
"""Milliseconds after which figures that are being worked out are no longer those before the edit."""
LEAST_LEFT = 330
"""Pixels that the plan and the scenario in hand want beside the figures; with less they stand above them."""
DRAWINGS = ("undo", "redo", "save", "print")


class TopBar(QFrame):
    """Shows what is in hand, and lets the user take another scenario or year.

    Signals:
        wanted: the place behind a figure, and what to show there.
    """

    wanted = Signal(str, object)

    def __init__(self, document: PlanDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAccessibleName("Plan and figures in hand")
        self._document = document
        self._is_late = False
        self._soon_late = QTimer(self)
        self._soon_late.setSingleShot(True)
        self._soon_late.setInterval(LATE)
        self._soon_late.timeout.connect(self._say_late)
        self._name = ElidedLabel(size=Type.HEADING)
        self.scenario = ChoiceBox("Scenario", least=8)
        self.scenario_menu = QToolButton()
        self.year = QComboBox()
        self.year.setAccessibleName("Financial year")
        self.buttons: list[QToolButton] = []
        self.last_edit = LastEdit(document, self)
        self.redundancy = FigureTile("Redundancy cost", "+£9,999,999", NO_CHANGE)
        self.talent = FigureTile("Talent lost", NO_CHANGE, NO_CHANGE)
        self.operating = FigureTile("Operating cost", "+£9,999,999", NO_CHANGE)
        self.findings = FigureTile("Findings", NO_CHANGE, NO_CHANGE)
        self.tiles = (self.redundancy, self.talent, self.operating, self.findings)
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
        for signal in (document.chosen, document.evaluated, document.drawn):
            signal.connect(self.refresh)
        self.refresh()

    def show_commands(self, commands: Sequence[QAction], scenario: QMenu) -> None:
        """Put commands as buttons beside the plan's name, and a menu beside the scenario in hand."""
        for command in commands:
            button = QToolButton()
            button.setDefaultAction(command)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons.append(button)
            self._commands.addWidget(button)
        self.scenario_menu.setMenu(scenario)

    def draw_icons(self) -> None:
        """Draw the buttons in the colours and the size in use."""
        self.scenario_menu.setIcon(icon("more"))
        for button, name in zip(self.buttons, DRAWINGS, strict=False):
            if (command := button.defaultAction()) is not None:
                command.setIcon(icon(name))
        for button in (*self.buttons, self.scenario_menu):
            button.setIconSize(QSize(scaled(ICON), scaled(ICON)))

    def refresh(self) -> None:
        """Show what is in hand now."""
        document = self._document
        if document.results is not None:
            self._is_late = False
            self._soon_late.stop()
        elif not self._is_late and not self._soon_late.isActive():
            self._soon_late.start()
        self.setVisible(document.plan is not None)
        if document.plan is None:
            return
        if self.scenario_menu.icon().isNull():
            self.draw_icons()
        self._name.set_words(document.name)
        _fill(self.scenario, document.scenarios, document.scenario)
        results = document.results
        if results is not None:
            _fill(self.year, results.years, document.year)
        self._show_money()
        self._show_findings()
        self._show_change()
        self._arrange()

    @property
    def _may_keep(self) -> bool:
        """Whether the figures before an edit may stay, paler: most edits are worked out in a blink."""
        return self.last_edit.before is not None and not self._is_late

    def _say_late(self) -> None:
        self._is_late = self._document.results is None
        if self._is_late:
            self.refresh()

    def _show_money(self) -> None:
        results, year = self._document.results, self._document.year
        if results is None:
            for tile in (self.redundancy, self.talent, self.operating):
                if self._may_keep:
                    tile.keep_figure()
                else:
                    tile.set_figure(WORKING, "being worked out")
            return
        head = results.headline
        self.redundancy.set_figure(pounds_text(head.redundancy_cost), *self._range_of_cost())
        self.talent.set_figure(figures.percent(head.talent_lost_percent), "of its weighted value")
        over = head.over_target.get(year)
        meaning, tone = _against_target(over)
        cost = pounds_text(head.operating_cost.get(year))
        self.operating.set_figure(cost, meaning, tone, f"Operating cost {year}")

    def _range_of_cost(self) -> tuple[str, str, str, str, str]:
        """How sure the redundancy cost is: its range, and how that was found."""
        results, risk = self._document.results, self._document.risk
        assert results is not None  # noqa: S101 - asked once there are figures
        fte = f"{figures.fte(results.headline.redundancies_fte)} FTE redundant"
        if risk is None:
            return RANGE_WORKING, "", "", fte, ""
        low, high = figures.pounds_short(risk.cost.p10), figures.pounds_short(risk.cost.p90)
        drawn = f"8 of 10 of {risk.draws:,} draws lie between P10 and P90 (seed {risk.seed})"
        return f"P10 {low} – P90 {high}", "", "", f"{fte}\n{drawn}", f"{low} – {high}"

    def _show_findings(self) -> None:
        found = self._document.findings
        if self._document.results is None and self._may_keep:
            self.findings.keep_figure()
            return
        if self._document.assessment is None:
            self.findings.set_figure(WORKING, "being looked for")
            return
        counts = {one: sum(finding.severity is one for finding in found) for one in Severity}
        errors = counts[Severity.ERROR]
        parts = [_counted(counts[one], str(one)) for one in Severity if counts[one]]
        tone = "error" if errors else "warning" if counts[Severity.WARNING] else "good"
        self.findings.set_figure(f"{len(found):,}", ", ".join(parts) or "nothing to mend", tone)

    def _show_change(self) -> None:
        """Say beside each figure what the last edit did to it, until the next edit or another scenario."""
        if (change := self.last_edit.change) is None:
            return
        by = self.last_edit.words
        for tile, amount, show in (
            (self.redundancy, change.redundancy_cost, figures.signed_pounds),
            (self.talent, change.talent_lost, figures.signed_one_place),
            (self.operating, change.operating_cost, figures.signed_pounds),
            (self.findings, change.findings, figures.signed),
        ):
            tile.set_change(show(amount) if amount else NO_CHANGE, by)

    def _lay_out(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(12, 4, 0, 4)
        self._row.setSpacing(8)
        left = QVBoxLayout()
        left.setSpacing(4)
        first = QHBoxLayout()
        first.setSpacing(2)
        first.addWidget(self._name, 1)
        self._commands = QHBoxLayout()
        self._commands.setSpacing(2)
        first.addLayout(self._commands)
        left.addLayout(first)
        left.addLayout(self._choices())
        self._row.addLayout(left, 1)
        figures_row = QHBoxLayout()
        figures_row.setSpacing(0)
        for tile in self.tiles:
            figures_row.addWidget(tile)
        self._row.addLayout(figures_row)

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        words = label("&Scenario", tone="muted")
        words.setBuddy(self.scenario)
        row.addWidget(words)
        self.year.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.scenario.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.scenario_menu.setAccessibleName("What to do with scenarios")
        self.scenario_menu.setToolTip("New, copy, rename, delete scenarios")
        self.scenario_menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.scenario_menu.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.year.setToolTip("Financial year of costs and targets")
        row.addWidget(self.scenario, 1)
        row.addWidget(self.scenario_menu)
        row.addWidget(self.year)
        return row

    def _arrange(self) -> None:
        """Put the figures beside the plan where there is room, else below it."""
        more = sum(tile.room_for_change() for tile in self.tiles)
        alone = sum(tile.width_alone() for tile in self.tiles) + scaled(LEAST_LEFT)
        for tile in self.tiles:
            tile.keep_room(alone + more <= self.width() or alone > self.width())
        wanted = alone
        direction = QBoxLayout.Direction
        is_wide = wanted <= self.width()
        self._row.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._row.setContentsMargins(12, 4, 0 if is_wide else 12, 4)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the figures where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()


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
