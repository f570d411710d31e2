"""Opens any spreadsheet or text file that people keep lists in, and gives its sheets."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from defusedxml.ElementTree import fromstring
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from planner.base.errors import (
    FileRefusedError,
    HostileFileError,
    NotAPlanError,
    PasswordNeededError,
    WrongPasswordError,
    WrongUseError,
)
from planner.base.findings import Finding, Severity
from planner.workbook.bringing_in.delimited import read_delimited
from planner.workbook.bringing_in.older_records import (
    Seen,
    binary_sheet,
    binary_sheet_relations,
    binary_text_sizes,
    older_sheets,
)
from planner.workbook.bringing_in.open_document import read_open_document
from planner.workbook.bringing_in.sheet import SourceSheet, squared
from planner.workbook.bringing_in.sheet_marks import marks_of, padded_styles
from planner.workbook.grid import (
    LARGEST_TEXT,
    MIDNIGHT,
    MOST_CELLS,
    Workbook,
    below_nil,
    damage_refused,
)
from planner.workbook.layout import letter_of
from planner.workbook.password import unlocked
from planner.workbook.remarks import about_sheet
from planner.workbook.safety import OLE_STARTS, ZIP_STARTS, Parts, contents_of, safe_parts
from planner.workbook.sights import ExcelFault

_BINARY_BOOK = "xl/workbook.bin"
_OPEN_DOCUMENT = "content.xml"
_BINARY_RELATIONS = "xl/_rels/workbook.bin.rels"
_BINARY_TEXTS = "xl/sharedStrings.bin"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that lists are brought in from.

    Attributes:
        path: the file.
        sheet_names: its sheets that hold cells, in their order.
        hidden: those of them that the workbook hides.
    """

    path: Path
    sheet_names: tuple[str, ...]
    hidden: frozenset[str]
    _read: Callable[[str], SourceSheet]

    def sheet(self, name: str) -> SourceSheet:
        """Read one sheet; case and outer spaces of its name do not count.

        Raises:
            WrongUseError: there is no such sheet.
            FileRefusedError: it is damaged, or could do harm.
        """
        wanted = name.strip().casefold()
        for one in self.sheet_names:
            if one.strip().casefold() == wanted:
                return self._read(one)
        known = ", ".join(f"'{one}'" for one in self.sheet_names)
        raise WrongUseError(f"{self.path.name} has no sheet '{name}'. It has: {known}.")

    def sheets(self) -> tuple[SourceSheet, ...]:
        """Read every sheet."""
        return tuple(self._read(name) for name in self.sheet_names)


def open_source(path: Path, password: str | None = None) -> Source:
    """Open an .xlsx, .xlsm, .xlsb, .xls, .ods, .csv, .tsv or .txt, told by what it holds.

    Macros never run and links never load. What kind of file it is shows in its bytes; its name's
    ending is not relied on.

    Raises:
        FileRefusedError: it cannot be opened, safely or at all; ``PasswordNeededError``,
            ``WrongPasswordError`` and ``HostileFileError`` say why.
    """
    path = Path(path)
    if path.is_dir():
        raise FileRefusedError(f"{path.name} is a folder. Choose a file in it.")
    content = contents_of(path)
    if content.startswith(OLE_STARTS):
        content = _opened_container(content, path.name, password)
    if content.startswith(OLE_STARTS):
        return _older(content, path)
    if content.startswith(ZIP_STARTS):
        return _zipped(content, path)
    return _of(path, (read_delimited(content, path.name),))


def _of(path: Path, sheets: Iterable[SourceSheet]) -> Source:
    by_name: Mapping[str, SourceSheet] = {sheet.name: sheet for sheet in sheets}
    hidden = frozenset(name for name, sheet in by_name.items() if sheet.is_hidden)
    return Source(path, tuple(by_name), hidden, by_name.__getitem__)


def _zipped(content: bytes, path: Path) -> Source:
    """A workbook that is a zip: .xlsx, .xlsm, .xlsb or .ods."""
    for main, read in (
        ("xl/workbook.xml", _excel),
        (_BINARY_BOOK, _binary),
        (_OPEN_DOCUMENT, _open_document),
    ):
        try:
            parts = safe_parts(content, path.name, main)
        except NotAPlanError:
            continue
        return read(content, parts, path)
    raise FileRefusedError(
        f"{path.name} is a zip, but no spreadsheet. Unpack it, and choose the spreadsheet in it."
    )


def _excel(content: bytes, parts: Parts, path: Path) -> Source:
    workbook = Workbook(content, parts, path.name)
    _needs_sheets(workbook.sheet_names, path)
    book = _calamine(content, path.name)
    hidden = _hidden(book)
    with damage_refused(path.name):
        padded = padded_styles(parts)

    def read(name: str) -> SourceSheet:
        grid = workbook.grid(name)
        marks = marks_of(grid, padded)
        rows, findings = _with_noughts(squared(grid.rows), marks.padded, name)
        if any(MIDNIGHT in row for row in rows):
            _put_below_nil(rows, below_nil(grid.read_xml()))
        return SourceSheet(
            path.name, name, rows, name in hidden, hidden_rows=marks.hidden_rows, merged=marks.merged,
            per_cent=marks.per_cent, findings=findings,
        )  # fmt: skip

    return Source(path, workbook.sheet_names, hidden & set(workbook.sheet_names), read)


def _put_below_nil(rows: list[list[Any]], numbers: Mapping[tuple[int, int], float]) -> None:
    """Put numbers below nil where they stand: formatted as dates, they seem to be noughts."""
    for (row, place), number in numbers.items():
        if row < len(rows) and place < len(rows[row]) and rows[row][place] == MIDNIGHT:
            rows[row][place] = number


