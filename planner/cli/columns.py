"""Tables for the terminal: words on the left, figures on the right, heads that wrap."""

import shutil
from collections.abc import Sequence
from textwrap import wrap

from planner.cli.terminal import can_show

GAP = "   "
INDENT = "  "
NARROWEST, WIDEST = 72, 110
HEAD = 16
"""Letters of a head that stand on one line where there is room."""


def page_width() -> int:
    """How wide to write: the terminal's width, within reason."""
    return min(max(shutil.get_terminal_size((100, 24)).columns, NARROWEST), WIDEST)


def rule(length: int) -> str:
    """A line to stand under heads."""
    return ("─" if can_show("─") else "-") * length


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lay out a table, first column to the left, the others to the right.

    Args:
        heads: one for each column; long ones wrap.
        rows: cells as text, as many as there are heads.

    Returns:
        The lines, heads and a rule first.
    """
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(heads)
    widths = _widths(heads, columns, HEAD)
    longest = max(widths[0], len(heads[0]))
    if longest > _room_for_words(widths):
        widths = _widths(heads, columns, 1)
    widths[0] = min(longest, _room_for_words(widths))
    wrapped = [wrap(head, width) for head, width in zip(heads, widths, strict=True)]
    depth = max(map(len, wrapped))
    top = [[""] * (depth - len(lines)) + lines for lines in wrapped]
    body = [[elided(row[0], widths[0]), *row[1:]] for row in rows]
    lines = [_line(cells, widths) for cells in [*zip(*top, strict=True), *body]]
    return [*lines[:depth], INDENT + rule(sum(widths) + len(GAP) * (len(widths) - 1)), *lines[depth:]]


def _widths(heads: Sequence[str], columns: Sequence[Sequence[str]], least: int) -> list[int]:
    """As wide as the cells and the heads' words ask, and a short head on one line up to ``least``."""
    return [
        max([*map(len, cells), *map(len, head.split()), min(len(head), least), 1])
        for head, cells in zip(heads, columns, strict=True)
    ]


def _room_for_words(widths: Sequence[int]) -> int:
    """What the figures leave of the page for the first column."""
    figures = sum(widths[1:]) + len(GAP) * (len(widths) - 1) + len(INDENT)
    return max(page_width() - figures, 16)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *figures = cells
    right = (cell.rjust(width) for cell, width in zip(figures, widths[1:], strict=True))
    return (INDENT + GAP.join([first.ljust(widths[0]), *right])).rstrip()


def elided(text: str, width: int) -> str:
    """A name that fits, cut in the middle where it is too long."""
    if len(text) <= width:
        return text
    mark = "…" if can_show("…") else ".."
    keep = width - len(mark)
    return text[: keep - keep // 2] + mark + text[len(text) - keep // 2 :]
