"""What of a user's workbook a save cannot keep, said when it is opened and so before anything is saved."""

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

from planner.base.findings import Finding, Severity
from planner.workbook.package import Package
from planner.workbook.remarks import about_sheet

CAUSE = "not-kept-by-a-save"
_LOOKED_AT = 64 * 1024
"""Bytes of a sheet in which its way of writing cells shows."""
_CELL = re.compile(rb"<c(?=[\s/>])[^>]*>")
_PLACED = re.compile(rb"""\br\s*=\s*["'][A-Z]+\d+["']""")
_SAID = {
    "_xmlsignatures/": (
        Severity.WARNING,
        "The workbook is digitally signed, and a save changes it: the signature is valid no longer.",
        "Save under another name to keep the signed file, or sign it again.",
    ),
    "xl/revisions/": (
        Severity.WARNING,
        "The workbook is shared and records who changed what; a save does not add to that record.",
        "Stop sharing it in Excel first, or save under another name. The plan keeps a history of its own.",
    ),
    "xl/pivotCache/": (
        Severity.NOTE,
        "Pivot tables in the workbook go on showing what they did when they were last refreshed.",
        "After a save, open it in Excel and choose Data, Refresh All.",
    ),
    "xl/model/": (
        Severity.NOTE,
        "The workbook has a data model, which goes on holding what it did when it was last refreshed.",
        "After a save, open it in Excel and choose Data, Refresh All.",
    ),
}
_DRAWN = ("xl/charts/", "xl/drawings/", "xl/media/", "xl/embeddings/", "xl/slicers/", "xl/ctrlProps/")


def losses(content: bytes, sheets: Iterable[str]) -> list[Finding]:
    """Say what a save into a workbook would not keep.

    Args:
        content: the workbook.
        sheets: the names of the sheets that a save may write into.
    """
    package = Package(content)
    names = package.names()
    found = [
        about_sheet(severity, "", message, remedy, CAUSE)
        for start, (severity, message, remedy) in _SAID.items()
        if any(name.startswith(start) for name in names)
    ]
    if any(name.startswith(_DRAWN) for name in names) and _is_rewritten(content, package, sheets):
        found.append(
            about_sheet(
                Severity.WARNING, "",
                "The program that wrote the workbook did so in a rare way. A save writes all of it anew, and "
                "loses charts, pictures and shapes.",
                "Open it in Excel and save it there first; then everything is kept.", CAUSE,
            )
        )  # fmt: skip
    return found


def _is_rewritten(content: bytes, package: Package, sheets: Iterable[str]) -> bool:
    """Whether one of some sheets does not say where its cells stand, so that it cannot be written into."""
    try:
        parts = package.sheets()
    except UnicodeDecodeError:
        return True
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for sheet in sheets:
            if sheet not in parts or not package.has(parts[sheet]):
                continue
            with archive.open(parts[sheet]) as part:
                start = part.read(_LOOKED_AT)
            cells = _CELL.findall(start)
            if b"<sheetData" not in start or not all(map(_PLACED.search, cells)):
                return True
    return False
