"""Cells as spreadsheets pass them on: lines of texts between tabs, quoted where a text needs it."""

from collections.abc import Iterable, Sequence

Block = list[list[str]]
"""Rows of texts, all of one length."""

_SPECIAL = ("\t", "\n", "\r", '"')


def cells_of(text: str) -> Block:
    """Take apart what a spreadsheet put on the clipboard; short rows are filled up with blanks.

    A text with a tab, a line's end or a quotation mark in it stands in quotation marks, its own
    marks doubled. A quotation mark within a text that does not begin with one is the text's own.
    """
    rows: Block = [[]]
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if '"' not in text:
        rows = [line.split("\t") for line in text.split("\n")]
    else:
        at = 0
        while at <= len(text):
            cell, at = _quoted(text, at) if text.startswith('"', at) else _plain(text, at)
            rows[-1].append(cell)
            if text.startswith("\n", at):
                rows.append([])
            at += 1
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def text_of(block: Iterable[Sequence[str]]) -> str:
    """Write cells as a spreadsheet takes them from the clipboard."""
    return "\n".join("\t".join(map(_guarded, row)) for row in block)


def _plain(text: str, start: int) -> tuple[str, int]:
    """The cell that begins at ``start``, and where it ends."""
    ends = [found for sign in "\t\n" if (found := text.find(sign, start)) >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def _quoted(text: str, start: int) -> tuple[str, int]:
    """As ``_plain``, of a cell in quotation marks; one that is never closed is taken as it stands."""
    at = start + 1
    while (found := text.find('"', at)) >= 0:
        if not text.startswith('"', found + 1):
            after, end = _plain(text, found + 1)
            return text[start + 1 : found].replace('""', '"') + after, end
        at = found + 2
    return _plain(text, start)


def _guarded(cell: str) -> str:
    if not any(sign in cell for sign in _SPECIAL):
        return cell
    return '"' + cell.replace('"', '""') + '"'
