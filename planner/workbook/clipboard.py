"""Cells as spreadsheets pass them on: lines of texts between tabs, quoted where a text needs it."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from planner.model.tables import TableSpec
from planner.workbook.entry import written

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


def text_of_rows(
    frame: pd.DataFrame,
    spec: TableSpec,
    keys: Sequence[str],
    unread: Mapping[tuple[int, str], str],
    *,
    hidden: Collection[str] = (),
    has_heads: bool = False,
) -> str:
    """Write rows of a table for a spreadsheet: values exact, dates as 31/03/2013.

    Args:
        frame: the rows.
        spec: the table.
        keys: its columns that are wanted, in order.
        unread: texts that could not be read, by row identity and column; they are passed on as they are.
        hidden: columns that are left blank.
        has_heads: whether the columns' titles stand above.
    """
    columns = []
    for key in keys:
        cells = [""] * len(frame)
        if key not in hidden:
            cells = _written(frame[key].to_numpy(), spec, key)
            texts = [(row, text) for (row, of), text in unread.items() if of == key]
            for at, (_, text) in zip(
                frame.index.get_indexer(pd.Index([row for row, _ in texts])), texts, strict=True
            ):
                if at >= 0:
                    cells[at] = _guarded(text)
        columns.append(cells)
    lines = ["\t".join(row) for row in zip(*columns, strict=True)]
    if has_heads:
        lines.insert(0, "\t".join(_guarded(spec.column(key).title) for key in keys))
    return "\n".join(lines)


def _written(cells: np.ndarray[tuple[int], np.dtype[np.generic]], spec: TableSpec, key: str) -> list[str]:
    """Write a column; each different cell once."""
    places, distinct = pd.factorize(cells, use_na_sentinel=False)
    column = spec.column(key)
    texts = np.array([_guarded(written(value, column)) for value in distinct], dtype=object)
    found: list[str] = texts[places].tolist() if len(texts) else []
    return found


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
