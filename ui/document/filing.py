"""The plan's file as this session has it: opened under a lock, and saved only over what is known."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from planner.base.errors import SaveFailedError
from planner.base.places import samples
from ui.document import work
from ui.document.plan_document import Draft
from ui.document.plan_lock import Holder, PlanLock, excel_user, take_lock
from ui.document.stamp import Stamp, is_changed, stamp_of

if TYPE_CHECKING:
    from planner.base.ticks import Tick

Read = Callable[["Tick"], work.Opened]


@dataclass(frozen=True, slots=True, eq=False)
class Received:
    """A file that was read, and whether it is ours to save.

    Attributes:
        opened: what was read.
        lock: the lock we have on it, or who else has it; None where none is wanted or can be had.
        excel_user: who has it open in Excel; "" where that cannot be read, None where nobody has.
    """

    opened: work.Opened
    lock: PlanLock | Holder | None
    excel_user: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Saved:
    """A plan that was written.

    Attributes:
        path: where to.
        draft: what stands there.
        stamp: the file as it is now.
        lock: the lock on it, where it is another than before.
        backup: the copy that was kept of the workbook as it was, where this was the first save into it.
    """

    path: Path
    draft: Draft
    stamp: Stamp | None
    lock: PlanLock | None
    backup: Path | None = None


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile:
    """A plan that was not written, for its file is another than the one that was read."""

    path: Path


class Filing:
    """Holds the lock on the plan in hand, and writes one file at a time, in the order asked for."""

    def __init__(self, own_folder: Path) -> None:
        self._own_folder = own_folder
        self._lock: PlanLock | None = None
        self._written: dict[Path, Stamp | None] = {}
        self._one_at_a_time = Lock()

    # ------------------------------------------------------------ off the UI thread

    def receive(self, read: Read, tick: "Tick") -> Received:
        """Read a file and lock it. The program's own samples are everybody's.

        Raises:
            FileRefusedError: it is not opened; the message says why.
        """
        opened = read(tick)
        if opened.home is None or opened.home.resolve().parent == samples().resolve():
            return Received(opened, None, None)
        if self._lock is not None and self._lock.path == opened.home.resolve():
            return Received(opened, self._lock, excel_user(opened.home))
        lock = take_lock(opened.home, self._own_folder)
        if isinstance(lock, PlanLock):
            _clear_unfinished(opened.home)
        return Received(opened, lock, excel_user(opened.home))

    def write(
        self,
        path: Path,
        draft: Draft,
        known: Stamp | None,
        source: work.Opened | None,
        about_to: Callable[[bytes], None],
        tick: "Tick",
    ) -> Saved | ChangedMeanwhile:
        """Write a draft, unless somebody else has changed the file or has it open.

        Args:
            path: the file.
            draft: what to write.
            known: the file as it was read; None where anything may be written over.
            source: what was read.
            about_to: told the content of the file just before it takes its place.
            tick: told of progress.

        Raises:
            SaveFailedError: it could not be written; the message says why and what to do.
        """
        with self._one_at_a_time:
            tick(0.0, f"Saving {path.name}")
            if known is not None and is_changed(path, self._written.get(path, known)):
                return ChangedMeanwhile(path)
            lock = self._lock_for(path)
            quietly = _until_it_stands(tick)
            backup = work.save_plan(path, draft.whole(), source, quietly, about_to, draft.password)
            stamp = self._written[path] = stamp_of(path)
            return Saved(path, draft, stamp, lock, backup)

    def _lock_for(self, path: Path) -> PlanLock | None:
        if self._lock is not None and self._lock.path == path.resolve():
            return self._lock
        lock = take_lock(path, self._own_folder) if path.parent.is_dir() else None
        if isinstance(lock, Holder):
            raise SaveFailedError(f"{lock.sentence(path.name)} Save under another name.")
        return lock

    # ------------------------------------------------------------ on it

    def hold(self, lock: PlanLock | None) -> None:
        """Have this lock instead of the one before."""
        if self._lock is not None and self._lock is not lock:
            self._lock.release()
        self._lock = lock

    def begin(self, lock: PlanLock | None) -> None:
        """Another plan is in hand: have its lock, and forget what was written of the one before."""
        self._written = {}
        self.hold(lock)

    def force(self, path: Path) -> PlanLock | None:
        """Take the lock from whoever has it."""
        lock = take_lock(path, self._own_folder, by_force=True)
        return lock if isinstance(lock, PlanLock) else None


def _clear_unfinished(path: Path) -> None:
    from planner.workbook.atomic import clear_unfinished

    clear_unfinished(path)


def _until_it_stands(tick: "Tick") -> "Tick":
    """Stop a save until the file is written, and not between that and the knowledge of it."""

    def passed_on(share: float, doing: str) -> None:
        if share < 1:
            tick(share, doing)

    return passed_on
