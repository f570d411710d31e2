"""Python's collector of rubbish, kept to the UI thread: what belongs to Qt must not die on another."""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 400
"""Milliseconds between two looks at how much there is to collect."""


class Collector(QObject):
    """Collects circles of dead objects from the UI thread, as often as Python would by itself.

    Left to Python, it runs on whatever thread happens to make the next object. On a worker thread it would
    take widgets apart while the window draws them, which ends the program.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(collect_what_is_due)

    def start(self) -> None:
        """Take over from Python."""
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again, if it was before."""
        self._timer.stop()
        if self._was_on:
            gc.enable()


def collect_what_is_due() -> None:
    """Collect the oldest generation whose count is over its threshold, and with it the younger ones."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, most) in enumerate(counts) if count > most]
    if due:
        gc.collect(due[-1])
