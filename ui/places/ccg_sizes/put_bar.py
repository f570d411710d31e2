"""Asks, in the window, whether CCGs that nothing refers to go when others are put into the plan."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from planner.report.wording import listed
from ui.widgets.labels import label


class PutBar(QFrame):
    """A question and its three answers; hidden until it is asked.

    Signals:
        answered: whether the unused CCGs are to go.
    """

    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("Put these CCGs into the plan")
        self._words = label(wraps=True)
        self.replace = QPushButton("Take them out")
        self.leave = QPushButton("Leave them")
        self.cancel = QPushButton("Cancel")
        self.cancel.setProperty("rank", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.addWidget(self._words, 1)
        for one in (self.replace, self.leave, self.cancel):
            row.addWidget(one)
        self.replace.clicked.connect(self._take_out)
        self.leave.clicked.connect(self._leave)
        self.cancel.clicked.connect(self.hide)
        self.hide()

    def ask(self, names: Sequence[str]) -> None:
        """Ask about the CCGs that nothing in the plan refers to."""
        are = "is a CCG" if len(names) == 1 else "are CCGs"
        self._words.setText(
            f"{listed(names)} {are} in the plan that no work, post or person refers to. "
            f"Take {'it' if len(names) == 1 else 'them'} out?"
        )
        self.setAccessibleDescription(self._words.text())
        self.show()
        self.replace.setFocus()

    def _take_out(self) -> None:
        self.hide()
        self.answered.emit(True)

    def _leave(self) -> None:
        self.hide()
        self.answered.emit(False)
