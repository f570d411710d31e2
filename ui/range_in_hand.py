"""The range of the figures in hand: drawn quietly once the user rests, dropped with every edit."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planner.risk import QUICK_DRAWS, SEED
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk

if TYPE_CHECKING:
    from planner.base.ticks import Tick
    from planner.model.results import Results
    from planner.risk.outcome import Risk

REST = 1000
"""Milliseconds without a change after which draws begin."""


def draw_quietly(results: "Results", tick: "Tick") -> "Risk":
    """Draw one scenario with one worker, so that an edit finds the other processor free."""
    from planner.risk.simulate import simulate_results

    return simulate_results(results, QUICK_DRAWS, SEED, tick, workers=1)


class RangeInHand(QObject):
    """Sees to it that the scenario in hand soon has its draws, and never while there is other work."""

    def __init__(self, document: PlanDocument, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._desk = document, desk
        self._runner = desk.runner("range", is_quiet=True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._draw)
        for signal in (document.opened, document.changed, document.chosen):
            signal.connect(self._wait)
        document.evaluated.connect(self._wait)

    def _wait(self) -> None:
        """Something is another: drop what is being drawn, and wait until all is at rest."""
        self._runner.cancel()
        if self._document.plan is None:
            self._rest.stop()
        else:
            self._rest.start()

    def _draw(self) -> None:
        results = self._document.results
        if results is None or self._desk.is_busy:
            self._rest.start()
        elif self._document.risk is None:
            job = partial(draw_quietly, results)
            self._runner.start("Drawing the range", job, partial(self._document.keep_risk, of=results))
