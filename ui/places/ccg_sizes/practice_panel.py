"""The practices of a grouping: tick some, and move them to another CCG."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner.engine.ccg_sizes.groupings import Grouping
from planner.report.wording import counted
from ui.models.tick_model import TickModel
from ui.places.ccg_sizes.columns import PRACTICES, practice_frame
from ui.places.frame_table import FrameTable
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import label
from ui.widgets.tick_view import TickView

NEW, NOWHERE = "A new CCG", "No CCG"


class PracticePanel(QWidget):
    """Shows the practices of the CCG in hand, or all of them.

    Signals:
        moved: the codes of practices, and the name of the CCG that they are to be in; ``NEW`` for one that
            is not there yet, empty for none.
    """

    moved = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Practices")
        self.model = TickModel(PRACTICES)
        self.view = TickView("Practices")
        self.table = FrameTable("Practices", PRACTICES, view=self.view, model=self.model)
        self.table.say_empty("No practices", "Choose a CCG at the left, or tick All.")
        self.every = QCheckBox("All")
        self.every.setAccessibleName("All practices")
        self.every.setToolTip("Of the area, whatever CCG is in hand")
        self.table.add_tool(self.every)
        self.to = ChoiceBox("Move the practices ticked to", least=12)
        self.move_button = QPushButton("Tick practices to move them")
        self._grouping: Grouping | None = None
        self._ccg = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        words = label("Move &to", tone="muted")
        words.setBuddy(self.to)
        row.addWidget(words)
        row.addWidget(self.to, 1)
        row.addWidget(self.move_button)
        column.addLayout(row)
        self.view.turned.connect(self.model.turn)
        self.model.ticks_changed.connect(self._enable)
        self.every.toggled.connect(self._fill)
        self.to.activated.connect(self._enable)
        self.move_button.clicked.connect(self._move)
        self._enable()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The codes of the practices ticked."""
        codes = self.model.frame["practice"]
        return tuple(str(codes.iat[at]) for at in self.model.ticked)

    def show_grouping(self, grouping: Grouping | None, ccg: str) -> None:
        """Show a grouping's practices, of one CCG of it unless all are asked for."""
        self._grouping, self._ccg = grouping, ccg
        chosen = self.to.currentText()
        with QSignalBlocker(self.to):
            self.to.clear()
            self.to.addItems([*(grouping.names if grouping is not None else ()), NEW, NOWHERE])
            self.to.setCurrentIndex(max(0, self.to.findText(chosen)))
        self.to.setToolTip(self.to.currentText())
        self._fill()

    # ------------------------------------------------------------ inside

    def _fill(self) -> None:
        if self._grouping is None:
            return
        frame = practice_frame(self._grouping)
        if not self.every.isChecked():
            frame = frame[frame["ccg"] == self._ccg]
        self.view.setAccessibleName(
            "All practices" if self.every.isChecked() else f"Practices of {self._ccg}"
        )
        self.model.offer((), ())
        shown = PRACTICES if self.every.isChecked() else PRACTICES[:-1]  # all of one CCG: no need to say so
        self.table.show_frame(frame.reset_index(drop=True), shown)
        self.model.offer(range(len(frame)), ())

    def _enable(self) -> None:
        count = len(self.model.ticked)
        words = f"Move {counted(count, 'practice')}" if count else "Tick practices to move them"
        self.move_button.setText(words)
        self.move_button.setEnabled(bool(count))

    def _move(self) -> None:
        chosen = self.to.currentText()
        self.moved.emit(self.ticked, "" if chosen == NOWHERE else chosen)
