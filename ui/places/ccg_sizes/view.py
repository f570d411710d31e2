"""What stands where in CCG sizes: the area and the number on top, sizes and chart, CCGs and practices."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QSplitter,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ui.charts.sizes import SizeChart
from ui.models.columns import Column
from ui.places.ccg_sizes.columns import FUNCTIONS
from ui.places.ccg_sizes.practice_panel import PracticePanel
from ui.places.ccg_sizes.put_bar import PutBar
from ui.places.frame_table import FrameTable
from ui.theme import Type, scaled
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, label

TABLE, CHART, COUNT = 112, 150, 64
"""Pixels of a table and of the chart below which the place scrolls, and of the field of the number."""
TABS = ("How many", "Functions")
NOWHERE = ("Which area?", "The plan names no PCT or CCG that is known here. Choose an area above.")


class SizesView(QWidget):
    """The controls, laid out; what they do is for the place to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Sizes of CCGs")
        self.area = ChoiceBox("Area", least=16)
        self.area.setMaxVisibleItems(24)
        self.area.setPlaceholderText("Choose an area")
        self.count = QSpinBox()
        self.count.setAccessibleName("Number of CCGs")
        self.count.setKeyboardTracking(False)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("Number of CCGs, by sliding")
        self.put_button = QPushButton("Put these CCGs into the plan")
        self.put_button.setProperty("rank", "first")
        self.answer = label(wraps=True)
        self.choice = label(wraps=True, tone="muted")
        self.put_bar = PutBar()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("How many, or what each function takes")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for title in TABS:
            self.tabs.addTab(title)
        self.numbers = _untitled("Numbers of CCGs")
        self.functions = _untitled("Functions of CCGs", FUNCTIONS)
        self.functions.say_empty("No functions", "The plan has none that falls to CCGs in this scenario.")
        self.chart = SizeChart("What is left a head, and what the work costs, by size of CCG")
        self.copy_button = QPushButton("Copy picture")
        self.copy_button.setProperty("rank", "link")
        self.ccgs = FrameTable("CCGs")
        self.ccg_name = QLineEdit()
        self.ccg_name.setAccessibleName("Name of the CCG in hand")
        self.rename_button = QPushButton("Rename")
        self.practices = PracticePanel()
        self._above, self._stack = QStackedLayout(), QStackedLayout()
        self._lay_out()
        self.tabs.currentChanged.connect(self._above.setCurrentIndex)
        self.show_study(is_there=False)

    def fit(self) -> None:
        """Keep a few rows in sight at any size of text."""
        for table in (self.numbers, self.functions, self.ccgs, self.practices.table):
            table.setMinimumHeight(scaled(TABLE))
        self.chart.setMinimumHeight(scaled(CHART))
        self.count.setFixedWidth(scaled(COUNT))

    def show_study(self, *, is_there: bool) -> None:
        """Show the tables and the chart, or ask for an area."""
        self._stack.setCurrentIndex(1 if is_there else 0)
        for control in (self.count, self.slider, self.put_button):
            control.setEnabled(is_there)
        for said in (self.answer, self.choice):
            said.setVisible(is_there)
        if not is_there:
            self.count.clear()

    def set_most(self, most: int) -> None:
        """Let 1 to so many CCGs be chosen."""
        for one in (self.count, self.slider):
            with QSignalBlocker(one):
                one.setRange(1, most)

    def set_count(self, count: int) -> None:
        """Show how many CCGs are chosen."""
        for one in (self.count, self.slider):
            with QSignalBlocker(one):
                one.setValue(count)

    # ------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._top())
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.answer)
        said.addWidget(self.choice)
        column.addLayout(said)
        column.addWidget(self.put_bar)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setObjectName("sizesAndPractices")
        both.addWidget(_beside("sizesAndChart", self._sizes(), self._affordability(), (640, 460)))
        both.addWidget(_beside("ccgsAndPractices", self._ccgs(), self.practices, (640, 460)))
        both.setSizes([320, 260])
        both.setChildrenCollapsible(False)
        column.addLayout(self._stack, 1)
        self._stack.addWidget(EmptyState(*NOWHERE))
        self._stack.addWidget(both)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, one in (("&Area", self.area), ("C&CGs", self.count)):
            said = label(words, tone="muted")
            said.setBuddy(one)
            row.addWidget(said)
            row.addWidget(one, 1 if one is self.area else 0)
        row.addWidget(self.slider, 1)
        row.addWidget(self.put_button)
        return row

    def _sizes(self) -> QWidget:
        stacked = QWidget()
        stacked.setLayout(self._above)
        self._above.addWidget(self.numbers)
        self._above.addWidget(self.functions)
        return _column("Sizes", stacked, self.tabs, stacked)

    def _affordability(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(ElidedLabel("What is left, and what the work costs, by size", Type.HEADING), 1)
        row.addWidget(self.copy_button)
        return _column("Affordability", self.chart, head, self.chart)

    def _ccgs(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.ccg_name, 1)
        row.addWidget(self.rename_button)
        return _column("CCGs", self.ccgs, self.ccgs, foot)

    # Qt's own

    def heightForWidth(self, width: int) -> int:
        """The least that will do: Qt would scroll to all that tables and sentences would like."""
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else -1


def _untitled(name: str, columns: Sequence[Column] = ()) -> FrameTable:
    """A table whose heading is the tab above it."""
    made = FrameTable(name, columns)
    made.rename("")
    made.view.setAccessibleName(name)
    return made


def _column(name: str, widest: QWidget, *parts: QWidget) -> QWidget:
    """Parts below each other; one takes the room."""
    made = QWidget()
    made.setAccessibleName(name)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for one in parts:
        column.addWidget(one, 1 if one is widest else 0)
    return made


def _beside(name: str, left: QWidget, right: QWidget, sizes: tuple[int, int]) -> QSplitter:
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setObjectName(name)
    made.addWidget(left)
    made.addWidget(right)
    made.setSizes(list(sizes))
    made.setChildrenCollapsible(False)
    return made
