"""A list to choose a post or a receiver from: the posts nearest to a person's job first."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from planner.model.occupancy import FAMILY, OTHER, OWN, posts_nearest_first, receivers_nearest_first
from planner.model.placement_words import names_by_code
from planner.model.scenario import scenario_of
from ui import figures
from ui.theme import scaled

if TYPE_CHECKING:
    from planner.model.plan import Plan

GROUPS = {
    OWN: "Posts of this function and band",
    FAMILY: "Other posts of the same family",
    OTHER: "Other posts",
}
RECEIVERS = "A receiver, with no post named"
PLACE_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Job:
    """The job for which a post is sought.

    Attributes:
        function, band: the job's.
        fte: of who holds it.
        people: for whom the post is sought; where they are now counts as free.
    """

    function: str = ""
    band: str = ""
    fte: float = 0.0
    people: tuple[str, ...] = ()


class PostChoice(QComboBox):
    """Posts with room for somebody, nearest first; then receivers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Post or receiver")
        self.setPlaceholderText("Choose a post or a receiver")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.currentIndexChanged.connect(self._tell_whole)

    @property
    def place(self) -> tuple[str, str]:
        """The receiver and the post chosen; blank where none is."""
        found = self.currentData(PLACE_ROLE)
        return found if isinstance(found, tuple) else ("", "")

    def offer(self, plan: "Plan", scenario: str, job: Job, *, filled_too: bool) -> int:
        """List what may be chosen; what was chosen before stays chosen while it is listed.

        Returns:
            how many posts there are that have no room.
        """
        before = self.place
        model = QStandardItemModel(self)
        resolved = scenario_of(plan, scenario)
        names = names_by_code(plan)
        posts = posts_nearest_first(plan, resolved, job.function, job.band, job.fte, job.people)
        filled = int((~posts["has_room"]).sum())
        if not filled_too:
            posts = posts[posts["has_room"]]
        for nearness, heading in GROUPS.items():
            some = posts[posts["nearness"] == nearness]
            if len(some):
                model.appendRow(_heading(heading))
            keys = ("post", "title", "band", "fte", "receiver", "who")
            for post, title, band, fte, receiver, who in zip(*(some[key] for key in keys), strict=True):
                where = names.get(receiver, receiver)
                parts = (
                    figures.text(post),
                    figures.text(title),
                    f"band {figures.text(band)}",
                    f"{figures.fte(fte)} FTE",
                    figures.text(where),
                )
                words = ", ".join(part for part in parts if part) + (f" (in it: {who})" if who else "")
                model.appendRow(_item(words, (str(receiver), str(post))))
        model.appendRow(_heading(RECEIVERS))
        for code, name in receivers_nearest_first(plan, resolved, job.function):
            model.appendRow(_item(name, (code, "")))
        self._show(model, before)
        return filled

    def choose(self, receiver: str, post: str) -> bool:
        """Choose a place; False where it is not listed."""
        at = next((at for at in range(self.count()) if self.itemData(at, PLACE_ROLE) == (receiver, post)), -1)
        self.setCurrentIndex(at)
        return at >= 0

    def _show(self, model: QStandardItemModel, before: tuple[str, str]) -> None:
        self.setModel(model)  # a model before this one, being the box's own, goes with it
        self.choose(*before)
        self.view().setMinimumWidth(max(self.width(), scaled(460)))

    def _tell_whole(self) -> None:
        self.setToolTip(self.currentText())

    # Qt's own

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any card: what does not fit is elided."""
        return QSize(scaled(120), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box with its text elided in the middle."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        role = QPalette.ColorRole
        text = self.currentText()
        if self.currentIndex() < 0:
            text = self.placeholderText()
            for one in (role.ButtonText, role.Text):
                option.palette.setBrush(one, option.palette.brush(role.PlaceholderText))
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        elided = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room - 4)
        option.currentText = elided
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


def _heading(words: str) -> QStandardItem:
    made = QStandardItem(words)
    made.setFlags(Qt.ItemFlag.NoItemFlags)
    return made


def _item(words: str, place: tuple[str, str]) -> QStandardItem:
    made = QStandardItem(words)
    made.setData(place, PLACE_ROLE)
    made.setToolTip(words)
    return made
