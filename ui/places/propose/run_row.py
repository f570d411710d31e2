"""A row that starts long work, shows how it stands, and stops it with the best so far kept."""

from threading import Event
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSpinBox, QWidget

from ui.jobs.runner import Runner, Then, Work
from ui.places.propose.tab import Tab
from ui.widgets.labels import ElidedLabel

WHOLE = 1000
LEAST_SECONDS, MOST_SECONDS = 5, 3_600


class RunRow(QWidget):
    """Runs one kind of work.

    Signals:
        asked: the button was pressed.
        failed: the error that the work ended in.
    """

    asked = Signal()
    failed = Signal(Exception)

    def __init__(self, of: Tab, name: str, text: str, seconds: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QPushButton(text)
        self.button.setProperty("rank", "first")
        self.button.clicked.connect(self.asked)
        self.seconds = QSpinBox()
        self.seconds.setRange(LEAST_SECONDS, MOST_SECONDS)
        self.seconds.lineEdit().setTextMargins(5, 0, 5, 0)
        self.seconds.setValue(seconds)
        self.seconds.setSuffix(" seconds at most")
        self.seconds.setAccessibleName(f"{text}: seconds at most")
        self.seconds.setToolTip("The search ends by then, with the best so far")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(f"Progress: {text}")
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(130)
        self.words = ElidedLabel()
        self.stop_button = QPushButton("Stop, and keep the best so far")
        self.stop_button.clicked.connect(self.stop)
        self._stop = Event()
        self._runner: Runner = of.desk.runner(name, is_quiet=True)
        self._runner.started.connect(self._begun)
        self._runner.progressed.connect(self._moved)
        self._runner.failed.connect(self.failed)
        self._runner.ended.connect(self._rest)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.seconds)
        row.addWidget(self.bar)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop_button)
        self._rest()

    @property
    def is_busy(self) -> bool:
        """Whether the work is going."""
        return self._runner.is_busy

    def start(self, doing: str, work: "Any", then: Then) -> None:
        """Start ``work(stop, tick)``; ``then`` is called with what it returns, also where it was stopped."""
        self._stop = stop = Event()

        def job(tick: Any) -> Any:
            return work(stop, tick)

        run: Work = job
        self._runner.start(doing, run, then)

    def stop(self) -> None:
        """End the work; what it has found so far is delivered."""
        self._stop.set()
        self.words.set_words("Stopping")
        self.stop_button.setEnabled(False)

    def drop(self) -> None:
        """End the work and let what it found go: it is of another plan by now."""
        self._stop.set()
        self._runner.cancel()

    # ------------------------------------------------------------ inside

    def _begun(self, doing: str) -> None:
        self.button.setEnabled(False)
        self.seconds.hide()
        self.stop_button.setEnabled(True)
        for one in (self.bar, self.stop_button):
            one.show()
        self._moved(-1.0, doing)

    def _moved(self, share: float, doing: str) -> None:
        most = 0 if share < 0 else WHOLE
        if self.bar.maximum() != most:
            self.bar.setRange(0, most)
        self.bar.setValue(int(share * WHOLE))
        if not self._stop.is_set():
            self.words.set_words(doing)

    def _rest(self) -> None:
        self.button.setEnabled(True)
        self.seconds.show()
        self.words.set_words("")
        for one in (self.bar, self.stop_button):
            one.hide()
