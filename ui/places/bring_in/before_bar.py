"""The bar that offers what the user put right in a list before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from planner.report.wording import counted
from ui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from planner.workbook.bringing_in.as_before import Mended, Offer


class BeforeBar(QFrame):
    """Says which texts of the list were put right before, and reads them so again, or as they stand.

    Signals:
        wanted: True where they are to be read as they were put right before.
    """

    wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("Put right before")
        self._is_used = False
        self.words = ElidedLabel()
        self.button = QPushButton("Do so again")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.button)
        self.button.clicked.connect(self._ask)
        self.hide()

    def show_offers(self, offers: "Sequence[Offer]", mended: "Mended") -> None:
        """Show what was put right before; nothing where nothing was."""
        self._is_used = bool(offers) and all(mended.get((one.key, one.text)) == one.fix for one in offers)
        self.setVisible(bool(offers))
        cells = counted(sum(one.cells for one in offers), "cell")
        lead = "Read as you put right before" if self._is_used else "You put these right before"
        self.words.set_words(f"{lead}: {'; '.join(map(offered_words, offers))}.")
        self.button.setText("Read as they stand" if self._is_used else f"Do so again in {cells}")

    def _ask(self) -> None:
        self.wanted.emit(not self._is_used)


def offered_words(offer: "Offer") -> str:
    """Say one text and what it was put right as: ``Band “Bnd 7” as 7 in 3 cells``."""
    fix = f"as {offer.fix}" if offer.fix else "as blank"
    return f"{offer.title} “{offer.text}” {fix} in {counted(offer.cells, 'cell')}"
