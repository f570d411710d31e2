"""A table of which each line is taken one way or another, by line or all at once."""

from collections.abc import Hashable, Mapping, Sequence
from functools import partial

import pandas as pd
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from ui.models.columns import Column, words
from ui.places.frame_table import FrameTable

CHOICE = "choice"


class ChoiceTable(FrameTable):
    """Lines with a choice each; Space goes to the next choice, buttons choose for all selected lines.

    Signals:
        decided: the user chose.
    """

    decided = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        choices: Sequence[str],
        head: str,
        parent: QWidget | None = None,
    ) -> None:
        self.choices = tuple(choices)
        super().__init__(name, (words(CHOICE, head), *columns), parent)
        self._identities: list[Hashable] = []
        self._chosen: list[int] = []
        self._lines: pd.DataFrame = pd.DataFrame()
        self._buttons: list[QPushButton] = []
        for choice in reversed(self.choices):
            button = QPushButton(f"{choice[:1].upper()}{choice[1:]}")
            button.setAccessibleName(f"{choice}: for the lines selected, or all")
            button.setToolTip("For the lines selected; for all where one or none is")
            button.clicked.connect(partial(self._choose_for_selected, self.choices.index(choice)))
            self.add_tool(button)
            self._buttons.append(button)
        key = QShortcut(QKeySequence(Qt.Key.Key_Space), self.view)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self._turn)
        self.opened.connect(self._turn_one)

    def show_lines(
        self, lines: pd.DataFrame, identities: Sequence[Hashable], chosen: Mapping[Hashable, int], usual: int
    ) -> None:
        """Show lines; each has the choice that was made for its identity, else the usual one."""
        self._identities = list(identities)
        self._chosen = [chosen.get(one, usual) for one in self._identities]
        self._lines = lines.reset_index(drop=True)
        self.show_frame(self._with_choices())
        for button in self._buttons:
            button.setEnabled(not lines.empty)

    @property
    def decisions(self) -> dict[Hashable, int]:
        """What is chosen for each line, by its identity."""
        return dict(zip(self._identities, self._chosen, strict=True))

    def choose_for(self, positions: Sequence[int], choice: int) -> None:
        """Choose for lines by their places."""
        for at in positions:
            self._chosen[at] = choice
        self.follow_frame(self._with_choices())
        self.decided.emit()

    # ------------------------------------------------------------ inside

    def _with_choices(self) -> pd.DataFrame:
        words = [self.choices[one] for one in self._chosen]
        return self._lines.assign(**{CHOICE: pd.Series(words, index=self._lines.index, dtype="str")})

    def _selected(self) -> list[int]:
        rows = self.view.selectionModel().selectedRows()
        return [self.model.position(one.row()) for one in rows]

    def _choose_for_selected(self, choice: int) -> None:
        selected = self._selected()
        shown = [self.model.position(row) for row in range(self.model.rowCount())]
        self.choose_for(selected if len(selected) > 1 else shown, choice)

    def _turn(self) -> None:
        if selected := self._selected():
            following = (self._chosen[selected[0]] + 1) % len(self.choices)
            self.choose_for(selected, following)

    def _turn_one(self, position: int) -> None:
        if position >= 0:
            self.choose_for([position], (self._chosen[position] + 1) % len(self.choices))
