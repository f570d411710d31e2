"""The choice of a chart: what it is about, then which of the charts about that."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui.places.chart_views import GROUPS, VIEWS, ChartView


class ChartChoice(QWidget):
    """Two rows of buttons in one line; the second holds the charts of the group in hand.

    Each group opens at the chart that was last looked at in it.

    Signals:
        chosen: the name of a chart.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Choice of chart")
        self._last = {group: next(one.name for one in VIEWS if one.group == group) for group in GROUPS}
        self._of_group: dict[str, QPushButton] = {}
        self._of_view: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._groups, self._views = QButtonGroup(self), QButtonGroup(self)
        for group in GROUPS:
            button = self._of_group[group] = segment(
                group, f"Charts about {group.lower()}", is_last=group == GROUPS[-1]
            )
            self._groups.addButton(button)
            row.addWidget(button)
        row.addSpacing(16)
        ends = {one.group: one for one in VIEWS}.values()
        for view in VIEWS:
            words = view.heading.partition(", {")[0].removesuffix(", £")
            button = self._of_view[view.name] = segment(view.tab, words, is_last=view in ends)
            button.setToolTip(words)
            self._views.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.show_choice(VIEWS[0])
        self._groups.buttonClicked.connect(self._turn_to_group)
        self._views.buttonClicked.connect(self._turn_to_view)

    def show_choice(self, view: ChartView) -> None:
        """Show which chart is in hand."""
        self._last[view.group] = view.name
        self._of_group[view.group].setChecked(True)
        self._of_view[view.name].setChecked(True)
        for one in VIEWS:
            self._of_view[one.name].setVisible(one.group == view.group)

    def _turn_to_group(self, button: QPushButton) -> None:
        self.chosen.emit(self._last[button.text()])

    def _turn_to_view(self, button: QPushButton) -> None:
        self.chosen.emit(next(name for name, one in self._of_view.items() if one is button))


def segment(words: str, name: str, *, is_last: bool = False) -> QPushButton:
    """A button of a row of which one, or some, are down; the last shows its right edge."""
    button = QPushButton(words)
    button.setProperty("end", is_last)
    button.setCheckable(True)
    button.setProperty("rank", "segment")
    button.setAccessibleName(name)
    return button


def pane_switch(words: str, name: str) -> QPushButton:
    """A button that shows and hides a pane beside the chart."""
    button = segment(words, name, is_last=True)
    button.setChecked(True)
    button.setToolTip(name)
    return button
