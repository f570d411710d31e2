"""What a user put in place of faulty cells, kept for the next month's list: offered again, never put in."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from planner.base.errors import SaveFailedError
from planner.base.findings import Finding
from planner.model.tables import Kind
from planner.workbook.atomic import save_whole
from planner.workbook.data_quality import column_of

FILE = "fixes.json"
MOST_KEPT = 2_000
LONGEST = 80
"""Characters of a value or a fix that is kept; longer ones are not codes or slips."""
_LARGEST = 2_000_000
_CODED = frozenset({Kind.BAND, Kind.CHOICE, Kind.FLAG})
_LISTS = frozenset({"organisations", "functions"})

Key = tuple[str, str, str, str]


def may_be_kept(finding: Finding) -> bool:
    """Whether a fix may be kept: that of a code or a slip, and nothing that is about a person.

    Kept are codes of organisations and functions, bands and choices; of numbers and dates only words
    that stand in their place, such as ``tbc``.
    """
    column = column_of(finding)
    if column is None or finding.fix is None or max(len(finding.value), len(finding.fix)) > LONGEST:
        return False
    if column.kind in _CODED or column.refers_to in _LISTS:
        return True
    return (column.kind.is_number or column.kind is Kind.DATE) and not any(map(str.isdigit, finding.value))


class RememberedFixes:
    """The fixes kept in a folder, by cause, column and what stood in the cell."""

    def __init__(self, folder: Path) -> None:
        self._file = Path(folder) / FILE
        self._known: dict[Key, str] | None = None

    def recall(self, finding: Finding) -> str | None:
        """What was put in place of the same value before; None where nothing was."""
        if not finding.value:
            return None
        return self._fixes().get(_key(finding))

    def for_column(self, table: str, title: str) -> dict[str, str]:
        """What was put in place of each value of a column, whatever was wrong with it."""
        return {
            value: fix
            for (_, of, column, value), fix in self._fixes().items()
            if (of, column) == (table, title)
        }

    def offered(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings, each with what was put in its place before as its offer where that is known.

        Those that stand for many cells are left as they are.
        """
        if not self._fixes():
            return tuple(findings)
        return tuple(
            replace(one, fix=kept) if not one.rows and (kept := self.recall(one)) is not None else one
            for one in findings
        )

    def remember(self, findings: Iterable[Finding]) -> None:
        """Keep what findings offer, as put in place of what stands in their cells.

        Raises:
            SaveFailedError: the folder cannot be written to.
        """
        new = {_key(one): one.fix or "" for one in findings if one.value and may_be_kept(one)}
        known = self._fixes()
        if all(known.get(key) == fix for key, fix in new.items()):
            return
        kept = {key: fix for key, fix in known.items() if key not in new} | new
        self._known = dict(list(kept.items())[-MOST_KEPT:])
        self._save()

    def forget(self) -> None:
        """Keep nothing of what was put in place of faulty cells.

        Raises:
            SaveFailedError: the folder cannot be written to.
        """
        self._known = {}
        if self._file.exists():
            self._save()

    def _save(self) -> None:
        records = [[*key, fix] for key, fix in self._fixes().items()]
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveFailedError(f"{self._file.parent} cannot be made. The fix is not kept.") from error
        save_whole(self._file, json.dumps(records, ensure_ascii=False, indent=0).encode())

    def _fixes(self) -> dict[Key, str]:
        """What is kept, oldest first; nothing where the file is missing or not ours."""
        if self._known is None:
            self._known = _read(self._file)
        return self._known


def _key(finding: Finding) -> Key:
    return finding.cause, finding.table, finding.column, finding.value


def _read(file: Path) -> dict[Key, str]:
    try:
        if file.stat().st_size > _LARGEST:
            return {}
        records = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(records, list):
        return {}
    return {
        (one[0], one[1], one[2], one[3]): one[4]
        for one in records
        if isinstance(one, list) and len(one) == 5 and all(isinstance(part, str) for part in one)
    }
