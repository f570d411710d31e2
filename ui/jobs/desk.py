"""The desk: every runner of the window, what they are doing as one, and one way to stop them."""

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from ui.jobs.collector import Collector
from ui.jobs.runner import Runner

WORKERS = 2


class Desk(QObject):
    """Owns the worker threads and the runners, by name.

    Signals:
        busy: what is being done and the share done, or -1 where that is not known.
        idle: nothing is left to do.
        failed: the error that a runner's work ended in.
    """

    busy = Signal(str, float)
    idle = Signal()
    failed = Signal(Exception)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="planner")
        self._runners: dict[str, Runner] = {}
        self._quiet: set[str] = set()
        self._is_shut = False
        self._collector = Collector(self)
        self._collector.start()

    def runner(self, name: str, *, is_quiet: bool = False) -> Runner:
        """The runner of one kind of work; a new run of a kind replaces the one before.

        Quiet work is the program's own: the user is not told of it and does not stop it.
        """
        if name not in self._runners:
            made = self._runners[name] = Runner(self._pool, self)
            if is_quiet:
                self._quiet.add(name)
                if self._is_shut:
                    made.retire()
                return made
            made.started.connect(self._begun)
            made.progressed.connect(self._moved)
            made.failed.connect(self.failed)
            made.ended.connect(self._ended)
            if self._is_shut:
                made.retire()
        return self._runners[name]

    @property
    def is_busy(self) -> bool:
        """Whether any work is going or waiting, but for quiet work."""
        return any(one.is_busy for name, one in self._runners.items() if name not in self._quiet)

    def cancel(self) -> None:
        """Stop all work but quiet work at its next tick."""
        for name, one in self._runners.items():
            if name not in self._quiet:
                one.cancel()

    def shut(self) -> None:
        """Stop all work and wait until the threads are gone; nothing reports afterwards."""
        self._is_shut = True
        self.blockSignals(True)
        for one in self._runners.values():
            one.retire()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._collector.stop()

    def _begun(self, doing: str) -> None:
        self.busy.emit(doing, -1.0)

    def _moved(self, share: float, doing: str) -> None:
        self.busy.emit(doing, share)

    def _ended(self) -> None:
        if not self.is_busy:
            self.idle.emit()
