"""A session: opens plans, works them out and writes files, each on the desk, and says how it went."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.base.errors import NotAPlanError, PasswordNeededError, PlannerError, WrongPasswordError
from ui.document import work
from ui.document.autosave import Autosave, Kept
from ui.document.file_words import excel_words, loss_words, saved_words
from ui.document.filing import ChangedMeanwhile, Filing, Received, Saved
from ui.document.plan_document import PlanDocument
from ui.document.plan_lock import Holder, PlanLock
from ui.document.recovery import Orphan
from ui.jobs.desk import Desk
from ui.jobs.failure import reason
from ui.range_in_hand import RangeInHand
from ui.settings import Settings

if TYPE_CHECKING:
    from planner.base.ticks import Tick
    from planner.model.results import Results
    from planner.risk.outcome import Risk

log = logging.getLogger(__name__)


class Session(QObject):
    """Binds the document to the desk: whatever the user has in hand is soon worked out.

    Signals:
        told: a sentence for the user, and its tone (error, warning, note).
        password_wanted: what to ask, while a protected file waits.
        recent_changed: the list of recent plans is another.
        saved: a plan stands in this file.
        save_failed: a plan was not saved.
        held: a plan's file, and who else has it open; ``open_copy`` and ``open_regardless`` go on.
        changed_on_disk: the file that was to be saved into is another than the one that was read.
        orphans_found: recovery copies of sessions that ended unexpectedly.
        not_a_plan: why a file that was to be opened is no plan, where it is a spreadsheet of another kind.
        getting_on: a file is being read, and the engine is there: time to build what will show it.
    """

    told = Signal(str, str)
    password_wanted = Signal(str)
    recent_changed = Signal()
    saved = Signal(object)
    save_failed = Signal()
    held = Signal(object, str)
    changed_on_disk = Signal(object)
    orphans_found = Signal(object)
    not_a_plan = Signal(str)
    getting_on = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.desk = Desk(self)
        self.document = PlanDocument(self)
        self.range = RangeInHand(self.document, self.desk, self)
        self.filing = Filing(settings.own_folder)
        self.autosave = Autosave(self.document, self._keep_copy, settings.own_folder / "recovery", self)
        self._waiting: tuple[str, Callable[[str | None, Tick], work.Opened]] | None = None
        self._held_back: Received | None = None
        self._orphan: Orphan | None = None
        self._brought_back: list[Orphan] = []
        self._remark = ""
        self._is_new = False
        self._is_ready = False
        self._judged: work.Assessment | None = None
        self.document.changed.connect(self._work_out)
        self.document.chosen.connect(self._work_out)
        self.desk.runner("engine").start("Getting ready", work.load_reader, self._engine_is_there)
        self.desk.runner("open").failed.connect(self._not_opened)
        self.desk.runner("evaluate").failed.connect(self._not_worked_out)
        self.desk.runner("write").failed.connect(self._not_written)
        self.desk.runner("save").failed.connect(self._not_saved)
        self.autosave.kept.connect(self._settle_brought_back)
        self.autosave.failed.connect(self._not_kept)
        QTimer.singleShot(0, self, self.look_for_orphans)

    def end(self) -> None:
        """Stop all work, wait for it, and leave nothing behind: the window is closing."""
        self.desk.shut()
        self.autosave.close()
        self.filing.hold(None)

    def _engine_is_there(self, _loaded: object) -> None:
        self._is_ready = True
        self._tell_getting_on()

    def _tell_getting_on(self) -> None:
        if self._is_ready and self.desk.runner("open").is_busy:
            self.getting_on.emit()

    # ------------------------------------------------------------ opening

    def open_file(self, path: Path, is_sample: bool = False) -> None:
        """Read a plan workbook and take it in hand."""
        self._orphan = None
        self._open(path.name, partial(_open_plan, path, is_sample))

    def bring_back(self, orphan: Orphan) -> None:
        """Read a recovery copy and take it in hand, with changes not saved."""
        if orphan.sidecar is not None:
            self._orphan = orphan
            self._open(orphan.sidecar.label, partial(_open_orphan, orphan))

    def give_password(self, password: str) -> None:
        """Try again to open the protected file that waits."""
        if self._waiting is not None:
            self._open(*self._waiting, password)

    def open_copy(self) -> None:
        """Take the file that somebody else has open in hand, to be saved elsewhere."""
        if (received := self._held_back) is not None:
            self._take(replace(received.opened, is_copy=True), None)

    def open_regardless(self) -> None:
        """Take the file that somebody else has open in hand, to be saved over theirs."""
        if (received := self._held_back) is not None:
            self._take(received.opened, self.filing.force(received.opened.path))

    def _open(
        self, name: str, read: "Callable[[str | None, Tick], work.Opened]", password: str | None = None
    ) -> None:
        self._waiting = (name, read)
        job = partial(self.filing.receive, partial(read, password))
        self.desk.runner("open").start(f"Opening {name}", job, self._received)
        QTimer.singleShot(0, self, self._tell_getting_on)

    def _received(self, received: Received) -> None:
        self._waiting, opened = None, received.opened
        self._remark = excel_words(opened.path.name, received.excel_user)
        if isinstance(received.lock, Holder):
            self._held_back = received
            self.held.emit(opened.path, received.lock.sentence(opened.path.name))
        else:
            self._take(opened, received.lock)

    def _take(self, opened: work.Opened, lock: PlanLock | None) -> None:
        self._held_back = None
        self.desk.runner("save").cancel()
        self.filing.begin(lock)
        if opened.home is not None:
            self.settings.remember(opened.home)
            self.recent_changed.emit()
        if opened.is_recovered and self._orphan is not None:
            self._brought_back.append(self._orphan)
        self._is_new = True
        self.document.take(opened)
        self.look_for_orphans()

    def _not_opened(self, error: Exception) -> None:
        if isinstance(error, PasswordNeededError | WrongPasswordError):
            self.password_wanted.emit(str(error))
        elif isinstance(error, NotAPlanError):
            self.not_a_plan.emit(str(error))
        else:
            name = self._waiting[0] if self._waiting else "The file"
            self._tell(f"{name} was not opened.", error)

    # ------------------------------------------------------------ changes not saved

    def look_for_orphans(self) -> None:
        """Look for recovery copies that nobody keeps any more."""
        runner = self.desk.runner("orphans", is_quiet=True)
        if not runner.is_busy:
            job = partial(work.find_orphans, self.autosave.folder)
            runner.start("Looking for changes", job, self._orphans_found)

    def _orphans_found(self, found: list[Orphan]) -> None:
        if found:
            self.orphans_found.emit(found)

    def _keep_copy(self, doing: str, job: "Callable[[Tick], Kept]", then: Callable[[Kept], None]) -> None:
        self.desk.runner("recovery", is_quiet=True).start(doing, job, then)

    def _settle_brought_back(self) -> None:
        """What was brought back stands elsewhere by now."""
        settled, self._brought_back = self._brought_back, []
        for one in settled:
            one.discard()

    def _not_kept(self, error: Exception) -> None:
        self._tell("Changes are not being kept for the case of a crash. Save the plan.", error)

    def _tell_left_out(self) -> None:
        """Say what to know of a plan that was opened: rows left out, and what a save would not keep."""
        assessment, source = self.document.assessment, self.document.source
        left_out = assessment.admission.left_out if assessment is not None else None
        said = []
        if left_out is not None and left_out.rows:
            rows = "1 staff row is" if left_out.rows == 1 else f"{left_out.rows:,} staff rows are"
            said.append(f"{rows} in error and left out of every figure ({left_out.fte:,.2f} FTE).")
            said.append("Checks says where each stands and what to do.")
        if source is not None and (lost := loss_words(source.reading.findings)):
            said.append(lost)
        if said or self._remark:
            words = " ".join(one for one in (*said, self._remark) if one)
            self.told.emit(words, "warning" if said else "note")

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

    def save(self, path: Path, regardless: bool = False) -> None:
        """Write the plan to its workbook; over changes of another's only where told to ``regardless``."""
        document = self.document
        if (draft := document.begin_save()) is not None:
            known = document.stamp if path == document.path and not regardless else None
            job = partial(self.filing.write, path, draft, known, document.source, self.autosave.note_save)
            self.desk.runner("save").start(f"Saving {path.name}", job, self._saved)

    def save_results(self, path: Path) -> None:
        """Write the results of the scenario in hand as a workbook."""
        if (results := self.document.results) is not None:
            job = partial(work.save_results, path, results, self.document.risk)
            self.desk.runner("write").start(f"Writing {path.name}", job, self._written)

    def save_pdf(self, path: Path) -> None:
        """Write the summary of the scenario in hand as a PDF."""
        if (results := self.document.results) is not None:
            job = partial(_save_pdf, path, results, self.document.risk)
            self.desk.runner("write").start(f"Writing {path.name}", job, self._written)

    def _saved(self, outcome: Saved | ChangedMeanwhile) -> None:
        path = outcome.path
        if isinstance(outcome, ChangedMeanwhile):
            self.changed_on_disk.emit(path)
            return
        self.filing.hold(outcome.lock)
        self.document.saved_as(path, outcome.draft, outcome.stamp)
        self._settle_brought_back()
        self.settings.remember(path)
        self.recent_changed.emit()
        self.told.emit(saved_words(outcome), "note")
        self.saved.emit(path)

    def _not_saved(self, error: Exception) -> None:
        self._not_written(error)
        self.save_failed.emit()

    def _written(self, path: Path) -> None:
        self.told.emit(f"Wrote {path.name} in {path.parent}.", "note")

    def _not_written(self, error: Exception) -> None:
        self._tell("The file was not written.", error)

    def _tell(self, what: str, error: Exception) -> None:
        self.told.emit(f"{what} {reason(error)}".rstrip(), "error")


def _open_plan(path: Path, is_sample: bool, password: str | None, tick: "Tick") -> work.Opened:
    return work.open_plan(path, password, tick, is_sample=is_sample)


def _open_orphan(orphan: Orphan, password: str | None, tick: "Tick") -> work.Opened:
    return work.open_orphan(orphan, password, tick)


def _save_pdf(path: Path, results: "Results", risk: "Risk | None", tick: "Tick") -> Path:
    from ui.printing import write_pdf

    tick(0.0, f"Writing {path.name}")
    write_pdf(results, path, risk=risk)
    return path
