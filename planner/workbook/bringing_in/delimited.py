"""Reads text files of cells: which letters they are written in, what parts their cells, and why so."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any, NamedTuple

from planner.base.errors import FileRefusedError, HostileFileError
from planner.base.findings import Finding, Severity
from planner.workbook.bringing_in.sheet import SourceSheet, squared
from planner.workbook.remarks import about_sheet
from planner.workbook.sights import ExcelFault

MOST_CELLS = 5_000_000
LARGEST_TEXT = 60_000_000
"""Bytes of a text file: one of this size has the staff of the whole country on it."""
MOST_LINES = 1_048_576
"""Rows that a sheet of Excel has; no staff list is longer."""
MOST_COLUMNS = 16_384
"""Columns that a sheet of Excel has."""
LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds; a longer one is a quotation mark that is never closed."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_EXCEL_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_SAMPLE = 200
_LONGEST_SAMPLE = 20_000
"""Characters of a line that are looked at for what parts its cells."""
_DAMAGED = "\ufffd"
_INTERFACE = re.compile(r"[A-Z]{3}~[^\n]*~")


class _Letters(NamedTuple):
    text: str
    reason: str


def read_delimited(content: bytes, name: str) -> SourceSheet:
    """Read a text file of cells.

    Raises:
        FileRefusedError: it is no text, or has no cells.
        HostileFileError: it holds more cells than any list does.
    """
    if len(content) > LARGEST_TEXT:
        raise HostileFileError(f"{name} is longer than any list of a plan. Split it up.")
    text, reason = _letters_of(content, name)
    if not text.strip("\r\n\t ,;\x1a"):
        raise FileRefusedError(f"{name} holds nothing but blanks. Ask for the file again.")
    if _INTERFACE.match(text):
        raise FileRefusedError(
            f"{name} is a raw interface file of the staff record (parted by ~). Ask for a spreadsheet of it."
        )
    text, separator, why = _separator_of(text.rstrip("\x1a"))
    if text.count(separator) + text.count("\n") > MOST_CELLS or text.count("\n") > MOST_LINES:
        raise HostileFileError(f"{name} holds more cells than any list of a plan does. Split it up.")
    rows, is_broken = _cells(text, separator)
    widest = max(map(len, rows))
    if widest > MOST_COLUMNS or widest * len(rows) > MOST_CELLS:
        raise HostileFileError(f"{name} has a line of {widest:,} cells. Mend that line.")
    title = PurePath(name).stem
    findings = [_noted(name, f"The file is read as {reason}, its cells parted by {why}.", "text-file")]
    if is_broken:
        findings.append(_broken(name, rows))
    if _DAMAGED in text:
        findings.append(_lost_letters(rows, name))
    lengths = tuple(map(len, rows))
    return SourceSheet(
        name, title, squared(_with_faults(rows)), is_text=True, lengths=lengths, findings=tuple(findings)
    )


def _letters_of(content: bytes, name: str) -> _Letters:
    """The text of a file, and how its letters were told."""
    if content.startswith(_UTF16):
        return _Letters(content.decode("utf-16", "replace"), "UTF-16 (its first two bytes say so)")
    if content.startswith(b"\xef\xbb\xbf"):
        return _Letters(content[3:].decode("utf-8", "replace"), "UTF-8 (its first three bytes say so)")
    noughts = content[:4000].count(0)
    if noughts:
        odd = content[1:4000:2].count(0)
        most = max(odd, noughts - odd)
        if most < noughts * 0.9 or most < len(content[:4000]) * 0.2:
            raise FileRefusedError(f"{name} is not text: it holds bytes that no list has.")
        code = "utf-16-le" if most == odd else "utf-16-be"
        text = _checked(content.decode(code, "replace"), name)
        return _Letters(text, "UTF-16 (every other byte is nought)")
    try:
        text = content.decode("utf-8")
        plain = "plain letters" if text.isascii() else "UTF-8 (every accent and sign fits it)"
        return _Letters(_checked(text, name), plain)
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
        return _Letters(_checked(text, name), "Windows letters (cp1252; it does not fit UTF-8)")


def _checked(text: str, name: str) -> str:
    """Refuse what is a picture, a program or a web page under the name of a list."""
    beginning = text[:4000]
    controls = sum(one < " " and one not in "\r\n\t\x1a\f" for one in beginning)
    if controls > len(beginning) // 100:
        raise FileRefusedError(f"{name} is not text: it holds signs that no list has.")
    lead = beginning.lstrip().lower()
    if lead.startswith("<?xml") and "office:document" in lead:
        raise FileRefusedError(
            f"{name} is an OpenDocument spreadsheet kept as plain XML. Open it and save it as .ods or .xlsx."
        )
    if lead.startswith(("<html", "<!doctype", "<table", "<?xml", "<meta")):
        raise FileRefusedError(
            f"{name} is a web page or XML under another name. Open it in Excel and save it as .xlsx."
        )
    if lead.startswith(("{\\rtf", "%pdf")):
        raise FileRefusedError(f"{name} is a document, not a list. Ask for the spreadsheet.")
    return text


def _separator_of(text: str) -> tuple[str, str, str]:
    """The text without Excel's own line about it, what parts its cells, and how that was told."""
    first, _, rest = text.partition("\n")
    if match := re.fullmatch(r'"?sep=(.)"?\r?', first, re.IGNORECASE):
        return "\n" + rest, match[1], f"{_SEPARATORS.get(match[1], match[1])} (its first line says so)"
    lines = [line[:_LONGEST_SAMPLE] for line in _lines(text)[:_SAMPLE] if line.strip()]
    scores = {one: _steadiness(lines, one) for one in _SEPARATORS}
    scores["|"] *= 0.25  # fields of the staff record have such strokes within them
    best = max(scores, key=lambda one: scores[one])
    if not scores[best]:
        return text, ",", "nothing (every line is one cell)"
    return text, best, f"{_SEPARATORS[best]} (the lines have the same number of them most often)"


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _steadiness(lines: list[str], separator: str) -> float:
    """How many lines, by weight of cells, have the commonest number of cells but one."""
    counts = [len(row) - 1 for row in _parsed(lines, separator)]
    given = [count for count in counts if count]
    if not given:
        return 0.0
    usual = max(set(given), key=lambda one: (given.count(one), one))
    return given.count(usual) / len(counts) * (1 + min(usual, 20) / 10)


