"""In the status bar: what is being done, how far it is, and a way to stop it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ui.widgets.labels import ElidedLabel

SHORT = 250
"""Milliseconds of work that nobody needs to be told of."""
WHOLE = 1000


class WorkStatus(QWidget):
    """Progress and cancel; empty while nothing is being done, or nothing that a user would wait for.

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
        self._said, self._share = "", -1.0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHORT)
        self._soon.timeout.connect(self._appear)
        self.rest()

    @property
    def words(self) -> str:
        """What is being done."""
        return self._said

    @property
    def stop_button(self) -> QPushButton:
        """The button that stops the work."""
        return self._stop

    def show_work(self, doing: str, share: float) -> None:
        """Say what is being done and how far it is; a share below nil means not known."""
        self._said, self._share = doing, share
        if not self._bar.isHidden():
            self._show()
        elif not self._soon.isActive():
            self._soon.start()

    def rest(self) -> None:
        """Show that nothing is being done."""
        self._said = ""
        self._soon.stop()
        self._words.set_words("")
        self._bar.hide()
        self._stop.hide()

    def _appear(self) -> None:
        self._bar.show()
        self._stop.show()
        self._show()

    def _show(self) -> None:
        self._words.set_words(self._said)
        most = 0 if self._share < 0 else WHOLE
        if self._bar.maximum() != most:
            self._bar.setRange(0, most)
        self._bar.setValue(int(self._share * WHOLE))
