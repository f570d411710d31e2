"""The chance of meeting each target, by receiver and year."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from planner.report import risk_figures
from planner.report.colours import receiver_looks
from planner.report.wording import bare_name
from planner.risk import tables
from ui.charts.bars import Bar, BarChart
from ui.charts.patterns import brush_of
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.frame_table import FrameTable
from ui.places.risk.columns import CHANCES
from ui.places.risk.tab import Tab, under_heading
from ui.theme import scaled
from ui.widgets.labels import label

if TYPE_CHECKING:
    import pandas as pd

    from planner.model.results import Results
    from planner.risk.outcome import Risk

LEAST_TABLE = 150


class TargetsTab(Tab):
    """Bars of the year in hand beside the figures of it."""

    title = "Targets"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.sentence = label(wraps=True)
        self.chart = BarChart("Chance of meeting the target", lambda value: f"{value:.0f}%")
        self.table = FrameTable("Over target", CHANCES)
        self._lay_out()

    def show_risk(self, risk: "Risk", results: "Results") -> None:
        """Show the chances in the year in hand."""
        year = self.document.year
        frame = tables.chances(risk, year)
        looks = receiver_looks(results.plan.receivers)
        self.sentence.setText(risk_figures.chances_sentence(risk, year))
        self.chart.set_bars(
            [
                Bar(
                    name,
                    chance,
                    said,
                    f"{name}: {said}",
                    looks[code].colour,
                    brush_of(looks[code].pattern),
                    brief=bare_name(name),
                )
                for code, name, chance, said in zip(*_columns(frame), strict=True)
            ]
        )
        self.table.rename(f"Over target in {year}")
        self.table.say_empty("No targets", "Give receivers a population or a target in Data, Organisations.")
        self.table.show_frame(frame)

    def recolour(self) -> None:
        """Draw the bars in the colours in use."""
        self.table.setMinimumHeight(scaled(LEAST_TABLE))
        self.chart.draw()

    def focus_find(self) -> None:
        """Search the receivers."""
        self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the receivers by column."""
        self.table.toggle_filters()

    def _lay_out(self) -> None:
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setObjectName("chancesAndFigures")
        heading = "Chance of meeting the target"
        both.addWidget(under_heading(heading, self.chart, self.copy_of(self.chart, heading.lower())))
        both.addWidget(self.table)
        both.setChildrenCollapsible(False)
        both.setSizes([480, 750])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.sentence)
        column.addWidget(both, 1)


def _columns(frame: "pd.DataFrame") -> "tuple[pd.Series[Any], ...]":
    """Code, name, chance, and the chance in words."""
    return frame["receiver"], frame["name"], frame["chance"], frame["chance"].map(risk_figures.chance_text)
