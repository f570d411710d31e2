"""Recovery copies: a plan with changes that its file does not have yet, kept for the case of a crash.

A copy is three files of one name in a folder of the user's own: a workbook, a sidecar that points to it
and says what it is of, and a lock that is held while the session lives. A new copy is a new workbook:
the sidecar is changed in one step to point to it once it is whole, and only then the older one goes.
Nothing is therefore ever half replaced, and a copy whose lock is free belongs to nobody any more.
"""

import json
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any, Self

from PySide6.QtCore import QLockFile

from ui.document.stamp import Stamp, digest_of

FORMAT = 1
_LARGEST_SIDECAR = 100_000


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a recovery copy is of; nothing about anybody's person.

    Attributes:
        path: the plan's file; empty for a sample or a plan that has none.
        name: what the plan calls itself.
        when: the moment of the copy.
        is_protected: whether the workbook needs the plan's password.
        base: the plan's file as the session knew it.
        head: the seal of the history in the copy.
        workbook: the name of the workbook; empty until the first one is whole.
        digest: the SHA-256 of the workbook.
        saving: the SHA-256 of what was about to take the place of the plan's file when the session
            last saved; a file that is so was not changed by anybody else.
    """

    path: str
    name: str
    when: str
    is_protected: bool = False
    base: Stamp | None = None
    head: str = ""
    workbook: str = ""
    digest: str = ""
    saving: str = ""

    @property
    def label(self) -> str:
        """What the user calls the plan: its file's name or, without a file, its own."""
        return Path(self.path).name if self.path else self.name

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Read a sidecar; None where it is not whole."""
        try:
            with path.open(encoding="utf-8") as file:
                said: dict[str, Any] = json.loads(file.read(_LARGEST_SIDECAR))
            if said.pop("format") != FORMAT:
                return None
            base = said.pop("base")
            return cls(**said, base=Stamp(**base) if base else None)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(self, path: Path) -> None:
        """Put the sidecar in the place of the one before, in one step.

        Raises:
            SaveFailedError: it could not be written.
        """
        from planner.workbook.atomic import save_whole

        save_whole(path, json.dumps({"format": FORMAT} | asdict(self), indent=1).encode())


class RecoverySlot:
    """The place of one session's recovery copy. Copies are kept on a worker thread, discarded on any."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._held: QLockFile | None = None
        self._mutex = Lock()
        self._turn = 0
        self._copies = 0
        self._saving = ""

    @property
    def turn(self) -> int:
        """A number that is another once copies begun before are no longer wanted."""
        return self._turn

    def keep(self, sidecar: Sidecar, suffix: str, write: Callable[[Path], object], turn: int) -> bool:
        """Keep a copy in place of the one before; returns whether it is the one that counts.

        Args:
            sidecar: what it is of.
            suffix: the ending of the workbook's name.
            write: writes the workbook to a path, whole or not at all.
            turn: what ``turn`` was when the copy was wanted.

        Raises:
            SaveFailedError: there is no room or no right to write; the copy before is whole.
            OSError: the folder cannot be made.
        """
        with self._mutex:
            if turn != self._turn:
                return False
            self._begin(sidecar)
            self._copies += 1
            made = self.folder / f"{self._name}-{self._copies}{suffix}"
        write(made)
        with self._mutex:
            if turn != self._turn:
                made.unlink(missing_ok=True)
                return False
            before = Sidecar.read(self._sidecar)
            whole = replace(sidecar, workbook=made.name, digest=digest_of(made), saving=self._saving)
            whole.write(self._sidecar)
            if before is not None and before.workbook:
                (self.folder / before.workbook).unlink(missing_ok=True)
            return True

    def note_save(self, digest: str) -> None:
        """Note what is about to take the place of the plan's file, in case that is the last act.

        Raises:
            SaveFailedError: it could not be noted.
        """
        with self._mutex:
            self._saving = digest
            if (sidecar := Sidecar.read(self._sidecar)) is not None:
                replace(sidecar, saving=digest).write(self._sidecar)

    def discard(self) -> None:
        """Take the copy away, and whatever is being written at this moment."""
        with self._mutex:
            self._turn += 1
            if self._held is None:
                return
            self._sidecar.unlink(missing_ok=True)
            _remove(self.folder, self._name)

    def close(self) -> None:
        """Take the copy away and give the place up."""
        self.discard()
        if self._held is not None:
            self._held.unlock()
            self._held = None

    @property
    def _sidecar(self) -> Path:
        return self.folder / f"{self._name}.json"

    def _begin(self, sidecar: Sidecar) -> None:
        """Lock the place, and say what the first copy will be of, in case it is never finished."""
        if self._held is None:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = _lock_of(self.folder, self._name)
            self._held = lock if lock.tryLock(0) else None
        if not self._sidecar.exists():
            replace(sidecar, saving=self._saving).write(self._sidecar)


