"""The sheets of files that are to be brought in: what each is taken for, and which are meant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from planner.base.ticks import Tick, no_tick, share_of
from planner.model.plan import Plan
from planner.model.tables import TABLES
from planner.workbook.bringing_in.as_before import Mended
from planner.workbook.bringing_in.guess import guesses
from planner.workbook.bringing_in.lacking import Defaults
from planner.workbook.bringing_in.mapping import Mapping as ColumnMapping
from planner.workbook.bringing_in.open_file import Source
from planner.workbook.bringing_in.remembered import RememberedMappings
from planner.workbook.bringing_in.sheet import SourceSheet

ORDER = ("organisations", "functions", "staff", "posts", "budgets")
"""Tables as they are put in: what others refer to first."""
DOUBTFUL = 0.6
"""A sheet that is less sure to be a table than this is not meant unless the user says so."""


class Way(StrEnum):
    """How a list goes into the plan."""

    ADD = "added to what is there"
    REFRESH = "as the newest staff list"


@dataclass(frozen=True, slots=True, eq=False)
class Lot:
    """One sheet of a file, and what is to become of it.

    Attributes:
        path: its file.
        sheet: its cells.
        mapping: what it is taken for.
        is_used: whether it is to come in.
        is_remembered: whether its mapping was confirmed before.
        remark: why it is not meant, or is to be looked at; empty where it is plain.
        defaults: what holds for every row.
        way: how it goes into the plan; None for what seems right.
        renumbered: old employee number -> new, for those whom the user knows to be one person.
        mended: what is read in place of texts that the user put right before.
    """

    path: Path
    sheet: SourceSheet
    mapping: ColumnMapping
    is_used: bool = False
    is_remembered: bool = False
    remark: str = ""
    defaults: Defaults = field(default_factory=Defaults)
    way: Way | None = None
    renumbered: Mapping[str, str] = field(default_factory=dict)
    mended: Mended = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What users call it: ``STAFF from list.xlsx``, or the file alone where that is all."""
        return self.path.name if self.sheet.is_text else f"{self.sheet.name} from {self.path.name}"


def lots_of(
    source: Source,
    remembered: RememberedMappings | None = None,
    plan: Plan | None = None,
    tick: Tick = no_tick,
) -> tuple[Lot, ...]:
    """Look at every sheet of a file that holds anything; of each table the likeliest sheet is meant.

    Sheets that the workbook hides are never meant unless the user says so.
    """
    found = []
    for done, name in enumerate(source.sheet_names):
        part = share_of(tick, done / len(source.sheet_names), (done + 1) / len(source.sheet_names))
        part(0.0, f"Reading {name}")
        sheet = source.sheet(name)
        part(0.6, f"Looking at {name}")
        if any(cell != "" for row in sheet.rows for cell in row):
            found.append(_looked_at(source.path, sheet, remembered))
    defaults = Defaults(organisation=only_sender(plan))
    return tuple(replace(one, defaults=defaults) for one in _meant(found))


def _looked_at(path: Path, sheet: SourceSheet, remembered: RememberedMappings | None) -> Lot:
    recalled = remembered.recall(sheet) if remembered is not None else None
    return Lot(path, sheet, recalled or guesses(sheet)[0], is_remembered=recalled is not None)


def _meant(lots: Sequence[Lot]) -> list[Lot]:
    best: dict[str, Lot] = {}
    for one in lots:
        table = one.mapping.table
        if table and not one.sheet.is_hidden:
            held = best.get(table)
            best[table] = one if held is None or one.mapping.confidence > held.mapping.confidence else held
    return [_remarked(one, best.get(one.mapping.table)) for one in lots]


def _remarked(lot: Lot, best: Lot | None) -> Lot:
    if lot is best and lot.mapping.confidence < DOUBTFUL:
        return replace(lot, remark="Doubtful: look whether it is what it is taken for")
    if lot is best:
        return replace(lot, is_used=True)
    if lot.sheet.is_hidden:
        return replace(lot, remark="Hidden in the workbook")
    if not lot.mapping.table:
        return replace(lot, remark="Looks like no table of a plan")
    sheet = TABLES[lot.mapping.table].sheet
    other = f"“{best.sheet.name}”" if best is not None else "another sheet"
    return replace(lot, remark=f"Looks less like {sheet} than {other}")


def only_sender(plan: Plan | None) -> str:
    """The code of the organisation that closes, where a plan has but one; empty else."""
    codes = set(plan.senders["code"].dropna()) if plan is not None else set()
    return str(*codes) if len(codes) == 1 else ""


def in_order(lots: Iterable[Lot]) -> list[Lot]:
    """The lots that are meant, in the order in which they go in."""
    meant = [one for one in lots if one.is_used and one.mapping.table]
    return sorted(meant, key=lambda one: ORDER.index(one.mapping.table))


def step_name(lots: Sequence[Lot]) -> str:
    """What bringing lots in is called: ``Bring in STAFF from list.xlsx``."""
    if len(lots) == 1:
        return f"Bring in {lots[0].title}"
    files = {one.path for one in lots}
    where = next(iter(files)).name if len(files) == 1 else f"{len(files)} files"
    return f"Bring in {len(lots)} sheets from {where}"
