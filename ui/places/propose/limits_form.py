"""What must hold and what counts: limits and weights of a proposal, in plain words."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from planner.advise.question import Hold, Limits, ReceiverLimit, Weights
from planner.model.tables import SENDER_KINDS, Kind
from planner.report.advice import HOLDS
from ui.places.frame_table import FrameTable
from ui.places.propose.number_field import NumberField
from ui.places.propose.propose_columns import LIMITED
from ui.theme import Type, scaled
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import label

if TYPE_CHECKING:
    from planner.model.plan import Plan

AS_ALL = "as all"
RECEIVERS = 150
"""Pixels of the least height of the table of receivers."""
MOST = (
    ("redundancy_cost", "Redundancy cost at most, £", Kind.MONEY),
    ("talent_lost", "Talent lost at most, %", Kind.PERCENT),
    ("operating_cost", "Operating cost at most, £ a year", Kind.MONEY),
    ("one_mode", "Most of the money in one of do, share and buy, %", Kind.PERCENT),
)
COUNTS = (
    ("redundancy_cost", "£ for each £ of redundancy cost"),
    ("talent", "£ for each point of talent lost"),
    ("operating_cost", "£ for each £ a year of operating cost"),
    ("over_target", "£ for each £ a year over a target"),
)


class LimitsForm(QWidget):
    """Fields for the limits and weights; the single receivers below.

    Signals:
        changed: something else is asked.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Limits and what counts")
        self.targets = ChoiceBox("How firmly targets hold", least=9)
        for hold, words in HOLDS.items():
            self.targets.addItem(words, str(hold))
        self.most = {key: NumberField(title, kind) for key, title, kind in MOST}
        self.cover = QCheckBox("Statutory functions keep their least cover")
        self.paying = QCheckBox("No support organisation runs at a loss")
        self.counts = {key: NumberField(title, Kind.NUMBER, blank="0") for key, title in COUNTS}
        self.single = FrameTable("Single receivers", LIMITED)
        self.single.search.hide()
        self.own_hold = ChoiceBox("Target of the receiver in hand", least=8)
        self.own_most = NumberField("Most operating cost of the receiver in hand, £ a year", Kind.MONEY)
        self.own_posts = NumberField("Most posts of the receiver in hand, FTE", Kind.NUMBER)
        self._names: dict[str, str] = {}
        self._own: dict[str, ReceiverLimit] = {}
        self._in_hand = ""
        self._lay_out()
        self.put(Limits(), Weights())
        self._listen()

    # ------------------------------------------------------------ what is asked

    @property
    def fields(self) -> tuple[NumberField, ...]:
        """Every field of a figure."""
        return (*self.most.values(), *self.counts.values(), self.own_most, self.own_posts)

    @property
    def limits(self) -> Limits:
        """The limits as they stand in the form."""
        return Limits(
            targets=Hold(self.targets.currentData()),
            receivers=tuple(one for code, one in self._own.items() if code in self._names),
            keeps_cover=self.cover.isChecked(),
            suppliers_pay_their_way=self.paying.isChecked(),
            **{key: field.value for key, field in self.most.items()},
        )

    @property
    def weights(self) -> Weights:
        """The weights as they stand in the form; a blank counts for nothing."""
        return Weights(**{key: field.value or 0.0 for key, field in self.counts.items()})

    def put(self, limits: Limits, weights: Weights | None = None) -> None:
        """Show other limits, and other weights where given."""
        self.targets.setCurrentIndex(self.targets.findData(str(limits.targets)))
        for key, field in self.most.items():
            field.put(getattr(limits, key))
        self.cover.setChecked(limits.keeps_cover)
        self.paying.setChecked(limits.suppliers_pay_their_way)
        self._own = {one.receiver: one for one in limits.receivers}
        if weights is not None:
            for key, field in self.counts.items():
                field.put(getattr(weights, key))
        self._show_receivers()

    def follow(self, plan: "Plan") -> None:
        """Offer the receivers of the plan."""
        rows = plan.organisations
        rows = rows[rows["kind"].notna() & ~rows["kind"].isin(SENDER_KINDS)].drop_duplicates("code")
        names = dict(zip(rows["code"], rows["name"].fillna(rows["code"]), strict=True))
        if names != self._names:
            self._names = {str(code): str(name) for code, name in names.items()}
            self._show_receivers()

    # ------------------------------------------------------------ single receivers

    def _show_receivers(self) -> None:
        own = [self._own.get(code) for code in self._names]
        frame = pd.DataFrame(
            {
                "name": pd.Series(list(self._names.values()), dtype="str"),
                "holds": pd.Series([AS_ALL if one is None else HOLDS[one.hold] for one in own], dtype="str"),
                "most": pd.Series([None if one is None else one.most for one in own], dtype="float64"),
                "most_posts": pd.Series(
                    [None if one is None else one.most_posts for one in own], dtype="float64"
                ),
            }
        )
        is_same = self.single.model.frame["name"].tolist() == frame["name"].tolist()
        (self.single.follow_frame if is_same else self.single.show_frame)(frame)
        self._show_own()

    def _choose(self, position: int) -> None:
        codes = list(self._names)
        self._in_hand = codes[position] if 0 <= position < len(codes) else ""
        self._show_own()

    def _show_own(self) -> None:
        one = self._own.get(self._in_hand)
        for field in (self.own_hold, self.own_most, self.own_posts):
            field.setEnabled(bool(self._in_hand))
        self.own_hold.setCurrentIndex(self.own_hold.findData("" if one is None else str(one.hold)))
        self.own_most.put(None if one is None else one.most)
        self.own_posts.put(None if one is None else one.most_posts)

    def _put_own(self, *_: object) -> None:
        """Take what stands in the fields of the receiver in hand."""
        code, own = self._in_hand, self.own_hold.currentData()
        hold = Hold(own) if own else None
        if not code:
            return
        most, posts = self.own_most.value, self.own_posts.value
        if hold is None and most is None and posts is None:
            self._own.pop(code, None)
        else:
            before = self._own.get(code) or ReceiverLimit(code, Hold(self.targets.currentData()))
            self._own[code] = replace(before, hold=hold or before.hold, most=most, most_posts=posts)
        self._show_receivers()
        self.changed.emit()

    # ------------------------------------------------------------ building

    def _listen(self) -> None:
        self.targets.activated.connect(self._tell)
        self.cover.toggled.connect(self._tell)
        self.paying.toggled.connect(self._tell)
        for field in (*self.most.values(), *self.counts.values()):
            field.settled.connect(self._tell)
        self.single.chosen.connect(self._choose)
        self.own_hold.activated.connect(self._put_own)
        self.own_most.settled.connect(self._put_own)
        self.own_posts.settled.connect(self._put_own)

    def _tell(self, *_: object) -> None:
        self.changed.emit()

    def _lay_out(self) -> None:
        self.own_hold.addItem(AS_ALL, "")
        for hold, words in HOLDS.items():
            self.own_hold.addItem(words, str(hold))
        self.single.say_empty("No receivers", "Add organisations in Data.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 4, 0)
        column.setSpacing(6)
        column.addWidget(label("What must hold", Type.HEADING))
        grid = _grid()
        _add(grid, "Targets of receivers", self.targets)
        for key, title, _ in MOST:
            _add(grid, title, self.most[key])
        column.addLayout(grid)
        column.addWidget(self.cover)
        column.addWidget(self.paying)
        column.addSpacing(4)
        column.addWidget(label("What counts", Type.HEADING))
        grid = _grid()
        for key, title in COUNTS:
            _add(grid, title, self.counts[key])
        column.addLayout(grid)
        column.addSpacing(4)
        self.single.setMinimumHeight(scaled(RECEIVERS))
        column.addWidget(self.single, 1)
        grid = _grid()
        _add(grid, "Target of the one in hand", self.own_hold)
        _add(grid, "Its operating cost at most, £ a year", self.own_most)
        _add(grid, "Its posts at most, FTE", self.own_posts)
        column.addLayout(grid)


def _grid() -> QGridLayout:
    made = QGridLayout()
    made.setHorizontalSpacing(8)
    made.setVerticalSpacing(4)
    made.setColumnStretch(0, 1)
    made.setColumnStretch(1, 1)
    return made


def _add(grid: QGridLayout, title: str, field: QWidget) -> None:
    named = label(title, wraps=True)
    named.setBuddy(field)
    row = grid.rowCount()
    grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignVCenter)
    grid.addWidget(field, row, 1)
