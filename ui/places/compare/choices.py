"""Which scenarios are compared, and with which: a row of boxes that is worked by keyboard or mouse."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from ui.document.plan_document import BASELINE
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import label

MOST = 6
"""Scenarios that are compared at most, beside the base."""
SCROLL_BAR = 18


class Choices(QWidget):
    """Keeps what is ticked while the plan is open, also when scenarios come, go or are renamed.

    Signals:
        chosen: other scenarios, or another base, are to be compared.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        self.base = ChoiceBox("Compare with", least=14)
        self.base.activated.connect(self._another_base)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label("Compare", tone="muted"))
        inside = QWidget()
        self._strip = QHBoxLayout(inside)
        self._strip.setContentsMargins(0, 0, 0, 0)
        self._strip.setSpacing(12)
        self._strip.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._scroll.setAccessibleName("Scenarios to compare")
        self._scroll.horizontalScrollBar().rangeChanged.connect(self._fit)
        row.addWidget(self._scroll, 1)
        words = label("&with", tone="muted")
        words.setBuddy(self.base)
        row.addWidget(words)
        row.addWidget(self.base)

    @property
    def names(self) -> tuple[str, ...]:
        """The scenarios offered."""
        return tuple(self._boxes)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The scenarios that are to be set beside the base."""
        base = self.base.currentText()
        return tuple(name for name, box in self._boxes.items() if box.isChecked() and name != base)

    def box(self, scenario: str) -> QCheckBox:
        """The box that chooses a scenario."""
        return self._boxes[scenario]

    def offer(self, names: tuple[str, ...]) -> None:
        """Offer the plan's scenarios; those offered before stay as they were chosen."""
        if names == self.names:
            return
        before = {name: box.isChecked() for name, box in self._boxes.items()}
        base = self.base.currentText() if self.base.currentText() in names else BASELINE
        for box in self._boxes.values():
            self._strip.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        self.base.clear()
        self.base.addItems(names)
        self.base.setCurrentText(base)
        for name in names:
            self._add(name, is_ticked=before.get(name, len(self.ticked) < MOST))
        self._allow()
        self._fit()

    # ------------------------------------------------------------ inside

    def _add(self, name: str, *, is_ticked: bool) -> None:
        box = QCheckBox(name.replace("&", "&&"))
        box.setAccessibleName(f"Compare {name}")
        box.setChecked(is_ticked)
        box.clicked.connect(self._another_tick)
        self._strip.insertWidget(self._strip.count() - 1, box)
        self._boxes[name] = box

    def _another_tick(self) -> None:
        self._allow()
        self.chosen.emit()

    def _another_base(self) -> None:
        self._allow()
        self.chosen.emit()

    def _allow(self) -> None:
        """Let no more be ticked than are compared; the base needs no tick."""
        base, is_full = self.base.currentText(), len(self.ticked) >= MOST
        for name, box in self._boxes.items():
            box.setVisible(name != base)
            box.setEnabled(box.isChecked() or not is_full)
            box.setToolTip(
                "" if box.isEnabled() else f"{MOST} scenarios are compared at most; untick another."
            )

    def _fit(self) -> None:
        """As high as the boxes, and the bar below them where they do not fit."""
        more = SCROLL_BAR if self._scroll.horizontalScrollBar().maximum() > 0 else 0
        highest = max((box.sizeHint().height() for box in self._boxes.values()), default=0)
        self._scroll.setFixedHeight(highest + more)

    # Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        """Fit once the boxes are dressed."""
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._boxes:
            self._fit()