@dataclass(eq=False)
class Orphan:
    """A recovery copy whose session ended without taking it away; its lock is held meanwhile.

    Attributes:
        folder: where it stands.
        name: the name that its files share.
        sidecar: what it is of; None where that cannot be read.
        fault: why it cannot be brought back; empty where it can.
    """

    folder: Path
    name: str
    sidecar: Sidecar | None
    fault: str
    _lock: QLockFile

    @property
    def workbook(self) -> Path | None:
        """The workbook, where one was finished."""
        whole = self.sidecar is not None and bool(self.sidecar.workbook)
        return self.folder / self.sidecar.workbook if whole and self.sidecar is not None else None

    @property
    def is_there(self) -> bool:
        """Whether it has not been taken away meanwhile."""
        return bool(_files_of(self.folder, self.name))

    def discard(self) -> None:
        """Take it away for good."""
        (self.folder / f"{self.name}.json").unlink(missing_ok=True)
        _remove(self.folder, self.name)
        self.let_go()

    def let_go(self) -> None:
        """Leave it where it is, for another day."""
        self._lock.unlock()


def orphans(folder: Path) -> list[Orphan]:
    """Find the copies that nobody keeps any more, newest first, whole or not."""
    found = []
    for name in sorted({path.name.split(".")[0] for path in folder.glob("*.json")} | _bare(folder)):
        lock = _lock_of(folder, name)
        if lock.tryLock(0):
            found.append(_looked_at(folder, name, lock))
    return sorted(found, key=lambda one: one.sidecar.when if one.sidecar else "", reverse=True)


def tidy(folder: Path) -> None:
    """Remove locks of sessions that ended and left nothing."""
    for path in folder.glob("*.lock"):
        lock = _lock_of(folder, path.stem)
        if not _files_of(folder, path.stem) and lock.tryLock(0):
            lock.unlock()


def _looked_at(folder: Path, name: str, lock: QLockFile) -> Orphan:
    sidecar = Sidecar.read(folder / f"{name}.json")
    orphan = Orphan(folder, name, sidecar, "", lock)
    if sidecar is None:
        orphan.fault = "what it is of cannot be read"
    elif orphan.workbook is None:
        orphan.fault = "it was not finished"
    elif _digest(orphan.workbook) != sidecar.digest:
        orphan.fault = "it is damaged"
    return orphan


def _digest(path: Path) -> str:
    try:
        return digest_of(path)
    except OSError:
        return ""


def _bare(folder: Path) -> set[str]:
    """The names of workbooks that have lost their sidecar."""
    return {path.stem.rpartition("-")[0] for path in folder.glob("[!.]*.xls[xm]")} - {""}


def _files_of(folder: Path, name: str) -> list[Path]:
    """A copy's files but its lock, those half written among them."""
    return [one for one in folder.glob(f"*{name}*") if one.suffix != ".lock"]


def _remove(folder: Path, name: str) -> None:
    for path in _files_of(folder, name):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _lock_of(folder: Path, name: str) -> QLockFile:
    lock = QLockFile(str(folder / f"{name}.lock"))
    lock.setStaleLockTime(0)
    return lock
