"""A runner: one piece of work at a time off the UI thread; a new one takes the old one's place."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from planner.base.errors import CancelledError, PlannerError
from planner.base.ticks import Tick

log = logging.getLogger(__name__)

SHORTEST_BEAT = 0.04
"""Seconds between two reports of progress; more of them would only keep the window busy."""

Work = Callable[[Tick], Any]
Then = Callable[[Any], None]


class _Ticker:
    """Passes progress on, and stops the work when asked. It is the run's identity."""

    def __init__(self, report: Callable[[object, float, str], None], then: Then | None) -> None:
        self.stop = Event()
        self.then = then
        self._report = report
        self._last = 0.0

    def __call__(self, share: float, doing: str) -> None:
        if self.stop.is_set():
            raise CancelledError
        now = time.monotonic()
        if now - self._last >= SHORTEST_BEAT:
            self._last = now
            self._report(self, share, doing)


class Runner(QObject):
    """Runs one piece of work at a time; lives as long as its window.

    Signals:
        started: the text of what is being done.
        progressed: share done (0 to 1) and what is being done.
        succeeded: what the work returned.
        failed: the error it ended in.
        cancelled: the user, or a later run, stopped it.
        ended: after any of these three.
    """

    started = Signal(str)
    progressed = Signal(float, str)
    succeeded = Signal(object)
    failed = Signal(Exception)
    cancelled = Signal()
    ended = Signal()
    _ticked = Signal(object, float, str)
    _done = Signal(object, object)

    def __init__(self, pool: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._tick: _Ticker | None = None
        self._is_retired = False
        self._ticked.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a run is going or waiting."""
        return self._tick is not None

    def start(self, doing: str, work: Work, then: Then | None = None) -> None:
        """Start ``work``, dropping any run still going.

        Args:
            doing: what to tell the user ("Opening Leeds.xlsx").
            work: called on a worker thread with a tick.
            then: called on the UI thread with what the work returned.
        """
        self._drop()
        if self._is_retired:
            return
        self._tick = tick = _Ticker(self._ticked.emit, then)
        self.started.emit(doing)
        self._pool.submit(work, tick).add_done_callback(partial(self._done.emit, tick))

    def cancel(self) -> None:
        """Ask the run to stop at its next tick; its end is told at once."""
        if self._drop():
            self.cancelled.emit()
            self.ended.emit()

    def retire(self) -> None:
        """Stop, and start nothing more: the window is closing."""
        self._is_retired = True
        self._drop()

    def _drop(self) -> bool:
        tick, self._tick = self._tick, None
        if tick is not None:
            tick.stop.set()
        return tick is not None

    def _pass_on(self, tick: _Ticker, share: float, doing: str) -> None:
        if tick is self._tick:
            self.progressed.emit(share, doing)

    def _deliver(self, tick: _Ticker, future: Future[Any]) -> None:
        if tick is not self._tick:
            return  # cancelled, or a later run took this one's place
        self._tick = None
        error = future.exception()
        if error is None:
            if tick.then is not None:
                tick.then(future.result())
            self.succeeded.emit(future.result())
        elif isinstance(error, CancelledError):
            self.cancelled.emit()
        else:
            if not isinstance(error, PlannerError):
                log.error("Background work failed", exc_info=error)
            self.failed.emit(error)
        self.ended.emit()
