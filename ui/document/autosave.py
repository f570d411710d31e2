"""Autosave: keeps a recovery copy of the plan in hand for as long as it differs from its file."""

import hashlib
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.base.errors import CancelledError, PlannerError
from ui.document import work
from ui.document.moments import now_text
from ui.document.plan_document import Draft, PlanDocument
from ui.document.recovery import RecoverySlot, Sidecar

if TYPE_CHECKING:
    from planner.base.ticks import Tick

AFTER_THE_LAST = 2_000
"""Milliseconds without an edit after which a copy is kept."""
AFTER_THE_FIRST = 6_000
"""Milliseconds after the first edit that no copy holds, by which one is to be whole."""
TO_BEGIN_WITH = 1_000
"""Milliseconds after the first edit of all, so that there is a copy before much is done."""
SOONEST = 250
"""Milliseconds between two copies of a plan that takes long to write."""


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """How the keeping of one copy ended.

    Attributes:
        turn: when it was wanted.
        is_whole: whether it is there and counts.
        seconds: what it took.
        error: what went wrong.
    """

    turn: int
    is_whole: bool
    seconds: float
    error: Exception | None = None


Start = Callable[[str, Callable[["Tick"], Kept], Callable[[Kept], None]], None]
"""Starts work off the UI thread: what it is, the work, and what is called with what it returned."""


class Autosave(QObject):
    """Follows the document; copies are written off the UI thread.

    Signals:
        kept: a copy of the plan in hand is whole.
        failed: a copy could not be kept; told once until one is kept again.
    """

    kept = Signal()
    failed = Signal(Exception)

    def __init__(
        self, document: PlanDocument, start: Start, folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._start = start
        self._slot = RecoverySlot(folder)
        self._is_writing = False
        self._is_wanted_again = False
        self._has_told = False
        self._quiet, self._latest = self._timer(AFTER_THE_LAST), self._timer(TO_BEGIN_WITH)
        document.changed.connect(self._follow)
        document.dirty.connect(self._follow)
        document.opened.connect(self._follow_file)
        document.relocked.connect(self._keep)

    @property
    def folder(self) -> Path:
        """Where recovery copies are kept."""
        return self._slot.folder

    def note_save(self, content: bytes) -> None:
        """Note, off the UI thread, that this is about to take the place of the plan's file."""
        with suppress(OSError, PlannerError):  # the save itself is worth more than the note
            self._slot.note_save(hashlib.sha256(content).hexdigest())

    def close(self) -> None:
        """Take the copy away: the session ends as it should."""
        self._rest()
        self._slot.close()

    def _timer(self, after: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(after)
        made.timeout.connect(self._keep)
        return made

    def _follow(self) -> None:
        if not self._document.is_dirty:
            self._rest()
            self._slot.discard()
        else:
            self._quiet.start()
            if not self._latest.isActive():
                self._latest.start()

    def _follow_file(self) -> None:
        self._follow()
        source = self._document.source
        if source is not None and source.is_recovered and self._document.is_dirty:
            self._keep()

    def _rest(self) -> None:
        self._quiet.stop()
        self._latest.stop()
        self._latest.setInterval(TO_BEGIN_WITH)
        self._is_wanted_again = False
        self._has_told = False

    def _keep(self) -> None:
        if self._is_writing:
            self._is_wanted_again = True
            return
        draft = self._document.draft()
        if draft is None or not self._document.is_dirty:
            return
        self._quiet.stop()
        self._latest.stop()
        self._is_writing = True
        job = partial(_keep_copy, self._slot, self._slot.turn, draft, self._document.source, self._sidecar())
        self._start("Keeping a recovery copy", job, self._done)

    def _sidecar(self) -> Sidecar:
        document = self._document
        is_protected = bool(document.password)
        return Sidecar(str(document.path or ""), document.name, now_text(), is_protected, base=document.stamp)

    def _done(self, kept: Kept) -> None:
        self._is_writing = False
        if kept.is_whole and kept.turn == self._slot.turn:
            self._latest.setInterval(max(SOONEST, AFTER_THE_FIRST - round(1_000 * kept.seconds)))
            self._has_told = False
            self.kept.emit()
        elif kept.error is not None and not self._has_told:
            self._has_told = True
            self.failed.emit(kept.error)
        if self._is_wanted_again:
            self._is_wanted_again = False
            self._keep()


def _keep_copy(
    slot: RecoverySlot, turn: int, draft: Draft, source: work.Opened | None, sidecar: Sidecar, tick: "Tick"
) -> Kept:
    from planner.model.history import head

    begun = time.monotonic()
    try:
        plan = draft.whole()
        sidecar = replace(sidecar, head=head(plan))
        write = partial(work.save_plan, plan=plan, opened=source, tick=tick, password=draft.password)
        is_whole = slot.keep(sidecar, work.suffix_for(source), write, turn)
    except CancelledError:
        raise
    except (OSError, PlannerError) as error:
        return Kept(turn, is_whole=False, seconds=time.monotonic() - begun, error=error)
    return Kept(turn, is_whole, time.monotonic() - begun)
