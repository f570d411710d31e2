"""What a user does with files and paper: open, save, write results, print."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from planner.base.errors import PlannerError
from ui.asking import Asking, safe_name
from ui.document import work
from ui.session import Session
from ui.widgets.message_bar import MessageBar, Question, Way
from ui.widgets.password_dialog import PasswordDialog


class FileCommands:
    """Asks which file, and has the session read or write it."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        messages: MessageBar,
        bring_in: Callable[[tuple[Path, ...]], None],
    ) -> None:
        self._window = window
        self._session = session
        self._document = session.document
        self._messages = messages
        self.asking = Asking(window)
        self._bring_in = bring_in
        self._wanted: Path | None = None
        session.not_a_plan.connect(self._offer_to_bring_in)
        self._after_save: Callable[[], None] | None = None
        self._lock: PasswordDialog | None = None
        session.saved.connect(self._go_on)
        session.save_failed.connect(self._stay)
        session.held.connect(self._ask_about_holder)
        session.changed_on_disk.connect(self._ask_about_changes)

    def choose(self) -> None:
        """Ask for a plan to open."""
        self.asking.to_open(self.open)

    def open(self, path: Path, is_sample: bool = False) -> None:
        """Open a plan; changes not saved are offered back first."""
        self._wanted = path
        self.unless_dirty("opening another plan", partial(self._session.open_file, path, is_sample))

    def receive(self, paths: tuple[Path, ...]) -> None:
        """Open what was dropped where it is a plan; bring it in where it is anything else."""
        runner = self._session.desk.runner("dropped")
        job = partial(work.are_plans, paths)
        runner.start(f"Looking at {paths[0].name}", job, partial(self._received, paths))

    def _received(self, paths: tuple[Path, ...], is_plan: bool) -> None:
        if is_plan:
            self.open(paths[0])
        else:
            self._bring_in(paths)

    def _offer_to_bring_in(self, why: str) -> None:
        """A file that was to be opened is a spreadsheet of another kind."""
        from planner.workbook.layout import IMPORT_HINT

        path = self._wanted
        if path is not None:
            why = why.replace(IMPORT_HINT, "It may be a list to bring in.")
            way = Way("Bring it in", partial(self._bring_in, (path,)))
            self._messages.say(f"{path.name} was not opened. {why}", "error", (way,))

    def ask_password(self, words: str) -> None:
        """Ask for the password of the file that waits."""
        self._messages.ask(Question(words, "Open", self._session.give_password, is_secret=True))

    def change_password(self) -> None:
        """Ask with which password the plan is to be saved, if with any."""
        if self._document.plan is not None:
            self._put_away_lock()
            self._lock = PasswordDialog(bool(self._document.password), self._window)
            self._lock.given.connect(self._lock_with)
            self._lock.finished.connect(self._put_away_lock)
            self._lock.open()

    def save(self) -> None:
        """Save the plan where it came from; a sample asks where."""
        self._save(None)

    def save_as(self) -> None:
        """Ask where to save the plan."""
        self._save_as(None)

    def save_results(self) -> None:
        """Ask where to write the results."""
        self._ask_save("Save results workbook", "xlsx", "results", self._session.save_results)

    def save_pdf(self) -> None:
        """Ask where to write the summary."""
        self._ask_save("Save summary as PDF", "pdf", "summary", self._session.save_pdf)

    def print_summary(self) -> None:
        """Print the summary."""
        from ui import printing

        if (results := self._document.results) is None:
            return
        try:
            printing.print_summary(results, self._window, self._session.document.risk)
        except PlannerError as error:
            self._messages.say(str(error), "error")

    def unless_dirty(self, before: str, do: Callable[[], None]) -> None:
        """Do it, or offer to save first what would be lost."""
        if not self._document.is_dirty:
            do()
            return
        self._messages.say(
            f"{self._document.name} has changes that are not saved. Save them before {before}?",
            "warning",
            (Way("Save", partial(self._save, do)), Way("Go on without saving", do)),
        )

    def _put_away_lock(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.deleteLater()

    def _lock_with(self, password: str) -> None:
        """Take a password, or none, and offer to save: the file is as it was until then."""
        if (password or None) == self._document.password:
            return
        self._document.lock_with(password)
        how = "with the new password" if password else "without a password"
        file = self._document.path
        until = f" Until then {file.name} is as it was." if file is not None else ""
        self._messages.say(
            f"{self._document.name} will be saved {how}.{until}", "note", (Way("Save now", self.save),)
        )

    def _save(self, then: Callable[[], None] | None) -> None:
        if self._document.path is None:
            self._save_as(then)
        else:
            self._after_save = then
            self._session.save(self._document.path)

    def _save_as(self, then: Callable[[], None] | None) -> None:
        self._after_save = then
        name = safe_name(self._document.name)
        self.asking.to_save("Save the plan as", "xlsx", name, self._session.save)

    def _go_on(self, _path: Path) -> None:
        """Do what waited for the save, unless there are changes again."""
        then, self._after_save = self._after_save, None
        if then is not None and not self._document.is_dirty:
            then()

    def _stay(self) -> None:
        self._after_save = None

    def _ask_about_holder(self, _path: Path, words: str) -> None:
        self._messages.say(
            f"{words} Two people who save into one file undo each other's work.",
            "warning",
            (
                Way("Open a copy", self._session.open_copy),
                Way("Open all the same", self._session.open_regardless),
            ),
        )

    def _ask_about_changes(self, path: Path) -> None:
        """Somebody else has written into the file since it was read."""
        then = self._after_save
        self._messages.say(
            f"{path.name} was not saved: it has been changed by another program or person since you opened "
            "or saved it here. To save over it loses those changes.",
            "warning",
            (
                Way("Save under another name", partial(self._save_as, then)),
                Way("Save all the same", partial(self._session.save, path, regardless=True)),
            ),
        )

    def _ask_save(self, title: str, kind: str, what: str, then: Callable[[Path], object]) -> None:
        name = safe_name(self._document.name, self._document.scenario, what)
        self.asking.to_save(title, kind, name, then)
