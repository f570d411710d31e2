"""The flow picture of the scenario in hand, with its bands as a table: senders, functions, where they go."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from planner.report.colours import receiver_looks
from planner.report.flow_words import flow_sentence, undrawn_words
from planner.report.flows import Flows, Kind, Measure, Node, bands_table, flows, is_by_family
from ui.charts.flow_chart import FlowChart
from ui.charts.flow_keys import Item
from ui.charts.flow_layout import LEAST_SHARE
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.models import columns as c
from ui.places.frame_table import FrameTable
from ui.places.pictures import sharp_picture
from ui.places.results_choice import pane_switch, segment
from ui.places.targets import PeopleBehind
from ui.theme import Type
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from planner.model.results import Results

_ENDS = (
    c.words("source", "From", wide=True),
    c.words("target", "To", wide=True),
)
_SHARES = (
    c.percentage("of_source", "Of where\nit is from", "How much of all that leaves its beginning"),
    c.percentage("of_whole", "Of the\nwhole", "How much of all that flows"),
)
COLUMNS = {
    Measure.PEOPLE: (*_ENDS, c.fte("value", "People"), *_SHARES),
    Measure.MONEY: (*_ENDS, c.money("value", "Pay a year"), *_SHARES),
}
HEADINGS = {
    Measure.PEOPLE: "Where people are likely to go, FTE",
    Measure.MONEY: "Where pay is likely to go, £ a year to the employer",
}


LINES_FOR_BOTH = 64
"""Heights of a line of text from which the figures stand beside the picture unasked."""


LEAST_WIDE, LEAST_HIGH = 40, 20
"""Heights of a line of text that the picture wants at least."""


class FlowView(QWidget):
    """The flow picture above or beside its table; pressing a part of it asks for the people behind.

    Signals:
        wanted: another place, and what it is to show.
        copied: the picture is on the clipboard.
    """

    wanted = Signal(str, object)
    copied = Signal()

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.desk = desk
        self.setAccessibleName("Flow")
        self._measure = Measure.PEOPLE
        self._by_family: bool | None = None
        self._of: tuple[object, ...] = ()
        self._flows: Flows | None = None
        self._keeps_figures = False
        self.chart = FlowChart()
        self.table = FrameTable("Bands of the flow", COLUMNS[Measure.PEOPLE])
        self._sentence = label(wraps=True)
        self._in_hand = ElidedLabel()
        self._undrawn = label(size=Type.SMALL, wraps=True)
        self._waiting = EmptyState(
            "Being worked out", "The flow appears as soon as the scenario is worked out."
        )
        self._lay_out()
        self.chart.chosen.connect(self._say)
        self.chart.opened.connect(self._open)
        self.chart.arranged.connect(self._follow_picture)
        self.table.opened.connect(self._open_band)
        self.table.view.setToolTip("Double-click a row, or press Enter on it, to see its people")

    def refresh(self) -> None:
        """Show the flow of the scenario in hand."""
        results = self.document.results
        self._stack.setCurrentIndex(1 if results is not None and len(results.people) else 0)
        if results is None:
            self._waiting.say("Being worked out", "The flow appears as soon as the scenario is worked out.")
        elif not len(results.people):
            self._waiting.say("Nobody to show", "Bring in a staff list, or add people in Data.")
        else:
            self._draw(results)

    def recolour(self) -> None:
        """Paint in the colours in use."""
        self.chart.update()

    def show_measure(self, measure: Measure) -> None:
        """Turn to people or to money."""
        self._measure = measure
        self._measures[measure].setChecked(True)
        self.refresh()

    def show_families(self, by_family: bool) -> None:
        """Put families of functions in the middle, or each function."""
        self._by_family = by_family
        self.refresh()

    def picture(self) -> QPixmap:
        """The flow under its heading, at twice the size of the screen."""
        return sharp_picture(self._paper, self.recolour)

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.picture())
        self.copied.emit()

    # Qt's own

    def minimumSizeHint(self) -> QSize:
        """The room of the picture alone, as long as the figures make way for it by themselves."""
        if self._keeps_figures:
            return super().minimumSizeHint()
        line = self.fontMetrics().height()
        return QSize(LEAST_WIDE * line, LEAST_HIGH * line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the whole room to the picture where it is narrow, unless the user wants the figures."""
        super().resizeEvent(event)
        if not self._keeps_figures:
            self._figures.setChecked(event.size().width() >= LINES_FOR_BOTH * self.fontMetrics().height())

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._waiting)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self._left())
        both.addWidget(self.table)
        both.setSizes([740, 460])
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        self._stack.addWidget(both)

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._switches())
        self._paper = QFrame()
        self._paper.setObjectName("panel")
        inside = QVBoxLayout(self._paper)
        inside.setContentsMargins(8, 4, 8, 4)
        inside.setSpacing(2)
        self._heading = ElidedLabel(size=Type.HEADING)
        scroll = QScrollArea()
        scroll.setAccessibleName("Flow, scrolled")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.chart)
        for one in (self._heading, self._sentence):
            inside.addWidget(one)
        inside.addWidget(scroll, 1)
        inside.addWidget(self._undrawn)
        column.addWidget(self._paper, 1)
        column.addWidget(self._in_hand)
        return left

    def _switches(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        self._measures = {
            Measure.PEOPLE: segment("People", "Flow of people, FTE"),
            Measure.MONEY: segment("Money", "Flow of pay, £ a year", is_last=True),
        }
        self._families = {
            False: segment("Functions", "Each function in the middle"),
            True: segment("Families", "Families of functions in the middle", is_last=True),
        }
        self._groups = []
        for buttons in (self._measures, self._families):
            group = QButtonGroup(self)
            for button in buttons.values():
                group.addButton(button)
                row.addWidget(button)
            self._groups.append(group)
            row.addSpacing(12)
        self._measures[Measure.PEOPLE].clicked.connect(self._turn_to_people)
        self._measures[Measure.MONEY].clicked.connect(self._turn_to_money)
        self._families[False].clicked.connect(self._turn_to_functions)
        self._families[True].clicked.connect(self._turn_to_families)
        self._all = QPushButton("Show all")
        self._all.setCheckable(True)
        self._all.setProperty("rank", "link")
        self._all.setToolTip("Give every organisation and function a place of its own, and scroll")
        self._all.toggled.connect(self.chart.show_all)
        copy = QPushButton("Copy picture")
        copy.setProperty("rank", "link")
        copy.setToolTip("Copy the flow with its heading, for a paper or a slide")
        copy.clicked.connect(self.copy)
        self._figures = pane_switch("Figures", "Show the flow's figures in a table beside it")
        self._figures.toggled.connect(self.table.setVisible)
        self._figures.clicked.connect(self._keep_figures)
        row.addWidget(self._figures)
        row.addStretch(1)
        row.addWidget(self._all)
        row.addWidget(copy)
        return row

    def _turn_to_people(self) -> None:
        self.show_measure(Measure.PEOPLE)

    def _turn_to_money(self) -> None:
        self.show_measure(Measure.MONEY)

    def _turn_to_functions(self) -> None:
        self.show_families(False)

    def _turn_to_families(self) -> None:
        self.show_families(True)

    # ------------------------------------------------------------ drawing

    def _draw(self, results: "Results") -> None:
        by_family = is_by_family(results) if self._by_family is None else self._by_family
        self._measures[self._measure].setChecked(True)
        self._families[by_family].setChecked(True)
        asked = (results, self._measure, by_family)
        if asked == self._of:
            return
        self._of = asked
        self._flows = made = flows(results, self._measure, by_family=by_family)
        self._heading.set_words(HEADINGS[self._measure])
        self._sentence.setText(flow_sentence(made))
        self.chart.set_flows(made, receiver_looks(results.plan.receivers))
        self.chart.setAccessibleName(HEADINGS[self._measure])
        self.table.show_frame(bands_table(made), COLUMNS[self._measure])
        self.table.rename("Figures")
        self._say(None)

    def _keep_figures(self) -> None:
        """From now on the figures are there or not as the user said."""
        self._keeps_figures = True
        self.updateGeometry()

    def _follow_picture(self) -> None:
        """Say what is too thin for the picture as it stands, and offer to show what stands together."""
        if self.chart.flows is not None:
            self._undrawn.setText(undrawn_words(self.chart.flows, LEAST_SHARE))
        self._all.setVisible(self.chart.is_folded or self._all.isChecked())

    def _say(self, item: Item | None) -> None:
        """Say what the node or band in hand is."""
        words = "Press a part, or move with the arrow keys and press Enter, to see its people."
        self._in_hand.set_words(self.chart.words(item) if item is not None else words)

    # ------------------------------------------------------------ opening

    def _open(self, item: Item) -> None:
        drawn = self.chart.flows
        if drawn is None:
            return
        ends = [drawn.nodes[item.at]] if item.is_node else _ends(drawn, item.at)
        if any(one.kind is Kind.OTHERS for one in ends):
            self._all.setChecked(True)
        else:
            self._ask(ends)

    def _open_band(self, position: int) -> None:
        if self._flows is not None and 0 <= position < len(self._flows.value):
            self._ask(_ends(self._flows, position))

    def _ask(self, ends: list[Node]) -> None:
        """Ask for the people behind one node, or behind the two that a band joins."""
        (key, value), *also = [(_KEYS[one.kind], one.code) for one in ends]
        self.wanted.emit("people", PeopleBehind(key, value, also=tuple(also)))


_KEYS = {
    Kind.SENDER: "organisation",
    Kind.FUNCTION: "function",
    Kind.FAMILY: "family",
    Kind.RECEIVER: "receiver",
    Kind.OUTCOME: "outcome",
}
"""What people are looked up by for each kind of node."""


def _ends(of: Flows, band: int) -> list[Node]:
    return [of.nodes[int(of.source[band])], of.nodes[int(of.target[band])]]
