"""The kinds of page of a pack as a list with boxes: ticked by mouse or Space, each with its sheets."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ui import theme

PAGE, SHEETS = 0, 1


class PageList(QTreeWidget):
    """Which kinds of page are in the pack.

    Signals:
        chosen: other kinds are ticked.
        looked_at: the name of the kind in hand.
    """

    chosen = Signal()
    looked_at = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pages of the pack")
        self.setColumnCount(2)
        self.setHeaderLabels(["Page", "Sheets"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(PAGE, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(SHEETS, QHeaderView.ResizeMode.ResizeToContents)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.headerItem().setTextAlignment(SHEETS, right)
        self._items: dict[str, QTreeWidgetItem] = {}
        self.itemChanged.connect(self._changed)
        self.currentItemChanged.connect(self._look)

    def offer(self, kinds: Iterable[tuple[str, str, str]], ticked: Iterable[str]) -> None:
        """List kinds of page: the name, title and use of each."""
        wanted = set(ticked)
        with QSignalBlocker(self):
            self.clear()
            self._items = {}
            for name, title, about in kinds:
                item = QTreeWidgetItem([title, ""])
                item.setData(PAGE, Qt.ItemDataRole.UserRole, name)
                item.setToolTip(PAGE, about)
                item.setData(PAGE, Qt.ItemDataRole.AccessibleDescriptionRole, about)
                item.setTextAlignment(SHEETS, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                    | Qt.ItemFlag.ItemNeverHasChildren
                )
                item.setCheckState(PAGE, _state(name in wanted))
                self.addTopLevelItem(item)
                self._items[name] = item
        self.follow_looks()
        if (first := self.topLevelItem(0)) is not None:
            self.setCurrentItem(first)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The kinds chosen, in the order of a pack."""
        return tuple(
            name for name, item in self._items.items() if item.checkState(PAGE) is Qt.CheckState.Checked
        )

    def tick(self, names: Iterable[str]) -> None:
        """Choose these kinds and no others."""
        wanted = set(names)
        with QSignalBlocker(self):
            for name, item in self._items.items():
                item.setCheckState(PAGE, _state(name in wanted))
        self.viewport().update()
        self.chosen.emit()

    def count_sheets(self, counts: Mapping[str, int]) -> None:
        """Say how many sheets each kind takes; those not made say nothing."""
        with QSignalBlocker(self):
            for name, item in self._items.items():
                said = "" if name not in counts else f"{counts[name]:,}" if counts[name] else "none"
                item.setText(SHEETS, said)
        self.viewport().update()

    def follow_looks(self) -> None:
        """Make rows as high as the size of text asks."""
        self.setMinimumHeight(theme.scaled(120))
        for item in self._items.values():
            item.setSizeHint(PAGE, QSize(0, theme.row_height()))

    # ------------------------------------------------------------ inside

    def _changed(self, _item: QTreeWidgetItem, column: int) -> None:
        if column == PAGE:
            self.chosen.emit()

    def _look(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None = None) -> None:
        if item is not None:
            self.looked_at.emit(str(item.data(PAGE, Qt.ItemDataRole.UserRole)))


def _state(is_ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
