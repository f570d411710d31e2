"""A copy to release: what it would hold, what would be taken out of it, and the writing of it."""

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QTextBrowser, QVBoxLayout, QWidget

from ui.asking import safe_name
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.jobs.failure import reason
from ui.places.exchange import jobs
from ui.places.exchange.tab import Tab
from ui.theme import Type, scaled
from ui.widgets.labels import label
from ui.widgets.password_fields import PasswordFields

if TYPE_CHECKING:
    from planner.model.results import Results

INDENT = 16
LOOKING, WRITING = "taken out", "write release"
HOLDS = (
    "the figures by function, organisation, band, age and receiver; who does what; and a row "
    "for each person that says only what at least five people share. Its first sheet says what was taken out."
)


class ReleasePanel(Tab):
    """Writes a copy in which nobody can be found."""

    name = "release"
    title = "A copy to release"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.what = label(wraps=True)
        self.list = QTextBrowser()
        self.list.setAccessibleName("What is taken out of the copy")
        self.list.setTabChangesFocus(True)
        self.list.document().setIndentWidth(INDENT)
        self.password = PasswordFields("Optional. A copy that anybody may read needs none.")
        self.write_button = QPushButton("Write the copy…")
        self.write_button.setProperty("rank", "first")
        self._looked: Results | None = None
        self._may_write = False
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(self.title, Type.HEADING))
        column.addWidget(self.what)
        column.addWidget(label("What is taken out", tone="muted"))
        column.addWidget(self.list, 1)
        column.addWidget(self.password)
        column.addWidget(self.write_button)
        self.password.changed.connect(self._enable)
        self.write_button.clicked.connect(self._ask)
        self.desk.runner(LOOKING).failed.connect(self._not_looked)
        self.desk.runner(WRITING).failed.connect(self._not_written)
        self._enable()

    def refresh(self) -> None:
        """Look what would be taken out of the figures in hand."""
        self.list.setMinimumHeight(scaled(120))
        results = self.document.results
        self.what.setText(f"‘{self.document.scenario}’: {HOLDS}")
        if results is None:
            self._say_nothing("It follows as soon as the scenario is worked out.")
        elif results is not self._looked:
            self._looked = results
            self._may_write = False
            self._enable()
            job = partial(jobs.left_out, results)
            self.desk.runner(LOOKING).start(
                "Looking what would be taken out", job, partial(self._show, results)
            )

    def forget(self) -> None:
        """Nothing of the plan before stays."""
        self.password.forget()
        self._say_nothing("")

    def _say_nothing(self, words: str) -> None:
        self._looked, self._may_write = None, False
        self.list.setPlainText(words)
        self._enable()

    def _show(self, results: "Results", lines: tuple[str, ...]) -> None:
        if results is self._looked:
            items = "".join(f"<li>{escape(one)}</li>" for one in lines)
            self.list.setHtml(f"<ul>{items}</ul>")
            self._may_write = len(lines) > 1
            self._enable()

    def _not_looked(self, error: Exception) -> None:
        self._say_nothing(reason(error))

    def _enable(self) -> None:
        self.write_button.setEnabled(self._may_write and self.password.is_settled)

    def _ask(self) -> None:
        name = safe_name(self.document.name, self.document.scenario, "for release")
        self.asking.to_save("Write the copy to release", "xlsx", name, self._write)

    def _write(self, path: Path) -> None:
        results = self.document.results
        if results is None or self.is_the_plan(path):
            return
        job = partial(jobs.release, results, path, self.password.password)
        self.desk.runner(WRITING).start(f"Writing {path.name}", job, self._written)

    def _written(self, path: Path) -> None:
        self.said.emit(
            f"Wrote {path.name} in {path.parent}. Read it through before it leaves the office.", "note"
        )

    def _not_written(self, error: Exception) -> None:
        self.tell("The copy was not written.", error)
