"""What every tab of Risk is: a part of the place that shows what is known, and asks for what it lacks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.pictures import COPIED, sharp_picture
from ui.theme import Type
from ui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from planner.model.results import Results
    from planner.risk.outcome import Risk


class Tab(QWidget):
    """A tab. Derived ones lay themselves out and say how to ``show_risk``.

    Signals:
        said: a sentence for the bar, and its tone.
        wanted: another place, and what it is to show.
    """

    said = Signal(str, str)
    wanted = Signal(str, object)
    title = ""

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.desk = desk
        self.setAccessibleName(self.title)

    def show_risk(self, risk: "Risk", results: "Results") -> None:
        """Show draws, and the results that they are of."""
        raise NotImplementedError

    def recolour(self) -> None:
        """Follow the colours and the size of text where they are painted by hand."""

    def focus_find(self) -> None:
        """Put the cursor where the tab's table is searched."""

    def toggle_filters(self) -> None:
        """Show or hide the filter under each head."""

    def copy_of(self, what: QWidget, name: str) -> QPushButton:
        """A button that puts a part of the tab on the clipboard as a picture."""
        made = QPushButton("Copy picture")
        made.setProperty("rank", "link")
        made.setAccessibleName(f"Copy a picture of {name}")
        made.setToolTip("Copy the chart, for a paper or a slide")
        made.clicked.connect(lambda: self._copy(what))
        return made

    def _copy(self, what: QWidget) -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setPixmap(sharp_picture(what, self.recolour))
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
