"""What bringing in has done on a worker thread: files read, guesses made, lists laid beside the plan.

What reads spreadsheets is imported inside the functions: the window stands before it is loaded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from planner.base.errors import FileRefusedError, PasswordNeededError, SaveFailedError, WrongPasswordError
from planner.base.ticks import Tick, share_of

if TYPE_CHECKING:
    from planner.model.plan import Plan
    from planner.workbook.bringing_in.laying import Chosen, Laid
    from planner.workbook.bringing_in.lots import Lot
    from planner.workbook.bringing_in.mapping import Mapping as ColumnMapping


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not read: why, and whether a password would open it."""

    path: Path
    why: str
    wants_password: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """Files that were looked at.

    Attributes:
        lots: their sheets.
        refused: the files that were not read.
    """

    lots: "tuple[Lot, ...]"
    refused: tuple[Refused, ...]


def look_at(
    paths: Sequence[Path],
    passwords: Mapping[Path, str],
    folder: Path | None,
    plan: "Plan | None",
    tick: Tick,
) -> Looked:
    """Read files and guess what each of their sheets is; ``folder`` holds the mappings confirmed before."""
    from planner.workbook.bringing_in import open_source
    from planner.workbook.bringing_in.lots import lots_of
    from planner.workbook.bringing_in.remembered import RememberedMappings

    remembered = RememberedMappings(folder) if folder is not None else None
    lots: list[Lot] = []
    refused = []
    for done, path in enumerate(paths):
        tick(done / len(paths), f"Reading {path.name}")
        try:
            source = open_source(path, passwords.get(path))
            part = share_of(tick, (done + 0.3) / len(paths), (done + 1) / len(paths))
            lots += lots_of(source, remembered, plan, part)
        except (PasswordNeededError, WrongPasswordError) as error:
            refused.append(Refused(path, str(error), wants_password=True))
        except FileRefusedError as error:
            refused.append(Refused(path, str(error)))
        except OSError:
            refused.append(Refused(path, f"{path.name} cannot be read. Check that it is still there."))
    return Looked(tuple(lots), tuple(refused))


def guess_again(lot: "Lot", table: str, header_row: int | None, tick: Tick) -> "ColumnMapping":
    """Guess anew what a sheet's columns are, where the user said which table it is or where its heads are."""
    from planner.workbook.bringing_in import guess

    tick(0.0, f"Looking at {lot.sheet.title}")
    return guess(lot.sheet, table or None, header_row)


def lay_beside(
    plan: "Plan | None", lots: "Sequence[Lot]", known: "Sequence[Laid]", folder: Path | None, tick: Tick
) -> "tuple[Laid, ...]":
    """Lay lists beside the plan; changes nothing. ``folder`` holds what was put right before."""
    from planner.rules.rulebook import load_rules
    from planner.workbook.bringing_in.laying import lay
    from planner.workbook.remembered_fixes import RememberedFixes

    fixes = RememberedFixes(folder) if folder is not None else None
    return lay(plan, lots, load_rules(), known, tick, fixes)


def put_together(
    plan: "Plan | None", laid: "Sequence[Laid]", chosen: "Sequence[Chosen]", tick: Tick
) -> "Plan":
    """The plan with the lists in it, as chosen."""
    from planner.workbook.bringing_in.laying import put_in

    return put_in(plan, laid, chosen, tick)


def remember(folder: Path, mappings: "Sequence[ColumnMapping]", tick: Tick) -> str:
    """Keep the mappings that were confirmed; says what went wrong, or nothing."""
    from planner.workbook.bringing_in.remembered import RememberedMappings

    tick(0.0, "Keeping what each column is")
    try:
        for one in mappings:
            RememberedMappings(folder).remember(one)
    except SaveFailedError as error:
        return str(error)
    return ""


def with_mapping(lot: "Lot", mapping: "ColumnMapping") -> "Lot":
    """A lot that is taken for something else; it is meant, unless that is nothing."""
    is_used = bool(mapping.table) and (lot.is_used or mapping.table != lot.mapping.table)
    return replace(lot, mapping=mapping, is_remembered=False, is_used=is_used)
