"""Says what part of a list is shown, with a button that shows the whole again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.widgets.labels import ElidedLabel


class FilterChip(QFrame):
    """One line; hidden while the whole list is shown.

    Signals:
        cleared: the user wants the whole list.
    """

    cleared = Signal()

    def __init__(self, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 4, 0)
        row.setSpacing(8)
        self._words = ElidedLabel()
        self.button = QPushButton(button)
        self.button.setProperty("rank", "link")
        self.button.clicked.connect(self.cleared)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.hide()

    @property
    def words(self) -> str:
        """What is shown; blank for everything."""
        return self._words.words

    def say(self, words: str) -> None:
        """Say what is shown; nothing for the whole list."""
        self._words.set_words(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
