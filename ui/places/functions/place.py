"""Functions: the board on which work is moved, the same as a list, and the flow of people and money."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from planner.report.board import Board
from planner.report.board_making import board
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.functions.board_edits import BoardEdits
from ui.places.functions.board_tools import BoardTools
from ui.places.functions.board_view import BoardView
from ui.places.functions.function_list import FunctionList
from ui.places.functions.function_panels import FunctionPanels
from ui.places.functions.steps import WHOLE_ROW, taker
from ui.places.pictures import COPIED
from ui.places.place import Place
from ui.places.targets import PeopleBehind
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar

BOARD, LIST, FLOW = range(3)
ROOM_FOR_BOTH = 480
"""Pixels of height from which the details stand below the board unasked."""


class FunctionsPlace(Place):
    """Board, list or flow above; about the function in hand below."""

    name = "functions"
    title = "Functions"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.bar = MessageBar()
        self.edits = BoardEdits(document, self.bar)
        self.tools = BoardTools()
        self.board = BoardView(self.edits.refusal_of)
        self.list = FunctionList()
        self.panels = FunctionPanels(document, self.edits)
        self.empty = EmptyState(
            "Being worked out", "The board appears as soon as the scenario is worked out."
        )
        self._flow: QWidget | None = None
        self._in_hand = ""
        self._shown = ""
        self._chose_details = False
        self._lay_out()
        self._listen()

    def refresh(self) -> None:
        """Show the scenario in hand, in the view that is in sight."""
        plan, results = self.document.plan, self.document.results
        if plan is None:
            return
        self.tools.show_senders(plan)
        if results is None:
            self.board.setEnabled(self.document.scenario == self._shown)
            return
        self._shown = self.document.scenario
        self.board.setEnabled(True)
        view = self.tools.view
        if view == BOARD:
            shown = board(results, self.document.year, self.tools.whose)
            self._show_board(shown)
        elif view == LIST:
            self.list.show_results(results, self._in_hand)
        else:
            self._refresh_flow()
        self._show_panels()

    def focus_find(self) -> None:
        """Search the functions, in the list."""
        self.tools.choose_view(LIST)
        self.list.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the list of functions by column."""
        self.tools.choose_view(LIST)
        self.list.table.toggle_filters()

    def recolour(self) -> None:
        """Follow the colours in use."""
        self.board.restyle()
        if self._flow is not None and hasattr(self._flow, "recolour"):
            self._flow.recolour()
        super().recolour()

    # ------------------------------------------------------------ inside

    def _lay_out(self) -> None:
        self.views = QStackedWidget()
        for view in (self.board, self.list, self.empty):
            self.views.addWidget(view)
        self.views.setCurrentWidget(self.empty)
        self.halves = QSplitter(Qt.Orientation.Vertical)
        upper = QWidget()
        stacked = QVBoxLayout(upper)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.addWidget(self.bar)
        stacked.addWidget(self.views, 1)
        self.halves.addWidget(upper)
        self.halves.addWidget(self.panels)
        self.halves.setSizes([420, 170])
        self.halves.setStretchFactor(0, 1)
        self.halves.setChildrenCollapsible(False)
        self.column.addWidget(self.tools)
        self.column.addWidget(self.halves, 1)

    def _listen(self) -> None:
        self.document.chosen.connect(self.bar.hide)
        self.tools.view_changed.connect(self._change_view)
        self.tools.details.toggled.connect(self._show_panels)
        self.tools.details.clicked.connect(self._keep_details)
        self.tools.sender_changed.connect(self.refresh)
        self.tools.second_changed.connect(self.board.set_second)
        self.board.asked.connect(self.edits.make)
        self.board.row_chosen.connect(self._choose_row)
        self.board.opened.connect(self._open_people)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open_function)
        self.panels.pool_opened.connect(self._open_pool)

    def _show_board(self, shown: Board) -> None:
        if not shown.receivers:
            self.empty.say(
                "No receivers", "Add the organisations that take work on in Data, under Organisations."
            )
        elif not shown.rows:
            self.empty.say("No functions", "Add the functions of the organisations that close in Data.")
        has_cells = bool(shown.rows and shown.receivers)
        self.views.setCurrentWidget(self.board if has_cells else self.empty)
        if has_cells:
            self.board.set_board(shown)

    def _show_panels(self) -> None:
        is_wanted = self.tools.details.isChecked()
        self.panels.setVisible(is_wanted and bool(self._in_hand) and self.tools.view != FLOW)
        if self.panels.isVisible():
            self.panels.show_function(self._in_hand, self.tools.whose)

    def _change_view(self, view: int) -> None:
        if view == FLOW:
            self._build_flow()
        shown = {BOARD: self.board, LIST: self.list, FLOW: self._flow}[view]
        if shown is not None and self.document.results is not None:
            self.views.setCurrentWidget(shown)
        self.refresh()
        if view == BOARD:
            at = self.board.board.row_of(self._in_hand) if self.board.board is not None else -1
            if at >= 0:
                self.board.choose(at, WHOLE_ROW)

    def _keep_details(self) -> None:
        """From now on the user says whether details are shown, not the room there is."""
        self._chose_details = True

    def _build_flow(self) -> None:
        if self._flow is None:
            from ui.places.flows import FlowView

            flow = FlowView(self.document, self.desk)
            flow.wanted.connect(self.wanted)
            flow.copied.connect(self._say_copied)
            self.views.addWidget(flow)
            self._flow = flow

    def _say_copied(self) -> None:
        self.said.emit(COPIED, "note")

    def _refresh_flow(self) -> None:
        if self._flow is not None:
            self._flow.refresh()  # type: ignore[attr-defined]

    # ------------------------------------------------------------ the function in hand

    def _choose_row(self, row: int) -> None:
        shown = self.board.board
        if shown is not None and 0 <= row < len(shown.rows):
            self._choose(next(iter(shown.functions_of(row)), self._in_hand))

    def _choose(self, function: str) -> None:
        if function != self._in_hand:
            self._in_hand = function
            self._show_panels()

    def _open_function(self, function: str) -> None:
        self.wanted.emit("people", PeopleBehind("function", function))

    def _open_people(self, row: int, column: int) -> None:
        shown = self.board.board
        if shown is None:
            return
        who = taker(shown, column)
        also = (("receiver", who),) if isinstance(who, str) else ()
        self.wanted.emit("people", PeopleBehind("function", shown.rows[row].code, also=also))

    def _open_pool(self, pool: str) -> None:
        self.wanted.emit("people", PeopleBehind("pool", pool))

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the details unasked only where the board has room beside them."""
        super().resizeEvent(event)
        if not self._chose_details:
            self.tools.details.setChecked(self.height() >= ROOM_FOR_BOTH)
