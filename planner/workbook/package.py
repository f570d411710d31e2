"""The parts of a workbook file: read them, change some, put them together again."""

import re
import zipfile
from functools import partial
from io import BytesIO
from posixpath import dirname, join, normpath, relpath
from xml.sax.saxutils import quoteattr

WORKBOOK = "xl/workbook.xml"
CONTENT_TYPES = "[Content_Types].xml"
STYLES = "xl/styles.xml"
SHARED_TEXTS = "xl/sharedStrings.xml"
PIECE = 128 * 1024
"""Bytes that are looked through at once: the window has its turn between two pieces."""

_CHAIN = "xl/calcChain.xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SHEET_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_EMPTY_SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>'
)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*?/?>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*?/?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


def attribute(tag: bytes, name: str) -> str:
    """The value of an attribute of a tag; empty where it has none."""
    match = re.search(rb"""\b%s\s*=\s*("[^"]*"|'[^']*')""" % name.encode(), tag)
    text = match[1][1:-1].decode() if match else ""
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


class Package:
    """The parts of one workbook, some of them changed. What is not changed stays byte for byte."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(content))
        self._changed: dict[str, bytes | None] = {}

    def names(self) -> list[str]:
        """The names of all parts."""
        there = [name for name in self._archive.namelist() if self._changed.get(name, b"") is not None]
        return there + [
            name for name, part in self._changed.items() if part is not None and name not in there
        ]

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name in self.names()

    def read(self, name: str) -> bytes:
        """The content of a part as it is now."""
        changed = self._changed.get(name)
        if changed is not None:
            return changed
        with self._archive.open(name) as part:
            return b"".join(iter(partial(part.read, PIECE), b""))

    def holds(self, name: str, mark: bytes) -> bool:
        """Whether a part has some bytes in it."""
        part = self.read(name)
        return any(part.find(mark, at, at + PIECE + len(mark)) >= 0 for at in range(0, len(part), PIECE))

    def put(self, name: str, part: bytes) -> None:
        """Change a part, or add one."""
        self._changed[name] = part

    def drop(self, name: str) -> None:
        """Leave a part out."""
        self._changed[name] = None

    def relations(self, name: str) -> list[tuple[str, str, str]]:
        """What a part refers to: (identity, type, name of the part)."""
        path = _relations_of(name)
        if not self.has(path):
            return []
        found = []
        for tag in _RELATION.findall(self.read(path)):
            target = attribute(tag, "Target")
            whole = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(name), target))
            found.append((attribute(tag, "Id"), attribute(tag, "Type"), whole))
        return found

    def sheets(self) -> dict[str, str]:
        """The part of each worksheet, by the sheet's name."""
        parts = {
            identity: part for identity, kind, part in self.relations(WORKBOOK) if kind.endswith("/worksheet")
        }
        found = {}
        for tag in _SHEET.findall(self.read(WORKBOOK)):
            identity = re.search(rb"""\b\w+:id\s*=\s*["']([^"']*)""", tag)
            if identity and (part := parts.get(identity[1].decode())):
                found[attribute(tag, "name")] = part
        return found

    def related(self, name: str, kind: str) -> list[str]:
        """The parts of a kind (``comments``, ``table``) that a part refers to."""
        return [
            part for _, type_, part in self.relations(name) if type_.endswith(f"/{kind}") and self.has(part)
        ]

    def add_sheet(self, name: str) -> str:
        """Add an empty worksheet after the others and return its part."""
        number = 1
        while self.has(part := f"xl/worksheets/sheet{number}.xml"):
            number += 1
        workbook, path = self.read(WORKBOOK), _relations_of(WORKBOOK)
        taken = {identity for identity, _, _ in self.relations(WORKBOOK)}
        identity = next(f"rId{at}" for at in range(1, len(taken) + 2) if f"rId{at}" not in taken)
        ids = [int(attribute(tag, "sheetId") or 0) for tag in _SHEET.findall(workbook)]
        entry = (
            f'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
            f' name={quoteattr(name)} sheetId="{max(ids, default=0) + 1}" r:id="{identity}"/>'
        )
        relation = f'<Relationship Id="{identity}" Type="{_SHEET_RELATION}" Target="{relpath(part, "xl")}"/>'
        kind = f'<Override PartName="/{part}" ContentType="{_SHEET_TYPE}"/>'
        self.put(WORKBOOK, _before(workbook, b"</sheets>", entry))
        self.put(path, _before(self.read(path), b"</Relationships>", relation))
        self.put(CONTENT_TYPES, _before(self.read(CONTENT_TYPES), b"</Types>", kind))
        self.put(part, _EMPTY_SHEET.encode())
        return part

    def forget_chain(self) -> None:
        """Drop the order in which formulas are worked out; Excel makes it anew."""
        if not self.has(_CHAIN):
            return
        self.drop(_CHAIN)
        path = _relations_of(WORKBOOK)
        self.put(path, re.sub(rb"<Relationship\b[^>]*calcChain\.xml[^>]*/>", b"", self.read(path)))
        types = re.sub(rb"<Override\b[^>]*calcChain\.xml[^>]*/>", b"", self.read(CONTENT_TYPES))
        self.put(CONTENT_TYPES, types)

    def work_out_on_opening(self) -> None:
        """Ask Excel to work out all formulas when it opens the file."""
        workbook = self.read(WORKBOOK)
        if match := re.search(rb"<calcPr\b[^>]*?(/?)>", workbook):
            tag = re.sub(rb"""\s*fullCalcOnLoad\s*=\s*("[^"]*"|'[^']*')""", b"", match[0])
            tag = tag.replace(b"<calcPr", b'<calcPr fullCalcOnLoad="1"', 1)
            self.put(WORKBOOK, workbook[: match.start()] + tag + workbook[match.end() :])
            return
        for end in (b"</definedNames>", b"</externalReferences>", b"</functionGroups>", b"</sheets>"):
            if end in workbook:
                self.put(WORKBOOK, workbook.replace(end, end + b'<calcPr fullCalcOnLoad="1"/>', 1))
                return

    @property
    def has_macros(self) -> bool:
        """Whether the workbook is of the kind that holds macros."""
        return b"macroEnabled" in self.read(CONTENT_TYPES)

    def content(self) -> bytes:
        """The workbook put together."""
        whole = BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self.names():
                archive.writestr(name, self.read(name))
        return whole.getvalue()


def _relations_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def _before(xml: bytes, end: bytes, text: str) -> bytes:
    return xml.replace(end, text.encode() + end, 1)
