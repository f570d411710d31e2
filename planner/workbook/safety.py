"""Refuses files that could do harm before anything reads them.

A workbook is a zip of XML parts. What is looked at here: that it is one, whole, of a sane size once
inflated, and that no part declares a document type or entities. Nothing is executed and no link is
followed anywhere in this package.
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from planner.base.errors import FileRefusedError, HostileFileError, NotAPlanError
from planner.workbook.layout import IMPORT_HINT

MEGABYTE = 1_000_000
LARGEST_FILE = 200 * MEGABYTE
LARGEST_INFLATED = 1_000 * MEGABYTE
LARGEST_RATIO = 250
"""A part may inflate this many times over, once it is large enough to matter."""
RATIO_MATTERS_FROM = 20 * MEGABYTE
MOST_PARTS = 10_000
PROLOGUE = 64 * 1024
"""A document type stands before the first element; this many bytes reach it in any honest part."""
PIECE = 128 * 1024

WORKBOOK = "xl/workbook.xml"
"""The part that every .xlsx and .xlsm has."""

ZIP_STARTS = b"PK\x03\x04"
OLE_STARTS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ARCHIVE = re.compile(r"\.(zip|7z|rar|gz|tgz|bz2|xz|tar|jar|cab|iso)$", re.IGNORECASE)
_XML = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']""")
_ELEMENT = re.compile(rb"<[A-Za-z_]")
_ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252"})
_STORED, _DEFLATED = 0, 8


def contents_of(path: Path) -> bytes:
    """Read a file that has a sane size.

    Raises:
        FileRefusedError: there is no such file, or it is empty, too large or not to be read.
    """
    name = path.name
    if path.is_dir():
        raise FileRefusedError(f"{name} is a folder. Choose a plan workbook (.xlsx).")
    try:
        size = path.stat().st_size
        if size == 0:
            raise FileRefusedError(f"{name} is empty. Ask for the file again, or open a copy of it.")
        if size > LARGEST_FILE:
            raise FileRefusedError(
                f"{name} holds {size / MEGABYTE:,.0f} MB; at most {LARGEST_FILE // MEGABYTE} MB is opened. "
                "Take out pictures and sheets that the plan does not need."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise FileRefusedError(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not valid"
        raise FileRefusedError(
            f"{name} cannot be read ({reason}). Close it where it is open, and check that you may read it."
        ) from None


class Parts:
    """The parts of a workbook that has been found safe to read."""

    def __init__(self, archive: ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self.names = frozenset(archive.namelist())

    def read(self, part: str) -> bytes:
        """Inflate one part whole.

        Raises:
            FileRefusedError: the part is missing or damaged.
        """
        with _damage_refused(self._name):
            return self._archive.read(part)

    def pieces(self, part: str) -> Iterator[bytes]:
        """Inflate one part bit by bit, so that a look at it holds nothing large.

        Raises:
            FileRefusedError: the part is missing or damaged.
        """
        with _damage_refused(self._name), self._archive.open(part) as file:
            while piece := file.read(PIECE):
                yield piece

    def size(self, part: str) -> int:
        """How many bytes a part inflates to."""
        return self._archive.getinfo(part).file_size

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self.names


def safe_parts(content: bytes, name: str, main: str = WORKBOOK) -> Parts:
    """Open a workbook's zip, having looked at every part's size and beginning.

    Args:
        content: the file.
        name: what messages call it.
        main: the part that a workbook of the kind that is wanted has.

    Raises:
        HostileFileError: it inflates too far, holds archives, or declares entities.
        NotAPlanError: it is a zip, but not a workbook of the kind that plans are kept in.
        FileRefusedError: it is damaged or cut short.
    """
    with _damage_refused(name):
        archive = ZipFile(BytesIO(content))
        entries = archive.infolist()
        _check_sizes(entries, len(content), name)
        _check_is_workbook(frozenset(entry.filename for entry in entries), name, main)
        for entry in entries:
            if _XML.search(entry.filename):
                _check_beginning(archive, entry, name)
    return Parts(archive, name)


@contextmanager
def _damage_refused(name: str) -> Iterator[None]:
    """Turn whatever a broken zip causes into a refusal in plain words."""
    try:
        yield
    except FileRefusedError:
        raise
    except (BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError, NotImplementedError,
            RuntimeError, OverflowError, UnicodeError) as error:  # fmt: skip
        raise FileRefusedError(
            f"{name} is damaged or cut short, and cannot be opened. Ask for it again, or open it in Excel, "
            "let Excel repair it, and save it under a new name."
        ) from error


def _check_sizes(entries: list[ZipInfo], packed: int, name: str) -> None:
    if len(entries) > MOST_PARTS:
        raise HostileFileError(f"{name} is built of {len(entries):,} parts, which no workbook needs.")
    seen: set[str] = set()
    for entry in entries:
        if entry.filename in seen:
            raise HostileFileError(f"{name} holds two parts of one name, which no workbook needs.")
        seen.add(entry.filename)
        if entry.flag_bits & 1 or entry.compress_type not in (_STORED, _DEFLATED):
            raise HostileFileError(f"{name} is packed in a way that workbooks are not.")
        if _ARCHIVE.search(entry.filename):
            raise HostileFileError(f"{name} holds another archive ({entry.filename}), and is not opened.")
        if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > LARGEST_RATIO * max(
            1, entry.compress_size
        ):
            _refuse_bomb(name)
    if sum(entry.file_size for entry in entries) > LARGEST_INFLATED:
        _refuse_bomb(name)
    if sum(entry.compress_size for entry in entries) > packed:
        # Parts that share their bytes inflate further than the file could.
        raise HostileFileError(f"{name} holds parts that overlap, which no workbook needs.")


def _refuse_bomb(name: str) -> None:
    raise HostileFileError(
        f"{name} is small on disk but unfolds to more than any plan holds, as a file made to do harm does. "
        "It is not opened."
    )


def _check_is_workbook(names: frozenset[str], name: str, main: str) -> None:
    if main in names:
        return
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise NotAPlanError(
            f"{name} is a spreadsheet of another kind. Save it as an Excel workbook (.xlsx). {IMPORT_HINT}"
        )
    raise NotAPlanError(f"{name} is not an Excel workbook. Choose a plan workbook (.xlsx).")


def _check_beginning(archive: ZipFile, entry: ZipInfo, name: str) -> None:
    """Refuse a part that declares a document type, or could hide one from this look."""
    with archive.open(entry) as part:
        beginning = part.read(PROLOGUE)
    encoding = _ENCODING.search(beginning[:200])
    if encoding and encoding[1].decode("latin-1").lower() not in _ENCODINGS:
        raise HostileFileError(f"{name} is written in letters that workbooks are not ({entry.filename}).")
    beginning = beginning.replace(b"\x00", b"")  # 16-bit letters
    first = _ELEMENT.search(beginning)
    if _DECLARES.search(beginning, 0, first.start() if first else len(beginning)):
        raise HostileFileError(
            f"{name} declares entities, as a file made to do harm does ({entry.filename}). It is not opened."
        )
    if first is None and entry.file_size > PROLOGUE:
        raise HostileFileError(f"{name} hides what a part of it begins with ({entry.filename}).")
