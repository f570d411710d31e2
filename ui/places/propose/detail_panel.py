"""What is said of the row in hand: a heading over sentences, which scroll where they are many."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import Type, scaled
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.room import Room


class DetailPanel(QFrame):
    """Stands below a table, always as high; ``fit`` follows the size of text."""

    def __init__(self, name: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._height = height
        self.heading = ElidedLabel(size=Type.HEADING)
        self.words = label(wraps=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setAccessibleName(name)
        room = Room(self.words)
        room.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 4, 4)
        column.setSpacing(2)
        column.addWidget(self.heading)
        column.addWidget(room, 1)
        self.fit()

    def say(self, heading: str, lines: Sequence[str]) -> None:
        """Say this of the row in hand."""
        self.heading.set_words(heading)
        self.words.setText("\n".join(lines))

    def fit(self) -> None:
        """Be as high as the size of text wants."""
        self.setFixedHeight(scaled(self._height))
