"""Mappings that a user has confirmed, kept by the shape of the sheet for the next list of its kind."""

import json
from pathlib import Path
from typing import Any

from planner.base.errors import SaveFailedError, WrongUseError
from planner.workbook.atomic import save_whole
from planner.workbook.bringing_in.guess import guess
from planner.workbook.bringing_in.mapping import Mapping, columns_in
from planner.workbook.bringing_in.sheet import SourceSheet

FILE = "mappings.json"
MOST_KEPT = 200
_LARGEST = 5_000_000


class RememberedMappings:
    """The mappings kept in a folder. They hold headers of lists, and nothing of what is under them."""

    def __init__(self, folder: Path) -> None:
        self._file = Path(folder) / FILE

    def remember(self, mapping: Mapping) -> None:
        """Keep a mapping that a user confirmed, in place of an earlier one of its shape.

        Raises:
            SaveFailedError: the folder cannot be written to.
        """
        kept = self._kept()
        kept.pop(mapping.shape, None)
        kept[mapping.shape] = mapping.record()
        newest = dict(list(kept.items())[-MOST_KEPT:])
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveFailedError(f"{self._file.parent} cannot be made. The mapping is not kept.") from error
        save_whole(self._file, json.dumps(newest, ensure_ascii=False, indent=1).encode())

    def recall(self, sheet: SourceSheet) -> Mapping | None:
        """The mapping that was confirmed for a sheet of this shape; None where there is none.

        The columns are found by their headers again; a kept mapping that no longer fits is passed over.
        """
        guessed = guess(sheet)
        record = self._kept().get(guessed.shape)
        if record is None:
            return None
        try:
            return mapping_of(record, sheet, "as you confirmed before")
        except WrongUseError:
            return None

    def forget(self, shape: str) -> None:
        """Keep a shape no longer."""
        kept = self._kept()
        if kept.pop(shape, None) is not None:
            save_whole(self._file, json.dumps(kept, ensure_ascii=False, indent=1).encode())

    def _kept(self) -> dict[str, Any]:
        """What is kept, oldest first; nothing where the file is missing or not ours."""
        try:
            if self._file.stat().st_size > _LARGEST:
                return {}
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def mapping_of(record: Any, sheet: SourceSheet, why: str) -> Mapping:
    """A mapping for a sheet from what was kept of another with the same headers.

    Raises:
        WrongUseError: the record is no mapping, or names headers that the sheet does not have.
    """
    if not isinstance(record, dict):
        raise WrongUseError("A mapping is a set of names with their values.")
    table = record.get("table")
    own = _headed(record, sheet)
    if not isinstance(table, str):
        raise WrongUseError("The mapping does not say its 'table'.")
    columns = columns_in(record, own.listed())
    return guess(sheet, table, own.header_row).remembered(columns, why)


def _headed(record: dict[str, Any], sheet: SourceSheet) -> Mapping:
    """The sheet with its headers in the row that was kept, where the same headers stand there."""
    row = record.get("header_row")
    if isinstance(row, int) and 0 <= row <= len(sheet.rows):
        kept = guess(sheet, header_row=row - 1)
        if kept.shape == record.get("shape"):
            return kept
    return guess(sheet)
