"""The frame: the places on the left, the figures on top, the place in hand, messages and progress."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import actions, menus, theme
from ui.about import about_box
from ui.actions import Needs
from ui.document.plan_document import BASELINE
from ui.file_commands import FileCommands
from ui.help_panel import HelpPanel
from ui.place_list import NAMES, PlaceList
from ui.places.directory import PLACES, load_places, make_place, needs_plan
from ui.places.place import Place
from ui.places.targets import Exchange, Lists, Target
from ui.places.welcome import Welcome, sample_plans
from ui.recovery_offers import RecoveryOffers
from ui.scenario_commands import ScenarioCommands
from ui.session import Session
from ui.settings import PROGRAM
from ui.top_bar import TopBar
from ui.totals_line import TotalsLine
from ui.view_commands import ViewCommands
from ui.widgets import column_keys
from ui.widgets.enter_key import press_with_enter
from ui.widgets.message_bar import MessageBar
from ui.widgets.room import Room
from ui.widgets.work_status import WorkStatus

LANDING = "results"
WELCOME = "welcome"
ICONS_AFTER = 1500
"""Milliseconds after which the menus get their icons; the window does not wait for them."""


class MainWindow(QMainWindow):
    """The one window."""

    def __init__(self, session: Session, log_path: Path | None = None) -> None:
        super().__init__()
        self.session = session
        session.setParent(self)
        self.document = session.document
        self._log_path = log_path
        self._places: dict[str, Place] = {}
        self._rooms: dict[str, Room] = {}
        self._go_actions: list[QAction] = []
        self._about: QMessageBox | None = None
        self._leaving = False
        self.messages = MessageBar()
        self.help = HelpPanel()
        self.files = FileCommands(self, session, self.messages, self._bring_in)
        self.scenarios = ScenarioCommands(self.document, self.messages)
        self.offers = RecoveryOffers(session, MessageBar(), self.files.unless_dirty)
        self.view = ViewCommands(
            self, session.settings, self._follow_looks, self._parts, lambda: self._places
        )
        self.commands = actions.make_actions(self, self._doings())
        self._lay_out()
        self._fill_menus()
        self._listen()
        self.setAcceptDrops(True)
        self.view.restore()
        if self.view.help_was_open:
            self.help.open_up()
        self._show_document()

    # ------------------------------------------------------------ places

    def go(self, name: str, target: Target | None = None) -> None:
        """Show a place, and what it is asked for there."""
        if name == WELCOME:
            self.stack.setCurrentWidget(self._entrance)
            self.help.show_place(WELCOME)
            return
        if self.document.plan is None and needs_plan(name):
            return
        place = self.place(name)
        self.stack.setCurrentWidget(self._rooms[name])
        self.list.mark(name)
        self.help.show_place(name)
        self.view.note_place(self.document.path, name)
        if target is not None:
            place.be_current()
            place.bring(target)

    def place(self, name: str) -> Place:
        """A place by its name; it is built when first asked for."""
        if name not in self._places:
            place = self._places[name] = make_place(name, self.document, self.session.desk)
            place.settings = self.session.settings
            place.wanted.connect(self.go)
            place.said.connect(self.messages.say)
            place.asked.connect(self.messages.ask)
            self.view.layout.restore(place, name)
            room = self._rooms[name] = Room(place)
            self.stack.addWidget(room)
        return self._places[name]

    @property
    def current_place(self) -> Place | None:
        """The place in sight, or None at Welcome."""
        shown = self.stack.currentWidget()
        inside = shown.widget() if isinstance(shown, Room) else None
        return inside if isinstance(inside, Place) else None

    # ------------------------------------------------------------ what the commands do

    def open_file(self, path: Path, is_sample: bool = False) -> None:
        """Open a plan; changes not saved are offered back first."""
        self.files.open(path, is_sample)

    def _follow_looks(self) -> None:
        """Follow other colours or another size of text where Qt does not by itself."""
        actions.draw_icons(self.commands)
        self.top.draw_icons()
        self.list.follow_looks()
        self.help.follow_looks()
        for action in self._text_sizes.actions():
            action.setChecked(action.data() == theme.text_size())
        for place in self._places.values():
            place.recolour()

    def _parts(self) -> tuple[QWidget, ...]:
        """The parts that F6 goes through."""
        return (self.list, self.stack, self.help, self.messages, self.top, self.work)

    def _doings(self) -> dict[str, Callable[[], object]]:
        files, scenarios = self.files, self.scenarios
        return {
            "open": files.choose,
            "bring_in": partial(self.go, "bring_in", Lists()),
            "save": files.save,
            "save_as": files.save_as,
            "save_results": files.save_results,
            "save_pdf": files.save_pdf,
            "preview": partial(self.go, "report"),
            "print": self._print,
            "send_part": partial(self.go, "exchange", Exchange("send")),
            "take_back": partial(self.go, "exchange", Exchange("back")),
            "release": partial(self.go, "exchange", Exchange("release")),
            "hand_over": partial(self.go, "exchange", Exchange("hand over")),
            "password": files.change_password,
            "quit": self.close,
            "new_scenario": scenarios.new,
            "new_based_scenario": scenarios.new_based,
            "copy_scenario": scenarios.copy,
            "snapshot_scenario": scenarios.snapshot,
            "lock_scenario": scenarios.toggle_lock,
            "rename_scenario": scenarios.rename,
            "delete_scenario": scenarios.delete,
            "find": lambda: self._in_place(lambda place: place.focus_find()),
            "filters": lambda: self._in_place(lambda place: place.toggle_filters()),
            "sort_column": column_keys.sort_column,
            "column_right": partial(column_keys.move_column, 1),
            "column_left": partial(column_keys.move_column, -1),
            "wider_column": partial(column_keys.widen_column, column_keys.WIDER),
            "narrower_column": partial(column_keys.widen_column, -column_keys.WIDER),
            "names": lambda: self.document.show_names(self.commands["names"].isChecked()),
            "larger_text": self.view.larger_text,
            "smaller_text": self.view.smaller_text,
            "normal_text": self.view.normal_text,
            "next_part": self.view.next_part,
            "previous_part": self.view.previous_part,
            "dividers": self.view.next_divider,
            "layout": self._put_layout_back,
            "help": self.help.toggle,
            "log": self._show_log,
            "about": self._show_about,
        }

    def _in_place(self, do: Callable[[Place], None]) -> None:
        if (place := self.current_place) is not None:
            do(place)

    def _bring_in(self, paths: tuple[Path, ...]) -> None:
        self.go("bring_in", Lists(paths))

    def _print(self) -> None:
        """Print the pages in sight, elsewhere the board's summary."""
        place = self.current_place
        if place is None or not place.print_out():
            self.files.print_summary()

    def _put_layout_back(self) -> None:
        self.help.hide()
        self.view.put_layout_back()

    def _show_log(self) -> None:
        if self._log_path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_path.parent)))

    def _show_about(self) -> None:
        self._about = about_box(self)
        self._about.open()

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        self.top = TopBar(self.document)
        self.welcome = Welcome()
        self.list = PlaceList()
        self.stack = QStackedWidget()
        self._entrance = Room(self.welcome)
        self.stack.addWidget(self._entrance)
        across = QHBoxLayout()
        across.setSpacing(0)
        for widget, stretch in ((self.list, 0), (self.stack, 1), (self.help, 0)):
            across.addWidget(widget, stretch)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.offers.bar)
        column.addWidget(self.messages)
        column.addLayout(across, 1)
        self.setCentralWidget(middle)
        self.totals = TotalsLine(self.document)
        self.statusBar().addWidget(self.totals, 1)
        self.work = WorkStatus()
        self.statusBar().addPermanentWidget(self.work)
        self.statusBar().setSizeGripEnabled(False)

    def _fill_menus(self) -> None:
        self.recent_menu, self.sample_menu = menus.file_menu(self, self.commands)
        QTimer.singleShot(ICONS_AFTER, self, lambda: actions.draw_icons(self.commands))
        undo, redo = menus.edit_menu(self, self.commands, self.document.undo_stack)
        scenario = menus.scenario_menu(self, self.commands)
        self.top.show_commands((undo, redo, self.commands["save"], self.commands["print"]), scenario)
        settings, view = self.session.settings, self.view
        self._text_sizes = menus.view_menu(
            self,
            self.commands,
            (settings.appearance, view.set_appearance),
            (settings.text_size, view.set_text_size),
        )
        titles = [(one.name, one.title) for one in PLACES]
        self._go_actions = menus.go_menu(self, titles, self.go)
        menus.help_menu(self, self.commands)
        menus.fill_with_plans(self.sample_menu, sample_plans(), partial(self.open_file, is_sample=True))
        self._list_recent()

    def _listen(self) -> None:
        session, document = self.session, self.document
        self.top.wanted.connect(self.go)
        self.list.gone_to.connect(self.go)
        self.welcome.open_wanted.connect(self.commands["open"].trigger)
        self.welcome.bring_in_wanted.connect(self.commands["bring_in"].trigger)
        self.welcome.plan_wanted.connect(self.open_file)
        self.work.stopped.connect(session.desk.cancel)
        session.getting_on.connect(self._get_places_ready)
        session.told.connect(self.messages.say)
        self.messages.follow(document.undo_stack)
        session.password_wanted.connect(self.files.ask_password)
        session.recent_changed.connect(self._list_recent)
        session.desk.busy.connect(self.work.show_work)
        session.desk.idle.connect(self.work.rest)
        document.opened.connect(self._show_document)
        for signal in (document.changed, document.evaluated, document.chosen, document.dirty):
            signal.connect(self._enable)
        document.names_shown.connect(self.commands["names"].setChecked)
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self._redress)
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._redress)

    def _get_places_ready(self) -> None:
        """While a plan is read, have every place's modules read too, then build the first place shown."""
        if LANDING not in self._places:
            runner = self.session.desk.runner("places")
            runner.start("Getting the places ready", load_places, self._build_landing)

    def _build_landing(self, _loaded: object) -> None:
        self.place(LANDING)

    def _redress(self) -> None:
        """The system went dark, light or to high contrast."""
        self.view.redress()

    # ------------------------------------------------------------ following the document

    def _show_document(self) -> None:
        document = self.document
        is_open, was_open = document.plan is not None, not self.list.isHidden()
        self.list.setVisible(is_open)
        if document.path is not None:
            self.files.asking.folder = document.path.parent
        self.setWindowTitle(f"{document.name}[*] - {PROGRAM}" if is_open else PROGRAM)
        self.setWindowModified(document.is_dirty)
        if is_open and (self.current_place is None or not was_open):
            self.messages.hide()
            last = self.view.last_place(document.path)
            self.go(last if last in NAMES else LANDING)
        elif not is_open:
            self.go(WELCOME)
        self._enable()

    def _enable(self) -> None:
        document = self.document
        in_hand = set()
        if document.plan is not None:
            in_hand.add(Needs.PLAN)
            if document.scenario != BASELINE:
                in_hand.add(Needs.SCENARIO)
        if document.results is not None:
            in_hand.add(Needs.RESULTS)
        if document.is_dirty:
            in_hand.add(Needs.CHANGES)
        actions.enable(self.commands, in_hand)
        self.commands["lock_scenario"].setChecked(document.is_locked)
        for kind, action in zip(PLACES, self._go_actions, strict=True):
            action.setEnabled(document.plan is not None or not kind.needs_plan)
        self.setWindowModified(document.is_dirty)

    def _list_recent(self) -> None:
        plans = self.session.settings.recent()
        menus.fill_with_plans(self.recent_menu, plans, self.open_file)
        self.welcome.show_recent(plans)

    # ------------------------------------------------------------ Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button in hand; what else comes here nobody wanted."""
        if not press_with_enter(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged onto the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a plan that is dropped; anything else is brought in."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, partial(self.files.receive, tuple(paths)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Offer to save what would be lost; then stop all work and wait for it."""
        if self.document.is_dirty and not self._leaving:
            event.ignore()
            self.files.unless_dirty("leaving", self._leave)
            return
        self.view.keep(help_is_open=self.help.isVisibleTo(self))
        self.offers.end()
        self.session.end()
        self.document.blockSignals(True)
        event.accept()

    def _leave(self) -> None:
        self._leaving = True
        self.close()
