"""Keeps a workbook of somebody else's making as it was before this program first wrote into it."""

from contextlib import suppress
from pathlib import Path

from planner.base.errors import FileRefusedError
from planner.model.plan import Plan
from planner.workbook.atomic import save_whole
from planner.workbook.new_book import MADE_HERE
from planner.workbook.package import Package
from planner.workbook.password import unlocked
from planner.workbook.safety import OLE_STARTS

WORDS = "before PCT Planner"
_PROPERTIES = "docProps/core.xml"


def backup_of(path: Path) -> Path:
    """Where the backup of a workbook stands: beside it, ``Name (before PCT Planner).xlsx``."""
    return path.with_name(f"{path.stem} ({WORDS}){path.suffix}")


def keep_original(path: Path, original: bytes, before: Plan, password: str | None) -> Path | None:
    """Copy the file at ``path`` as it stands, the first time that it is to be written into.

    Nothing is copied where a backup is there already, where the program made the workbook or has saved
    into it before, or where ``path`` is not the file that ``original`` was read from.

    Args:
        path: the file that is about to be written.
        original: what was read, without its password.
        before: the plan as it was read from it.
        password: what opens the file, where it is protected; the backup stays protected with it.

    Returns:
        The backup, or None where none was made.

    Raises:
        SaveFailedError: the backup could not be written; the message says why and what to do.
    """
    backup = backup_of(path)
    if len(before.history) or backup.exists() or not path.is_file() or _is_made_here(original):
        return None
    content = path.read_bytes()
    if not _holds(content, path.name, original, password):
        return None
    save_whole(backup, content)
    return backup


def _holds(content: bytes, name: str, original: bytes, password: str | None) -> bool:
    """Whether a file holds the workbook that was read."""
    if content.startswith(OLE_STARTS) and password:
        with suppress(FileRefusedError):
            content = unlocked(content, name, password)
    return content == original


def _is_made_here(original: bytes) -> bool:
    package = Package(original)
    return package.has(_PROPERTIES) and package.holds(_PROPERTIES, MADE_HERE.encode())
