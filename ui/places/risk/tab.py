"""What every tab of Risk is: a part of the place that shows what is known, and asks for what it lacks."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.places.pictures import COPIED, copy_picture
from ui.places.place_tab import PlaceTab
from ui.theme import Type
from ui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from planner.model.results import Results
    from planner.risk.outcome import Risk


class Tab(PlaceTab):
    """A tab of Risk. Derived ones say how to ``show_risk``."""

    def show_risk(self, risk: "Risk", results: "Results") -> None:
        """Show draws, and the results that they are of."""
        raise NotImplementedError

    def copy_of(self, what: QWidget, name: str) -> QPushButton:
        """A button that puts a part of the tab on the clipboard as a picture."""
        made = QPushButton("Copy picture")
        made.setProperty("rank", "link")
        made.setAccessibleName(f"Copy a picture of {name}")
        made.setToolTip("Copy the chart, for a paper or a slide")
        made.clicked.connect(lambda: self._copy(what))
        return made

    def _copy(self, what: QWidget) -> None:
        copy_picture(what, self.recolour)
        self.said.emit(COPIED, "note")


def under_heading(heading: str, inside: QWidget, *tools: QWidget) -> QWidget:
    """A part of a tab below its heading, with what can be done to it at the right."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(ElidedLabel(heading, Type.HEADING), 1)
    for one in tools:
        row.addWidget(one)
    column.addLayout(row)
    column.addWidget(inside, 1)
    return made