def _with_noughts(
    rows: list[list[Any]], padded: Mapping[tuple[int, int], int], sheet: str
) -> tuple[list[list[Any]], tuple[Finding, ...]]:
    """Codes that are kept as numbers and shown with noughts in front, as they are shown; a note on them."""
    changed = []
    for (row, place), digits in sorted(padded.items()):
        cell = rows[row][place] if row < len(rows) and place < len(rows[row]) else ""
        if isinstance(cell, float) and cell >= 0 and cell == int(cell):
            rows[row][place] = f"{int(cell):0{digits}d}"
            changed.append((row, place))
    if not changed:
        return rows, ()
    row, place = changed[0]
    text, cell = rows[row][place], f"{letter_of(place)}{row + 1}"
    cells = "1 cell holds a number" if len(changed) == 1 else f"{len(changed):,} cells hold numbers"
    note = about_sheet(
        Severity.NOTE, sheet, f"{cells} shown with noughts in front, read as shown: '{text}'.",
        "Nothing need be done.", "noughts-in-front", cell=cell, value=text,
    )  # fmt: skip
    return rows, (note,)


def _open_document(_content: bytes, parts: Parts, path: Path) -> Source:
    sheets = read_open_document(parts, path.name)
    _needs_sheets([sheet.name for sheet in sheets], path)
    return _of(path, sheets)


def _binary(content: bytes, parts: Parts, path: Path) -> Source:
    texts = binary_text_sizes(parts.read(_BINARY_TEXTS)) if parts.has(_BINARY_TEXTS) else []
    with damage_refused(path.name):
        looked = [binary_sheet(parts.read(part), texts) for part in _binary_parts(parts)]
    if any(seen.height * seen.width > MOST_CELLS or seen.text > LARGEST_TEXT for seen in looked):
        raise HostileFileError(f"A sheet of {path.name} asks for more cells than any list has.")
    return _from_calamine(_calamine(content, path.name), path, looked)


def _binary_parts(parts: Parts) -> list[str]:
    """The parts of an .xlsb's worksheets in the order of its sheets."""
    targets = {
        one.get("Id") or "": normpath(join("xl", one.get("Target") or ""))
        for one in fromstring(parts.read(_BINARY_RELATIONS))
        if (one.get("Type") or "").endswith("/worksheet")
    }
    listed = [targets.get(relation, "") for relation in binary_sheet_relations(parts.read(_BINARY_BOOK))]
    return [part for part in listed if parts.has(part)]


def _older(content: bytes, path: Path) -> Source:
    import olefile  # type: ignore[import-untyped]

    with damage_refused(path.name), olefile.OleFileIO(BytesIO(content)) as container:
        stream = next((one for one in ("Workbook", "Book") if container.exists(one)), None)
        if stream is None:
            raise FileRefusedError(
                f"{path.name} is an Office document, but no spreadsheet. Choose a spreadsheet."
            )
        looked = older_sheets(container.openstream(stream).read())
    if any(seen.text > LARGEST_TEXT for seen in looked):
        raise HostileFileError(f"The texts of {path.name} unfold to more than any list holds.")
    return _from_calamine(_calamine(content, path.name), path, looked)


def _from_calamine(book: CalamineWorkbook, path: Path, looked: Sequence[Seen]) -> Source:
    tables = [one for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
    _needs_sheets([one.name for one in tables], path)
    seen = dict(zip([one.name for one in tables], looked, strict=False))
    hidden = _hidden(book) & {one.name for one in tables}
    read = partial(_read_calamine, book, path.name, seen, hidden)
    return Source(path, tuple(one.name for one in tables), hidden, read)


def _read_calamine(
    book: CalamineWorkbook, file: str, seen: Mapping[str, Seen], hidden: frozenset[str], name: str
) -> SourceSheet:
    with damage_refused(file):
        sheet = book.get_sheet_by_name(name)
        rows: list[list[Any]] = squared(sheet.to_python(skip_empty_area=False))
        spans = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    found = seen.get(name, Seen())
    for (row, place), text in found.faults.items():
        if row < len(rows) and place < len(rows[row]) and rows[row][place] == "":
            rows[row][place] = ExcelFault(text)
    _put_below_nil(rows, found.below_nil)
    return SourceSheet(file, name, rows, name in hidden, hidden_rows=frozenset(found.hidden), merged=spans)


def _needs_sheets(names: Iterable[str], path: Path) -> None:
    if not any(True for _ in names):
        raise FileRefusedError(f"{path.name} has no sheet with cells, only charts or none at all.")


def _hidden(book: CalamineWorkbook) -> frozenset[str]:
    return frozenset(one.name for one in book.sheets_metadata if one.visible is not SheetVisibleEnum.Visible)


def _calamine(content: bytes, name: str) -> CalamineWorkbook:
    with damage_refused(name):
        return CalamineWorkbook.from_filelike(BytesIO(content))


def _opened_container(content: bytes, name: str, password: str | None) -> bytes:
    """What a protected file holds; an .xls without a password as it is."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    try:
        locked: Any = msoffcrypto.OfficeFile(BytesIO(content))
        kind, is_locked = locked.format, locked.is_encrypted()
    except Exception:  # noqa: BLE001 - what it is shows when it is read
        return content
    if kind == "ooxml":
        return unlocked(content, name, password)
    if not is_locked:
        return content
    if not password:
        raise PasswordNeededError(name)
    inside = BytesIO()
    try:
        locked.load_key(password=password)
        locked.decrypt(inside)
    except (InvalidKeyError, DecryptionError):
        raise WrongPasswordError(name) from None
    except Exception as error:  # a broken container fails in many ways
        raise FileRefusedError(f"{name} is damaged or cut short, and cannot be opened.") from error
    return inside.getvalue()
