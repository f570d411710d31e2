"""What pasted cells would change, shown before it is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner.model.tables import TABLES
from planner.workbook.overlay import Overlay
from ui.models import columns as c
from ui.places.data import steps
from ui.places.frame_table import FrameTable
from ui.widgets.labels import label

COLUMNS = (
    c.words("which", "Row"),
    c.words("column", "Column"),
    c.words("before", "Now"),
    c.words("after", "Then"),
    c.words("remark", "Remark", wide=True),
)
MOST_LISTED = 5000
"""Changes that are listed one by one; of more, the first, and those that cannot be read before all."""


class PastePanel(QFrame):
    """Lists the changes, and asks whether to put them in.

    Signals:
        taken: put them in.
        left: leave the table as it is.
    """

    taken = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("What pasting would change")
        self.overlay: Overlay | None = None
        self.words = label(wraps=True)
        self.table = FrameTable("Changes", COLUMNS)
        self.put = QPushButton("Put them in")
        self.put.setProperty("rank", "first")
        self.put.clicked.connect(self._take)
        self.leave = QPushButton("Leave it")
        self.leave.setToolTip("Leave it (Esc)")
        self.leave.clicked.connect(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.put)
        line.addWidget(self.leave)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        self.hide()

    def ask(self, overlay: Overlay) -> None:
        """Show what an overlay would change."""
        self.overlay = overlay
        self.words.setText(summary(overlay))
        self.setAccessibleDescription(self.words.text())
        changes = overlay.changes.head(MOST_LISTED)
        which = steps.row_names(overlay.before, overlay.table, changes["row"].tolist())
        shown = changes.assign(which=which)
        self.table.show_frame(shown.astype("str"))
        self.put.setEnabled(len(changes) > 0 or overlay.added > 0)
        self.show()
        self.put.setFocus()

    def dismiss(self) -> None:
        """Ask no longer."""
        self.overlay = None
        self.hide()

    def _take(self) -> None:
        self.taken.emit()

    def _leave(self) -> None:
        self.left.emit()

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave it on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def summary(overlay: Overlay) -> str:
    """Say in a sentence or two what an overlay would do."""
    sheet = TABLES[overlay.table].sheet
    cells = overlay.cells
    said = []
    if cells:
        said.append("1 cell changes" if cells == 1 else f"{cells:,} cells change")
    if overlay.added:
        said.append("1 row is added" if overlay.added == 1 else f"{overlay.added:,} rows are added")
    words = f"{sheet}: {' and '.join(said)}." if said else f"{sheet} has all of this; nothing changes."
    if overlay.unread:
        one = overlay.unread == 1
        words += (
            f" {'1 cell' if one else f'{overlay.unread:,} cells'} cannot be read: "
            f"{'it is' if one else 'they are'} kept as {'it is' if one else 'they are'}, and "
            f"{'its row is' if one else 'their rows are'} left out of every figure until mended."
        )
    if overlay.beyond:
        columns = "1 column" if overlay.beyond == 1 else f"{overlay.beyond:,} columns"
        words += (
            f" {columns} beyond the last of the table {'is' if overlay.beyond == 1 else 'are'} not taken."
        )
    if overlay.kept:
        words += f" {', '.join(overlay.kept)} stays as it is while names are hidden."
    return words
