"""Which organisation the title rows of a list, its sheet or its file name."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from planner.workbook.bringing_in.sheet import SourceSheet
from planner.workbook.reference import trusts

_MOST_ROWS = 20
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


class Said(NamedTuple):
    """An organisation, and where it is named.

    Attributes:
        code: its code.
        text: the words that name it.
        cell: the cell; empty where it is the name of the sheet or the file.
    """

    code: str
    text: str
    cell: str


def organisation_said(sheet: SourceSheet, header_row: int) -> Said | None:
    """The PCT that is named above the headers, else by the sheet or the file; None unless it is one."""
    found = {said.code: said for said in reversed(list(_above(sheet, header_row)))}
    if not found:
        found = {code: Said(code, text, "") for text in (sheet.name, sheet.file) for code in _named_in(text)}
    return next(iter(found.values())) if len(found) == 1 else None


def _above(sheet: SourceSheet, header_row: int) -> Iterator[Said]:
    for at, row in enumerate(sheet.rows[: min(max(header_row, 0), _MOST_ROWS)]):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and cell.strip():
                for code in _named_in(cell):
                    yield Said(code, cell.strip(), sheet.cell(at, place))


def _named_in(text: str) -> set[str]:
    words = f" {_NOT_A_LETTER.sub(' ', text.lower())} "
    return {code for phrase, code in _phrases().items() if phrase in words}


@cache
def _phrases() -> Mapping[str, str]:
    """What a PCT is called in a title, between spaces -> its code."""
    phrases = {}
    for code, name in zip(trusts()["pct_code"], trusts()["pct_name"], strict=True):
        plain = _NOT_A_LETTER.sub(" ", str(name).lower()).strip()
        for phrase in (
            f" nhs {plain} ",
            f" {plain} pct ",
            f" {plain} primary care trust ",
            f" {plain} tpct ",
        ):
            phrases[phrase] = str(code)
    return phrases
