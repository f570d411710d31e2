"""History: who changed what, when and why, newest first, and whether the record is as it was written."""

from functools import partial
from typing import Any

import pandas as pd
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.base.findings import Finding, Severity
from planner.report.wording import begun, counted
from ui import figures
from ui.document.moments import moment_text
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.models import columns as c
from ui.models.columns import Column
from ui.places.exchange import jobs
from ui.places.exchange.jobs import Chronicle
from ui.places.exchange.shrinking_table import ShrinkingTable
from ui.places.exchange.tab import Tab
from ui.widgets.labels import label, retone

CHECKING = "history"
AS_WRITTEN, BROKEN, AFTER, OF_NOW = "as written", "broken here", "after the break", "of this session"


def _when(moment: Any) -> str:
    """A moment in words, short enough for a column."""
    said = moment_text(figures.text(moment))
    return said[:1].upper() + said[1:]


COLUMNS = (
    Column("when", "When", _when),
    c.words("who", "Who"),
    c.words("what", "What", wide=True),
    c.words("why", "Why", wide=True),
    c.words("seal", "Seal", tip="Whether the row is as it was written: each is sealed to the one before"),
)


class HistoryTab(Tab):
    """The plan's history as a table that is searched and filtered."""

    name = "history"
    title = "History"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.told = label(wraps=True)
        self.table = ShrinkingTable("Changes, newest first", COLUMNS)
        self.table.say_empty(
            "Nothing has been changed yet", "Each change is listed here with who made it and when."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        self.desk.runner(CHECKING).failed.connect(self._not_checked)

    def refresh(self) -> None:
        """Check the history and list it, with what was done since the plan was opened."""
        draft, source = self.document.draft(), self.document.source
        if draft is None:
            return
        entries = draft.entries
        origin = source.reading.origin if source is not None else None
        job = partial(jobs.chronicle, draft.plan, entries, origin)
        self.desk.runner(CHECKING).start("Checking the history", job, self._show)

    def focus_find(self) -> None:
        """Search the history."""
        self.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the history by column."""
        self.table.toggle_filters()

    def _show(self, found: Chronicle) -> None:
        self.told.setText(told(found))
        retone(self.told, "" if found.broken is None else "error")
        frame = history_frame(found)
        self.table.show_frame(frame, COLUMNS, marks=history_marks(frame))

    def _not_checked(self, error: Exception) -> None:
        self.tell("The history could not be checked.", error)


def told(found: Chronicle) -> str:
    """Whether the record is whole, in a sentence or two."""
    since = len(found.entries) - found.sealed
    more = counted(since, "entry", "entries")
    session = f" {begun(more)} of this session: sealed when the plan is saved." if since else ""
    if not found.sealed:
        return f"The plan had no history when it was opened.{session}"
    if found.broken is not None:
        where = f" ({found.cell})" if found.cell else ""
        return (
            f"The history is broken at entry {found.broken + 1:,} of {found.sealed:,}{where}: it, or the one "
            "before it, was altered, put in, taken out or moved by hand. Earlier entries are as they were "
            f"written; compare with a copy from before.{session}"
        )
    return (
        f"The history is whole: {counted(found.sealed, 'entry', 'entries')}, each sealed to the one before. "
        f"Rows cut off at its end would leave no trace.{session}"
    )


def history_frame(found: Chronicle) -> pd.DataFrame:
    """A row for each entry, newest first."""
    rows = [(one.when, one.who, one.what, one.why, _seal(found, at)) for at, one in enumerate(found.entries)]
    return pd.DataFrame(rows[::-1], columns=[one.key for one in COLUMNS], dtype="str")


def history_marks(frame: pd.DataFrame) -> dict[tuple[int, str], Finding]:
    """A sign on the row where the record is broken."""
    broken = frame.index[frame["seal"] == BROKEN]
    words = "This row, or the one before it, is not as it was written."
    return {
        (int(at), "seal"): Finding(Severity.ERROR, "", "", "Seal", "", words, "", "history-broken")
        for at in broken
    }


def _seal(found: Chronicle, at: int) -> str:
    if at >= found.sealed:
        return OF_NOW
    if found.broken is None or at < found.broken:
        return AS_WRITTEN
    return BROKEN if at == found.broken else AFTER
