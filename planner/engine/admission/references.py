"""Codes that point to other rows: found, spelt otherwise, left out, or nowhere to be found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Self

import numpy as np

from planner.base.findings import Severity
from planner.engine.admission.ledger import Fault, Ledger
from planner.engine.admission.rows import Integers, Rows
from planner.model.tables import TABLES

NOWHERE = -1
"""The position of a code that is blank or leads nowhere."""
GUESSES = 50
"""Unknown codes for which the nearest known one is looked up."""


@dataclass(frozen=True)
class Directory:
    """The codes that one table defines.

    Attributes:
        sheet: the sheet that defines them.
        positions: code -> position of its first row that is not in error; ``NOWHERE`` for codes that
            stand only on rows in error.
        reserved: codes that need no row.
    """

    sheet: str
    positions: Mapping[str, int]
    reserved: frozenset[str] = frozenset()

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """Code without capitals and outer spaces -> code; one that counts before one left out."""
        in_order = sorted(self.positions, key=lambda code: self.positions[code] != NOWHERE)
        return {fold(code): code for code in (*in_order, *self.reserved)}

    def spelling(self, text: str) -> str | None:
        """The code that a text means, ignoring case and outer spaces; None where there is none."""
        if text in self.positions or text in self.reserved:
            return text
        return self.folded.get(fold(text))

    def counts(self, code: str | None) -> bool:
        """Whether a code stands on a row that is not in error."""
        return self.positions.get(code or "", NOWHERE) != NOWHERE

    def with_reserved(self, code: str) -> Self:
        """The same directory, in which a code needs no row."""
        others = {known: at for known, at in self.positions.items() if known != code}
        return type(self)(self.sheet, others, self.reserved | {code})


def fold(text: str) -> str:
    """A code without what does not distinguish it: case and outer spaces."""
    return text.strip().casefold()


def directory_of(rows: Rows, key: str) -> Directory:
    """Index the codes of a table by the first row that is not in error."""
    codes, distinct = rows.coded(key)
    positions = np.flatnonzero(rows.admitted & (codes >= 0))
    first = np.full(len(distinct), NOWHERE, dtype=np.int64)
    first[codes[positions][::-1]] = positions[::-1]
    known = dict(zip(distinct.tolist(), first.tolist(), strict=True))
    return Directory(TABLES[rows.spec.name].sheet, known)


def resolve(rows: Rows, key: str, directory: Directory, ledger: Ledger) -> Integers:
    """Find the row that each code of a column points to, and report those that point nowhere.

    Returns:
        (rows,) positions in the table pointed to; ``NOWHERE`` where blank or in error.
    """
    codes, distinct = rows.coded(key)
    verdicts = [_verdict(str(text), directory) for text in distinct]
    position = np.array([at for at, _ in verdicts] + [NOWHERE], dtype=np.int64)
    for cause in ("orphan", "left-out"):
        bad = np.array([found == cause for _, found in verdicts] + [False], dtype=bool)
        if bad.any():
            ledger.report(rows, _dangling(cause, rows, key, directory, distinct[bad[:-1]]), bad[codes])
    _note_spelling(rows, key, directory, ledger)
    return position[codes]


def _verdict(text: str, directory: Directory) -> tuple[int, str]:
    code = directory.spelling(text)
    if code is None:
        return NOWHERE, "orphan"
    if code in directory.reserved:
        return NOWHERE, ""
    at = directory.positions[code]
    return at, "" if at != NOWHERE else "left-out"


def _dangling(cause: str, rows: Rows, key: str, directory: Directory, texts: Iterable[str]) -> Fault:
    title, values = rows.column(key).title, rows.texts(key)
    if cause == "left-out":
        return Fault(
            "left-out-with",
            Severity.ERROR,
            key,
            lambda at: f"{title} '{values[at]}' is itself left out, because of an error on its row.",
            f"Mend that row of {directory.sheet} and this one counts again.",
            f"are left out with the {title} that they name, which has an error of its own",
        )
    near = {}
    for text in list(texts)[:GUESSES]:
        guess = get_close_matches(fold(str(text)), directory.folded, n=1)
        near[text] = directory.folded[guess[0]] if guess else None
    return Fault(
        "orphan",
        Severity.ERROR,
        key,
        lambda at: f"{title} '{values[at]}' is not on the {directory.sheet} sheet.",
        lambda at: (
            (f"Did you mean '{near[values[at]]}'? " if near.get(values[at]) else "")
            + f"Correct the code, or add it to {directory.sheet}."
        ),
        f"name a {title} that is not on the {directory.sheet} sheet",
        fix=lambda at: near.get(values[at]),
    )


def _note_spelling(rows: Rows, key: str, directory: Directory, ledger: Ledger) -> None:
    """Note texts that match a code but for case and spaces, and remember its spelling."""
    codes, distinct = rows.coded(key)
    meant = {str(text): directory.spelling(str(text)) for text in distinct}
    spelled = {text: code for text, code in meant.items() if code is not None and code != text}
    if not spelled:
        return
    rows.spelled[key] = rows.spelled.get(key, {}) | spelled
    ledger.report(
        rows,
        Fault(
            "matched-ignoring-case",
            Severity.NOTE,
            key,
            lambda at: f"'{distinct[codes[at]]}' was matched with '{spelled[distinct[codes[at]]]}'.",
            "Nothing to do.",
            "were matched ignoring capitals and outer spaces",
            fix=lambda at: spelled[distinct[codes[at]]],
        ),
        np.array([text in spelled for text in distinct] + [False], dtype=bool)[codes],
    )


def split_list(text: str) -> list[str]:
    """The codes of a cell that lists several, as they stand."""
    return [code.strip() for code in text.split(";") if code.strip()]


def resolve_list(rows: Rows, key: str, directory: Directory, ledger: Ledger) -> dict[str, tuple[int, ...]]:
    """Find the rows that the lists of a column point to, and report codes that point nowhere.

    Returns:
        each distinct text -> positions of the codes in it that are known.
    """
    codes, distinct = rows.coded(key)
    found: dict[str, tuple[int, ...]] = {}
    unknown: dict[str, list[str]] = {}
    for text in map(str, distinct):
        listed = split_list(text)
        meant = [directory.spelling(code) for code in listed]
        found[text] = tuple(directory.positions[code] for code in meant if code and directory.counts(code))
        bad = [code for code, means in zip(listed, meant, strict=True) if not directory.counts(means)]
        if bad:
            unknown[text] = bad
        elif meant != listed:
            rows.spelled.setdefault(key, {})[text] = ";".join(code for code in meant if code)
    if unknown:
        title = rows.column(key).title
        ledger.report(
            rows,
            Fault(
                "orphan",
                Severity.ERROR,
                key,
                lambda at: (
                    f"{title} names {', '.join(repr(code) for code in unknown[distinct[codes[at]]])},"
                    f" which {directory.sheet} does not have."
                ),
                f"Correct the codes, or add them to {directory.sheet}; separate codes by ;",
                f"list {title} that {directory.sheet} does not have",
            ),
            np.array([text in unknown for text in distinct] + [False], dtype=bool)[codes],
        )
    return found
