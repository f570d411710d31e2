"""Bring in: files chosen or dropped, each sheet looked at and confirmed, then put in as one step."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QTabBar, QVBoxLayout, QWidget

from planner.base.errors import PlannerError
from planner.report.wording import counted
from ui.asking import Asking
from ui.document.plan_document import PlanDocument
from ui.document.work import begun
from ui.jobs.desk import Desk
from ui.places.bring_in import totals_pane, work
from ui.places.bring_in.columns_pane import ColumnsPane
from ui.places.bring_in.findings_pane import FindingsPane
from ui.places.bring_in.into_pane import Decisions, IntoPane, into_title, pairs_of
from ui.places.bring_in.new_plan_row import NewPlanRow
from ui.places.bring_in.settings_rows import SettingsRows
from ui.places.bring_in.sheet_list import SheetList
from ui.places.bring_in.totals_pane import TotalsPane
from ui.places.frame_table import FrameTable
from ui.places.place import Place
from ui.places.targets import Lists, Target
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel
from ui.widgets.message_bar import Question

if TYPE_CHECKING:
    from planner.model.plan import Facts, Plan
    from planner.workbook.bringing_in.lacking import Defaults
    from planner.workbook.bringing_in.laying import Laid
    from planner.workbook.bringing_in.lots import Lot
    from planner.workbook.bringing_in.mapping import Mapping

COLUMNS, FINDINGS, TOTALS, INTO = range(4)
TABS = ("Columns", "Findings", "Control totals", "Into the plan")
FAULT = "The program met a fault of its own. Help > Show the log says where, for whoever supports you."


class BringInPlace(Place):
    """Takes lists of other people's making into the plan, once they have been looked at."""

    name = "bring_in"
    title = "Bring in"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.lots: tuple[Lot, ...] = ()
        self.laid: tuple[Laid, ...] = ()
        self._in_hand = -1
        self._laid_for: Plan | None = None
        self._is_laid = False
        self._decisions: dict[int, Decisions] = {}
        self._passwords: dict[Path, str] = {}
        self._locked: list[work.Refused] = []
        self._asking: Asking | None = None
        self.choose_button = QPushButton("Choose files…")
        self.put_button = QPushButton("Put them in")
        self.clear_button = QPushButton("Start again")
        self.back_button = QPushButton("Back to the start")
        self.go_on_button = QPushButton("Go on")
        self.go_on_button.setToolTip("Reading the rows was stopped; read them after all")
        self.go_on_button.hide()
        self.words = ElidedLabel()
        self.sheets = SheetList()
        self.settings_rows = SettingsRows()
        self.new_plan = NewPlanRow()
        self.columns_pane = ColumnsPane()
        self.findings_pane = FindingsPane()
        self.totals_pane = TotalsPane()
        self.into_pane = IntoPane()
        self.empty = EmptyState("Bring in spreadsheets", ADVICE)
        self._tabs = QTabBar()
        self._lay_out()
        self._listen()

    # ------------------------------------------------------------ what is in sight

    def refresh(self) -> None:
        """Show the lists beside the plan as it is now."""
        self.new_plan.setVisible(self.document.plan is None and bool(self.lots))
        if self.lots and not (self._is_laid and self._laid_for is self.document.plan):
            self._lay()
        else:
            self._show_all()

    def bring(self, target: Target) -> None:
        """Take files in hand."""
        if isinstance(target, Lists):
            if target.paths:
                self.read(target.paths)
            else:
                self.choose()

    def focus_find(self) -> None:
        """Search the table in sight, where there is one to be searched."""
        if self.lots:
            self._tabs.setCurrentIndex(max(self._tabs.currentIndex(), FINDINGS))
            self._searched().search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the table in sight by column."""
        if self.lots:
            self._tabs.setCurrentIndex(max(self._tabs.currentIndex(), FINDINGS))
            self._searched().toggle_filters()

    def _searched(self) -> FrameTable:
        at = self._tabs.currentIndex()
        tables = {FINDINGS: self.findings_pane.causes, TOTALS: self.totals_pane.table}
        return tables.get(at) or self.into_pane.table

    def recolour(self) -> None:
        """Follow the size of text too."""
        self.into_pane.follow_looks()
        super().recolour()

    @property
    def lot(self) -> "Lot | None":
        """The sheet in hand."""
        return self.lots[self._in_hand] if 0 <= self._in_hand < len(self.lots) else None

    @property
    def laid_lot(self) -> "Laid | None":
        """The sheet in hand beside the plan; None until it is there."""
        return next((one for one in self.laid if one.lot is self.lot), None)

    # ------------------------------------------------------------ files

    def choose(self) -> None:
        """Ask for files."""
        if self._asking is None:
            self._asking = Asking(self)
        if self.document.path is not None:
            self._asking.folder = self.document.path.parent
        self._asking.to_bring_in(self.read)

    def read(self, paths: Sequence[Path]) -> None:
        """Read files, beside those that are in hand already."""
        wanted = tuple(dict.fromkeys(paths))
        names = wanted[0].name if len(wanted) == 1 else f"{len(wanted)} files"
        job = partial(work.look_at, wanted, dict(self._passwords), self._folder, self.document.plan)
        self.desk.runner("bring_in").start(f"Reading {names}", job, self._take)

    def start_again(self) -> None:
        """Let go of all files."""
        self.desk.runner("bring_in").cancel()
        self.lots, self.laid, self._in_hand, self._is_laid = (), (), -1, False
        self._decisions, self._passwords, self._locked = {}, {}, []
        self.new_plan.hide()
        self.go_on_button.hide()
        self._show_all()
        self.choose_button.setFocus()

    def _take(self, looked: work.Looked) -> None:
        read_again = {one.path for one in looked.lots}
        kept = [one for one in self.lots if one.path not in read_again]
        first = len(kept)
        self.lots = (*kept, *looked.lots)
        self._decisions = {}
        used = [at for at, one in enumerate(self.lots) if one.is_used and at >= first]
        self._in_hand = used[0] if used else min(first, len(self.lots) - 1)
        self._refuse(looked.refused)
        self.new_plan.setVisible(self.document.plan is None and bool(self.lots))
        self._lay()
        if looked.lots:
            self.sheets.setFocus()

    def _refuse(self, refused: Sequence[work.Refused]) -> None:
        """Say which files were not read; ask for the password of the first that has one."""
        self._locked = [one for one in refused if one.wants_password]
        said = " ".join(one.why for one in refused if not one.wants_password)
        if said:
            self.said.emit(said, "error")
        elif self._locked:
            self.asked.emit(Question(self._locked[0].why, "Open", self._unlock, is_secret=True))

    def _unlock(self, password: str) -> None:
        if self._locked:
            self._passwords |= {one.path: password for one in self._locked[:1]}
            self.read([one.path for one in self._locked])

    @property
    def _folder(self) -> Path | None:
        return self.settings.own_folder if self.settings is not None else None

    # ------------------------------------------------------------ what a sheet is

    def use(self, is_used: bool) -> None:
        """Have the sheet in hand come in, or not."""
        if (lot := self.lot) is not None and lot.mapping.table and lot.is_used != is_used:
            self._replace(replace(lot, is_used=is_used))

    def take_for(self, table: str, header_row: int | None = None) -> None:
        """Take the sheet in hand for a table, with its heads in a row counted from 0."""
        if (lot := self.lot) is None:
            return
        row = lot.mapping.header_row if header_row is None else header_row
        job = partial(work.guess_again, lot, table, row)
        self.desk.runner("bring_in").start(f"Looking at {lot.sheet.title}", job, partial(self._guessed, lot))

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

    def _guessed(self, lot: "Lot", mapping: "Mapping") -> None:
        if lot is self.lot:
            self._replace(work.with_mapping(lot, mapping))

    def _choose_table(self, table: str) -> None:
        lot = self.lot
        if lot is None:
            return
        if table:
            self.take_for(table)
        else:
            self._replace(work.with_mapping(lot, replace(lot.mapping, table="")))

    def _choose_header(self, row: int) -> None:
        if (lot := self.lot) is not None and row != lot.mapping.header_row:
            self.take_for(lot.mapping.table, row)

    def _pair(self) -> None:
        """Lay the list anew where who is one person is other than before."""
        if (lot := self.lot) is not None:
            pairs = pairs_of(self._decisions.get(self._in_hand, {}))
            if pairs != lot.renumbered:
                self._replace(replace(lot, renumbered=pairs))

    def _replace(self, lot: "Lot") -> None:
        """Take the sheet in hand as another, and lay all beside the plan anew."""
        self.lots = (*self.lots[: self._in_hand], lot, *self.lots[self._in_hand + 1 :])
        self._lay()

    # ------------------------------------------------------------ beside the plan

    def _lay(self) -> None:
        """Show what is known, then lay the lists beside the plan on a worker thread."""
        self._is_laid, known = False, self.laid
        self.go_on_button.hide()
        self._show_all()
        if not self.lots:
            return
        from planner.workbook.bringing_in.lots import in_order

        meant = in_order(self.lots)
        if (lot := self.lot) is not None and lot.mapping.table and not lot.is_used:
            meant.append(lot)
        plan = self.document.plan
        job = partial(work.lay_beside, plan, meant, known)
        self.desk.runner("bring_in").start("Reading the rows", job, partial(self._show_laid, plan))

    def _show_laid(self, plan: "Plan | None", laid: "tuple[Laid, ...]") -> None:
        self.laid, self._laid_for = laid, plan
        self._is_laid = plan is self.document.plan
        if self._is_laid:
            self._show_all()
        else:
            self._lay()

    def _failed(self, error: Exception) -> None:
        self.said.emit(str(error) if isinstance(error, PlannerError) else FAULT, "error")
        self._show_all()

    def _go_back(self) -> None:
        self.wanted.emit("welcome", None)

    def _stopped(self) -> None:
        """The user stopped it: what was there stays, and can be gone on with."""
        self._show_state()
        if self.lots and not self._is_laid:
            self.go_on_button.show()
            self.go_on_button.setFocus()

    def _go_on(self) -> None:
        self._lay()

    def _choose_sheet(self, at: int) -> None:
        if at < 0 or at == self._in_hand:
            return
        self._in_hand = at
        lot = self.lot
        if lot is not None and lot.mapping.table and self.laid_lot is None:
            self._lay()
        else:
            self._show_sheet()
            self._show_state()

    def _toggle(self) -> None:
        if (lot := self.lot) is not None:
            self.use(not lot.is_used)

    # ------------------------------------------------------------ showing

    def _show_all(self) -> None:
        self._stack.setCurrentIndex(1 if self.lots else 0)
        self.clear_button.setVisible(bool(self.lots))
        self.put_button.setVisible(bool(self.lots))
        self.back_button.setVisible(self.document.plan is None)
        self.sheets.show_lots(self.lots, self._in_hand)
        self._show_sheet()
        self._show_state()

    def _show_sheet(self) -> None:
        lot, laid = self.lot, self.laid_lot
        if lot is None:
            return
        shows_names = self.document.shows_names
        self.settings_rows.show_lot(lot, self.document.plan)
        used = laid if lot.is_used else None
        self._tabs.setTabText(
            FINDINGS, f"Findings  {len(laid.findings):,}" if laid is not None else "Findings"
        )
        self._tabs.setTabText(INTO, into_title(used))
        match self._tabs.currentIndex():
            case 0:
                self.columns_pane.show_columns(lot, shows_names=shows_names)
                self.columns_pane.mark_columns(laid)
                self.columns_pane.show_rows(laid, shows_names=shows_names)
            case 1:
                self.findings_pane.show_causes(
                    laid.causes if laid is not None else (), shows_names=shows_names
                )
            case 2:
                self.totals_pane.show_totals(laid.brought if laid is not None else None)
            case _:
                decisions = self._decisions.setdefault(self._in_hand, {})
                self.into_pane.show_laid(used, self._laid_for, decisions, shows_names=shows_names)

    def _turn(self, at: int) -> None:
        """Show another side of the sheet in hand; what is out of sight is not kept up to date."""
        self._show_sheet()
        self._panes.setCurrentIndex(at)

    def _show_state(self) -> None:
        """Say what would come in, and whether it can."""
        used = [one for one in self.lots if one.is_used]
        facts = self.new_plan.facts() if self.document.plan is None else None
        is_ready = self._is_laid and bool(used) and (self.document.plan is not None or facts is not None)
        self.put_button.setEnabled(is_ready)
        if not used:
            words = "No sheet comes in yet: choose one, and say what it is."
        elif self._is_laid and self.document.plan is None and facts is None:
            words = "Give the new plan a name; then put the lists in."
        else:
            words = f"{counted(len(used), 'sheet comes', 'sheets come')} in."
            laid = self.laid_lot
            if self._is_laid and laid is not None and laid.lot.is_used:
                words += f" This one: {totals_pane.in_words(laid.brought)}"
        self.words.set_words(words if self.lots else "")

    # ------------------------------------------------------------ putting in

    def put_in(self) -> None:
        """Put the lists in as one step that can be undone."""
        plan = self.document.plan
        facts = self.new_plan.facts() if plan is None else None
        laid = [one for one in self.laid if one.lot.is_used]
        if not self._is_laid or not laid or (plan is None and facts is None):
            return
        numbers = {id(one): at for at, one in enumerate(self.lots)}
        chosen = [
            self.into_pane.chosen(one, plan, self._decisions.get(numbers[id(one.lot)], {})) for one in laid
        ]
        job = partial(work.put_together, plan if facts is None else begun(facts).reading.plan, laid, chosen)
        then = partial(self._put, plan, facts, [one.lot for one in laid])
        self.put_button.setEnabled(False)
        self.desk.runner("bring_in").start("Putting the lists in", job, then)

    def _put(self, before: "Plan | None", facts: "Facts | None", lots: "list[Lot]", after: "Plan") -> None:
        from planner.workbook.bringing_in.lots import step_name

        if self.document.plan is not before:
            self._lay()
            return
        if facts is not None:
            self.document.take(begun(facts))
        step = step_name(lots)
        is_done = self.document.edit(step, after)
        if is_done:
            self.said.emit(f"{step}: done. Edit > Undo takes it back.", "note")
        elif self.document.plan == after:
            self.said.emit("The plan has all of this already; nothing was changed.", "note")
        if is_done and self._folder is not None:
            self._remember([one.mapping for one in lots])
        if is_done:
            self.start_again()
            self.wanted.emit("data", None)
        else:
            self._show_state()

    def _remember(self, mappings: "list[Mapping]") -> None:
        if self._folder is not None:
            job = partial(work.remember, self._folder, mappings)
            runner = self.desk.runner("mappings", is_quiet=True)
            runner.start("Keeping what each column is", job, self._remembered)

    def _remembered(self, fault: str) -> None:
        if fault:
            self.said.emit(fault, "warning")

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        self.put_button.setProperty("rank", "first")
        self.put_button.setToolTip("Put the lists in as one step that can be undone (Ctrl+Enter)")
        self.clear_button.setProperty("rank", "link")
        self.clear_button.setToolTip("Let go of all these files; the plan stays as it is")
        self.back_button.setProperty("rank", "link")
        for one in (self.choose_button, self.clear_button, self.back_button):
            tools.addWidget(one)
        tools.addWidget(self.words, 1)
        tools.addWidget(self.go_on_button)
        tools.addWidget(self.put_button)
        self._tabs.setAccessibleName("What there is to see of the sheet")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        for title in TABS:
            self._tabs.addTab(title)
        within = QWidget()
        column = QVBoxLayout(within)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.new_plan, self.sheets, self.settings_rows, self._tabs):
            column.addWidget(part)
        self._panes = QStackedLayout()
        column.addLayout(self._panes, 1)
        for pane in (self.columns_pane, self.findings_pane, self.totals_pane, self.into_pane):
            self._panes.addWidget(pane)
        self.column.addLayout(tools)
        self._stack = QStackedLayout()
        self.column.addLayout(self._stack, 1)
        for page in (self.empty, within):
            self._stack.addWidget(page)

    def _listen(self) -> None:
        self.choose_button.clicked.connect(self.choose)
        self.clear_button.clicked.connect(self.start_again)
        self.put_button.clicked.connect(self.put_in)
        self.go_on_button.clicked.connect(self._go_on)
        self.back_button.clicked.connect(self._go_back)
        self.sheets.taken.connect(self._choose_sheet)
        self.sheets.toggled.connect(self._toggle)
        put = QShortcut(QKeySequence("Ctrl+Return"), self)
        put.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        put.activated.connect(self.put_in)
        rows = self.settings_rows
        rows.used.connect(self.use)
        rows.table_chosen.connect(self._choose_table)
        rows.header_chosen.connect(self._choose_header)
        self.into_pane.way_chosen.connect(self.take_way)
        rows.defaults_chosen.connect(self.take_defaults)
        self.columns_pane.taken.connect(self.take_column)
        self.into_pane.paired.connect(self._pair)
        self.new_plan.changed.connect(self._show_state)
        self._tabs.currentChanged.connect(self._turn)
        runner = self.desk.runner("bring_in")
        runner.failed.connect(self._failed)
        runner.cancelled.connect(self._stopped)


ADVICE = (
    "Choose one or several files, or drop them on the window. You see what each column is taken for,\n"
    "and all that would change, before anything does. The files themselves are not touched."
)
