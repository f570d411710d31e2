"""Compare: the headline figures of several scenarios, and how each differs from a base."""

import textwrap
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from planner.engine.scenario_keys import difference_of, figure_of, odds_of
from planner.report import breakdowns
from ui import figures
from ui.document import work
from ui.document.plan_document import BASELINE, PlanDocument
from ui.jobs.desk import Desk
from ui.models import columns as c
from ui.models.columns import Column
from ui.places.frame_table import FrameTable
from ui.places.place import Place
from ui.widgets.labels import label

if TYPE_CHECKING:
    from planner.engine.compare import Comparison
    from planner.model.results import Results

MOST = 6
TABS = ("Receivers", "Who does what", "People")
SHOWN = {"£": figures.whole, "FTE": figures.fte, "%": figures.one_place, "years": figures.whole}
OF_SCENARIO = "figures {}"
OF_DIFFERENCE = "difference {}"


class ComparePlace(Place):
    """Scenarios side by side; all are worked out in the background."""

    name = "compare"
    title = "Compare"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.comparison: Comparison | None = None
        self._of: work.Assessment | None = None
        self._boxes: dict[str, QCheckBox] = {}
        self.base = QComboBox()
        self.base.setAccessibleName("Compare with")
        self.headline = FrameTable("Headline figures")
        self.headline.view.setSortingEnabled(False)
        self.detail = FrameTable("Receivers")
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("What differs")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        for title in TABS:
            self._tabs.addTab(title)
        self._lay_out()
        self.base.activated.connect(self._work_out)
        self._tabs.currentChanged.connect(self._show_detail)

    def refresh(self) -> None:
        """Offer the plan's scenarios, and compare those chosen once the one in hand is worked out."""
        names = self.document.scenarios
        if tuple(self._boxes) != names:
            self._offer(names)
        if self.document.results is not None:
            if self._of is not self.document.assessment:
                self._work_out()
            else:
                self._show()

    def chosen(self) -> tuple[str, ...]:
        """The scenarios that are to be compared."""
        return tuple(name for name, box in self._boxes.items() if box.isChecked())

    def box(self, scenario: str) -> QCheckBox:
        """The box that chooses a scenario."""
        return self._boxes[scenario]

    def focus_find(self) -> None:
        """Search what differs."""
        self.detail.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter what differs by column."""
        self.detail.toggle_filters()

    # ------------------------------------------------------------ working out

    def _work_out(self) -> None:
        document = self.document
        assessment, names, base = document.assessment, self.chosen(), self.base.currentText()
        if assessment is None or not names or not base:
            return
        wanted = tuple(dict.fromkeys((base, *names)))
        job = partial(work.compare_scenarios, assessment, wanted, base, document.known_results)
        self.desk.runner("compare").start("Comparing scenarios", job, partial(self._compared, assessment))

    def _compared(self, assessment: work.Assessment, found: "tuple[list[Results], Comparison]") -> None:
        every, comparison = found
        if assessment is not self.document.assessment:
            return
        for results in every:
            if all(one is not results for one in self.document.known_results):
                self.document.keep(results, assessment)
        self._of, self.comparison = assessment, comparison
        self._show()

    # ------------------------------------------------------------ showing

    def _show(self) -> None:
        comparison = self.comparison
        if comparison is None:
            return
        self.headline.rename(f"Headline figures, and differences from {comparison.base}")
        self.headline.show_frame(headline_frame(comparison, self.document.year), headline_columns(comparison))
        self._show_detail()

    def _show_detail(self) -> None:
        comparison = self.comparison
        if comparison is None:
            return
        at, everyone = self._tabs.currentIndex(), (comparison.base, *comparison.scenarios)
        title = TABS[at]
        self.detail.say_empty("Nothing differs", "Choose scenarios that part ways, or another base.")
        if title == "Receivers":
            frame = breakdowns.receivers_compared(comparison, self.document.year)
            self.detail.show_frame(frame, receiver_columns(comparison))
            self.detail.rename(f"Operating cost of the receivers that differ, {self.document.year}")
        elif title == "Who does what":
            columns = (c.words("name", "Function"), *(c.words(figure_of(name), name, wide=True) for name in everyone))
            self.detail.show_frame(comparison.functions, columns)
            self.detail.rename("Functions that are done elsewhere")
        else:
            self.detail.show_frame(comparison.people, people_columns(comparison))
            self.detail.rename("People whose odds differ: what is likeliest for them")

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label("Scenarios", tone="muted"))
        self._choices = QHBoxLayout()
        self._choices.setSpacing(12)
        self._choices.addStretch(1)
        boxes = QWidget()
        boxes.setLayout(self._choices)
        self._choices.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidget(boxes)
        scroll.setWidgetResizable(True)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedHeight(28)
        scroll.setAccessibleName("Scenarios to compare")
        row.addWidget(scroll, 1)
        row.addWidget(label("compared with", tone="muted"))
        row.addWidget(self.base)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._tabs)
        column.addWidget(self.detail, 1)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.headline)
        both.addWidget(below)
        both.setSizes([352, 218])
        both.setChildrenCollapsible(False)
        self.column.addLayout(row)
        self.column.addWidget(both, 1)
        self.headline.say_empty("Being worked out", "Every scenario is worked out in the background.")

    def _offer(self, names: tuple[str, ...]) -> None:
        for box in self._boxes.values():
            self._choices.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        self.comparison, self._of = None, None
        for name in names:
            box = QCheckBox(name)
            box.setChecked(len(self.chosen()) < MOST)
            box.clicked.connect(self._work_out)
            self._choices.insertWidget(self._choices.count() - 1, box)
            self._boxes[name] = box
        self.base.clear()
        self.base.addItems(names)
        self.base.setCurrentText(BASELINE)


def headline_columns(comparison: "Comparison") -> tuple[Column, ...]:
    """The measure, its unit, the base, then each scenario with its difference."""
    found = [
        c.words("measure", "Measure", wide=True),
        c.words("unit", "Unit"),
        _amounts(OF_SCENARIO.format(comparison.base), f"{comparison.base}\nbase"),
    ]
    for name in comparison.scenarios:
        found += [
            _amounts(OF_SCENARIO.format(name), headed(name)),
            _amounts(OF_DIFFERENCE.format(name), "difference"),
        ]
    return tuple(found)


def headline_frame(comparison: "Comparison", year: str) -> pd.DataFrame:
    """The headline in words; of the measures by year only those of ``year``."""
    rows = []
    for at, (measure, unit) in enumerate(
        zip(comparison.headline["measure"], comparison.headline["unit"], strict=True)
    ):
        of_year = measure.rpartition(" ")[2]
        if "/" in of_year and of_year != year:
            continue
        show = SHOWN.get(unit, figures.whole)
        row = {"measure": measure, "unit": unit}
        for name in (comparison.base, *comparison.scenarios):
            row[OF_SCENARIO.format(name)] = show(comparison.headline[figure_of(name)].iloc[at])
            row[OF_DIFFERENCE.format(name)] = figures.with_sign(comparison.differences[figure_of(name)].iloc[at], show)
        rows.append(row)
    return pd.DataFrame(rows, dtype="str")


def receiver_columns(comparison: "Comparison") -> tuple[Column, ...]:
    """The receiver and its target, the base, then each scenario with its difference."""
    found = [
        c.words("name", "Receiver", wide=True),
        c.money("target", "Target"),
        c.money(figure_of(comparison.base), comparison.base),
    ]
    for name in comparison.scenarios:
        found += [
            Column(figure_of(name), f"{headed(name)} £", figures.whole, is_number=True, tip=name),
            Column(difference_of(name), "difference\n£", figures.signed, is_number=True),
        ]
    return tuple(found)


def people_columns(comparison: "Comparison") -> tuple[Column, ...]:
    """Who, then what is likeliest in each scenario and how likely."""
    found = [c.words("employee_number", "Employee"), c.words("function", "Function"), c.words("band", "Band")]
    for name in (comparison.base, *comparison.scenarios):
        found += [c.words(figure_of(name), name, wide=True), c.odds(odds_of(name), "odds")]
    return tuple(found)


def headed(name: str) -> str:
    """A scenario's name as a head of at most two lines."""
    lines = textwrap.wrap(name, 18, max_lines=2, placeholder="…")
    return "\n".join(lines)


def _amounts(key: str, title: str) -> Column:
    return Column(key, title, figures.text, is_number=True)
