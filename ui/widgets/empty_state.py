"""What stands where there is nothing to show yet: what it is, and what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.theme import Type
from ui.widgets.labels import label


class EmptyState(QFrame):
    """A heading and a sentence of advice."""

    def __init__(self, title: str, advice: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        column = QVBoxLayout(self)
        column.addStretch(2)
        self._title: QLabel = label(title, Type.HEADING)
        self._advice: QLabel = label(advice, tone="muted", wraps=True)
        for one in (self._title, self._advice):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(one)
        column.addStretch(3)

    @property
    def advice(self) -> str:
        """What to do next."""
        return self._advice.text()

    def say(self, title: str, advice: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._advice.setText(advice)
