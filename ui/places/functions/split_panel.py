"""Who takes one function, claim by claim: receivers, modes and shares that add to 100."""

from functools import partial
from typing import Any

import pandas as pd
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.base.errors import EditRefusedError
from planner.model import claim_edits
from planner.model.claims import claims_in_force
from planner.model.plan import Plan
from planner.model.sender_claims import WHOLE, left_by_sender
from planner.model.tables import ALLOCATIONS
from planner.model.who_may import function_name
from planner.report.wording import listed
from ui.document.plan_document import BASELINE, PlanDocument
from ui.places.functions.board_edits import BoardEdits
from ui.places.functions.cell_words import plain_percent
from ui.places.functions.split_editors import Choice, SplitEditors
from ui.places.functions.split_model import COLUMNS, SplitModel
from ui.places.functions.steps import Step
from ui.widgets.labels import ElidedLabel, retone
from ui.widgets.table_view import TableView


class SplitPanel(QWidget):
    """Shows and edits the claims on the function in hand."""

    def __init__(self, document: PlanDocument, edits: BoardEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._edits = edits
        self._function = ""
        self._sender = ""
        self.model = SplitModel(self._change, self)
        self.view = TableView("Who takes it")
        self.sum = ElidedLabel()
        self.add = QComboBox()
        self.equally = QPushButton("Share out equally")
        self.by_people = QPushButton("By population")
        self.remove = QPushButton("Remove")
        self._receivers: list[Choice] = []
        self._organisations: pd.DataFrame | None = None
        self._names: dict[str, str] = {}
        self._lay_out()
        self._listen()

    def show_function(self, function: str, sender: str) -> None:
        """Show the claims on a function as the plan has them now."""
        plan = self._document.plan
        self._function, self._sender = function, sender
        if plan is None or not function:
            return
        claims = claims_in_force(plan, self._document.scenario, function)
        if plan.organisations is not self._organisations:
            self._organisations = plan.organisations
            self._names = dict(_named(plan.organisations))
            self._fill_receivers(plan)
        names = self._names
        before = self.view.currentIndex().row()
        if claims != self.model.claims:
            self.model.show(claims, names)
            self.view.fit()
        if before < 0 or not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._tell_sum(names)

    # ------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        self.view.setModel(self.model)
        self.view.setSortingEnabled(False)
        self.view.setItemDelegate(SplitEditors(lambda: self._receivers, self._senders, self.view))
        triggers = QAbstractItemView.EditTrigger
        self.view.setEditTriggers(
            triggers.DoubleClicked
            | triggers.SelectedClicked
            | triggers.AnyKeyPressed
            | triggers.EditKeyPressed
        )
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.add.setPlaceholderText("Add receiver")
        self.add.setAccessibleName("Add receiver")
        self.add.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.add.setMinimumContentsLength(14)
        self.equally.setToolTip(
            "Give each that claims it the same share of what is not locked and does not stop"
        )
        self.by_people.setToolTip("Give each that claims it a share by its population")
        self.remove.setToolTip("Take the claim in hand away; its share is then unclaimed")
        self.by_people.setAccessibleName("Share out by population")
        self.remove.setAccessibleName("Remove the claim in hand")
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.sum, 1)
        for one in (self.add, self.remove, self.equally, self.by_people):
            tools.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(tools)
        column.addWidget(self.view, 1)

    def _listen(self) -> None:
        self.add.activated.connect(self._add)
        self.equally.clicked.connect(lambda: self._share_out("equally", claim_edits.split_equally))
        self.by_people.clicked.connect(
            lambda: self._share_out("by population", claim_edits.split_by_population)
        )
        self.remove.clicked.connect(self._remove)

    def _fill_receivers(self, plan: Plan) -> None:
        self._receivers = list(_named(plan.receivers))
        self.add.clear()
        for code, name in self._receivers:
            self.add.addItem(name, code)
        self.add.setCurrentIndex(-1)

    def _senders(self) -> list[Choice]:
        plan = self._document.plan
        return list(_named(plan.senders)) if plan is not None else []

    def _tell_sum(self, names: dict[str, str]) -> None:
        """Say what is claimed and what is left; more than 100% cannot be put in force."""
        if self._document.scenario == BASELINE:
            self.sum.set_words("Nothing moves in the baseline: senders keep their functions")
            retone(self.sum, "muted")
            return
        parts, is_short = [], False
        for sender, left in left_by_sender(self.model.claims).items():
            who = f"{names.get(sender, sender)}: " if sender else ""
            is_left = left > _ROUNDING
            is_short |= is_left
            come_to = plain_percent(WHOLE - left) or "0%"
            parts.append(f"{who}{come_to}" + (f", {plain_percent(left)} unclaimed" if is_left else ""))
        self.sum.set_words(f"Shares come to {listed(parts, most=4)}")
        retone(self.sum, "warning" if is_short else "muted")

    # ------------------------------------------------------------ what the user does

    def _step(self, text: str, edit: Any, *args: Any, **cells: Any) -> None:
        function = self._function
        self._edits.make(Step(text, lambda plan, scenario: edit(plan, scenario, function, *args, **cells)))
        self.show_function(self._function, self._sender)

    def _name(self) -> str:
        plan = self._document.plan
        return function_name(plan, self._function) if plan is not None else self._function

    def _change(self, at: int, key: str, value: Any) -> None:
        what = next(one.title for one in COLUMNS if one.key == key).replace("\n%", "").lower()
        if key == "date":
            edit = partial(_put_day, at=at, words=str(value))
            self._step(f"Change the date of {self._name()}", edit)
        else:
            self._step(f"Change the {what} of {self._name()}", claim_edits.change_claim, at, **{key: value})

    def _add(self, at: int) -> None:
        receiver = self.add.itemData(at)
        self.add.setCurrentIndex(-1)
        name = self._receivers[at][1]
        self._step(f"Add {name} to {self._name()}", claim_edits.add_claim, self._sender, receiver)

    def _remove(self) -> None:
        at = self.view.currentIndex().row()
        if 0 <= at < len(self.model.claims):
            code = self.model.claims[at].receiver
            name = dict(self._receivers).get(code, code) or "what stops"
            self._step(f"Take {name} from {self._name()}", claim_edits.drop_claim, at)

    def _share_out(self, way: str, edit: Any) -> None:
        self._step(f"Share {self._name()} out {way}", edit, self._sender)


_ROUNDING = 1e-6


def _named(organisations: Any) -> list[Choice]:
    """Codes and names of organisations; the code where there is no name."""
    pairs = zip(organisations["code"], organisations["name"], strict=True)
    return [
        (code, name if isinstance(name, str) and name else code)
        for code, name in pairs
        if isinstance(code, str)
    ]


def _put_day(plan: Plan, scenario: str, function: str, *, at: int, words: str) -> Plan:
    """Put the day that a user typed."""
    from planner.workbook.calendar_days import date_in

    day = date_in(words, ALLOCATIONS.column("date")) if words else None
    if day is not None and day.value is None:
        raise EditRefusedError(f"'{words}' is not a date. Type it as 1 April 2013 or 01/04/2013.")
    return claim_edits.change_claim(plan, scenario, function, at, date=day.value if day is not None else None)
