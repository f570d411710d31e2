"""The table of people: keeps in hand and selected who was, whenever it is filled anew."""

import numpy as np
import pandas as pd
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.places.frame_table import FrameTable
from ui.places.people.columns import people_columns


class PeopleTable(FrameTable):
    """People in the order of their numbers; names only where they are shown.

    Signals:
        selected: other rows are selected than before; once for all that changed together.
    """

    selected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("People", people_columns(are_named=False), parent)
        self._frame = pd.DataFrame()
        self._kept = -1
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.selected)
        self.say_empty("Being worked out", "People appear as soon as the scenario is worked out.")
        self.chosen.connect(self._hold)
        self.view.selectionModel().selectionChanged.connect(self._soon.start)

    @property
    def in_hand(self) -> int:
        """The place in the frame of the person in hand, or -1."""
        return self._kept

    def show_others(self, frame: pd.DataFrame, *, are_named: bool, employee: str = "") -> None:
        """Show other people, and take one of them in hand: the first where nobody is named."""
        self._fill(frame, are_named=are_named)
        self.choose_or_first(self._position_of(employee) if employee else -1)
        self._soon.start()

    def show_again(self, frame: pd.DataFrame, *, are_named: bool) -> None:
        """Show what became of the same people: in hand, selected and in sight are those who were."""
        columns, before = people_columns(are_named=are_named), self._frame
        if columns == self.model.columns and _are_same_people(before, frame):
            self._frame = frame
            self.follow_frame(frame)
            self.chosen.emit(self._kept)
            self._soon.start()
            return
        kept = before.iloc[self._kept] if 0 <= self._kept < len(before) else None
        selected, down = self.people(), self.view.verticalScrollBar().value()
        self._fill(frame, are_named=are_named)
        at = -1 if kept is None else self._position_of(str(kept["employee_number"]), str(kept["pool"]))
        if at >= 0 and self.choose(at):
            self._select(selected)
            self.view.verticalScrollBar().setValue(down)
        else:
            self.choose_or_first(-1)
        self._soon.start()

    def people(self) -> tuple[str, ...]:
        """The employee numbers of the rows selected."""
        selection = self.view.selectionModel().selection()
        ranges = [selection.at(at) for at in range(selection.count())]
        rows = sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})
        positions = [self.model.position(row) for row in rows]
        numbers = self._frame["employee_number"].iloc[positions].tolist() if positions else []
        return tuple(dict.fromkeys(numbers))

    # ------------------------------------------------------------ inside

    def _fill(self, frame: pd.DataFrame, *, are_named: bool) -> None:
        self._kept = -1
        self._frame = frame
        self.say_empty("Nobody", "Nobody is behind that figure. Show everyone brings them back.")
        self.show_frame(frame, people_columns(are_named=are_named))

    def _hold(self, position: int) -> None:
        if position >= 0:
            self._kept = position

    def _select(self, people: tuple[str, ...]) -> None:
        """Select these people's rows again, where there are several."""
        if len(people) < 2:
            return
        rows = np.flatnonzero(self.model.shown_frame()["employee_number"].isin(list(people)).to_numpy())
        selection, last = QItemSelection(), self.model.columnCount() - 1
        for run in np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1):
            if len(run):
                selection.select(self.model.index(int(run[0]), 0), self.model.index(int(run[-1]), last))
        flag = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().select(selection, flag.Select | flag.Rows)

    def _position_of(self, employee: str, pool: str = "") -> int:
        """Where somebody stands in the frame, in that pool if in any; -1 where they do not."""
        if self._frame.empty:
            return -1
        found = np.flatnonzero((self._frame["employee_number"] == employee).to_numpy()).tolist()
        same = [one for one in found if self._frame["pool"].iloc[one] == pool]
        return int((same or found or [-1])[0])


def _are_same_people(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two frames are of the same people, row by row."""
    return (
        len(one) == len(other)
        and one.index.equals(other.index)
        and one["employee_number"].equals(other["employee_number"])
    )
