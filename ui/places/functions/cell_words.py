"""The figures of the functions board in words: in its cells, its tips, and for a screen reader."""

from dataclasses import dataclass
from math import isnan

from planner.base.money import pounds_text
from planner.model.tables import MODES
from planner.report.board import FIRST_RECEIVER, NO_MODE, SEVERAL, STOPS, UNCLAIMED, Board
from ui import figures


@dataclass(frozen=True, slots=True)
class ModeWords:
    """A mode's letter and what it means, for a legend and for sentences."""

    letter: str
    word: str
    meaning: str


MODE_WORDS = {
    "do": ModeWords("D", "do", "a CCG does it itself"),
    "share": ModeWords("S", "share", "a CCG hosts it for a group"),
    "buy": ModeWords("B", "buy", "it is bought from a supplier"),
    "board": ModeWords("C", "Board", "the Commissioning Board takes it"),
    "move": ModeWords("M", "move", "it moves to another body"),
    "stop": ModeWords("X", "stop", "nobody does it any more"),
}
MANY = "+"
"""The letter of a cell that holds work in more than one mode."""


def letter(mode: int) -> str:
    """The letter of a mode's position; empty for none."""
    if mode == SEVERAL:
        return MANY
    return MODE_WORDS[MODES[mode]].letter if mode != NO_MODE else ""


def share(board: Board, row: int, column: int) -> str:
    """A share as it stands in its cell: ``60%``, ``25.6%``; empty for none."""
    return plain_percent(float(board.share[row, column]))


def percent(value: float, places: int = 1) -> str:
    """A percentage to so many places; empty for nil."""
    if value == 0:
        return ""
    text = f"{value:.{places}f}"
    return f"<{10**-places:.{places}f}%" if not text.strip("0.") else f"{text}%"


def plain_percent(value: float) -> str:
    """A percentage to one place where it has one; empty for nil."""
    return percent(value).replace(".0%", "%")


def fte(value: float) -> str:
    """FTE to two places."""
    return figures.fte(value)


def thousands(value: float) -> str:
    """Thousands of pounds to one place; the unit stands in the head."""
    return figures.thousands(value)


def of_row(board: Board, row: int) -> str:
    """A function in a sentence: its name, FTE, and what of it is unclaimed."""
    one = board.rows[row]
    parts = [one.name, f"{fte(board.fte_now[row])} FTE now"]
    if left := share(board, row, UNCLAIMED):
        parts.append(f"{left} unclaimed")
    if board.is_by_sender[row] and not one.is_heading:
        parts.append("shared out sender by sender")
    return ", ".join(parts)


def of_cell(board: Board, row: int, column: int) -> str:
    """A cell in words: what, who, how much, in which mode, its FTE and cost."""
    name = board.rows[row].name
    held = share(board, row, column)
    if column in (UNCLAIMED, STOPS):
        what = "is unclaimed" if column == UNCLAIMED else "stops"
        if not held:
            return f"{name}: nothing {what}"
        return f"{name}: {held} {what}, {fte(board.fte[row, column])} FTE now"
    receiver = board.receivers[column - FIRST_RECEIVER].name
    if not held and not board.fte[row, column]:
        return f"{name}: nothing at {receiver}"
    mode = int(board.mode[row, column])
    how = "in several modes" if mode == SEVERAL else MODE_WORDS[MODES[mode]].word if mode != NO_MODE else ""
    parts = [f"{name} at {receiver}: {f'{how} {held}'.strip() or 'posts without a share'}"]
    parts.append(f"posts {fte(board.fte[row, column])} FTE")
    parts.append(f"likely filled by people in post now {fte(board.placed[row, column])} FTE")
    if board.cost[row, column] == board.cost[row, column]:
        parts.append(f"cost {pounds_text(float(board.cost[row, column]))} in {board.year}")
    if board.is_locked[row, column]:
        parts.append("locked")
    return ", ".join(parts)


def of_column(board: Board, column: int) -> str:
    """A receiver's totals in words."""
    if column == UNCLAIMED:
        return "Work that no receiver has claimed: it has no posts"
    if column == STOPS:
        return "Work that nobody does after the transfer"
    at = column - FIRST_RECEIVER
    one = board.receivers[at]
    total, target = float(board.total[at]), float(board.target[at])
    if isnan(total):
        return f"{one.name}, {one.kind}"
    said = f"{one.name}, {one.kind}: costs {pounds_text(total)} in {board.year}"
    if isnan(target):
        return f"{said}, no target"
    return f"{said}, target {pounds_text(target)}, {verdict(float(board.over[at]), pounds_text)}"


def verdict(over: float, show: figures.Show) -> str:
    """Over or under a target, in words: ``£1,200 over``, ``£300 under``, ``on target``."""
    if isnan(over):
        return "no target"
    text = show(abs(over))
    if not text.strip("£0.,"):
        return "on target"
    return f"{text} {'over' if over > 0 else 'under'}"
