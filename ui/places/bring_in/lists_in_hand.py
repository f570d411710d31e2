"""The lists in hand: what each is taken for, how it stands beside the plan, and putting them in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.document.plan_document import PlanDocument
from ui.document.work import begun
from ui.jobs.desk import Desk
from ui.jobs.failure import reason
from ui.places.bring_in import work
from ui.places.bring_in.decisions import Decisions, chosen_of, pairs_of
from ui.widgets.message_bar import Question

if TYPE_CHECKING:
    from planner.model.plan import Facts, Plan
    from planner.workbook.bringing_in.lacking import Defaults
    from planner.workbook.bringing_in.laying import Laid
    from planner.workbook.bringing_in.lots import Lot
    from planner.workbook.bringing_in.mapping import Mapping

RUNNER = "bring_in"


class ListsInHand(QObject):
    """Reads files, keeps what the user says of their sheets, and puts them into the document.

    Signals:
        changed: something is other than it was.
        arrived: files were read.
        said: a sentence for the bar, and its tone.
        asked: a ``Question`` for the bar.
        put: the lists are in the plan.
    """

    changed = Signal()
    arrived = Signal()
    said = Signal(str, str)
    asked = Signal(object)
    put = Signal()

    def __init__(
        self,
        document: PlanDocument,
        desk: Desk,
        folder: Callable[[], Path | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._desk, self._folder = document, desk, folder
        self.lots: tuple[Lot, ...] = ()
        self.laid: tuple[Laid, ...] = ()
        self.laid_for: Plan | None = None
        self._meant_for: Plan | None = None
        self.is_laid = False
        self.is_stopped = False
        self.in_hand = -1
        self._decisions: dict[int, Decisions] = {}
        self._source: object = None
        self._passwords: dict[Path, str] = {}
        self._locked: list[work.Refused] = []
        self._runner = desk.runner(RUNNER)
        self._runner.failed.connect(self._failed)
        self._runner.cancelled.connect(self._stopped)

    @property
    def lot(self) -> "Lot | None":
        """The sheet in hand."""
        return self.lots[self.in_hand] if 0 <= self.in_hand < len(self.lots) else None

    @property
    def laid_lot(self) -> "Laid | None":
        """The sheet in hand beside the plan; None until it is there."""
        return next((one for one in self.laid if one.lot is self.lot), None)

    @property
    def used(self) -> "list[Lot]":
        """The sheets that are to come in."""
        return [one for one in self.lots if one.is_used]

    @property
    def decisions(self) -> Decisions:
        """What was decided of the sheet in hand, line by line; it may be added to."""
        return self._decisions.setdefault(self.in_hand, {})

    # ------------------------------------------------------------ files

    def read(self, paths: Sequence[Path]) -> None:
        """Read files, beside those that are in hand already."""
        wanted = tuple(dict.fromkeys(paths))
        names = wanted[0].name if len(wanted) == 1 else f"{len(wanted)} files"
        job = partial(work.look_at, wanted, dict(self._passwords), self._folder(), self._document.plan)
        self._runner.start(f"Reading {names}", job, self._take)

    def let_go(self) -> None:
        """Let go of all files."""
        self._runner.cancel()
        self.lots, self.laid, self.in_hand = (), (), -1
        self.is_laid = self.is_stopped = False
        self._decisions, self._passwords, self._locked = {}, {}, []
        self.changed.emit()

    def _take(self, looked: work.Looked) -> None:
        read_again = {one.path for one in looked.lots}
        kept = [one for one in self.lots if one.path not in read_again]
        first = len(kept)
        self.lots = (*kept, *looked.lots)
        self._decisions = {}
        used = [at for at, one in enumerate(self.lots) if one.is_used and at >= first]
        self.in_hand = used[0] if used else min(first, len(self.lots) - 1)
        self._refuse(looked.refused)
        self.lay()
        if looked.lots:
            self.arrived.emit()

    def _refuse(self, refused: Sequence[work.Refused]) -> None:
        """Say which files were not read; ask for the password of the first that has one."""
        self._locked = [one for one in refused if one.wants_password]
        said = [one.why for one in refused if not one.wants_password]
        if self._locked:
            words = " ".join([*said, self._locked[0].why])
            self.asked.emit(Question(words, "Open", self._unlock, is_secret=True))
        elif said:
            self.said.emit(" ".join(said), "error")

    def _unlock(self, password: str) -> None:
        if self._locked:
            self._passwords[self._locked[0].path] = password
            self.read([one.path for one in self._locked])

    # ------------------------------------------------------------ what a sheet is

    def choose(self, at: int) -> None:
        """Take another sheet in hand."""
        if not 0 <= at < len(self.lots) or at == self.in_hand:
            return
        self.in_hand = at
        if (lot := self.lot) is not None and lot.mapping.table and self.laid_lot is None:
            self.lay()
        else:
            self.changed.emit()

    def use(self, is_used: bool) -> None:
        """Have the sheet in hand come in, or not."""
        if (lot := self.lot) is not None and lot.mapping.table and lot.is_used != is_used:
            self._replace(replace(lot, is_used=is_used))

    def turn(self) -> None:
        """Have the sheet in hand come in where it does not, and the other way about."""
        if (lot := self.lot) is not None:
            self.use(not lot.is_used)

    def take_for(self, table: str, header_row: int | None = None) -> None:
        """Take the sheet in hand for a table ("" for none), with its heads in a row counted from 0."""
        if (lot := self.lot) is None:
            return
        if not table and header_row is None:
            self._replace(work.with_mapping(lot, replace(lot.mapping, table="")))
            return
        row = lot.mapping.header_row if header_row is None else header_row
        job = partial(work.guess_again, lot, table, row)
        self._runner.start(f"Looking at {lot.sheet.title}", job, partial(self._guessed, lot))

    def take_heads(self, row: int) -> None:
        """Take a row of the sheet in hand, counted from 0, for that of its heads; -1 for none."""
        if (lot := self.lot) is not None and row != lot.mapping.header_row:
            self.take_for(lot.mapping.table, row)

    def take_column(self, place: int, key: str) -> None:
        """Take a column of the sheet in hand for a field, or for nothing."""
        if (lot := self.lot) is not None:
            mapping = lot.mapping.with_column(place, key or None)
            self._replace(replace(lot, mapping=mapping, is_remembered=False))

    def take_defaults(self, defaults: "Defaults") -> None:
        """Have every row of the sheet in hand take these."""
        if (lot := self.lot) is not None:
            self._replace(replace(lot, defaults=defaults))

    def take_way(self, is_refresh: bool) -> None:
        """Have a staff list go in as the newest of the plan's staff, or be added to it."""
        from planner.workbook.bringing_in.lots import Way

        if (lot := self.lot) is not None:
            self._replace(replace(lot, way=Way.REFRESH if is_refresh else Way.ADD))

    def mend(self, is_wanted: bool) -> None:
        """Have texts of the sheet in hand that were put right before read so again, or as they stand."""
        if (lot := self.lot) is not None and (laid := self.laid_lot) is not None:
            mended = {(one.key, one.text): one.fix for one in laid.offers} if is_wanted else {}
            self._replace(replace(lot, mended=mended))

    def pair(self) -> None:
        """Lay the list in hand anew where who is one person is other than before."""
        if (lot := self.lot) is not None and (pairs := pairs_of(self.decisions)) != lot.renumbered:
            self._replace(replace(lot, renumbered=pairs))

    def _guessed(self, lot: "Lot", mapping: "Mapping") -> None:
        if lot is self.lot:
            self._replace(work.with_mapping(lot, mapping))
        else:
            self.lay()

    def _replace(self, lot: "Lot") -> None:
        """Take the sheet in hand as another, and lay all beside the plan anew."""
        self.lots = (*self.lots[: self.in_hand], lot, *self.lots[self.in_hand + 1 :])
        self.lay()

    # ------------------------------------------------------------ beside the plan

    def follow_plan(self) -> bool:
        """Lay the lists anew where the plan is another than they were laid beside; tells whether it is."""
        if self._source is not self._document.source:
            self._source, self._decisions = self._document.source, {}
        is_other = bool(self.lots) and self._meant_for is not self._document.plan
        if is_other:
            self.lay()
        return is_other

    def lay(self) -> None:
        """Show what is known, then lay the lists beside the plan on a worker thread."""
        self.is_laid = self.is_stopped = False
        self.changed.emit()
        if not self.lots:
            return
        from planner.workbook.bringing_in.lots import in_order

        meant = in_order(self.lots)
        if (lot := self.lot) is not None and lot.mapping.table and not lot.is_used:
            meant.append(lot)
        plan = self._meant_for = self._document.plan
        job = partial(work.lay_beside, plan, meant, self.laid, self._folder())
        self._runner.start("Reading the rows", job, partial(self._show_laid, plan))

    def _show_laid(self, plan: "Plan | None", laid: "tuple[Laid, ...]") -> None:
        self.laid, self.laid_for = laid, plan
        self.is_laid = plan is self._document.plan
        if self.is_laid:
            self.changed.emit()
        else:
            self.lay()

    def _failed(self, error: Exception) -> None:
        self.said.emit(reason(error), "error")
        self._stopped()

    def _stopped(self) -> None:
        """What was there stays, and can be gone on with."""
        self.is_stopped = bool(self.lots) and not self.is_laid
        self.changed.emit()

    # ------------------------------------------------------------ putting in

    def put_in(self, facts: "Facts | None") -> None:
        """Put the lists in as one step that can be undone; ``facts`` begin a plan where none is open."""
        plan = self._document.plan
        laid = [one for one in self.laid if one.lot.is_used]
        if not self.is_laid or not laid or (plan is None and facts is None):
            return
        at = {id(one): place for place, one in enumerate(self.lots)}
        chosen = [chosen_of(one, plan, self._decisions.get(at[id(one.lot)], {})) for one in laid]
        before = plan if facts is None else begun(facts).reading.plan
        job = partial(work.put_together, before, laid, chosen)
        then = partial(self._put, plan, facts, [one.lot for one in laid])
        self._runner.start("Putting the lists in", job, then)
        self.changed.emit()

    def _put(self, before: "Plan | None", facts: "Facts | None", lots: "list[Lot]", after: "Plan") -> None:
        from planner.workbook.bringing_in.lots import step_name

        if self._document.plan is not before:
            self.lay()
            return
        if facts is not None:
            self._document.take(begun(facts))
        step = step_name(lots)
        if self._document.edit(step, after):
            self.said.emit(f"{step}: done. Edit > Undo takes it back.", "note")
            self._remember([one.mapping for one in lots])
            self.let_go()
            self.put.emit()
            return
        if self._document.plan == after:
            self.said.emit("The plan has all of this already; nothing was changed.", "note")
        self.changed.emit()

    def _remember(self, mappings: "list[Mapping]") -> None:
        if (folder := self._folder()) is not None:
            job = partial(work.remember, folder, mappings)
            runner = self._desk.runner("mappings", is_quiet=True)
            runner.start("Keeping what each column is", job, self._remembered)

    def _remembered(self, fault: str) -> None:
        if fault:
            self.said.emit(fault, "warning")
