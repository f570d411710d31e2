"""Saves a file whole or not at all: whatever stood there before survives any failure."""

import errno
import os
import re
import secrets
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from planner.base.errors import SaveFailedError

OWNER_ONLY = 0o600
"""Staff data: a new file is for its owner alone until they say otherwise."""

_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
_UNFINISHED = re.compile(r"\.[0-9a-f]{8}\.tmp")
_KEPT = "The file that was there before is untouched."


def save_whole(path: Path, content: bytes) -> None:
    """Put ``content`` in a file in one step.

    It is written beside the file, made sure of on the disk, and only then takes the file's place and
    its permissions. A link is followed, so that the file it points to is replaced and not the link.

    Raises:
        SaveFailedError: it could not be written; the message says why and what to do.
    """
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else OWNER_ONLY
        _write(beside, content)
        beside.chmod(mode)
        beside.replace(target)
    except OSError as error:
        raise SaveFailedError(_reason(Path(path), error)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    _settle(target.parent)


def clear_unfinished(path: Path) -> None:
    """Remove what saves of a file that were cut off in the middle left beside it.

    To be called only where nobody else is saving into the file.
    """
    target = Path(os.path.realpath(path))
    with suppress(OSError):
        for one in target.parent.iterdir():
            if _UNFINISHED.fullmatch(one.name.removeprefix(f".{target.name}")) and one.name[0] == ".":
                one.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Make sure of the folder's entry too, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _reason(path: Path, error: OSError) -> str:
    """Why a file was not saved and what to do, in a user's words."""
    if error.errno in _FULL:
        return (
            f"{path.name} was not saved: there is no room left on the disk. {_KEPT}"
            " Make room, or save elsewhere."
        )
    if isinstance(error, PermissionError):
        return (
            f"{path.name} was not saved: it is open in Excel or another program, or you may not write there."
            f" {_KEPT} Close it and save again, or save under another name."
        )
    if isinstance(error, FileNotFoundError):
        return f"{path.name} was not saved: the folder {path.parent} is not there. Choose another folder."
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return f"{path.name} was not saved: a folder has that name. Choose another name."
    return (
        f"{path.name} was not saved: {error.strerror or error}. {_KEPT} Save under another name or elsewhere."
    )


def locked(content: bytes, password: str) -> bytes:
    """Lock a workbook with a password, in memory, in the standard way that Excel opens."""
    from msoffcrypto.format.ooxml import OOXMLFile

    protected = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, protected)
    return protected.getvalue()
