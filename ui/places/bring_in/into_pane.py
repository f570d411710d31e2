"""What a list would do to the plan: rows added and conflicts, or who joined, left and changed."""

from collections.abc import Hashable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QTabBar, QVBoxLayout, QWidget

from planner.base.dates import long_date
from planner.report.wording import counted
from ui.places.bring_in import refresh_frames as frames
from ui.places.bring_in.choice_table import ChoiceTable
from ui.places.bring_in.decisions import DATED, DAY, MINE, STAYS, THEIRS, Decisions, last_day_of
from ui.places.frame_table import FrameTable
from ui.theme import scaled
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label

if TYPE_CHECKING:
    from planner.model.plan import Plan
    from planner.workbook.bringing_in.laying import Laid, Refresh

DAY_WIDE = 148
REFRESH_TABS = ("Changed", "Joined", "Left", "One person?", "Placements")
ADDED, NEWEST = "added to what is there", "as the newest staff list"


class IntoPane(QWidget):
    """Shows a list beside the plan, and takes what the user decides line by line.

    Signals:
        decided: a line is taken another way.
        paired: who is one person was changed, so that the list stands beside the plan otherwise.
        way_chosen: whether a staff list is the newest of the plan's staff, or is added to it.
    """

    decided = Signal()
    paired = Signal()
    way_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._laid: Laid | None = None
        self._plan: Plan | None = None
        self._shows_names = False
        self._decisions: Decisions = {}
        self.words = label(wraps=True)
        self.way = ChoiceBox("How the staff list goes in", least=22)
        self.way.addItems([NEWEST, ADDED])
        self.way.activated.connect(self._choose_way)
        self._way_label = label("It goes in", tone="muted")
        self.last_day = QLineEdit()
        self.last_day.setAccessibleName("Last day of those who left")
        self.last_day.editingFinished.connect(self._note_day)
        self._day_label = label("Last day of those who left")
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("What is new in the staff list")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        for title in REFRESH_TABS:
            self._tabs.addTab(title)
        self._tabs.currentChanged.connect(self._turn)
        self.conflicts = ChoiceTable(
            "Rows that are there already", frames.CONFLICTS, ("take theirs", "keep mine"), "Which stays"
        )
        self.changed = ChoiceTable("Changed", frames.CHANGES, ("take theirs", "keep mine"), "Which stays")
        self.joined = ChoiceTable("Joined", frames.PERSON, ("add", "leave out"), "What to do")
        self.left = ChoiceTable(
            "Left", frames.PERSON, ("leaving date", "row goes", "stays"), "What becomes of the row"
        )
        self.same = ChoiceTable("One person?", frames.SAME, ("one person", "two people"), "Which is it")
        self.placements = FrameTable("Placements that this bears upon", frames.PLACEMENTS)
        self.nothing = EmptyState("Nothing to decide", "")
        self._lay_out()
        self._say_empties()
        self._kinds = {
            "conflicts": self.conflicts,
            "changed": self.changed,
            "joined": self.joined,
            "left": self.left,
            "same": self.same,
        }
        for kind, one in self._kinds.items():
            one.decided.connect(partial(self._note, kind))

    def follow_looks(self) -> None:
        """Follow another size of text."""
        self.last_day.setFixedWidth(scaled(DAY_WIDE))

    @property
    def table(self) -> FrameTable:
        """The table in sight, or that of conflicts."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, FrameTable) else self.conflicts

    def show_laid(
        self, laid: "Laid | None", plan: "Plan | None", decisions: Decisions, *, shows_names: bool
    ) -> None:
        """Show a list beside the plan, with what was decided of it before."""
        self._laid, self._decisions = laid, decisions
        is_refresh = laid is not None and laid.refresh is not None
        may = laid is not None and laid.brought.table == "staff" and plan is not None
        may = may and plan is not None and not plan.staff.empty
        self.way.setCurrentIndex(0 if is_refresh else 1)
        self.way.setVisible(may)
        self._way_label.setVisible(may)
        for one in (self._tabs, self._day_label, self.last_day):
            one.setVisible(is_refresh)
        if laid is None:
            self.words.setText("")
            self._say_nothing("Nothing comes in from this sheet", "Choose it above, or say what it is.")
        elif laid.refresh is not None and plan is not None:
            self._show_refresh(laid, plan, shows_names=shows_names)
        else:
            self._show_rows(laid, shows_names=shows_names)

    # ------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(8)
        self.follow_looks()
        top.addWidget(self._way_label)
        top.addWidget(self.way)
        top.addStretch(1)
        top.addWidget(self._day_label)
        top.addWidget(self.last_day)
        column.addLayout(top)
        column.addWidget(self.words)
        column.addWidget(self._tabs)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)  # before it is filled: on its own it would show a window of its own
        for one in (self.changed, self.joined, self.left, self.same, self.placements, self.conflicts):
            self._stack.addWidget(one)
        self._stack.addWidget(self.nothing)

    def _say_empties(self) -> None:
        self.changed.say_empty("Nobody changed", "What the list says of people is what the plan says.")
        self.joined.say_empty("Nobody joined", "Everybody in the list is in the plan already.")
        self.left.say_empty("Nobody left", "Everybody of the plan is in the list.")
        self.same.say_empty("Nobody seems to have another number", "There is nothing to confirm.")
        self.placements.say_empty("No placement is affected", "Whoever is placed is in the list as before.")
        self.conflicts.say_empty("No conflicts", "No row of the list says other than the plan does.")

    def _say_nothing(self, title: str, advice: str) -> None:
        self.nothing.say(title, advice)
        self._stack.setCurrentWidget(self.nothing)

    def _show_rows(self, laid: "Laid", *, shows_names: bool) -> None:
        put = laid.put
        if put is None:
            return
        said = [
            counted(count, one, many)
            for count, one, many in (
                (put.added, "row is added", "rows are added"),
                (put.same, "row is there already", "rows are there already"),
                (put.conflicts, "row is there with other content", "rows are there with other content"),
            )
            if count
        ]
        advice = " They stay as they are unless you take the list’s cells." if put.conflicts else ""
        self.words.setText(f"{'; '.join(said) or 'No row comes in'}.{advice}")
        if put.conflicts:
            lines, known = frames.conflict_lines(laid.differing, shows_names=shows_names)
            self.conflicts.show_lines(lines, known, self._decisions.get("conflicts", {}), MINE)
            self._stack.setCurrentWidget(self.conflicts)
        else:
            self._say_nothing("Nothing to decide", "No row of the list says other than the plan does.")

    def _show_refresh(self, laid: "Laid", plan: "Plan", *, shows_names: bool) -> None:
        refresh = laid.refresh
        if refresh is None:
            return
        self._plan, self._shows_names = plan, shows_names
        counts = (
            len(refresh.found.changes),
            len(refresh.found.joined),
            int(refresh.found.left["is_gone"].sum()),
            len(refresh.same),
            len(refresh.touched),
        )
        for at, (title, count) in enumerate(zip(REFRESH_TABS, counts, strict=True)):
            self._tabs.setTabText(at, f"{title}  {count:,}")
        self._show_day(laid, plan)
        self._say_refresh(refresh)
        self._turn(self._tabs.currentIndex())

    def _say_refresh(self, refresh: "Refresh") -> None:
        found = refresh.found
        if found.is_nothing_new:
            self.words.setText("The list says what the plan says.")
            return
        ended = int((~found.left["is_gone"].to_numpy(dtype=bool)).sum())
        also = f" {counted(ended, 'job has ended', 'jobs have ended')} of people who stay." if ended else ""
        self.words.setText(
            f"{counted(found.unchanged, 'row is', 'rows are')} as before.{also} "
            "Placements and locks stay with their people."
        )

    def _show_day(self, laid: "Laid", plan: "Plan") -> None:
        from planner.workbook.bringing_in.laying import first_choices

        day = last_day_of(self._decisions) or first_choices(plan, laid).left_on
        self.last_day.setText(long_date(day))

    def _choose_way(self, at: int) -> None:
        self.way_chosen.emit(at == 0)

    def _turn(self, at: int) -> None:
        """Show one side of a refresh; the others are filled when they are turned to."""
        refresh = self._laid.refresh if self._laid is not None else None
        if refresh is None or self._plan is None:
            return
        decided = {kind: self._decisions.get(kind, {}) for kind in self._kinds}
        match at:
            case 0:
                lines, known = frames.changed_lines(refresh, shows_names=self._shows_names)
                self.changed.show_lines(lines, known, decided["changed"], THEIRS)
            case 1:
                lines, known = frames.joined_lines(refresh)
                self.joined.show_lines(lines, known, decided["joined"], THEIRS)
            case 2:
                lines, known = frames.left_lines(refresh, self._plan)
                usual: dict[Hashable, int] = {one: STAYS for one in known if one in refresh.unsaid}
                self.left.show_lines(lines, known, {**usual, **decided["left"]}, DATED)
            case 3:
                lines, known = frames.same_lines(refresh)
                self.same.show_lines(lines, known, decided["same"], MINE)
            case _:
                self.placements.show_frame(frames.placement_lines(refresh))
        self._stack.setCurrentIndex(at)

    def _note_day(self) -> None:
        """Take the day that was typed, or put back the one before."""
        from planner.workbook.entry import entered_fact

        found = entered_fact(self.last_day.text(), "closure")
        if isinstance(found.value, date):
            self._decisions[DAY] = {DAY: found.value.toordinal()}
        if self._laid is not None and self._plan is not None:
            self._show_day(self._laid, self._plan)

    def _note(self, kind: str) -> None:
        self._decisions[kind] = self._kinds[kind].decisions
        (self.paired if kind == "same" else self.decided).emit()


def into_title(laid: "Laid | None") -> str:
    """What the tab says of a list: what it would do in a few words."""
    if laid is None:
        return "Into the plan"
    if laid.refresh is not None:
        found = laid.refresh.found
        if found.is_nothing_new:
            return "Refresh: nothing new"
        return (
            f"Refresh: {len(found.joined):,} joined, {len(found.left):,} left, {len(found.changes):,} changed"
        )
    if laid.put is not None and laid.put.conflicts:
        return f"Into the plan: {counted(laid.put.conflicts, 'conflict')}"
    return "Into the plan"
