"""Bring in: files chosen or dropped, each sheet looked at and confirmed, then put in as one step."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QTabBar, QVBoxLayout, QWidget

from planner.report.wording import counted
from ui.asking import Asking
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.bring_in import totals_pane
from ui.places.bring_in.columns_pane import ColumnsPane
from ui.places.bring_in.findings_pane import FindingsPane
from ui.places.bring_in.into_pane import IntoPane, into_title
from ui.places.bring_in.lists_in_hand import ListsInHand
from ui.places.bring_in.new_plan_row import NewPlanRow
from ui.places.bring_in.settings_rows import SettingsRows
from ui.places.bring_in.sheet_list import SheetList
from ui.places.bring_in.totals_pane import TotalsPane
from ui.places.frame_table import FrameTable
from ui.places.place import Place
from ui.places.targets import Lists, Target
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel

COLUMNS, FINDINGS, TOTALS, INTO = range(4)
TABS = ("Columns", "Findings", "Control totals", "Into the plan")
ADVICE = (
    "Choose one or several files, or drop them on the window. You see what each column is taken for,\n"
    "and all that would change, before anything does. The files themselves are not touched."
)


class BringInPlace(Place):
    """Takes lists of other people's making into the plan, once they have been looked at."""

    name = "bring_in"
    title = "Bring in"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.lists = ListsInHand(document, desk, self._folder, self)
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
        if not self.lists.follow_plan():
            self._show_all()

    def bring(self, target: Target) -> None:
        """Take files in hand."""
        if isinstance(target, Lists):
            if target.paths:
                self.lists.read(target.paths)
            else:
                self.choose()

    def choose(self) -> None:
        """Ask for files."""
        if self._asking is None:
            self._asking = Asking(self)
        if self.document.path is not None:
            self._asking.folder = self.document.path.parent
        self._asking.to_bring_in(self.lists.read)

    def start_again(self) -> None:
        """Let go of all files."""
        self.lists.let_go()
        self.choose_button.setFocus()

    def put_in(self) -> None:
        """Put the lists in as one step that can be undone."""
        self.lists.put_in(self.new_plan.facts() if self.document.plan is None else None)

    def show_side(self, at: int) -> None:
        """Show one side of the sheet in hand: columns, findings, totals, or what it would do to the plan."""
        self._tabs.setCurrentIndex(at)

    def focus_find(self) -> None:
        """Search the table in sight, where there is one to be searched."""
        if self.lists.lots:
            self._tabs.setCurrentIndex(max(self._tabs.currentIndex(), FINDINGS))
            self._searched().search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the table in sight by column."""
        if self.lists.lots:
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

    # ------------------------------------------------------------ showing

    def _show_all(self) -> None:
        lists, has_plan = self.lists, self.document.plan is not None
        self._stack.setCurrentIndex(1 if lists.lots else 0)
        self.clear_button.setVisible(bool(lists.lots))
        self.put_button.setVisible(bool(lists.lots))
        self.back_button.setVisible(not has_plan)
        self.new_plan.setVisible(not has_plan and bool(lists.lots))
        self.sheets.show_lots(lists.lots, lists.in_hand)
        self._show_sheet()
        self._show_state()

    def _show_sheet(self) -> None:
        lot, laid = self.lists.lot, self.lists.laid_lot
        if lot is None:
            return
        self.settings_rows.show_lot(lot, self.document.plan)
        findings = f"Findings  {len(laid.findings):,}" if laid is not None else "Findings"
        self._tabs.setTabText(FINDINGS, findings)
        self._tabs.setTabText(INTO, into_title(laid if lot.is_used else None))
        self._show_pane(self._tabs.currentIndex())

    def _show_pane(self, at: int) -> None:
        """Fill one side of the sheet in hand; what is out of sight is not kept up to date."""
        lot, laid, shows_names = self.lists.lot, self.lists.laid_lot, self.document.shows_names
        if lot is None:
            return
        if at == COLUMNS:
            self.columns_pane.show_columns(lot, shows_names=shows_names)
            self.columns_pane.mark_columns(laid)
            self.columns_pane.show_rows(laid, shows_names=shows_names)
        elif at == FINDINGS:
            self.findings_pane.show_causes(laid.causes if laid is not None else (), shows_names=shows_names)
            self.findings_pane.before.show_offers(laid.offers if laid is not None else (), lot.mended)
        elif at == TOTALS:
            self.totals_pane.show_totals(laid.brought if laid is not None else None)
        else:
            used = laid if lot.is_used else None
            self.into_pane.show_laid(used, self.lists.laid_for, self.lists.decisions, shows_names=shows_names)

    def _turn(self, at: int) -> None:
        self._show_pane(at)
        self._panes.setCurrentIndex(at)

    def _show_state(self) -> None:
        """Say what would come in, and whether it can."""
        lists, has_plan = self.lists, self.document.plan is not None
        has_facts = has_plan or self.new_plan.facts() is not None
        is_free = not self.desk.runner("bring_in").is_busy
        self.put_button.setEnabled(lists.is_laid and bool(lists.used) and has_facts and is_free)
        self.go_on_button.setVisible(lists.is_stopped)
        self.words.set_words(self._state(has_facts=has_facts) if lists.lots else "")

    def _state(self, *, has_facts: bool) -> str:
        lists, used = self.lists, self.lists.used
        if lists.is_stopped:
            return "Stopped before all rows were read."
        if not used:
            return "No sheet comes in yet: choose one, and say what it is."
        if lists.is_laid and not has_facts:
            return "Give the new plan a name; then put the lists in."
        words, laid = f"{counted(len(used), 'sheet comes', 'sheets come')} in.", lists.laid_lot
        if lists.is_laid and laid is not None and laid.lot.is_used:
            words += f" This one: {totals_pane.in_words(laid.brought)}"
            if laid.offers and not laid.lot.mended:
                words += " Some of its faults you put right before: see Findings."
        return words

    def _focus_sheets(self) -> None:
        self.sheets.setFocus()

    def _go_back(self) -> None:
        self.wanted.emit("welcome", None)

    def _go_to_data(self) -> None:
        self.wanted.emit("data", None)

    def _folder(self) -> Path | None:
        return self.settings.own_folder if self.settings is not None else None

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
        lists, rows = self.lists, self.settings_rows
        lists.changed.connect(self._show_all)
        lists.arrived.connect(self._focus_sheets)
        lists.said.connect(self.said)
        lists.asked.connect(self.asked)
        lists.put.connect(self._go_to_data)
        self.choose_button.clicked.connect(self.choose)
        self.clear_button.clicked.connect(self.start_again)
        self.back_button.clicked.connect(self._go_back)
        self.put_button.clicked.connect(self.put_in)
        self.go_on_button.clicked.connect(lists.lay)
        self.sheets.taken.connect(lists.choose)
        self.sheets.toggled.connect(lists.turn)
        put = QShortcut(QKeySequence("Ctrl+Return"), self)
        put.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        put.activated.connect(self.put_in)
        rows.used.connect(lists.use)
        rows.table_chosen.connect(lists.take_for)
        rows.header_chosen.connect(lists.take_heads)
        rows.defaults_chosen.connect(lists.take_defaults)
        self.columns_pane.taken.connect(lists.take_column)
        self.findings_pane.before.wanted.connect(lists.mend)
        self.into_pane.way_chosen.connect(lists.take_way)
        self.into_pane.paired.connect(lists.pair)
        self.new_plan.changed.connect(self._show_state)
        self._tabs.currentChanged.connect(self._turn)
