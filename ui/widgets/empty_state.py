"""What stands where there is nothing to show yet: what it is, and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import Type
from ui.widgets.labels import label


class EmptyState(QFrame):
    """A heading, a sentence, and at most one thing to do."""

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
        self._button = QPushButton()
        self._button.setProperty("rank", "first")
        self._button.hide()
        column.addSpacing(8)
        column.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)

    @property
    def advice(self) -> str:
        """What to do next."""
        return self._advice.text()

    def say(self, title: str, advice: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._advice.setText(advice)

    def offer(self, text: str, do: Callable[[], object]) -> None:
        """Offer one thing to do."""
        self._button.setText(text)
        self._button.clicked.connect(do)
        self._button.show()
