"""What pages are made of and printed on: scenarios beside, the person of an estimate, numbers, paper."""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.printing.papers import Paper, Setting, Way
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import label, retone
from ui.widgets.scenarios_beside import ScenariosBeside

TYPING = 400
"""Milliseconds without a key after which a number is taken."""
WAYS = {Way.AS_NEEDED: "As pages need", Way.UPRIGHT: "Upright", Way.SIDEWAYS: "On its side"}


class Choices(QWidget):
    """The choices of a pack.

    Signals:
        chosen: something else is wanted.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What the pages are made of")
        self.beside = ScenariosBeside()
        self.beside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.person = QLineEdit()
        self.person.setAccessibleName("Employee number of the person whom the estimate is for")
        self.person.setPlaceholderText("Employee number")
        self.numbers = QCheckBox("Show employee numbers")
        self.numbers.setToolTip("In the redundancy detail, instead of pseudonyms")
        self.names = QCheckBox("Show names")
        self.names.setToolTip("On hand-over lists and on a person’s estimate")
        self.contents = QCheckBox("Begin with contents")
        self.contents.setToolTip("A long pack begins with a list of its pages")
        self.contents.setChecked(True)
        self.paper = ChoiceBox("Size of the paper", least=4)
        self.way = ChoiceBox("Which way up the pages stand", least=10)
        self.remark = label(tone="muted", wraps=True)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)
        self._lay_out()
        self._typing.timeout.connect(self.chosen)
        self.person.textEdited.connect(self._typed)
        self.person.returnPressed.connect(self.chosen)
        self.numbers.clicked.connect(self._chosen)
        self.names.clicked.connect(self._chosen)
        self.contents.clicked.connect(self._chosen)
        self.paper.activated.connect(self._chosen)
        self.way.activated.connect(self._chosen)
        self.beside.ticked.connect(self.chosen)

    @property
    def setting(self) -> Setting:
        """Size and way of the paper."""
        return Setting(Paper(self.paper.currentData()), Way(self.way.currentData()))

    def take_setting(self, paper: str, way: str) -> None:
        """Choose a size and a way by name; one that there is not leaves the usual."""
        for box, wanted in ((self.paper, paper), (self.way, way)):
            at = box.findData(wanted)
            with QSignalBlocker(box):
                box.setCurrentIndex(max(0, at))

    def forget_person(self) -> None:
        """Another plan is in hand: nobody of the one before is asked for."""
        self.person.clear()
        self.numbers.setChecked(False)
        self.names.setChecked(False)
        self.beside.forget()

    def say(self, remark: str, tone: str = "muted") -> None:
        """Say what is amiss with the choices, or nothing."""
        self.remark.setText(remark)
        retone(self.remark, tone)
        self.remark.setVisible(bool(remark))

    # ------------------------------------------------------------ inside

    def _typed(self) -> None:
        self._typing.start()

    def _chosen(self) -> None:
        self.chosen.emit()

    def _lay_out(self) -> None:
        for paper in Paper:
            self.paper.addItem(str(paper), str(paper))
        for way in Way:
            self.way.addItem(WAYS[way], str(way))
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.addRow(label("Compare with", tone="muted"), self.beside)
        form.addRow(label("Estimate for", tone="muted"), self.person)
        form.addRow(label("Paper", tone="muted"), self.paper)
        form.addRow(label("Stands", tone="muted"), self.way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(form)
        column.addWidget(self.contents)
        column.addWidget(self.numbers)
        column.addWidget(self.names)
        column.addWidget(self.remark)
        self.remark.hide()
