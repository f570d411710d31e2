"""Report: the pack of pages of the scenario in hand, chosen, seen as it will print, printed, written."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from planner.base.errors import PlannerError
from planner.report.packs import BOARD, KINDS, PageKind, named
from planner.report.wording import counted
from planner.risk import QUICK_DRAWS, SEED
from ui import theme
from ui.asking import Asking, safe_name
from ui.document.plan_document import BASELINE, PlanDocument
from ui.jobs.desk import Desk
from ui.jobs.failure import reason
from ui.places.place import Place
from ui.places.report.choices import Choices
from ui.places.report.copy_menu import CopyMenu
from ui.places.report.making import Ground, Kept, Made, Wish, make
from ui.places.report.page_list import PageList
from ui.places.report.sheet_view import SheetView
from ui.places.report.view_tools import ViewTools
from ui.printing.contents import CONTENTS
from ui.printing.papers import Paper, Way
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label

KEPT_PAGES, KEPT_PAPER, KEPT_WAY = "report/pages", "report/paper", "report/way"
KEPT_CONTENTS = "report/contents"
YES, NO = "yes", "no"
MAKING = "Making the pages"
LEAST_LEFT, LEAST_AT_LARGE = 236, 170
"""Pixels of the choices at the least; the second grows with the text."""


class ReportPlace(Place):
    """Which pages, how they will look, and the ways out of the program."""

    name = "report"
    title = "Report"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.list = PageList()
        self.about = label(tone="muted", wraps=True)
        self.choices = Choices()
        self.view = SheetView()
        self.tools = ViewTools(self.view)
        self.copying = CopyMenu(self.tools.copy_menu, self.view, self.said.emit)
        self.empty = EmptyState("Being worked out", "The pages follow as soon as the figures are there.")
        self.made: Made | None = None
        self._shown: tuple[object, Wish] | None = None
        self._asked: tuple[object, Wish] | None = None
        self._stamped: tuple[object, datetime] = (None, datetime.now())
        self._kept: Kept = {}
        self._is_restored = False
        self._asking: Asking | None = None
        self._lay_out()
        self._listen()

    # ------------------------------------------------------------ following the document

    def refresh(self) -> None:
        """Offer what there is to choose from, and make the pages of the scenario in hand anew."""
        self._restore()
        self._follow_looks()
        document = self.document
        self.choices.beside.offer(document.scenarios, document.scenario, self._usual_beside())
        if document.results is None or document.assessment is None:
            self.tools.let_work(is_ready=False)
            if self.made is None:
                self._say("Being worked out", "The pages follow as soon as the figures are there.")
            return
        self._make()

    def recolour(self) -> None:
        """Follow the colours of the ground; paper stays white."""
        self.view.viewport().update()
        self._follow_looks()

    def focus_find(self) -> None:
        """Go to the list of pages."""
        self.list.setFocus()

    def print_out(self) -> bool:
        """Ask for a printer for the pages in sight."""
        self._print()
        return True

    @property
    def wish(self) -> Wish:
        """What is chosen."""
        choices, risk = self.choices, self.document.risk
        return Wish(
            self.list.ticked,
            choices.beside.names,
            choices.person.text().strip(),
            choices.numbers.isChecked(),
            choices.setting,
            choices.names.isChecked(),
            choices.contents.isChecked(),
            (risk.draws, risk.seed) if risk is not None else (QUICK_DRAWS, SEED),
        )

    @property
    def is_up_to_date(self) -> bool:
        """Whether the pages in sight are those that are chosen, of the figures in hand."""
        return self._shown is not None and self._shown == (self.document.results, self.wish)

    def _usual_beside(self) -> tuple[str, ...]:
        """The plan's scenarios without the baseline."""
        return tuple(one for one in self.document.scenarios if one != BASELINE)

    def _forget_plan(self) -> None:
        """Another plan is in hand: nothing of the one before is shown or asked for."""
        self.made, self._shown, self._asked, self._kept = None, None, None, {}
        self.view.set_sheets(())
        self.choices.forget_person()

    # ------------------------------------------------------------ making pages

    def _follow_looks(self) -> None:
        """Give the choices the room that the size of text asks for."""
        self._left.setMinimumWidth(max(LEAST_LEFT, theme.scaled(LEAST_AT_LARGE)))
        self.list.follow_looks()

    def _make(self) -> None:
        """Have the pages made, unless they are there or being made."""
        document, wish = self.document, self.wish
        results, assessment = document.results, document.assessment
        if results is None or assessment is None:
            return
        wanted = (results, wish)
        if wanted in (self._shown, self._asked):
            return
        self._asked = wanted
        self.tools.let_work(is_ready=False)
        if self._stamped[0] is not results:
            self._stamped = (results, datetime.now())
        ground = Ground(
            assessment, results, document.known_results, self._stamped[1], self._kept, document.risk
        )
        self.desk.runner("pages").start(MAKING, partial(make, ground, wish), partial(self._take, wanted))

    def _take(self, wanted: tuple[object, Wish], made: Made) -> None:
        """Show what was made."""
        assessment = self.document.assessment
        self._shown, self._asked = wanted, None
        self.made, self._kept = made, made.kept
        for results in made.every:
            is_known = any(one is results for one in self.document.known_results)
            if not is_known and assessment is not None and results.plan is assessment.plan:
                self.document.keep(results, assessment)
        in_hand = self.document.results
        if made.risk is not None and self.document.risk is None and in_hand is made.every[0]:
            self.document.keep_risk(made.risk, made.every[0])
        self.list.count_sheets(made.counts)
        self._remark(wanted[1], made)
        self.view.set_sheets(made.sheets)
        if made.sheets:
            self._stack.setCurrentWidget(self.view)
            self.tools.let_work(is_ready=True)
        elif not wanted[1].kinds:
            self._say("No page is chosen", "Tick the pages that you want in the list at the left.")
        else:
            self._say("Nothing to say", "This scenario has nothing for the pages chosen. Tick another.")

    def _remark(self, wish: Wish, made: Made) -> None:
        """Say why a page that was asked for is not there."""
        if "person" in wish.kinds and not wish.person:
            self.choices.say("Give an employee number for the person’s estimate.")
        elif "person" in wish.kinds and not made.counts.get("person"):
            self.choices.say("Nobody in the figures has this employee number.", "error")
        elif "comparison" in wish.kinds and not wish.beside:
            self.choices.say("Choose scenarios to set beside this one.")
        else:
            self.choices.say("")

    def _failed(self, error: Exception) -> None:
        self._asked = None
        self._say("The pages could not be made", reason(error))

    def _stopped(self) -> None:
        """The user stopped it: what was there stays, and another choice starts again."""
        self._asked = None
        if self.made is None:
            self._say("Stopped", "Choose a page, or another choice, to make them after all.")
        else:
            self.tools.let_work(is_ready=self.is_up_to_date and bool(self.made.sheets))

    def _say(self, title: str, advice: str) -> None:
        self.empty.say(title, advice)
        self._stack.setCurrentWidget(self.empty)
        self.tools.let_work(is_ready=False)

    # ------------------------------------------------------------ choices

    def _restore(self) -> None:
        """Take up the choices of the last time; nobody's number is among them."""
        if self._is_restored:
            return
        self._is_restored = True
        kept = self.settings.kept(KEPT_PAGES, BOARD) if self.settings is not None else BOARD
        ticked = kept.split() if isinstance(kept, str) else [BOARD]
        self.list.offer([(one.name, _title_of(one), one.about) for one in KINDS], ticked)
        if self.settings is not None:
            paper = str(self.settings.kept(KEPT_PAPER, Paper.A4))
            self.choices.contents.setChecked(str(self.settings.kept(KEPT_CONTENTS, YES)) == YES)
            self.choices.take_setting(paper, str(self.settings.kept(KEPT_WAY, Way.AS_NEEDED)))

    def _choose(self) -> None:
        """Something else is wanted."""
        if self.settings is not None:
            self.settings.keep(KEPT_PAGES, " ".join(self.list.ticked))
            self.settings.keep(KEPT_PAPER, str(self.choices.setting.paper))
            self.settings.keep(KEPT_CONTENTS, YES if self.choices.contents.isChecked() else NO)
            self.settings.keep(KEPT_WAY, str(self.choices.setting.way))
        self._make()

    def _look_at(self, name: str) -> None:
        """Say what a kind of page is for, and bring its first sheet into sight."""
        kind = named(name)
        personal = " Contains personal data." if kind.is_personal else ""
        self.about.setText(f"{kind.about}{personal}")
        if self.made is not None and self.made.counts.get(name):
            before = [one.name for one in KINDS][: [one.name for one in KINDS].index(name)]
            own = len(self.made.sheets) - sum(self.made.counts.values())
            self.view.go(own + sum(self.made.counts.get(one, 0) for one in before))

    def _tick_all(self) -> None:
        self.list.tick(one.name for one in KINDS if not one.is_personal)

    def _tick_none(self) -> None:
        self.list.tick(())

    # ------------------------------------------------------------ ways out

    def _print(self) -> None:
        from ui.printing.dialogs import open_print

        if not self.is_up_to_date or not self.view.sheets:
            return
        try:
            open_print(self.view.sheets, self.window(), self._printed)
        except PlannerError as error:
            self.said.emit(str(error), "error")

    def _printed(self, count: int) -> None:
        self.said.emit(f"Sent {counted(count, 'sheet')} to the printer.", "note")

    def _save(self) -> None:
        self._ask("Save the pages as PDF", "pdf", self._write)

    def _save_office(self, kind: str) -> None:
        title = "Save the pages for Word" if kind == "docx" else "Save the pages for PowerPoint"
        self._ask(title, kind, self._write_office)

    def _ask(self, title: str, kind: str, then: Callable[[Path], None]) -> None:
        """Ask where the pages in sight are to be written."""
        if not self.is_up_to_date or not self.view.sheets:
            return
        if self._asking is None:
            self._asking = Asking(self)
        if self.document.path is not None:
            self._asking.folder = self.document.path.parent
        name = safe_name(self.document.name, self.document.scenario, "pages")
        self._asking.to_save(title, kind, name, then)

    def _write(self, path: Path) -> None:
        """Write the pages in sight as a PDF."""
        from ui.printing.pdf import save_sheets

        job = partial(save_sheets, self.view.sheets, path)
        self.desk.runner("write").start(f"Writing {path.name}", job, self._written)

    def _write_office(self, path: Path) -> None:
        """Write the pages in sight as the kind of file that the name's ending says."""
        from ui.printing.office import save_office

        begun = (page for sheet in self.view.sheets for page in sheet.begins)
        pages = tuple(dict.fromkeys(page for page in begun if page.kind != CONTENTS))
        job = partial(save_office, pages, path, self.choices.setting)
        self.desk.runner("write").start(f"Writing {path.name}", job, self._written)

    def _written(self, path: Path) -> None:
        self.said.emit(f"Wrote {path.name} in {path.parent}.", "note")

    def _show_copy_menu(self, at: QPoint) -> None:
        if self.tools.copy_button.isEnabled():
            self.tools.copy_menu.popup(self.view.viewport().mapToGlobal(at))

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        left = self._left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(6)
        heads = QHBoxLayout()
        heads.addWidget(label("Pages", tone="muted"), 1)
        for words, name, do in (
            ("All", "All pages without personal data", self._tick_all),
            ("None", "No page", self._tick_none),
        ):
            button = QPushButton(words)
            button.setProperty("rank", "link")
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(do)
            heads.addWidget(button)
        column.addLayout(heads)
        column.addWidget(self.list, 1)
        column.addWidget(self.about)
        column.addWidget(self.choices)
        inside = QWidget()
        self._stack = QStackedLayout(inside)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(4, 0, 0, 0)
        beside.setSpacing(6)
        beside.addWidget(self.tools)
        beside.addWidget(inside, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setObjectName("choicesAndPages")
        both.addWidget(left)
        both.addWidget(right)
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        both.setSizes([264, 900])
        self.column.addWidget(both, 1)

    def _listen(self) -> None:
        self.document.opened.connect(self._forget_plan)
        self.list.chosen.connect(self._choose)
        self.list.looked_at.connect(self._look_at)
        self.choices.chosen.connect(self._choose)
        self.tools.print_wanted.connect(self._print)
        self.tools.pdf_wanted.connect(self._save)
        self.tools.office_wanted.connect(self._save_office)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_copy_menu)
        copy = QShortcut(QKeySequence.StandardKey.Copy, self.view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copying.copy_sheet)
        runner = self.desk.runner("pages")
        runner.failed.connect(self._failed)
        runner.cancelled.connect(self._stopped)


def _title_of(kind: PageKind) -> str:
    return f"{kind.title} (personal)" if kind.is_personal else kind.title