def _parsed(lines: Iterable[str], separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        return [line.split(separator) for line in lines]


def _cells(text: str, separator: str) -> tuple[list[list[str]], bool]:
    """The rows of the text; whether a quotation mark in it is never closed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    is_broken = False
    try:
        rows = list(csv.reader(_with_ends(text), delimiter=separator))
        is_broken = any(
            len(cell) > LONGEST_CELL or cell.count("\n") > _SAMPLE for row in rows for cell in row
        )
    except csv.Error:
        is_broken, rows = True, []
    if is_broken or _swallows(rows, separator):
        is_broken = True
        rows = [line.split(separator) for line in text.split("\n")]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows or [[""]], is_broken


def _with_ends(text: str) -> Iterator[str]:
    """The lines of a text with their ends, one at a time: a copy in memory would be four times as long."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    yield text[start:]


def _swallows(rows: list[list[str]], separator: str) -> bool:
    """Whether the last cell holds the rest of the file, as behind a mark that is never closed."""
    last = rows[-1][-1] if rows and rows[-1] else ""
    return last.count("\n") > 1 and separator in last


def _with_faults(rows: list[list[str]]) -> list[list[Any]]:
    """Rows in which the errors of Excel are such."""
    return [
        [ExcelFault(cell) if cell[:1] == "#" and cell.strip() in _EXCEL_ERRORS else cell for cell in row]
        for row in rows
    ]


def _noted(name: str, message: str, cause: str) -> Finding:
    return about_sheet(Severity.NOTE, name, message, "Nothing need be done.", cause)


def _broken(name: str, rows: list[list[str]]) -> Finding:
    at = next((at for at, row in enumerate(rows) if sum(cell.count('"') for cell in row) % 2), 0)
    place = next((place for place, cell in enumerate(rows[at]) if '"' in cell), 0)
    return about_sheet(
        Severity.WARNING, name,
        "A quotation mark is opened and never closed; each line is read by itself, marks and all.",
        "Look for a line with an odd number of quotation marks, and mend it.", "quote-not-closed",
        cell=SourceSheet(name, name, ()).cell(at, place), value=rows[at][place][:80],
    )  # fmt: skip


def _lost_letters(rows: list[list[str]], name: str) -> Finding:
    at, place = next(
        (at, place) for at, row in enumerate(rows) for place, cell in enumerate(row) if _DAMAGED in cell
    )
    sheet = SourceSheet(name, name, ())
    return about_sheet(
        Severity.WARNING, name, "Some letters of the file were lost before it came here, and show as \ufffd.",
        "Ask for the file again, saved as 'CSV UTF-8' or as a workbook.", "lost-letters",
        cell=sheet.cell(at, place), value=rows[at][place],
    )  # fmt: skip
