"""Beside the chart: how the timetable stands, and what the step in hand says or would change."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from planner.engine.timetable import Step, Timetable, is_of_plan, why_fixed
from planner.report.timetable import overview
from ui.places.timetable.work import Ahead
from ui.theme import Type
from ui.widgets.labels import label, retone

HOW = "Drag it, type a day, or press ← and → (a day; with Shift a week, with Ctrl a month) and then Enter."


class WordsPanel(QFrame):
    """A sentence on the whole, then what is in hand; it scrolls where there is little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timetableWords")
        self.setAccessibleName("What the step in hand says")
        self.overview = label("", Type.HEADING, wraps=True)
        self.lead = label("", wraps=True)
        self.lead.setStyleSheet("font-weight: 600;")
        self.words = label("", wraps=True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.hint = label("", Type.SMALL, tone="muted", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        for one in (self.overview, self.lead, self.words, self.hint):
            one.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            column.addWidget(one)
        column.addStretch(1)

    def show_overview(self, timetable: Timetable) -> None:
        """Say how many steps no longer fit."""
        late = timetable.late
        self.overview.setText(f"! {overview(timetable)}" if late else overview(timetable))
        retone(self.overview, "error" if late else "")

    def show_step(self, step: Step | None) -> None:
        """Say what presses the step in hand, and how it is moved."""
        retone(self.words, "")
        if step is None:
            self._say("", "Choose a step to see by when it must begin.", "")
            return
        hint = f"{HOW}{' It holds for every scenario.' if is_of_plan(step) else ''}"
        self._say(step.name, step.said, hint if step.moved_by else why_fixed(step))

    def show_ahead(self, ahead: Ahead, *, is_done: bool) -> None:
        """Say what a move would change, or has changed."""
        if ahead.refused:
            self._say(f"Cannot be: {ahead.words}", ahead.refused, "Esc lets it go.")
            retone(self.words, "error")
            return
        retone(self.words, "")
        hint = (
            "Done; Undo takes it back."
            if is_done
            else "Enter or letting go of the mouse does it; Esc lets it be."
        )
        self._say(ahead.words, " ".join(ahead.sentences), hint)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.words.text()))

    def _say(self, lead: str, words: str, hint: str) -> None:
        self.lead.setText(lead)
        self.words.setText(words)
        self.hint.setText(hint)
        for one in (self.lead, self.words, self.hint):
            one.setVisible(bool(one.text()))
