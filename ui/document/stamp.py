"""A file's stamp: what tells whether somebody else has changed it since."""

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was when it was looked at.

    Attributes:
        size: in bytes.
        changed: when it was last written, in nanoseconds, as the disk says.
        digest: the SHA-256 of its content.
    """

    size: int
    changed: int
    digest: str


def stamp_of(path: Path) -> Stamp | None:
    """Look at a file; None where there is none that can be read."""
    try:
        about = path.stat()
        return Stamp(about.st_size, about.st_mtime_ns, digest_of(path))
    except OSError:
        return None


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's content.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_changed(path: Path, since: Stamp | None) -> bool:
    """Whether a file that is there has another content than it had; a mere touch does not count."""
    if since is None:
        return False
    try:
        about = path.stat()
        if (about.st_size, about.st_mtime_ns) == (since.size, since.changed):
            return False
        return digest_of(path) != since.digest
    except OSError:
        return False
