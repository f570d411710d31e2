"""A session: opens plans, works them out and writes files, each on the desk, and says how it went."""

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.base.errors import PasswordNeededError, PlannerError, WrongPasswordError
from ui.document import work
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.settings import Settings

if TYPE_CHECKING:
    from planner.base.ticks import Tick
    from planner.model.plan import Plan
    from planner.model.results import Results

log = logging.getLogger(__name__)


class Session(QObject):
    """Binds the document to the desk: whatever the user has in hand is soon worked out.

    Signals:
        told: a sentence for the user, and its tone (error, warning, note).
        password_wanted: what to ask, while a protected file waits.
        recent_changed: the list of recent plans is another.
        getting_on: a file is being read, and the engine is there: time to build what will show it.
    """

    told = Signal(str, str)
    password_wanted = Signal(str)
    recent_changed = Signal()
    getting_on = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.desk = Desk(self)
        self.document = PlanDocument(self)
        self._waiting: tuple[Path, bool] | None = None
        self._is_new = False
        self._is_ready = False
        self._judged: work.Assessment | None = None
        self.document.changed.connect(self._work_out)
        self.document.chosen.connect(self._work_out)
        self.desk.runner("engine").start("Getting ready", work.load_reader, self._engine_is_there)
        self.desk.runner("open").failed.connect(self._not_opened)
        self.desk.runner("evaluate").failed.connect(self._not_worked_out)
        self.desk.runner("write").failed.connect(self._not_written)

    def _engine_is_there(self, _loaded: object) -> None:
        self._is_ready = True
        self._tell_getting_on()

    def _tell_getting_on(self) -> None:
        if self._is_ready and self.desk.runner("open").is_busy:
            self.getting_on.emit()

    # ------------------------------------------------------------ opening

    def open_file(self, path: Path, is_sample: bool = False, password: str | None = None) -> None:
        """Read a plan workbook and take it in hand."""
        self._waiting = (path, is_sample)
        self.desk.runner("open").start(
            f"Opening {path.name}", partial(_open, path, is_sample, password), self._opened
        )
        QTimer.singleShot(0, self, self._tell_getting_on)

    def give_password(self, password: str) -> None:
        """Try again to open the protected file that waits."""
        if self._waiting is not None:
            path, is_sample = self._waiting
            self.open_file(path, is_sample, password)

    def _opened(self, opened: work.Opened) -> None:
        self._waiting = None
        if not opened.is_sample:
            self.settings.remember(opened.path)
            self.recent_changed.emit()
        self._is_new = True
        self.document.take(opened)

    def _not_opened(self, error: Exception) -> None:
        if isinstance(error, PasswordNeededError | WrongPasswordError):
            self.password_wanted.emit(str(error))
        else:
            name = self._waiting[0].name if self._waiting else "The file"
            self._tell(f"{name} was not opened.", error)

    def _tell_left_out(self) -> None:
        assessment = self.document.assessment
        left_out = assessment.admission.left_out if assessment is not None else None
        if left_out is not None and left_out.rows:
            rows = "1 staff row is" if left_out.rows == 1 else f"{left_out.rows:,} staff rows are"
            self.told.emit(
                f"{rows} in error and left out of every figure ({left_out.fte:,.2f} FTE). "
                "Checks says where each stands and what to do.",
                "warning",
            )

    # ------------------------------------------------------------ working out

    def _work_out(self) -> None:
        """Judge the plan in hand and work out the scenario in hand, unless that is done."""
        document, runner = self.document, self.desk.runner("evaluate")
        if document.plan is None or document.results is not None:
            runner.cancel()
            return
        reading = document.source.reading if document.source else None
        job = partial(work.work_out, document.plan, reading, document.scenario, self._judged)
        runner.start(f"Working out {document.scenario}", job, self._worked_out)

    def _worked_out(self, found: work.WorkedOut) -> None:
        """Take what was found in the data, then the figures."""
        self._judged = found.assessment
        if self.document.assessment is not found.assessment:
            self.document.keep_assessment(found.assessment)
        if self._is_new:
            self._is_new = False
            self._tell_left_out()
        if found.results is not None:
            self.document.keep(found.results, found.assessment)
        elif found.error is not None:
            if not isinstance(found.error, PlannerError):
                log.error("A scenario could not be worked out", exc_info=found.error)
            self._not_worked_out(found.error)

    def _not_worked_out(self, error: Exception) -> None:
        self._tell(f"{self.document.scenario} could not be worked out.", error)

    # ------------------------------------------------------------ writing

    def save(self, path: Path) -> None:
        """Write the plan to its workbook."""
        plan, source = self.document.plan, self.document.source
        if plan is not None:
            job = partial(_save_plan, path, plan, source)
            self.desk.runner("write").start(f"Saving {path.name}", job, self._saved)

    def save_results(self, path: Path) -> None:
        """Write the results of the scenario in hand as a workbook."""
        if (results := self.document.results) is not None:
            job = partial(work.save_results, path, results)
            self.desk.runner("write").start(f"Writing {path.name}", job, self._written)

    def save_pdf(self, path: Path) -> None:
        """Write the summary of the scenario in hand as a PDF."""
        if (results := self.document.results) is not None:
            job = partial(_save_pdf, path, results)
            self.desk.runner("write").start(f"Writing {path.name}", job, self._written)

    def _saved(self, saved: "tuple[Path, object]") -> None:
        path, plan = saved
        if plan is self.document.plan:
            self.document.saved_as(path)
        self.settings.remember(path)
        self.recent_changed.emit()
        self.told.emit(f"Saved {path.name} in {path.parent}.", "note")

    def _written(self, path: Path) -> None:
        self.told.emit(f"Wrote {path.name} in {path.parent}.", "note")

    def _not_written(self, error: Exception) -> None:
        self._tell("The file was not written.", error)

    def _tell(self, what: str, error: Exception) -> None:
        if isinstance(error, PlannerError):
            said = str(error)
            self.told.emit(f"{what} {said}" if said else what, "error")
        else:
            self.told.emit(
                f"{what} The program met a fault of its own; the plan in hand is untouched. "
                "Help > Show the log says where, for whoever supports you.",
                "error",
            )


def _open(path: Path, is_sample: bool, password: str | None, tick: "Tick") -> work.Opened:
    return work.open_plan(path, password, tick, is_sample=is_sample)


def _save_plan(path: Path, plan: "Plan", source: work.Opened | None, tick: "Tick") -> "tuple[Path, Plan]":
    return work.save_plan(path, plan, source, tick), plan


def _save_pdf(path: Path, results: "Results", tick: "Tick") -> Path:
    from ui.printing import write_pdf

    tick(0.0, f"Writing {path.name}")
    write_pdf(results, path)
    return path
