"""The lock on a plan's file: one instance at a time, and who has it can be named."""

import hashlib
import json
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile

from ui.document.journal import user_name
from ui.document.moments import moment_text, now_text

_LONGEST_NAME = 80
_LONGEST_NOTE = 4_000
_OWNER_NAME = 54
"""Bytes for the name in one of Excel's owner files, after one byte for its length."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a plan open; empty where that is not known.

    Attributes:
        user: their name on that computer.
        machine: the computer.
        since: the moment they opened it, as ``2012-11-22T14:05:33+00:00``.
    """

    user: str = ""
    machine: str = ""
    since: str = ""

    def sentence(self, name: str) -> str:
        """Say that they have the file of this name open."""
        who = self.user or "somebody else"
        where = f" on {self.machine}" if self.machine else ""
        since = f" since {moment_text(self.since)}" if self.since else ""
        return f"{name} is open by {who}{where}{since}."


class PlanLock:
    """A lock that is held. It goes when it is released, or with the program."""

    def __init__(self, path: Path, lock: QLockFile) -> None:
        self.path = path.resolve()
        self._lock = lock
        self._note = _note_of(Path(lock.fileName()))
        here = Holder(user_name(), platform.node(), now_text())
        with suppress(OSError):
            self._note.write_text(json.dumps(asdict(here)), encoding="utf-8")
        for one in (self._note, Path(lock.fileName())):
            _hide(one)

    def release(self) -> None:
        """Let others have the file."""
        if self._lock.isLocked():
            with suppress(OSError):
                self._note.unlink(missing_ok=True)
            self._lock.unlock()

    def __del__(self) -> None:
        with suppress(RuntimeError, AttributeError):  # Qt may be gone before
            self.release()


def take_lock(path: Path, own_folder: Path, *, by_force: bool = False) -> PlanLock | Holder | None:
    """Lock a plan's file, or say who has it; None where a lock can be written nowhere.

    The lock stands beside the file or, where nothing can be written there, in the user's own folder.
    One that a program on this computer left behind when it ended is taken over.

    Args:
        path: the plan's file.
        own_folder: the user's own folder.
        by_force: take the lock from whoever has it.
    """
    for lock_path in (_beside(path), _at_home(path, own_folder)):
        with suppress(OSError):
            lock_path.parent.mkdir(parents=True, exist_ok=True)
            if by_force:
                lock_path.unlink(missing_ok=True)
        lock = QLockFile(str(lock_path))
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            return PlanLock(path, lock)
        if lock.error() == QLockFile.LockError.LockFailedError:
            return _holder(lock_path)
    return None


def excel_user(path: Path) -> str | None:
    """Who has a workbook open in Excel: a name, "" where it cannot be read, None where nobody has."""
    owner = path.with_name(f"~${path.name}")
    if not owner.exists():
        return None
    try:
        content = owner.read_bytes()
    except OSError:
        return ""
    return _name_in(content)


def _name_in(content: bytes) -> str:
    """The name in an owner file: a length and the name, in an old code page and then in UTF-16."""
    old = content[1 : 1 + min(content[0], _OWNER_NAME)] if content else b""
    wide = content[_OWNER_NAME + 1 :]
    name = wide[2 : 2 + 2 * wide[0]].decode("utf-16-le", "replace") if len(wide) > 1 else ""
    name = name.strip() or old.decode("cp1252", "replace").strip()
    return name[:_LONGEST_NAME] if name.isprintable() else ""


def _holder(lock_path: Path) -> Holder:
    """Read who wrote a lock; another hand may have written anything there."""
    try:
        said = json.loads(_note_of(lock_path).read_text(encoding="utf-8")[:_LONGEST_NOTE])
        names = [str(said.get(key, "")) for key in ("user", "machine", "since")]
    except (OSError, ValueError, AttributeError):
        return Holder()
    return Holder(*("".join(filter(str.isprintable, one))[:_LONGEST_NAME] for one in names))


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def _at_home(path: Path, own_folder: Path) -> Path:
    known_by = hashlib.sha256(str(path.resolve()).encode("utf-8", "replace")).hexdigest()[:24]
    return own_folder / "locks" / f"{known_by}.lock"


def _note_of(lock_path: Path) -> Path:
    return lock_path.with_suffix(".who")


def _hide(path: Path) -> None:
    """Hide a file on Windows, where a dot in front does not."""
    if sys.platform == "win32":
        import ctypes

        hidden = 0x02
        ctypes.windll.kernel32.SetFileAttributesW(str(path), hidden)
