"""What a gesture on the board would do: a step's name in the user's words, and the plan it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from planner.base.errors import EditRefusedError, NothingToMoveError
from planner.model import allocation_edits as edits
from planner.model.allocation_edits import Beside, Taker
from planner.model.plan import Plan
from planner.report.board import FIRST_RECEIVER, STOPS, UNCLAIMED, Board
from planner.report.wording import short_name

WHOLE_ROW = -1
"""The column of what is carried by its name: a function, or all of a family."""
DOES = {
    "do": "do {work} itself",
    "share": "host {work}",
    "buy": "sell {work}",
    "board": "take {work} for the Board",
    "move": "take {work} over",
}


@dataclass(frozen=True, slots=True)
class Step:
    """An edit that can be made, or looked at beforehand.

    Attributes:
        text: its name, as Edit > Undo shows it.
        make: makes the plan after it in a scenario; raises ``EditRefusedError`` where it cannot be.
    """

    text: str
    make: Callable[[Plan, str], Plan]

    def refusal(self, plan: Plan, scenario: str) -> str:
        """Why it cannot be made; empty where it can."""
        try:
            self.make(plan, scenario)
        except EditRefusedError as error:
            return str(error)
        return ""


@dataclass(frozen=True, slots=True)
class Held:
    """What is being carried: a cell, a function or a family, and whether only half of it."""

    row: int
    column: int
    is_half: bool = False


def drop_on_column(board: Board, held: Held, column: int) -> Step:
    """The step that drops what is held on a column of its row."""
    what = _held_words(board, held)
    who = _column_words(board, held.column) if held.column >= FIRST_RECEIVER else ""
    if column == UNCLAIMED:
        text = f"Take {what} away from {who}" if who else f"Leave {what} unclaimed"
    elif column == STOPS:
        text = f"Stop {what} at {who}" if who else f"Stop {what}"
    else:
        text = f"Move {f'{what} from {who}' if who else what} to {_column_words(board, column)}"
    return Step(text, _over_functions(board, held, {taker(board, column): 1.0}))


def drop_on_kind(board: Board, held: Held, kind: str) -> Step:
    """The step that shares what is held among all receivers of a kind, by population."""
    codes = [one.code for one in board.receivers if one.kind == kind]
    text = f"Share {_held_words(board, held)} among {_all_of(kind, len(codes))}"
    return Step(text, _over_functions(board, held, codes))


def type_share(board: Board, row: int, column: int, share: float) -> Step:
    """The step that sets the share of a cell, 0 to 100."""
    name = board.rows[row].name
    text = f"Set {name} at {_column_words(board, column)} to {share:g}%"
    if column == STOPS:
        text = f"Stop {share:g}% of {name}"
    code = board.rows[row].code
    return Step(
        text,
        lambda plan, scenario: edits.set_share(
            plan, scenario, code, board.sender, taker(board, column), share
        ),
    )


def choose_mode(board: Board, row: int, column: int, mode: str) -> Step:
    """The step that gives a cell another mode."""
    name = board.rows[row].name
    if mode == "stop":
        return drop_on_column(board, Held(row, column), STOPS)
    does = DOES[mode].format(work=name)
    return Step(
        f"Let {_column_words(board, column)} {does}",
        lambda plan, scenario: edits.set_mode(
            plan, scenario, board.rows[row].code, board.sender, str(taker(board, column)), mode
        ),
    )


def give_all(board: Board, row: int, column: int) -> Step:
    """The step that gives all of a row to a column."""
    return drop_on_column(board, Held(row, WHOLE_ROW), column)


def taker(board: Board, column: int) -> Taker:
    """Who has what stands in a column."""
    if column == WHOLE_ROW:
        return Beside.EVERYTHING
    if column == UNCLAIMED:
        return Beside.UNCLAIMED
    return Beside.STOPS if column == STOPS else board.receivers[column - FIRST_RECEIVER].code


def _over_functions(
    board: Board, held: Held, targets: "Mapping[Taker, float] | list[str]"
) -> Callable[[Plan, str], Plan]:
    functions = board.functions_of(held.row)
    return partial(
        _moved, functions, board.sender, taker(board, held.column), targets, 0.5 if held.is_half else 1.0
    )


def _moved(
    functions: tuple[str, ...],
    sender: str,
    source: Taker,
    targets: Any,
    part: float,
    plan: Plan,
    scenario: str,
) -> Plan:
    """Move each function that has something to move; refuse where none has."""
    weights = edits.by_population(plan, targets) if isinstance(targets, list) else targets
    reasons: list[str] = []
    after = plan
    for function in functions:
        try:
            after = edits.move_among(after, scenario, function, sender, source, weights, part)
        except NothingToMoveError as error:
            reasons.append(str(error))
    if len(reasons) == len(functions):
        raise EditRefusedError(reasons[0])
    return after


def _held_words(board: Board, held: Held) -> str:
    row = board.rows[held.row]
    name = f"all of {row.name}" if row.is_heading else row.name
    half = "half of " if held.is_half else ""
    if held.column == UNCLAIMED:
        return f"{half}what is unclaimed of {row.name}"
    if held.column == STOPS:
        return f"{half}what stops of {row.name}"
    return f"{half}{name}"


def _column_words(board: Board, column: int) -> str:
    if column == UNCLAIMED:
        return "Unclaimed"
    return "Stop" if column == STOPS else short_name(board.receivers[column - FIRST_RECEIVER].name)


def _all_of(kind: str, count: int) -> str:
    return f"the {count} {kind}s by population" if kind == "CCG" else f"all of kind {kind} by population"
