"""The sheets of all files in hand, a line each; as high as they are many, up to a few."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.models.frame_model import FrameModel
from ui.places.bring_in.sheet_words import SHEETS, sheets_frame
from ui.theme import row_height, scaled
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from planner.workbook.bringing_in.lots import Lot

FEWEST, MOST = 1, 5
"""Lines that there is room for, however many sheets there are."""


class SheetList(TableView):
    """Lists sheets; Space or Enter has the one in hand come in, or not.

    Signals:
        taken: the place of the sheet that was taken in hand.
        toggled: the sheet in hand is to come in, or no longer.
    """

    taken = Signal(int)
    toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Sheets", parent)
        self.lines = FrameModel(SHEETS, self)
        self.setModel(self.lines)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.lines.filled.connect(self.fit)
        self.row_chosen.connect(self._tell_taken)
        self.opened.connect(self._tell_toggled)
        key = QShortcut(QKeySequence(Qt.Key.Key_Space), self)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.toggled)

    def show_lots(self, lots: "Sequence[Lot]", in_hand: int) -> None:
        """Show sheets, one of them in hand."""
        with QSignalBlocker(self):
            self.lines.set_frame(sheets_frame(lots))
            self.select_row(self.lines.row_at(in_hand))
        lines = min(max(len(lots), FEWEST), MOST)
        self.setFixedHeight(self.heads.sizeHint().height() + lines * row_height() + scaled(6))

    def _tell_taken(self, row: int) -> None:
        if row >= 0:
            self.taken.emit(self.lines.position(row))

    def _tell_toggled(self, _row: int) -> None:
        self.toggled.emit()
