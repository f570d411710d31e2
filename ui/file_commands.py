"""What a user does with files and paper: open, save, write results, print."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from planner.base.errors import PlannerError
from ui.asking import Asking, safe_name
from ui.session import Session
from ui.widgets.message_bar import MessageBar, Question, Way


class FileCommands:
    """Asks which file, and has the session read or write it."""

    def __init__(self, window: QWidget, session: Session, messages: MessageBar) -> None:
        self._window = window
        self._session = session
        self._document = session.document
        self._messages = messages
        self.asking = Asking(window)

    def choose(self) -> None:
        """Ask for a plan to open."""
        self.asking.to_open(self.open)

    def open(self, path: Path, is_sample: bool = False) -> None:
        """Open a plan; changes not saved are offered back first."""
        self.unless_dirty("opening another plan", partial(self._session.open_file, path, is_sample))

    def ask_password(self, words: str) -> None:
        """Ask for the password of the file that waits."""
        self._messages.ask(Question(words, "Open", self._session.give_password, is_secret=True))

    def save(self) -> None:
        """Save the plan where it came from; a sample asks where."""
        if self._document.path is None:
            self.save_as()
        else:
            self._session.save(self._document.path)

    def save_as(self) -> None:
        """Ask where to save the plan."""
        name = safe_name(self._document.name)
        self.asking.to_save("Save the plan as", "xlsx", name, self._session.save)

    def save_results(self) -> None:
        """Ask where to write the results."""
        self._ask_save("Save results workbook", "xlsx", "results", self._session.save_results)

    def save_pdf(self) -> None:
        """Ask where to write the summary."""
        self._ask_save("Save summary as PDF", "pdf", "summary", self._session.save_pdf)

    def preview(self) -> None:
        """Show the summary as it will print."""
        from ui import printing

        if (results := self._document.results) is not None:
            printing.preview(results, self._window)

    def print_summary(self) -> None:
        """Print the summary."""
        from ui import printing

        if (results := self._document.results) is None:
            return
        try:
            printing.print_summary(results, self._window)
        except PlannerError as error:
            self._messages.say(str(error), "error")

    def unless_dirty(self, before: str, do: Callable[[], object]) -> None:
        """Do it, or offer to save first what would be lost."""
        if not self._document.is_dirty:
            do()
            return
        self._messages.say(
            f"{self._document.name} has changes that are not saved. Save them before {before}?",
            "warning",
            (Way("Save", self.save), Way("Go on without saving", partial(self._regardless, do))),
        )

    def _regardless(self, do: Callable[[], object]) -> None:
        self._document.undo_stack.setClean()
        do()

    def _ask_save(self, title: str, kind: str, what: str, then: Callable[[Path], object]) -> None:
        name = safe_name(self._document.name, self._document.scenario, what)
        self.asking.to_save(title, kind, name, then)
