"""Finds the row of headers under title rows, blank rows and merged cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from planner.workbook.bringing_in.fields import BROUGHT_IN, NOT_TAKEN, STAND_INS, amount_key, names_of
from planner.workbook.bringing_in.ledger_heads import month_heads
from planner.workbook.bringing_in.sheet import Row, SourceSheet
from planner.workbook.layout import plain
from planner.workbook.recognise import is_blank, is_total

WITHIN = 60
"""A header row is looked for under this many other rows."""
LONGEST_HEADER = 80
NONE = -1
"""The place of a header row that a sheet does not have."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The headers of a sheet.

    Attributes:
        row: the place of the (last) header row counted from 0; -1 where the sheet has none.
        texts: the header of each column; "" where it has none.
        groups: the header that stands over several columns, for each of them.
    """

    row: int
    texts: tuple[str, ...]
    groups: tuple[str, ...]

    @property
    def first_row(self) -> int:
        """The place of the first row under the headers."""
        return self.row + 1


def find_heading(sheet: SourceSheet) -> Heading:
    """Find the headers of a sheet."""
    best, best_score = NONE, 0.0
    for place, row in enumerate(sheet.rows[:WITHIN]):
        score = _score(_joined(sheet, place), row)
        if score > best_score + 1e-9:
            best, best_score = place, score
    if best == NONE or _looks_like_a_row(sheet, best):
        return Heading(NONE, ("",) * sheet.width, ("",) * sheet.width)
    return heading_at(sheet, best)


def heading_at(sheet: SourceSheet, row: int) -> Heading:
    """The headers in a certain row, with those that are merged down into it from above."""
    if row < 0 or row >= len(sheet.rows):
        return Heading(NONE, ("",) * sheet.width, ("",) * sheet.width)
    return Heading(row, tuple(_joined(sheet, row)), tuple(_groups(sheet, row)))


@cache
def is_known(name: str) -> bool:
    """Whether a header is one that any table knows."""
    word = plain(name)
    if not word:
        return False
    if word in NOT_TAKEN or any(word in names_of(table) for table in BROUGHT_IN):
        return True
    return any(word == plain(one) for names in STAND_INS.values() for one in names)


def _score(texts: Sequence[str], row: Row) -> float:
    """How much a row looks like headers."""
    score, seen = 0.0, set()
    months = month_heads(row)
    for at, (text, cell) in enumerate(zip(texts, row, strict=True)):
        if isinstance(cell, float | int | date) and not isinstance(cell, bool) and at not in months:
            score -= 0.6
        elif text:
            score += 1.0 if is_known(text) else 0.8 if amount_key(text) else _unknown(text)
            score -= 0.3 if plain(text) in seen else 0.0
            seen.add(plain(text))
    return score if len(seen) > 1 else min(score, 0.5) - (0.3 if not seen else 0.0)


def _unknown(text: str) -> float:
    """A text that no table knows: short words are as good a header as any, figures are not."""
    if len(text) > LONGEST_HEADER or is_total(text):
        return -0.5
    figures = sum(one.isdigit() for one in text)
    return -0.3 if figures > len(text) / 2 else 0.1


def _joined(sheet: SourceSheet, place: int) -> list[str]:
    """The headers of a row; a column that has none takes what is merged down, or known, above it."""
    row = sheet.rows[place]
    months = month_heads(row)
    texts = [months.get(at) or _text(cell) for at, cell in enumerate(row)]
    if sum(map(bool, texts)) < 2:
        return texts
    for column, text in enumerate(texts):
        if text or not is_blank(row[column]):
            continue
        for above in range(place - 1, max(place - 4, -1), -1):
            found = _text(sheet.rows[above][column])
            if found and (is_known(found) or _reaches(sheet, above, column, place)):
                texts[column] = found
                break
    return texts


def _groups(sheet: SourceSheet, place: int) -> list[str]:
    """The text that stands over each column in the row above: merged over it, or the last to its left."""
    groups = [""] * sheet.width
    if place == 0:
        return groups
    above = sheet.rows[place - 1]
    if sum(not is_blank(cell) for cell in above) < 2:
        return groups  # a title
    last = ""
    for column, cell in enumerate(above):
        last = _text(cell) or (last if is_blank(cell) else "")
        groups[column] = last
    return groups


def _reaches(sheet: SourceSheet, row: int, column: int, down_to: int) -> bool:
    """Whether a cell is merged downwards as far as a row."""
    return any(
        first == row and left <= column <= right and last >= down_to
        for first, left, last, right in sheet.merged
    )


def _text(cell: Any) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _looks_like_a_row(sheet: SourceSheet, place: int) -> bool:
    """Whether the row found holds no known header and is alike the rows under it: a list without headers."""
    texts = _joined(sheet, place)
    if any(is_known(text) or amount_key(text) for text in texts if text):
        return False
    row = sheet.rows[place]
    with_figures = sum(any(one.isdigit() for one in str(cell)) for cell in row if not is_blank(cell))
    return with_figures >= max(1, sum(not is_blank(cell) for cell in row) / 3)
