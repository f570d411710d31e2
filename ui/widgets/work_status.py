"""In the status bar: what is being done, how far it is, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ui.widgets.labels import ElidedLabel


class WorkStatus(QWidget):
    """Progress and cancel; empty while nothing is being done.

    Signals:
        stopped: the user asked for the work to stop.
    """

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 8, 0)
        row.setSpacing(8)
        self._words = ElidedLabel()
        self._words.setMinimumWidth(220)
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Progress")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._stop = QPushButton("Cancel")
        self._stop.setProperty("rank", "link")
        self._stop.setAccessibleName("Cancel the work being done")
        self._stop.clicked.connect(self.stopped)
        for one in (self._words, self._bar, self._stop):
            row.addWidget(one)
        self.rest()

    @property
    def words(self) -> str:
        """What is being done."""
        return self._words.words

    @property
    def stop_button(self) -> QPushButton:
        """The button that stops the work."""
        return self._stop

    def show_work(self, doing: str, share: float) -> None:
        """Say what is being done and how far it is; a share below nil means not known."""
        self._words.set_words(doing)
        self._bar.setRange(0, 0 if share < 0 else 1000)
        self._bar.setValue(int(share * 1000))
        self._bar.show()
        self._stop.show()

    def rest(self) -> None:
        """Show that nothing is being done."""
        self._words.set_words("")
        self._bar.hide()
        self._stop.hide()
